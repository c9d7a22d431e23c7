"""``claimcheck facts``: what is on file, without any copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli import options
from claimcheck.cli.output import emit, say
from claimcheck.cli.project import settings_of
from claimcheck.errors import UsageError
from claimcheck.reports.layout import one_line, plural, visible

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.facts.model import Fact, Facts


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
@options.config_option
def list_facts(paths: tuple[str, ...], config: str | None) -> None:
    """List every fact with its value, its date and its place."""
    facts = _load(paths, settings_of(config, paths))
    company = (facts.company,) if facts.company else ()
    for product in (*company, *facts.products):
        emit("".join(f"{_line(fact)}\n" for fact in each_fact(product)))


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
