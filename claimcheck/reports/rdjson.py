"""Reviewdog's diagnostic format. Its columns count UTF-8 bytes."""

from __future__ import annotations

import json
from typing import Any

from claimcheck.model import ExcerptLine, Finding, Replacement, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.summary import fresh, from_root

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report, style: Style) -> str:
    found = {
        "source": {"name": "claimcheck"},
        "diagnostics": [_diagnostic(finding, style.base) for finding in fresh(report)],
    }
    return json.dumps(found, indent=2) + "\n"


def _diagnostic(finding: Finding, base: str) -> dict[str, Any]:
    instead = f" Instead: {finding.suggestion}" if finding.suggestion else ""
    diagnostic: dict[str, Any] = {
        "message": finding.message + instead,
        "location": {"path": from_root(finding.path, base), "range": _range(finding)},
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.code},
    }
    suggestions = [_suggestion(finding.excerpt, fix) for fix in finding.fixes]
    if suggestions and all(suggestions):
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _suggestion(lines: tuple[ExcerptLine, ...], fix: Replacement) -> dict[str, Any] | None:
    """A replacement, where the line's beginning is at hand to count its columns in bytes."""
    line = next((each for each in lines if each.line == fix.start.line and each.column == 1), None)
    if line is None or fix.end.line != fix.start.line:
        return None
    start, end = (
        {"line": place.line, "column": _bytes(line, place.column - 1)} for place in (fix.start, fix.end)
    )
    return {"range": {"start": start, "end": end}, "text": fix.text}


def _range(finding: Finding) -> dict[str, Any]:
    """Lines always; columns where the whole beginning of the line is at hand to be counted in bytes."""
    start: dict[str, int] = {"line": finding.start.line}
    end: dict[str, int] = {"line": finding.end.line}
    lines = finding.excerpt
    if (
        lines
        and lines[0].line == start["line"]
        and lines[-1].line == end["line"]
        and lines[0].column == lines[-1].column == 1
    ):
        start["column"] = _bytes(lines[0], lines[0].start)
        end["column"] = _bytes(lines[-1], lines[-1].end)
    return {"start": start, "end": end}


def _bytes(line: ExcerptLine, until: int) -> int:
    return len(line.text[:until].encode("utf-8", "replace")) + 1
