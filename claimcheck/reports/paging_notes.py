"""Verdicts and findings of one file -> the notes beside its copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimcheck.model import CheckedDocument, Finding, Verdict, VerdictState
from claimcheck.reports.page import Note

JUDGED_BADLY = frozenset(
    {
        VerdictState.CONTRADICTED,
        VerdictState.NEEDS_QUALIFICATION,
        VerdictState.UNSUPPORTED,
        VerdictState.STALE,
    }
)


def notes_of(
    checked: CheckedDocument, findings: Sequence[Finding], asset: int, first: int
) -> tuple[Note, ...]:
    """Findings on the whole file, then claims in order of place. Numbered from ``first``."""
    claims = {verdict.claim.id for verdict in checked.verdicts}
    by_claim = {finding.claim: finding for finding in findings if finding.claim}
    about = file_notes([finding for finding in findings if finding.claim not in claims], asset, first)
    verdicts = sorted(checked.verdicts, key=lambda v: (v.claim.segment, v.claim.prose_start))
    numbers = {verdict.claim.id: first + len(about) + at for at, verdict in enumerate(verdicts)}
    notes = []
    for number, verdict in enumerate(verdicts, first + len(about)):
        finding = by_claim.get(verdict.claim.id)
        same_as = 0 if finding else _elsewhere(verdict, findings, numbers)
        notes.append(_claim_note(number, asset, checked, verdict, finding, same_as))
    return (*about, *notes)


def file_notes(findings: Iterable[Finding], asset: int, first: int) -> tuple[Note, ...]:
    """Findings that no claim of the file carries."""
    return tuple(
        Note(
            number=first + at,
            asset=asset,
            state=None,
            family="",
            kind=finding.name,
            product=_subject(finding),
            text=finding.text,
            line=finding.start.line,
            column=finding.start.column,
            message=finding.message,
            finding=finding,
            verdict=None,
            page=finding.start.page,
            in_copy=False,
        )
        for at, finding in enumerate(findings)
    )


def _subject(finding: Finding) -> str:
    """The product that a finding on a file is about, as the key of its first fact names it."""
    return finding.facts[0].fact.partition(".")[0] if finding.facts else ""


def _elsewhere(verdict: Verdict, findings: Sequence[Finding], numbers: Mapping[str, int]) -> int:
    """The note that speaks for a claim without a finding of its own: the same words, here or elsewhere."""
    if verdict.state not in JUDGED_BADLY:
        return 0
    claim = verdict.claim
    for finding in findings:
        within = finding.start.offset <= claim.start and claim.end <= finding.end.offset
        if within or any(place.offset == claim.start for place in finding.also_at):
            return numbers.get(finding.claim, 0)
    return 0


def _claim_note(
    number: int,
    asset: int,
    checked: CheckedDocument,
    verdict: Verdict,
    finding: Finding | None,
    same_as: int,
) -> Note:
    claim = verdict.claim
    place = checked.document.place(claim.start)
    return Note(
        number=number,
        asset=asset,
        state=verdict.state,
        family=claim.family.value,
        kind=claim.type.value,
        product=claim.subject,
        text=claim.text,
        line=place.line,
        column=place.column,
        message=finding.message if finding else verdict.reason,
        finding=finding,
        verdict=verdict,
        same_as=same_as,
        page=place.page,
        in_copy=0 <= claim.segment < len(checked.document.segments),
    )
