"""A figure that only states the conditions of another one is no claim of its own."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked

FACTS = {
    "performance": {
        "battery_life": {
            "called": ["runs", "battery life"],
            "typical": "9 hours",
            "conditions": {"typical": "at 250 lumens"},
            "disclose": "not_needed",
        }
    },
    "comparisons": [
        {
            "id": "before",
            "metric": "battery_life",
            "baseline": "Trek 1",
            "baseline_kind": "own_previous",
            "ratio": "1.3",
            "scope": "both at 250 lumens",
        }
    ],
}


@pytest.mark.parametrize(
    ("lumens", "codes"),
    [("250", []), ("900", ["PF002"])],
)
def test_a_condition_on_file_needs_no_fact(checked: Checked, lumens: str, codes: list[str]) -> None:
    report = checked(f"The Trek 2 runs 1.3 times as long as Trek 1, both at {lumens} lumens.", FACTS)
    about_light = [f.code for f in report.findings if "lumens" in f.text]
    assert about_light == codes
