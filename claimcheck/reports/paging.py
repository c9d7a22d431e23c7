"""Report -> page: which note stands beside which block, what comes first, what each asset answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from claimcheck.model import CheckedDocument, Coverage, Finding, Report, Severity, Verdict, VerdictState
from claimcheck.reports.copy import body_rows, head_rows
from claimcheck.reports.page import AssetView, Matrix, Note, Page
from claimcheck.reports.summary import acted_on, claim_count, severities, verdicts

MUST_CHANGE = frozenset({VerdictState.CONTRADICTED, VerdictState.NEEDS_QUALIFICATION})
NOT_PROVEN = frozenset({VerdictState.UNSUPPORTED, VerdictState.STALE})
KINDS = {
    "objection": "Sales objections",
    "selling-point": "Selling points",
    "disqualifier": "Who it is not for",
}

Pair = tuple[AssetView, Note]


def page_of(report: Report) -> Page:
    """Work out the whole page. Notes are numbered from 1 through all assets, in order of place."""
    assets = _assets(report)
    pairs = [(asset, note) for asset in assets for note in asset.notes]
    return Page(
        report=report,
        assets=assets,
        must_change=_those(pairs, _must_change),
        not_proven=_those(pairs, _not_proven),
        noted=_those(
            pairs, lambda note: bool(note.severity) and not _must_change(note) and not _not_proven(note)
        ),
        supported=_those(pairs, lambda note: note.state is VerdictState.SUPPORTED and not note.severity),
        not_checked=_those(pairs, lambda note: note.state is VerdictState.NOT_CHECKED and not note.severity),
        matrices=tuple(_matrices(report.coverage)),
        counts=tuple((state, count) for state, count in verdicts(report.documents).items() if count),
        severities=tuple(severities(report).items()),
        families=tuple(sorted({note.family for _, note in pairs if note.family})),
        claims=claim_count(report),
    )


def _assets(report: Report) -> tuple[AssetView, ...]:
    """Every document, then every other file that a finding is about (a facts file, say)."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in acted_on(report):
        findings[finding.path].append(finding)
    assets: list[AssetView] = []
    number = 1
    for checked in report.documents:
        notes = _notes(checked, findings.pop(checked.document.path, []), number)
        number += len(notes)
        assets.append(_asset(len(assets) + 1, checked, notes))
    for path, left in findings.items():
        notes = [_file_note(number + at, finding) for at, finding in enumerate(left)]
        number += len(notes)
        assets.append(AssetView(len(assets) + 1, path, "", "", (), (), tuple(notes), (), ()))
    return tuple(assets)


def _asset(number: int, checked: CheckedDocument, notes: Sequence[Note]) -> AssetView:
    """Notes go to the segment they stand in; those of no segment stand above or below the copy."""
    document = checked.document
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if note.verdict:
            beside[note.verdict.claim.segment].append(note)
    elsewhere = [
        note for at, found in beside.items() if not 0 <= at < len(document.segments) for note in found
    ]
    return AssetView(
        number=number,
        path=document.path,
        channel=document.channel.value if document.channel else "",
        precision=document.precision.value,
        head=head_rows(document.segments, beside),
        rows=body_rows(document.segments, beside),
        about=tuple(note for note in notes if not note.verdict),
        elsewhere=tuple(elsewhere),
        counts=tuple((state, count) for state, count in verdicts((checked,)).items() if count),
    )


# ---------------------------------------------------------------- notes


def _notes(checked: CheckedDocument, findings: list[Finding], first: int) -> list[Note]:
    """Notes of one document in order of place: its claims with their findings, then findings on the file."""
    by_claim = {finding.claim: finding for finding in findings if finding.claim}
    claims = {verdict.claim.id for verdict in checked.verdicts}
    about = [finding for finding in findings if finding.claim not in claims]
    notes = [_file_note(first + at, finding) for at, finding in enumerate(about)]
    first += len(notes)
    verdicts_in_order = sorted(checked.verdicts, key=lambda v: (v.claim.segment, v.claim.prose_start))
    numbers = {verdict.claim.id: first + at for at, verdict in enumerate(verdicts_in_order)}
    for at, verdict in enumerate(verdicts_in_order):
        finding = by_claim.get(verdict.claim.id)
        same_as = 0 if finding else _elsewhere(verdict, findings, numbers)
        notes.append(_claim_note(first + at, checked, verdict, finding, same_as))
    return notes


def _elsewhere(verdict: Verdict, findings: Sequence[Finding], numbers: Mapping[str, int]) -> int:
    """The note that speaks for a claim without a finding of its own: the same words, here or elsewhere."""
    if verdict.state not in MUST_CHANGE | NOT_PROVEN:
        return 0
    claim = verdict.claim
    for finding in findings:
        within = finding.start.offset <= claim.start and claim.end <= finding.end.offset
        if within or any(place.offset == claim.start for place in finding.also_at):
            return numbers.get(finding.claim, 0)
    return 0


def _claim_note(
    number: int, checked: CheckedDocument, verdict: Verdict, finding: Finding | None, same_as: int
) -> Note:
    claim = verdict.claim
    place = checked.document.place(claim.start)
    return Note(
        number=number,
        state=verdict.state,
        severity=finding.severity if finding else None,
        family=claim.family.value,
        kind=claim.type.value,
        text=claim.text,
        line=place.line,
        column=place.column,
        message=finding.message if finding else verdict.reason,
        finding=finding,
        verdict=verdict,
        same_as=same_as,
        page=place.page,
    )


def _file_note(number: int, finding: Finding) -> Note:
    return Note(
        number=number,
        state=None,
        severity=finding.severity,
        family="",
        kind=finding.name,
        text=finding.text,
        line=finding.start.line,
        column=finding.start.column,
        message=finding.message,
        finding=finding,
        verdict=None,
        page=finding.start.page,
    )


# ---------------------------------------------------------------- what comes first


def _must_change(note: Note) -> bool:
    return note.severity is Severity.ERROR and not note.same_as


def _not_proven(note: Note) -> bool:
    return note.state in NOT_PROVEN and not note.same_as and not _must_change(note)


def _those(pairs: Iterable[Pair], wanted: Callable[[Note], bool]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if wanted(pair[1]))


# ---------------------------------------------------------------- objections by asset


def _matrices(coverage: Sequence[Coverage]) -> Iterator[Matrix]:
    """One table a kind: what was asked down the side, assets across."""
    for kind, title in KINDS.items():
        rows = [row for row in coverage if row.kind == kind]
        if rows:
            assets = tuple(dict.fromkeys(row.path for row in rows))
            cells = {(row.product, row.id, row.path): row for row in rows}
            asked = {(row.product, row.id): row.label or row.id for row in rows}
            yield Matrix(
                title,
                assets,
                tuple(
                    (label, product, tuple(cells.get((product, id_, asset)) for asset in assets))
                    for (product, id_), label in asked.items()
                ),
            )
