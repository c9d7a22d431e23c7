"""From rulings to verdicts: which cause is the strongest, and what is said only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimcheck.model import Cause, Claim, FactRef, Severity, Verdict, VerdictState
from claimcheck.rulebook.checks import RuleBook
from claimcheck.verification.case import Case, Ruling, Support

__all__ = ["each_once", "verdict_of"]

STRENGTH = (
    VerdictState.CONTRADICTED,
    VerdictState.NEEDS_QUALIFICATION,
    VerdictState.STALE,
    VerdictState.UNSUPPORTED,
    VerdictState.NOT_CHECKED,
)
#: Claims in a subject or preheader are read on their own: their findings are one level more severe.
RAISED = {Severity.NOTE: Severity.WARNING, Severity.WARNING: Severity.ERROR, Severity.ERROR: Severity.ERROR}


def verdict_of(case: Case, rulings: Sequence[Ruling], why_not: str) -> Verdict:
    """The verdict: the strongest cause, else what bears the claim out, else why it was not checked."""
    causes = _ordered(case, [r for r in rulings if isinstance(r, Cause)])
    supports = [r for r in rulings if isinstance(r, Support)]
    facts = _facts(case, causes, supports)
    if causes:
        return Verdict(case.claim, causes[0].state, causes[0].message, facts, causes)
    if supports:
        reason = "; ".join(dict.fromkeys(support.reason for support in supports))
        return Verdict(case.claim, VerdictState.SUPPORTED, reason, facts)
    return Verdict(case.claim, VerdictState.NOT_CHECKED, why_not)


def each_once(verdicts: tuple[Verdict, ...], rules: RuleBook) -> tuple[Verdict, ...]:
    """Say once what two overlapping claims break, at the longer one; its verdict stays with each.

    "Next day delivery" may stand within "free next day delivery on all orders": two claims, one line of copy
    to put right.
    """
    causes = [list(verdict.causes) for verdict in verdicts]
    beside: dict[int, list[int]] = {}
    for number, verdict in enumerate(verdicts):
        beside.setdefault(verdict.claim.segment, []).append(number)
    for number, inner in enumerate(verdicts):
        holding = (n for n in beside[inner.claim.segment] if verdicts[n].causes)
        outer = next((n for n in holding if _holds(verdicts[n].claim, inner.claim)), None)
        if outer is not None and inner.causes:
            known = {cause.code for cause in causes[outer]}
            causes[outer] += [cause for cause in causes[number] if cause.code not in known]
            causes[number] = []
    return tuple(replace(v, causes=_ranked(causes[n], rules)) for n, v in enumerate(verdicts))


def _holds(outer: Claim, inner: Claim) -> bool:
    """Whether one claim's words lie within another's, and are fewer."""
    if outer.segment != inner.segment or outer is inner:
        return False
    within = outer.prose_start <= inner.prose_start and inner.prose_end <= outer.prose_end
    return within and outer.prose_end - outer.prose_start > inner.prose_end - inner.prose_start


def _ordered(case: Case, causes: list[Cause]) -> tuple[Cause, ...]:
    """Each rule once, strongest first; raised where a subject is judged."""
    once = list({cause.code: cause for cause in reversed(causes)}.values())[::-1]
    if case.headline:
        once = [replace(cause, severity=RAISED[_severity(cause, case.rules)]) for cause in once]
    return _ranked(once, case.rules)


def _ranked(causes: Iterable[Cause], rules: RuleBook) -> tuple[Cause, ...]:
    """By verdict, then by severity; EM001 stands after what makes the subject break it."""

    def rank(cause: Cause) -> tuple[int, int, bool]:
        return STRENGTH.index(cause.state), _severity(cause, rules).rank, cause.code == "EM001"

    return tuple(sorted(causes, key=rank))


def _severity(cause: Cause, rules: RuleBook) -> Severity:
    return cause.severity or rules.by_code[cause.code].severity


def _facts(case: Case, causes: Iterable[Cause], supports: Iterable[Support]) -> tuple[FactRef, ...]:
    known = [fact for cause in causes for fact in cause.facts]
    known += [case.reference(fact) for support in supports for fact in support.facts]
    return tuple(dict.fromkeys(known))
