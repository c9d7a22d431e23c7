"""Where a block stands, and what that means for what it says."""

from __future__ import annotations

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import ClaimType, Family, Segment, Surface, TermKind
from claimcheck.rulebook.entries import Entry

__all__ = ["fits_surface", "headers_of", "is_navigation"]

#: Blocks that may be a bare value under a header, up to this length in characters.
_VALUE_SURFACES = frozenset({Surface.TABLE_CELL, Surface.LIST_ITEM, Surface.BODY, Surface.HEADING})
_VALUE_LENGTH = 80


def fits_surface(entry: Entry, segment: Segment) -> bool:
    """Whether an entry applies to blocks of this surface."""
    if entry.surfaces and segment.surface not in entry.surfaces:
        return False
    return segment.surface not in entry.not_surfaces


def headers_of(segment: Segment) -> tuple[str, ...]:
    """What a short block is a value of: its table header, else the heading right above it."""
    if len(segment.text) > _VALUE_LENGTH or segment.surface not in _VALUE_SURFACES:
        return ("",)
    if segment.header:
        return (segment.header, *segment.section[-1:])
    return segment.section[-1:] or ("",)


def is_navigation(hit: Hit, sentence: Sentence, segment: Segment) -> bool:
    """Whether a link or button only leads somewhere: "In stock today" in a menu asserts nothing.

    It does when it holds a figure, a date or a product's name, or says it in a whole sentence.
    """
    if segment.surface is not Surface.BUTTON or hit.family is Family.PERFORMANCE:
        return False
    if hit.type is ClaimType.QUANTITY or hit.template:
        return False
    if any(slot.quantity or slot.date for slot in hit.slots):
        return False
    if any(name.of(TermKind.PRODUCT, TermKind.VARIANT) for name in sentence.names):
        return False
    return listed("asserting").isdisjoint(sentence.forms)
