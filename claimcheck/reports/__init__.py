"""Report -> text, one file a format, each imported when asked for. Reporters compute nothing but layout."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from claimcheck.errors import UsageError, nearest
from claimcheck.model import Report

__all__ = ["FORMATS", "Style", "render"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report for people is laid out; formats for machines ignore it."""

    color: bool = False
    explain: bool = False  # every claim with its verdict and reason, also the supported ones
    quiet: bool = False  # no summary
    show_known: bool = False  # also the findings that were there before
    statistics: bool = False  # how often each rule is broken, instead of the findings
    base: str = ""  # the working folder from the repository's root, for formats whose paths start there


#: Format -> (what it is, media for people?)
FORMATS: dict[str, str] = {
    "text": "for people: place, sentence, the line of copy, the fact, a suggestion",
    "concise": "one line a finding",
    "json": "everything, for other programs (schema: claimcheck-report/1)",
    "jsonl": "one finding a line as JSON",
    "html": "one self-contained page: each asset with its claims marked",
    "markdown": "a summary for a pull request or a wiki",
    "csv": "one claim a row, for a spreadsheet",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "GitHub workflow annotations",
    "gitlab": "GitLab code quality",
    "junit": "JUnit XML, for a test summary",
    "checkstyle": "Checkstyle XML",
    "rdjson": "reviewdog diagnostics",
}


class _Reporter(Protocol):
    def render(self, report: Report, style: Style) -> str: ...


def render(report: Report, format: str, style: Style = Style()) -> str:  # noqa: A002 - frozen
    """Render a report; the text ends with a line end unless it is empty. UsageError for no such format."""
    if format not in FORMATS:
        raise UsageError(
            f'"{format}" is no format; expected {", ".join(FORMATS)}.', hint=nearest(format, FORMATS)
        )
    reporter = cast("_Reporter", import_module(f"claimcheck.reports.{_module(format)}"))
    return reporter.render(report, style)


def _module(format: str) -> str:  # noqa: A002
    """Modules that would hide one of the standard library's end in ``_report``."""
    return {"json": "json_report", "csv": "csv_report"}.get(format, format)
