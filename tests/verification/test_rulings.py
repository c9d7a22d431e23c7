"""Real rulings, told again in other words: what was decided is what the linter decides."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.model import Channel, Finding, Report, Severity, VerdictState
from tests.verification.conftest import Checked

RULINGS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "rulings.yaml").read_text(encoding="utf-8")
)
#: Every ruling the rules were drawn from; those of even number are not among them.
CASES = [f"C{number:02d}" for number in range(1, 83, 2)]
#: The halves of a ruling that was decided both ways, or allowed with a note.
PARTED = ["C15", "C71", "C73"]
PROJECT = ("file", "settings", "campaign")


def _marked(ruling: dict[str, Any]) -> Any:
    name = "-".join(filter(None, [ruling["case"], ruling.get("part", "").replace(" ", "-")]))
    wrong = [pytest.mark.xfail(strict=True, reason=ruling["wrong"])] if "wrong" in ruling else []
    return pytest.param(ruling, id=name, marks=wrong)


def _told(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.severity is not Severity.NOTE]


@pytest.mark.parametrize("ruling", [_marked(ruling) for ruling in RULINGS])
def test_a_ruling_is_decided_as_it_was(ruling: dict[str, Any], checked: Checked) -> None:
    given = {key: ruling[key] for key in PROJECT if key in ruling}
    given |= {"channel": Channel(ruling["channel"]), "on": ruling["day"]}
    report = checked(ruling["copy"], ruling["facts"], **given)
    found = [((f.code, *f.also), f.text) for f in _told(report)]
    if ruling["expect"]:
        at = ruling["at"].casefold()
        kept = [codes for codes, text in found if text and (at in text.casefold() or text.casefold() in at)]
        assert [codes for codes in kept if set(codes) & set(ruling["expect"])], found
    else:
        states = [v.state for document in report.documents for v in document.verdicts]
        assert found == []
        assert VerdictState.SUPPORTED in states  # allowed because it was judged, not because nothing was read


@pytest.mark.parametrize(
    ("case", "field", "value", "code"),
    [
        ("C13", ("delivery", "guaranteed"), "none", "DL005"),
        ("C13", ("delivery", "handling"), "4 weeks", "DL006"),
        ("C15", ("offers", 0, "demand_estimate", "units"), 90_000, "AV006"),
        ("C19", ("offers", 0, "demand_estimate", "units"), 90_000, "AV006"),
    ],
)
def test_what_was_allowed_would_not_have_been_on_other_facts(
    case: str, field: tuple[str | int, ...], value: object, code: str, checked: Checked
) -> None:
    ruling = next(r for r in RULINGS if r["case"] == case and not r["expect"])
    facts = deepcopy(ruling["facts"])
    inner = facts
    for key in field[:-1]:
        inner = inner[key]
    inner[field[-1]] = value
    report = checked(ruling["copy"], facts, on=ruling["day"])
    assert [f.code for f in _told(report)] == [code]


def test_every_ruling_is_told_once() -> None:
    told = [ruling["case"] for ruling in RULINGS if ruling["case"] not in PARTED]
    assert told == [case for case in CASES if case not in PARTED]


def test_a_parted_ruling_is_told_from_both_sides() -> None:
    parts = {case: [bool(r["expect"]) for r in RULINGS if r["case"] == case] for case in PARTED}
    assert {case: sorted(sides) for case, sides in parts.items()} == {case: [False, True] for case in PARTED}


def test_what_was_allowed_expects_nothing() -> None:
    allowed = {r["case"] for r in RULINGS if not r["expect"]}
    assert allowed == {"C13", "C19", *PARTED}
    assert {r["outcome"] for r in RULINGS if r["case"] in ("C13", "C19")} == {"not upheld"}
