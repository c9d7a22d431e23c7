"""SARIF 2.1.0 (OASIS): for code scanning on GitHub and elsewhere."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from claimcheck.model import FactRef, Finding, Report
from claimcheck.reports import Style
from claimcheck.reports.summary import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - one signature for all formats
    rules = {finding.code: finding for finding in reversed(report.findings)}
    codes = sorted(rules)
    marks = fingerprints(report.findings)
    driver = {
        "name": "claimcheck",
        "version": report.version,
        "semanticVersion": report.version,
        "rules": [_rule(rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), mark)
            for finding, mark in zip(report.findings, marks, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    words = finding.name.replace("-", " ").capitalize() + "."
    rule: dict[str, Any] = {"id": finding.code, "name": finding.name, "shortDescription": {"text": words}}
    if finding.references:
        rule["help"] = {"text": "; ".join(finding.references)}
    return rule


def _result(finding: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    instead = f" Instead: {finding.suggestion}" if finding.suggestion else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": finding.message + instead},
        "locations": [
            {"physicalLocation": {"artifactLocation": _file(finding.path), "region": _region(finding)}}
        ],
        "partialFingerprints": {"claimcheck/v1": fingerprint},
    }
    if finding.facts:
        result["relatedLocations"] = [_fact(number, fact) for number, fact in enumerate(finding.facts)]
    if finding.suppressed:
        result["suppressions"] = [{"kind": "external", "justification": finding.suppressed.reason}]
    return result


def _file(path: str) -> dict[str, str]:
    return {"uri": quote(path, safe="/", errors="replace")}


def _region(finding: Finding) -> dict[str, Any]:
    start, end = finding.start, finding.end
    region: dict[str, Any] = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }
    if finding.text:
        region["snippet"] = {"text": finding.text}
    return region


def _fact(number: int, fact: FactRef) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": {
            "artifactLocation": _file(fact.file),
            "region": {"startLine": max(1, fact.line), "startColumn": max(1, fact.column)},
        },
        "message": {"text": f"{fact.fact}: {fact.value}"},
    }
