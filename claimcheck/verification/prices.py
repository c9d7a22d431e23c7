"""Prices, and what comes on top of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.facts.model import Fact
from claimcheck.facts.quantities import QuantityKind, QuantityMatch, kind_of
from claimcheck.model import Claim, ClaimType, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.metrics import measured_by
from claimcheck.verification.offers import amount, first_of_kind, offers_of, running
from claimcheck.verification.plain import figure
from claimcheck.verification.reading import find_phrase, find_quantities
from claimcheck.verification.savings import saving_rulings
from claimcheck.verification.surroundings import says


def price_contradicted(case: Case) -> Iterator[Ruling]:
    """PR001: a price, a saving or a code that is not the one on file."""
    claim = case.claim
    if claim.polarity is Polarity.NEGATED or claim.template_value or measured_by(case):
        return
    if claim.type is ClaimType.DISCOUNT:
        yield from saving_rulings(case)
    elif claim.sense == "up-to-price" and claim.value:
        yield from _at_most(case, claim.value)
    elif claim.sense in ("price", "from-price") and claim.value:
        yield from _price(case, claim.value)


def _price(case: Case, claimed: Quantity) -> Iterator[Ruling]:
    usual, running_at = case.fact(case.product.price.value), _offer_prices(case)
    on_file = [fact for fact in (usual, *running_at, *_charges(case)) if fact]
    same = [fact for fact in on_file if _sum(claimed, fact) == fact.value.high]
    same = same or list(_with_surcharge(case, claimed))
    if same:
        yield Support(f"{figure(same[0].value)} on file", (same[0],))
        return
    if _is_postage(case):
        yield from _postage(case)
        return
    facts = [fact for fact in (*running_at, usual) if fact and _sum(claimed, fact) is not None]
    lowest = min((fact.value.high for fact in facts), default=None)
    if lowest is None or (case.claim.sense == "from-price" and claimed.high >= lowest):
        return
    yield case.broken("PR001", "price", *facts, price=figure(facts[0].value))


def _with_surcharge(case: Case, claimed: Quantity) -> Iterator[Fact[Quantity]]:
    """A surcharge on file that makes the claimed sum together with the usual charge."""
    charge = case.fact(case.delivery.charge)
    usual = amount(charge.value, claimed.unit) if charge else None
    for group in case.delivery.surcharges.values():
        extra = case.fact(group)
        more = amount(extra.value, claimed.unit) if extra else None
        if extra and usual is not None and more is not None and usual + more == claimed.high:
            yield extra


def _is_postage(case: Case) -> bool:
    """Whether the sum is what delivery costs: the nearest one to such a word, or under such a heading."""
    words, claim = case.words("PR001", "postage"), case.claim
    if says(words, claim.text):
        return True
    sums = [
        match
        for match in find_quantities(case.segment.text)
        if match.quantity and kind_of(match.quantity.unit) is QuantityKind.MONEY
    ]
    for word in words:
        for start, end in find_phrase(word, case.segment.text):
            if claim.sentence_start <= start < claim.sentence_end:
                return _is_nearest(claim, sums, start, end)
    return says(words, "\n".join((case.segment.header, *case.segment.section[-1:])))


def _is_nearest(claim: Claim, sums: Sequence[QuantityMatch], start: int, end: int) -> bool:
    """Whether no other sum stands nearer to the word than the claim's; at one distance the one before it."""

    def gap(first: int, last: int) -> tuple[int, bool]:
        return (start - last, False) if last <= start else (max(0, first - end), True)

    own = gap(claim.prose_start, claim.prose_end)
    others = (m for m in sums if m.end <= claim.prose_start or m.start >= claim.prose_end)
    return all(own <= gap(m.start, m.end) for m in others)


def _postage(case: Case) -> Iterator[Ruling]:
    """A charge for delivery that is none of those on file, nor two of them together."""
    charge = case.fact(case.delivery.charge)
    if charge:
        yield case.broken("PR001", "postage", charge, charge=figure(charge.value))


def _at_most(case: Case, claimed: Quantity) -> Iterator[Ruling]:
    """ "Under 100 pounds": the product's price, or an offer's, is not above it."""
    facts = [f for f in (case.fact(case.product.price.value), *_offer_prices(case)) if f]
    sums = [(asked, fact) for fact in facts if (asked := _sum(claimed, fact)) is not None]
    fitting = [fact for asked, fact in sums if fact.value.high <= asked]
    if fitting:
        yield Support(f"{figure(fitting[0].value)} on file", (fitting[0],))
    elif sums:
        yield case.broken("PR001", "price", sums[0][1], price=figure(sums[0][1].value))


def _sum(claimed: Quantity, fact: Fact[Quantity]) -> Decimal | None:
    return amount(claimed, fact.value.unit)


def _offer_prices(case: Case) -> tuple[Fact[Quantity], ...]:
    return tuple(offer.price for offer in offers_of(case) if offer.price and running(case, offer))


def _charges(case: Case) -> tuple[Fact[Quantity], ...]:
    """Other sums on file that copy may state: delivery, its threshold, surcharges, minimum orders."""
    delivery = case.delivery
    groups = (delivery.charge, delivery.free_over, *delivery.surcharges.values())
    minimum = tuple(offer.minimum_order for offer in offers_of(case) if offer.minimum_order)
    return tuple(fact for group in groups if (fact := case.fact(group))) + minimum


def charges_omitted(case: Case) -> Iterator[Ruling]:
    """PR005: a price without a charge that nobody can avoid; once a product and document.

    What is paid by the month is not sent, so the charge for delivery does not belong to it.
    """
    claimed = case.claim.value
    if case.claim.sense not in ("price", "from-price") or claimed is None or measured_by(case):
        return
    if not first_of_kind(case, ClaimType.PRICE):
        return
    whole = case.around.whole()
    charge, free = case.fact(case.delivery.charge), case.fact(case.delivery.free_over)
    if (
        charge
        and charge.value.high
        and "/" not in claimed.unit
        and not (free and (sum_ := amount(claimed, free.value.unit)) is not None and sum_ >= free.value.high)
    ):
        if not says(case.words("PR005", "delivery"), whole):
            yield case.unqualified("PR005", "delivery", charge, charge=figure(charge.value))
        return
    for extra in case.product.charges:
        if extra.amount and not says((extra.name,), whole):
            yield case.unqualified("PR005", "charge", name=extra.name, charge=figure(extra.amount))
            return


CHECKS = {
    "PR001": price_contradicted,
    "PR005": charges_omitted,
}
