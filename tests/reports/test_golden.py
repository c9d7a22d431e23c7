"""Every format of one hand-made report, whole, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from claimcheck.model import Report
from claimcheck.reports import FORMATS, Style, render
from claimcheck.reports.reread import read_report
from tests.reports.sample import sample

SUFFIX = {
    "text": "txt", "concise": "txt", "json": "json", "jsonl": "jsonl", "html": "html", "markdown": "md", "csv": "csv",
    "sarif": "json", "github": "txt", "gitlab": "json", "junit": "xml", "checkstyle": "xml", "rdjson": "json",
}
EMPTY = Report(datetime(2026, 3, 3, tzinfo=UTC), "0.1.0", "r" * 64, "f" * 64, (), ())


def file_name(stem: str, format: str) -> str:
    return f"reports/{stem}-{format}.{SUFFIX[format]}"


@pytest.mark.parametrize("format", FORMATS)
def test_format_is_as_agreed(format: str, golden: Callable[[str, str], None]) -> None:
    golden(file_name("sample", format), render(sample(), format, Style(explain=True)))


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_run_is_a_valid_empty_document(format: str, golden: Callable[[str, str], None]) -> None:
    golden(file_name("empty", format), render(EMPTY, format))


def test_text_in_colour(golden: Callable[[str, str], None]) -> None:
    golden("reports/sample-text-color.txt", render(sample(), "text", Style(color=True)))


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_read_back_from_json_renders_to_the_same_bytes(format: str) -> None:
    report = sample()
    again = read_report(render(report, "json"), "report.json")
    assert render(again, format, Style(explain=True)) == render(report, format, Style(explain=True))


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_ends_with_a_line_end_and_never_with_two(format: str) -> None:
    made = render(sample(), format)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
