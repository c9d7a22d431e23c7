"""Savings: percent off, money off, codes, and whether a line adds up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.facts.model import Fact, OfferFacts
from claimcheck.facts.quantities import QuantityKind, QuantityMatch, kind_of
from claimcheck.model import Claim, DocumentCause, Quantity, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling, Support
from claimcheck.verification.offers import amount, offers_of, running, saving_of, the_offers
from claimcheck.verification.plain import figure, number
from claimcheck.verification.reading import find_quantities
from claimcheck.verification.surroundings import says, share_said

__all__ = ["CHECKS", "DOCUMENT_CHECKS", "saving_rulings"]


def saving_rulings(case: Case) -> Iterator[Ruling]:
    """A saving may be smaller than the one on file, never greater."""
    claimed = _percent_off(case)
    if case.claim.sense == "code":
        yield from _code(case)
    elif claimed is not None:
        yield from _percent(case, claimed)
    elif case.claim.sense == "amount-off" and case.claim.value is not None:
        yield from _amount(case, case.claim.value)
    else:
        yield from _in_words(case)


def _in_words(case: Case) -> Iterator[Ruling]:
    """ "Two for one", "six for 20 pounds": an offer that says the same."""
    for offer in offers_of(case):
        if (
            offer.says
            and running(case, offer)
            and share_said(offer.says.value, case.around.sentence(case.claim)) >= 0.6
        ):
            yield Support(f"{offer.id}: {offer.says.text}", (offer.says,))
            return


def _percent(case: Case, claimed: Decimal) -> Iterator[Ruling]:
    known = [
        (saving, offer)
        for offer in the_offers(case)
        if running(case, offer) and (saving := saving_of(case, offer)) is not None
    ]
    if not known:
        yield from _since_last_price(case, claimed)
        return
    best, offer = max(known, key=lambda pair: pair[0])
    fact = offer.says or offer.price
    facts = (fact,) if fact else ()
    if claimed > best + Decimal("0.5"):
        yield case.broken("PR001", "saving", *facts, saving=f"{number(round(best, 1))}%")
    else:
        yield Support(f"{offer.id}: {number(round(best, 1))}% off", facts)


def _amount(case: Case, claimed: Quantity) -> Iterator[Ruling]:
    usual = case.fact(case.product.price.value)
    asked = amount(claimed, usual.value.unit) if usual else None
    if usual is None or asked is None:
        yield from _in_words(case)
        return
    falls = [
        (usual.value.high - offer.price.value.high, offer.price)
        for offer in the_offers(case)
        if offer.price and running(case, offer)
    ]
    earlier = [run.value.high - usual.value.high for run in case.product.price.history]
    saved = max([fall for fall, _ in falls] + earlier, default=None)
    facts: tuple[Fact[object], ...] = (usual, *(fact for _, fact in falls))
    if saved is None:
        yield from _in_words(case)
    elif asked <= saved:
        yield Support(f"{number(saved)} less on file", facts)
    elif saved <= 0:
        yield case.broken("PR001", "no_saving", *facts, price=figure(usual.value))
    else:
        yield case.broken(
            "PR001", "saving", *facts, saving=figure(Quantity("=", saved, saved, usual.value.unit))
        )


def _percent_off(case: Case) -> Decimal | None:
    """The saving claimed in percent; "half price" is 50."""
    value = case.claim.value
    if value is not None and value.unit == "percent":
        return value.high
    return Decimal(50) if says(case.words("PR001", "half"), case.claim.text) else None


def _since_last_price(case: Case, claimed: Decimal) -> Iterator[Ruling]:
    """Without an offer: the saving against the highest price in the history."""
    usual = case.fact(case.product.price.value)
    earlier = [
        run.value.high for run in case.product.price.history if usual and run.value.unit == usual.value.unit
    ]
    if usual is None or not earlier:
        return
    if max(earlier) <= usual.value.high:
        yield case.broken("PR001", "no_saving", usual, price=figure(usual.value))
        return
    best = 100 * (1 - usual.value.high / max(earlier))
    if claimed > best + 1:
        yield case.broken("PR001", "saving", usual, saving=f"{number(round(best, 1))}%")
    else:
        yield Support(f"{number(round(best, 1))}% below the earlier price", (usual,))


def _code(case: Case) -> Iterator[Ruling]:
    coded = [offer for offer in offers_of(case) if offer.code]
    right = [offer for offer in coded if says((offer.code.value,), case.around.sentence(case.claim))]  # type: ignore[union-attr]
    if right:
        yield Support(f"the code of {right[0].id}", (right[0].code,))  # type: ignore[arg-type]
    elif coded:
        yield case.broken("PR001", "code", coded[0].code, code=coded[0].code.value)  # type: ignore[union-attr,arg-type]


def saving_arithmetic(case: DocumentCase) -> Iterator[DocumentCause]:
    """PR003: the percentage, the amount and the prices of one line do not add up."""
    for claim in case.asset.claims:
        if claim.sense not in ("percent-off", "amount-off") or claim.value is None or claim.template_value:
            continue
        sums = _sums_beside(case, claim)
        amounts = dict.fromkeys(m.quantity.high for m in sums if m.quantity)
        if len(amounts) != 2:
            continue
        problem = _adds_up(claim.value, max(amounts), min(amounts), sums)
        if problem:
            ends = [m.end for m in sums] + [claim.prose_end]
            span = min([m.start for m in sums] + [claim.prose_start]), max(ends)
            cause = case.cause(
                "PR003",
                problem[0],
                VerdictState.CONTRADICTED,
                text=claim.text,
                was=_sum(max(amounts), sums),
                now=_sum(min(amounts), sums),
                real=problem[1],
            )
            yield case.found(cause, claim.segment, span)


def _sum(value: Decimal, sums: list[QuantityMatch]) -> str:
    """An amount in the money of the sums beside it."""
    unit = next((m.quantity.unit for m in sums if m.quantity), "")
    return figure(Quantity("=", value, value, unit)) if unit else number(value)


def _adds_up(
    claimed: Quantity, was: Decimal, now: Decimal, sums: list[QuantityMatch]
) -> tuple[str, str] | None:
    """Which sentence, and the right figure, when the prices give another saving; a point is rounding."""
    saved = was - now
    if claimed.unit == "percent":
        real = 100 * saved / was
        return ("percent", f"{number(round(real, 1))}%") if abs(claimed.high - real) >= 1 else None
    return ("amount", _sum(saved, sums)) if abs(claimed.high - saved) >= Decimal("0.01") else None


def _sums_beside(case: DocumentCase, claim: Claim) -> list[QuantityMatch]:
    """The sums of the claim's own line beside the saving itself, "was" and "now"."""
    text = case.asset.document.segments[claim.segment].text
    return [
        m
        for m in find_quantities(text)
        if m.quantity
        and kind_of(m.quantity.unit) is QuantityKind.MONEY
        and not claim.prose_start <= m.start < claim.prose_end
    ]


def from_upto_coverage(case: Case) -> Iterator[Ruling]:
    """PR004: "from" or "up to" where hardly anything is to be had at that price."""
    if case.claim.sense not in ("from-price", "up-to-percent-off"):
        return
    limit = case.settings.thresholds.from_upto_coverage
    for offer in the_offers(case):
        share = case.fact((offer.coverage,)) if offer.coverage else None
        if share is None or not _at_this_price(case, offer):
            continue
        if share.value.high < limit and not _share_said(case, share.value):
            yield case.unqualified("PR004", "few", share, share=figure(share.value), limit=f"{limit}%")
        else:
            yield Support(f"{figure(share.value)} at this price", (share,))


def _at_this_price(case: Case, offer: OfferFacts) -> bool:
    claimed = case.claim.value
    if claimed is None or offer.price is None or claimed.unit == "percent":
        return True
    return amount(claimed, offer.price.value.unit) == offer.price.value.high


def _share_said(case: Case, share: Quantity) -> bool:
    return says((figure(share),), case.around.beside(case.claim))


CHECKS = {"PR004": from_upto_coverage}
DOCUMENT_CHECKS = {"PR003": saving_arithmetic}
