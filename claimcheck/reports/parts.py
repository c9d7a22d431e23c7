"""Claims, facts and findings as plain dicts, in the words of ``claimcheck-report/1``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claimcheck.model import (
    Claim,
    CueKind,
    DateValue,
    Document,
    EvidenceRef,
    ExcerptLine,
    FactRef,
    Finding,
    Lapse,
    Place,
    Quantity,
    Slot,
    Suppressed,
)

QUALIFYING = frozenset({CueKind.QUALIFIER, CueKind.CONDITION, CueKind.TYPICAL})

Data = dict[str, Any]  # what JSON holds


def claim_data(document: Document, claim: Claim) -> Data:
    return {
        "id": claim.id,
        "type": claim.type,
        "sense": claim.sense,
        "text": claim.text,
        "surface": claim.surface,
        "start": place_data(document.place(claim.start)),
        "end": place_data(document.place(claim.end)),
        "subject": claim.subject,
        "variant": claim.variant,
        "value": quantity_data(claim.value),
        "date": _date(claim.date),
        "slots": [_slot(slot) for slot in claim.slots],
        "qualifiers": [cue.text for cue in claim.cues if cue.kind in QUALIFYING],
        "cues": [{"kind": cue.kind, "text": cue.text} for cue in claim.cues],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": claim.attribution,
        "template_value": claim.template_value,
        "part": claim.part,
        "entry": claim.entry,
        "segment": claim.segment,
        "prose": {"start": claim.prose_start, "end": claim.prose_end},
    }


def _slot(slot: Slot) -> Data:
    return {
        "name": slot.name,
        "text": slot.text,
        "value": quantity_data(slot.quantity),
        "date": _date(slot.date),
    }


def place_data(place: Place) -> Data:
    data: Data = {"offset": place.offset, "line": place.line, "column": place.column}
    return data | {"page": place.page} if place.page else data


def quantity_data(value: Quantity | None) -> Data | None:
    if value is None:
        return None
    return {
        "op": value.op,
        "low": _number(value.low),
        "high": _number(value.high),
        "unit": value.unit,
        "basis": value.basis,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _date(value: DateValue | None) -> Data | None:
    if value is None:
        return None
    return {
        "first": value.first.isoformat(),
        "last": value.last.isoformat(),
        "at": value.at,
        "event": value.event,
    }


def fact_data(fact: FactRef) -> Data:
    return {
        "fact": fact.fact,
        "value": fact.value,
        "file": fact.file,
        "line": fact.line,
        "column": fact.column,
        "as_of": fact.as_of,
        "owner": fact.owner,
        "conditions": fact.conditions,
        "evidence": [_evidence(proof) for proof in fact.evidence],
    }


def _evidence(proof: EvidenceRef) -> Data:
    return {
        "id": proof.id,
        "kind": proof.kind,
        "done_by": proof.done_by,
        "date": proof.date,
        "file": proof.file,
        "page": proof.page,
        "sha256": proof.sha256,
    }


def finding_data(finding: Finding) -> Data:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        "start": place_data(finding.start),
        "end": place_data(finding.end),
        "claim": finding.claim,
        "text": finding.text,
        "also": list(finding.also),
        "also_at": [place_data(place) for place in finding.also_at],
        "facts": [fact_data(fact) for fact in finding.facts],
        "suggestion": finding.suggestion,
        "references": list(finding.references),
        "suppressed": _suppressed(finding.suppressed),
        "excerpt": [_excerpt(line) for line in finding.excerpt],
        "fingerprint": finding.fingerprint,
        "known": finding.known,
        "fixes": [
            {"start": place_data(fix.start), "end": place_data(fix.end), "text": fix.text}
            for fix in finding.fixes
        ],
    }


def lapse_data(lapse: Lapse) -> Data:
    return {"at": lapse.at.isoformat(), "finding": finding_data(lapse.finding)}


def _suppressed(silence: Suppressed | None) -> Data | None:
    if silence is None:
        return None
    return {
        "reason": silence.reason,
        "approved_by": silence.approved_by,
        "until": silence.until,
        "file": silence.where.file,
        "line": silence.where.line,
        "column": silence.where.column,
    }


def _excerpt(line: ExcerptLine) -> Data:
    return {
        "line": line.line,
        "column": line.column,
        "text": line.text,
        "start": line.start,
        "end": line.end,
        "cut": line.cut,
    }
