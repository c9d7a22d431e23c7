"""``claimcheck facts``: what is on file, without any copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli import options
from claimcheck.cli.output import emit, say
from claimcheck.cli.project import files_of, settings_of
from claimcheck.errors import UsageError
from claimcheck.reports.layout import one_line, plural, visible

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.facts.model import Fact, Facts
    from claimcheck.ledger import Line
    from claimcheck.model import Report


@click.group("facts")
def command() -> None:
    """Check, list or describe the facts on file."""


@command.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS...]")
@options.on_option
@options.config_option
@options.quiet_option
def check(paths: tuple[str, ...], on: str | None, config: str | None, quiet: bool) -> int:
    """Check the facts themselves: missing or expired evidence, values that contradict one another.

    Exit code 0: nothing to say; 1: something was found; 2: a file cannot be understood.
    """
    from claimcheck.clock import moment
    from claimcheck.facts import check_facts

    settings = settings_of(config, paths)
    facts = _load(paths, settings)
    problems = check_facts(facts, settings, moment(on, settings.timezone))
    emit(
        "".join(
            visible(f"{problem.where}: {problem.code} {one_line(problem.message)}") + "\n"
            for problem in problems
        )
    )
    if not quiet:
        products = plural(len(facts.products), "product")
        say(
            f"{plural(len(facts.files), 'file')}, {products}, {len(facts.evidence):,} evidence: "
            f"{plural(len(problems), 'finding')}."
        )
    return int(bool(problems))


@command.command("list")
@click.argument("paths", nargs=-1, metavar="[PATHS...]")
@click.option("--unused", is_flag=True, help="Only those that no copy of the project rests on.")
@options.on_option
@options.config_option
def list_facts(paths: tuple[str, ...], unused: bool, on: str | None, config: str | None) -> None:
    """List every fact with its value, its date and its place."""
    settings = settings_of(config, paths)
    facts = _load(paths, settings)
    taken = _used(settings, paths, on) if unused else None
    company = (facts.company,) if facts.company else ()
    for product in (*company, *facts.products):
        listed = (fact for fact in each_fact(product) if taken is None or _idle(fact, taken))
        emit("".join(f"{_line(fact)}\n" for fact in listed))


def _idle(fact: Fact[Any], taken: frozenset[str]) -> bool:
    """Whether no copy rests on a fact; the date of a count belongs to the count."""
    return fact.key not in taken and not fact.key.endswith(".as_of")


def _used(settings: Settings, facts: tuple[str, ...], on: str | None) -> frozenset[str]:
    """The facts that the project's copy rests on."""
    from claimcheck.ledger import used

    return used(_report(settings, (settings.root.as_posix(),), facts, on))


def _report(settings: Settings, paths: tuple[str, ...], facts: tuple[str, ...], on: str | None) -> Report:
    """The copy at ``paths`` checked against ``facts``, else against the settings' own."""
    from claimcheck.clock import moment
    from claimcheck.pipeline import check as check_copy
    from claimcheck.pipeline import load_project

    project = load_project(settings, facts)
    found = files_of(paths, project, "")
    return check_copy(found.files, project, moment(on, settings.timezone))


@command.command("blame")
@click.argument("fact")
@click.argument("paths", nargs=-1, metavar="[PATHS...]")
@options.on_option
@options.config_option
def blame(fact: str, paths: tuple[str, ...], on: str | None, config: str | None) -> int:
    """List every claim in every asset that rests on FACT, such as trek-2.stock.units or trek-2.stock."""
    from claimcheck.errors import nearest
    from claimcheck.ledger import resting_on

    settings = settings_of(config, paths)
    facts = _load((), settings)
    company = (facts.company,) if facts.company else ()
    keys = [known.key for product in (*company, *facts.products) for known in each_fact(product)]
    if not any(key == fact or key.startswith(f"{fact}.") for key in keys):
        raise UsageError(f'There is no fact "{fact}" on file.', hint=nearest(fact, keys))
    found = resting_on(_report(settings, paths, (), on), fact)
    emit("".join(f"{_claim_line(line)}\n" for line in found))
    say(f"{plural(len(found), 'claim')} on {one_line(fact)}.")
    return 0


@command.command("diff")
@click.argument("old")
@click.argument("new")
@click.argument("paths", nargs=-1, metavar="[PATHS...]")
@options.on_option
@options.config_option
def diff(old: str, new: str, paths: tuple[str, ...], on: str | None, config: str | None) -> int:
    """List every claim that the facts at OLD bear out and those at NEW do not.

    Exit code 0: none; 1: there are some.
    """
    from claimcheck.ledger import undone

    settings = settings_of(config, paths)
    before, after = (_report(settings, paths, (facts,), on) for facts in (old, new))
    broken = undone(before, after)
    emit("".join(f"{_claim_line(pair.after)}\n" for pair in broken))
    say(f"{plural(len(broken), 'claim')} no longer borne out.")
    return int(bool(broken))


def _claim_line(line: Line) -> str:
    verdict = line.verdict
    return visible(
        f'{line.place}: {verdict.state} "{one_line(verdict.claim.text)}": {one_line(verdict.reason)}'
    )


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of the facts files, for editors."""
    from claimcheck.facts import json_schema
    from claimcheck.reports.json_report import dump

    emit(dump(json_schema()))


def _load(paths: tuple[str, ...], settings: Settings) -> Facts:
    from claimcheck.facts import load_facts
    from claimcheck.files import absolute

    chosen = tuple(absolute(path).as_posix() for path in paths) or settings.facts
    if not chosen:
        raise UsageError(
            "There are no facts: no path was given, and no settings name any.", hint="See claimcheck init."
        )
    return load_facts(chosen, settings.root, settings)


def each_fact(noun: object) -> Iterator[Fact[Any]]:
    """Every fact within a product, in the order of its fields."""
    from claimcheck.facts.model import Fact

    if isinstance(noun, Fact):
        yield noun
    elif isinstance(noun, Mapping):
        for value in noun.values():
            yield from each_fact(value)
    elif isinstance(noun, tuple):
        for value in noun:
            yield from each_fact(value)
    elif is_dataclass(noun):
        for field in fields(noun):
            yield from each_fact(getattr(noun, field.name))


def _line(fact: Fact[Any]) -> str:
    as_of = f", as of {fact.block.as_of:%Y-%m-%d}" if fact.block.as_of else ""
    return f"{one_line(fact.key)}: {one_line(fact.text)}  ({visible(str(fact.where))}{as_of})"
