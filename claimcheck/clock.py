"""The one place where a clock is read, and only when nobody says which day it is."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claimcheck.errors import SettingsError, UsageError

__all__ = ["moment", "zone"]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?P<time>[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def zone(name: str) -> ZoneInfo:
    """The time zone of this name. SettingsError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f'"{name}" is no time zone; expected a name such as "Europe/London".') from None


def moment(text: str | None, timezone: str) -> datetime:
    """Read ``--on``: a date (noon of that day) or a date-time; without an offset it is in ``timezone``.

    Without a text it is noon of today there. Noon, so that what was counted this morning is known and
    what ends tonight still holds. Raises UsageError for anything else.
    """
    place = zone(timezone)
    if text is None:
        return datetime.combine(datetime.now(place).date(), time(12), place)
    found = _MOMENT.fullmatch(text)
    try:
        read = datetime.fromisoformat(text) if found else None
    except ValueError:
        read = None
    if found is None or read is None:
        raise UsageError(
            f'"{text}" is no date; expected year-month-day such as 2026-03-03, '
            "or a date and time such as 2026-03-03T09:00+00:00."
        )
    if not found["time"]:
        return datetime.combine(read.date(), time(12), place)
    return read if read.tzinfo else read.replace(tzinfo=place)
