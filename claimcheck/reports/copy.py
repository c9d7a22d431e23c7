"""Segments -> readable copy: an email, a page or a letter with the claims marked in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from claimcheck.model import Segment, Surface
from claimcheck.reports.page import Block, Note, Passage, Run
from claimcheck.reports.summary import VERDICT_ORDER

#: Surfaces that stand above the copy, with the word for them.
HEAD = {
    Surface.SUBJECT: "Subject",
    Surface.PREHEADER: "Preheader",
    Surface.TITLE: "Page title",
    Surface.META: "Description",
}
LABELS = {Surface.ALT: "Image", Surface.FOOTNOTE: "Note", Surface.STRUCTURED_DATA: "Data"}
PARTS = {"plain": "Plain-text part", "html": "HTML part"}

Beside = Mapping[int, Sequence[Note]]
Span = tuple[int, int, Note]
Numbered = tuple[int, Segment]


def head_blocks(segments: Sequence[Segment], beside: Beside) -> tuple[Block, ...]:
    """Subject, preheader, title and description, in that order."""
    return tuple(
        _block(segment, beside.get(at, ()))
        for surface in HEAD
        for at, segment in enumerate(segments)
        if segment.surface is surface
    )


def passages(segments: Sequence[Segment], beside: Beside) -> tuple[Passage, ...]:
    """Everything else in order: items of one list together, cells in rows, rows in tables."""
    body = [(at, segment) for at, segment in enumerate(segments) if segment.surface not in HEAD]
    made: list[Passage] = []
    part = ""
    for (kind, begins, *_), together in groupby(_rows(body), key=_belongs):
        rows = [row for _, row in together]
        made.append(
            Passage(
                kind=str(kind),
                rows=tuple(tuple(_block(segment, beside.get(at, ())) for at, segment in row) for row in rows),
                header=kind == "table" and _named_by(rows),
                part=PARTS.get(str(begins), "") if begins != part else "",
            )
        )
        part = str(begins)
    return tuple(made)


def _rows(body: Iterable[Numbered]) -> Iterator[tuple[int, list[Numbered]]]:
    """The cells of one table row together; any other block alone. Each with its number."""

    def shares(numbered: Numbered) -> tuple[object, ...]:
        at, segment = numbered
        return (segment.part, segment.group) if segment.surface is Surface.TABLE_CELL else ("", "", at)

    for number, (_, row) in enumerate(groupby(body, key=shares)):
        yield number, list(row)


def _belongs(numbered: tuple[int, list[Numbered]]) -> tuple[object, ...]:
    """Neighbouring rows of equal keys are one passage."""
    number, row = numbered
    first = row[0][1]
    if len(row) > 1:
        return ("table", first.part)
    if first.surface is Surface.LIST_ITEM:
        return ("list", first.part)
    return ("block", first.part, number)


def _named_by(rows: Sequence[Sequence[Numbered]]) -> bool:
    """Whether the first row holds the names of the columns of the second."""
    first = {segment.text for _, segment in rows[0]}
    return len(rows) > 1 and {segment.header for _, segment in rows[1] if segment.header} <= first != set()


def _block(segment: Segment, notes: Sequence[Note]) -> Block:
    spans = [(n.verdict.claim.prose_start, n.verdict.claim.prose_end, n) for n in notes if n.verdict]
    return Block(
        surface=segment.surface,
        label=HEAD.get(segment.surface) or LABELS.get(segment.surface, ""),
        level=min(len(segment.section) + 1, 4),
        runs=tuple(marked(segment.text, 0, spans)),
    )


def marked(text: str, begin: int, spans: Sequence[Span]) -> Iterator[Run]:
    """Cut ``text``, which starts at offset ``begin``, where a claim begins or ends; claims may overlap."""
    end = begin + len(text)
    inside = [(max(first, begin), min(last, end), last, note) for first, last, note in spans]
    inside = [span for span in inside if span[0] < span[1]]
    edges = sorted({begin, end, *(edge for first, last, *_ in inside for edge in (first, last))})
    for start, stop in pairwise(edges):
        on = [(last, note) for first, within, last, note in inside if first <= start and stop <= within]
        yield Run(
            text=text[start - begin : stop - begin],
            state=min((note.state for _, note in on if note.state), key=VERDICT_ORDER.index, default=None),
            numbers=tuple(note.number for _, note in on),
            ends=tuple(note for last, note in on if last == stop),
        )
