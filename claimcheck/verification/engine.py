"""Every claim before every rule that concerns it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from claimcheck.config import Settings
from claimcheck.facts.model import Facts
from claimcheck.model import (
    UNFORESEEN,
    Attribution,
    Cause,
    Claim,
    ClaimType,
    Coverage,
    DocumentCause,
    Family,
    Modality,
    Severity,
    Surface,
    Verdict,
    VerdictState,
)
from claimcheck.rulebook.checks import RuleBook
from claimcheck.verification import objections
from claimcheck.verification.case import Asset, Bench, Case, DocumentCase, Ruling
from claimcheck.verification.life import live_past_truth
from claimcheck.verification.metrics import measured_by, names_of
from claimcheck.verification.surroundings import Surroundings, says
from claimcheck.verification.table import (
    AFTER_CHECKS,
    CHECKS,
    DOCUMENT_CHECKS,
    LIFE,
    OF_FORM,
    OPEN_ENDED,
    AfterCheck,
    Check,
    DocumentCheck,
)
from claimcheck.verification.verdicts import each_once, verdict_of

__all__ = ["Judgement", "judge", "judge_claim"]


QUOTES = '“”"«»„'
UNTOLD = "it reads like a promise, but no phrase in the rules says which: compare it by hand"
FIRST_PERSON = ("I", "my", "me", "we", "our", "us")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts per asset in the order given, causes of whole documents, and the coverage matrix."""

    verdicts: tuple[tuple[Verdict, ...], ...]
    causes: tuple[DocumentCause, ...] = ()
    coverage: tuple[Coverage, ...] = ()


def judge(
    assets: tuple[Asset, ...], facts: Facts, settings: Settings, rules: RuleBook, on: datetime
) -> Judgement:
    """Judge every claim of every asset, as of its ``publish_at``, else ``on`` (aware).

    What no pattern foresaw says nothing that a rule could judge, and does not count beside other claims.
    """
    verdicts: list[tuple[Verdict, ...]] = []
    causes: list[DocumentCause] = []
    coverage: list[Coverage] = []
    campaigns: set[str] = set()
    told = tuple(replace(asset, claims=tuple(filter(_is_told, asset.claims))) for asset in assets)
    for asset, whole in zip(told, assets, strict=True):
        at = (asset.entry and asset.entry.publish_at) or on
        bench = Bench(asset, facts, settings, rules, at)
        others = tuple(other for other in told if other is not asset)
        name = asset.campaign.id if asset.campaign else ""
        judged = _document(bench, others, is_first=name not in campaigns)
        campaigns.add(name)
        verdicts.append(_with_untold(whole.claims, judged.verdicts[0]))
        causes += judged.causes
        coverage += judged.coverage
    return Judgement(tuple(verdicts), tuple(causes), tuple(coverage))


def _is_told(claim: Claim) -> bool:
    return claim.entry != UNFORESEEN


def _with_untold(claims: tuple[Claim, ...], verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts in the order of the claims, with those on what no pattern foresaw."""
    judged = iter(verdicts)
    return tuple(
        next(judged) if _is_told(claim) else Verdict(claim, VerdictState.NOT_CHECKED, UNTOLD)
        for claim in claims
    )


def _document(bench: Bench, others: tuple[Asset, ...], *, is_first: bool) -> Judgement:
    """One document: its claims, then what is judged of the whole."""
    known = (bench.asset, bench.facts, bench.settings, bench.rules, bench.at)
    around = Surroundings.of(bench.asset.document)
    product = bench.facts.product
    cases = (
        Case(*known, claim=claim, subject=product(claim.subject), around=around, others=others)
        for claim in bench.asset.claims
    )
    verdicts = each_once(tuple(judge_claim(case) for case in cases), bench.rules)
    if not (bench.asset.document.segments or bench.asset.document.structured):
        return Judgement((verdicts,))
    case = DocumentCase(*known, around=around, others=others, verdicts=verdicts, is_first=is_first)
    causes = tuple(c for code, check in DOCUMENT_CHECKS.items() for c in _apply_document(case, code, check))
    return Judgement((verdicts,), causes, tuple(objections.coverage(case)))


# ---------------------------------------------------------------- one claim


def judge_claim(case: Case) -> Verdict:
    """The verdict on one claim: causes strongest first, what bears it out, or why it was not checked."""
    aside = _set_aside(case)
    if aside:
        return verdict_of(case, _of_customers(case), aside)
    judged = _as_measured(case)
    return replace(verdict_of(judged, tuple(_rulings(judged)), _why_not(case)), claim=case.claim)


def _as_measured(case: Case) -> Case:
    """ "Fitted in one day", "up and running in an hour": a time at work, where a metric on file is named so.

    Such words look like those of a delivery, and are judged as the figure that they are.
    """
    claim = case.claim
    if claim.type not in (ClaimType.DELIVERY, ClaimType.DISPATCH) or case.subject is None:
        return case
    found = None if says(case.words("PF001", "on_the_way"), claim.text) else measured_by(case)
    if found is None or not says(names_of(found[0]), claim.text):
        return case
    return replace(case, claim=replace(claim, type=ClaimType.FIGURE, sense="measured"), worked_out={})


def _of_customers(case: Case) -> list[Ruling]:
    """The one rule that judges what customers say."""
    spoken = _is_testimonial(case) and _concerns(case, "DQ004")
    return _apply(case, "DQ004", CHECKS["DQ004"]) if spoken else []


def _set_aside(case: Case) -> str:
    """Why a claim is not a promise of the advertiser's own; empty when it is."""
    claim = case.claim
    if claim.attribution is Attribution.COMPETITOR:
        return "it is about a competitor's product"
    if _is_testimonial(case):
        return "a customer's own words"
    if claim.modality is Modality.CONDITIONAL:
        return "it is said under a condition"
    timed = claim.type is ClaimType.DEADLINE and _beside(case, ClaimType.DELIVERY, ClaimType.DISPATCH)
    if timed and says(("order", "buy", "purchase"), case.around.sentence(claim)):
        return "the last day to order is judged with the delivery"
    if claim.sense == "up-to-price" and _beside(case, ClaimType.SUPERLATIVE, ClaimType.COMPARATIVE):
        return "it bounds what the comparison speaks of"
    return ""


def _is_testimonial(case: Case) -> bool:
    """A customer's words: quoted, or spoken in the first person; a block set off for looks alone is not."""
    if case.claim.attribution is not Attribution.TESTIMONIAL:
        return False
    text = case.segment.text
    spoken = any(mark in text for mark in QUOTES) or says(FIRST_PERSON, text)
    return spoken or case.claim.family is Family.PERFORMANCE or case.segment.surface is not Surface.QUOTE


def _beside(case: Case, *types: ClaimType) -> bool:
    """Whether the sentence holds a claim of these types too."""
    claim = case.claim
    return any(
        c.segment == claim.segment and c.sentence_start == claim.sentence_start and c.type in types
        for c in case.asset.claims
    )


def _why_not(case: Case) -> str:
    """Why no rule had anything to say."""
    claim = case.claim
    if claim.template_value:
        return "its figure is filled in when the message is made"
    if case.subject is None:
        return "which product? Name it near the claim"
    if claim.modality in (Modality.AIM, Modality.HEDGED):
        return "it states a hope, and nothing on file speaks to it"
    return "no figure or date to check" if claim.sense in OPEN_ENDED else "nothing on file speaks to it"


def _rulings(case: Case) -> Iterator[Ruling]:
    """What every rule says that concerns the claim: first on its own, then in view of the others."""
    said = _first_rulings(case)
    yield from said
    again: AfterCheck = partial(live_past_truth, judge_again=_first_rulings)
    for code, after in (*AFTER_CHECKS.items(), (LIFE, again)):
        if _concerns(case, code) and not (code == "EV005" and case.claim.sense in OPEN_ENDED):
            more = _apply(case, code, partial(_after, after, tuple(said)))
            said += more
            yield from more


def _first_rulings(case: Case) -> list[Ruling]:
    return [r for code, check in CHECKS.items() if _concerns(case, code) for r in _apply(case, code, check)]


def _after(check: AfterCheck, said: tuple[Ruling, ...], case: Case) -> Iterator[Ruling]:
    yield from check(case, said)


def _concerns(case: Case, code: str) -> bool:
    """Whether the rule is in the book, judges this type of claim, and has the product that it needs."""
    rule = case.rules.by_code.get(code)
    if rule is None or case.claim.type not in rule.claims:
        return False
    return case.subject is not None or code in OF_FORM


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
    reason = " ".join(str(error).split()) or "no reason given"
    message = f"This rule could not be applied: {type(error).__name__}: {reason}"
    return Cause(code, VerdictState.NOT_CHECKED, message, severity=Severity.ERROR)
