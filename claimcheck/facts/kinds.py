"""How one written value is read: text in, value out, or one sentence about what was expected.

Each kind also carries what JSON Schema can say about it, so that loading, the published schema and the
documentation cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from claimcheck.errors import nearest
from claimcheck.facts.regions import World
from claimcheck.model import Quantity

__all__ = [
    "AGE", "CHANNEL", "CLAIMED", "CLOCK", "COUNT", "DAY", "HASH", "HOLIDAY", "LIFETIME", "MEASURE", "MOMENT", "MONEY", "NOON", "PERCENT",
    "PERIOD", "QUANTITY", "RATING", "RATIO", "REGION", "RELATIVE_FILE", "SLUG", "SPAN", "TEXT", "THROUGH", "WEEKDAY", "YES_NO",
    "ZONE", "Kind", "Setting", "is_day", "word", "zone",
]


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of a known name."""
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a value may depend on: the time zone of bare times, and the names of places."""

    zone: ZoneInfo
    world: World = World()


Read = Callable[[str, Setting], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """``read(text, setting)`` gives the value or raises ValueError with one clear sentence."""

    name: str  # for people: "a count"
    read: Read
    schema: Mapping[str, Any]
    example: str = ""


_SCALAR = {"type": ["string", "number", "boolean"]}
_TEXT = {"type": ["string", "number"]}


def _plain(parse: Callable[[str], Any]) -> Read:
    """A reader that needs no setting; the same words are parsed once."""
    cached = lru_cache(maxsize=65536)(parse)
    return lambda text, _setting: cached(text)


def _expected(text: str, what: str, hint: str = "") -> ValueError:
    return ValueError(f'"{text}" is not {what}.{" " + hint if hint else ""}')


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

    return Kind("one of: " + ", ".join(known), _plain(parse), {"enum": _spellings(spelled)}, known[0])


def _spellings(words: Iterable[str]) -> list[str | bool]:
    """The words, and what YAML makes of them without quotes ("yes" may be true)."""
    listed: list[str | bool] = list(words)
    return [*listed, *({"true": True, "false": False}[w] for w in listed if w in ("true", "false"))]


def _slug(text: str) -> str:
    if not re.fullmatch(r"[\w][\w .&/+'-]*", text):
        raise _expected(text, "a short name", "Expected letters, digits, blanks and - _ .")
    return text


def _yes_no(text: str) -> bool:
    value = {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if value is None:
        raise _expected(text, "yes or no")
    return value


def _hash(text: str) -> str:
    if not re.fullmatch(r"(sha256:)?[0-9a-fA-F]{64}", text):
        raise _expected(text, "a SHA-256", "Expected 64 hexadecimal digits.")
    return text.removeprefix("sha256:").lower()


def _relative_file(text: str) -> str:
    return text.replace("\\", "/").removeprefix("./")


def _claimed(text: str) -> str:
    """What a disclosure goes with: "claim is X" is X."""
    return " ".join(text.split()).removeprefix("claim is ")


CLAIMED = Kind("a claim", _plain(_claimed), {"type": "string"}, "claim is battery_life")
TEXT = Kind("words", lambda text, _setting: text, _SCALAR)
SLUG = Kind("a short name", _plain(_slug), _TEXT, "trek-2")
YES_NO = Kind("yes or no", _plain(_yes_no), {"enum": ["yes", "no", "true", "false", True, False]}, "yes")
HASH = Kind("a SHA-256", _plain(_hash), {"type": "string", "pattern": "^(sha256:)?[0-9a-fA-F]{64}$"})
RELATIVE_FILE = Kind("a path inside the project", _plain(_relative_file), {"type": "string"}, "evidence/test.pdf")
CHANNEL = word("email", "web", "direct-mail", mail="email", print="direct-mail")


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
            raise _expected(text, what, f"Expected {what} such as {example}. {_nearest_unit(text, start)}".rstrip())
        return quantity

    return parse


def _nearest_unit(text: str, dimension: str) -> str:
    """The unit of the right dimension that the last word of the text most resembles."""
    from claimcheck.facts.units import find_unit, unit_words

    words = [w for w in unit_words() if (unit := find_unit(w)) and unit.dimension.startswith(dimension)]
    return nearest(text.split()[-1] if text.split() else text, words)


def _bare_as(unit: str, accepted: str, what: str, example: str) -> Callable[[str], Quantity]:
    """A bare number is read in ``unit``; else a quantity of the dimension ``accepted``."""

    def parse(text: str) -> Quantity:
        quantity = _quantity(text)
        if quantity.unit == "units":
            return replace(quantity, unit=unit)
        if not _dimension(quantity.unit).startswith(accepted):
            raise _expected(text, what, f"Expected {what} such as {example}.")
        return quantity

    return parse


def _ratio(text: str) -> Quantity:
    quantity = _quantity(text)
    if quantity.unit == "units":
        return replace(quantity, unit="x")
    if quantity.unit not in ("x", "percent"):
        raise _expected(text, "a ratio", "Expected a figure such as 1.6, 1.6x or 35%.")
    return quantity


def _lifetime(text: str) -> Quantity | str:
    """A duration, or what "lifetime" means."""
    if text.lower().startswith("lifetime"):
        return text[len("lifetime"):].strip(" :,-–—()=") or text
    return _span(text)


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

COUNT = Kind("a count", _plain(_of_dimension("count", "a count", "412 or 412 lanterns")), _TEXT, "412")
SPAN = Kind("a span of time", _plain(_span), {"type": "string"}, "2-5 working days")
AGE = Kind("a span of time", _plain(_age), {"type": "string"}, "24 hours")
MONEY = Kind("an amount of money", _plain(_of_dimension("money", "an amount of money", "89.00 GBP")), _TEXT,
             "89.00 GBP")
PERCENT = Kind("a percentage", _plain(_of_dimension("percent", "a percentage", "96.1%")), _TEXT, "96.1%")
RATIO = Kind("a ratio", _plain(_ratio), _TEXT, "1.6")
RATING = Kind("a rating", _plain(_bare_as("star", "rating out of", "a rating", "4.6")), _TEXT, "4.6")
MEASURE = Kind("a quantity, or words", _plain(_measure), _TEXT, "8 hours")
QUANTITY = Kind("a quantity", _plain(_quantity), _TEXT, "8 hours")
LIFETIME = Kind("a span of time, or lifetime and its meaning", _plain(_lifetime), {"type": "string"}, "2 years")


# ---------------------------------------------------------------- days and times

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:[ T]|, )(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T].+)?$"}


@lru_cache(maxsize=65536)
def _day(text: str) -> date:
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise _expected(text, "a date", "Expected year-month-day such as 2026-03-20.")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise _expected(text, "a day of the calendar") from None


@lru_cache(maxsize=65536)
def _moment(text: str, zone: ZoneInfo) -> datetime:
    """An aware moment; a bare date is its first second."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise _expected(text, "a date or date and time", "Expected 2026-03-20 or 2026-03-20 14:00.")
    day = _day("-".join(found.group(1, 2, 3)))
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    try:
        return datetime.combine(day, time(hour, minute, second), _offset(found[7]) or zone)
    except ValueError:
        raise _expected(text, "a time of day", "Expected 00:00 to 23:59.") from None


def _offset(text: str | None) -> tzinfo | None:
    return datetime.strptime(text, "%z").tzinfo if text else None


def _through(text: str, setting: Setting) -> datetime:
    """An end, included: the last second of the day or of the minute that is written."""
    at = _moment(text, setting.zone)
    if is_day(text):
        return datetime.combine(at.date(), time(23, 59, 59), at.tzinfo)
    return at if text.count(":") - text.partition("+")[2].count(":") > 1 else at + timedelta(seconds=59)


def _noon(text: str, setting: Setting) -> datetime:
    """A moment; a bare date is its noon: what was counted that morning is known, what ends that night holds."""
    at = _moment(text, setting.zone)
    return at.replace(hour=12) if is_day(text) else at


def is_day(text: str) -> bool:
    """Whether a moment is written as a bare date."""
    return len(text.strip()) == len("2026-03-20")


def _clock(text: str) -> time:
    named = {"noon": time(12), "midday": time(12), "midnight": time(0)}.get(text.strip().lower())
    if named is not None:
        return named
    found = _CLOCK.fullmatch(text.strip())
    half = found[3][0].lower() if found and found[3] else ""
    if not found or not (found[2] or half) or (half and not 1 <= int(found[1]) <= 12):
        raise _expected(text, "a time of day", 'Expected a time such as "14:00" or "2 pm".')
    hour = int(found[1]) % 12 + (12 if half == "p" else 0) if half else int(found[1])
    try:
        return time(hour, int(found[2] or 0))
    except ValueError:
        raise _expected(text, "a time of day", "Expected 00:00 to 23:59.") from None


def _period(text: str) -> tuple[date, date]:
    """``2025-12-01 to 2026-02-28``, ``2025-12 to 2026-02``, ``2025-12`` or ``2025``: first and last day."""
    first, _, last = text.partition(" to ")
    begins, ends = _stretch(first.strip(), text)[0], _stretch((last or first).strip(), text)[1]
    if begins > ends:
        raise ValueError(f'The period "{text}" ends before it begins.')
    return begins, ends


def _stretch(text: str, whole: str) -> tuple[date, date]:
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        first = _day(f"{text}-01")
        return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if _DAY.fullmatch(text):
        return _day(text), _day(text)
    raise _expected(whole, "a period", "Expected two dates such as 2025-12-01 to 2026-02-28.")


_WEEKDAYS = {
    "mon": 0, "monday": 0, "tue": 1, "tues": 1, "tuesday": 1, "wed": 2, "wednesday": 2, "thu": 3, "thur": 3,
    "thurs": 3, "thursday": 3, "fri": 4, "friday": 4, "sat": 5, "saturday": 5, "sun": 6, "sunday": 6,
}


def _weekdays(text: str) -> tuple[int, ...]:
    """``mon``, or a stretch such as ``mon-fri``."""
    first, _, last = (part.strip().lower() for part in text.replace("–", "-").partition("-"))
    days = [_WEEKDAYS.get(part) for part in (first, last or first)]
    if days[0] is None or days[1] is None:
        raise ValueError(f'"{text}" is no day of the week. {nearest(first, _WEEKDAYS)}'.rstrip())
    count = (days[1] - days[0]) % 7 + 1
    return tuple((days[0] + step) % 7 for step in range(count))


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, LookupError):
        hint = nearest(text, available_timezones()) or 'Expected a name such as "Europe/London".'
        raise ValueError(f'"{text}" is no time zone. {hint}') from None
    return text


def _region(text: str, setting: Setting) -> str:
    setting.world.region(text)
    return " ".join(text.split())


def _holiday(text: str, setting: Setting) -> date | str:
    """A date, or the code of a place whose public holidays are kept."""
    return _day(text) if text[:1].isdigit() else _region(text, setting)


DAY = Kind("a date", lambda text, _setting: _day(text), _DAY_SCHEMA, "2026-03-20")
MOMENT = Kind("a date, or date and time", lambda text, setting: _moment(text, setting.zone), _MOMENT_SCHEMA,
              "2026-03-02 07:30")
THROUGH = Kind("a date, or date and time; included", _through, _MOMENT_SCHEMA, "2026-03-31 23:59")
NOON = Kind("a date, or date and time", _noon, _MOMENT_SCHEMA, "2026-03-03 09:00")
CLOCK = Kind("a time of day", _plain(_clock), _TEXT, "14:00")
PERIOD = Kind("a period", _plain(_period), _TEXT, "2025-12-01 to 2026-02-28")
WEEKDAY = Kind("a day of the week", _plain(_weekdays), {"type": "string"}, "mon")
ZONE = Kind("a time zone", _plain(_zone), {"type": "string"}, "Europe/London")
REGION = Kind("a place", _region, {"type": "string"}, "GB mainland")
HOLIDAY = Kind("a date, or a place", _holiday, {"type": "string"}, "2026-12-25")
