"""How long things take: spans of days, working or calendar, compared as a buyer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from claimcheck.facts.units import convert
from claimcheck.model import Quantity

__all__ = ["Days", "Fit", "days_of", "fit"]

WORKING = "working"
CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Days:
    """From ``low`` to ``high`` days. ``basis`` is working, calendar, or empty when it is not said."""

    low: Decimal
    high: Decimal
    basis: str = ""

    def __add__(self, other: Days) -> Days:
        """One after the other; unlike bases are counted in calendar days."""
        if self.basis == other.basis or not other.high:
            return Days(self.low + other.low, self.high + other.high, self.basis)
        if not self.high:
            return Days(self.low + other.low, self.high + other.high, other.basis)
        first, second = self.calendar(), other.calendar()
        return Days(first.low + second.low, first.high + second.high, CALENDAR)

    def calendar(self) -> Days:
        """In calendar days; the longest is counted over the weekends that may fall in it."""
        if self.basis != WORKING:
            return self
        return Days(self.low, over_weekends(self.high), CALENDAR)


class Fit(StrEnum):
    """How a promise stands to what is on file."""

    KEPT = "kept"
    UNCLEAR = "unclear"  # kept only when the days are working days, which the copy does not say
    BROKEN = "broken"


def over_weekends(days: Decimal) -> Decimal:
    """The most calendar days that a number of working days can take, holidays apart.

    >>> over_weekends(Decimal(1)), over_weekends(Decimal(5)), over_weekends(Decimal(0))
    (Decimal('3'), Decimal('7'), Decimal('0'))
    """
    weekends = (days / 5).to_integral_value(ROUND_CEILING)
    return days + 2 * weekends


def days_of(quantity: Quantity | None) -> Days | None:
    """A duration in days; None for anything else. Hours stay a part of a day (24 hours is one)."""
    if quantity is None:
        return None
    low = convert(quantity.low, quantity.unit, "day")
    high = convert(quantity.high, quantity.unit, "day")
    if low is None or high is None:
        return None
    basis = quantity.basis or ("" if quantity.unit == "day" else CALENDAR)
    return Days(low, high, basis)


def fit(promise: Decimal, basis: str, fact: Decimal, fact_basis: str) -> Fit:
    """Whether a promise of so many days holds where the fact is so many."""
    if basis == WORKING and fact_basis != WORKING:
        return Fit.KEPT if over_weekends(promise) >= fact else Fit.BROKEN
    if basis == fact_basis or fact_basis != WORKING:
        return Fit.KEPT if promise >= fact else Fit.BROKEN
    if promise >= over_weekends(fact):
        return Fit.KEPT
    return Fit.UNCLEAR if not basis and promise >= fact else Fit.BROKEN
