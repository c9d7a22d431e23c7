"""A summary in Markdown: for a comment on a pull request, or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from claimcheck.model import Coverage, Finding, Report
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line
from claimcheck.reports.summary import fresh
from claimcheck.reports.text import summary_line

_SPECIAL = re.compile(r"^[-+]|[\\`*_\[\]<>#|~&]")
_STATES = {
    "answered": "answered",
    "possibly": "possibly",
    "not-confirmed": "**not confirmed**",
    "not-required": "–",
}


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    lines = ["## Claims", "", _plain(summary_line(report)), ""]
    for path, findings in groupby(fresh(report), key=lambda finding: finding.path):
        lines += [
            f"### {_plain(path)}",
            "",
            *(line for finding in findings for line in _finding(finding)),
            "",
        ]
    lines += _coverage(report.coverage)
    return "\n".join(lines).rstrip("\n") + "\n"


def _plain(text: str) -> str:
    """Text that Markdown leaves alone; no mention notifies anybody."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text)).replace("@", "&#64;")


def _finding(finding: Finding) -> Iterator[str]:
    quoted = f" “{_plain(finding.text)}”" if finding.text else ""
    yield f"- **{finding.severity}** {finding.code} {finding.name}, line {finding.start.line}:{quoted}  "
    yield f"  {_plain(finding.message)}"
    for fact in finding.facts:
        yield f"  - fact: {_plain(fact.fact)} = {_plain(fact.value)} ({_plain(fact.file)}:{fact.line})"
    if finding.suggestion:
        yield f"  - instead: {_plain(finding.suggestion)}"


def _coverage(rows: tuple[Coverage, ...]) -> list[str]:
    """One table: what buyers ask, by asset."""
    if not rows:
        return []
    assets = list(dict.fromkeys(row.path for row in rows))
    cells = {(row.kind, row.product, row.id, row.path): _STATES.get(row.state, row.state) for row in rows}
    asked = {(row.kind, row.product, row.id): row.label or row.id for row in rows}
    lines = ["### What buyers ask", "", f"| asked | {' | '.join(_plain(path) for path in assets)} |"]
    lines.append("| --- " * (len(assets) + 1) + "|")
    for key, label in asked.items():
        lines.append(f"| {_plain(label)} | {' | '.join(cells.get((*key, path), '–') for path in assets)} |")
    return lines
