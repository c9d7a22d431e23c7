"""Every claim before every rule that concerns it, and a verdict with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from claimcheck.config import Settings
from claimcheck.facts.model import Facts, Product
from claimcheck.model import (
    Attribution,
    Cause,
    Claim,
    ClaimType,
    Coverage,
    DocumentCause,
    FactRef,
    Modality,
    Severity,
    Verdict,
    VerdictState,
)
from claimcheck.rulebook.checks import Rule, RuleBook
from claimcheck.verification import (
    availability,
    campaign,
    comparison,
    deadlines,
    delivery,
    disclosure,
    evidence,
    guarantees,
    inventory,
    leads,
    mail,
    objections,
    performance,
    prices,
    reviews,
    structured_data,
)
from claimcheck.verification.case import Asset, Case, DocumentCase, Ruling, Support
from claimcheck.verification.surroundings import Surroundings, says

__all__ = ["Judgement", "implemented", "judge"]

Check = Callable[[Case], Iterator[Ruling]]
AfterCheck = Callable[[Case, Sequence[Ruling]], Iterator[Cause]]
DocumentCheck = Callable[[DocumentCase], Iterator[DocumentCause]]

#: What each claim is put to, by code. The rule file names the types of claim that the rule judges.
CHECKS: Mapping[str, Check] = {
    **availability.CHECKS,
    **delivery.CHECKS,
    **inventory.CHECKS,
    **performance.CHECKS,
    **comparison.CHECKS,
    **guarantees.CHECKS,
    **prices.CHECKS,
    **deadlines.CHECKS,
    **disclosure.CHECKS,
    **reviews.CHECKS,
    **mail.CHECKS,
    **campaign.CHECKS,
}
#: Rules that see what the others said, in this order.
AFTER_CHECKS: Mapping[str, AfterCheck] = {
    **evidence.AFTER_CHECKS,
    **campaign.AFTER_CHECKS,
    **mail.AFTER_CHECKS,
}
DOCUMENT_CHECKS: Mapping[str, DocumentCheck] = {
    **delivery.DOCUMENT_CHECKS,
    **disclosure.DOCUMENT_CHECKS,
    **mail.DOCUMENT_CHECKS,
    **objections.DOCUMENT_CHECKS,
    **prices.DOCUMENT_CHECKS,
    **structured_data.DOCUMENT_CHECKS,
    **leads.DOCUMENT_CHECKS,
    **campaign.DOCUMENT_CHECKS,
}
#: Rules of form: they judge the copy alone and need no product.
OF_FORM = frozenset({"CP001", "UR002", "UR003", "DQ001", "EM001", "EM002", "XA002"})
#: Senses that promise nothing that could be checked.
OPEN_ENDED = frozenset(
    {"ships-fast", "fast", "service-hours", "while-stocks-last", "limited-time", "rationed"}
)
STRENGTH = (
    VerdictState.CONTRADICTED,
    VerdictState.NEEDS_QUALIFICATION,
    VerdictState.STALE,
    VerdictState.UNSUPPORTED,
    VerdictState.NOT_CHECKED,
)
#: Claims in a subject or preheader are read on their own: their findings are one level more severe.
RAISED = {Severity.NOTE: Severity.WARNING, Severity.WARNING: Severity.ERROR, Severity.ERROR: Severity.ERROR}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts per asset in the order given, causes of whole documents, and the coverage matrix."""

    verdicts: tuple[tuple[Verdict, ...], ...]
    causes: tuple[DocumentCause, ...] = ()
    coverage: tuple[Coverage, ...] = ()


def implemented() -> frozenset[str]:
    """The codes that verification can apply."""
    return frozenset((*CHECKS, *AFTER_CHECKS, *DOCUMENT_CHECKS))


def judge(
    assets: tuple[Asset, ...], facts: Facts, settings: Settings, rules: RuleBook, on: datetime
) -> Judgement:
    """Judge every claim of every asset, as of its ``publish_at``, else ``on`` (aware)."""
    verdicts: list[tuple[Verdict, ...]] = []
    causes: list[DocumentCause] = []
    coverage: list[Coverage] = []
    campaigns: set[str] = set()
    for asset in assets:
        around = Surroundings.of(asset.document)
        others = tuple(other for other in assets if other is not asset)
        at = (asset.entry and asset.entry.publish_at) or on
        judged = _each_once(
            tuple(
                judge_claim(_case(asset, claim, facts, settings, rules, at, around, others))
                for claim in asset.claims
            ),
            rules,
        )
        name = asset.campaign.id if asset.campaign else ""
        case = DocumentCase(
            asset,
            facts,
            settings,
            rules,
            at,
            around=around,
            others=others,
            verdicts=judged,
            is_first=name not in campaigns,
        )
        campaigns.add(name)
        verdicts.append(judged)
        if asset.document.segments or asset.document.structured:
            causes += [
                cause
                for code, check in DOCUMENT_CHECKS.items()
                for cause in _apply_document(case, code, check)
            ]
            coverage += objections.coverage(case)
    return Judgement(tuple(verdicts), tuple(causes), tuple(coverage))


def _case(
    asset: Asset,
    claim: Claim,
    facts: Facts,
    settings: Settings,
    rules: RuleBook,
    at: datetime,
    around: Surroundings,
    others: tuple[Asset, ...],
) -> Case:
    return Case(
        asset,
        facts,
        settings,
        rules,
        at,
        claim=claim,
        subject=_subject(claim, facts),
        around=around,
        others=others,
    )


def _subject(claim: Claim, facts: Facts) -> Product | None:
    """The product or company that the claim is about; None when it is not known."""
    return facts.product(claim.subject) if claim.subject else None


def _each_once(verdicts: tuple[Verdict, ...], rules: RuleBook) -> tuple[Verdict, ...]:
    """Where a claim stands within another ("next day delivery" in "free next day delivery on all orders"),
    what is wrong with both is said once, at the longer one; its verdict stays with each."""
    causes = {verdict.claim.id: list(verdict.causes) for verdict in verdicts}
    for inner in verdicts:
        outer = next((v for v in verdicts if v.causes and _holds(v.claim, inner.claim)), None)
        if outer and inner.causes:
            known = {cause.code for cause in causes[outer.claim.id]}
            causes[outer.claim.id] += [cause for cause in causes[inner.claim.id] if cause.code not in known]
            causes[inner.claim.id] = []
    return tuple(replace(v, causes=_ranked(causes[v.claim.id], rules)) for v in verdicts)


def _holds(outer: Claim, inner: Claim) -> bool:
    """Whether one claim's words lie within another's, and are fewer."""
    if outer.segment != inner.segment or outer is inner:
        return False
    within = outer.prose_start <= inner.prose_start and inner.prose_end <= outer.prose_end
    return within and outer.prose_end - outer.prose_start > inner.prose_end - inner.prose_start


# ---------------------------------------------------------------- one claim


def judge_claim(case: Case) -> Verdict:
    """The verdict on one claim: causes strongest first, what bears it out, or why it was not checked."""
    aside = _set_aside(case)
    rulings = [] if aside else list(_rulings(case))
    if case.claim.attribution is Attribution.TESTIMONIAL:
        rulings = [r for code in ("DQ004",) for r in _apply(case, code, CHECKS[code])]
    causes = _ordered(case, [r for r in rulings if isinstance(r, Cause)])
    supports = [r for r in rulings if isinstance(r, Support)]
    if causes:
        facts = _all_facts(case, causes, supports)
        return Verdict(case.claim, causes[0].state, causes[0].message, facts, causes)
    if supports:
        reason = "; ".join(dict.fromkeys(s.reason for s in supports))
        return Verdict(case.claim, VerdictState.SUPPORTED, reason, _all_facts(case, (), supports))
    return Verdict(case.claim, VerdictState.NOT_CHECKED, aside or _why_not(case))


def _set_aside(case: Case) -> str:
    """Why a claim is not the advertiser's promise; empty when it is."""
    claim = case.claim
    if claim.attribution is Attribution.COMPETITOR:
        return "it is about a competitor's product"
    if claim.attribution is Attribution.TESTIMONIAL:
        return "a customer's own words"
    if claim.modality is Modality.CONDITIONAL:
        return "it is said under a condition"
    if claim.type is ClaimType.DEADLINE and _is_last_order_day(case):
        return "the last day to order is judged with the delivery"
    return ""


def _is_last_order_day(case: Case) -> bool:
    """ "Order by 17 December" in a sentence that promises when the goods come."""
    claim = case.claim
    timed = any(
        c.segment == claim.segment
        and c.sentence_start == claim.sentence_start
        and c.type in (ClaimType.DELIVERY, ClaimType.DISPATCH)
        for c in case.asset.claims
    )
    return timed and says(("order", "buy", "purchase"), case.around.sentence(claim))


def _why_not(case: Case) -> str:
    claim = case.claim
    if claim.template_value:
        return "its figure is filled in when the message is made"
    if case.subject is None:
        return "which product? Name it near the claim"
    if claim.modality is Modality.AIM:
        return "it states an aim, and nothing on file speaks to it"
    return "no figure or date to check" if claim.sense in OPEN_ENDED else "nothing on file speaks to it"


def _rulings(case: Case) -> Iterator[Ruling]:
    said: list[Ruling] = []
    for code, check in CHECKS.items():
        if _concerns(case, code):
            said += _apply(case, code, check)
    yield from said
    for code, after in AFTER_CHECKS.items():
        if not _concerns(case, code) or (code == "EV005" and case.claim.sense in OPEN_ENDED):
            continue
        more = _apply(case, code, partial(_after, after, tuple(said)))
        said += more
        yield from more


def _after(check: AfterCheck, said: tuple[Ruling, ...], case: Case) -> Iterator[Ruling]:
    return iter(tuple(check(case, said)))


def _concerns(case: Case, code: str) -> bool:
    """Whether the rule is in the book, judges this type of claim, and has the product that it needs."""
    rule: Rule | None = case.rules.by_code.get(code)
    return (
        rule is not None and case.claim.type in rule.claims and (case.subject is not None or code in OF_FORM)
    )


def _apply(case: Case, code: str, check: Check) -> list[Ruling]:
    """Run one rule. A rule that crashes is a finding that says so, never a silence."""
    try:
        return list(check(case))
    except Exception as error:  # noqa: BLE001 - one broken rule must neither kill the run nor make it green
        return [_crashed(code, error)]


def _apply_document(case: DocumentCase, code: str, check: DocumentCheck) -> list[DocumentCause]:
    if code not in case.rules.by_code:
        return []
    try:
        return list(check(case))
    except Exception as error:  # noqa: BLE001 - as above
        return [case.found(_crashed(code, error))]


def _crashed(code: str, error: Exception) -> Cause:
    reason = " ".join(str(error).split()) or type(error).__name__
    return Cause(
        code,
        VerdictState.NOT_CHECKED,
        f"This rule could not be applied: {type(error).__name__}: {reason}",
        severity=Severity.ERROR,
    )


def _ordered(case: Case, causes: list[Cause]) -> tuple[Cause, ...]:
    """Each rule once, strongest first; raised where a subject is judged."""
    once = list({cause.code: cause for cause in reversed(causes)}.values())[::-1]
    if case.headline:
        once = [replace(cause, severity=RAISED[_severity(cause, case.rules)]) for cause in once]
    return _ranked(once, case.rules)


def _ranked(causes: Iterable[Cause], rules: RuleBook) -> tuple[Cause, ...]:
    """By verdict, then by severity; what a subject line breaks stands after what makes it break it."""
    return tuple(
        sorted(
            causes,
            key=lambda cause: (
                STRENGTH.index(cause.state),
                _severity(cause, rules).rank,
                cause.code == "EM001",
            ),
        )
    )


def _severity(cause: Cause, rules: RuleBook) -> Severity:
    return cause.severity or rules.by_code[cause.code].severity


def _all_facts(case: Case, causes: Iterable[Cause], supports: Iterable[Support]) -> tuple[FactRef, ...]:
    known = [fact for cause in causes for fact in cause.facts]
    known += [case.reference(fact) for support in supports for fact in support.facts]
    return tuple(dict.fromkeys(known))
