"""Every shop, both shops; and words that say that a thing cannot be had."""

from __future__ import annotations

from itertools import product

import pytest

from claimcheck.model import VerdictState
from tests.verification.conftest import Checked

SHOPS = {
    "availability": "in_stock",
    "units": "272",
    "as_of": "2026-03-03 07:00",
    "by_location": {"Web warehouse": "260", "Stroud shop": "0", "Hexham shop": "12"},
}


@pytest.mark.parametrize(
    "copy",
    [
        "The Trek 2 is in stock online and in both our shops.",
        "The Trek 2 is in stock in both shops.",
        "The Trek 2 is available in all our shops.",
        "The Trek 2 is in stock in each of our shops.",
        "The Trek 2 is in stock in every one of our stores.",
    ],
)
def test_every_shop_is_every_shop(copy: str, checked: Checked) -> None:
    report = checked(copy, {"stock": SHOPS})
    assert [(f.code, "Stroud shop" in f.message) for f in report.findings] == [("AV005", True)]


@pytest.mark.parametrize(
    "copy",
    [
        "The Trek 2 is in stock online.",
        "The Trek 2 is in stock in our Hexham shop.",
        "The Trek 2 is in stock, and both our shops open at nine.",
    ],
)
def test_one_shop_is_not_every_shop(copy: str, checked: Checked) -> None:
    assert checked(copy, {"stock": SHOPS}).findings == ()


@pytest.mark.parametrize(
    ("copy", "status"),
    [
        *product(
            [
                "The Trek 2 is not in stock.",
                "The Trek 2 is out of stock.",
                "The Trek 2 isn't available right now.",
            ],
            ["out_of_stock", "backorder", "in_stock"],
        ),
        ("The Trek 2 is sold out.", "out_of_stock"),
        ("The Trek 2 is sold out.", "backorder"),
    ],
)
def test_what_cannot_be_had_is_never_promised(copy: str, status: str, checked: Checked) -> None:
    report = checked(copy, {"stock": {"availability": status, "as_of": "2026-03-03"}})
    states = [v.state for d in report.documents for v in d.verdicts]
    assert states == [VerdictState.SUPPORTED]
    assert report.findings == ()
