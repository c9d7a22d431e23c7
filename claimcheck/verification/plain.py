"""Figures and dates as a person writes them, for messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from claimcheck.facts.model import Fact
from claimcheck.facts.quantities import format_quantity
from claimcheck.model import Quantity

__all__ = [
    "clock",
    "day",
    "figure",
    "listed",
    "number",
    "often",
    "ordinal",
    "span",
    "spoken",
    "under",
    "with_article",
    "written",
]

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
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Words with which a condition stands in a sentence as it is.
LEADING = frozenset(
    {
        "about",
        "above",
        "across",
        "after",
        "against",
        "around",
        "as",
        "at",
        "before",
        "below",
        "between",
        "by",
        "down",
        "during",
        "for",
        "from",
        "if",
        "in",
        "inside",
        "indoors",
        "near",
        "of",
        "off",
        "on",
        "only",
        "once",
        "outdoors",
        "outside",
        "over",
        "per",
        "since",
        "through",
        "to",
        "towards",
        "under",
        "until",
        "up",
        "using",
        "when",
        "where",
        "while",
        "with",
        "within",
        "without",
    }
)


def day(value: date | datetime) -> str:
    """``20 March 2026``, whatever the locale.

    >>> day(date(2026, 3, 20))
    '20 March 2026'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(value: datetime) -> str:
    """``20 March 2026, 14:00``; midnight is the day alone."""
    if not (value.hour or value.minute):
        return day(value)
    return f"{day(value)}, {value:%H:%M}"


def number(value: Decimal) -> str:
    """``20,000`` or ``1.6``: no trailing zeros, no exponent.

    >>> number(Decimal("20000.0")), number(Decimal("1.60"))
    ('20,000', '1.6')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
#: What a value stands under in its product's file, where the key alone would not be understood.
SPOKEN = {
    "stock.units": "count of stock",
    "stock.allocated": "count of orders",
    "delivery.handling": "handling time",
    "delivery.lead_time": "lead time",
    "delivery.transit": "transit time",
    "delivery.on_time_rate": "share delivered on time",
}
_VALUES = frozenset({"typical", "max", "min", "value", "name", "claim", "has", "ratio", "rating", "count"})


def figure(quantity: Quantity) -> str:
    """The quantity as people write it, plain sums with their sign: ``8 hours``, ``£4.95``, ``£89``."""
    sign = SIGNS.get(quantity.unit)
    if sign is None or quantity.op != "=" or quantity.low != quantity.high:
        return format_quantity(quantity)
    return f"{sign}{quantity.high:,.2f}".removesuffix(".00")


def spoken(fact: Fact[object]) -> str:
    """A fact in words: ``the battery life on file``, ``the count of stock on file``."""
    _, *keys = fact.key.split(".")
    known = SPOKEN.get(".".join(keys[:2]))
    telling = [key for key in keys[1:] if key not in _VALUES] or keys[:1]
    return f"the {known or ' '.join(telling).replace('_', ' ').replace('-', ' ')} on file"


def with_article(name: str) -> str:
    """A product in a sentence: ``the Fell lantern``, but ``Tally`` and ``Beck Vets``.

    >>> with_article("Fell lantern"), with_article("Tally"), with_article("The Tempest")
    ('the Fell lantern', 'Tally', 'The Tempest')
    """
    common = any(word[:1].islower() for word in name.split())
    return f"the {name}" if common and not name.lower().startswith(("the ", "a ", "an ")) else name


def written(fact: Fact[Quantity]) -> str:
    """A figure as its file has it ("2 minutes 52 seconds"); a bare number as a figure ("20,000")."""
    return fact.text if any(c.isalpha() for c in fact.text) else figure(fact.value)


def under(conditions: str) -> str:
    """Conditions as they follow "only": ``with motorway driving``, ``at 300 lumens``.

    >>> under("motorway driving, correct pressures"), under("after 12 weeks")
    ('with motorway driving, correct pressures', 'after 12 weeks')
    """
    first = conditions.split(maxsplit=1)[0].casefold() if conditions.strip() else ""
    return conditions if first in LEADING else f"with {conditions}"


def span(length: timedelta) -> str:
    """The length of a time in the largest unit that says it: ``9 days``, ``30 hours``.

    >>> span(timedelta(days=9, hours=2)), span(timedelta(hours=30))
    ('9 days', '30 hours')
    """
    hours = int(length.total_seconds() // 3600)
    if hours < 48:
        return f"{hours} hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


def often(count: int) -> str:
    """``once``, ``twice``, ``5 times``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ordinal(count: int) -> str:
    """``second``, ``third``, ``12th``."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return words[count - 1] if count <= len(words) else f"{count}th"


def listed(words: Iterable[str]) -> str:
    """``a, b and c``.

    >>> listed(["Leeds", "York", "Bath"])
    'Leeds, York and Bath'
    """
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
