"""Guarantees, refunds and returns against the terms on file."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.facts.model import GuaranteeFacts
from claimcheck.facts.units import convert
from claimcheck.model import Claim, CueKind, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.plain import figure, listed
from claimcheck.verification.surroundings import content_words, figure_in, says, share_said


def guarantee_unbacked(case: Case) -> Iterator[Ruling]:
    """AB001: a guarantee that is not on file, is worded wider than its terms, or hides its limits."""
    claim = case.claim
    if _denied(claim) or (not promises_a_guarantee(case) and _said_with_another(case)):
        return
    known = [g for g in case.guarantees if case.fact((g.name,))]
    meant = _meant(case, known)
    if not meant:
        if promises_a_guarantee(case):
            yield case.unproven("AB001", "none")
        return
    term = _term(claim)
    if _for_life(claim) and not any(g.lifetime for g in meant):
        yield case.broken("AB001", "lifetime", meant[0].name, term=_terms(meant[0]))
    elif term and not any(_covers(g, term) for g in meant):
        yield case.broken("AB001", "longer", meant[0].name, term=_terms(meant[0]))
    else:
        yield _within_terms(case, next((g for g in meant if not term or _covers(g, term)), meant[0]))


def promises_a_guarantee(case: Case) -> bool:
    """Whether the words promise to make good or to pay back; "no contract", "cancel at any time" do not."""
    return figure_in(case.claim) is not None or says(case.words("AB001", "promise"), case.claim.text)


def _said_with_another(case: Case) -> bool:
    """ "30 days' money back, no questions asked": one promise, judged at the words that make it."""
    claim = case.claim
    return any(
        other.id != claim.id
        and (other.type, other.segment) == (claim.type, claim.segment)
        and other.sentence_start == claim.sentence_start
        for other in case.asset.claims
    )


def _within_terms(case: Case, guarantee: GuaranteeFacts) -> Ruling:
    """On file; what is left to ask is whether its main limits are said."""
    around = (case.around.section(case.claim), case.around.near(case.claim), case.around.noted(case.claim))
    said = "\n".join(around) if not case.headline else around[1]
    if guarantee.limits and not any(share_said(limit, said) >= 0.5 for limit in guarantee.limits):
        return case.unqualified(
            "AB001", "limits", guarantee.name, guarantee=guarantee.name.value, limits=listed(guarantee.limits)
        )
    return Support(f"{guarantee.name.value}: {_terms(guarantee)}", (guarantee.name,))


def _meant(case: Case, known: list[GuaranteeFacts]) -> list[GuaranteeFacts]:
    """The guarantees that the words may mean: of the claim's kind, those that share a word first."""
    kind = "money" if case.claim.sense in ("money-back", "returns", "price-match") else "goods"
    same = [g for g in known if _kind(case, g) == kind] or (known if kind == "goods" else [])
    sentence = case.around.sentence(case.claim)
    sharing = [g for g in same if any(says((word,), sentence) for word in _telling(g))]
    return sharing or same


def _kind(case: Case, guarantee: GuaranteeFacts) -> str:
    words = f"{guarantee.name.value} {guarantee.covers}"
    return "money" if says(case.words("AB001", "money"), words) else "goods"


def _telling(guarantee: GuaranteeFacts) -> tuple[str, ...]:
    """Words of the guarantee's name and cover that tell it from another."""
    words = content_words(f"{guarantee.name.value} {guarantee.covers}")
    return tuple(word for word in words if word not in ("guarantee", "warranty", "guaranteed"))


def _denied(claim: Claim) -> bool:
    """ "No guarantee"; not "your money back if you do not like it", whose negation is its condition."""
    before = any(c.kind is CueKind.NEGATION and c.prose_end <= claim.prose_start for c in claim.cues)
    return claim.polarity is Polarity.NEGATED and before


def _for_life(claim: Claim) -> bool:
    return claim.sense == "lifetime" or says(("lifetime", "for life"), claim.text)


def _term(claim: Claim) -> Quantity | None:
    value = figure_in(claim)
    return value if value and convert(value.high, value.unit, "day") is not None else None


def _covers(guarantee: GuaranteeFacts, claimed: Quantity) -> bool:
    if guarantee.lifetime:
        return True
    if guarantee.term is None:
        return False
    asked = convert(claimed.high, claimed.unit, guarantee.term.unit)
    return asked is not None and asked <= guarantee.term.high


def _terms(guarantee: GuaranteeFacts) -> str:
    if guarantee.lifetime:
        return guarantee.lifetime
    return figure(guarantee.term) if guarantee.term else "no term"


CHECKS = {"AB001": guarantee_unbacked}
