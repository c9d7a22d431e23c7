"""Reference prices that were really charged, sums that are postage, and money that is no price."""

from __future__ import annotations

from typing import Any

import pytest

from tests.verification.conftest import Checked

CLOUD = {"value": "549 GBP", "as_of": "2026-03-02"}
BRIEF = [
    {"from": "2025-09-01", "through": "2026-01-15", "value": "549 GBP", "sold": "2140"},
    {"from": "2026-01-16", "through": "2026-01-22", "value": "999 GBP", "sold": "11"},
    {"from": "2026-01-23", "value": "549 GBP", "sold": "480"},
]
PRICED = {"id": "flock", "price": "12.60 GBP", "valid_from": "2026-03-01", "valid_through": "2026-03-31"}
ESTIMATE = {"demand_estimate": {"units": "3", "as_of": "2026-02-20"}}


def _runs(*runs: tuple[str, str, str, str]) -> dict[str, Any]:
    history = [
        {
            "from": first,
            **({"through": last} if last else {}),
            "value": value,
            **({"sold": sold} if sold else {}),
        }
        for first, last, value, sold in runs
    ]
    return {"price": {**CLOUD, "history": history}}


def _loud(report: Any) -> set[str]:
    return {code for f in report.findings if f.severity != "note" for code in (f.code, *f.also)}


def test_a_price_of_seven_days_is_no_price_to_compare_with(checked: Checked) -> None:
    report = checked("The Trek 2: was £999, now £549.", {"price": {**CLOUD, "history": BRIEF}})
    assert [(f.code, f.text, f.message) for f in report.findings] == [
        (
            "PR002",
            "was £999",
            (
                "The copy says “was £999”, but £999 was charged for 7 days only, and a price to compare "
                "with stands for at least 28 days. Use the price that was charged before."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("history", "genuine"),
    [
        ([("2025-11-01", "2026-02-28", "999 GBP", ""), ("2026-03-01", "", "549 GBP", "")], True),
        ([("2025-11-01", "2026-02-28", "999 GBP", "300"), ("2026-03-01", "", "549 GBP", "90")], True),
        # in two stretches
        (
            [
                ("2025-12-01", "2025-12-20", "999 GBP", ""),
                ("2025-12-21", "2026-01-10", "549 GBP", ""),
                ("2026-01-11", "2026-02-28", "999 GBP", ""),
                ("2026-03-01", "", "549 GBP", ""),
            ],
            True,
        ),
        # long, but hardly anybody paid it
        (
            [
                ("2025-06-01", "2025-12-01", "549 GBP", "2000"),
                ("2025-12-02", "2026-02-01", "999 GBP", "3"),
                ("2026-02-02", "", "549 GBP", "300"),
            ],
            False,
        ),
        # long, but long ago
        (
            [("2024-01-01", "2025-01-31", "999 GBP", "800"), ("2025-02-01", "", "549 GBP", "900")],
            False,
        ),
    ],
)
def test_a_reference_price_stood_long_enough_lately_and_sold(
    history: list[tuple[str, str, str, str]], genuine: bool, checked: Checked
) -> None:
    found = _loud(checked("The Trek 2: was £999, now £549.", _runs(*history)))
    assert ("PR002" not in found) is genuine, found


@pytest.mark.parametrize(
    ("history", "raised"),
    [
        # a week at 30, back to 14, an offer much later
        (
            [
                ("2025-09-01", "2026-01-31", "14"),
                ("2026-02-01", "2026-02-07", "30"),
                ("2026-02-08", "", "14"),
            ],
            False,
        ),
        # up on 20 February, the offer begins on 1 March
        ([("2025-09-01", "2026-02-19", "12"), ("2026-02-20", "", "14")], True),
        # the same, and the file tells the offer's own price too
        (
            [
                ("2025-09-01", "2026-02-19", "14"),
                ("2026-02-20", "2026-02-28", "30"),
                ("2026-03-01", "", "14"),
            ],
            True,
        ),
    ],
)
def test_a_rise_that_was_taken_back_does_not_count(
    history: list[tuple[str, str, str]], raised: bool, checked: Checked
) -> None:
    runs = [
        {"from": first, **({"through": last} if last else {}), "value": f"{value} GBP"}
        for first, last, value in history
    ]
    facts = {
        "price": {"value": "14 GBP", "as_of": "2026-03-02", "history": runs},
        "offers": [{**PRICED, **ESTIMATE, "says": "10% off"}],
    }
    assert ("PR002" in _loud(checked("10% off the Trek 2.", facts))) is raised


POST = {
    "price": {"value": "14 GBP", "as_of": "2026-03-02"},
    "delivery": {
        "as_of": "2026-02-15",
        "handling": "1 working day",
        "transit": {"GB mainland": "2-3 working days", "GB-NIR, GB islands": "4-6 working days"},
        "charge": "3.20 GBP",
        "surcharges": {"GB-NIR, GB islands": "2 GBP"},
    },
}


@pytest.mark.parametrize(
    ("copy", "wrong"),
    [
        ("The Trek 2 costs £14 plus £3.20 postage.", False),
        ("# Trek 2\n\n## Postage\n\nNorthern Ireland and the islands: 5 to 8 working days, £5.20.\n", False),
        ("# Trek 2\n\n## Postage\n\nNorthern Ireland and the islands: £2 on top.\n", False),
        ("Postage for the Trek 2 is £1.50.", True),
        ("The Trek 2 costs £12 plus £3.20 postage.", True),
    ],
)
def test_a_sum_of_postage_is_judged_by_the_charge(copy: str, wrong: bool, checked: Checked) -> None:
    assert ("PR001" in _loud(checked(copy, POST))) is wrong


def test_the_message_on_postage_names_the_charge(checked: Checked) -> None:
    report = checked("Postage for the Trek 2 is £1.50.", POST)
    assert [f.message for f in report.findings] == [
        "The copy says “£1.50”, but delivery costs £3.20 on file. Put the charge right."
    ]


VET = {
    "price": {"value": "14.20 GBP", "as_of": "2026-03-02"},
    "performance": {
        "vet_fees": {
            "called": ["vet fees"],
            "max": "7,000 GBP",
            "share_reaching_max": "100%",
            "disclose": "not_needed",
            "evidence": "EV",
        }
    },
}


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        ("The Trek 2 pays vet fees of up to £7,000 a year.", set()),
        ("# Trek 2\n\n## Vet fees\n\nUp to £7,000 a year.\n", set()),
        ("# Trek 2\n\n## Vet fees\n\nUp to £9,000 a year.\n", {"PF004"}),
    ],
)
def test_money_that_a_metric_is_called_by_is_that_metric(
    copy: str, found: set[str], checked: Checked
) -> None:
    assert _loud(checked(copy, VET)) == found


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        ("78% of women agreed that the Trek 2 sank in nicely.", set()),
        ("92% of women agreed that the Trek 2 sank in nicely.", {"PF001"}),
    ],
)
def test_a_share_of_people_is_judged_by_the_metric_that_names_it(
    copy: str, found: set[str], checked: Checked
) -> None:
    metric = {
        "called": ["agreed", "of women agreed"],
        "value": "78%",
        "disclose": "not_needed",
        "evidence": "EV",
    }
    assert _loud(checked(copy, {"performance": {"agreement": metric}})) == found
