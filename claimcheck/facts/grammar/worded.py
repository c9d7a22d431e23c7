"""Figures without a numeral: "24/7", "twice the", "half an hour", "a week", "a few minutes"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from claimcheck.facts.grammar.amounts import unit_at
from claimcheck.facts.grammar.ranges import with_smaller
from claimcheck.facts.grammar.rates import with_rate
from claimcheck.facts.grammar.reading import Figure, Reading, listed, phrases, times
from claimcheck.facts.grammar.special import is_comparative
from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import COUNT, get_unit

__all__ = ["worded"]


def worded(reading: Reading, at: int) -> Figure | None:
    """ "24/7", "twice the", "half the", "tenfold", "half an hour", "an hour", "a few days"."""
    for read in (_round_the_clock, _multiple, _half, _article, _vague):
        figure = read(reading, at)
        if figure is not None:
            return figure
    return None


def _round_the_clock(reading: Reading, at: int) -> Figure | None:
    match = phrases("round_the_clock").match(reading.tokens, at)
    if not match or (match[1] < len(reading.tokens) and reading.attached(match[1]) and reading.tokens[match[1]].kind is not Kind.MARK):
        return None
    return Figure(Decimal(24), Decimal(24), get_unit("hour/day"), match[1])


def _multiple(reading: Reading, at: int) -> Figure | None:
    key = reading.key(at)
    values = table("figures")["multiples"]
    base = key.removesuffix("s") if key.endswith("les") else key
    if base in values:
        wanted = listed("double_before") if base.endswith("le") else listed("times_before")
        nearby = reading.key(at + 1) in wanted or (not base.endswith("le") and is_comparative(reading, at + 1))
        if nearby or reading.strict:
            return times(Decimal(values[base]), at + 1)
        return _often(reading, Decimal(values[base]), at + 1) if base in ("twice", "thrice") else None
    if key.endswith("fold") and key != "fold":
        value = {**table("figures")["ones"], **table("figures")["tens"]}.get(key[:-4])
        return times(Decimal(value), at + 1) if value else None
    return None


def _often(reading: Reading, value: Decimal, at: int) -> Figure | None:
    """ "twice a day"."""
    figure = with_rate(reading, Figure(value, value, get_unit("time"), at))
    return figure if figure.end > at else None


def _half(reading: Reading, at: int) -> Figure | None:
    """ "half an hour", "half-hour", "half the weight", "a quarter of an hour"."""
    key = reading.key(at)
    if key not in ("half", "quarter"):
        return None
    value = Decimal("0.5" if key == "half" else "0.25")
    after = reading.after_hyphen(at + 1)
    of = key == "quarter" or reading.key(after) == "of"
    article = after + (1 if reading.key(after) == "of" else 0)
    if reading.key(article) in ("a", "an") or (after == at + 1 and not of) or (after == at + 2 and key == "half"):
        after = article + (reading.key(article) in ("a", "an"))
        match = unit_at(reading, after)
        if match and match[0].kind in ("duration", "measure"):
            return Figure(value, value, match[0], match[1])
    if key == "half" and (reading.key(after) in listed("half_before") or reading.key(at - 1) in listed("half_after") or reading.strict):
        return times(value, at + 1)
    return None


def _article(reading: Reading, at: int) -> Figure | None:
    """ "a week", "an hour and a half": one, after a word that asks for a length of time."""
    if reading.key(at) not in ("a", "an") or not (at == 0 or reading.strict or reading.key(at - 1) in _article_after()):
        return None
    if reading.key(at + 1) == "quarter" and reading.key(at + 2) == "of":
        return _half(reading, at + 1)
    match = unit_at(reading, at + 1)
    if match is None or match[0].kind != "duration" or match[0].name == "second":
        return None
    figure = Figure(Decimal(1), Decimal(1), match[0], match[1])
    return with_smaller(reading, figure) or figure


@cache
def _article_after() -> frozenset[str]:
    comparisons = {word.split()[-1] for group in ("before", "after") for words in table("figures")[group].values() for word in words}
    return listed("article_after") | comparisons


def _vague(reading: Reading, at: int) -> Figure | None:
    """ "a few minutes", "within days", "hundreds": an amount that copy leaves open."""
    zero = Decimal(0)
    match = phrases("vague").match(reading.tokens, at)
    if match:
        unit = unit_at(reading, match[1] + (reading.key(match[1]) in ("short", "more", "of")))
        if unit and unit[0].kind == "duration":
            return Figure(zero, zero, unit[0], unit[1], vague=True)
    if reading.key(at - 1) in listed("vague_after") and reading.key(at).endswith("s"):
        unit = unit_at(reading, at)
        if unit and unit[0].kind == "duration" and len(reading.key(at)) > 3:
            return Figure(zero, zero, unit[0], unit[1], vague=True)
    if reading.key(at) in listed("vague_counts") and reading.key(at + 1) == "of":
        return Figure(zero, zero, get_unit(COUNT), at + 1, vague=True)
    return None
