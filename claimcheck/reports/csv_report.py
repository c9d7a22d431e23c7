"""The claims ledger: one claim a row with fact and proof, then the findings on whole files.

What a substantiation file needs: the words, the verdict, the fact with owner, date and conditions, the
evidence with its file and hash, and for what was accepted who approved it, why and until when.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from claimcheck.model import CheckedDocument, FactRef, Finding, Report, Suppressed, Verdict
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line

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
    "as_of",
    "owner",
    "conditions",
    "evidence",
    "evidence_file",
    "evidence_sha256",
    "references",
    "state",
    "reason_for_silence",
    "approved_by",
    "until",
    "fingerprint",
)


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(report):
        writer.writerow([_cell(str(row.get(column, ""))) for column in COLUMNS])
    return table.getvalue()


def _rows(report: Report) -> Iterator[dict[str, object]]:
    findings = {(finding.path, finding.claim): finding for finding in _by_weight(report) if finding.claim}
    for checked in report.documents:
        for verdict in checked.verdicts:
            finding = findings.get((checked.document.path, verdict.claim.id))
            facts = (finding.facts if finding else ()) or verdict.facts
            yield {**_claim(checked, verdict), **_found(finding), **_fact(facts)}
    for finding in report.findings:
        if not finding.claim:
            place = {"path": finding.path, "line": finding.start.line, "column": finding.start.column}
            yield {**place, "text": finding.text, **_found(finding), **_fact(finding.facts)}


def _by_weight(report: Report) -> list[Finding]:
    """Of several findings on one claim the one that goes on comes last, and so stands."""
    return sorted(report.findings, key=lambda finding: finding.suppressed is None)


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
        "references": "; ".join(finding.references),
        "state": "suppressed" if finding.suppressed else "known" if finding.known else "new",
        "fingerprint": finding.fingerprint,
        **_silence(finding.suppressed),
    }


def _silence(suppressed: Suppressed | None) -> dict[str, object]:
    if suppressed is None:
        return {}
    return {
        "reason_for_silence": suppressed.reason,
        "approved_by": suppressed.approved_by,
        "until": suppressed.until,
    }


def _fact(facts: tuple[FactRef, ...]) -> dict[str, object]:
    """The first fact that decided, with its proof."""
    if not facts:
        return {}
    first = facts[0]
    proofs = first.evidence
    return {
        "fact": first.fact,
        "value": first.value,
        "fact_file": first.file,
        "fact_line": first.line,
        "as_of": first.as_of,
        "owner": first.owner,
        "conditions": first.conditions,
        "evidence": "; ".join(proof.id for proof in proofs),
        "evidence_file": "; ".join(" p. ".join(filter(None, (proof.file, proof.page))) for proof in proofs),
        "evidence_sha256": "; ".join(filter(None, (proof.sha256 for proof in proofs))),
    }


def _cell(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line[:1] in {"=", "+", "-", "@"} else line
