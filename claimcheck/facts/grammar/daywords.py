"""Dates named by words: "Friday", "tomorrow", "Christmas Eve", "mid-October", "spring 2026"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from claimcheck.facts.feasts import PAST_DAYS, feast, month_span
from claimcheck.facts.grammar.daybook import (
    HYPHENS,
    Shape,
    event_words,
    is_joined,
    is_plain,
    key_at,
    listed,
    numbered,
    phrases,
    word_at,
    year_at,
)
from claimcheck.facts.grammar.days import month_at
from claimcheck.facts.tokens import Kind, Token
from claimcheck.model import DateValue

__all__ = ["events", "month_part", "relative", "season", "weekday_alone"]


def weekday_alone(tokens: Sequence[Token], at: int) -> Shape | None:
    """ "Friday", "this Friday", "last Friday"; not "every Friday", "Fridays" or "Monday to Friday"."""
    lead = key_at(tokens, at) if key_at(tokens, at) in ("this", "next", "last", "coming") else ""
    start = at + bool(lead)
    weekday = numbered("weekdays").get(word_at(tokens, start))
    if weekday is None or key_at(tokens, at - 1) in listed("customs") or is_joined(tokens, at):
        return None
    near = (_connector_weekday(tokens, start + 1, 1), _connector_weekday(tokens, at - 1, -1))
    if any(near):
        return None

    def make(on: date) -> DateValue:
        ahead = (weekday - on.weekday()) % 7
        if lead == "last":
            ahead -= 7
        elif lead == "next" and ahead == 0:
            ahead = 7
        found = on + timedelta(days=ahead)
        return DateValue(found, found, weekday=weekday, year_given=False)

    return Shape(start + 1, make)


def _connector_weekday(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Whether a connector and another weekday stand on that side: opening days."""
    if key_at(tokens, at) not in listed("connectors"):
        return False
    other = key_at(tokens, at + step)
    return other in numbered("weekdays") or other in numbered("short_weekdays")


def events(tokens: Sequence[Token], at: int) -> Shape | None:
    match = event_words().match(tokens, at)
    if match is None or (at and tokens[at].attached and tokens[at - 1].kind is not Kind.MARK):
        return None
    event, end = match
    if key_at(tokens, at - 1) in listed("not_events_after"):
        return None
    if tokens[at].text.islower() and event in ("easter", "new-year") and end == at + 1:
        return None
    year = year_at(tokens, end)

    def make(on: date) -> DateValue:
        first, last = feast(event, year) if year else _next_feast(event, on)
        return DateValue(first, last, year_given=bool(year), event=event)

    return Shape(end + bool(year), make)


def _next_feast(event: str, on: date) -> tuple[date, date]:
    earliest = on - timedelta(days=PAST_DAYS)
    nearby = (feast(event, year) for year in (on.year - 1, on.year))
    return next((found for found in nearby if found[1] >= earliest), feast(event, on.year + 1))


def relative(tokens: Sequence[Token], at: int) -> Shape | None:
    match = phrases("relative").match(tokens, at)
    if match is None or (at and tokens[at].attached and tokens[at - 1].kind is not Kind.MARK):
        return None
    word, end = match
    said = " ".join(token.key for token in tokens[at:end])
    if said in listed("not_relative_after_the") and key_at(tokens, at - 1) == "the":
        return None
    return Shape(end, lambda on: _meant(word, on))


def _meant(word: str, on: date) -> DateValue:
    monday = on - timedelta(days=on.weekday())
    week = timedelta(days=7)
    next_month = month_span(on.year + on.month // 12, on.month % 12 + 1)
    spans = {
        "today": (on, on),
        "tomorrow": (on + timedelta(days=1),) * 2,
        "day-after": (on + timedelta(days=2),) * 2,
        "yesterday": (on - timedelta(days=1),) * 2,
        "weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "next-weekend": (monday + week + timedelta(days=5), monday + week + timedelta(days=6)),
        "week": (monday, monday + timedelta(days=6)),
        "next-week": (monday + week, monday + week + timedelta(days=6)),
        "week-end": (monday + timedelta(days=6),) * 2,
        "month": month_span(on.year, on.month),
        "next-month": next_month,
        "month-end": (month_span(on.year, on.month)[1],) * 2,
        "next-month-end": (next_month[1],) * 2,
        "year": (date(on.year, 1, 1), date(on.year, 12, 31)),
        "next-year": (date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)),
        "year-end": (date(on.year, 12, 31),) * 2,
    }
    first, last = spans[word]
    return DateValue(first, last, year_given=False)


def month_part(tokens: Sequence[Token], at: int) -> Shape | None:
    """ "March 2026", "mid-October", "late 2026", "the end of May", "in December", "in 2027"."""
    part, start = _part(tokens, at)
    if key_at(tokens, start) in HYPHENS and tokens[start].attached and part:
        start += 1
    month = month_at(tokens, start, beside_day=False)
    if month is None:
        year = year_at(tokens, start)
        asked = part or key_at(tokens, at - 1) in ("in", "by", "before", "until", "during", "from")
        if not year or not asked or is_joined(tokens, at):
            return None
        known = year
        return Shape(start + 1, lambda _: _year_part(known, part))
    if key_at(tokens, at) == "the" and not part:
        return None
    number, end = month
    if key_at(tokens, end) in HYPHENS and tokens[end].attached and is_plain(tokens, end + 1):
        return None  # "Oct-93", the name of a number
    comma = key_at(tokens, end) == "," and year_at(tokens, end + 1) is not None
    year = year_at(tokens, end + comma)
    return Shape(end + comma + 1 if year else end, lambda on: _month_third(number, year, part, on))


def _part(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    match = phrases("parts").match(tokens, at)
    return match or ("", at)


def _month_third(month: int, year: int | None, part: str, on: date) -> DateValue | None:
    last = upcoming_month(month, on) if year is None else month_span(year, month)[1]
    first = last.replace(day=1)
    bounds = {
        "": (1, last.day),
        "early": (1, 10),
        "early-mid": (1, 20),
        "mid": (11, 20),
        "mid-late": (11, last.day),
        "late": (21, last.day),
        "end": (last.day, last.day),
    }
    begin, finish = bounds[part]
    return DateValue(first.replace(day=begin), first.replace(day=finish), year_given=year is not None)


def upcoming_month(month: int, on: date) -> date:
    """The last day of the month that a month without a year means on the day ``on``."""
    for year in (on.year - 1, on.year):
        last = month_span(year, month)[1]
        if last >= on - timedelta(days=PAST_DAYS):
            return last
    return month_span(on.year + 1, month)[1]


def _year_part(year: int, part: str) -> DateValue:
    months = {
        "": (1, 12),
        "early": (1, 4),
        "early-mid": (1, 8),
        "mid": (5, 8),
        "mid-late": (5, 12),
        "late": (9, 12),
        "end": (12, 12),
    }
    begin, finish = months[part]
    first, last = month_span(year, begin)[0], month_span(year, finish)[1]
    return DateValue(last if part == "end" else first, last)


def season(tokens: Sequence[Token], at: int) -> Shape | None:
    """ "spring 2026", "this summer", "next winter"."""
    lead = key_at(tokens, at) if key_at(tokens, at) in ("this", "next") else ""
    start = at + bool(lead)
    month = numbered("seasons").get(key_at(tokens, start))
    if month is None:
        return None
    year = year_at(tokens, start + 1)
    if not lead and not year:
        return None
    return Shape(start + 1 + bool(year), lambda on: _season_span(month, year, lead, on))


def _season_span(month: int, year: int | None, lead: str, on: date) -> DateValue:
    chosen = year or on.year
    last_year, last_month = (chosen + 1, 2) if month == 12 else (chosen, month + 2)
    if year is None and (month_span(last_year, last_month)[1] < on or lead == "next"):
        chosen, last_year = chosen + 1, last_year + 1
    last = month_span(last_year, last_month)[1]
    return DateValue(date(chosen, month, 1), last, year_given=year is not None)
