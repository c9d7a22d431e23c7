"""Words as people match them: by word, in any inflection, any hyphenation, and by equal number.

Used wherever the facts say how copy may word something (``called``, ``say_any_of``, ``any_of``,
``answer_any_of``): "8 hours" is "eight hours" and "8-hour", "-10" is "minus 10", "end-to-end" is
"end to end"; "ship" is never found in "shipment".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claimcheck.facts.inflect import inflections, plural, singular
from claimcheck.facts.numbers import read_number
from claimcheck.facts.tokens import Kind, Token, tokenize
from claimcheck.facts.units import match_unit

__all__ = ["Phrase", "find_phrase", "inflections", "plural", "singular"]

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_MINUS = ("-", "\u2212", "\u2013", "minus")
_OPENING = ("(", "[", '"', "'", "\u201c")
_ENDINGS = ".,;:!?\u2026"


@dataclass(frozen=True, slots=True)
class _Element:
    """A word, a number, a unit after a number, or a mark. ``joined``: a hyphen or nothing before it."""

    start: int
    end: int
    word: str = ""
    number: Decimal | None = None
    unit: str = ""
    joined: bool = False


@lru_cache(maxsize=512)
def _elements(text: str) -> tuple[_Element, ...]:
    return tuple(_read(tokenize(text)))


def _read(tokens: Sequence[Token]) -> Iterator[_Element]:
    at, joined, after_number = 0, False, False
    while at < len(tokens):
        token = tokens[at]
        negative = _is_minus(tokens, at)
        number = read_number(tokens, at + 1 if negative else at)
        if number:
            value = -number.value if negative else number.value
            yield _Element(token.start, tokens[number.end - 1].end, number=value, joined=joined)
            at, joined, after_number = number.end, False, True
            continue
        if token.text in _HYPHENS and 0 < at < len(tokens) - 1 and tokens[at + 1].attached:
            at, joined = at + 1, True
            continue
        match = match_unit(tokens, at) if after_number else None
        end = match[1] if match else at + 1
        yield _Element(
            token.start, tokens[end - 1].end, token.key, None, match[0].name if match else "", joined
        )
        at, joined, after_number = end, False, False


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    """A minus sign: "minus 10", or a dash attached to its figure and to nothing before it."""
    if tokens[at].key not in _MINUS or at + 1 >= len(tokens):
        return False
    if tokens[at].key == "minus":
        return True
    free = at == 0 or not tokens[at].attached or tokens[at - 1].text in _OPENING
    return free and tokens[at + 1].attached and tokens[at + 1].kind is not Kind.WORD


class Phrase:
    """A phrase made ready to be found in many texts."""

    __slots__ = ("_forms", "_parts")

    def __init__(self, phrase: str) -> None:
        parts = list(_elements(phrase))
        while len(parts) > 1 and parts[-1].word in _ENDINGS and parts[-1].word:
            parts.pop()
        self._parts = tuple(parts)
        self._forms = tuple(inflections(part.word) if part.word else frozenset[str]() for part in parts)

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """The half-open places of the phrase in ``text``, left to right, not overlapping."""
        elements = _elements(text)
        found: list[tuple[int, int]] = []
        at = 0
        while self._parts and at < len(elements):
            end = self._match(elements, at)
            if end is None:
                at += 1
            else:
                found.append((elements[at].start, elements[end - 1].end))
                at = end
        return tuple(found)

    def _match(self, elements: Sequence[_Element], at: int) -> int | None:
        if (
            elements[at].joined
            and elements[at].number is not None
            and at
            and elements[at - 1].number is not None
        ):
            return None  # the upper end of a range
        part = 0
        while part < len(self._parts):
            step = self._step(elements, at, part)
            if step is None:
                return None
            at, part = at + step[0], part + step[1]
        return at

    def _step(self, elements: Sequence[_Element], at: int, part: int) -> tuple[int, int] | None:
        """How many elements and parts go together here; two parts are one word when hyphenated."""
        if at >= len(elements):
            return None
        wanted, there = self._parts[part], elements[at]
        if self._same(part, there):
            return 1, 1
        if not wanted.word or not there.word:
            return None
        hyphened = part + 1 < len(self._parts) and self._parts[part + 1].joined
        if hyphened and there.word in {wanted.word + form for form in self._forms[part + 1]}:
            return 1, 2
        split = at + 1 < len(elements) and elements[at + 1].joined
        if split and there.word + elements[at + 1].word in self._forms[part]:
            return 2, 1
        return None

    def _same(self, part: int, there: _Element) -> bool:
        wanted = self._parts[part]
        if wanted.number is not None:
            return there.number == wanted.number
        if there.number is not None:
            return False
        return there.word in self._forms[part] or bool(wanted.unit and wanted.unit == there.unit)


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> Phrase:
    return Phrase(phrase)


def find_phrase(phrase: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where ``phrase`` stands in ``text``: half-open offsets, left to right.

    >>> find_phrase("8 hours", "An eight-hour lantern, or 18 hours of it.")
    ((3, 13),)
    """
    return _phrase(phrase).find(text)
