"""Can it be had? Stock, dates and scope against what is on file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from claimcheck.facts.model import Fact, StockFacts
from claimcheck.model import ClaimType, CueKind, Polarity, Severity, VerdictState
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.offers import first_of_kind, running, the_offers
from claimcheck.verification.plain import clock, day, figure, listed, number, span
from claimcheck.verification.stock import (
    ABSENT,
    Level,
    Pool,
    age_limit,
    arriving,
    availability,
    available_from,
    claims_presence,
    counted_at,
    level,
    pool,
)
from claimcheck.verification.surroundings import says

WORDS = {
    "in_stock": "in stock",
    "out_of_stock": "out of stock",
    "preorder": "on pre-order",
    "backorder": "on backorder",
    "discontinued": "discontinued",
}
WAITING = ("preorder", "backorder")


def stock_contradicted(case: Case) -> Iterator[Ruling]:
    """AV001: "in stock" while the status says otherwise or every unit is promised."""
    present = claims_presence(case.claim)
    held = pool(case)
    status, units = availability(case, held), level(case, held)
    if present is None or (status is None and units is None):
        return
    if not present:
        yield from _modest(status, units)
    elif status and status.value != "in_stock":
        yield case.broken(
            "AV001",
            _and_when(case, held, "status"),
            status,
            status=WORDS[status.value],
            date=_back(case, held),
        )
    elif units and units.free <= 0:
        yield case.broken(
            "AV001",
            _and_when(case, held, "owed"),
            *units.facts,
            units=number(units.units),
            allocated=number(units.allocated),
            date=_back(case, held),
        )
    else:
        yield _in_stock(held, status, units)


def _and_when(case: Case, held: Pool, sentence: str) -> str:
    return f"{sentence}_until" if _back(case, held) else sentence


def _back(case: Case, held: Pool) -> str:
    """When the next units can be had, in words; empty when nothing on file says so."""
    fact = available_from(case, held)
    if fact and fact.value > case.day:
        return day(fact.value)
    coming = arriving(case, held)
    return day(coming.arrives) if coming else ""


def _in_stock(held: Pool, status: Fact[str] | None, units: Level | None) -> Support:
    where = f" ({held.name})" if held.name else ""
    if units is None:
        return Support(f"on file as in stock{where}", (status,) if status else ())
    promised = f", {number(units.allocated)} allocated" if units.allocated else ""
    stated = (status,) if status else ()
    return Support(f"{number(units.units)} units on hand{promised}{where}", (*units.facts, *stated))


def _modest(status: Fact[str] | None, units: Level | None) -> Iterator[Ruling]:
    """The copy says it cannot be had: never an over-promise."""
    if status is not None:
        yield Support(f"on file as {WORDS[status.value]}", (status,))
    elif units is not None:
        yield Support(f"{number(units.free)} units free to sell", units.facts)


def stock_stale(case: Case) -> Iterator[Ruling]:
    """AV002: the count behind the words is older than it may be on the day they are read."""
    if case.claim.polarity is Polarity.NEGATED or claims_presence(case.claim) is False:
        return
    held = pool(case)
    known = counted_at(case, held)
    if known is None:
        return
    fact, counted = known
    limit = fact.block.max_age or age_limit(case, held)
    age = case.at - counted
    if age > limit and not _dated(case, counted.date()):
        yield case.broken(
            "AV002",
            "old",
            fact,
            verdict=VerdictState.STALE,
            severity=Severity.ERROR if age > 2 * limit else None,
            counted=clock(counted),
            age=span(age),
            limit=span(limit),
            moment=clock(case.at),
        )


def _dated(case: Case, counted: date) -> bool:
    """Whether the copy itself says on which day it was counted."""
    said = case.claim.date
    return said is not None and said.first == counted


def stock_not_held(case: Case) -> Iterator[Ruling]:
    """AV003: "in stock" for goods that somebody else holds or that are yet to be made."""
    if claims_presence(case.claim) is not True:
        return
    held = pool(case)
    holder = case.fact(held.stock.held_by) or case.fact(held.whole.held_by)
    if holder is None or holder.value == "us":
        return
    if says(case.words("AV003", holder.value), case.around.near(case.claim)):
        return
    yield case.broken("AV003", holder.value, holder)


def not_yet_available(case: Case) -> Iterator[Ruling]:
    """AV004: available now, or from a day, before the day on file; a wait without its date."""
    held = pool(case)
    status, start = availability(case, held), available_from(case, held)
    if case.claim.polarity is Polarity.NEGATED:
        return
    if claims_presence(case.claim) is True:
        if start and start.value > case.day:
            yield case.broken("AV004", "now", start, date=day(start.value))
    elif case.claim.sense in WAITING and case.claim.type == "availability.stock":
        if start and not _says_date(case, start.value):
            yield case.unqualified("AV004", "undated", start, date=day(start.value))
    elif case.claim.date and case.claim.sense not in (*ABSENT, "availability-ends"):
        yield from _named_day(case, held, status, start)


def _named_day(
    case: Case, held: Pool, status: Fact[str] | None, start: Fact[date] | None
) -> Iterator[Ruling]:
    """A day the copy names against the day on file: not before it."""
    said = case.claim.date
    coming = arriving(case, held)
    due = start.value if start else (coming.arrives if coming else None)
    facts = tuple(f for f in (start, status) if f)
    if said is None or due is None:
        if status and status.value == "in_stock":
            yield Support("on file as in stock already", facts)
        return
    if said.last < due:
        yield case.broken("AV004", "too_soon", *facts, date=day(due), said=day(said.last))
    else:
        yield Support(f"due on {day(due)}", facts)


def _says_date(case: Case, value: date) -> bool:
    near = case.around.near(case.claim)
    said = case.claim.date
    if said is not None and said.last >= value:
        return True
    return says((day(value), day(value).rsplit(" ", 1)[0]), near)


def availability_scope(case: Case) -> Iterator[Ruling]:
    """AV005: every variant, every store, while some have none."""
    stock, claim = case.product.stock, case.claim
    if claims_presence(claim) is False:
        yield from _elsewhere(case)
        return
    if claim.polarity is Polarity.NEGATED:
        return
    if claim.sense == "every-variant":
        yield from _every(case, stock.by_variant)
    elif claim.sense == "every-store" or _says_every_place(case):
        yield from _every(case, stock.by_location)
    elif _says_every(case) and (claims_presence(claim) or claim.type is ClaimType.SCOPE):
        yield from _every(case, {**stock.by_variant, **stock.by_location})


def _elsewhere(case: Case) -> Iterator[Ruling]:
    """ "Out of stock online, visit a shop": the shops must have it."""
    stock, near = case.product.stock, case.around.near(case.claim)
    parts = stock.by_location
    if not parts or not says(case.words("AV005", "elsewhere"), near):
        return
    without = {name: fact for name, part in parts.items() if (fact := _missing(case, part))}
    if len(without) == len(parts):
        yield case.broken("AV005", "elsewhere", *without.values(), without=listed(without))


def _says_every(case: Case) -> bool:
    return case.has(CueKind.ABSOLUTE) or says(case.words("AV005", "every"), case.claim.text)


def _says_every_place(case: Case) -> bool:
    """ "In stock online and in both our shops": in the claim's words, or in what follows up to a mark."""
    words = case.around.clause_from(case.claim) if claims_presence(case.claim) else case.claim.text
    every = case.has(CueKind.ABSOLUTE) or says(case.words("AV005", "every"), words)
    return every and says(case.words("AV005", "places"), words)


def _every(case: Case, parts: Mapping[str, StockFacts]) -> Iterator[Ruling]:
    names = {v.sku: v.called[0] for v in case.product.variants if v.called}
    without = {names.get(name, name): fact for name, part in parts.items() if (fact := _missing(case, part))}
    if without:
        yield case.broken("AV005", "not_all", *without.values(), without=listed(without))
    elif parts:
        yield Support(f"all {len(parts)} on file are in stock")


def _missing(case: Case, part: StockFacts) -> Fact[object] | None:
    """The fact that says that this part cannot be had; None when it can, or when nothing says so."""
    status, units = case.fact(part.availability), case.fact(part.units)
    if status and status.value != "in_stock":
        return status
    promised = case.fact(part.allocated)
    free = units.value.low - (promised.value.low if promised else Decimal(0)) if units else Decimal(1)
    return units if free <= 0 else None


def demand_exceeds_supply(case: Case) -> Iterator[Ruling]:
    """AV006: a priced promotion whose demand is above supply, or was never estimated; once a product."""
    claim = case.claim
    if claim.polarity is Polarity.NEGATED or not first_of_kind(case, ClaimType.DISCOUNT, ClaimType.PRICE):
        return
    offer = next((o for o in the_offers(case) if o.price and running(case, o)), None)
    supply = level(case, pool(case))
    if offer is None or supply is None or says(case.words("AV006", "limit"), case.around.near(claim)):
        return
    estimate = case.fact((offer.demand_estimate,)) if offer.demand_estimate else None
    coming = sum((i.units.low for i in case.product.stock.incoming if i.confirmed), Decimal(0))
    if estimate is None:
        yield case.unproven("AV006", "no_estimate", *supply.facts, offer=offer.id)
    elif estimate.value.low > supply.free + coming:
        yield case.unqualified(
            "AV006",
            "above_supply",
            estimate,
            *supply.facts,
            units=number(supply.free + coming),
            estimate=figure(estimate.value),
        )


CHECKS = {
    "AV001": stock_contradicted,
    "AV002": stock_stale,
    "AV003": stock_not_held,
    "AV004": not_yet_available,
    "AV005": availability_scope,
    "AV006": demand_exceeds_supply,
}
