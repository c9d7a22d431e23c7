"""Which stock a claim speaks of, and how much of it is free to sell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from claimcheck.facts.model import Fact, Incoming, StockFacts
from claimcheck.model import Claim, Modality, Polarity, Quantity
from claimcheck.verification.case import Case
from claimcheck.verification.surroundings import says

__all__ = [
    "Level",
    "Pool",
    "age_limit",
    "arriving",
    "availability",
    "available_from",
    "claims_presence",
    "counted_at",
    "days_of_cover",
    "level",
    "pool",
]

PRESENT = frozenset({"in-stock", "available-now", "ready-to-ship", "back-in-stock"})
ABSENT = frozenset({"out-of-stock", "discontinued", "backorder", "preorder", "made-to-order"})


@dataclass(frozen=True, slots=True)
class Pool:
    """The stock that a claim speaks of: a variant's, a place's, a channel's, or the whole."""

    name: str  # words for messages, empty for the whole
    stock: StockFacts
    whole: StockFacts

    @property
    def is_part(self) -> bool:
        return self.stock is not self.whole


@dataclass(frozen=True, slots=True)
class Level:
    """Units on hand and already promised, with the facts that say so."""

    units: Decimal
    allocated: Decimal
    facts: tuple[Fact[object], ...]

    @property
    def free(self) -> Decimal:
        return self.units - self.allocated


def claims_presence(claim: Claim) -> bool | None:
    """True for "it can be had now", False for "it cannot", None for neither: a hope, or a day to come."""
    if claim.sense in PRESENT and claim.polarity is Polarity.AFFIRMED:
        return None if claim.modality in (Modality.AIM, Modality.HEDGED) or claim.date else True
    return False if claim.sense in PRESENT | ABSENT else None


def pool(case: Case) -> Pool:
    """The most specific stock that the words name: variant, then place, then channel, then region."""
    whole = case.product.stock
    if part := whole.by_variant.get(case.claim.variant):
        return Pool(_variant_name(case), part, whole)
    sentence = case.around.sentence(case.claim)
    for name, part in whole.by_location.items():
        if says((name,), sentence):
            return Pool(name, part, whole)
    return _scoped(case, whole) or Pool("", whole, whole)


def _scoped(case: Case, whole: StockFacts) -> Pool | None:
    if part := whole.by_channel.get(case.asset.channel.value):
        return Pool(case.asset.channel.value, part, whole)
    for region in case.regions:
        if part := whole.by_region.get(region):
            return Pool(region, part, whole)
    return None


def _variant_name(case: Case) -> str:
    variant = next((v for v in case.product.variants if v.sku == case.claim.variant), None)
    return variant.called[0] if variant and variant.called else case.claim.variant


def availability(case: Case, held: Pool) -> Fact[str] | None:
    """The availability on file for the pool, else for the whole."""
    return case.fact(held.stock.availability) or case.fact(held.whole.availability)


def available_from(case: Case, held: Pool) -> Fact[date] | None:
    return case.fact(held.stock.available_from) or (
        None if held.is_part else case.fact(held.whole.available_from)
    )


def level(case: Case, held: Pool) -> Level | None:
    """Units and what is promised of them. A part's count is never borrowed from the whole."""
    units = case.fact(held.stock.units)
    if units is None:
        return None
    promised = case.fact(held.stock.allocated)
    facts = (units, promised) if promised else (units,)
    return Level(units.value.low, promised.value.low if promised else Decimal(0), facts)


def arriving(case: Case, held: Pool) -> Incoming | None:
    """The next confirmed delivery from a supplier after the day of judgement."""
    coming = [
        i
        for i in held.whole.incoming
        if i.confirmed
        and i.arrives > case.day
        and (not i.sku or not case.claim.variant or i.sku == case.claim.variant)
    ]
    return min(coming, key=lambda i: i.arrives, default=None)


def counted_at(case: Case, held: Pool) -> tuple[Fact[object], datetime] | None:
    """The fact that a claim about stock rests on and when it was last known true; None when undated."""
    for facts in (held.stock.units, held.stock.availability, held.whole.availability, held.whole.units):
        fact = case.fact(facts)
        stamp = held.stock.as_of or held.whole.as_of
        moment = (fact.block.as_of if fact else None) or (stamp.value if stamp else None)
        if fact and moment:
            return fact, moment
    return None


def age_limit(case: Case, held: Pool) -> timedelta:
    stamp = held.stock.as_of or held.whole.as_of
    return (stamp.block.max_age if stamp else None) or case.settings.max_age.stock


def days_of_cover(case: Case, held: Pool) -> Fact[Quantity] | None:
    return case.fact(held.stock.days_of_cover) or case.fact(held.whole.days_of_cover)
