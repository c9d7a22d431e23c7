"""A JSON report back into the nouns, so that it can be rendered in any other format without the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from claimcheck.errors import SourceLocation, UsageError
from claimcheck.model import (
    Attribution,
    Channel,
    CheckedDocument,
    Claim,
    ClaimType,
    Coverage,
    Cue,
    CueKind,
    DateValue,
    Document,
    EvidenceRef,
    ExcerptLine,
    FactRef,
    Finding,
    Lapse,
    Modality,
    Piece,
    PieceKind,
    Place,
    Polarity,
    Precision,
    Quantity,
    Replacement,
    Report,
    Segment,
    Severity,
    Slot,
    Suppressed,
    Surface,
    Verdict,
    VerdictState,
)
from claimcheck.reports.json_report import SCHEMA

T = TypeVar("T")


def read_report(text: str, name: str) -> Report:
    """Rebuild a report from its JSON. Raises UsageError, with ``name``, for anything else.

    What comes back renders to the same bytes in every format, but for the source of each file in the HTML
    page: the files' own text is not in a JSON report.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is no JSON ({error}).") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(f'{name} is no report of claimcheck; expected "schema": "{SCHEMA}".')
    try:
        return _report(data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError) as error:
        raise UsageError(f"{name} is not a whole report: {type(error).__name__} {error}.") from None


def _each(make: Callable[[dict[str, Any]], T], items: list[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(make(item) for item in items)


def _known(noun: type[T], data: dict[str, Any], **rebuilt: object) -> T:
    """Make a noun of the fields it has; a field added by a later version is left alone."""
    names = {field.name for field in fields(noun)}  # type: ignore[arg-type]
    return noun(**{**{key: value for key, value in data.items() if key in names}, **rebuilt})


def _report(data: dict[str, Any]) -> Report:
    return Report(
        on=datetime.fromisoformat(data["on"]),
        version=data["tool"]["version"],
        rules_sha256=data["tool"]["rules"].removeprefix("sha256:"),
        facts_sha256=data["tool"]["facts"].removeprefix("sha256:"),
        documents=_each(_document, data["documents"]),
        findings=_each(_finding, data["findings"]),
        coverage=_each(_coverage, data["coverage"]),
        jurisdictions=tuple(data["jurisdictions"]),
        calendar=_each(_lapse, data.get("calendar", [])),
        notes=tuple(data["notes"]),
        compared_with=data.get("compared_with", ""),
    )


def _document(data: dict[str, Any]) -> CheckedDocument:
    places = [_place(claim[edge]) for claim in data["claims"] for edge in ("start", "end")]
    document = Document(
        path=data["path"],
        text="",
        format=data["format"],
        sha256=data["sha256"],
        segments=_each(_segment, data["segments"]),
        precision=Precision(data["precision"]),
        channel=Channel(data["channel"]) if data["channel"] else None,
        line_starts=_line_starts(places),
        page_starts=_page_starts(places),
    )
    return CheckedDocument(document, _each(_verdict, data["claims"]))


def _line_starts(places: list[Place]) -> tuple[int, ...]:
    """Line starts that put these places where they were."""
    return _filled({place.line: place.offset - place.column + 1 for place in places}, 1)


def _page_starts(places: list[Place]) -> tuple[int, ...]:
    """Page starts that put these places where they were; none for a file without pages."""
    known = {place.page: place.offset for place in sorted(places, key=lambda p: -p.offset) if place.page}
    return _filled(known, 0)


def _filled(known: dict[int, int], at_least: int) -> tuple[int, ...]:
    """Starts by number from 1; one that is not known is that of the next."""
    starts = []
    upcoming = 0
    for number in range(max(known, default=at_least), 0, -1):
        upcoming = known.get(number, upcoming)
        starts.append(upcoming)
    return tuple(reversed(starts))


def _segment(data: dict[str, Any]) -> Segment:
    piece = Piece(0, len(data["text"]), data["start"], data["end"], PieceKind.DECODED)
    return Segment(
        text=data["text"],
        surface=Surface(data["surface"]),
        pieces=(piece,),
        section=tuple(data["section"]),
        header=data["header"],
        group=data["group"],
        part=data["part"],
    )


def _verdict(data: dict[str, Any]) -> Verdict:
    return Verdict(_claim(data), VerdictState(data["verdict"]), data["reason"], _each(_fact, data["facts"]))


def _claim(data: dict[str, Any]) -> Claim:
    prose = data["prose"]
    return Claim(
        id=data["id"],
        type=ClaimType(data["type"]),
        sense=data["sense"],
        text=data["text"],
        start=data["start"]["offset"],
        end=data["end"]["offset"],
        segment=data["segment"],
        prose_start=prose["start"],
        prose_end=prose["end"],
        sentence_start=prose["start"],
        sentence_end=prose["end"],
        surface=Surface(data["surface"]),
        subject=data["subject"],
        variant=data["variant"],
        value=_quantity(data["value"]),
        date=_date(data["date"]),
        slots=_each(_slot, data["slots"]),
        cues=_each(_cue, data["cues"]),
        polarity=Polarity(data["polarity"]),
        modality=Modality(data["modality"]),
        attribution=Attribution(data["attribution"]),
        template_value=data["template_value"],
        part=data["part"],
        entry=data["entry"],
    )


def _slot(data: dict[str, Any]) -> Slot:
    return Slot(data["name"], data["text"], 0, 0, _quantity(data["value"]), _date(data["date"]))


def _cue(data: dict[str, Any]) -> Cue:
    return Cue(CueKind(data["kind"]), data["text"], 0, 0)


def _quantity(data: dict[str, Any] | None) -> Quantity | None:
    if data is None:
        return None
    low, high = Decimal(str(data["low"])), Decimal(str(data["high"]))
    return Quantity(data["op"], low, high, data["unit"], data["basis"])


def _date(data: dict[str, Any] | None) -> DateValue | None:
    if data is None:
        return None
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    return DateValue(first, last, data["at"], event=data["event"])


def _place(data: dict[str, int]) -> Place:
    return Place(data["offset"], data["line"], data["column"], data.get("page", 0))


def _fact(data: dict[str, Any]) -> FactRef:
    return _known(FactRef, data, evidence=_each(lambda proof: _known(EvidenceRef, proof), data["evidence"]))


def _finding(data: dict[str, Any]) -> Finding:
    return _known(
        Finding,
        data,
        severity=Severity(data["severity"]),
        start=_place(data["start"]),
        end=_place(data["end"]),
        also=tuple(data["also"]),
        also_at=_each(_place, data["also_at"]),
        facts=_each(_fact, data["facts"]),
        references=tuple(data["references"]),
        suppressed=_suppressed(data["suppressed"]),
        excerpt=_each(lambda line: _known(ExcerptLine, line), data["excerpt"]),
        fixes=_each(_replacement, data.get("fixes", [])),
    )


def _replacement(data: dict[str, Any]) -> Replacement:
    return Replacement(_place(data["start"]), _place(data["end"]), data["text"])


def _lapse(data: dict[str, Any]) -> Lapse:
    return Lapse(datetime.fromisoformat(data["at"]), _finding(data["finding"]))


def _suppressed(data: dict[str, Any] | None) -> Suppressed | None:
    if data is None:
        return None
    where = SourceLocation(data["file"], data["line"], data["column"])
    return Suppressed(data["reason"], data["approved_by"], data["until"], where)


def _coverage(data: dict[str, Any]) -> Coverage:
    by = data["by"] or {"text": "", "line": 0}
    return Coverage(
        path=data["path"],
        product=data["product"],
        kind=data["kind"],
        id=data["id"],
        state=data["state"],
        by_text=by["text"],
        by_line=by["line"],
        label=data["label"],
    )
