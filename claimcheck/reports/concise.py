"""One line a finding, ``path:line:column: code message``: for editors and for grep."""

from __future__ import annotations

from claimcheck.model import Finding, Report
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line, visible
from claimcheck.reports.summary import fresh


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    return "".join(f"{line(finding)}\n" for finding in fresh(report))


def line(finding: Finding) -> str:
    place = f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}"
    return f"{place}: {finding.code} {one_line(finding.message)}"
