"""``--on``: what counts as a date, and the one clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claimcheck.clock import moment, zone
from claimcheck.errors import SettingsError, UsageError


@pytest.mark.parametrize(
    ("text", "timezone", "expected"),
    [
        ("2026-03-03", "UTC", "2026-03-03T12:00:00+00:00"),
        ("2026-07-03", "Europe/London", "2026-07-03T12:00:00+01:00"),
        ("2026-03-03T09:00+00:00", "Europe/Berlin", "2026-03-03T09:00:00+00:00"),
        ("2026-03-03T09:00Z", "Europe/Berlin", "2026-03-03T09:00:00+00:00"),
        ("2026-03-03 09:00", "America/New_York", "2026-03-03T09:00:00-05:00"),
    ],
)
def test_moments(text: str, timezone: str, expected: str) -> None:
    assert moment(text, timezone).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    ["", "today", "2026-13-01", "03/03/2026", "2026-03-03T25:00", "2026-02-30", "20260303x1", "2026-W10-2"],
)
def test_no_dates(text: str) -> None:
    with pytest.raises(UsageError, match="is no date; expected year-month-day such as 2026-03-03"):
        moment(text, "UTC")


@pytest.mark.parametrize("name", ["Europe/Londen", "", "../etc/passwd", "/etc/passwd"])
def test_no_time_zones(name: str) -> None:
    with pytest.raises(SettingsError, match="is no time zone"):
        zone(name)


def test_without_a_date_it_is_noon_of_today_there() -> None:
    found = moment(None, "Pacific/Kiritimati")
    assert (found.hour, found.minute, found.utcoffset()) == (12, 0, timedelta(hours=14))
    assert abs(found - datetime.now(UTC)) < timedelta(hours=13)
