"""Spans of days: compared as a buyer reads them, against a slow count over real weeks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts.quantities import parse_quantity
from claimcheck.verification.spans import Days, Fit, days_of, fit, over_weekends


@pytest.mark.parametrize(
    ("words", "low", "high", "basis"),
    [
        ("2-5 working days", 2, 5, "working"),
        ("24 hours", 1, 1, "calendar"),
        ("2 weeks", 14, 14, "calendar"),
        ("3 days", 3, 3, ""),
        ("0 working days", 0, 0, "working"),
        ("12-16 weeks", 84, 112, "calendar"),
    ],
)
def test_durations_in_days(words: str, low: int, high: int, basis: str) -> None:
    assert days_of(parse_quantity(words)) == Days(Decimal(low), Decimal(high), basis)


def test_what_is_no_duration_has_no_days() -> None:
    assert days_of(parse_quantity("300 lumens")) is None
    assert days_of(None) is None


@pytest.mark.parametrize(
    ("promise", "basis", "fact", "fact_basis", "expected"),
    [
        (5, "working", 5, "working", Fit.KEPT),
        (4, "working", 5, "working", Fit.BROKEN),
        (5, "", 5, "working", Fit.UNCLEAR),
        (7, "", 5, "working", Fit.KEPT),
        (4, "", 5, "working", Fit.BROKEN),
        (5, "calendar", 5, "working", Fit.BROKEN),
        (5, "working", 7, "calendar", Fit.KEPT),
        (5, "working", 8, "calendar", Fit.BROKEN),
        (3, "", 3, "", Fit.KEPT),
        (1, "calendar", 2, "", Fit.BROKEN),
    ],
)
def test_fit(promise: int, basis: str, fact: int, fact_basis: str, expected: Fit) -> None:
    assert fit(Decimal(promise), basis, Decimal(fact), fact_basis) is expected


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_no_start_takes_longer_than_over_weekends_says(count: int, start: date) -> None:
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    assert (day - start).days <= over_weekends(Decimal(count))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 40), st.integers(0, 40))
def test_spans_of_one_basis_add_up(first: int, second: int) -> None:
    one, other = (
        Days(Decimal(first), Decimal(first), "working"),
        Days(Decimal(second), Decimal(second), "working"),
    )
    assert (one + other).high == first + second


def test_unlike_bases_are_counted_in_calendar_days() -> None:
    total = Days(Decimal(84), Decimal(112), "calendar") + Days(Decimal(2), Decimal(5), "working")
    assert total == Days(Decimal(86), Decimal(119), "calendar")
    assert Days(Decimal(0), Decimal(0), "working") + Days(Decimal(3), Decimal(4), "") == Days(
        Decimal(3), Decimal(4), ""
    )
