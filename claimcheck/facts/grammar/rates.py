"""What a figure is per: "pages per minute", "£5 a month", "twice a day"."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.facts.grammar.amounts import unit_at
from claimcheck.facts.grammar.reading import Figure, Reading, listed
from claimcheck.facts.inflect import inflections, singular
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import Unit, get_unit, ratio_unit

__all__ = ["with_rate"]


def with_rate(reading: Reading, figure: Figure) -> Figure:
    """ "per minute", "/mo", "a yard" after a unit, or after one counted noun ("24 pages per minute")."""
    if figure.vague:
        return figure
    at, over = figure.end, figure.unit
    if figure.bare:
        noun = _noun_at(reading, at)
        if noun is None:
            return figure
        at, over = at + 1, get_unit(noun)
    under = _denominator(reading, at, over)
    if under is None:
        return figure
    return replace(figure, unit=ratio_unit(over, under[0]), end=under[1], bare=False)


def _noun_at(reading: Reading, at: int) -> str | None:
    """The singular of a counted noun at ``at``: a plain word, neither unit nor function word."""
    if at >= len(reading.tokens) or reading.tokens[at].kind is not Kind.WORD or reading.blocked[at]:
        return None
    key = reading.key(at)
    if reading.attached(at) or len(inflections(key)) == 1:
        return None
    return singular(key)


def _denominator(reading: Reading, at: int, over: Unit) -> tuple[Unit, int] | None:
    key = reading.key(at)
    if key == "pcm" and over.kind == "money":
        return get_unit("month"), at + 1
    if key not in listed("per") or (key == "/" and not (reading.attached(at) and reading.attached(at + 1))):
        return None
    match = unit_at(reading, at + 1)
    if (
        match
        and match[0].kind in ("duration", "measure")
        and (match[0].kind == "duration" or key in ("per", "/") or over.kind == "money")
    ):
        return match
    if over.kind == "money" and key in ("per", "/"):
        noun = _noun_at(reading, at + 1) if key == "per" else _attached_noun(reading, at + 1)
        return (get_unit(noun), at + 2) if noun else None
    return None


def _attached_noun(reading: Reading, at: int) -> str | None:
    token = reading.tokens[at]
    return singular(token.key) if token.kind is Kind.WORD and len(token.key) > 1 else None
