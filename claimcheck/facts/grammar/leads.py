"""Comparison words around a figure: "only up to about", "between", "or more"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from claimcheck.facts.grammar.figures import figure_at
from claimcheck.facts.grammar.reading import Figure, Reading, listed
from claimcheck.facts.language import table
from claimcheck.facts.tokens import Phrases

__all__ = ["Lead", "lead_at", "lead_words", "led_figure"]


@dataclass(frozen=True, slots=True)
class Lead:
    """The words before a figure: what they do to it, and the token at which the figure must begin."""

    op: str
    only: bool
    end: int
    between: bool = False
    words: bool = False  # any at all
    price: bool = False  # "from": only before money


@cache
def _comparisons(name: str) -> Phrases[str]:
    return Phrases((phrase, op) for op, phrases in table("figures")[name].items() for phrase in phrases)


@cache
def _colours(name: str) -> Phrases[str]:
    return Phrases((phrase, name) for phrase in table("figures")[name])


@cache
def lead_words() -> frozenset[str]:
    """The words with which a lead may begin."""
    phrases = (_comparisons("before"), _comparisons("before_money"), _colours("only"))
    return frozenset().union(listed("between"), *(known.firsts for known in phrases))


def lead_at(reading: Reading, at: int) -> Lead:
    """The comparison words, "only" and fillers that begin at ``at``: "only up to about"."""
    lead = Lead("=", False, at)
    if reading.key(at) in listed("between"):
        return replace(lead, end=at + 1, between=True, words=True)
    for _ in range(4):
        step = _lead_step(reading, lead)
        if step is None:
            break
        lead = step
    return lead


def _lead_step(reading: Reading, lead: Lead) -> Lead | None:
    if lead.end >= len(reading.tokens) or reading.blocked[lead.end]:
        return None
    compared = _comparisons("before").match(reading.tokens, lead.end)
    if compared and not _is_loose_sign(reading, lead.end, compared[1]):
        op = lead.op if lead.op not in ("=", "~") else compared[0]
        return replace(lead, op=op, end=compared[1], words=True)
    priced = _comparisons("before_money").match(reading.tokens, lead.end)
    if priced and not lead.words:
        return replace(lead, op=priced[0], end=priced[1], words=True, price=True)
    only = _colours("only").match(reading.tokens, lead.end)
    if only:
        return replace(lead, only=lead.only or lead.op == "=", end=only[1], words=True)
    filler = _colours("fillers").match(reading.tokens, lead.end) if lead.words else None
    return replace(lead, end=filler[1]) if filler else None


def _is_loose_sign(reading: Reading, at: int, end: int) -> bool:
    """ "> 20" and ">> 20" in mail are quotation marks; ">20" compares."""
    sign = reading.key(at) in ("<", ">")
    return sign and not (reading.attached(end) and (at == 0 or not reading.attached(at)))


def led_figure(reading: Reading, lead: Lead) -> tuple[Figure, str, int] | None:
    """The figure after its lead, the comparison in force, and the token after the whole."""
    figure = _between(reading, lead.end) if lead.between else figure_at(reading, lead.end)
    if figure is None:
        return None
    if lead.price and not (figure.unit.kind == "money" or reading.strict):
        return (figure, "=", figure.end) if not figure.exact else None
    if lead.price and not figure.exact:
        return figure, "=", figure.end
    if lead.price and reading.key(figure.end) == "to" and figure_at(reading, figure.end + 1):
        return None  # "from $50 to $45"
    op = lead.op if lead.op != "=" else figure.op
    after = _comparisons("after").match(reading.tokens, figure.end) if op in ("=", "~") else None
    return (figure, after[0], after[1]) if after else (figure, op, figure.end)


def _between(reading: Reading, at: int) -> Figure | None:
    """ "3 and 5 days" after "between"."""
    low = figure_at(reading, at)
    if low is None or not low.exact or reading.key(low.end) not in listed("and"):
        return None
    high = figure_at(reading, low.end + 1)
    if high is None or not high.exact or high.vague or low.vague:
        return None
    bottom = low.low if low.bare else _converted(low, high)
    if bottom is None or bottom > high.high:
        return None
    return replace(high, low=bottom)


def _converted(low: Figure, high: Figure) -> Decimal | None:
    return low.low if low.unit == high.unit else None
