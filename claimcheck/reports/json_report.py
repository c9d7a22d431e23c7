"""The report for other programs: ``claimcheck-report/1``. Fields may be added, none is renamed.

``to_data`` and ``claims_data`` give plain dicts; ``read_report`` in ``reports.reread`` is the way back.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from claimcheck.model import (
    CheckedDocument,
    Claim,
    Coverage,
    CueKind,
    DateValue,
    Document,
    EvidenceRef,
    ExcerptLine,
    FactRef,
    Finding,
    Place,
    Quantity,
    Report,
    Segment,
    Slot,
    Suppressed,
    Verdict,
)
from claimcheck.reports import Style
from claimcheck.reports.summary import claim_count, severities

SCHEMA = "claimcheck-report/1"
CLAIMS_SCHEMA = "claimcheck-claims/1"
QUALIFYING = frozenset({CueKind.QUALIFIER, CueKind.CONDITION, CueKind.TYPICAL})

Data = dict[str, Any]  # what JSON holds


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
            "name": "claimcheck", "version": report.version,
            "rules": _sha(report.rules_sha256), "facts": _sha(report.facts_sha256),
        },
        "on": report.on.isoformat(),
        "jurisdictions": list(report.jurisdictions),
        "documents": [_document(checked) for checked in report.documents],
        "findings": [finding_data(finding) for finding in report.findings],
        "coverage": [_coverage(row) for row in report.coverage],
        "summary": {"documents": len(report.documents), "claims": claim_count(report), **counts},
        "notes": list(report.notes),
    }


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
        "path": document.path, "channel": document.channel, "sha256": document.sha256,
        "precision": document.precision, "format": document.format,
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
        "surface": segment.surface, "text": segment.text, "section": list(segment.section),
        "header": segment.header, "group": segment.group, "part": segment.part,
        "start": segment.start, "end": segment.end,
    }


def _judged(document: Document, verdict: Verdict) -> Data:
    return {
        **claim_data(document, verdict.claim),
        "verdict": verdict.state, "reason": verdict.reason,
        "facts": [fact_data(fact) for fact in verdict.facts],
        "rules": list(dict.fromkeys(cause.code for cause in verdict.causes)),
    }


def claim_data(document: Document, claim: Claim) -> Data:
    return {
        "id": claim.id, "type": claim.type, "sense": claim.sense, "text": claim.text,
        "surface": claim.surface,
        "start": place_data(document.place(claim.start)), "end": place_data(document.place(claim.end)),
        "subject": claim.subject, "variant": claim.variant,
        "value": quantity_data(claim.value), "date": _date(claim.date),
        "slots": [_slot(slot) for slot in claim.slots],
        "qualifiers": [cue.text for cue in claim.cues if cue.kind in QUALIFYING],
        "cues": [{"kind": cue.kind, "text": cue.text} for cue in claim.cues],
        "polarity": claim.polarity, "modality": claim.modality, "attribution": claim.attribution,
        "template_value": claim.template_value, "part": claim.part, "entry": claim.entry,
        "segment": claim.segment, "prose": {"start": claim.prose_start, "end": claim.prose_end},
    }


def _slot(slot: Slot) -> Data:
    return {
        "name": slot.name, "text": slot.text, "value": quantity_data(slot.quantity), "date": _date(slot.date)
    }


def place_data(place: Place) -> Data:
    return {"offset": place.offset, "line": place.line, "column": place.column}


def quantity_data(value: Quantity | None) -> Data | None:
    if value is None:
        return None
    return {
        "op": value.op, "low": _number(value.low), "high": _number(value.high), "unit": value.unit,
        "basis": value.basis,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _date(value: DateValue | None) -> Data | None:
    if value is None:
        return None
    return {
        "first": value.first.isoformat(), "last": value.last.isoformat(), "at": value.at, "event": value.event
    }


def fact_data(fact: FactRef) -> Data:
    return {
        "fact": fact.fact, "value": fact.value, "file": fact.file, "line": fact.line, "column": fact.column,
        "as_of": fact.as_of, "owner": fact.owner, "conditions": fact.conditions,
        "evidence": [_evidence(proof) for proof in fact.evidence],
    }


def _evidence(proof: EvidenceRef) -> Data:
    return {
        "id": proof.id, "kind": proof.kind, "done_by": proof.done_by, "date": proof.date,
        "file": proof.file, "page": proof.page, "sha256": proof.sha256,
    }


def finding_data(finding: Finding) -> Data:
    return {
        "code": finding.code, "name": finding.name, "severity": finding.severity, "message": finding.message,
        "path": finding.path, "start": place_data(finding.start), "end": place_data(finding.end),
        "claim": finding.claim, "text": finding.text, "also": list(finding.also),
        "also_at": [place_data(place) for place in finding.also_at],
        "facts": [fact_data(fact) for fact in finding.facts],
        "suggestion": finding.suggestion, "references": list(finding.references),
        "suppressed": _suppressed(finding.suppressed),
        "excerpt": [_excerpt(line) for line in finding.excerpt],
    }


def _suppressed(silence: Suppressed | None) -> Data | None:
    if silence is None:
        return None
    return {
        "reason": silence.reason, "approved_by": silence.approved_by, "until": silence.until,
        "file": silence.where.file, "line": silence.where.line, "column": silence.where.column,
    }


def _excerpt(line: ExcerptLine) -> Data:
    return {
        "line": line.line, "column": line.column, "text": line.text, "start": line.start, "end": line.end,
        "cut": line.cut,
    }


def _coverage(row: Coverage) -> Data:
    return {
        "path": row.path, "product": row.product, "kind": row.kind, "id": row.id, "label": row.label,
        "state": row.state, "by": {"text": row.by_text, "line": row.by_line} if row.by_text else None,
    }
