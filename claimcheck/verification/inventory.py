"""How many are there, how fast do they go, do they run out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claimcheck.facts.model import Fact, MetricFacts
from claimcheck.model import Channel, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.metrics import measured_by, names_of, values_of
from claimcheck.verification.offers import running
from claimcheck.verification.plain import clock, day, figure, number, often
from claimcheck.verification.stock import (
    Level,
    Pool,
    arriving,
    availability,
    counted_at,
    days_of_cover,
    level,
    pool,
)
from claimcheck.verification.surroundings import says

SCARCE = frozenset({"low-stock", "selling-fast", "limited-quantity"})
MODEST = frozenset({"units-held", "units-sold"})
LAST = frozenset({"last-chance", "limited-run"})
FROM_PLENTY = 20  # figures up to here are counted one by one; larger round ones are rounded by people


def quantity_contradicted(case: Case) -> Iterator[Ruling]:
    """IN001: the number left, held, made or sold is not the number on file."""
    if case.claim.template_value or case.claim.polarity is Polarity.NEGATED:
        return
    if case.claim.sense != "plenty" and (counted := measured_by(case)) and _is_property(case, counted[0]):
        values = values_of(case, counted[0])
        yield Support(f"a property on file: {counted[0].key.replace('_', ' ')}", values.facts)
    elif case.claim.sense == "units-sold":
        yield from _against(case, case.fact(case.product.units_sold), "sold")
    elif case.claim.sense == "units-made":
        yield from _against(case, case.fact(case.product.stock.edition_size), "made")
    elif case.claim.sense == "plenty":
        yield from _plenty(case)
    else:
        yield from _units(case)


def _is_property(case: Case, metric: MetricFacts) -> bool:
    """ "Five seats" counts what the product has, not what the shelves hold: the claim names the property."""
    return says(names_of(metric), case.claim.text)


def _against(case: Case, fact: Fact[Quantity] | None, sentence: str) -> Iterator[Ruling]:
    claimed = case.claim.value
    if fact is None or claimed is None:
        return
    if _holds(case, claimed, (fact.value.low,)):
        yield Support(f"{figure(fact.value)} on file", (fact,))
    else:
        yield case.broken("IN001", sentence, fact, units=number(fact.value.low))


def _units(case: Case) -> Iterator[Ruling]:
    """ "Only 3 left" means what is free to sell, "400 in stock" what is free or what is on hand."""
    held, claimed = pool(case), case.claim.value
    found = level(case, held)
    if found is None or claimed is None:
        return
    counts = (found.free, found.units)
    if _holds(case, claimed, counts):
        yield Support(_counted(held, found), found.facts)
    else:
        yield case.broken(
            "IN001",
            "promised" if found.allocated else "counted",
            *found.facts,
            units=number(found.units),
            allocated=number(found.allocated),
            free=number(max(found.free, Decimal(0))),
            pool=f" ({held.name})" if held.name else "",
        )


def _counted(held: Pool, found: Level) -> str:
    promised = f", {number(found.allocated)} allocated" if found.allocated else ""
    where = f" ({held.name})" if held.name else ""
    return f"{number(found.units)} units on hand{promised}{where}"


def _holds(case: Case, claimed: Quantity, counts: tuple[Decimal, ...]) -> bool:
    """Whether any of the counts bears the figure out: exactly, or nearly for large figures."""
    return any(_fits(case, claimed, count) for count in counts)


def _fits(case: Case, claimed: Quantity, count: Decimal) -> bool:
    if claimed.op in (">", ">="):
        return count > claimed.low if claimed.op == ">" else count >= claimed.low
    if claimed.op in ("<", "<="):
        return count < claimed.high if claimed.op == "<" else count <= claimed.high
    share = case.settings.thresholds.quantity_tolerance / 100
    slack = count * share if claimed.op == "~" or claimed.high > FROM_PLENTY else Decimal(0)
    if claimed.low - slack <= count <= claimed.high + slack:
        return True
    few = says(case.words("IN001", "few"), case.claim.text)
    return (
        case.claim.sense in MODEST and count > claimed.high and not few
    )  # "400 held" of 412 says too little


def _plenty(case: Case) -> Iterator[Ruling]:
    held = pool(case)
    found = level(case, held)
    if found is None:
        return
    if found.free <= case.settings.thresholds.low_stock:
        yield case.broken("IN001", "few", *found.facts, free=number(max(found.free, Decimal(0))))
    else:
        yield Support(_counted(held, found), found.facts)


def scarcity_unfounded(case: Case) -> Iterator[Ruling]:
    """IN002: almost gone, selling fast, limited, while there is plenty."""
    claim = case.claim
    if claim.polarity is Polarity.NEGATED or not (claim.sense in SCARCE or claim.sense == "sold-out"):
        return
    held = pool(case)
    found, cover = level(case, held), days_of_cover(case, held)
    facts = (*(found.facts if found else ()), *((cover,) if cover else ()))
    if claim.sense == "sold-out":
        if found and found.free <= 0:
            yield Support(_counted(held, found), found.facts)
        elif (status := availability(case, held)) and status.value != "in_stock":
            yield Support(f"on file as {status.value.replace('_', ' ')}", (status,))
        return
    if not facts:
        return
    limits = case.settings.thresholds
    scarce = found is not None and found.free <= limits.low_stock
    brief = cover is not None and cover.value.high <= limits.low_stock_days_of_cover
    if scarce or brief:
        yield Support(_counted(held, found) if found and scarce else f"{figure(cover.value)} of cover", facts)  # type: ignore[union-attr]
    else:
        yield _plentiful(case, found, cover)


def _plentiful(case: Case, found: Level | None, cover: Fact[Quantity] | None) -> Ruling:
    """The finding, with whatever is known of units and of days of sales."""
    limits = case.settings.thresholds
    values: dict[str, Any] = {
        "free": number(found.free) if found else "",
        "cover": figure(cover.value) if cover else "",
        "low": number(limits.low_stock),
        "days": number(limits.low_stock_days_of_cover),
    }
    facts = (*(found.facts if found else ()), *((cover,) if cover else ()))
    sentence = "both" if found and cover else "units" if found else "cover"
    return case.broken("IN002", sentence, *facts, **values)


def quantity_will_age(case: Case) -> Iterator[Ruling]:
    """IN003: a hard-coded count that outlives its day: unrecallable, or live past its age."""
    claim, entry = case.claim, case.asset.entry
    if claim.sense not in ("units-left", "units-held") or claim.template_value or claim.value is None:
        return
    known = counted_at(case, pool(case))
    if known is None or _says_when(case):
        return
    fact, counted = known
    limit = fact.block.max_age or case.settings.max_age.stock
    if entry and entry.live_until and entry.live_until - counted > limit:
        yield case.unqualified("IN003", "live", fact, until=clock(entry.live_until), counted=day(counted))
    elif _unrecallable(case):
        yield case.unqualified("IN003", "sent", fact, counted=day(counted))


def _unrecallable(case: Case) -> bool:
    entry = case.asset.entry
    if entry and entry.recallable is not None:
        return not entry.recallable
    return case.asset.channel in (Channel.EMAIL, Channel.DIRECT_MAIL)


def _says_when(case: Case) -> bool:
    """Whether the copy gives the day of the count."""
    return case.claim.date is not None or says(case.words("IN003", "as_of"), case.around.beside(case.claim))


def demand_unfounded(case: Case) -> Iterator[Ruling]:
    """IN004: viewers, buyers, "in high demand" without a dated signal on file."""
    if case.claim.template_value or case.claim.polarity is Polarity.NEGATED:
        return
    signals = [s for s in case.product.demand_signals if _same_signal(case, s.says)]
    values = [fact for s in signals if s.value and (fact := case.fact((s.value,)))]
    claimed = case.claim.value
    if not signals:
        yield from _no_signal(case)
    elif claimed and values and not any(_holds(case, claimed, (fact.value.low,)) for fact in values):
        yield case.broken("IN004", "differs", *values, value=number(values[0].value.low))
    else:
        yield Support(f"on file: {signals[0].says}", tuple(values))


def _same_signal(case: Case, words: str) -> bool:
    return says((words,), case.around.sentence(case.claim)) or case.claim.value is not None


def _no_signal(case: Case) -> Iterator[Ruling]:
    sold = case.fact(case.product.units_sold)
    claimed = case.claim.value
    if sold and claimed and case.claim.sense in ("sold-recently", "best-seller"):
        if _holds(case, claimed, (sold.value.low,)):
            yield Support(f"{figure(sold.value)} sold on file", (sold,))
        else:
            yield case.broken("IN004", "differs", sold, value=number(sold.value.low))
        return
    yield case.unproven("IN004", "none")


def last_chance_contradicted(case: Case) -> Iterator[Ruling]:
    """IN005: "last chance", "never again", while more is on its way or the offer has run before."""
    if case.claim.sense not in LAST or case.claim.polarity is Polarity.NEGATED:
        return
    held = pool(case)
    coming = arriving(case, held)
    size = case.fact(held.whole.edition_size)
    if coming and not size:
        where = next((f for f in held.whole.units), None)
        yield case.broken(
            "IN005",
            "restock",
            *(f for f in (where,) if f),
            units=number(coming.units.low),
            date=day(coming.arrives),
        )
        return
    for offer in case.product.offers:
        if running(case, offer) and offer.history and offer.says:
            yield case.broken(
                "IN005", "rerun", offer.says, times=often(len(offer.history)), offer=offer.says.text
            )
            return
    if size:
        yield Support(f"an edition of {figure(size.value)}", (size,))


CHECKS = {
    "IN001": quantity_contradicted,
    "IN002": scarcity_unfounded,
    "IN003": quantity_will_age,
    "IN004": demand_unfounded,
    "IN005": last_chance_contradicted,
}
