"""Where to: what the copy says it serves against what is left out, and what costs more."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.facts.model import Fact
from claimcheck.facts.regions import Region
from claimcheck.model import ClaimType, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.delivery import places
from claimcheck.verification.places import named, region, shown
from claimcheck.verification.plain import figure, listed
from claimcheck.verification.surroundings import says


def area_overstated(case: Case) -> Iterator[Ruling]:
    """DL004: a country, or everywhere, while parts of it are excluded or cost more."""
    if case.claim.type is ClaimType.FREE and case.claim.sense != "free-delivery":
        return  # returns, gifts and trials go nowhere
    if case.claim.polarity is Polarity.NEGATED or case.claim.sense == "not-delivered-to":
        yield from _not_delivered(case)
        return
    if case.claim.sense == "sold-in":
        yield from _sold_in(case)
        return
    claimed = _claimed_areas(case)
    left_out = tuple(_left_out(case, claimed))
    if left_out:
        facts = tuple(fact for fact in (case.fact(case.delivery.excluded),) if fact)
        yield case.broken("DL004", "excluded", *facts, areas=listed(map(shown, left_out)))
    elif dearer := _dearer(case, claimed):
        words, fact = dearer
        yield case.broken("DL004", "surcharged", fact, areas=shown(words), charge=figure(fact.value))
    else:
        yield from _served(case, claimed)


def _sold_in(case: Case) -> Iterator[Ruling]:
    """A shop or warehouse that the stock record names."""
    for name, part in case.product.stock.by_location.items():
        units = case.fact(part.units)
        if units and units.value.high > 0 and says((name,), case.around.sentence(case.claim)):
            yield Support(f"{figure(units.value)} at {name}", (units,))
            return


def _claimed_areas(case: Case) -> tuple[Region, ...]:
    if case.claim.sense == "delivers-everywhere":
        return places(case) or (case.world.region("worldwide"),)
    return places(case)


def _left_out(case: Case, claimed: tuple[Region, ...]) -> Iterator[str]:
    """Excluded places inside what the copy claims, unless the copy names them beside it."""
    excluded = case.fact(case.delivery.excluded)
    for place in excluded.value if excluded else ():
        area = region(place, case.world)
        if area is None or not any(claim.contains(area) for claim in claimed):
            continue
        named_itself = any(area.contains(claim) for claim in claimed)
        if named_itself or not _said_nearby(case, place, area):
            yield place


def _dearer(case: Case, claimed: tuple[Region, ...]) -> tuple[str, Fact[Quantity]] | None:
    """A surcharge inside what the copy calls free, unless the copy names the place beside it."""
    if not _says_free(case):
        return None
    for words, facts in case.delivery.surcharges.items():
        fact, area = case.fact(facts), region(words, case.world)
        if fact is None or area is None or _said_nearby(case, words, area):
            continue
        if not claimed or any(claim.overlaps(area) for claim in claimed):
            return words, fact
    return None


def _said_nearby(case: Case, words: str, area: Region) -> bool:
    """Whether the copy names the place itself, or a part of it, near the claim."""
    near = case.around.near(case.claim)
    return says((words,), near) or any(area.contains(place) for place in named(near, case.world))


def _says_free(case: Case) -> bool:
    return case.claim.type is ClaimType.FREE or says(("free",), case.around.sentence(case.claim))


def _served(case: Case, claimed: tuple[Region, ...]) -> Iterator[Ruling]:
    """The places are on file as served."""
    for words, facts in case.delivery.transit.items():
        area, fact = region(words, case.world), case.fact(facts)
        if area and fact and any(area.overlaps(claim) for claim in claimed):
            yield Support(f"delivery to {shown(words)} is on file", (fact,))
            return


def _not_delivered(case: Case) -> Iterator[Ruling]:
    excluded = case.fact(case.delivery.excluded)
    if excluded and excluded.value:
        yield Support(f"excluded on file: {listed(excluded.value)}", (excluded,))
    elif excluded:
        yield Support("no place is excluded on file, and the copy promises less", (excluded,))


CHECKS = {"DL004": area_overstated}
