"""Labelled copy as the tagger sees it: blocks of prose, with the places of the promises in each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimcheckError
from claimcheck.extraction import extract_document
from claimcheck.extraction.examples import document_of
from claimcheck.model import Claim, Document, Segment
from claimcheck.readers import read
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import PatternBook

CORE = ("availability", "inventory", "performance")
DAY = date(2026, 3, 3)
COPY = (".html", ".htm", ".mjml", ".md", ".txt", ".eml", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Span:
    """A promise of a block, ``[start, end)`` in its prose. ``type`` is empty where only the family is known.

    ``doubtful``: people could fairly differ, so nothing is learned from these words.
    """

    family: str
    start: int
    end: int
    type: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of prose. ``own``: written for this project, and labelled by the patterns."""

    text: str
    spans: tuple[Span, ...]
    own: bool = False


def blocks(labelled: Iterable[Path], campaign: Path) -> tuple[Block, ...]:
    """Blocks of labelled records, of the rule files' examples and of the shipped campaign, each text once.

    What is our own and not labelled by hand is labelled by the patterns, which its tests hold to be right.
    """
    patterns = replace(load_patterns(), tagger=None)
    found: dict[str, Block] = {}
    for block in (*of_records(labelled, patterns), *_of_rules(patterns), *of_files(campaign, patterns)):
        if block.text.strip():
            found.setdefault(block.text, block)
    return tuple(found.values())


def of_records(files: Iterable[Path], patterns: PatternBook) -> Iterator[Block]:
    """Blocks of labelled records (``text`` and ``claims``, as ``benchmarks.accuracy`` reads them)."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record: dict[str, Any] = json.loads(line)
            document = read("excerpt.txt", record["text"].encode(), format="plain")
            claims = extract_document(document, patterns=patterns, on=DAY)
            for number, segment in enumerate(document.segments):
                beside = [claim for claim in claims if claim.segment == number]
                core = (label for label in record["claims"] if label["type"] in CORE)
                spans = (_span(label, segment, beside) for label in core)
                yield Block(segment.text, tuple(span for span in spans if span))


def _of_rules(patterns: PatternBook) -> Iterator[Block]:
    for owner in (*patterns.entries, *patterns.cues):
        for example in (*owner.match, *owner.no_match):
            yield from _by_patterns(document_of(example), patterns)


def of_files(folder: Path, patterns: PatternBook) -> Iterator[Block]:
    """Blocks of the copy in a folder, labelled by the patterns."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COPY:
            try:
                yield from _by_patterns(read(path.name, path.read_bytes()), patterns)
            except ClaimcheckError as error:
                print(f"left out: {error}")


def _by_patterns(document: Document, patterns: PatternBook) -> Iterator[Block]:
    claims = extract_document(document, patterns=patterns, on=DAY)
    for number, segment in enumerate(document.segments):
        beside = (claim for claim in claims if claim.segment == number and claim.family.value in CORE)
        yield Block(segment.text, tuple(
            Span(claim.family.value, claim.prose_start, claim.prose_end, claim.type.value) for claim in beside
        ), own=True)


def _span(label: dict[str, Any], segment: Segment, claims: list[Claim]) -> Span | None:
    """A label's place in the prose of a block, and the exact type where a pattern finds the same promise."""
    inside = [piece for piece in segment.pieces if piece.start < label["end"] and label["start"] < piece.end]
    places = [place for piece in inside for place in (
        piece.prose_start + max(0, label["start"] - piece.start),
        piece.prose_end - max(0, piece.end - label["end"]))]
    if not places or min(places) >= max(places):
        return None
    start, end = min(places), max(places)
    kinds = (claim.type.value for claim in claims if claim.family.value == label["type"]
             and claim.prose_start < end and start < claim.prose_end)
    kind = label.get("claim_type") or label.get("kind") or next(kinds, "")
    doubtful = "borderline" in (label.get("note") or "")
    return Span(label["type"], start, end, kind if kind.startswith(label["type"]) else "", doubtful)
