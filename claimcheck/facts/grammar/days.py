"""Days of a month, and spans of them: "Friday 29 March", "July 1-7", "31/03/2026", "by the 24th"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck.facts.feasts import in_month, upcoming
from claimcheck.facts.grammar.daybook import (
    HYPHENS,
    Shape,
    is_joined,
    is_plain,
    key_at,
    listed,
    numbered,
    word_at,
    year_at,
)
from claimcheck.facts.tokens import Kind, Token
from claimcheck.model import DateValue

__all__ = ["days", "month_at", "the_day"]


@dataclass(frozen=True, slots=True)
class Point:
    """One day as written; parts that are not written are None."""

    end: int
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    day_last: bool = False  # month before day
    ambiguous: bool = False


def days(tokens: Sequence[Token], at: int, *, us: bool) -> Shape | None:
    """A day or a span of days: "31 March", "July 1-July 31, 2002", "1-7 June"."""
    if is_joined(tokens, at):
        return None
    first = _numeric(tokens, at, us) or _named(tokens, at)
    if first is None:
        return _open_span(tokens, at)
    after = _connector(tokens, first.end)
    last = _named(tokens, after) or _numeric(tokens, after, us) if after else None
    if after and last is None and first.day_last:
        bare = bare_day(tokens, after)
        last = _with_year(tokens, replace(bare, month=first.month)) if bare else None
    if last is not None and last.month is not None and _ordered(first, last):
        return _span(first, last)
    return Shape(first.end, lambda on: _single(first, on), first.ambiguous)


def _open_span(tokens: Sequence[Token], at: int) -> Shape | None:
    """ "1-7 June", "Friday 1 to Sunday 3 May": the month stands with the last day only."""
    weekday, day_at = _weekday_before(tokens, at)
    bare = bare_day(tokens, day_at)
    after = _connector(tokens, bare.end) if bare else None
    last = _named(tokens, after) if after else None
    if bare is None or last is None or last.day_last or bare.day >= last.day:
        return None
    return _span(replace(bare, month=last.month, weekday=weekday), last)


def _span(first: Point, last: Point) -> Shape:
    def make(on: date) -> DateValue | None:
        end = _single(last, on)
        if end is None or first.month is None:
            return None
        year = first.year or end.last.year - ((first.month, first.day) > (end.last.month, end.last.day))
        start = in_month(year, first.month, first.day)
        return replace(end, first=start) if start and start <= end.last else None

    return Shape(last.end, make, first.ambiguous or last.ambiguous)


def _ordered(first: Point, last: Point) -> bool:
    """A span runs forward; "3 March to 10" is none, "20 December to 5 January" is one."""
    return not (first.month == last.month and first.year == last.year and first.day >= last.day)


def _single(point: Point, on: date) -> DateValue | None:
    if point.month is None:
        return None
    month, day = point.month, point.day
    found = in_month(point.year, month, day) if point.year else upcoming(month, day, on)
    if found is None:
        return None
    return DateValue(found, found, weekday=point.weekday, year_given=point.year is not None)


def _named(tokens: Sequence[Token], at: int | None) -> Point | None:
    """ "Friday 29 March 2026", "March 31st, 2026"."""
    if at is None or at >= len(tokens):
        return None
    weekday, start = _weekday_before(tokens, at)
    point = _day_month(tokens, start) or _month_day(tokens, start)
    return replace(_with_year(tokens, point), weekday=weekday) if point else None


def _weekday_before(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    weekday = numbered("weekdays").get(key_at(tokens, at), numbered("short_weekdays").get(key_at(tokens, at)))
    if weekday is None:
        return None, at
    after = at + 1
    after += key_at(tokens, after) == "."
    after += key_at(tokens, after) == ","
    after += key_at(tokens, after) == "the"
    return weekday, after


def bare_day(tokens: Sequence[Token], at: int) -> Point | None:
    """ "7", "7th", "07"."""
    if not is_plain(tokens, at) or len(tokens[at].text) > 2 or not 1 <= int(tokens[at].text) <= 31:
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].attached:
        if tokens[end].key in listed("ordinals"):
            end += 1
        elif tokens[end].kind is not Kind.MARK or (
            tokens[end].text in "%:.,/" and _attached(tokens, end + 1)
        ):
            return None
    return Point(end, int(tokens[at].text))


def _attached(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].attached


def _day_month(tokens: Sequence[Token], at: int) -> Point | None:
    at += key_at(tokens, at) == "the"
    day = bare_day(tokens, at)
    if day is None:
        return None
    after = day.end + (key_at(tokens, day.end) == "of")
    if key_at(tokens, after) in HYPHENS and tokens[after].attached:
        after += 1
    month = month_at(tokens, after, beside_day=True)
    return replace(day, month=month[0], end=month[1]) if month else None


def _month_day(tokens: Sequence[Token], at: int) -> Point | None:
    month = month_at(tokens, at, beside_day=True)
    if month is None:
        return None
    after = month[1] + (key_at(tokens, month[1]) == "the")
    day = bare_day(tokens, after)
    if day is None or (key_at(tokens, at) == "may" and tokens[at].text == "may"):
        return None
    return replace(day, month=month[0], day_last=True)


def month_at(tokens: Sequence[Token], at: int, *, beside_day: bool) -> tuple[int, int] | None:
    """A month's number and the token after it."""
    key = word_at(tokens, at)
    month = numbered("months").get(key)
    if month is None or (tokens[at].text.islower() and (key in listed("verbs") or not beside_day)):
        return None
    if not beside_day and key in listed("verbs") and not _is_month(tokens, at):
        return None
    short = len(key) < 5 and key_at(tokens, at + 1) == "." and tokens[at + 1].attached
    return month, at + 1 + (short and (is_plain(tokens, at + 2) or key not in ("may", "june", "july")))


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether something beside "May" or "March" says that it is a month: "in", "mid-", a year."""
    before = key_at(tokens, at - 1)
    parted = before in HYPHENS and key_at(tokens, at - 2) in ("mid", "early", "late")
    return parted or before in listed("month_after") or year_at(tokens, at + 1) is not None


def _with_year(tokens: Sequence[Token], point: Point) -> Point:
    """The point with the year after it ("31 March 2026", "March 31, 2026"), when one stands there."""
    after = point.end + (key_at(tokens, point.end) in (",", *HYPHENS) and tokens[point.end].attached)
    year = year_at(tokens, after)
    return replace(point, year=year, end=after + 1) if year else point


def _numeric(tokens: Sequence[Token], at: int | None, us: bool) -> Point | None:
    """ "31/03/2026", "2026-03-31", "31.03.2026", "04/12/02"."""
    if at is None or at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    parts, end = _numeric_parts(tokens, at)
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return Point(end, three, two, one) if _possible(three, two, one) else None
    if len(parts[2]) not in (2, 4) or max(len(parts[0]), len(parts[1])) > 2:
        return None
    year = three if len(parts[2]) == 4 else three + (2000 if three < 70 else 1900)
    day, month = (two, one) if (us and one <= 12) or two > 12 else (one, two)
    ambiguous = one <= 12 and two <= 12 and one != two
    return Point(end, day, month, year, ambiguous=ambiguous) if _possible(day, month, year) else None


def _numeric_parts(tokens: Sequence[Token], at: int) -> tuple[list[str], int]:
    """The three parts of a numeric date and the token after; points may hold two parts together."""
    if "." in tokens[at].text:
        return tokens[at].text.split("."), at + 1
    if at + 4 >= len(tokens) or tokens[at + 1].text not in "/-" or tokens[at + 3].text != tokens[at + 1].text:
        return [], at
    joined = all(token.attached for token in tokens[at + 1 : at + 5])
    more = at + 5 < len(tokens) and tokens[at + 5].attached and tokens[at + 5].text in "/-"
    return ([tokens[i].text for i in (at, at + 2, at + 4)], at + 5) if joined and not more else ([], at)


def _possible(day: int, month: int, year: int) -> bool:
    return 1800 <= year <= 2099 and in_month(year, month, day) is not None


def _connector(tokens: Sequence[Token], at: int) -> int | None:
    return at + 1 if key_at(tokens, at) in listed("connectors") and at + 1 < len(tokens) else None


def the_day(tokens: Sequence[Token], at: int) -> Shape | None:
    """ "by the 24th": a day of this month or the next, where nothing is counted by it."""
    if key_at(tokens, at) != "the" or key_at(tokens, at - 1) not in listed("the_day_after"):
        return None
    day = bare_day(tokens, at + 1)
    if day is None or key_at(tokens, day.end - 1) not in listed("ordinals"):
        return None
    word = day.end < len(tokens) and tokens[day.end].kind is Kind.WORD
    if word and key_at(tokens, day.end) not in listed("the_day_before"):
        return None
    return Shape(day.end, lambda on: _next_day(day.day, on))


def _next_day(day: int, on: date) -> DateValue | None:
    for ahead in range(3):
        month = on.month - 1 + ahead
        found = in_month(on.year + month // 12, month % 12 + 1, day)
        if found and found >= on:
            return DateValue(found, found, year_given=False)
    return None
