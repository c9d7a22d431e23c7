"""A file as read: documents, segments, and the piece table that leads back to the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, chain, count
from operator import add, attrgetter
from struct import Struct
from typing import overload

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
    DECODED = "decoded"  # the whole source range stands for the whole prose piece (entity, blanks, QP)
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


class Pieces(Sequence[Piece]):
    """A segment's pieces, packed into twenty bytes each; a ``Piece`` is made when it is asked for.

    Copy cut into tiny blocks would else take a hundred times its own size.
    """

    __slots__ = ("packed",)

    def __init__(self, packed: bytes = b"") -> None:
        self.packed = packed  # prose start, prose end, start, end, index of the kind; then the next

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Pieces:
        """Pack pieces."""
        numbers = [(p.prose_start, p.prose_end, p.start, p.end, _KINDS.index(p.kind)) for p in pieces]
        return cls(cls.pack(tuple(chain.from_iterable(numbers))))

    @staticmethod
    def pack(numbers: Sequence[int]) -> bytes:
        """Pack five numbers a piece, in the order of ``packed``."""
        return _PIECE.pack(*numbers) if len(numbers) == 5 else array("i", numbers).tobytes()

    @property
    def start(self) -> int:
        """Where the first piece begins in the document; 0 without pieces."""
        return _PIECE.unpack_from(self.packed)[2] if self.packed else 0

    @property
    def end(self) -> int:
        """Where the last piece ends in the document; 0 without pieces."""
        return _PIECE.unpack_from(self.packed, len(self.packed) - _PIECE.size)[3] if self.packed else 0

    def numbers(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Each piece as five numbers."""
        return _PIECE.iter_unpack(self.packed)

    def __len__(self) -> int:
        return len(self.packed) // _PIECE.size

    @overload
    def __getitem__(self, index: int) -> Piece: ...
    @overload
    def __getitem__(self, index: slice) -> Pieces: ...
    def __getitem__(self, index: int | slice) -> Piece | Pieces:
        if isinstance(index, slice):
            return Pieces.of([self[i] for i in range(*index.indices(len(self)))])
        at = range(len(self))[index]
        return _piece(_PIECE.unpack_from(self.packed, at * _PIECE.size))

    def __iter__(self) -> Iterator[Piece]:
        return map(_piece, self.numbers())

    def __eq__(self, other: object) -> bool:
        return self.packed == other.packed if isinstance(other, Pieces) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.packed)

    def __repr__(self) -> str:
        return f"Pieces.of({list(self)!r})"


_PIECE = Struct("5i")
_KINDS = tuple(PieceKind)


def _piece(numbers: tuple[int, ...]) -> Piece:
    prose_start, prose_end, start, end, kind = numbers
    return Piece(prose_start, prose_end, start, end, _KINDS[kind])


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
    pieces: Sequence[Piece]
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
        first = self._piece_at(prose_start)
        last = self._piece_at(max(prose_start, prose_end - 1))
        begin = first.start + (prose_start - first.prose_start if first.kind is PieceKind.VERBATIM else 0)
        finish = last.end
        if last.kind is PieceKind.VERBATIM:
            finish = last.start + (prose_end - last.prose_start)
        return begin, max(begin, finish)

    def _piece_at(self, prose: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, prose, key=attrgetter("prose_start")) - 1)]


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
    line_starts: Sequence[int] = field(default=(0,), repr=False, hash=False)
    page_starts: tuple[int, ...] = field(default=(), repr=False)  # where pages begin; empty: no pages

    def place(self, offset: int) -> Place:
        """Line and column of an offset; both start at 1; a column counts code points."""
        line = bisect_right(self.line_starts, offset)
        page = bisect_right(self.page_starts, offset)
        return Place(offset, line, offset - self.line_starts[line - 1] + 1, page)


def line_starts(text: str) -> Sequence[int]:
    """Offsets at which lines begin: after LF, CR LF or a lone CR, and nowhere else."""
    starts = array("i", (0,))
    if "\r" in text:
        starts.extend(end.end() for end in _LINE_END.finditer(text))
        return starts
    for begin in range(0, len(text), _STRETCH):
        lines = text[begin : begin + _STRETCH].split("\n")
        lines.pop()  # its end is not here
        starts.fromlist(list(map(add, accumulate(map(len, lines)), count(begin + 1))))
    return starts


_LINE_END = re.compile(r"\r\n|\r|\n")
_STRETCH = 16_384  # characters split at once, so that a file of nothing but line ends stays small
