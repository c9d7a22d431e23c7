"""When an order leaves and arrives: cut-off, handling, transit, working days and holidays.

An order placed up to the cut-off of a working day counts as that day's; any other counts as the next
working day's. Handling then runs in the days it is written in: working days pass over days off, other
days do not, and nothing leaves on a day off. A span of hours runs by the clock from the order. Transit
follows in the same way, but goods in calendar days arrive on any day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from claimcheck.config import Settings
from claimcheck.facts.calendar import ONE_DAY, WorkCalendar
from claimcheck.facts.model import DeliveryFacts, Fact
from claimcheck.facts.regions import Region, country_of_timezone
from claimcheck.facts.resolve import Ask, holds
from claimcheck.facts.units import convert
from claimcheck.model import Quantity

__all__ = [
    "ResolvedDelivery",
    "Window",
    "arrival",
    "dispatch_time",
    "last_order_day",
    "resolve_delivery",
    "transit_to",
    "work_calendar",
]

T = TypeVar("T")
ANYONE = Ask()
#: A longer span has no last day that could be promised.
LONGEST = 3650


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both included; ``latest`` is None when nothing bounds it."""

    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True)
class ResolvedDelivery:
    """The delivery facts that hold, ready for arithmetic. What is not on file is None."""

    zone: ZoneInfo
    calendar: WorkCalendar
    cutoff: time | None = None
    handling: Quantity | None = None
    lead_time: Quantity | None = None
    transit: Quantity | None = None


def resolve_delivery(
    facts: DeliveryFacts, settings: Settings, at: datetime, ask: Ask = ANYONE, place: str = ""
) -> ResolvedDelivery:
    """What holds at ``at`` for ``ask``; ``transit`` is the slowest of the ways to ``place``.

    Without a place it is the way to all the regions of ``ask``, else to wherever is served. Raises
    ValueError for a place that is not known.
    """

    def value(several: Sequence[Fact[T]]) -> T | None:
        return holds(several, at, ask).value

    ways = transit_to(facts, place or ", ".join(ask.regions), at, ask)
    zone = value(facts.timezone) or settings.timezone
    return ResolvedDelivery(
        zone=ZoneInfo(zone),
        calendar=work_calendar(facts, settings, at, ask),
        cutoff=value(facts.cutoff),
        handling=value(facts.handling),
        lead_time=value(facts.lead_time),
        transit=max((fact.value for fact in ways), key=_slowness, default=None),
    )


def work_calendar(facts: DeliveryFacts, settings: Settings, at: datetime, ask: Ask = ANYONE) -> WorkCalendar:
    """The product's own working days and holidays, else the settings', else the home country's."""
    days = holds(facts.working_days, at, ask).value or settings.working_days
    own = holds(facts.holidays, at, ask)
    if own.fact is not None:
        return WorkCalendar(
            frozenset(days), frozenset(own.fact.value), holds(facts.holidays_of, at, ask).value or ()
        )
    written = (
        settings.holidays or settings.holidays_of or settings.origins.get("holidays", "default") != "default"
    )
    if written:
        return WorkCalendar(frozenset(days), frozenset(settings.holidays), settings.holidays_of)
    home = settings.home or country_of_timezone(settings.timezone)
    return WorkCalendar(frozenset(days), frozenset(), (home,) if home else ())


def transit_to(
    facts: DeliveryFacts, place: str, at: datetime, ask: Ask = ANYONE
) -> tuple[Fact[Quantity], ...]:
    """The transit facts that hold for a place: the most specific region that contains it, else every
    region that shares a part with it. An empty place is anywhere: all of them."""
    world = ask.world
    ways = [(world.region(words), holds(several, at, ask).fact) for words, several in facts.transit.items()]
    known = [(region, fact) for region, fact in ways if fact is not None]
    if not place:
        return tuple(fact for _, fact in known)
    return _ways_to(world.region(place), known)


def _ways_to(wanted: Region, known: Sequence[tuple[Region, Fact[Quantity]]]) -> tuple[Fact[Quantity], ...]:
    around = [(len(region), number) for number, (region, _) in enumerate(known) if region.contains(wanted)]
    if around:
        return (known[min(around)[1]][1],)
    return tuple(fact for region, fact in known if region.overlaps(wanted))


# ---------------------------------------------------------------- arithmetic


def dispatch_time(order: datetime, delivery: ResolvedDelivery) -> Window:
    """The days on which an order placed at ``order`` (aware) leaves."""
    start, moment = _counts_from(order, delivery)
    window, begins = Window(start, start), [moment]
    for span in (delivery.lead_time, delivery.handling):
        if span is not None:
            window = _through(
                window, span, begins.pop() if begins else None, delivery.calendar, working_end=True
            )
    return window


def arrival(order: datetime, delivery: ResolvedDelivery) -> Window:
    """The days on which an order placed at ``order`` (aware) arrives."""
    leaves = dispatch_time(order, delivery)
    if delivery.transit is None:
        return leaves
    return _through(leaves, delivery.transit, None, delivery.calendar, working_end=False)


def last_order_day(arrive_by: date, delivery: ResolvedDelivery) -> date | None:
    """The last day on which an order, placed by the cut-off, surely arrives by ``arrive_by``.

    None when nothing bounds the way.
    """
    for back in range(LONGEST * 3):
        day = arrive_by - back * ONE_DAY
        latest = arrival(_in_time(day, delivery), delivery).latest
        if latest is None:
            return None
        if latest <= arrive_by and delivery.calendar.is_working(day):
            return day
    return None


def _in_time(day: date, delivery: ResolvedDelivery) -> datetime:
    """The last moment of a day that still counts as that day."""
    return datetime.combine(day, delivery.cutoff or time(23, 59), delivery.zone)


def _counts_from(order: datetime, delivery: ResolvedDelivery) -> tuple[date, datetime]:
    """The working day that an order counts as, and the moment from which its hours run."""
    local = order.astimezone(UTC).astimezone(delivery.zone)  # a time that the clock skips is the one after
    late = delivery.cutoff is not None and _minute(local) > delivery.cutoff
    day = delivery.calendar.on_or_after(local.date() + (ONE_DAY if late else timedelta(0)))
    if day == local.date():
        return day, local
    return day, datetime.combine(day, time(0), delivery.zone)


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _through(
    window: Window, span: Quantity, moment: datetime | None, calendar: WorkCalendar, *, working_end: bool
) -> Window:
    """The window after a span: its shortest from the earliest day, its longest from the latest."""
    low, high = _bounds(span)
    earliest = _after(window.earliest, low, span, moment, calendar, working_end)
    if high is None or window.latest is None:
        return Window(earliest, None)
    return Window(earliest, max(earliest, _after(window.latest, high, span, moment, calendar, working_end)))


def _bounds(span: Quantity) -> tuple[Decimal, Decimal | None]:
    """The shortest and the longest of a span, in its own unit: "up to 5 days" may be none at all."""
    low = Decimal(0) if span.op in ("<=", "<") else span.low
    high = None if span.op in (">=", ">") else span.high
    too_long = high is not None and _days(high, span.unit) > LONGEST
    return min(low, Decimal(LONGEST)), None if too_long else high


def _after(
    day: date,
    amount: Decimal,
    span: Quantity,
    moment: datetime | None,
    calendar: WorkCalendar,
    working_end: bool,
) -> date:
    """The day on which a span ends that begins on ``day`` (by the clock at ``moment``)."""
    if span.basis == "working":
        return calendar.add(day, math.ceil(_days(amount, span.unit)))
    seconds = convert(amount, span.unit, "second")
    if seconds is not None and seconds < 172_800 * 2 and span.unit in ("hour", "minute", "second"):
        ends = _by_clock(day, seconds, moment)
    else:
        ends = day + timedelta(days=math.ceil(_days(amount, span.unit)))
    return calendar.on_or_after(ends) if working_end else ends


def _by_clock(day: date, seconds: Decimal, moment: datetime | None) -> date:
    """The local day so many real seconds after the moment; without one, whole days after ``day``."""
    if moment is None:
        return day + timedelta(days=math.ceil(seconds / 86_400))
    end = moment.astimezone(UTC) + timedelta(seconds=float(seconds))
    return end.astimezone(moment.tzinfo).date()


def _days(amount: Decimal, unit: str) -> Decimal:
    days = convert(amount, unit, "day")
    if days is None:
        raise ValueError(f'"{unit}" is no span of time.')
    return days


def _slowness(span: Quantity) -> Decimal:
    return _days(span.high, span.unit)
