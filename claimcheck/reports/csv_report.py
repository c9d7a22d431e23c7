"""One claim a row, then the findings on whole files: for a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from claimcheck.model import CheckedDocument, FactRef, Finding, Report, Verdict
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line
from claimcheck.reports.summary import acted_on

COLUMNS = (
    "path",
    "line",
    "column",
    "channel",
    "surface",
    "type",
    "sense",
    "text",
    "subject",
    "verdict",
    "reason",
    "code",
    "severity",
    "message",
    "suggestion",
    "fact",
    "value",
    "fact_file",
    "fact_line",
)


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(report):
        writer.writerow([_cell(str(row.get(column, ""))) for column in COLUMNS])
    return table.getvalue()


def _rows(report: Report) -> Iterator[dict[str, object]]:
    findings = {(finding.path, finding.claim): finding for finding in acted_on(report) if finding.claim}
    for checked in report.documents:
        for verdict in checked.verdicts:
            finding = findings.get((checked.document.path, verdict.claim.id))
            facts = (finding.facts if finding else ()) or verdict.facts
            yield {**_claim(checked, verdict), **_found(finding), **_fact(facts)}
    for finding in acted_on(report):
        if not finding.claim:
            place = {"path": finding.path, "line": finding.start.line, "column": finding.start.column}
            yield {**place, "text": finding.text, **_found(finding), **_fact(finding.facts)}


def _claim(checked: CheckedDocument, verdict: Verdict) -> dict[str, object]:
    claim, document = verdict.claim, checked.document
    place = document.place(claim.start)
    return {
        "path": document.path,
        "line": place.line,
        "column": place.column,
        "channel": document.channel or "",
        "surface": claim.surface,
        "type": claim.type,
        "sense": claim.sense,
        "text": claim.text,
        "subject": claim.subject,
        "verdict": verdict.state,
        "reason": verdict.reason,
    }


def _found(finding: Finding | None) -> dict[str, object]:
    if finding is None:
        return {}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _fact(facts: tuple[FactRef, ...]) -> dict[str, object]:
    if not facts:
        return {}
    first = facts[0]
    return {"fact": first.fact, "value": first.value, "fact_file": first.file, "fact_line": first.line}


def _cell(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line[:1] in {"=", "+", "-", "@"} else line
