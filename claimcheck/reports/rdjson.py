"""Reviewdog's diagnostic format. Its columns count UTF-8 bytes."""

from __future__ import annotations

import json
from typing import Any

from claimcheck.model import ExcerptLine, Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.summary import fresh

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    found = {
        "source": {"name": "claimcheck"},
        "diagnostics": [_diagnostic(finding) for finding in fresh(report)],
    }
    return json.dumps(found, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    return {
        "message": finding.message,
        "location": {"path": finding.path, "range": _range(finding)},
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.code},
    }


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
