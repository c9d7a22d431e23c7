"""What a kind of value is: how its text is read, and what JSON Schema can say about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from claimcheck.facts.regions import World

__all__ = ["SCALAR", "TEXT_OR_NUMBER", "Kind", "Read", "Setting", "expected", "plain", "zone"]


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of a known name."""
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a value may depend on: the time zone of bare times, and the names of places."""

    zone: ZoneInfo
    world: World = field(default_factory=World)


Read = Callable[[str, Setting], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """``read(text, setting)`` gives the value or raises ValueError with one clear sentence."""

    name: str  # for people: "a count"
    read: Read
    schema: Mapping[str, Any]
    example: str = ""


SCALAR = {"type": ["string", "number", "boolean"]}
TEXT_OR_NUMBER = {"type": ["string", "number"]}


def plain(parse: Callable[[str], Any]) -> Read:
    """A reader that needs no setting; the same words are parsed once."""
    cached = lru_cache(maxsize=65536)(parse)
    return lambda text, _setting: cached(text)


def expected(text: str, what: str, hint: str = "") -> ValueError:
    return ValueError(f'"{text}" is not {what}.{" " + hint if hint else ""}')
