"""Figures in copy and in facts: "up to 8 hours", "2-5 working days", "£49.99/mo", "4.6 out of 5".

``find_quantities`` reads every figure of a text with its place; ``parse_quantity`` reads a text that
is one figure; ``format_quantity`` prints one back. The words stand in ``rules/language``, the grammar
in ``claimcheck.facts.grammar``.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from claimcheck.errors import nearest
from claimcheck.facts.grammar.figures import may_begin
from claimcheck.facts.grammar.leads import Lead, lead_at, lead_words, led_figure
from claimcheck.facts.grammar.names import blocked_tokens, is_name
from claimcheck.facts.grammar.reading import HYPHENS, Figure, Reading, listed
from claimcheck.facts.inflect import plural, singular
from claimcheck.facts.tokens import Kind, Token, tokenize
from claimcheck.facts.units import COUNT, find_unit, get_unit, unit_words
from claimcheck.model import Quantity

__all__ = ["QuantityKind", "QuantityMatch", "find_quantities", "format_quantity", "kind_of", "parse_quantity"]


class QuantityKind(StrEnum):
    DURATION = "duration"
    PERCENT = "percent"
    MULTIPLIER = "multiplier"
    MONEY = "money"
    COUNT = "count"
    MEASURE = "measure"
    RATING = "rating"
    ROUND_THE_CLOCK = "round_the_clock"


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """A figure in a text: ``text[start:end]`` with its comparison words and "only".

    ``figure_start`` and ``figure_end`` bound the figure and its unit alone. ``only`` says that
    "only", "just" or "mere" colours it. ``quantity`` is None for an amount that copy leaves open
    ("a few minutes").
    """

    start: int
    end: int
    kind: QuantityKind
    quantity: Quantity | None
    text: str
    only: bool = False
    figure_start: int = 0
    figure_end: int = 0

    @property
    def vague(self) -> bool:
        return self.quantity is None


def find_quantities(text: str) -> tuple[QuantityMatch, ...]:
    """Every figure of ``text``, left to right, never overlapping.

    What is not next to a figure never changes its value. A number that stands alone is a ``count``
    of ``units``; its noun is left to the caller.
    """
    tokens = tokenize(text)
    reading = Reading(tokens, blocked_tokens(text, tokens))
    found: list[QuantityMatch] = []
    at = 0
    while at < len(tokens):
        match, at = _match_at(text, reading, at)
        if match:
            found.append(match)
    return tuple(found)


def _match_at(text: str, reading: Reading, at: int) -> tuple[QuantityMatch | None, int]:
    """The match that begins at token ``at``, and the token to go on from."""
    if reading.key(at) not in lead_words() and not may_begin(reading, at):
        return None, at + 1
    lead = lead_at(reading, at)
    read = led_figure(reading, lead)
    if read is None and lead.words:
        lead = Lead("=", False, at)
        read = led_figure(reading, lead)
    if read is None:
        return None, _past_numeral(reading, at)
    figure, op, end = read
    if is_name(reading, lead.end, figure) and not (lead.words and _is_amount(reading, lead.end, figure)):
        return None, max(figure.end, at + 1)
    start, stop = reading.tokens[at].start, reading.tokens[end - 1].end
    match = QuantityMatch(
        start,
        stop,
        _kind(figure),
        _quantity(figure, op),
        text[start:stop],
        lead.only,
        reading.tokens[lead.end].start,
        reading.tokens[figure.end - 1].end,
    )
    return match, end


def _past_numeral(reading: Reading, at: int) -> int:
    """Step over a numeral that is no figure with all that hangs on it, so that no part of it is read."""
    if reading.tokens[at].kind is not Kind.NUMBER:
        return at + 1
    at += 1
    while (
        at < len(reading.tokens)
        and reading.attached(at)
        and (reading.tokens[at].kind is not Kind.MARK or reading.attached(at + 1))
        and reading.tokens[at].text not in '()[]"\u201c\u201d*|;,'
    ):
        at += 1
    return at


def _is_amount(reading: Reading, at: int, figure: Figure) -> bool:
    """ "only one", "over 2000": after a comparison word even a pronoun or a year's numeral is an amount."""
    text = reading.key(at)
    year = len(text) == 4 and text.isdigit() and not reading.goes_on(figure.end) and not reading.attached(at)
    return year or text == "one"


def kind_of(unit: str) -> QuantityKind:
    """The kind of figure that a canonical unit makes."""
    return QuantityKind(get_unit(unit).kind)


def _kind(figure: Figure) -> QuantityKind:
    around = figure.unit.name == "hour/day" and figure.low == figure.high == 24
    return QuantityKind.ROUND_THE_CLOCK if around else kind_of(figure.unit.name)


def _quantity(figure: Figure, op: str) -> Quantity | None:
    if figure.vague:
        return None
    return Quantity(op, figure.low, figure.high, figure.unit.name, figure.basis)


#: A number and one noun: nine in ten quantities of a facts folder.
_PLAIN = re.compile(r"([1-9][0-9]{0,8}(?:\.[0-9]+)?)((?: [A-Za-z]+|%)?)")


def parse_quantity(text: str) -> Quantity:
    """The figure that is the whole of ``text``. ValueError, one clear sentence, when it is not one.

    A number alone is a count of ``units``; any counted noun is a unit, in the singular.

    >>> parse_quantity("2-5 working days")
    Quantity(op='=', low=Decimal('2'), high=Decimal('5'), unit='day', basis='working')
    """
    plain = _PLAIN.fullmatch(text)
    model = _of_noun(plain[2]) if plain else None
    if plain is None or model is None:
        return _read_whole(text)
    value = Decimal(plain[1])
    return Quantity("=", value, value, model.unit, model.basis)


@lru_cache(maxsize=4096)
def _of_noun(noun: str) -> Quantity | None:
    """What "7" and this noun say when any number before it reads alike; None for "million" and nonsense."""
    try:
        quantity = _read_whole(f"7{noun}")
    except ValueError:
        return None
    return quantity if quantity.op == "=" and quantity.low == quantity.high == 7 else None


def _read_whole(text: str) -> Quantity:
    """``parse_quantity`` by the whole grammar, at forty times the cost of a number and a noun."""
    tokens = tokenize(text)
    reading = Reading(tokens, [False] * len(tokens), strict=True)
    if not tokens:
        raise ValueError("A quantity was expected here, such as 8 hours or 412 units.")
    read = led_figure(reading, lead_at(reading, 0))
    if read is None:
        raise ValueError(
            f'"{text}" is not a quantity: a number was expected first, such as 8 hours or 412 units.'
        )
    figure, op, end = read
    quantity = _quantity(figure, op)
    if quantity is None:
        raise ValueError(f'"{text}" says no exact amount: write a number, such as 8 hours.')
    if end == len(tokens):
        return quantity
    return replace(quantity, unit=_counted_noun(text, figure, tokens[end:]))


def _counted_noun(text: str, figure: Figure, rest: tuple[Token, ...]) -> str:
    """The noun after a bare number, in the singular; a word that looks like a misspelt unit is refused."""
    noun = " ".join(token.text for token in rest)
    plain = all(token.kind is Kind.WORD or token.text in HYPHENS for token in rest)
    if not figure.bare or not plain or len(rest) > 4 or rest[0].attached:
        hint = nearest(noun, unit_words())
        raise ValueError(
            f'"{text}" is not one quantity: "{noun}" is not understood.' + (f" {hint}" if hint else "")
        )
    if len(rest) > 1 and find_unit(rest[-1].text):
        odd, unit = rest[0].text, rest[-1].text
        raise ValueError(f'"{odd}" is not understood between the number and "{unit}" in "{text}".')
    close = _misspelt_unit(noun.lower())
    if close:
        raise ValueError(f'"{noun}" is not a unit. Did you mean "{close}"?')
    one = singular(noun)
    return COUNT if one in ("unit", "units") else one


def _misspelt_unit(noun: str) -> str:
    """The unit of which ``noun`` looks like a misspelling: "lumins", "housr"; ordinary nouns are listed."""
    known = [word for word in unit_words() if len(word) > 3 and word[0] == noun[0]]
    if noun in known or singular(noun) in listed("counted"):
        return ""
    close = difflib.get_close_matches(noun, known, n=1, cutoff=0.8)
    if not close:
        return ""
    sure = difflib.SequenceMatcher(None, noun, close[0]).ratio() >= 0.85
    one_letter = (
        len(noun) == len(close[0]) > 5 and sum(a != b for a, b in zip(noun, close[0], strict=True)) == 1
    )
    swapped = sorted(noun) == sorted(close[0])
    return close[0] if sure or one_letter or swapped else ""


_OPS = {"=": "", "<=": "up to ", ">=": "at least ", "<": "under ", ">": "over ", "~": "about "}


def format_quantity(quantity: Quantity) -> str:
    """The quantity in words and figures that ``parse_quantity`` reads back to the same.

    >>> format_quantity(parse_quantity("at least 500 Mbps"))
    'at least 500 Mbps'
    """
    low, high = _digits(quantity.low), _digits(quantity.high)
    joined = high if quantity.low == quantity.high else f"{low}{' to ' if '-' in low + high else '-'}{high}"
    return _OPS[quantity.op] + _with_unit(joined, quantity)


def _with_unit(number: str, quantity: Quantity) -> str:
    unit = get_unit(quantity.unit)
    if unit.prefix:
        return f"{unit.name}{number}"
    if unit.name in ("percent", "x"):
        return number + ("%" if unit.name == "percent" else "x")
    basis = f"{quantity.basis} " if quantity.basis else ""
    over, slash, under = unit.name.partition("/")
    declared = slash and unit.words + unit.symbols + unit.tight
    name = _shown(over if slash and not declared else unit.name, number)
    return f"{number} {basis}{name}" + (f" per {under}" if slash and not declared else "")


def _shown(name: str, number: str) -> str:
    """The unit's name in the number that agrees: "1 hour", "8 hours", "500 Mbps"."""
    unit = get_unit(name)
    spelled = unit.kind == "count" or (name in unit.words and (len(name) > 3 or name == "day"))
    if not spelled or number == "1" or name == COUNT:
        return name
    many = plural(name)
    return many if singular(many) == name else name


def _digits(value: Decimal) -> str:
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown and len(shown.partition(".")[2]) > 2 else shown
