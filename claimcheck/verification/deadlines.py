"""When offers end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from claimcheck.facts.dates import find_dates
from claimcheck.facts.model import Fact, OfferFacts
from claimcheck.facts.units import convert
from claimcheck.model import ClaimType, Polarity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.offers import amount, ends, the_offers
from claimcheck.verification.plain import WEEKDAYS, clock, day, ordinal
from claimcheck.verification.surroundings import says

UNDATED = frozenset({"ends-soon", "limited-time", "time-left", "ends-today"})
BACK_TO_BACK = timedelta(days=8)


def deadline_contradicted(case: Case) -> Iterator[Ruling]:
    """UR001: the end that the copy gives is not the recorded one, or its weekday does not fit its date."""
    said = case.claim.date
    if (
        said
        and said.weekday is not None
        and said.year_given
        and said.first == said.last
        and said.last.weekday() != said.weekday
    ):
        yield case.broken(
            "UR001",
            "weekday",
            named=WEEKDAYS[said.weekday],
            date=day(said.last),
            real=WEEKDAYS[said.last.weekday()],
        )
        return
    claimed = _claimed_end(case)
    known = [(end, offer) for offer in the_offers(case) if (end := ends(case, offer)) and offer.valid_through]
    if claimed is None or not known:
        return
    right = [offer for end, offer in known if abs((end.date() - claimed).days) <= _slack(case)]
    facts: tuple[Fact[object], ...] = tuple(offer.valid_through for _, offer in known if offer.valid_through)
    if right:
        yield Support(f"{right[0].id} ends then", tuple(f for f in (right[0].valid_through,) if f))
    elif any(end >= case.at for end, _ in known):
        end = min((end for end, _ in known if end >= case.at))
        when = "" if day(claimed) in case.claim.text else f" ({day(claimed)})"
        yield case.broken("UR001", "differs", *facts, end=clock(end), when=when)


def _claimed_end(case: Case) -> date | None:
    """The last day on which the offer holds, as the copy says it."""
    claim = case.claim
    if _says_today(case):
        return case.day
    if claim.sense == "time-left" and claim.value:
        hours = convert(claim.value.high, claim.value.unit, "hour")
        return (case.at + timedelta(hours=float(hours))).date() if hours is not None else None
    return claim.date.last if claim.date else None


def _says_today(case: Case) -> bool:
    return case.claim.sense == "ends-today" or says(("today", "tonight"), case.claim.text)


def _slack(case: Case) -> int:
    """A countdown in hours is told to the day at best."""
    return 1 if case.claim.sense == "time-left" else 0


def expired_at_publish(case: Case) -> Iterator[Ruling]:
    """UR002: over already, or over while the asset is still to be seen."""
    claim, entry = case.claim, case.asset.entry
    if claim.date and claim.date.last < case.day and claim.type is ClaimType.DEADLINE:
        yield case.broken("UR002", "past", date=day(claim.date.last), moment=clock(case.at))
        return
    if case.subject is None:
        return
    known = [(end, offer) for offer in the_offers(case) if (end := ends(case, offer))]
    if claim.type is ClaimType.PRICE:
        known = [(end, offer) for end, offer in known if _is_price_of(case, offer)]
    if not known:
        return
    end, offer = max(known, key=lambda pair: pair[0])
    facts = tuple(f for f in (offer.valid_through,) if f)
    if end < case.at:
        yield case.broken("UR002", "expired", *facts, offer=offer.id, end=clock(end), moment=clock(case.at))
    elif entry and entry.live_until and entry.live_until > end and not _dated(case):
        yield case.broken("UR002", "outlives", *facts, end=clock(end), until=clock(entry.live_until))
    elif _says_today(case) and entry and entry.live_until and entry.live_until.date() > case.day:
        yield case.broken("UR002", "evergreen", *facts, until=clock(entry.live_until))


def _is_price_of(case: Case, offer: OfferFacts) -> bool:
    """Whether the claim is the offer's price and not the usual one, which stays when the offer ends."""
    claimed, usual = case.claim.value, case.fact(case.product.price.value)
    if claimed is None or offer.price is None or case.claim.polarity is Polarity.NEGATED:
        return False
    unit = offer.price.value.unit
    asked = amount(claimed, unit)
    return asked == offer.price.value.high and (usual is None or asked != amount(usual.value, unit))


def _dated(case: Case) -> bool:
    """Whether the copy tells the reader when the offer ends, so that an old page does not mislead."""
    return bool(find_dates(case.around.near(case.claim), case.day))


def deadline_undated(case: Case) -> Iterator[Ruling]:
    """UR003: "ends soon", "48 hours left", "today only" without a date."""
    open_ended = case.claim.sense in UNDATED and case.claim.date is None
    if (open_ended or _says_today(case)) and not _has_date(case):
        yield case.unqualified("UR003", "undated")


def _has_date(case: Case) -> bool:
    """Whether a day of the calendar stands beside the claim; "today" and weekdays are none."""
    text = case.around.beside(case.claim) + "\n" + case.around.noted(case.claim)
    return any(any(c.isdigit() for c in match.text) for match in find_dates(text, case.day))


def rolling_deadline(case: Case) -> Iterator[Ruling]:
    """UR004: the offer has run before, back to back, so its end is none."""
    for offer in the_offers(case):
        runs = _back_to_back(offer)
        if runs:
            facts = tuple(f for f in (offer.valid_from, offer.valid_through) if f)
            yield case.broken("UR004", "again", *facts, offer=offer.id, time=ordinal(runs + 1))
            return


def _back_to_back(offer: OfferFacts) -> int:
    """How many earlier runs lead up to this one without a real break."""
    starts: datetime | None = offer.valid_from.value if offer.valid_from else None
    count = 0
    for run in sorted(offer.history, key=lambda r: r.first, reverse=True):
        if starts is None or not timedelta(0) <= starts - run.through <= BACK_TO_BACK:
            break
        starts, count = run.first, count + 1
    return count


CHECKS = {
    "UR001": deadline_contradicted,
    "UR002": expired_at_publish,
    "UR003": deadline_undated,
    "UR004": rolling_deadline,
}
