"""GitLab's code quality report."""

from __future__ import annotations

import json

from claimcheck.model import Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line
from claimcheck.reports.summary import fingerprints, fresh

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    findings = fresh(report)
    marks = fingerprints(findings)
    return json.dumps([_entry(*pair) for pair in zip(findings, marks, strict=True)], indent=2) + "\n"


def _entry(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": one_line(finding.message),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": LEVELS[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    }
