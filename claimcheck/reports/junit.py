"""JUnit XML: a file is a suite, a finding a failed case, a note a skipped one, a clean file one passed."""

from __future__ import annotations

from collections import defaultdict

from claimcheck.model import Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.summary import fresh
from claimcheck.reports.xml import HEADER, attributes, text


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    by_path: dict[str, list[Finding]] = {checked.document.path: [] for checked in report.documents}
    for finding in fresh(report):
        by_path.setdefault(finding.path, []).append(finding)
    total: dict[str, int] = defaultdict(int)
    lines: list[str] = []
    for path, findings in by_path.items():
        counts = _counts(findings)
        for key, count in counts.items():
            total[key] += count
        cases = [_case(finding) for finding in findings] or [
            f"    <testcase{attributes(classname=path, name='claims')}/>"
        ]
        lines += [f"  <testsuite{attributes(name=path, **counts)}>", *cases, "  </testsuite>"]
    total.pop("skipped", None)  # the schema has it for suites only
    head = f"<testsuites{attributes(name='claimcheck', **total)}>"
    return HEADER + "\n".join([head, *lines, "</testsuites>"]) + "\n"


def _counts(findings: list[Finding]) -> dict[str, int]:
    notes = sum(finding.severity is Severity.NOTE for finding in findings)
    return {"tests": len(findings) or 1, "failures": len(findings) - notes, "errors": 0, "skipped": notes}


def _case(finding: Finding) -> str:
    place = f"{finding.start.line}:{finding.start.column}"
    named = attributes(classname=finding.path, name=f"{finding.code} {finding.name} {place}")
    if finding.severity is Severity.NOTE:
        inner = f"<skipped{attributes(message=finding.message)}/>"
    else:
        instead = f" Instead: {finding.suggestion}" if finding.suggestion else ""
        said = text(f"{finding.path}:{place}: {finding.text}{instead}")
        inner = f"<failure{attributes(type=finding.severity, message=finding.message)}>{said}</failure>"
    return f"    <testcase{named}>{inner}</testcase>"
