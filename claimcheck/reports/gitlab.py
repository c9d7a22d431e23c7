"""GitLab's code quality report."""

from __future__ import annotations

import json

from claimcheck.model import Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line
from claimcheck.reports.summary import fingerprints, fresh, from_root

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, style: Style) -> str:
    findings = fresh(report)
    marks = fingerprints(findings)
    entries = [_entry(*pair, style.base) for pair in zip(findings, marks, strict=True)]
    return json.dumps(entries, indent=2) + "\n"


def _entry(finding: Finding, fingerprint: str, base: str) -> dict[str, object]:
    path = from_root(finding.path, base)
    return {
        "description": one_line(finding.message),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": LEVELS[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.start.line, "end": finding.end.line}},
    }
