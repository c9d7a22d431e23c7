"""Every format of one hand-made report, whole, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from claimcheck.model import Report
from claimcheck.reports import FORMATS, Style, render
from claimcheck.reports.reread import read_report
from claimcheck.rulebook.checks import RuleBook
from tests.reports.sample import sample

SUFFIX = {
    "text": "txt",
    "concise": "txt",
    "json": "json",
    "jsonl": "jsonl",
    "html": "html",
    "markdown": "md",
    "csv": "csv",
    "sarif": "json",
    "github": "txt",
    "gitlab": "json",
    "junit": "xml",
    "checkstyle": "xml",
    "rdjson": "json",
}
EMPTY = Report(datetime(2026, 3, 3, tzinfo=UTC), "0.1.0", "r" * 64, "f" * 64, (), ())


@pytest.fixture(autouse=True)
def rules_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """SARIF quotes the rule files, which change for reasons of their own; ``test_schemas`` looks at that."""
    monkeypatch.setattr("claimcheck.reports.sarif.load_rules", lambda: RuleBook({}, ""))


def file_name(stem: str, name: str) -> str:
    return f"reports/{stem}-{name}.{SUFFIX[name]}"


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_as_agreed(name: str, golden: Callable[[str, str], None]) -> None:
    golden(file_name("sample", name), render(sample(), name, Style(explain=True)))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_run_is_a_valid_empty_document(name: str, golden: Callable[[str, str], None]) -> None:
    golden(file_name("empty", name), render(EMPTY, name))


def test_text_in_colour(golden: Callable[[str, str], None]) -> None:
    golden("reports/sample-text-color.txt", render(sample(), "text", Style(color=True)))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_a_report_read_back_from_json_renders_to_the_same_bytes(name: str) -> None:
    report = sample()
    again = read_report(render(report, "json"), "report.json")
    assert render(again, name, Style(explain=True)) == render(report, name, Style(explain=True))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_ends_with_a_line_end_and_never_with_two(name: str) -> None:
    made = render(sample(), name)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
