"""Replacements that are exact and safe: what the copy says for what is on file, word for word.

A fix is offered only where nothing has to be guessed, and where the words stand in the file as they are
read, character by character: one figure for another in the same unit; a span of time behind "in" or
"within"; a date written out; a condition put behind the words that it holds for. Everything else is left
to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff

from claimcheck.facts.quantities import parse_quantity
from claimcheck.model import (
    CheckedDocument,
    Claim,
    Document,
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
OF_FIGURES = frozenset({"PF001", "PF004", "PF005", "PR001", "DQ005"})
#: Rules whose suggestion names the span of time that may be promised.
OF_SPANS = frozenset({"DL001", "DL002"})
#: Rules about the day on which something ends; the first fact is that day.
OF_DATES = frozenset({"UR001"})
#: Rules whose suggestion is the copy's own words with a condition behind them.
OF_CONDITIONS = frozenset({"PF003", "PF007"})
#: Formats whose text is the file itself; the others are read out of an archive or a layout.
WRITABLE = frozenset({"plain", "html", "mjml", "markdown", "mdx"})
_SPANS = frozenset({"minute", "hour", "day", "week", "month"})
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPAN = re.compile(r"\b(?:in|within) (\d.*)")
_BEHIND = re.compile(r"\b(?:in|within) $", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?P<weekday>[A-Z][a-z]+day),? )?(?P<day>\d{1,2})(?P<th>st|nd|rd|th)? "
    r"(?P<month>[A-Z][a-z]+)(?P<year> \d{4})?"
)
#: Characters that mean something in some markup, and are never put in.
_MARKUP = re.compile(r"[<>&{}\[\]*_`\\|]")
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
    return finding.code in _MENDERS and finding.suppressed is None and bool(finding.facts)


def _edits(checked: CheckedDocument, wrong: Mapping[str, Finding]) -> Iterator[Edit]:
    document = checked.document
    if document.precision is not Precision.EXACT or document.format not in WRITABLE:
        return
    for verdict in checked.verdicts:
        finding = wrong.get(verdict.claim.id)
        edit = finding and _edit(document, verdict.claim, finding)
        if edit:
            yield edit


@dataclass(frozen=True, slots=True)
class _Change:
    """Prose offsets in the claim's segment, and the words to put there."""

    start: int
    end: int
    new: str


def _edit(document: Document, claim: Claim, finding: Finding) -> Edit | None:
    """The change of the rule's kind, if its words stand in the file as they are read."""
    segment = document.segments[claim.segment]
    change = _MENDERS[finding.code](segment, claim, finding)
    if change is None or _MARKUP.search(change.new):
        return None
    begin, end = segment.source(change.start, change.end)
    old = segment.text[change.start : change.end]
    if not _verbatim(segment, change.start, change.end) or document.text[begin:end] != old:
        return None
    return Edit(begin, end, old, change.new, finding.code)


def _figure(_segment: Segment, claim: Claim, finding: Finding) -> _Change | None:
    """The numeral of the claim replaced by the numeral on file, when both say one figure in one unit."""
    fact = finding.facts[0]
    right = _single(fact.value)
    slot = next((s for s in claim.slots if s.quantity is not None and s.quantity == claim.value), None)
    if right is None or slot is None or claim.value is None or not _plain(claim.value, finding.code):
        return None
    said, known = _NUMERAL.findall(slot.text), _NUMERAL.findall(fact.value)
    if right.unit != claim.value.unit or len(said) != 1 or len(known) != 1:
        return None
    start = slot.prose_start + slot.text.index(said[0])
    return _Change(start, start + len(said[0]), known[0])


def _span(segment: Segment, claim: Claim, finding: Finding) -> _Change | None:
    """ "Within 24 hours" becomes "within 3 to 4 working days": the span that the suggestion names."""
    right = _SPAN.search(finding.suggestion)
    slot = next((s for s in claim.slots if s.quantity is not None and s.quantity == claim.value), None)
    if right is None or slot is None or claim.value is None or claim.value.unit not in _SPANS:
        return None
    figure = _NUMERAL.search(slot.text)
    start = slot.prose_start + figure.start() if figure else slot.prose_end
    if not figure or not _BEHIND.search(segment.text, 0, start):
        return None
    return _Change(start, slot.prose_end, right[1])


def _date(segment: Segment, claim: Claim, finding: Finding) -> _Change | None:
    """ "Friday 27 March" becomes "Tuesday 31 March": the day on file, written as the copy writes it."""
    said = segment.text[claim.prose_start : claim.prose_end]
    written = list(_DAY.finditer(said))
    try:
        right = date.fromisoformat(finding.facts[0].value[:10])
    except ValueError:
        return None
    if len(written) != 1 or written[0]["th"] or written[0]["month"] not in MONTHS:
        return None
    found = written[0]
    weekday = f"{WEEKDAYS[right.weekday()]} " if found["weekday"] else ""
    year = f" {right.year}" if found["year"] else ""
    start = claim.prose_start + found.start()
    new = f"{weekday}{right.day} {MONTHS[right.month - 1]}{year}"
    return _Change(start, claim.prose_start + found.end(), new)


def _condition(segment: Segment, claim: Claim, finding: Finding) -> _Change | None:
    """ "Waterproof" becomes "Waterproof (splashes and rain, not under water)"."""
    said = segment.text[claim.prose_start : claim.prose_end]
    added = finding.suggestion.removeprefix(said)
    if added == finding.suggestion or not added.strip():
        return None
    ends = segment.text[claim.prose_end : claim.prose_end + 1] in ("", ".", ",", ";", "!", "\n")
    if not added.startswith(" (") and not ends:
        return None
    return _Change(claim.prose_start, claim.prose_end, said + added)


_Mender = Callable[[Segment, Claim, Finding], _Change | None]
_MENDERS: Mapping[str, _Mender] = {
    **dict.fromkeys(OF_FIGURES, _figure),
    **dict.fromkeys(OF_SPANS, _span),
    **dict.fromkeys(OF_DATES, _date),
    **dict.fromkeys(OF_CONDITIONS, _condition),
}


def _single(text: str) -> Quantity | None:
    try:
        quantity = parse_quantity(text)
    except ValueError:
        return None
    return quantity if _plain(quantity) else None


def _plain(quantity: Quantity, code: str = "") -> bool:
    """One figure and nothing else; "up to" is as plain where the rule is about it."""
    return quantity.op == ("<=" if code == "PF004" else "=") and quantity.low == quantity.high


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
