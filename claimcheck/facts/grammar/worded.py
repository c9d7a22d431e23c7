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
from claimcheck.facts.units import COUNT, Unit, get_unit

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
    if match is None or reading.goes_on(match[1]):
        return None
    return Figure(Decimal(24), Decimal(24), get_unit("hour/day"), match[1])


def _multiple(reading: Reading, at: int) -> Figure | None:
    key = reading.key(at)
    values = table("figures")["multiples"]
    base = key.removesuffix("s") if key.endswith("les") else key
    if base not in values:
        return _fold(key, at)
    value, verb = Decimal(values[base]), base.endswith("le")  # "doubles the range", "twice as bright"
    likened = reading.key(at + 1) in listed("double_before") if verb else is_comparative(reading, at + 1)
    if likened or reading.strict:
        return times(value, at + 1)
    return None if verb else _often(reading, value, at + 1)


def _fold(key: str, at: int) -> Figure | None:
    """ "tenfold"."""
    words = table("figures")
    value = {**words["ones"], **words["tens"], "hundred": "100"}.get(key.removesuffix("fold"))
    return times(Decimal(value), at + 1) if value and key.endswith("fold") else None


def _often(reading: Reading, value: Decimal, at: int) -> Figure | None:
    """ "twice a day"."""
    figure = with_rate(reading, Figure(value, value, get_unit("time"), at))
    return figure if figure.end > at else None


def _half(reading: Reading, at: int) -> Figure | None:
    """ "half an hour", "half-hour", "half the weight", "a quarter of an hour"."""
    value = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(reading.key(at))
    if value is None:
        return None
    after = reading.after_hyphen(at + 1)
    match = _unit_of_part(reading, after, plain=reading.key(at) == "half")
    if match and match[0].kind in ("duration", "measure"):
        return Figure(value, value, match[0], match[1])
    halved = reading.key(after) in listed("half_before") or reading.key(at - 1) in listed("half_after")
    return times(value, at + 1) if reading.key(at) == "half" and (halved or reading.strict) else None


def _unit_of_part(reading: Reading, at: int, *, plain: bool) -> tuple[Unit, int] | None:
    """The unit after "of an", "an", or right there where ``plain`` ("half-hour")."""
    article = at + (reading.key(at) == "of")
    if reading.key(article) in ("a", "an"):
        return unit_at(reading, article + 1)
    return unit_at(reading, at) if plain and article == at else None


def _article(reading: Reading, at: int) -> Figure | None:
    """ "a week", "an hour and a half": one, after a word that asks for a length of time."""
    if reading.key(at) not in ("a", "an"):
        return None
    if reading.key(at + 1) == "quarter" and reading.key(at + 2) == "of":
        return _half(reading, at + 1)
    if not (reading.strict or _begins_clause(reading, at) or reading.key(at - 1) in _article_after()):
        return None
    match = unit_at(reading, at + 1)
    if match is None or match[0].kind != "duration" or match[0].name == "second":
        return None
    figure = Figure(Decimal(1), Decimal(1), match[0], match[1])
    return with_smaller(reading, figure) or figure


def _begins_clause(reading: Reading, at: int) -> bool:
    return at == 0 or reading.key(at - 1) in (".", "!", "?", ":", ";", ",", "(", "\u2014", "\u2013")


@cache
def _article_after() -> frozenset[str]:
    """The words listed for it, and the last words of comparisons ("less than", "up to")."""
    comparisons = [phrase for phrases in table("figures")["before"].values() for phrase in phrases]
    return listed("article_after") | {phrase.split()[-1] for phrase in comparisons}


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
