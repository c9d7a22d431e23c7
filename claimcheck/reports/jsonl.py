"""One finding a line as JSON: for streams and for ``jq``."""

from __future__ import annotations

from claimcheck.model import Report
from claimcheck.reports import Style
from claimcheck.reports.json_report import dump
from claimcheck.reports.parts import finding_data


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    return "".join(dump(finding_data(finding), indent=None) for finding in report.findings)
