"""Dates as copy states them: "Friday 29 March", "1-7 June", "mid-October", "tomorrow", "Christmas Eve".

A closed grammar. A year that is not given is the nearest that puts the date at most 60 days before
``on``, else the next. "may", "march", "sat", "sun" and "second" as plain words are no dates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from claimcheck.facts.feasts import PAST_DAYS, feast, in_month, month_span, upcoming
from claimcheck.facts.language import table
from claimcheck.facts.times import TimeMatch, find_times, time_at
from claimcheck.facts.tokens import Kind, Phrases, Token, tokenize
from claimcheck.model import DateValue

__all__ = ["DateMatch", "TimeMatch", "date_spans", "find_dates", "find_times"]

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text. ``ambiguous``: day and month could be the other way round ("04/12/02")."""

    start: int
    end: int
    text: str
    value: DateValue
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """What was read, up to token ``end``; ``on`` makes a date of it, or None where no such day is."""

    end: int
    make: Callable[[date], DateValue | None]
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    """One day as written; parts that are not written are None."""

    end: int
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    day_last: bool = False  # month before day
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


def _timed(tokens: Sequence[Token], at: int, us: bool) -> tuple[_Shape, str] | None:
    """A date with the time before it ("noon on 17 December") or after it ("Sunday midnight")."""
    time = time_at(tokens, at)
    if time:
        after = time[1] + (_key(tokens, time[1]) in ("on", ","))
        shape = _shape(tokens, after, us)
        return (shape, time[0]) if shape else None
    shape = _shape(tokens, at, us)
    if shape is None:
        return None
    after = shape.end + (_key(tokens, shape.end) in ("at", ",", "@"))
    time = time_at(tokens, after) if after < len(tokens) else None
    return (replace(shape, end=time[1]), time[0]) if time else (shape, "")


@cache
def _beginnings() -> frozenset[str]:
    """The words with which a date may begin, other than a numeral."""
    words = table("calendar")
    names = {*words["months"], *words["weekdays"], *words["short_weekdays"], *words["seasons"]}
    phrases = _phrases("parts").firsts | _phrases("relative").firsts | _event_words().firsts
    return phrases | names | {name + "'s" for name in names} | {"this", "next", "last", "coming", "the"}


def _shape(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    if at >= len(tokens) or not (tokens[at].kind is Kind.NUMBER or tokens[at].key in _beginnings()):
        return None
    for read in (_events, _relative, _days, _weekday_alone, _month_part, _season, _the_day):
        shape = read(tokens, at, us)
        if shape is not None:
            return shape
    return None


# ---------------------------------------------------------------- words


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _word(tokens: Sequence[Token], at: int) -> str:
    """The word at ``at`` without a possessive ending."""
    return _key(tokens, at).removesuffix("'s")


@cache
def _numbered(name: str) -> dict[str, int]:
    return {word: int(number) for word, number in table("calendar")[name].items()}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("calendar")[name])


@cache
def _phrases(name: str) -> Phrases[str]:
    return Phrases(table("calendar")[name].items())


@cache
def _event_words() -> Phrases[str]:
    return Phrases((words, event) for event, rule in table("calendar")["events"].items() for words in rule["words"])


def _plain_number(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].kind is Kind.NUMBER and tokens[at].text.isdigit()


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters, digits, a point or a sign stand right before: then it is part of something else."""
    if at == 0 or not tokens[at].attached:
        return False
    before = tokens[at - 1]
    return before.kind is not Kind.MARK or before.text in "#$£€._/"


# ---------------------------------------------------------------- days of a month


def _days(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    """A day or a span of days: "31 March", "July 1-July 31, 2002", "1-7 June"."""
    if _joined(tokens, at):
        return None
    first = _numeric(tokens, at, us) or _named(tokens, at)
    if first is None:
        return _open_span(tokens, at)
    after = _connector(tokens, first.end)
    last = _named(tokens, after) or _numeric(tokens, after, us) if after else None
    if after and last is None and first.day_last:
        bare = _bare_day(tokens, after)
        last = _with_year(tokens, replace(bare, month=first.month)) if bare else None
    if last is not None and last.month is not None and _ordered(first, last):
        return _span(first, last)
    return _Shape(first.end, lambda on: _single(first, on), first.ambiguous)


def _open_span(tokens: Sequence[Token], at: int) -> _Shape | None:
    """ "1-7 June", "Friday 1 to Sunday 3 May": the month stands with the last day only."""
    weekday, day_at = _weekday_before(tokens, at)
    bare = _bare_day(tokens, day_at)
    after = _connector(tokens, bare.end) if bare else None
    last = _named(tokens, after) if after else None
    if bare is None or last is None or last.day_last or bare.day >= last.day:
        return None
    return _span(replace(bare, month=last.month, weekday=weekday), last)


def _span(first: _Point, last: _Point) -> _Shape:
    def make(on: date) -> DateValue | None:
        end = _single(last, on)
        if end is None or first.month is None:
            return None
        year = first.year or end.last.year - ((first.month, first.day) > (end.last.month, end.last.day))
        start = in_month(year, first.month, first.day)
        return replace(end, first=start) if start and start <= end.last else None

    return _Shape(last.end, make, first.ambiguous or last.ambiguous)


def _ordered(first: _Point, last: _Point) -> bool:
    """A span runs forward; "3 March to 10" is none, "20 December to 5 January" is one."""
    return not (first.month == last.month and first.year == last.year and first.day >= last.day)


def _single(point: _Point, on: date) -> DateValue | None:
    if point.month is None:
        return None
    found = in_month(point.year, point.month, point.day) if point.year else upcoming(point.month, point.day, on)
    if found is None:
        return None
    return DateValue(found, found, weekday=point.weekday, year_given=point.year is not None)


def _named(tokens: Sequence[Token], at: int | None) -> _Point | None:
    """ "Friday 29 March 2026", "March 31st, 2026"."""
    if at is None or at >= len(tokens):
        return None
    weekday, start = _weekday_before(tokens, at)
    point = _day_month(tokens, start) or _month_day(tokens, start)
    return replace(_with_year(tokens, point), weekday=weekday) if point else None


def _weekday_before(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    weekday = _numbered("weekdays").get(_key(tokens, at), _numbered("short_weekdays").get(_key(tokens, at)))
    if weekday is None:
        return None, at
    after = at + 1
    after += _key(tokens, after) == "."
    after += _key(tokens, after) == ","
    after += _key(tokens, after) == "the"
    return weekday, after


def _bare_day(tokens: Sequence[Token], at: int) -> _Point | None:
    """ "7", "7th", "07"."""
    if not _plain_number(tokens, at) or len(tokens[at].text) > 2 or not 1 <= int(tokens[at].text) <= 31:
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].attached:
        if tokens[end].key in _list("ordinals"):
            end += 1
        elif tokens[end].kind is not Kind.MARK or tokens[end].text in "%:.,/" and end + 1 < len(tokens) and tokens[end + 1].attached:
            return None
    return _Point(end, int(tokens[at].text))


def _day_month(tokens: Sequence[Token], at: int) -> _Point | None:
    at += _key(tokens, at) == "the"
    day = _bare_day(tokens, at)
    if day is None:
        return None
    after = day.end + (_key(tokens, day.end) == "of")
    if _key(tokens, after) in _HYPHENS and tokens[after].attached:
        after += 1
    month = _month(tokens, after, beside_day=True)
    return replace(day, month=month[0], end=month[1]) if month else None


def _month_day(tokens: Sequence[Token], at: int) -> _Point | None:
    month = _month(tokens, at, beside_day=True)
    if month is None:
        return None
    after = month[1] + (_key(tokens, month[1]) == "the")
    day = _bare_day(tokens, after)
    if day is None or (_key(tokens, at) == "may" and tokens[at].text == "may"):
        return None
    return replace(day, month=month[0], day_last=True)


def _month(tokens: Sequence[Token], at: int, *, beside_day: bool) -> tuple[int, int] | None:
    """A month's number and the token after it."""
    key = _word(tokens, at)
    month = _numbered("months").get(key)
    if month is None or (tokens[at].text.islower() and (key in _list("verbs") or not beside_day)):
        return None
    if not beside_day and key in _list("verbs") and _key(tokens, at - 1) not in _list("month_after") and not _part_before(tokens, at):
        if not _year(tokens, at + 1):
            return None
    short = len(key) < 5 and _key(tokens, at + 1) == "." and tokens[at + 1].attached
    return month, at + 1 + (short and (_plain_number(tokens, at + 2) or key not in ("may", "june", "july")))


def _part_before(tokens: Sequence[Token], at: int) -> bool:
    return _key(tokens, at - 1) in _HYPHENS and _key(tokens, at - 2) in ("mid", "early", "late")


def _with_year(tokens: Sequence[Token], point: _Point) -> _Point:
    """The point with the year after it ("31 March 2026", "March 31, 2026"), when one stands there."""
    after = point.end + (_key(tokens, point.end) in (",", *_HYPHENS) and tokens[point.end].attached)
    year = _year(tokens, after)
    return replace(point, year=year, end=after + 1) if year else point


def _year(tokens: Sequence[Token], at: int) -> int | None:
    if not _plain_number(tokens, at) or len(tokens[at].text) != 4 or not 1800 <= int(tokens[at].text) <= 2099:
        return None
    follows = at + 1 < len(tokens) and tokens[at + 1].attached and tokens[at + 1].kind is not Kind.MARK
    return None if follows else int(tokens[at].text)


def _numeric(tokens: Sequence[Token], at: int | None, us: bool) -> _Point | None:
    """ "31/03/2026", "2026-03-31", "31.03.2026", "04/12/02"."""
    if at is None or at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    parts, end = _numeric_parts(tokens, at)
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return _Point(end, three, two, one) if _possible(three, two, one) else None
    if len(parts[2]) not in (2, 4) or max(len(parts[0]), len(parts[1])) > 2:
        return None
    year = three if len(parts[2]) == 4 else three + (2000 if three < 70 else 1900)
    day, month = (two, one) if (us and one <= 12) or two > 12 else (one, two)
    ambiguous = one <= 12 and two <= 12 and one != two
    return _Point(end, day, month, year, ambiguous=ambiguous) if _possible(day, month, year) else None


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
    return at + 1 if _key(tokens, at) in _list("connectors") and at + 1 < len(tokens) else None


# ---------------------------------------------------------------- weekdays


def _weekday_alone(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    """ "Friday", "this Friday", "last Friday"; not "every Friday", "Fridays" or "Monday to Friday"."""
    lead = _key(tokens, at) if _key(tokens, at) in ("this", "next", "last", "coming") else ""
    start = at + bool(lead)
    weekday = _numbered("weekdays").get(_word(tokens, start))
    if weekday is None or _key(tokens, at - 1) in _list("customs") or _joined(tokens, at):
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

    return _Shape(start + 1, make)


def _connector_weekday(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Whether a connector and another weekday stand on that side: opening days."""
    if _key(tokens, at) not in _list("connectors"):
        return False
    other = _key(tokens, at + step)
    return other in _numbered("weekdays") or other in _numbered("short_weekdays")


# ---------------------------------------------------------------- feasts, relative days


def _events(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    match = _event_words().match(tokens, at)
    if match is None or (at and tokens[at].attached and tokens[at - 1].kind is not Kind.MARK):
        return None
    event, end = match
    if _key(tokens, at - 1) in _list("not_events_after"):
        return None
    if tokens[at].text.islower() and event in ("easter", "new-year") and end == at + 1:
        return None
    year = _year(tokens, end)

    def make(on: date) -> DateValue:
        first, last = feast(event, year) if year else _next_feast(event, on)
        return DateValue(first, last, year_given=bool(year), event=event)

    return _Shape(end + bool(year), make)


def _next_feast(event: str, on: date) -> tuple[date, date]:
    earliest = on - timedelta(days=PAST_DAYS)
    nearby = (feast(event, year) for year in (on.year - 1, on.year))
    return next((found for found in nearby if found[1] >= earliest), feast(event, on.year + 1))


def _relative(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    match = _phrases("relative").match(tokens, at)
    if match is None or (at and tokens[at].attached and tokens[at - 1].kind is not Kind.MARK):
        return None
    word, end = match
    said = " ".join(token.key for token in tokens[at:end])
    if said in _list("not_relative_after_the") and _key(tokens, at - 1) == "the":
        return None
    return _Shape(end, lambda on: _meant(word, on))


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


# ---------------------------------------------------------------- months, parts, seasons


def _month_part(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    """ "March 2026", "mid-October", "late 2026", "the end of May", "in December", "in 2027"."""
    part, start = _part(tokens, at)
    if _key(tokens, start) in _HYPHENS and tokens[start].attached and part:
        start += 1
    month = _month(tokens, start, beside_day=False)
    if month is None:
        year = _year(tokens, start)
        asked = part or _key(tokens, at - 1) in ("in", "by", "before", "until", "during", "from")
        return _Shape(start + 1, lambda on: _year_part(year, part)) if year and asked and not _joined(tokens, at) else None
    if _key(tokens, at) == "the" and not part:
        return None
    number, end = month
    if _key(tokens, end) in _HYPHENS and tokens[end].attached and _plain_number(tokens, end + 1):
        return None  # "Oct-93", the name of a number
    comma = _key(tokens, end) == "," and _year(tokens, end + 1) is not None
    year = _year(tokens, end + comma)
    return _Shape(end + comma + 1 if year else end, lambda on: _month_third(number, year, part, on))


def _part(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    match = _phrases("parts").match(tokens, at)
    return match if match else ("", at)


def _month_third(month: int, year: int | None, part: str, on: date) -> DateValue | None:
    last = upcoming_month(month, on) if year is None else month_span(year, month)[1]
    first = last.replace(day=1)
    bounds = {"": (1, last.day), "early": (1, 10), "mid": (11, 20), "late": (21, last.day), "end": (last.day, last.day),
              "mid-late": (11, last.day), "early-mid": (1, 20)}
    begin, finish = bounds[part]
    return DateValue(first.replace(day=begin), first.replace(day=finish), year_given=year is not None)


def upcoming_month(month: int, on: date) -> date:
    """The last day of the month that a month without a year means on the day ``on``."""
    for year in (on.year - 1, on.year):
        last = month_span(year, month)[1]
        if last >= on - timedelta(days=PAST_DAYS):
            return last
    return month_span(on.year + 1, month)[1]


def _year_part(year: int | None, part: str) -> DateValue | None:
    if year is None:
        return None
    months = {"": (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12), "mid-late": (5, 12), "early-mid": (1, 8)}
    begin, finish = months[part]
    first, last = month_span(year, begin)[0], month_span(year, finish)[1]
    return DateValue(last if part == "end" else first, last)


def _season(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    """ "spring 2026", "this summer", "next winter"."""
    lead = _key(tokens, at) if _key(tokens, at) in ("this", "next") else ""
    start = at + bool(lead)
    month = _numbered("seasons").get(_key(tokens, start))
    if month is None:
        return None
    year = _year(tokens, start + 1)
    if not lead and not year:
        return None
    return _Shape(start + 1 + bool(year), lambda on: _season_span(month, year, lead, on))


def _season_span(month: int, year: int | None, lead: str, on: date) -> DateValue:
    chosen = year or on.year
    last_year, last_month = (chosen + 1, 2) if month == 12 else (chosen, month + 2)
    if year is None and (month_span(last_year, last_month)[1] < on or lead == "next"):
        chosen, last_year = chosen + 1, last_year + 1
    return DateValue(date(chosen, month, 1), month_span(last_year, last_month)[1], year_given=year is not None)


def _the_day(tokens: Sequence[Token], at: int, us: bool) -> _Shape | None:
    """ "by the 24th": a day of this month or the next, where nothing is counted by it."""
    if _key(tokens, at) != "the" or _key(tokens, at - 1) not in ("by", "on", "until", "till", "before", "from", "after"):
        return None
    day = _bare_day(tokens, at + 1)
    if day is None or _key(tokens, day.end - 1) not in _list("ordinals"):
        return None
    if day.end < len(tokens) and tokens[day.end].kind is Kind.WORD and _key(tokens, day.end) not in (
        "at", "and", "or", "to", "with", "we", "for", "if", "so", "you", "in", "it", "they", "but", "when"
    ):
        return None
    return _Shape(day.end, lambda on: _next_day(day.day, on))


def _next_day(day: int, on: date) -> DateValue | None:
    for ahead in range(3):
        month = on.month - 1 + ahead
        found = in_month(on.year + month // 12, month % 12 + 1, day)
        if found and found >= on:
            return DateValue(found, found, year_given=False)
    return None
