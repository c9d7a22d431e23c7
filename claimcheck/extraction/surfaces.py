"""Where a block stands, and what that means for what it says."""

from __future__ import annotations

import re

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import ClaimType, Cue, CueKind, Document, Family, Segment, Surface, TermKind
from claimcheck.rulebook.entries import Entry

__all__ = ["cues_beside", "fits_surface", "headers_of", "is_navigation"]

#: Blocks that may be a bare value under a header, up to this length in characters.
_VALUE_SURFACES = frozenset({Surface.TABLE_CELL, Surface.LIST_ITEM, Surface.BODY, Surface.HEADING})
_VALUE_LENGTH = 80
_LABEL_LENGTH = 40
_OPENING = ('"', "\u201c", "\u2018")
_CLOSING = ('"', "\u201d", "\u2019")
_BYLINE = re.compile(r"\s*[-\u2013\u2014~]\s*[A-Z][^.!?]{1,60}$")


def fits_surface(entry: Entry, surface: Surface) -> bool:
    """Whether an entry applies to blocks of this surface."""
    if entry.surfaces and surface not in entry.surfaces:
        return False
    return surface not in entry.not_surfaces


def headers_of(segment: Segment) -> tuple[str, ...]:
    """What a short block is a value of: its table header, else the heading right above it."""
    if len(segment.text) > _VALUE_LENGTH or segment.surface not in _VALUE_SURFACES:
        return ("",)
    if segment.header:
        return (segment.header, *segment.section[-1:])
    return segment.section[-1:] or ("",)


def cues_beside(document: Document, number: int) -> tuple[Cue, ...]:
    """Cues that the blocks round a block give it: a label's value "No" denies it, a byline quotes it."""
    segment = document.segments[number]
    following = document.segments[number + 1] if number + 1 < len(document.segments) else None
    size = len(segment.text)
    if following is not None and size <= _LABEL_LENGTH and _value(following) in listed("no_values"):
        return (Cue(CueKind.NEGATION, following.text, 0, size),)
    spoken = following is not None and _is_speech(segment.text, following.text)
    if spoken or segment.surface is Surface.QUOTE:
        return (Cue(CueKind.QUOTATION, segment.text[:80], 0, size),)
    return ()


def _value(segment: Segment) -> str:
    return segment.text.strip(" .").lower()


def _is_speech(text: str, following: str) -> bool:
    """Whether a block is all in quotation marks and the next is a name after a dash."""
    quoted = text.startswith(_OPENING) and text.rstrip().endswith(_CLOSING)
    return quoted and bool(_BYLINE.match(following))


def is_navigation(hit: Hit, sentence: Sentence, surface: Surface) -> bool:
    """Whether a link or button only leads somewhere: "In stock today" in a menu asserts nothing.

    It does when it holds a figure, a date or a product's name, or says it in a whole sentence.
    """
    if surface is not Surface.BUTTON or hit.family is Family.PERFORMANCE:
        return False
    if hit.type is ClaimType.QUANTITY or hit.template:
        return False
    if any(slot.quantity or slot.date for slot in hit.slots):
        return False
    if any(name.of(TermKind.PRODUCT, TermKind.VARIANT) for name in sentence.names):
        return False
    return listed("asserting").isdisjoint(sentence.forms)
