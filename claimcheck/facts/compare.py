"""Two quantities side by side, in one unit. Which of them may be larger is for the rules to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.facts.units import convert, get_unit, unit_names
from claimcheck.model import Quantity

__all__ = ["Comparison", "bounds", "canonical", "compare", "in_unit"]

_NOISE = Decimal("1e-18")  # what division may leave behind
_CALENDAR = Decimal("0.02")  # "3 months" and "90 days" are the same promise
_LONG = ("month", "year", "decade")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claimed quantity and the one on file, both in the unit of the one on file."""

    claimed: Quantity
    fact: Quantity
    tolerance: Decimal = _NOISE

    @property
    def low(self) -> int:
        """-1, 0 or 1: the claimed low end is below, at or above the low end on file."""
        return self._order(self.claimed.low, self.fact.low)

    @property
    def high(self) -> int:
        """-1, 0 or 1: the claimed high end is below, at or above the high end on file."""
        return self._order(self.claimed.high, self.fact.high)

    @property
    def equal(self) -> bool:
        """Whether both ends agree; the comparison words are not looked at."""
        return self.low == 0 and self.high == 0

    @property
    def ratio(self) -> Decimal | None:
        """The claimed high end over the high end on file; None when that is zero."""
        return self.claimed.high / self.fact.high if self.fact.high else None

    def _order(self, one: Decimal, other: Decimal) -> int:
        if abs(one - other) <= self.tolerance * max(abs(one), abs(other)):
            return 0
        return -1 if one < other else 1


def compare(claimed: Quantity, fact: Quantity) -> Comparison | None:
    """Both quantities in the fact's unit; None when they measure different things.

    Working days are not days: such a pair is None too, and is left to the delivery arithmetic.

    >>> nine, eight = Decimal(9), Decimal(8)
    >>> compare(Quantity("=", nine, nine, "hour"), Quantity("=", eight, eight, "hour")).high
    1
    """
    if ("working" in (claimed.basis, fact.basis)) and claimed.basis != fact.basis:
        return None
    converted = in_unit(claimed, fact.unit)
    if converted is None:
        return None
    mixed = (claimed.unit in _LONG) != (fact.unit in _LONG) and get_unit(fact.unit).dimension == "time"
    return Comparison(converted, fact, _CALENDAR if mixed else _NOISE)


def in_unit(quantity: Quantity, unit: str) -> Quantity | None:
    """The same quantity in another unit; None when the units measure different things."""
    low, high = convert(quantity.low, quantity.unit, unit), convert(quantity.high, quantity.unit, unit)
    if low is None or high is None:
        return None
    return replace(quantity, low=min(low, high), high=max(low, high), unit=unit)


def canonical(quantity: Quantity) -> Quantity:
    """The same quantity in the base unit of its dimension ("2 hours" in seconds)."""
    dimension = get_unit(quantity.unit).dimension
    base = next((name for name in unit_names() if get_unit(name).dimension == dimension), quantity.unit)
    return in_unit(quantity, base) or quantity


def bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest value that the words allow; None for an open end.

    "up to 8" is (None, 8), "over 8" is (8, None), "8" and "about 8" are (8, 8).
    """
    if quantity.op in ("<=", "<"):
        return None, quantity.high
    if quantity.op in (">=", ">"):
        return quantity.low, None
    return quantity.low, quantity.high
