"""Dates as copy states them: "Friday 29 March", "1-7 June", "mid-October", "tomorrow", "Christmas Eve".

A closed grammar. A year that is not given is the nearest that puts the date at most 60 days before
``on``, else the next. "may", "march", "sat", "sun" and "second" as plain words are no dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from claimcheck.facts.grammar.daybook import Shape, event_words, key_at, phrases
from claimcheck.facts.grammar.days import days, the_day
from claimcheck.facts.grammar.daywords import events, month_part, relative, season, weekday_alone
from claimcheck.facts.language import table
from claimcheck.facts.times import TimeMatch, find_times, time_at
from claimcheck.facts.tokens import Kind, Token, tokenize
from claimcheck.model import DateValue

__all__ = ["DateMatch", "TimeMatch", "date_spans", "find_dates", "find_times"]


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text. ``ambiguous``: day and month could be the other way round ("04/12/02")."""

    start: int
    end: int
    text: str
    value: DateValue
    ambiguous: bool = False


def find_dates(text: str, on: date, *, us: bool = False) -> tuple[DateMatch, ...]:
    """Every date of ``text`` as meant on the day ``on``, left to right, with a clock time beside it.

    ``us`` reads 04/12/02 with the month first. A day that does not exist ("31 June") is no date.
    """
    tokens = tokenize(text)
    found: list[DateMatch] = []
    at = 0
    while at < len(tokens):
        read = _timed(tokens, at, us)
        if read is None:
            at += 1
            continue
        shape, time = read
        value = shape.make(on)
        if value is not None:
            start, stop = tokens[at].start, tokens[shape.end - 1].end
            value = replace(value, at=time) if time else value
            found.append(DateMatch(start, stop, text[start:stop], value, shape.ambiguous))
        at = shape.end
    return tuple(found)


def date_spans(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The places of everything that reads as a date or a time of day: no figures stand there."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        time = time_at(tokens, at)
        shape = None if time else _shape(tokens, at, us=False)
        end = time[1] if time else shape.end if shape else at
        if end > at:
            found.append((tokens[at].start, tokens[end - 1].end))
        at = max(end, at + 1)
    return found


def _timed(tokens: Sequence[Token], at: int, us: bool) -> tuple[Shape, str] | None:
    """A date with the time before it ("noon on 17 December") or after it ("Sunday midnight")."""
    time = time_at(tokens, at)
    if time:
        after = time[1] + (key_at(tokens, time[1]) in ("on", ","))
        shape = _shape(tokens, after, us)
        return (shape, time[0]) if shape else None
    shape = _shape(tokens, at, us)
    if shape is None:
        return None
    after = shape.end + (key_at(tokens, shape.end) in ("at", ",", "@"))
    time = time_at(tokens, after) if after < len(tokens) else None
    return (replace(shape, end=time[1]), time[0]) if time else (shape, "")


@cache
def _beginnings() -> frozenset[str]:
    """The words with which a date may begin, other than a numeral."""
    words = table("calendar")
    names = {*words["months"], *words["weekdays"], *words["short_weekdays"], *words["seasons"]}
    firsts = phrases("parts").firsts | phrases("relative").firsts | event_words().firsts
    return firsts | names | {name + "'s" for name in names} | {"this", "next", "last", "coming", "the"}


def _shape(tokens: Sequence[Token], at: int, us: bool) -> Shape | None:
    if at >= len(tokens) or not (tokens[at].kind is Kind.NUMBER or tokens[at].key in _beginnings()):
        return None
    for read in (events, relative, partial(days, us=us), weekday_alone, month_part, season, the_day):
        shape = read(tokens, at)
        if shape is not None:
            return shape
    return None
