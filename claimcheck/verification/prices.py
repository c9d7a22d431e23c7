"""Prices, savings and what is called free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from claimcheck.facts.model import Fact, OfferFacts
from claimcheck.facts.quantities import QuantityKind, QuantityMatch, find_quantities, kind_of
from claimcheck.model import Claim, ClaimType, DocumentCause, Polarity, Quantity, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling, Support
from claimcheck.verification.offers import (
    amount,
    first_of_kind,
    money_near,
    offers_of,
    running,
    saving_of,
    the_offers,
)
from claimcheck.verification.plain import figure, number
from claimcheck.verification.surroundings import says, share_said

REDUCED = ("percent-off", "amount-off", "up-to-percent-off")
LOOK_BACK = timedelta(days=30)  # Directive 98/6/EC, article 6a


def price_contradicted(case: Case) -> Iterator[Ruling]:
    """PR001: a price, a saving or a code that is not the one on file."""
    claim = case.claim
    if claim.polarity is Polarity.NEGATED or claim.template_value:
        return
    if claim.type is ClaimType.PRICE and claim.sense == "up-to-price" and claim.value:
        yield from _at_most(case, claim.value)
    elif claim.type is ClaimType.PRICE and claim.sense in ("price", "from-price") and claim.value:
        yield from _price(case, claim.value)
    elif claim.type is ClaimType.DISCOUNT and claim.sense == "code":
        yield from _code(case)
    elif claim.type is ClaimType.DISCOUNT:
        yield from _saving(case)


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


def _code(case: Case) -> Iterator[Ruling]:
    coded = [offer for offer in offers_of(case) if offer.code]
    right = [offer for offer in coded if says((offer.code.value,), case.around.sentence(case.claim))]  # type: ignore[union-attr]
    if right:
        yield Support(f"the code of {right[0].id}", (right[0].code,))  # type: ignore[arg-type]
    elif coded:
        yield case.broken("PR001", "code", coded[0].code, code=coded[0].code.value)  # type: ignore[union-attr,arg-type]


def _saving(case: Case) -> Iterator[Ruling]:
    """A saving may be smaller than the one on file, never greater."""
    claimed = _percent_off(case)
    if claimed is None:
        yield from _amount_off(case)
        return
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
    if claimed > best + Decimal("0.5"):
        yield case.broken("PR001", "saving", *((fact,) if fact else ()), saving=f"{number(round(best, 1))}%")
    else:
        yield Support(f"{offer.id}: {number(round(best, 1))}% off", (fact,) if fact else ())


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


def _amount_off(case: Case) -> Iterator[Ruling]:
    usual, claimed = case.fact(case.product.price.value), case.claim.value
    for offer in the_offers(case):
        if offer.says and says((offer.says.value,), case.around.beside(case.claim)):
            yield Support(f"{offer.id}: {offer.says.text}", (offer.says,))
            return
        if usual and offer.price and claimed and running(case, offer):
            saved = usual.value.high - offer.price.value.high
            if amount(claimed, usual.value.unit) == saved:
                yield Support(f"{offer.id}: {number(saved)} off", (usual, offer.price))
            elif (asked := amount(claimed, usual.value.unit)) is not None and asked > saved:
                yield case.broken("PR001", "saving", usual, offer.price, saving=number(saved))
            return
    if usual and claimed and not offers_of(case):
        falls = [run.value.high - usual.value.high for run in case.product.price.history]
        if falls and (asked := amount(claimed, usual.value.unit)) is not None and 0 < asked <= max(falls):
            yield Support("the price history bears it out", (usual,))


def reference_price_unsupported(case: Case) -> Iterator[Ruling]:
    """PR002: a "was" price that was not charged; under EU law above the lowest of the last 30 days."""
    claimed, history = case.claim.value, case.product.price.history
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
    if "EU" not in case.settings.jurisdictions:
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


def saving_arithmetic(case: DocumentCase) -> Iterator[DocumentCause]:
    """PR003: the percentage, the amount and the prices of one line do not add up."""
    for claim in case.asset.claims:
        if claim.sense not in ("percent-off", "amount-off") or claim.value is None or claim.template_value:
            continue
        sums = _sums_beside(case, claim)
        amounts = dict.fromkeys(m.quantity.high for m in sums if m.quantity)
        if len(amounts) != 2:
            continue
        problem = _adds_up(claim.value, max(amounts), min(amounts))
        if problem:
            ends = [m.end for m in sums] + [claim.prose_end]
            span = min([m.start for m in sums] + [claim.prose_start]), max(ends)
            cause = case.cause(
                "PR003",
                problem[0],
                VerdictState.CONTRADICTED,
                text=claim.text,
                was=number(max(amounts)),
                now=number(min(amounts)),
                real=problem[1],
            )
            yield case.found(cause, claim.segment, span)


def _adds_up(claimed: Quantity, was: Decimal, now: Decimal) -> tuple[str, str] | None:
    """Which sentence, and the right figure, when the prices give another saving; a point is rounding."""
    saved = was - now
    if claimed.unit == "percent":
        real = 100 * saved / was
        return ("percent", f"{number(round(real, 1))}%") if abs(claimed.high - real) >= 1 else None
    return ("amount", number(saved)) if abs(claimed.high - saved) >= Decimal("0.01") else None


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
    from claimcheck.verification.surroundings import content_words

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


CHECKS = {
    "PR001": price_contradicted,
    "PR002": reference_price_unsupported,
    "PR004": from_upto_coverage,
    "PR005": charges_omitted,
    "PR006": free_with_conditions,
}
DOCUMENT_CHECKS = {"PR003": saving_arithmetic}
