"""Working days: which days count, and counting them.

Public holidays come from the facts or the settings; only where neither says anything are they taken
from the ``holidays`` package (imported when first needed), for the home country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

__all__ = ["MONDAY_TO_FRIDAY", "WorkCalendar", "public_holidays"]

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
ONE_DAY = timedelta(days=1)


@cache
def public_holidays(place: str, year: int) -> frozenset[date]:
    """The public holidays of a country or subdivision ("GB", "GB-SCT", "US-CA") in a year.

    Raises ValueError for a place that the ``holidays`` package does not know.
    """
    import holidays

    country, _, subdivision = place.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=[year])
    except NotImplementedError:
        raise ValueError(f'No public holidays are known for "{place}"; write the dates.') from None
    return frozenset(day for day in found if day.year == year)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days on which orders leave. ``weekdays``: 0 is Monday. ``places``: whose holidays are kept."""

    weekdays: frozenset[int] = frozenset(MONDAY_TO_FRIDAY)
    holidays: frozenset[date] = frozenset()
    places: tuple[str, ...] = ()

    def is_working(self, day: date) -> bool:
        if day.weekday() not in self.weekdays or day in self.holidays:
            return False
        return not any(day in public_holidays(place, day.year) for place in self.places)

    def on_or_after(self, day: date) -> date:
        """The first working day from ``day`` on; ``day`` itself when a year holds none."""
        for step in range(367):
            if self.is_working(day + step * ONE_DAY):
                return day + step * ONE_DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after ``day``; ``day`` itself for 0."""
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day
