"""Dates and clock times are read with their exact value and place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts.dates import DateMatch, find_dates, find_times
from claimcheck.facts.feasts import easter, feast, upcoming

from .marked import Example, examples

ON = date(2026, 3, 3)  # a Tuesday
DATES = examples("dates.txt")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def meaning(match: DateMatch) -> str:
    value = match.value
    said = [str(value.first) if value.first == value.last else f"{value.first}..{value.last}", value.at]
    said += [WEEKDAYS[value.weekday] if value.weekday is not None else "", value.event]
    said += ["" if value.year_given else "year?", "ambiguous" if match.ambiguous else ""]
    return " ".join(part for part in said if part)


@pytest.mark.parametrize("example", DATES, ids=lambda example: example.text)
def test_date(example: Example) -> None:
    found = find_dates(example.text, ON)
    assert tuple(meaning(match) for match in found) == example.meant
    assert tuple((match.start, match.end) for match in found) == example.spans
    assert all(match.text == example.text[match.start : match.end] for match in found)


def test_month_first_where_asked() -> None:
    (match,) = find_dates("until 04/12/02", ON, us=True)
    assert (match.value.last, match.ambiguous) == (date(2002, 4, 12), True)
    (match,) = find_dates("until 31/12/2026", ON, us=True)
    assert (match.value.last, match.ambiguous) == (date(2026, 12, 31), False)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("by 7PM", [("7PM", "19:00", "")]),
        ("2 pm", [("2 pm", "14:00", "")]),
        ("2 p.m.", [("2 p.m.", "14:00", "")]),
        ("14:00", [("14:00", "14:00", "")]),
        ("7.30pm", [("7.30pm", "19:30", "")]),
        ("12am", [("12am", "00:00", "")]),
        ("12pm", [("12pm", "12:00", "")]),
        ("at noon", [("noon", "12:00", "")]),
        ("12 noon", [("12 noon", "12:00", "")]),
        ("by midnight", [("midnight", "23:59", "")]),
        ("11:59 pm UK time", [("11:59 pm UK time", "23:59", "uk time")]),
        ("5 o'clock", [("5 o'clock", "05:00", "")]),
        ("9am-5pm", [("9am", "09:00", ""), ("5pm", "17:00", "")]),
        ("08:00 GMT", [("08:00 GMT", "08:00", "gmt")]),
        ("midnight blue", []),
        ("16:9", []),
        ("25:00", []),
        ("13pm", []),
        ("10:75", []),
        ("1.5 pm", []),
        ("a 5 star day", []),
    ],
)
def test_times(text: str, times: list[tuple[str, str, str]]) -> None:
    found = find_times(text)
    assert [(match.text, match.value, match.zone) for match in found] == times
    assert all(text[match.start : match.end] == match.text for match in found)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_feasts() -> None:
    assert feast("black-friday", 2025) == (date(2025, 11, 28),) * 2
    assert feast("mothers-day", 2025) == (date(2025, 3, 30), date(2025, 5, 11))
    assert feast("labor-day", 2026) == (date(2026, 9, 7),) * 2


def test_a_feast_just_past_is_still_meant() -> None:
    (match,) = find_dates("before Christmas", date(2027, 1, 10))
    assert match.value.last == date(2026, 12, 25)
    (match,) = find_dates("before Christmas", date(2026, 12, 1))
    assert match.value.last == date(2026, 12, 25)


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
FORMS = st.sampled_from(
    [
        "{d} {month} {y}",
        "{month} {d}, {y}",
        "{d} {short}. {y}",
        "{d:02}/{m:02}/{y}",
        "{y}-{m:02}-{d:02}",
        "the {d}th of {month} {y}",
        "{wd}, {d} {month} {y}",
    ]
)


@given(DAYS, FORMS, DAYS)
@settings(deadline=None, max_examples=100)
def test_a_written_date_reads_back(day: date, form: str, on: date) -> None:
    month = MONTHS[day.month - 1]
    short = month[:3] if month not in ("May", "June", "July") else month
    written = form.format(d=day.day, m=day.month, y=day.year, month=month, short=short, wd="Friday")
    written = written.replace(f"{month}.", month) if short == month else written
    text = f"Yours until {written}, we say."
    (match,) = find_dates(text, on)
    assert (match.value.first, match.value.last, match.value.year_given) == (day, day, True)
    assert text[match.start : match.end] == written


@given(DAYS, DAYS)
@settings(deadline=None, max_examples=100)
def test_an_inferred_year_is_the_nearest(day: date, on: date) -> None:
    (match,) = find_dates(f"until {day.day} {MONTHS[day.month - 1]}", on)
    found = match.value.last
    assert (found.month, found.day) == (day.month, day.day)
    assert found >= on - timedelta(days=60)
    if (day.month, day.day) != (2, 29):
        assert found < on + timedelta(days=366 - 60 + 1)


def test_a_day_that_never_is() -> None:
    assert upcoming(2, 30, ON) is None
    assert upcoming(2, 29, ON) == date(2028, 2, 29)


@given(st.text(alphabet="0123456789 /-.,thMarchMayFridaytomorrow:pmnoon", max_size=50), DAYS)
@settings(deadline=None, max_examples=100)
def test_dates_never_overlap(text: str, on: date) -> None:
    end = 0
    for match in find_dates(text, on):
        assert end <= match.start < match.end <= len(text)
        assert match.value.first <= match.value.last
        end = match.end
