"""Text cut into digits, words and marks, each with its place. The one lexer behind figures and dates.

Linear in the length of the text: every character is looked at once, and no pattern can back up
over more than its own token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Kind", "Phrases", "Token", "phrase_key", "tokenize"]


class Kind(Enum):
    NUMBER = "number"  # digits with inner points and commas: 1,000.5
    FRACTION = "fraction"  # one vulgar fraction character
    WORD = "word"  # letters, with inner apostrophes
    MARK = "mark"  # any other single character but a blank


class Token(NamedTuple):
    """``gap`` is the blank before the token, at most two characters of it; "" when attached."""

    kind: Kind
    text: str
    key: str  # the text as compared: lower case, straight apostrophe
    start: int
    end: int
    gap: str

    @property
    def attached(self) -> bool:
        return not self.gap


_FRACTION = "\u00bc\u00bd\u00be\u2150-\u215e"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<fraction>[{_FRACTION}])"
    rf"|(?P<word>[^\W\d_{_FRACTION}]+(?:['\u2019][^\W\d_{_FRACTION}]+)*)|(?P<mark>\S)"
)


@lru_cache(maxsize=64)
def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens of ``text``, left to right; blanks belong to none."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        word = match.group()
        key = word.casefold().replace("\u2019", "'")
        gap = text[max(end, start - 2) : start] if tokens else " "
        tokens.append(Token(_KINDS[match.lastgroup or ""], word, key, start, match.end(), gap))
        end = match.end()
    return tuple(tokens)


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A phrase as its tokens' keys: how phrases are compared."""
    return tuple(token.key for token in tokenize(phrase))


T = TypeVar("T")
_KINDS = {kind.value: kind for kind in Kind}
_HYPHENS = ("-", "\u2010", "\u2011")


class Phrases(Generic[T]):
    """Phrases with a value each, matched on tokens; the longest that fits wins.

    Words match in any case, or exactly when ``exact``. A blank and a hyphen between two words of a
    phrase are the same thing.
    """

    __slots__ = ("_by_first", "_exact")

    @property
    def firsts(self) -> frozenset[str]:
        """The words with which a phrase may begin."""
        return frozenset(self._by_first)

    def __init__(self, entries: Iterable[tuple[str, T]], *, exact: bool = False) -> None:
        self._exact = exact
        found: dict[str, list[tuple[tuple[tuple[str, bool], ...], T]]] = {}
        for phrase, value in entries:
            words = tuple((self._word(token), token.attached) for token in tokenize(phrase))
            found.setdefault(words[0][0], []).append((words, value))
        self._by_first = {
            first: tuple(sorted(rest, key=lambda entry: -len(entry[0]))) for first, rest in found.items()
        }

    def _word(self, token: Token) -> str:
        return token.text if self._exact else token.key

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The value of the longest phrase that begins at token ``at``, and the token after it."""
        if at >= len(tokens):
            return None
        for words, value in self._by_first.get(self._word(tokens[at]), ()):
            end = self._follow(tokens, at, words)
            if end is not None:
                return value, end
        return None

    def match_before(self, tokens: Sequence[Token], end: int, longest: int = 5) -> tuple[T, int] | None:
        """The value of the longest phrase that ends before token ``end``, and its first token."""
        for at in range(max(0, end - longest), end):
            for words, value in self._by_first.get(self._word(tokens[at]), ()):
                if self._follow(tokens, at, words) == end:
                    return value, at
        return None

    def _follow(self, tokens: Sequence[Token], at: int, words: tuple[tuple[str, bool], ...]) -> int | None:
        for index, (word, attached) in enumerate(words):
            if index and not attached and at < len(tokens) and tokens[at].text in _HYPHENS:
                at += 1
            if at >= len(tokens) or self._word(tokens[at]) != word or (attached and not tokens[at].attached):
                return None
            at += 1
        return at
