"""The rules' own examples, run: how copy phrases claims, and what is demanded of them.

An example of a check is a small project: its copy, its facts, its settings and its campaign, written to a
folder of its own and checked like any other. So what is proven is what a user gets.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from claimcheck.errors import ClaimcheckError, SourceLocation
from claimcheck.files import CopyFile
from claimcheck.model import Report, Severity
from claimcheck.pipeline import Project, check
from claimcheck.rulebook.checks import Rule, RuleBook, RuleExample, load_rules
from claimcheck.rulebook.claims import PatternBook, load_patterns
from claimcheck.rulebook.entries import CueRule, Entry

__all__ = ["CheckResult", "report_of", "run_all", "run_check", "run_checks", "run_phrases"]

#: Where an example says nothing else: a Tuesday morning in London.
WHEN = "2026-03-03T09:00"
ZONE = "Europe/London"
PRODUCT = {"product": "trek-2", "name": "Trek 2 lantern", "also_called": ["Trek 2"]}
PROOF = {
    "id": "EV",
    "kind": "laboratory test",
    "done_by": "Halden Test House",
    "date": "2025-11-14",
    "tested_product": "Trek 2 lantern",
    "source": "report 12",
}
SETTINGS = {"claimcheck": "1", "facts": "facts.yaml", "timezone": ZONE, "jurisdictions": ["GB"]}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One example's outcome; ``message`` is one sentence, empty when it is right."""

    rule: str
    where: SourceLocation
    message: str = ""
    report: Report | None = None

    @property
    def passed(self) -> bool:
        return not self.message


def run_all() -> Iterator[CheckResult]:
    """Every example of every rule file, claims first."""
    from claimcheck.extraction import run_examples

    patterns = load_patterns()
    for result in run_examples(patterns):
        yield CheckResult(result.rule, result.where, result.problem)
    yield from run_checks(load_rules(), patterns)


def run_phrases(own: Mapping[str, Path]) -> Iterator[CheckResult]:
    """The examples of a project's phrase files (by name), with everything that is shipped in force."""
    from claimcheck.extraction import run_examples

    patterns = load_patterns(own=own)
    rules: tuple[Entry | CueRule, ...] = (*patterns.entries, *patterns.cues)
    for rule in rules:
        if rule.where.file in own:
            for result in run_examples(patterns, rule=rule.id):
                sentence = f"{result.rule}: {result.problem}" if result.problem else ""
                yield CheckResult(result.rule, result.where, sentence)


def run_checks(rules: RuleBook, patterns: PatternBook, codes: Sequence[str] = ()) -> Iterator[CheckResult]:
    """The examples of the checks: a bad one breaks its rule at its place, a good one breaks none."""
    for rule in rules.rules:
        if not codes or rule.code in codes:
            for example in rule.examples:
                yield run_check(rule, example, rules, patterns)


def run_check(rule: Rule, example: RuleExample, rules: RuleBook, patterns: PatternBook) -> CheckResult:
    """Run one example with every rule in force."""
    try:
        report = report_of(example, rules, patterns)
    except ClaimcheckError as error:
        return CheckResult(rule.code, example.where, f"{rule.code}: the example cannot be run: {error}")
    problem = _good_problem(rule, report) if example.good else _bad_problem(rule, example, report)
    return CheckResult(rule.code, example.where, problem, report)


def _bad_problem(rule: Rule, example: RuleExample, report: Report) -> str:
    found = [f for f in report.findings if rule.code in (f.code, *f.also)]
    if not found:
        return f"{rule.code} {rule.name} was not found; {_listed(report)}"
    crashed = next((f for f in report.findings if "could not be applied" in f.message), None)
    if crashed:
        return f"{rule.code}: {crashed.message}"
    if example.expect and not any(example.expect.casefold() in f.text.casefold() for f in found):
        return f'{rule.code} {rule.name} was found at "{found[0].text}", expected "{example.expect}"'
    return ""


def _good_problem(rule: Rule, report: Report) -> str:
    if any(rule.code in (f.code, *f.also) for f in report.findings):
        return f"{rule.code} {rule.name} is not silent on its good example; {_listed(report)}"
    loud = [f for f in report.findings if f.severity is not Severity.NOTE and f.suppressed is None]
    return f"{rule.code} {rule.name}: its good example breaks another rule; {_listed(report)}" if loud else ""


def _listed(report: Report) -> str:
    found = ", ".join(f'{f.code} "{f.text}"' for f in report.findings) or "nothing"
    claims = [
        f'{v.claim.type} {v.claim.sense} "{v.claim.text}" {v.state}'
        for document in report.documents
        for v in document.verdicts
    ]
    return f"found {found}; claims: {'; '.join(claims) or 'none'}"


def report_of(example: RuleExample, rules: RuleBook, patterns: PatternBook) -> Report:
    """Check an example's copy against its facts, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as name:
        root = Path(name)
        files = _written(example, root)
        project = _project(root, patterns)
        on = datetime.fromisoformat(example.on or WHEN).replace(tzinfo=ZoneInfo(ZONE))
        channel = None if project.campaigns else example.channel
        copies = [CopyFile((root / file).as_posix(), root / file) for file in files]
        return check(copies, project, on, channel=channel, rules=rules)


def _written(example: RuleExample, root: Path) -> tuple[str, ...]:
    """Write the example's project; JSON is YAML, and needs no quoting rules of its own."""
    settings: dict[str, Any] = {**SETTINGS, **example.settings}
    if example.campaign:
        settings["campaigns"] = "campaign.yaml"
        _write(root / "campaign.yaml", {"campaign": "spring", "audience": ["campers"], **example.campaign})
    _write(root / "claimcheck.yaml", settings)
    _write(root / "facts.yaml", _facts(dict(example.facts)))
    (root / example.file).write_text(example.copy, encoding="utf-8")
    for name, copy in example.more.items():
        (root / name).write_text(copy, encoding="utf-8")
    return (example.file, *example.more)


def _facts(written: dict[str, Any]) -> dict[str, Any]:
    """The facts of an example: a product's fields, with ``evidence`` and ``company`` beside them."""
    evidence = [PROOF, *written.pop("evidence", [])]
    company = {"company": written.pop("company")} if "company" in written else {}
    products = written.pop("products", None) or [{**PRODUCT, **written}]
    return {"products": products, "evidence": evidence, **company}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _project(root: Path, patterns: PatternBook) -> Project:
    from claimcheck.config import load_settings
    from claimcheck.facts import load_campaigns, load_facts, vocabulary

    settings = load_settings(root, root / "claimcheck.yaml")
    facts = load_facts(settings.facts, settings.root, settings)
    campaigns = load_campaigns(settings.campaigns, settings.root, settings)
    return Project(settings, facts, campaigns, patterns, vocabulary(facts))
