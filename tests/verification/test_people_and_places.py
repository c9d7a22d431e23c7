"""What customers say, what guarantees run in, and how places are named."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked

WRINKLES = {"called": ["wrinkles"], "typical": "12%", "disclose": "not_needed", "evidence": "EV"}
QUOTED = '# Trek 2\n\n> "My wrinkles halved in a fortnight." Ines P., Truro\n'


def test_halved_is_fifty_per_cent(checked: Checked) -> None:
    report = checked(QUOTED, {"performance": {"wrinkles": WRINKLES}})
    assert [(f.code, "12%" in f.message) for f in report.findings] == [("DQ004", True)]


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        ("The Trek 2 comes with a 100-day money-back guarantee.", []),
        ("The Trek 2 comes with a 200-day money-back guarantee.", ["AB001"]),
    ],
)
def test_a_term_in_nights_is_one_in_days(copy: str, found: list[str], checked: Checked) -> None:
    trial = {"name": "money-back trial", "term": "100 nights", "covers": "full refund", "limits": []}
    assert [f.code for f in checked(copy, {"guarantees": [trial]}).findings] == found


def test_nothing_excluded_is_no_reason(checked: Checked) -> None:
    facts = {"delivery": {"transit": {"GB": "3 working days"}, "excluded": []}}
    report = checked("We do not deliver the Trek 2 to Northern Ireland.", facts)
    reasons = [v.reason for d in report.documents for v in d.verdicts]
    assert reasons == ["no place is excluded on file, and the copy promises less"]


def test_places_are_named_as_people_write_them(checked: Checked) -> None:
    facts = {
        "delivery": {
            "transit": {"GB": "3 working days"},
            "charge": "0 GBP",
            "surcharges": {"Northern Ireland, GB islands": "7.50 GBP"},
        }
    }
    report = checked("Free UK delivery on the Trek 2.", facts)
    assert "Northern Ireland, GB islands" in report.findings[0].message


@pytest.mark.parametrize(
    "copy",
    [
        "Someone online says the Trek 2 battery lasts 60 hours. True?",
        "A reviewer claims the Trek 2 battery lasts 60 hours.",
        "People online say the Trek 2 battery lasts 60 hours, which is wrong.",
    ],
)
def test_hearsay_is_not_our_own_word(copy: str, checked: Checked) -> None:
    battery = {"called": ["battery"], "typical": "30 hours", "disclose": "not_needed", "evidence": "EV"}
    assert checked(copy, {"performance": {"battery_life": battery}}).findings == ()
