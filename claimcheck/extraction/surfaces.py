"""Where a block stands, and what that means for what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import ClaimType, Cue, CueKind, Document, Family, Segment, Surface, TermKind
from claimcheck.rulebook.entries import Entry
from claimcheck.rulebook.words import word_forms

__all__ = ["cues_beside", "fits_surface", "header_cells", "headers_of", "is_navigation"]

#: Blocks that may be a bare value under a header, up to this length in characters.
_VALUE_SURFACES = frozenset({Surface.TABLE_CELL, Surface.LIST_ITEM, Surface.BODY, Surface.HEADING})
_VALUE_LENGTH = 80
_LABEL_LENGTH = 40
#: How readers join the header of a row and that of a column.
_BETWEEN = " · "
_OPENING = ('"', "\u201c", "\u2018")
_CLOSING = ('"', "\u201d", "\u2019")
#: A quotation mark before a word, or the stars of a rating.
_QUOTED = re.compile(r"(?<!\w)[\"\u201c\u2018\u00ab](?=\w)|[\u2605\u2b50]")
_ENDS_IN_BYLINE = re.compile(r"(?:\A|[\s.!?])[-\u2013\u2014~]\s*[A-Z][^.!?]{1,60}\Z")
_NAME = re.compile(r"[A-Z][\w'\u2019]*\.?(?: [A-Z][\w'\u2019]*\.?){1,3}(?:, [A-Z][^.!?]{1,40})?")
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


def header_cells(document: Document) -> frozenset[int]:
    """The numbers of cells that name what stands below or beside them."""
    named = {(block.section, header) for block in document.segments if block.header
             for header in (block.header, *block.header.split(_BETWEEN))}
    return frozenset(number for number, block in enumerate(document.segments)
                     if block.surface is Surface.TABLE_CELL and not block.header
                     and (block.section, block.text) in named)


def cues_beside(document: Document, number: int) -> tuple[Cue, ...]:
    """Cues that the blocks round a block give it: a label's value "No" denies it, a byline quotes it."""
    segment = document.segments[number]
    following = document.segments[number + 1] if number + 1 < len(document.segments) else None
    size = len(segment.text)
    if following is not None and size <= _LABEL_LENGTH and _value(following) in listed("no_values"):
        return (Cue(CueKind.NEGATION, following.text, 0, size),)
    if _is_speech(segment.text, following.text if following else "") or _is_testimonial(document, number):
        return (Cue(CueKind.QUOTATION, segment.text[:80], 0, size),)
    return ()


def _value(segment: Segment) -> str:
    return segment.text.strip(" .").lower()


def _is_speech(text: str, following: str) -> bool:
    """Whether a block is all in quotation marks and the next is a name after a dash."""
    quoted = text.startswith(_OPENING) and text.rstrip().endswith(_CLOSING)
    return quoted and bool(_BYLINE.match(following))


def _is_testimonial(document: Document, number: int) -> bool:
    """Whether a quotation block quotes a person: many are only set off for looks.

    Quotation marks or stars, a first person, a verb of saying in it or before it, or a byline show it.
    """
    block = document.segments[number]
    if block.surface is not Surface.QUOTE:
        return False
    words = word_forms(block.text)
    if _QUOTED.search(block.text) or not words.isdisjoint(listed("first_person") | listed("saying")):
        return True
    before = document.segments[number - 1] if number else None
    introduced = before is not None and not word_forms(before.text).isdisjoint(listed("saying"))
    return introduced or any(_is_byline(text) for text in _rest_of_quotation(document, number))


def _rest_of_quotation(document: Document, number: int) -> Iterator[str]:
    """The last line of a quotation block, and the block after it in the same quotation."""
    yield document.segments[number].text.rpartition("\n")[2]
    following = document.segments[number + 1] if number + 1 < len(document.segments) else None
    if following is not None and (following.surface is Surface.QUOTE or _BYLINE.match(following.text)):
        yield following.text


def _is_byline(text: str) -> bool:
    """Whether a line is, or ends in, a name after a dash, or is a name: "Jane Doe, Leeds"."""
    return bool(_ENDS_IN_BYLINE.search(text) or _NAME.fullmatch(text))


def is_navigation(hit: Hit, sentence: Sentence, surface: Surface) -> bool:
    """Whether a link or button only leads somewhere: "In stock today" in a menu asserts nothing.

    It does when it holds a figure, a date or a product's name, or says it in a whole sentence.
    """
    if surface is not Surface.BUTTON or hit.family is Family.PERFORMANCE:
        return False
    if hit.type is ClaimType.QUANTITY or hit.has_figure:
        return False
    if any(name.of(TermKind.PRODUCT, TermKind.VARIANT) for name in sentence.names):
        return False
    return listed("asserting").isdisjoint(sentence.forms)
