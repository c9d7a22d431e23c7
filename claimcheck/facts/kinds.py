"""How one written value is read: text in, value out, or one sentence about what was expected.

Each kind also carries what JSON Schema can say about it, so that loading, the published schema and the
documentation cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from claimcheck.errors import nearest
from claimcheck.facts.kind import SCALAR, TEXT_OR_NUMBER, Kind, Setting, expected, plain, zone
from claimcheck.facts.moments import (
    CLOCK,
    DAY,
    MOMENT,
    NOON,
    PERIOD,
    THROUGH,
    WEEKDAY,
    ZONE,
    is_day,
    read_day,
)
from claimcheck.model import Quantity

__all__ = [
    "AGE",
    "CHANNEL",
    "CLAIMED",
    "CLOCK",
    "COUNT",
    "DAY",
    "HASH",
    "HOLIDAY",
    "LIFETIME",
    "MEASURE",
    "MOMENT",
    "MONEY",
    "NOON",
    "PERCENT",
    "PERIOD",
    "QUANTITY",
    "RATING",
    "RATIO",
    "REGION",
    "RELATIVE_FILE",
    "SLUG",
    "SPAN",
    "TEXT",
    "THROUGH",
    "WEEKDAY",
    "YES_NO",
    "ZONE",
    "Kind",
    "Setting",
    "is_day",
    "word",
    "zone",
]


# ---------------------------------------------------------------- words


def word(*known: str, **also: str) -> Kind:
    """One of a closed set of words; ``also`` maps other spellings to them."""
    spelled = {**{w: w for w in known}, **also}

    def parse(text: str) -> str:
        value = spelled.get(text.strip().lower().replace(" ", "_"), spelled.get(text.strip().lower()))
        if value is None:
            listed = ", ".join(known)
            raise ValueError(f'"{text}" is none of: {listed}. {nearest(text, spelled)}'.rstrip())
        return value

    return Kind("one of: " + ", ".join(known), plain(parse), {"enum": _spellings(spelled)}, known[0])


def _spellings(words: Iterable[str]) -> list[str | bool]:
    """The words, and what YAML makes of them without quotes ("yes" may be true)."""
    listed: list[str | bool] = list(words)
    return [*listed, *({"true": True, "false": False}[w] for w in listed if w in ("true", "false"))]


def _slug(text: str) -> str:
    if not re.fullmatch(r"[\w][\w .&/+'-]*", text):
        raise expected(text, "a short name", "Expected letters, digits, blanks and - _ .")
    return text


def _yes_no(text: str) -> bool:
    value = {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if value is None:
        raise expected(text, "yes or no")
    return value


def _hash(text: str) -> str:
    if not re.fullmatch(r"(sha256:)?[0-9a-fA-F]{64}", text):
        raise expected(text, "a SHA-256", "Expected 64 hexadecimal digits.")
    return text.removeprefix("sha256:").lower()


def _relative_file(text: str) -> str:
    return text.replace("\\", "/").removeprefix("./")


def _claimed(text: str) -> str:
    """What a disclosure goes with: "claim is X" is X."""
    return " ".join(text.split()).removeprefix("claim is ")


CLAIMED = Kind("a claim", plain(_claimed), {"type": "string"}, "claim is battery_life")
TEXT = Kind("words", lambda text, _setting: text, SCALAR)
SLUG = Kind("a short name", plain(_slug), TEXT_OR_NUMBER, "trek-2")
YES_NO = Kind("yes or no", plain(_yes_no), {"enum": ["yes", "no", "true", "false", True, False]}, "yes")
HASH = Kind("a SHA-256", plain(_hash), {"type": "string", "pattern": "^(sha256:)?[0-9a-fA-F]{64}$"})
RELATIVE_FILE = Kind(
    "a path inside the project", plain(_relative_file), {"type": "string"}, "evidence/test.pdf"
)
CHANNEL = word("email", "web", "direct-mail")


# ---------------------------------------------------------------- quantities


def _quantity(text: str) -> Quantity:
    from claimcheck.facts.quantities import parse_quantity

    return parse_quantity(text)


@cache
def _dimension(unit: str) -> str:
    from claimcheck.facts.units import get_unit

    return get_unit(unit).dimension


def _of_dimension(start: str, what: str, example: str) -> Callable[[str], Quantity]:
    def parse(text: str) -> Quantity:
        try:
            quantity = _quantity(text)
        except ValueError as problem:
            raise ValueError(f"{problem} Expected {what} such as {example}.") from None
        if not _dimension(quantity.unit).startswith(start):
            raise expected(
                text, what, f"Expected {what} such as {example}. {_nearest_unit(text, start)}".rstrip()
            )
        return quantity

    return parse


def _nearest_unit(text: str, dimension: str) -> str:
    """The unit of the right dimension that the last word of the text most resembles."""
    from claimcheck.facts.units import find_unit, unit_words

    words = [w for w in unit_words() if (unit := find_unit(w)) and unit.dimension.startswith(dimension)]
    return nearest((text.split() or [text])[-1], words)


def _bare_as(unit: str, accepted: str, what: str, example: str) -> Callable[[str], Quantity]:
    """A bare number is read in ``unit``; else a quantity of the dimension ``accepted``."""

    def parse(text: str) -> Quantity:
        quantity = _quantity(text)
        if quantity.unit == "units":
            return replace(quantity, unit=unit)
        if not _dimension(quantity.unit).startswith(accepted):
            raise expected(text, what, f"Expected {what} such as {example}.")
        return quantity

    return parse


def _ratio(text: str) -> Quantity:
    quantity = _quantity(text)
    if quantity.unit == "units":
        return replace(quantity, unit="x")
    if quantity.unit not in ("x", "percent"):
        raise expected(text, "a ratio", "Expected a figure such as 1.6, 1.6x or 35%.")
    return quantity


_NIGHTS = re.compile(r"\bnights?\b", re.IGNORECASE)


def _lifetime(text: str) -> Quantity | str:
    """A duration, nights counting as days ("a trial of 100 nights"), or what "lifetime" means."""
    if text.lower().startswith("lifetime"):
        return text[len("lifetime") :].strip(" :,-–—()=") or text
    return _span(_NIGHTS.sub("days", text))


def _measure(text: str) -> Quantity | str:
    """A quantity; words without a figure ("Dolby Atmos") stay words."""
    try:
        return _quantity(text)
    except ValueError:
        if re.match(r"[-+~<>≤≥]?\s*[\d.]", text):
            raise
        return text


def _age(text: str) -> timedelta:
    """How long something may be relied on; a month is a twelfth of 365 days."""
    from claimcheck.facts.units import convert

    span = _span(text)
    seconds = convert(span.high, span.unit, "second")
    assert seconds is not None  # noqa: S101 - every span of time converts
    return timedelta(seconds=float(seconds))


_span = _of_dimension("time", "a span of time", "8 hours or 2-5 working days")

COUNT = Kind(
    "a count", plain(_of_dimension("count", "a count", "412 or 412 lanterns")), TEXT_OR_NUMBER, "412"
)
SPAN = Kind("a span of time", plain(_span), {"type": "string"}, "2-5 working days")
AGE = Kind("a span of time", plain(_age), {"type": "string"}, "24 hours")
MONEY = Kind(
    "an amount of money",
    plain(_of_dimension("money", "an amount of money", "89.00 GBP")),
    TEXT_OR_NUMBER,
    "89.00 GBP",
)
PERCENT = Kind(
    "a percentage", plain(_of_dimension("percent", "a percentage", "96.1%")), TEXT_OR_NUMBER, "96.1%"
)
RATIO = Kind("a ratio", plain(_ratio), TEXT_OR_NUMBER, "1.6")
RATING = Kind("a rating", plain(_bare_as("star", "rating out of", "a rating", "4.6")), TEXT_OR_NUMBER, "4.6")
MEASURE = Kind("a quantity, or words", plain(_measure), TEXT_OR_NUMBER, "8 hours")
QUANTITY = Kind("a quantity", plain(_quantity), TEXT_OR_NUMBER, "8 hours")
LIFETIME = Kind(
    "a span of time, or lifetime and its meaning", plain(_lifetime), {"type": "string"}, "2 years"
)


# ---------------------------------------------------------------- places


def _region(text: str, setting: Setting) -> str:
    setting.world.region(text)
    return " ".join(text.split())


def _holiday(text: str, setting: Setting) -> date | str:  # noqa: ARG001 - all kinds are read alike
    """A date, or the ISO 3166 code of a place whose public holidays are kept."""
    if text[:1].isdigit():
        return read_day(text)
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", text):
        raise expected(text, "a date or a country", "Expected 2026-12-25, or a code such as GB-ENG.")
    from claimcheck.facts.calendar import public_holidays

    public_holidays(text, 2026)  # says so when the place is not known
    return text


REGION = Kind("a place", _region, {"type": "string"}, "GB mainland")
HOLIDAY = Kind("a date, or a place", _holiday, {"type": "string"}, "2026-12-25")
