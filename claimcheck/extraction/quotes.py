"""Quotation marks: whether a promise is another person's words."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.extraction.book import Compiled
from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import Cue, CueKind
from claimcheck.rulebook.words import pieces

__all__ = ["quotation", "quoted_spans"]

#: Shorter stretches in quotation marks are names, slogans and words held up for inspection.
_FEWEST_WORDS = 4
_LONGEST = 1_500
_QUOTED = re.compile(
    rf"\u201c[^\u201c\u201d]{{1,{_LONGEST}}}\u201d|(?<!\w)\"[^\"]{{1,{_LONGEST}}}\"(?!\w)"
    rf"|\u00ab[^\u00ab\u00bb]{{1,{_LONGEST}}}\u00bb|(?<!\w)\u2018[^\u2018\u2019]{{12,{_LONGEST}}}\u2019(?!\w)")
_BYLINE = re.compile(r"[\s,.]*(?:[-\u2013\u2014~]\s*)[A-Z]")
_NEAR = 60


@lru_cache(maxsize=64)
def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Places of what stands in quotation marks, the marks included."""
    if not any(mark in text for mark in '\u201c"\u00ab\u2018'):
        return ()
    return tuple(match.span() for match in _QUOTED.finditer(text))


def quotation(hit: Hit, sentence: Sentence, book: Compiled) -> Cue | None:
    """A quotation cue when the hit stands in words that someone else is quoted with.

    Quotation marks alone are not enough: a byline after them, a verb of saying beside them, or a first
    person inside them must show whose words they are.
    """
    text = sentence.text
    for start, end in quoted_spans(text):
        if start < hit.start and hit.end < end and _is_speech(text, start, end, book):
            return Cue(CueKind.QUOTATION, text[start : min(end, start + 80)], start, end)
    return None


def _is_speech(text: str, start: int, end: int, book: Compiled) -> bool:
    inside = [piece.form for piece in pieces(text, start, end) if piece.is_word]
    if len(inside) < _FEWEST_WORDS:
        return False
    if not listed("first_person").isdisjoint(inside) or _BYLINE.match(text, end):
        return True
    says = listed("saying") | book.lexicon.words("says")
    near = pieces(text, max(0, start - _NEAR), start) + pieces(text, end, min(len(text), end + _NEAR))
    return any(piece.form in says for piece in near)
