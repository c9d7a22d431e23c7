"""Kinds of days and times: dates, moments, clock times, periods, weekdays, time zones."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from claimcheck.errors import nearest
from claimcheck.facts.kind import TEXT_OR_NUMBER, Kind, Setting, expected, plain

__all__ = ["CLOCK", "DAY", "MOMENT", "NOON", "PERIOD", "THROUGH", "WEEKDAY", "ZONE", "is_day", "read_day"]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:[ T]|, )(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T].+)?$"}


@lru_cache(maxsize=65536)
def read_day(text: str) -> date:
    """``2026-03-20``. Raises ValueError."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise expected(text, "a date", "Expected year-month-day such as 2026-03-20.")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise expected(text, "a day of the calendar") from None


@lru_cache(maxsize=65536)
def _moment(text: str, zone: ZoneInfo) -> datetime:
    """An aware moment; a bare date is its first second."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise expected(text, "a date or date and time", "Expected 2026-03-20 or 2026-03-20 14:00.")
    day = read_day("-".join(found.group(1, 2, 3)))
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    try:
        return datetime.combine(day, time(hour, minute, second), _offset(found[7]) or zone)
    except ValueError:
        raise expected(text, "a time of day", "Expected 00:00 to 23:59.") from None


def _offset(text: str | None) -> tzinfo | None:
    return datetime.strptime(text, "%z").tzinfo if text else None


def _through(text: str, setting: Setting) -> datetime:
    """An end, included: the last second of the day or of the minute that is written."""
    at = _moment(text, setting.zone)
    if is_day(text):
        return datetime.combine(at.date(), time(23, 59, 59), at.tzinfo)
    return at if text.count(":") - text.partition("+")[2].count(":") > 1 else at + timedelta(seconds=59)


def _noon(text: str, setting: Setting) -> datetime:
    """A moment; a bare date is its noon: that morning's count is known, what ends that night holds."""
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
        raise expected(text, "a time of day", 'Expected a time such as "14:00" or "2 pm".')
    hour = int(found[1]) % 12 + (12 if half == "p" else 0) if half else int(found[1])
    try:
        return time(hour, int(found[2] or 0))
    except ValueError:
        raise expected(text, "a time of day", "Expected 00:00 to 23:59.") from None


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
        first = read_day(f"{text}-01")
        return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if _DAY.fullmatch(text):
        return read_day(text), read_day(text)
    raise expected(whole, "a period", "Expected two dates such as 2025-12-01 to 2026-02-28.")


_WEEKDAYS = {
    "mon": 0,
    "monday": 0,
    "tue": 1,
    "tues": 1,
    "tuesday": 1,
    "wed": 2,
    "wednesday": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "thursday": 3,
    "fri": 4,
    "friday": 4,
    "sat": 5,
    "saturday": 5,
    "sun": 6,
    "sunday": 6,
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


DAY = Kind("a date", lambda text, _setting: read_day(text), _DAY_SCHEMA, "2026-03-20")
MOMENT = Kind(
    "a date, or date and time",
    lambda text, setting: _moment(text, setting.zone),
    _MOMENT_SCHEMA,
    "2026-03-02 07:30",
)
THROUGH = Kind("a date, or date and time; included", _through, _MOMENT_SCHEMA, "2026-03-31 23:59")
NOON = Kind("a date, or date and time", _noon, _MOMENT_SCHEMA, "2026-03-03 09:00")
CLOCK = Kind("a time of day", plain(_clock), TEXT_OR_NUMBER, "14:00")
PERIOD = Kind("a period", plain(_period), TEXT_OR_NUMBER, "2025-12-01 to 2026-02-28")
WEEKDAY = Kind("a day of the week", plain(_weekdays), {"type": "string"}, "mon")
ZONE = Kind("a time zone", plain(_zone), {"type": "string"}, "Europe/London")
