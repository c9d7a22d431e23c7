"""Which of several values on file holds on a day, in a place, for a channel and an audience.

By date first, then by scope: the most specific scope wins (a variant over the product, a place over its
country over everywhere, a channel over all), among equals the newest ``as_of``. Two different values
that are still level are a conflict, never a silent pick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from claimcheck.facts.model import DeliveryFacts, Fact, Facts, GuaranteeFacts, Product, Scope
from claimcheck.facts.regions import World
from claimcheck.model import Quantity

__all__ = [
    "Ask",
    "Resolution",
    "State",
    "age",
    "applies",
    "delivery_of",
    "guarantees_of",
    "holds",
    "is_stale",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    """The scope of a question. An empty field means "not known", except ``variant``: the whole product.

    ``regions`` are the places where the copy is shown; a fact must hold in all of them. ``groups`` are
    the settings' own names of places and ``home`` the home country.
    """

    channel: str = ""
    regions: tuple[str, ...] = ()
    variant: str = ""
    audience: tuple[str, ...] = ()
    language: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: str = ""

    @property
    def world(self) -> World:
        return World(self.groups, self.home)


class State(StrEnum):
    HOLDS = "holds"
    CONFLICT = "conflict"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Resolution(Generic[T]):
    """The answer: exactly one of the five states, and the fact or facts that it rests on.

    ``fact`` is set when one value holds. ``conflict`` has the differing facts. ``expired`` and
    ``not_yet`` name the fact nearest in time when nothing holds.
    """

    fact: Fact[T] | None = None
    conflict: tuple[Fact[T], ...] = ()
    expired: Fact[T] | None = None
    not_yet: Fact[T] | None = None

    @property
    def state(self) -> State:
        if self.fact is not None:
            return State.HOLDS
        if self.conflict:
            return State.CONFLICT
        if self.expired is not None:
            return State.EXPIRED
        return State.NOT_YET if self.not_yet is not None else State.ABSENT

    @property
    def value(self) -> T | None:
        return self.fact.value if self.fact is not None else None

    @property
    def since(self) -> datetime | None:
        """When the expired fact ended, or when the coming one begins."""
        if self.expired is not None:
            return self.expired.block.valid_through
        return self.not_yet.block.valid_from if self.not_yet is not None else None


def holds(facts: Sequence[Fact[T]], at: datetime, ask: Ask = Ask()) -> Resolution[T]:
    """The value that holds at ``at`` (aware) for ``ask``."""
    meant = [fact for fact in facts if applies(fact.block.only_for, ask)]
    valid = [fact for fact in meant if not _over(fact, at) and not _coming(fact, at)]
    if valid:
        return _choose(valid, ask)
    ended = [fact for fact in meant if _over(fact, at)]
    if ended:
        return Resolution(expired=max(ended, key=_end))
    begins = [fact for fact in meant if _coming(fact, at)]
    return Resolution(not_yet=min(begins, key=_begin)) if begins else Resolution()


def applies(scope: Scope, ask: Ask) -> bool:
    """Whether a fact that is only for ``scope`` says anything about what was asked.

    A fact of one variant never speaks for the whole product. What is not known of the asker (its
    place, audience or language) rules nothing out.
    """
    if scope == _EVERYWHERE:
        return True
    if scope.variants and ask.variant not in scope.variants:
        return False
    if scope.channels and ask.channel and ask.channel not in scope.channels:
        return False
    if scope.languages and ask.language and ask.language not in scope.languages:
        return False
    if scope.audiences and not set(ask.audience) <= set(scope.audiences):
        return False
    return not scope.regions or not ask.regions or _within(ask.regions, scope.regions, ask.world)


def age(fact: Fact[object], at: datetime) -> timedelta | None:
    """How old the fact is at ``at``; None when it has no ``as_of``. A bare date counts from its end."""
    as_of = fact.block.as_of
    if as_of is None:
        return None
    if fact.block.as_of_is_day:
        as_of += timedelta(days=1)
    return max(timedelta(0), at - as_of)


def is_stale(fact: Fact[object], at: datetime, max_age: timedelta) -> bool:
    """Whether the fact is older than its own ``max_age``, else ``max_age``. Without ``as_of``: no."""
    old = age(fact, at)
    return old is not None and old > (fact.block.max_age or max_age)


def delivery_of(facts: Facts, product: Product) -> DeliveryFacts:
    """The product's delivery, each missing field filled from the company's."""
    if facts.company is None or product is facts.company:
        return product.delivery
    own, company = product.delivery, facts.company.delivery
    missing = {f.name: getattr(company, f.name) for f in fields(own) if not getattr(own, f.name)}
    return replace(own, **missing)


def guarantees_of(facts: Facts, product: Product) -> tuple[GuaranteeFacts, ...]:
    """The product's guarantees, then those of the company under other names."""
    if facts.company is None or product is facts.company:
        return product.guarantees
    own = {g.name.value.casefold() for g in product.guarantees}
    return product.guarantees + tuple(
        g for g in facts.company.guarantees if g.name.value.casefold() not in own
    )


_EVERYWHERE = Scope()


def _within(asked: Iterable[str], regions: Iterable[str], world: World) -> bool:
    return world.region(", ".join(regions)).contains(world.region(", ".join(asked)))


def _over(fact: Fact[T], at: datetime) -> bool:
    end = fact.block.valid_through
    return end is not None and at > end


def _coming(fact: Fact[T], at: datetime) -> bool:
    begin = fact.block.valid_from
    return begin is not None and at < begin


def _end(fact: Fact[T]) -> datetime:
    assert fact.block.valid_through is not None  # noqa: S101 - only asked of facts that are over
    return fact.block.valid_through


def _begin(fact: Fact[T]) -> datetime:
    assert fact.block.valid_from is not None  # noqa: S101 - only asked of facts still to come
    return fact.block.valid_from


def _choose(valid: list[Fact[T]], ask: Ask) -> Resolution[T]:
    """Among valid facts the most specific, then the newest; a tie of different values is a conflict."""
    best = max(_specificity(fact.block.only_for, ask) for fact in valid)
    level = [fact for fact in valid if _specificity(fact.block.only_for, ask) == best]
    dated = [fact.block.as_of for fact in level if fact.block.as_of]
    if dated:
        level = [fact for fact in level if fact.block.as_of == max(dated)]
    if all(_same(level[0].value, fact.value) for fact in level[1:]):
        return Resolution(fact=level[0])
    if any(not _same_scope(level[0].block.only_for, fact.block.only_for) for fact in level[1:]):
        return Resolution()  # values of different scopes, and it is not known which of them is asked for
    return Resolution(conflict=tuple(level))


def _specificity(scope: Scope, ask: Ask) -> tuple[int, ...]:
    """How closely a scope fits, to be compared; what is only for some place, audience or language comes
    last as long as the asker's is not known."""
    place = 10_000 - len(ask.world.region(", ".join(scope.regions))) if scope.regions else 0
    known = (
        (place, ask.regions),
        (bool(scope.channels), ask.channel),
        (bool(scope.audiences), ask.audience),
        (bool(scope.languages), ask.language),
    )
    return (bool(scope.variants), *(rank if said else -bool(rank) for rank, said in known))


def _same_scope(one: Scope, other: Scope) -> bool:
    """Whether two scopes share anything at all: then two different values cannot both be right."""
    return all(
        not getattr(one, f.name)
        or not getattr(other, f.name)
        or set(getattr(one, f.name)) & set(getattr(other, f.name))
        for f in fields(Scope)
    )


def _same(one: object, other: object) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit != other.unit:
        return _same_quantity(one, other)
    return one == other


def _same_quantity(one: Quantity, other: Quantity) -> bool:
    from claimcheck.facts.units import convert

    low, high = convert(other.low, other.unit, one.unit), convert(other.high, other.unit, one.unit)
    return (one.op, one.basis, one.low, one.high) == (other.op, other.basis, low, high)
