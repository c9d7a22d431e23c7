"""Replacements that are exact and safe: one figure in the copy for the one figure on file.

A fix is offered only where nothing has to be guessed: the claim states a single plain figure ("10 hours",
not "up to" or a range), the fact is one figure in the same unit, and the words stand in the file as they
are read, character by character. Everything else is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff

from claimcheck.facts.quantities import parse_quantity
from claimcheck.model import (
    CheckedDocument,
    Claim,
    Document,
    FactRef,
    Finding,
    PieceKind,
    Precision,
    Quantity,
    Replacement,
    Report,
    Segment,
)

__all__ = ["Edit", "edited", "edits_of", "shown_as_diff", "with_fixes"]

#: Rules that say "this figure is wrong, and that one is right".
OF_FIGURES = frozenset({"PF001", "PF005", "PR001", "DQ005"})
#: Formats whose text is the file itself; the others are read out of an archive or a layout.
WRITABLE = frozenset({"plain", "html", "mjml", "markdown", "mdx"})
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: document offsets, the words there now, the words to put."""

    start: int
    end: int
    old: str
    new: str
    code: str


def edits_of(report: Report) -> Mapping[str, tuple[Edit, ...]]:
    """The edits of every document by path, in order of place; documents without any are left out."""
    found = {}
    for checked in report.documents:
        wrong = {f.claim: f for f in report.findings if f.path == checked.document.path and _is_fixable(f)}
        edits = tuple(_apart(_edits(checked, wrong)))
        if edits:
            found[checked.document.path] = edits
    return found


def with_fixes(report: Report) -> Report:
    """The report with every edit beside the finding that it puts right."""
    edits = edits_of(report)
    if not edits:
        return report
    documents = {checked.document.path: checked.document for checked in report.documents}
    findings = [
        replace(finding, fixes=tuple(_replacements(finding, documents[finding.path], edits[finding.path])))
        if finding.path in edits
        else finding
        for finding in report.findings
    ]
    return replace(report, findings=tuple(findings))


def _replacements(finding: Finding, document: Document, edits: Iterable[Edit]) -> Iterator[Replacement]:
    """The edits within a finding's words, for its rule."""
    for edit in edits:
        inside = finding.start.offset <= edit.start and edit.end <= finding.end.offset
        if inside and edit.code == finding.code:
            yield Replacement(document.place(edit.start), document.place(edit.end), edit.new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Edits do not overlap."""
    for edit in sorted(edits, key=lambda e: -e.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def shown_as_diff(path: str, text: str, edits: Iterable[Edit]) -> str:
    """A unified diff of what ``edited`` would do."""
    before, after = text.splitlines(keepends=True), edited(text, edits).splitlines(keepends=True)
    lines = (line if line.endswith("\n") else f"{line}\n" for line in unified_diff(before, after, path, path))
    return "".join(lines)


def _is_fixable(finding: Finding) -> bool:
    return finding.code in OF_FIGURES and finding.suppressed is None and bool(finding.facts)


def _edits(checked: CheckedDocument, wrong: Mapping[str, Finding]) -> Iterator[Edit]:
    document = checked.document
    if document.precision is not Precision.EXACT or document.format not in WRITABLE:
        return
    for verdict in checked.verdicts:
        finding = wrong.get(verdict.claim.id)
        edit = finding and _edit(document, verdict.claim, finding.facts[0], finding.code)
        if edit:
            yield edit


def _edit(document: Document, claim: Claim, fact: FactRef, code: str) -> Edit | None:
    """The numeral of the claim replaced by the numeral on file, when both say one figure in one unit."""
    right = _single(fact.value)
    slot = next((s for s in claim.slots if s.quantity is not None and s.quantity == claim.value), None)
    if right is None or slot is None or claim.value is None or not _plain(claim.value):
        return None
    said, known = _NUMERAL.findall(slot.text), _NUMERAL.findall(fact.value)
    if right.unit != claim.value.unit or len(said) != 1 or len(known) != 1:
        return None
    segment = document.segments[claim.segment]
    start = slot.prose_start + slot.text.index(said[0])
    stop = start + len(said[0])
    begin, end = segment.source(start, stop)
    if not _verbatim(segment, start, stop) or document.text[begin:end] != said[0]:
        return None
    return Edit(begin, end, said[0], known[0], code)


def _single(text: str) -> Quantity | None:
    try:
        quantity = parse_quantity(text)
    except ValueError:
        return None
    return quantity if _plain(quantity) else None


def _plain(quantity: Quantity) -> bool:
    return quantity.op == "=" and quantity.low == quantity.high


def _verbatim(segment: Segment, start: int, end: int) -> bool:
    touched = [p for p in segment.pieces if p.prose_start < end and p.prose_end > start]
    return len(touched) == 1 and touched[0].kind is PieceKind.VERBATIM


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Each place once, in order."""
    last = -1
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end, e.new)):
        if edit.start >= last:
            yield edit
            last = edit.end
