"""Clock times: "7PM", "2 p.m.", "14:00", "noon", "midnight", "11:59 pm UK time"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind, Phrases, Token, tokenize

__all__ = ["TimeMatch", "find_times", "time_at"]


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """``value`` is "HH:MM". Midnight is the end of the day that is named, "23:59"; "12 am" is "00:00"."""

    start: int
    end: int
    text: str
    value: str
    zone: str = ""


def find_times(text: str) -> tuple[TimeMatch, ...]:
    """Every clock time of ``text``, left to right; a time zone that follows belongs to it."""
    tokens = tokenize(text)
    found: list[TimeMatch] = []
    at = 0
    while at < len(tokens):
        read = time_at(tokens, at)
        if read is None:
            at += 1
            continue
        value, end, zone = read
        start, stop = tokens[at].start, tokens[end - 1].end
        found.append(TimeMatch(start, stop, text[start:stop], value, zone))
        at = end
    return tuple(found)


@cache
def _zones() -> Phrases[str]:
    return Phrases((zone, zone) for zone in table("calendar")["zones"])


def time_at(tokens: Sequence[Token], at: int) -> tuple[str, int, str] | None:
    """The time at token ``at`` as "HH:MM", the token after it and its zone."""
    numeral = tokens[at].kind is Kind.NUMBER
    read = _worded(tokens, at) or (_numeral(tokens, at) if numeral else None)
    if read is None:
        return None
    value, end = read
    zone = _zones().match(tokens, end)
    return (value, zone[1], zone[0]) if zone else (value, end, "")


def _worded(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    words = table("calendar")["clock_words"]
    twelve = tokens[at].text == "12" and at + 1 < len(tokens) and tokens[at + 1].key in words
    key = tokens[at + twelve].key
    if key not in words:
        return None
    end = at + twelve + 1
    asked = twelve or _asks_for_a_time(tokens, at) or _zones().match(tokens, end)
    return (words[key], end) if asked or not _noun_follows(tokens, end) else None


def _asks_for_a_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether "by", "until", a weekday ... stands before ``at``."""
    before = tokens[at - 1].key if at else ""
    return before in table("calendar")["clock_word_after"] or before in table("calendar")["weekdays"]


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    """ "midnight blue": some other word than "on", "tonight" ..."""
    word = at < len(tokens) and tokens[at].kind is Kind.WORD
    return word and tokens[at].key not in table("calendar")["clock_word_before"]


def _numeral(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    token = tokens[at]
    if token.kind is not Kind.NUMBER or (at and token.attached and tokens[at - 1].kind is not Kind.MARK):
        return None
    hour, minute, end = _hour_minute(tokens, at)
    if hour is None or minute > 59:
        return None
    half = _half_of_day(tokens, end)
    if half:
        if not 1 <= hour <= 12:
            return None
        return f"{hour % 12 + (12 if half[0] == 'p' else 0):02}:{minute:02}", half[1]
    if end == at + 1 or hour > 23 or (end < len(tokens) and tokens[end].attached and tokens[end].text == ":"):
        return _oclock(tokens, at, hour)
    return f"{hour:02}:{minute:02}", end


def _hour_minute(tokens: Sequence[Token], at: int) -> tuple[int | None, int, int]:
    text = tokens[at].text
    if text.isdigit() and len(text) <= 2:
        minutes = _after_colon(tokens, at + 1)
        return (int(text), int(minutes), at + 3) if minutes else (int(text), 0, at + 1)
    hour, _, minute = text.partition(".")
    shaped = hour.isdigit() and minute.isdigit() and len(hour) <= 2 and len(minute) == 2
    if shaped and _half_of_day(tokens, at + 1):
        return int(hour), int(minute), at + 1
    return None, 0, at


def _after_colon(tokens: Sequence[Token], at: int) -> str:
    """The two digits right after a colon right after the hour."""
    if at + 1 >= len(tokens) or tokens[at].text != ":":
        return ""
    colon, minutes = tokens[at : at + 2]
    joined = colon.attached and minutes.attached
    return minutes.text if joined and minutes.text.isdigit() and len(minutes.text) == 2 else ""


def _half_of_day(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "am", "PM", "p.m." and the token after it."""
    if at >= len(tokens):
        return None
    key = tokens[at].key
    if key in ("am", "pm"):
        return key[0], at + 1
    letters = [tokens[i].key for i in range(at, min(at + 3, len(tokens)))]
    if letters in (["a", ".", "m"], ["p", ".", "m"]) and tokens[at + 1].attached and tokens[at + 2].attached:
        full = at + 3 < len(tokens) and tokens[at + 3].text == "." and tokens[at + 3].attached
        return key, at + 3 + full
    return None


def _oclock(tokens: Sequence[Token], at: int, hour: int) -> tuple[str, int] | None:
    if at + 1 < len(tokens) and tokens[at + 1].key == "o'clock" and hour <= 12:
        return f"{hour:02}:00", at + 2
    return None
