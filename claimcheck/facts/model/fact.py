"""A value on file: what was written, where, and the block around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from claimcheck.errors import SourceLocation

NOWHERE = SourceLocation("")
T_co = TypeVar("T_co", covariant=True)  # a frozen fact about a quantity is a fact about an object


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact holds. An empty tuple means everywhere."""

    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Block:
    """The keys that may stand around any fact (date, window, scope, conditions, proof)."""

    as_of: datetime | None = None
    max_age: timedelta | None = None
    valid_from: datetime | None = None
    valid_through: datetime | None = None  # inclusive: a bare date is its last second
    only_for: Scope = EVERYWHERE
    conditions: Mapping[str, str] = field(default_factory=dict)  # "typical"/"max"/"min"/"" -> words
    disclose: str = "recommended"  # required | recommended | not_needed
    test_setting: str = ""  # laboratory | field | customer_data
    better: str = "higher"  # higher | lower
    complement: bool = False
    evidence: tuple[str, ...] = ()
    period: tuple[date, date] | None = None
    owner: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    as_of_is_day: bool = False  # ``as_of`` was written as a bare date: its age counts from that day's end


NO_BLOCK = Block()


@dataclass(frozen=True, slots=True)
class Fact(Generic[T_co]):
    """One value on file. ``key`` is dotted and starts with the product's id (``trek-2.stock.units``)."""

    key: str
    value: T_co
    text: str  # as written
    where: SourceLocation
    block: Block = NO_BLOCK
