"""Prices, reference prices and what comes on top of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from claimcheck.facts.model import Fact
from claimcheck.model import ClaimType, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.offers import amount, first_of_kind, offers_of, running
from claimcheck.verification.plain import figure
from claimcheck.verification.savings import from_raised_price, saving_rulings
from claimcheck.verification.surroundings import says

LOOK_BACK = timedelta(days=30)  # Directive 98/6/EC, article 6a


def price_contradicted(case: Case) -> Iterator[Ruling]:
    """PR001: a price, a saving or a code that is not the one on file."""
    claim = case.claim
    if claim.polarity is Polarity.NEGATED or claim.template_value:
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
    if same:
        yield Support(f"{figure(same[0].value)} on file", (same[0],))
        return
    facts = [fact for fact in (*running_at, usual) if fact and _sum(claimed, fact) is not None]
    lowest = min((fact.value.high for fact in facts), default=None)
    if lowest is None or (case.claim.sense == "from-price" and claimed.high >= lowest):
        return
    yield case.broken("PR001", "price", *facts, price=figure(facts[0].value))


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


def reference_price_unsupported(case: Case) -> Iterator[Ruling]:
    """PR002: a "was" price that was not charged; under EU law above the lowest of the last 30 days."""
    claimed, history = case.claim.value, case.product.price.history
    if case.claim.type is ClaimType.DISCOUNT:
        yield from from_raised_price(case)
    if case.claim.sense != "was-price" or claimed is None:
        return
    usual = case.fact(case.product.price.value)
    charged = [fact for fact in (usual,) if fact and _offer_prices(case)]
    values = [run.value for run in history] + [fact.value for fact in charged]
    facts = (usual,) if usual else ()
    if not values:
        if usual:
            yield case.unproven("PR002", "no_history", usual)
    elif not any(amount(claimed, value.unit) == value.high for value in values):
        highest = max(values, key=lambda value: value.high)
        yield case.broken("PR002", "never", *facts, highest=figure(highest))
    elif lowest := _lowest_lately(case, claimed):
        yield case.broken("PR002", "lowest", *facts, lowest=figure(lowest))
    else:
        yield Support(f"{figure(claimed)} is in the price history", facts)


def _lowest_lately(case: Case, claimed: Quantity) -> Quantity | None:
    """In the EU: a price of the 30 days before the reduction that was lower than the one claimed."""
    if not case.in_union:
        return None
    history = case.product.price.history
    current = next((run for run in history if run.through is None or run.through >= case.day), None)
    begins = current.first if current else case.day
    lately = [
        run.value
        for run in history
        if run is not current
        and run.first < begins
        and (run.through is None or run.through >= begins - LOOK_BACK)
    ]
    lowest = min(lately, key=lambda value: value.high, default=None)
    asked = amount(claimed, lowest.unit) if lowest else None
    return lowest if lowest and asked is not None and asked > lowest.high else None


def charges_omitted(case: Case) -> Iterator[Ruling]:
    """PR005: a price without a charge that nobody can avoid; once a product and document."""
    claimed = case.claim.value
    if case.claim.sense not in ("price", "from-price") or claimed is None:
        return
    if not first_of_kind(case, ClaimType.PRICE):
        return
    whole = case.around.whole()
    charge, free = case.fact(case.delivery.charge), case.fact(case.delivery.free_over)
    if (
        charge
        and charge.value.high
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
    "PR002": reference_price_unsupported,
    "PR005": charges_omitted,
}
