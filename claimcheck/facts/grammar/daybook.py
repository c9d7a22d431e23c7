"""The words of the calendar, and what the date grammar makes of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind, Phrases, Token
from claimcheck.model import DateValue

__all__ = [
    "HYPHENS",
    "Shape",
    "event_words",
    "is_joined",
    "is_plain",
    "key_at",
    "listed",
    "numbered",
    "phrases",
    "word_at",
    "year_at",
]

HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


@dataclass(frozen=True, slots=True)
class Shape:
    """What was read, up to token ``end``; ``on`` makes a date of it, or None where no such day is."""

    end: int
    make: Callable[[date], DateValue | None]
    ambiguous: bool = False


def key_at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at ``at`` without a possessive ending."""
    return key_at(tokens, at).removesuffix("'s")


@cache
def numbered(name: str) -> dict[str, int]:
    return {word: int(number) for word, number in table("calendar")[name].items()}


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(table("calendar")[name])


@cache
def phrases(name: str) -> Phrases[str]:
    return Phrases(table("calendar")[name].items())


@cache
def event_words() -> Phrases[str]:
    events = table("calendar")["events"].items()
    return Phrases((words, event) for event, rule in events for words in rule["words"])


def is_plain(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].kind is Kind.NUMBER and tokens[at].text.isdigit()


def is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters, digits, a point or a sign stand right before: then it is part of something else."""
    if at == 0 or not tokens[at].attached:
        return False
    before = tokens[at - 1]
    return before.kind is not Kind.MARK or before.text in "#$£€._/"


def year_at(tokens: Sequence[Token], at: int) -> int | None:
    if not is_plain(tokens, at) or len(tokens[at].text) != 4 or not 1800 <= int(tokens[at].text) <= 2099:
        return None
    follows = at + 1 < len(tokens) and tokens[at + 1].attached and tokens[at + 1].kind is not Kind.MARK
    return None if follows else int(tokens[at].text)
