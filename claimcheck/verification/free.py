"""What is called free, and what it takes to get it."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.facts.model import OfferFacts
from claimcheck.model import Claim, Polarity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.offers import money_near, offers_of
from claimcheck.verification.plain import figure
from claimcheck.verification.surroundings import content_words, says, share_said


def free_with_conditions(case: Case) -> Iterator[Ruling]:
    """PR006: "free" with a cost or a condition that is not stated beside it."""
    if case.claim.polarity is Polarity.NEGATED:
        return
    if case.claim.sense == "free-delivery":
        yield from _free_delivery(case)
        return
    gifts = [
        offer
        for offer in offers_of(case)
        if offer.says and says(("free",), offer.says.value) and _same_gift(case.claim, offer)
    ]
    if not gifts:
        yield from _not_free(case)
        return
    offer = gifts[0]
    beside = case.around.near(case.claim)
    minimum = offer.minimum_order
    facts = tuple(f for f in (offer.says, offer.conditions, minimum) if f)
    if minimum and not money_near(minimum.value, beside):
        yield case.unqualified("PR006", "minimum", *facts, minimum=figure(minimum.value))
    elif offer.conditions and share_said(offer.conditions.value, beside) < 0.5:
        yield case.unqualified("PR006", "conditions", *facts, conditions=offer.conditions.value)
    else:
        yield Support(f"{offer.id}: {offer.says.text if offer.says else ''}", facts)


def _same_gift(claim: Claim, offer: OfferFacts) -> bool:
    """Whether the offer gives what the claim calls free: a word of the claim beyond "free" and "gift"."""
    words = [w for w in content_words(claim.text) if w not in ("free", "gift", "claim", "get")]
    said = offer.says.value if offer.says else ""
    return not words or any(says((word,), said) for word in words)


def _not_free(case: Case) -> Iterator[Ruling]:
    """The product itself is called free, and has a price."""
    price = case.fact(case.product.price.value)
    names = (case.product.name, *case.product.also_called)
    if price and price.value.high and says(names, case.claim.text):
        yield case.broken("PR006", "priced", price, price=figure(price.value))


def _free_delivery(case: Case) -> Iterator[Ruling]:
    charge, free = case.fact(case.delivery.charge), case.fact(case.delivery.free_over)
    if free:
        if money_near(free.value, case.around.near(case.claim)):
            yield Support(f"free over {figure(free.value)}", (free,))
        else:
            yield case.unqualified("PR006", "delivery_over", free, minimum=figure(free.value))
    elif charge and charge.value.high:
        yield case.broken("PR006", "delivery_charged", charge, charge=figure(charge.value))
    elif charge:
        yield Support("delivery costs nothing", (charge,))


CHECKS = {"PR006": free_with_conditions}
