"""The days on which feasts fall, and the arithmetic of years and months that copy leaves unsaid."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from claimcheck.facts.language import table

__all__ = ["easter", "feast", "in_month", "month_span", "upcoming"]

PAST_DAYS = 60  # a date without a year lies at most this far back, else it is next year's
_YEARS = range(1901, 2099)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def in_month(year: int, month: int, day: int) -> date | None:
    """The date, or None where the month has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def upcoming(month: int, day: int, on: date) -> date | None:
    """The date that a day without a year means on the day ``on``.

    The nearest that lies at most 60 days back, else the next; None for a day that no year has.
    """
    for year in range(on.year - 1, on.year + 9):
        found = in_month(year, month, day) if year in _YEARS else None
        if found and found >= on - timedelta(days=PAST_DAYS):
            return found
    return None


def feast(event: str, year: int) -> tuple[date, date]:
    """The first and last day on which the feast may fall in a year; equal but for Mother's Day."""
    rule = _rules()[event]
    if "on" in rule:
        month, day = map(int, rule["on"].split("-"))
        first = date(year, month, day)
    elif "easter" in rule:
        first = easter(year) + timedelta(days=int(rule["easter"]))
    else:
        first = _nth(rule["nth"], year)
    first += timedelta(days=int(rule.get("plus", 0)))
    last = _nth(rule["or"], year) if "or" in rule else first
    return min(first, last), max(first, last)


@cache
def _rules() -> dict[str, dict[str, str]]:
    return dict(table("calendar")["events"])


def _nth(rule: str, year: int) -> date:
    """ "4 thursday 11": the fourth Thursday of November."""
    count, weekday, month = rule.split()
    first = date(year, int(month), 1)
    ahead = (int(table("calendar")["weekdays"][weekday]) - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (int(count) - 1))
