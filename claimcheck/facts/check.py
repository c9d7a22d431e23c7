"""What is wrong with the facts themselves on a day: for ``claimcheck facts check``.

The codes are those of the rules that would report it at a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claimcheck.config import Settings
from claimcheck.errors import SourceLocation, nearest
from claimcheck.facts.crosscheck import facts_of
from claimcheck.facts.evidence import UNWRITTEN, inside
from claimcheck.facts.model import Evidence, Fact, Facts, Product, Scope
from claimcheck.facts.resolve import Ask, holds
from claimcheck.facts.stockfile import names_csv

__all__ = ["Problem", "check_facts"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what is on file, and where."""

    code: str
    message: str
    where: SourceLocation


def check_facts(facts: Facts, settings: Settings, on: datetime) -> tuple[Problem, ...]:
    """Evidence that is missing, unknown, expired or changed; facts that conflict, have ended, or are dated
    after ``on`` (aware); stock files that are not there. In order of place."""
    found = [*_of_evidence(facts, on)]
    for product in (*facts.products, *((facts.company,) if facts.company else ())):
        found += _of_product(product, facts, settings, on)
    return tuple(
        sorted(dict.fromkeys(found), key=lambda problem: (problem.where, problem.code, problem.message))
    )


# ---------------------------------------------------------------- evidence


def _of_evidence(facts: Facts, on: datetime) -> Iterator[Problem]:
    for entry in facts.evidence.values():
        if entry.file and not entry.file_exists:
            yield Problem(
                "EV001", f'{entry.id} names "{entry.file}", which is not in the project.', entry.where
            )
        elif _changed(entry):
            yield Problem(
                "EV002",
                f'"{entry.file}" has changed since {entry.id} was written '
                f"(SHA-256 now {entry.file_sha256[:12]}…).",
                entry.where,
            )
        if entry.valid_through and on.date() > entry.valid_through:
            yield Problem("EV002", f"{entry.id} was valid through {entry.valid_through}.", entry.where)
        if entry.date and entry.date > on.date():
            yield Problem("EV002", f"{entry.id} is dated {entry.date}, after {on.date()}.", entry.where)


def _changed(entry: Evidence) -> bool:
    return bool(entry.file_sha256) and entry.sha256 not in ("", UNWRITTEN, entry.file_sha256)


# ---------------------------------------------------------------- facts


def _of_product(product: Product, facts: Facts, settings: Settings, on: datetime) -> Iterator[Problem]:
    every = sorted(facts_of(product), key=lambda fact: fact.where)
    yield from _unknown_evidence(every, facts)
    yield from _dated_later(every, on)
    for level in _alternatives(every):
        yield from _conflicts(level, settings, on)
    yield from _ended(every, on)
    source = product.stock.source
    if source and names_csv(source) and inside(source, settings.root) is None:
        where = product.stock.as_of.where if product.stock.as_of else product.where
        yield Problem(
            "EV001", f'The stock file "{source}" is not in the project; the written counts are used.', where
        )


def _unknown_evidence(every: Sequence[Fact[Any]], facts: Facts) -> Iterator[Problem]:
    """Each unknown name once, at the first fact that rests on it."""
    first: dict[str, Fact[Any]] = {}
    for fact in every:
        for name in fact.block.evidence:
            first.setdefault(name, fact)
    for name, fact in first.items():
        if name not in facts.evidence:
            hint = nearest(name, facts.evidence)
            yield Problem(
                "EV001", f"{fact.key} rests on {name}, which is not on file. {hint}".rstrip(), fact.where
            )


def _dated_later(every: Sequence[Fact[Any]], on: datetime) -> Iterator[Problem]:
    """Each date after the day of judgement once, at the first fact that bears it."""
    first: dict[datetime, Fact[Any]] = {}
    for fact in every:
        if fact.block.as_of is not None and fact.block.as_of > on:
            first.setdefault(fact.block.as_of, fact)
    for as_of, fact in first.items():
        yield Problem(
            "EV002", f"{fact.key} is dated {as_of:%Y-%m-%d %H:%M}, after {on:%Y-%m-%d %H:%M}.", fact.where
        )


def _ended(every: Sequence[Fact[Any]], on: datetime) -> Iterator[Problem]:
    """Facts of which no value holds any more, each end of a group once."""
    first: dict[tuple[str, datetime], Fact[Any]] = {}
    for level in _alternatives(every):
        ends = [fact.block.valid_through for fact in level if fact.block.valid_through]
        if len(ends) == len(level) and max(ends) < on:
            group = level[0].key.rpartition(".")[0]
            first.setdefault((group, max(ends)), level[0])
    for (group, end), fact in first.items():
        yield Problem("EV002", f"{group} ended on {end:%Y-%m-%d %H:%M}.", fact.where)


def _alternatives(every: Sequence[Fact[Any]]) -> list[list[Fact[Any]]]:
    """Facts under one key: the values of which one holds."""
    by_key: dict[str, list[Fact[Any]]] = {}
    for fact in every:
        by_key.setdefault(fact.key, []).append(fact)
    return list(by_key.values())


def _conflicts(level: Sequence[Fact[Any]], settings: Settings, on: datetime) -> Iterator[Problem]:
    scopes = list(dict.fromkeys(fact.block.only_for for fact in level)) if len(level) > 1 else []
    for scope in scopes:
        conflict = holds(level, on, _asker(scope, settings)).conflict
        if conflict:
            values = " and ".join(f"{fact.text} (line {fact.where.line})" for fact in conflict)
            yield Problem(
                "EV004",
                f"{conflict[0].key} has two values for the same day and scope: {values}.",
                conflict[0].where,
            )


def _asker(scope: Scope, settings: Settings) -> Ask:
    """Someone inside a scope."""
    return Ask(
        channel=next(iter(scope.channels), ""),
        regions=scope.regions[:1],
        variant=next(iter(scope.variants), ""),
        audience=scope.audiences[:1],
        language=next(iter(scope.languages), ""),
        groups=settings.regions,
        home=settings.home,
    )
