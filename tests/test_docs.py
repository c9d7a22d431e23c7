"""The documentation names what there is, and what it shows can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from claimcheck.acceptance.directives import ACTIONS
from claimcheck.cli.environment import VARIABLES
from claimcheck.facts.settingsfile import OVERRIDE, SETTINGS
from claimcheck.reports import FORMATS
from claimcheck.rulebook.checks import load_rules

DOCS = Path(__file__).resolve().parent.parent / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_every_setting_and_variable_is_documented() -> None:
    said = set(re.findall(r"`([A-Za-z_]+)`", text("settings.md")))
    assert {field.key for field in (*SETTINGS.fields, *OVERRIDE.fields)} <= said
    assert set(VARIABLES) <= said


def test_every_format_and_action_is_documented() -> None:
    said = set(re.findall(r"`([a-z]+)`", text("ci.md")))
    assert set(FORMATS) <= said
    assert all(f"`claimcheck-{action} " in text("suppressions.md") for action in ACTIONS)


def test_the_rules_about_suppressions_are_documented_as_they_are() -> None:
    rows = re.findall(r"^\| (SU\d+) (\S+) \| .* \| (\w+) \|$", text("suppressions.md"), re.MULTILINE)
    rules = [rule for rule in load_rules().rules if rule.code.startswith("SU")]
    assert rows == [(rule.code, rule.name, rule.severity.value) for rule in rules]


@pytest.mark.parametrize("name", ["ci.md", "settings.md", "suppressions.md"])
def test_yaml_in_the_documentation_parses(name: str) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", text(name), re.DOTALL)
    assert blocks
    for block in blocks:
        assert isinstance(yaml.safe_load(block), dict)
