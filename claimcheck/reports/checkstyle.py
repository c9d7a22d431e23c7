"""Checkstyle's XML, which many editors and build servers read."""

from __future__ import annotations

from itertools import groupby

from claimcheck.model import Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.summary import fresh
from claimcheck.reports.xml import HEADER, attributes

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    lines = ['<checkstyle version="8.0">']
    for path, findings in groupby(fresh(report), key=lambda finding: finding.path):
        lines += [
            f"  <file{attributes(name=path)}>",
            *(f"    {_error(finding)}" for finding in findings),
            "  </file>",
        ]
    return HEADER + "\n".join([*lines, "</checkstyle>"]) + "\n"


def _error(finding: Finding) -> str:
    words = attributes(
        line=finding.start.line,
        column=finding.start.column,
        severity=LEVELS[finding.severity],
        message=finding.message,
        source=f"claimcheck.{finding.code}",
    )
    return f"<error{words}/>"
