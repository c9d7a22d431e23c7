"""Text to word pieces, each with its place: the tokenization of BERT's lower-case models.

Wu et al., "Google's Neural Machine Translation System" (2016), section 4.1: a word is cut into the longest
pieces that the vocabulary holds, from left to right. Case and accents do not count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from claimcheck.errors import RuleError, SourceLocation

__all__ = ["BEGIN", "END", "UNKNOWN", "Piece", "Vocabulary", "load_vocabulary"]

#: A longer "word" is one unknown piece.
_LONGEST_WORD = 100
#: What begins a text, ends it, and stands for what the vocabulary does not hold.
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
#: East Asian writing has no blanks: each of these characters is a word.
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, ``[start, end)`` in characters; ``number`` is its row in the vocabulary."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Rows by piece; a piece that goes on within a word begins with ``##``."""

    numbers: Mapping[str, int]

    def pieces(self, text: str) -> Iterator[Piece]:
        """The pieces of a text, in order of place."""
        for word, places in _words(text):
            cut = _cut(self, word) if len(word) <= _LONGEST_WORD else ()
            for number, first, last in cut or ((self.numbers[UNKNOWN], 0, len(word)),):
                yield Piece(number, places[first], places[last - 1] + 1)


@cache
def load_vocabulary(path: Path) -> Vocabulary:
    """A file with a piece in each line. Raises RuleError."""
    try:
        words = path.read_text(encoding="utf-8").split("\n")[:-1]
    except (OSError, ValueError) as error:
        raise RuleError("This is no vocabulary of the tagger.", SourceLocation(path.as_posix())) from error
    numbers = {word: number for number, word in enumerate(words)}
    missing = [piece for piece in (BEGIN, END, UNKNOWN) if piece not in numbers]
    if missing:
        raise RuleError(f"There is no piece {missing[0]}.", SourceLocation(path.as_posix()))
    return Vocabulary(numbers)


@lru_cache(maxsize=20_000)
def _cut(vocabulary: Vocabulary, word: str) -> tuple[tuple[int, int, int], ...]:
    """Numbers and places of the longest pieces; none where one of them is not in the vocabulary."""
    found: list[tuple[int, int, int]] = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start and ("##" * (start > 0)) + word[start:end] not in vocabulary.numbers:
            end -= 1
        if end == start:
            return ()
        found.append((vocabulary.numbers[("##" * (start > 0)) + word[start:end]], start, end))
        start = end
    return tuple(found)


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Words in lower case without accents, and where each of their characters stands in the text."""
    word: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        kind = _kind(character)
        if kind == "none":
            continue
        if kind != "word" and word:
            yield "".join(word), places
            word, places = [], []
        if kind == "alone":
            yield character, [place]
        elif kind == "word":
            word += _plain(character)
            places += [place] * (len(word) - len(places))
    if word:
        yield "".join(word), places


@lru_cache(maxsize=4_096)
def _kind(character: str) -> str:
    """``word``, ``alone`` (a mark or an ideograph), ``blank``, or ``none`` for what is not there at all."""
    category = unicodedata.category(character)
    if character in "\t\n\r" or category == "Zs":
        return "blank"
    if category[0] == "C" or character == "\ufffd":
        return "none"
    ascii_mark = character.isascii() and not character.isalnum()
    ideograph = any(low <= ord(character) <= high for low, high in _IDEOGRAPHS)
    return "alone" if ascii_mark or category[0] == "P" or ideograph else "word"


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    """Lower case without accents; an accent that stands apart is nothing."""
    apart = unicodedata.normalize("NFD", character)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").lower()
