"""SARIF 2.1.0 (OASIS): for code scanning on GitHub and elsewhere."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from claimcheck.model import FactRef, Finding, Place, Replacement, Report, Suppressed
from claimcheck.reports import Style
from claimcheck.reports.summary import fingerprints, from_root
from claimcheck.rulebook.checks import Rule, load_rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, style: Style) -> str:
    known = load_rules().by_code
    found = {finding.code: finding for finding in reversed(report.findings)}
    codes = sorted(found)
    marks = fingerprints(report.findings)
    driver = {
        "name": "claimcheck",
        "version": report.version,
        "semanticVersion": report.version,
        "rules": [_rule(found[code], known.get(code)) for code in codes],
    }
    results = [
        _result(finding, codes.index(finding.code), mark, report, style.base)
        for finding, mark in zip(report.findings, marks, strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


# ---------------------------------------------------------------- rules


def _rule(finding: Finding, rule: Rule | None) -> dict[str, Any]:
    """A rule with its help; one of another version of claimcheck has only what the finding says of it."""
    words = finding.name.replace("-", " ").capitalize() + "."
    made: dict[str, Any] = {"id": finding.code, "name": finding.name, "shortDescription": {"text": words}}
    if rule is None:
        return made
    reason = " ".join(rule.rationale.split())
    return {
        **made,
        "fullDescription": {"text": reason},
        "help": {"text": _help(reason, finding, rule), "markdown": _help_markdown(reason, finding, rule)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["marketing-claims", finding.code[:2]]},
    }


def _help(reason: str, finding: Finding, rule: Rule) -> str:
    found, silent = _example(rule, good=False), _example(rule, good=True)
    parts = (
        reason,
        f"Found in: {found}" if found else "",
        f"Silent in: {silent}" if silent else "",
        f"Reference: {'; '.join(finding.references)}" if finding.references else "",
    )
    return "\n".join(filter(None, parts))


def _help_markdown(reason: str, finding: Finding, rule: Rule) -> str:
    found, silent = _example(rule, good=False), _example(rule, good=True)
    parts = (
        reason,
        _fenced("Found in", found) if found else "",
        _fenced("Silent in", silent) if silent else "",
        *(f"- {reference}" for reference in finding.references),
    )
    return "\n\n".join(filter(None, parts))


def _fenced(title: str, copy: str) -> str:
    fence = "`" * 3
    while fence in copy:
        fence += "`"
    return f"{title}:\n\n{fence}\n{copy}\n{fence}"


def _example(rule: Rule, *, good: bool) -> str:
    return next((example.copy.strip() for example in rule.examples if example.good is good), "")


# ---------------------------------------------------------------- results


def _result(finding: Finding, index: int, mark: str, report: Report, base: str) -> dict[str, Any]:
    instead = f" Instead: {finding.suggestion}" if finding.suggestion else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": finding.message + instead},
        "locations": [_location(finding.path, _region(finding), base)],
        "partialFingerprints": {"claimcheck/v1": mark},
    }
    if finding.fingerprint:
        result["partialFingerprints"]["claimcheckWords/v1"] = finding.fingerprint
    if report.compared_with:
        result["baselineState"] = "unchanged" if finding.known else "new"
    related = [
        *(_also(place, finding.path, base) for place in finding.also_at),
        *(_fact(fact, base) for fact in finding.facts),
    ]
    if related:
        result["relatedLocations"] = [{"id": number, **each} for number, each in enumerate(related)]
    if finding.suppressed:
        result["suppressions"] = [_suppression(finding.suppressed, finding.path, base)]
    if finding.fixes:
        result["fixes"] = [_fix(fix, finding.path, base) for fix in finding.fixes]
    return result


def _location(path: str, region: dict[str, Any], base: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _file(path, base), "region": region}}


def _file(path: str, base: str) -> dict[str, str]:
    return {"uri": quote(from_root(path, base), safe="/", errors="replace")}


def _region(finding: Finding) -> dict[str, Any]:
    region = _range(finding.start, finding.end)
    if finding.text:
        region["snippet"] = {"text": finding.text}
    return region


def _range(start: Place, end: Place) -> dict[str, Any]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }


def _also(place: Place, path: str, base: str) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {**_location(path, region, base), "message": {"text": "The same claim again."}}


def _fact(fact: FactRef, base: str) -> dict[str, Any]:
    region = {"startLine": max(1, fact.line), "startColumn": max(1, fact.column)}
    return {**_location(fact.file, region, base), "message": {"text": f"{fact.fact}: {fact.value}"}}


def _suppression(silence: Suppressed, path: str, base: str) -> dict[str, Any]:
    """In the copy itself, or in a file beside it; who approved it and until when stand with the reason."""
    said = f"{silence.reason} (approved by {silence.approved_by}, until {silence.until})"
    where = silence.where
    region = {"startLine": max(1, where.line), "startColumn": max(1, where.column)}
    return {
        "kind": "inSource" if where.file == path else "external",
        "status": "accepted",
        "justification": said,
        "location": _location(where.file, region, base),
    }


def _fix(fix: Replacement, path: str, base: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _range(fix.start, fix.end), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _file(path, base), "replacements": [replacement]}
    return {"description": {"text": "Put what is on file."}, "artifactChanges": [change]}
