"""When the copy has said the conditions under which a figure holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claimcheck.model import Report

Checked = Callable[..., Report]


def _wrinkles(conditions: str, **more: Any) -> dict[str, Any]:
    metric = {
        "called": ["wrinkles"],
        "typical": "12%",
        "max": "31%",
        "conditions": {"typical": conditions, "max": conditions},
        "disclose": "required",
        "evidence": "EV",
        **more,
    }
    return {"performance": {"wrinkles": metric}}


def _codes(report: Report) -> set[str]:
    return {code for f in report.findings for code in (f.code, *f.also)}


@pytest.mark.parametrize(
    ("copy", "conditions", "said"),
    [
        ("The Trek 2 reduces wrinkles by 31%. Made by one woman.", "one volunteer, after 12 weeks", False),
        ("The Trek 2 reduces wrinkles by 31% after 12 weeks.", "one volunteer, after 12 weeks", False),
        ("One volunteer: the Trek 2 reduced wrinkles by 31%.", "one volunteer, after 12 weeks", False),
        (
            "In one volunteer, after 12 weeks, the Trek 2 reduces wrinkles by 31%.",
            "one volunteer, after 12 weeks",
            True,
        ),
        (
            "In a volunteer, after twelve weeks, the Trek 2 reduces wrinkles by 31%.",
            "one volunteer, after 12 weeks",
            True,
        ),
        ("The Trek 2 reduces wrinkles by 31%. Keep it under 12 °C.", "after 12 weeks", False),
        ("The Trek 2 reduces wrinkles by 31%. Keep the pressure low.", "correct pressures", False),
    ],
)
def test_a_condition_is_said_when_each_of_its_parts_is(
    copy: str, conditions: str, said: bool, checked: Checked
) -> None:
    found = _codes(checked(copy, _wrinkles(conditions)))
    assert bool(found & {"PF003", "PF005"}) is not said, found


def test_the_message_says_under_what_it_holds(checked: Checked) -> None:
    facts = {
        "performance": {
            "tread": {
                "called": ["good for"],
                "typical": "28,000 miles",
                "conditions": {"typical": "motorway driving, correct pressures"},
                "disclose": "required",
                "evidence": "EV",
            }
        }
    }
    report = checked("The Trek 2 is good for 28,000 miles.", facts)
    assert [f.message for f in report.findings] == [
        (
            "“good for 28,000 miles” holds only with motorway driving, correct pressures, and the copy "
            "does not say so. Put it beside the figure."
        )
    ]


def test_a_condition_that_begins_with_its_own_word_needs_no_other(checked: Checked) -> None:
    report = checked("The Trek 2 reduces wrinkles by 12%.", _wrinkles("after 12 weeks"))
    assert "holds only after 12 weeks, and" in report.findings[0].message


def test_a_value_is_shown_as_the_file_has_it(checked: Checked) -> None:
    facts = {
        "performance": {
            "boil_time": {
                "called": ["boils"],
                "typical": "2 minutes 52 seconds",
                "better": "lower",
                "disclose": "not_needed",
                "evidence": "EV",
            }
        }
    }
    report = checked("The Trek 2 boils in 2 minutes.", facts)
    assert "boil time is 2 minutes 52 seconds on file" in report.findings[0].message
