"""An asset over its life: judged when it goes out, and again when its facts are known to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claimcheck.model import Report

Checked = Callable[..., Report]


def _up_until(day: str) -> dict[str, Any]:
    return {"assets": [{"id": "lp", "file": "copy.md", "channel": "web", "live_until": day}]}


def _handling(first: str, later: str, begins: str) -> dict[str, Any]:
    return {
        "delivery": {
            "handling": [
                {"value": first, "valid_through": "2026-12-31"},
                {"value": later, "valid_from": begins, "as_of": "2026-03-01"},
            ]
        }
    }


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-03-31", []), ("2026-04-01", ["XA003"]), ("2026-06-30", ["XA003"])],
)
def test_a_later_value_is_judged_on_its_day(checked: Checked, until: str, expected: list[str]) -> None:
    facts = _handling("1 working day", "5 working days", "2026-04-01")
    report = checked("The Trek 2 ships within 2 working days.", facts, campaign=_up_until(until))
    assert [f.code for f in report.findings] == expected
    assert all("from 1 April 2026 on" in f.message for f in report.findings)


def test_a_later_value_that_still_bears_the_claim_out_is_no_finding(checked: Checked) -> None:
    facts = _handling("1 working day", "2 working days", "2026-04-01")
    report = checked("The Trek 2 ships within 2 working days.", facts, campaign=_up_until("2026-06-30"))
    assert report.findings == ()


def test_what_is_wrong_already_is_said_once(checked: Checked) -> None:
    facts = _handling("3 working days", "5 working days", "2026-04-01")
    report = checked("The Trek 2 ships within 2 working days.", facts, campaign=_up_until("2026-06-30"))
    assert [(f.code, f.also) for f in report.findings] == [("DL001", ())]


@pytest.mark.parametrize(
    ("cover", "incoming", "expected"),
    [
        ("17 days", [], ["XA003"]),
        ("300 days", [], []),
        ("17 days", [{"units": "600", "arrives": "2026-03-18", "confirmed": "true"}], []),
        ("17 days", [{"units": "600", "arrives": "2026-03-18", "confirmed": "false"}], ["XA003"]),
    ],
)
def test_stock_that_runs_out_while_the_page_is_up(
    checked: Checked, cover: str, incoming: list[dict[str, str]], expected: list[str]
) -> None:
    stock = {
        "availability": "in_stock",
        "units": "90",
        "days_of_cover": cover,
        "as_of": "2026-03-03",
        "incoming": incoming,
    }
    report = checked("The Trek 2 is in stock.", {"stock": stock}, campaign=_up_until("2026-06-30"))
    assert [f.code for f in report.findings] == expected


def test_without_an_end_nothing_is_simulated(checked: Checked) -> None:
    facts = _handling("1 working day", "5 working days", "2026-04-01")
    assert checked("The Trek 2 ships within 2 working days.", facts).findings == ()
