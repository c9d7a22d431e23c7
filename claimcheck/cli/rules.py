"""``claimcheck rules``: the rules, and their own examples run."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.output import emit, say
from claimcheck.reports.layout import plural


@click.group("rules")
def command() -> None:
    """List the rules or run their examples."""


@command.command("list")
@click.option(
    "--format", "-f", "format_", type=click.Choice(("text", "json")), default="text", help="How to list."
)
def list_rules(format_: str) -> None:
    """List every rule: code, severity, name and what it is about."""
    from claimcheck.rulebook.checks import load_rules

    rules = load_rules().rules
    if format_ == "json":
        from claimcheck.reports.json_report import dump

        keys = ("code", "name", "severity", "tier", "judges", "claims", "rationale")
        emit(dump({"rules": [{key: getattr(rule, key) for key in keys} for rule in rules]}))
        return
    width = max(len(rule.name) for rule in rules)
    emit(
        "".join(
            f"{rule.code}  {rule.severity:<7}  {rule.name:<{width}}  {_first(rule.rationale)}\n"
            for rule in rules
        )
    )


def _first(text: str) -> str:
    """The first sentence, on one line."""
    line = " ".join(text.split())
    end = line.find(". ")
    return line if end < 0 else line[: end + 1]


@command.command("test")
@click.argument("paths", nargs=-1, metavar="[PHRASES...]")
def test_rules(paths: tuple[str, ...]) -> int:
    """Run every example in the rule files: what must be found is found, what must be silent is.

    PHRASES are files or folders of your own phrases: then their examples alone are run, with all that is
    shipped in force.
    """
    from claimcheck.facts import facts_files
    from claimcheck.ruletest import run_all, run_phrases

    failures = 0
    total = 0
    own = dict(facts_files(paths, Path(), "phrases"))
    for result in run_phrases(own) if own else run_all():
        total += 1
        if not result.passed:
            failures += 1
            emit(f"{result.where}: {result.message}\n")
    say(f"{plural(total, 'example')}: {total - failures:,} right, {failures:,} wrong.")
    return int(bool(failures))
