"""A file as read: documents, segments, and the piece table that leads back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from claimcheck.model.words import Channel, Precision, Surface


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a document: code-point offset, line, column and page from 1; page 0 where there are none."""

    offset: int
    line: int
    column: int
    page: int = 0


class PieceKind(StrEnum):
    VERBATIM = "verbatim"  # prose equals source, character by character
    DECODED = "decoded"    # the whole source range stands for the whole prose piece (entity, blanks, QP)
    INSERTED = "inserted"  # prose with no source of its own (source_start == source_end)
    PLACEHOLDER = "placeholder"  # a template's output tag, read as one word


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of a segment's prose and the place in the document it was read from."""

    prose_start: int
    prose_end: int
    start: int
    end: int
    kind: PieceKind = PieceKind.VERBATIM


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A template's output tag: the prose word that stands for it, and its expression."""

    prose_start: int
    prose_end: int
    expression: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference mark in prose (``*``, dagger, superscript, ``[^1]``) and the segment that is its note."""

    prose_start: int
    prose_end: int
    label: str
    note: int | None = None  # index into Document.segments; None: a mark without a note


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in prose."""

    prose_start: int
    prose_end: int
    href: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A block of prose. Pieces tile ``text`` from 0 to its length, in order.

    ``section`` holds the headings above, outermost first. ``header`` is the header cell of a table
    cell. ``group`` numbers the smallest container (list item, table row, tile, paragraph run) that
    the block shares with its neighbours: equal numbers, same container. ``part`` tells apart the
    alternatives of one mail (``plain``, ``html``) and the branches of one template.
    """

    text: str
    surface: Surface
    pieces: tuple[Piece, ...]
    section: tuple[str, ...] = ()
    header: str = ""
    group: int = 0
    part: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    language: str = ""

    @property
    def start(self) -> int:
        return self.pieces[0].start if self.pieces else 0

    @property
    def end(self) -> int:
        return self.pieces[-1].end if self.pieces else 0

    def source(self, prose_start: int, prose_end: int) -> tuple[int, int]:
        """Document offsets of a prose range. A cut through a decoded piece takes the whole piece."""
        starts = [p.prose_start for p in self.pieces]
        first = self.pieces[max(0, bisect_right(starts, prose_start) - 1)]
        last = self.pieces[max(0, bisect_right(starts, max(prose_start, prose_end - 1)) - 1)]
        begin = first.start + (prose_start - first.prose_start if first.kind is PieceKind.VERBATIM else 0)
        finish = last.end
        if last.kind is PieceKind.VERBATIM:
            finish = last.start + (prose_end - last.prose_start)
        return begin, max(begin, finish)


@dataclass(frozen=True, slots=True)
class StructuredItem:
    """One value of JSON-LD, microdata, RDFa or a meta tag, with the place of the value.

    ``path`` is the property path (``offers.availability``), ``item`` numbers the object it belongs
    to, ``name`` is that object's own name when it has one.
    """

    path: str
    value: str
    start: int
    end: int
    item: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something that could not be read; it becomes a finding at its place, never silence."""

    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. ``path`` is as the user wrote it, with forward slashes."""

    path: str
    text: str
    format: str
    sha256: str
    segments: tuple[Segment, ...] = ()
    precision: Precision = Precision.EXACT
    structured: tuple[StructuredItem, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    channel: Channel | None = None
    line_starts: tuple[int, ...] = field(default=(0,), repr=False)
    page_starts: tuple[int, ...] = field(default=(), repr=False)  # where pages begin; empty: no pages

    def place(self, offset: int) -> Place:
        """Line and column of an offset; both start at 1; a column counts code points."""
        line = bisect_right(self.line_starts, offset)
        page = bisect_right(self.page_starts, offset)
        return Place(offset, line, offset - self.line_starts[line - 1] + 1, page)


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which lines begin: after LF, CR LF or a lone CR, and nowhere else."""
    if "\r" not in text:
        return tuple(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))
    return (0, *[end.end() for end in _LINE_END.finditer(text)])


_LINE_END = re.compile(r"\r\n|\r|\n")
