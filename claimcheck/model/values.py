"""What copy says in figures and dates, in canonical units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in canonical units.

    ``op`` is one of ``= <= >= < > ~`` ("up to", "within" and "under" are ``<=`` or ``<``; "at
    least", "over" and "+" are ``>=`` or ``>``; "about", "nearly" are ``~``). ``low`` and ``high``
    are equal for a single figure. ``unit`` is the canonical unit of ``facts.units`` (``hour``,
    ``day``, ``percent``, ``x`` for multipliers, ``GBP`` for money, ``units`` for bare counts, or the
    counted noun's singular). ``basis`` is ``working`` or ``calendar`` for days, else empty.
    """

    op: str
    low: Decimal
    high: Decimal
    unit: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as copy states it: ``first`` to ``last`` inclusive; ``at`` a clock time on ``last``.

    ``weekday`` (0 Monday) when the copy names one; ``year_given`` False when it was inferred from
    ``--on``; ``event`` names a feast ("christmas") when that is what the copy says.
    """

    first: date
    last: date
    at: str = ""
    weekday: int | None = None
    year_given: bool = True
    event: str = ""
