"""Segments -> rows of readable copy, with the claims marked in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from claimcheck.model import Segment, Surface
from claimcheck.reports.page import Block, Note, Row, Run
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


def head_rows(segments: Sequence[Segment], beside: Beside) -> tuple[Row, ...]:
    """Subject, preheader, title and description, in that order."""
    found = [(at, s) for surface in HEAD for at, s in enumerate(segments) if s.surface is surface]
    return tuple(_row([(at, segment)], beside) for at, segment in found)


def body_rows(segments: Sequence[Segment], beside: Beside) -> tuple[Row, ...]:
    """Everything else in order; the cells of one table row stand side by side."""
    body = [(at, segment) for at, segment in enumerate(segments) if segment.surface not in HEAD]
    rows: list[Row] = []
    part = ""
    for _, together in groupby(body, key=_shares):
        members = list(together)
        begins = members[0][1].part
        rows.append(_row(members, beside, PARTS.get(begins, "") if begins != part else ""))
        part = begins
    return tuple(rows)


def _shares(numbered: tuple[int, Segment]) -> tuple[object, ...]:
    """Cells of one group share a row; any other block has its own."""
    at, segment = numbered
    if segment.surface is Surface.TABLE_CELL:
        return (segment.part, segment.group, "cells")
    return (at,)


def _row(members: Sequence[tuple[int, Segment]], beside: Beside, part: str = "") -> Row:
    blocks = tuple(_block(segment, beside.get(at, ())) for at, segment in members)
    return Row(blocks, tuple(note for at, _ in members for note in beside.get(at, ())), part)


def _block(segment: Segment, notes: Sequence[Note]) -> Block:
    return Block(
        surface=segment.surface,
        label=HEAD.get(segment.surface) or LABELS.get(segment.surface, ""),
        header=segment.header,
        level=min(len(segment.section) + 1, 4),
        runs=tuple(_runs(segment.text, notes)),
    )


def _runs(text: str, notes: Sequence[Note]) -> Iterator[Run]:
    """Cut prose where a claim begins or ends; claims may overlap."""
    spans = [
        (note.verdict.claim.prose_start, note.verdict.claim.prose_end, note) for note in notes if note.verdict
    ]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        on = [note for first, last, note in spans if first <= start and end <= last]
        yield Run(
            text=text[start:end],
            state=min((note.state for note in on if note.state), key=VERDICT_ORDER.index, default=None),
            numbers=tuple(note.number for note in on),
            ends=tuple(note for _, last, note in spans if last == end and note in on),
        )
