"""Which claims rest on which facts: the way back from a fact to the copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.model import Document, FactRef, Report, Verdict, VerdictState

__all__ = ["Line", "Undone", "resting_on", "undone", "used"]

#: States in which the facts speak against a claim as it is worded.
UNTRUE = frozenset({VerdictState.CONTRADICTED, VerdictState.NEEDS_QUALIFICATION})


@dataclass(frozen=True, slots=True)
class Line:
    """One claim with its verdict, in its document."""

    document: Document
    verdict: Verdict

    @property
    def place(self) -> str:
        """``path:line:column``."""
        start = self.document.place(self.verdict.claim.start)
        return f"{self.document.path}:{start.line}:{start.column}"


@dataclass(frozen=True, slots=True)
class Undone:
    """A claim that stood by the old facts and does not by the new ones."""

    before: Line
    after: Line


def lines(report: Report) -> Iterator[Line]:
    """Every claim of a report, in order of place."""
    return (Line(checked.document, verdict) for checked in report.documents for verdict in checked.verdicts)


def facts_of(verdict: Verdict) -> tuple[FactRef, ...]:
    """The facts that a verdict and its causes name, each once."""
    named = (*verdict.facts, *(fact for cause in verdict.causes for fact in cause.facts))
    return tuple({fact.fact: fact for fact in named}.values())


def resting_on(report: Report, key: str) -> tuple[Line, ...]:
    """The claims that rest on a fact, or on any fact below it (``trek-2.stock`` for all of its stock)."""
    return tuple(
        line
        for line in lines(report)
        if any(fact.fact == key or fact.fact.startswith(f"{key}.") for fact in facts_of(line.verdict))
    )


def used(report: Report) -> frozenset[str]:
    """The keys of all facts that any claim or finding rests on, and the ids that coverage asked for."""
    by_claims = {fact.fact for line in lines(report) for fact in facts_of(line.verdict)}
    by_findings = {fact.fact for finding in report.findings for fact in finding.facts}
    return frozenset(by_claims | by_findings | {f"{c.product}.{c.kind}.{c.id}" for c in report.coverage})


def undone(old: Report, new: Report) -> tuple[Undone, ...]:
    """The claims that the new facts make untrue, or no longer support."""
    before = {(line.document.path, line.verdict.claim.id): line for line in lines(old)}
    pairs = ((before.get((line.document.path, line.verdict.claim.id)), line) for line in lines(new))
    return tuple(
        Undone(was, now)
        for was, now in pairs
        if was and _falls(was.verdict.state, now.verdict.state)
    )


def _falls(before: VerdictState, after: VerdictState) -> bool:
    if before is VerdictState.SUPPORTED:
        return after is not VerdictState.SUPPORTED
    return before not in UNTRUE and after in UNTRUE
