"""The report for other programs: ``claimcheck-report/1``. Fields may be added, none is renamed.

``to_data`` and ``claims_data`` give plain dicts; ``read_report`` in ``reports.reread`` is the way back.
"""

from __future__ import annotations

import json

from claimcheck.model import CheckedDocument, Claim, Coverage, Document, Report, Segment, Verdict
from claimcheck.reports import Style
from claimcheck.reports.parts import Data, claim_data, fact_data, finding_data, lapse_data
from claimcheck.reports.summary import acted_on, claim_count, expired, known, severities

SCHEMA = "claimcheck-report/1"
CLAIMS_SCHEMA = "claimcheck-claims/1"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    return dump(to_data(report))


def dump(data: Data, *, indent: int | None = 2) -> str:
    """JSON text with a line end; a lone surrogate in odd input is escaped, so that UTF-8 always holds."""
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def to_data(report: Report) -> Data:
    """The whole report as dicts, lists, strings and numbers, in the order of the contract."""
    counts = {severity.value: count for severity, count in severities(report).items()}
    return {
        "schema": SCHEMA,
        "tool": {
            "name": "claimcheck",
            "version": report.version,
            "rules": _sha(report.rules_sha256),
            "facts": _sha(report.facts_sha256),
        },
        "on": report.on.isoformat(),
        "jurisdictions": list(report.jurisdictions),
        "documents": [_document(checked) for checked in report.documents],
        "findings": [finding_data(finding) for finding in report.findings],
        "coverage": [_coverage(row) for row in report.coverage],
        "summary": {
            "documents": len(report.documents),
            "claims": claim_count(report),
            **counts,
            **_silent(report),
        },
        "notes": list(report.notes),
        "calendar": [lapse_data(lapse) for lapse in report.calendar],
        "compared_with": report.compared_with,
    }


def _silent(report: Report) -> Data:
    hidden = len(report.findings) - len(acted_on(report))
    return {"suppressed": hidden, "expired": expired(report), "known": len(known(report))}


def claims_data(documents: tuple[tuple[Document, tuple[Claim, ...]], ...], version: str) -> Data:
    """What ``claimcheck claims`` prints: documents with their claims, no verdicts."""
    return {
        "schema": CLAIMS_SCHEMA,
        "tool": {"name": "claimcheck", "version": version},
        "documents": [
            {**_head(document), "claims": [claim_data(document, claim) for claim in claims]}
            for document, claims in documents
        ],
    }


def _sha(digest: str) -> str:
    return f"sha256:{digest}" if digest else ""


def _head(document: Document) -> Data:
    return {
        "path": document.path,
        "channel": document.channel,
        "sha256": document.sha256,
        "precision": document.precision,
        "format": document.format,
    }


def _document(checked: CheckedDocument) -> Data:
    document = checked.document
    return {
        **_head(document),
        "claims": [_judged(document, verdict) for verdict in checked.verdicts],
        "segments": [_segment(segment) for segment in document.segments],
    }


def _segment(segment: Segment) -> Data:
    return {
        "surface": segment.surface,
        "text": segment.text,
        "section": list(segment.section),
        "header": segment.header,
        "group": segment.group,
        "part": segment.part,
        "start": segment.start,
        "end": segment.end,
    }


def _judged(document: Document, verdict: Verdict) -> Data:
    return {
        **claim_data(document, verdict.claim),
        "verdict": verdict.state,
        "reason": verdict.reason,
        "facts": [fact_data(fact) for fact in verdict.facts],
        "rules": list(dict.fromkeys(cause.code for cause in verdict.causes)),
    }


def _coverage(row: Coverage) -> Data:
    return {
        "path": row.path,
        "product": row.product,
        "kind": row.kind,
        "id": row.id,
        "label": row.label,
        "state": row.state,
        "by": {"text": row.by_text, "line": row.by_line} if row.by_text else None,
    }
