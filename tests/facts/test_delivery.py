"""Dispatch and arrival against a slow model that walks day by day, hour by hour."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from claimcheck.config import Settings
from claimcheck.facts.calendar import WorkCalendar, public_holidays
from claimcheck.facts.delivery import (
    ResolvedDelivery,
    Window,
    arrival,
    dispatch_time,
    last_order_day,
    resolve_delivery,
    transit_to,
    work_calendar,
)
from claimcheck.facts.resolve import Ask
from claimcheck.model import Quantity

from .writing import product, settings

LONDON = ZoneInfo("Europe/London")
EASTER = WorkCalendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))


def days(
    low: int, high: int | None = None, basis: str = "working", unit: str = "day", op: str = "="
) -> Quantity:
    return Quantity(op, Decimal(low), Decimal(low if high is None else high), unit, basis)


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def way(
    handling: Quantity | None = None,
    transit: Quantity | None = None,
    cutoff: time | None = time(14),
    calendar: WorkCalendar = EASTER,
    zone: ZoneInfo = LONDON,
    lead_time: Quantity | None = None,
) -> ResolvedDelivery:
    return ResolvedDelivery(zone, calendar, cutoff, handling, lead_time, transit)


# ---------------------------------------------------------------- by hand


@pytest.mark.parametrize(
    ("order", "handling", "leaves"),
    [
        ("2026-03-02T13:59", days(0), "2026-03-02"),  # a Monday, before the cut-off
        ("2026-03-02T14:00", days(0), "2026-03-02"),  # at the cut-off
        ("2026-03-02T14:00:59", days(0), "2026-03-02"),  # in its minute
        ("2026-03-02T14:01", days(0), "2026-03-03"),  # after it
        ("2026-03-06T15:00", days(0), "2026-03-09"),  # Friday after the cut-off: Monday
        ("2026-03-07T09:00", days(0), "2026-03-09"),  # Saturday: Monday
        ("2026-04-02T15:00", days(0), "2026-04-07"),  # over Easter
        ("2026-03-02T09:00", days(1), "2026-03-03"),
        ("2026-03-06T09:00", days(1), "2026-03-09"),
        ("2026-04-02T09:00", days(2), "2026-04-08"),
        ("2026-03-06T09:00", days(1, basis="calendar"), "2026-03-09"),  # Saturday is no day to send
        ("2026-03-06T09:00", days(1, basis=""), "2026-03-09"),
        ("2026-03-02T09:00", days(24, basis="", unit="hour"), "2026-03-03"),
        ("2026-03-02T09:00", days(16, basis="", unit="hour"), "2026-03-03"),
        ("2026-03-02T09:00", days(14, basis="", unit="hour"), "2026-03-02"),
        ("2026-03-02T09:00", days(2, basis="", unit="week"), "2026-03-16"),
        ("2024-02-28T09:00", days(1), "2024-02-29"),  # leap day
        ("2024-02-29T09:00", days(1), "2024-03-01"),
    ],
)
def test_dispatch(order: str, handling: Quantity, leaves: str) -> None:
    window = dispatch_time(at(order), way(handling))
    assert window == Window(date.fromisoformat(leaves), date.fromisoformat(leaves))


@pytest.mark.parametrize(
    ("order", "leaves"),
    [
        (datetime(2026, 3, 2, 14, 30, tzinfo=UTC), "2026-03-03"),  # half past two in London: too late
        (datetime(2026, 7, 1, 13, 30, tzinfo=UTC), "2026-07-02"),  # half past two in British summer time
        (datetime(2026, 7, 1, 12, 59, tzinfo=UTC), "2026-07-01"),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), "2026-03-30"),  # already Monday, half past midnight
        (at("2026-03-02T09:30", ZoneInfo("America/New_York")), "2026-03-03"),
        (at("2026-03-03T00:30", ZoneInfo("Australia/Sydney")), "2026-03-02"),
    ],
)
def test_the_cut_off_is_in_its_own_zone(order: datetime, leaves: str) -> None:
    assert dispatch_time(order, way(days(0))).latest == date.fromisoformat(leaves)


def test_hours_are_real_hours_when_the_clocks_change() -> None:
    every_day = WorkCalendar(frozenset(range(7)))
    spring = way(days(24, basis="", unit="hour"), cutoff=None, calendar=every_day)
    assert dispatch_time(at("2026-03-28T23:30"), spring).latest == date(2026, 3, 30)  # an hour is missing
    assert dispatch_time(at("2026-10-24T23:30"), spring).latest == date(2026, 10, 25)  # an hour comes twice


def test_arrival_ranges() -> None:
    window = arrival(at("2026-03-02T09:00"), way(days(0), days(2, 5)))
    assert window == Window(date(2026, 3, 4), date(2026, 3, 9))
    assert arrival(at("2026-03-02T09:00"), way(days(1, 2), days(2, 5))) == Window(
        date(2026, 3, 5), date(2026, 3, 11)
    )


def test_up_to_and_at_least() -> None:
    assert arrival(at("2026-03-02T09:00"), way(days(0), days(3, op="<="))) == Window(
        date(2026, 3, 2), date(2026, 3, 5)
    )
    assert arrival(at("2026-03-02T09:00"), way(days(0), days(3, op=">="))) == Window(date(2026, 3, 5), None)


def test_goods_in_calendar_days_arrive_on_any_day() -> None:
    assert arrival(at("2026-03-05T09:00"), way(days(0), days(3, basis="calendar"))).latest == date(2026, 3, 8)


def test_lead_time_comes_before_handling() -> None:
    made = way(days(1), days(1), lead_time=days(2, basis="", unit="week"))
    assert dispatch_time(at("2026-03-02T09:00"), made).latest == date(2026, 3, 17)


def test_last_order_day_before_christmas() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
    assert last_order_day(date(2026, 12, 24), way(days(0), days(2, 5), calendar=calendar)) == date(
        2026, 12, 17
    )
    assert last_order_day(date(2026, 12, 24), way(days(70, 85), days(2, 5), calendar=calendar)) == date(
        2026, 8, 20
    )
    assert last_order_day(date(2026, 12, 24), way(days(0), days(2, op=">="), calendar=calendar)) is None


def test_an_order_at_a_time_that_the_clock_skips_counts_at_the_moment_it_is() -> None:
    new_york = ZoneInfo("America/New_York")
    skipped = datetime(2026, 3, 8, 2, 0, tzinfo=new_york)
    made = way(days(0), cutoff=time(2, 0), calendar=WorkCalendar(weekdays=frozenset(range(7))), zone=new_york)
    assert skipped.astimezone(UTC) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)  # three o'clock there
    assert dispatch_time(skipped, made) == dispatch_time(skipped.astimezone(UTC), made)
    assert dispatch_time(skipped, made).latest == date(2026, 3, 9)


def test_an_endless_span_is_bounded() -> None:
    endless = way(days(10**9), days(10**9))
    assert arrival(at("2026-03-02T09:00"), endless).latest is None


# ---------------------------------------------------------------- a slow model


def slow_working(day: date, calendar: WorkCalendar) -> bool:
    return day.weekday() in calendar.weekdays and day not in calendar.holidays


def slow_dispatch(
    order: datetime, zone: ZoneInfo, calendar: WorkCalendar, cutoff: time, handling: int
) -> date:
    """Walk minute by minute to the cut-off that the order makes, then day by day."""
    moment = order.astimezone(UTC)
    local = moment.astimezone(zone)
    day = local.date()
    if (local.hour, local.minute) > (cutoff.hour, cutoff.minute):
        day += timedelta(days=1)
    while not slow_working(day, calendar):
        day += timedelta(days=1)
    left = handling
    while left:
        day += timedelta(days=1)
        if slow_working(day, calendar):
            left -= 1
    return day


CALENDARS = st.builds(
    WorkCalendar,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    holidays=st.sets(st.dates(date(2024, 2, 20), date(2024, 4, 10)), max_size=15).map(frozenset),
)
ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"]
).map(ZoneInfo)
ORDERS = st.datetimes(datetime(2024, 2, 20), datetime(2024, 4, 10), timezones=ZONES)  # noqa: DTZ001 - zones follow
CUTOFFS = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@hypothesis_settings(deadline=None, max_examples=100)
@given(ORDERS, ZONES, CALENDARS, CUTOFFS, st.integers(0, 12))
def test_dispatch_against_the_slow_model(
    order: datetime, zone: ZoneInfo, calendar: WorkCalendar, cutoff: time, handling: int
) -> None:
    made = dispatch_time(order, way(days(handling), cutoff=cutoff, calendar=calendar, zone=zone))
    expected = slow_dispatch(order, zone, calendar, cutoff, handling)
    assert made == Window(expected, expected)


@hypothesis_settings(deadline=None, max_examples=100)
@given(
    ORDERS,
    CALENDARS,
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from(["working", ""]),
)
def test_arrival_against_the_slow_model(
    order: datetime, calendar: WorkCalendar, handling: int, low: int, more: int, basis: str
) -> None:
    made = arrival(order, way(days(handling), days(low, low + more, basis=basis), calendar=calendar))
    leaves = slow_dispatch(order, LONDON, calendar, time(14), handling)
    expected = []
    for count in (low, low + more):
        day = leaves
        left = count
        while left:
            day += timedelta(days=1)
            if basis == "" or slow_working(day, calendar):
                left -= 1
        expected.append(day)
    assert made == Window(expected[0], expected[1])


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.dates(date(2024, 3, 1), date(2024, 4, 10)), CALENDARS, st.integers(0, 6), st.integers(0, 6))
def test_the_last_order_day_is_the_last(
    arrive_by: date, calendar: WorkCalendar, handling: int, transit: int
) -> None:
    delivery = way(days(handling), days(transit), calendar=calendar)
    last = last_order_day(arrive_by, delivery)
    assert last is not None
    assert slow_working(last, calendar)
    in_time = [
        day
        for day in (last + timedelta(days=n) for n in range(60))
        if slow_working(day, calendar)
        and (latest := arrival(at(f"{day}T14:00"), delivery).latest)
        and latest <= arrive_by
    ]
    assert in_time == [last]


@hypothesis_settings(deadline=None, max_examples=60)
@given(ORDERS, st.integers(1, 96))
def test_hours_against_the_slow_model(order: datetime, hours: int) -> None:
    every_day = WorkCalendar(frozenset(range(7)))
    moment = order.astimezone(UTC)
    for _ in range(hours):
        moment += timedelta(hours=1)
    made = dispatch_time(order, way(days(hours, basis="", unit="hour"), cutoff=None, calendar=every_day))
    assert made.latest == moment.astimezone(LONDON).date()
    assert made.latest is not None
    assert (made.latest - order.astimezone(LONDON).date()).days in (
        math.floor(hours / 24),
        math.floor(hours / 24) + 1,
    )


# ---------------------------------------------------------------- from the facts

NOW = datetime(2026, 3, 3, 12, tzinfo=LONDON)


def test_resolve_delivery(tmp_path: Path) -> None:
    facts = product(
        tmp_path,
        """\
        delivery:
          handling: 1 working day
          cutoff: 14:00
          timezone: America/New_York
          working_days: [mon-sat]
          holidays: [2026-03-04]
          transit: {US: 3-5 working days, US contiguous: 2-4 working days, US-AK: 9 working days}
    """,
    ).delivery
    found = resolve_delivery(facts, settings(tmp_path), NOW, place="US-AK")
    assert (found.cutoff, found.zone.key, found.transit) == (time(14), "America/New_York", days(9))
    assert found.calendar == WorkCalendar(frozenset(range(6)), frozenset({date(2026, 3, 4)}))
    assert resolve_delivery(facts, settings(tmp_path), NOW, place="US-TX").transit == days(2, 4)
    assert resolve_delivery(facts, settings(tmp_path), NOW, place="USA").transit == days(3, 5)
    assert resolve_delivery(facts, settings(tmp_path), NOW, place="GB").transit is None
    assert resolve_delivery(facts, settings(tmp_path), NOW).transit == days(9)
    assert resolve_delivery(facts, settings(tmp_path), NOW, Ask(regions=("US-TX",))).transit == days(2, 4)


def test_a_place_across_several_ways_takes_all_of_them(tmp_path: Path) -> None:
    facts = product(
        tmp_path,
        """\
        delivery:
          transit: {GB mainland: 1 working day, "GB-NIR, GB islands": 3-5 working days, EU: 9 days}
    """,
    ).delivery
    assert [f.value for f in transit_to(facts, "UK", NOW, Ask())] == [days(1), days(3, 5)]
    assert [
        f.value for f in transit_to(facts, "Orkney, GB-NIR".replace("Orkney", "Scottish islands"), NOW, Ask())
    ] == [days(3, 5)]


def test_holidays_of_the_facts_then_the_settings_then_the_home_country(tmp_path: Path) -> None:
    own = product(tmp_path, "delivery: {holidays: [GB-SCT, 2026-03-05]}").delivery
    none = product(tmp_path, "delivery: {charge: 0 GBP}").delivery
    written = settings(tmp_path, holidays=(date(2026, 3, 4),))
    assert work_calendar(own, written, NOW) == WorkCalendar(
        holidays=frozenset({date(2026, 3, 5)}), places=("GB-SCT",)
    )
    assert work_calendar(none, written, NOW) == WorkCalendar(holidays=frozenset({date(2026, 3, 4)}))
    assert work_calendar(none, settings(tmp_path), NOW) == WorkCalendar(places=("GB",))
    assert work_calendar(none, settings(tmp_path, origins={"holidays": "f:1:1"}), NOW) == WorkCalendar()
    assert work_calendar(none, Settings(), NOW) == WorkCalendar()


def test_public_holidays() -> None:
    assert date(2026, 1, 2) in public_holidays("GB-SCT", 2026)
    assert date(2026, 1, 2) not in public_holidays("GB-ENG", 2026)
    assert WorkCalendar(places=("GB-SCT",)).on_or_after(date(2026, 1, 1)) == date(2026, 1, 5)
    with pytest.raises(ValueError, match='No public holidays are known for "XX"'):
        public_holidays("XX", 2026)


def test_a_year_without_working_days_ends() -> None:
    never = WorkCalendar(frozenset())
    assert never.on_or_after(date(2026, 1, 1)) == date(2026, 1, 1)
