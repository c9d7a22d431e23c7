"""What a comparison names as its other side is read as named."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked

COMPARISON = {
    "id": "vs-1",
    "metric": "battery_life",
    "baseline": "Trek 1",
    "baseline_kind": "own_previous",
    "ratio": "2",
    "evidence": "EV",
}


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        ("The Trek 2 lasts twice as long as Trek 1.", []),
        ("The Trek 2 lasts twice as long as Voltmax.", [("EV005", "twice as long as Voltmax")]),
        ("The Trek 2 shines 3 times as bright as Voltmax.", [("EV005", "3 times as bright as Voltmax")]),
        ("The Trek 2 lasts 3 times as long as Trek 1.", [("CP002", "3 times as long as Trek 1")]),
    ],
)
def test_as_much_as_names_its_other_side(
    copy: str, expected: list[tuple[str, str]], checked: Checked
) -> None:
    report = checked(copy, {"comparisons": [COMPARISON]})
    assert [(f.code, f.text) for f in report.findings] == expected
