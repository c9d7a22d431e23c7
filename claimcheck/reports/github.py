"""GitHub workflow commands: annotations on the changed files of a pull request."""

from __future__ import annotations

from claimcheck.model import Finding, Report, Severity
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line
from claimcheck.reports.summary import fresh, from_root

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, style: Style) -> str:
    return "".join(f"{_command(finding, style.base)}\n" for finding in fresh(report))


def _command(finding: Finding, base: str) -> str:
    start, end = finding.start, finding.end
    place = {"file": from_root(finding.path, base), "line": start.line, "endLine": end.line}
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    words = {**place, **columns, "title": f"{finding.code} {finding.name}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in words.items())
    instead = f" Instead: {finding.suggestion}" if finding.suggestion else ""
    return f"::{LEVELS[finding.severity]} {properties}::{_data(one_line(finding.message + instead))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
