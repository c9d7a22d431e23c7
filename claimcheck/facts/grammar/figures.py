"""The grammar of one figure: a number or a range, and what it counts. No comparison words here.

Every reading looks at a bounded number of tokens, so a whole text is read in linear time.
"""

from __future__ import annotations

from functools import cache

from claimcheck.facts.grammar.amounts import MINUS, amount_at
from claimcheck.facts.grammar.ranges import compound_of, range_of
from claimcheck.facts.grammar.rates import with_rate
from claimcheck.facts.grammar.reading import Figure, Reading, listed, phrases
from claimcheck.facts.grammar.special import protection, rated_before, special
from claimcheck.facts.grammar.worded import worded
from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import money_signs

__all__ = ["figure_at", "may_begin"]


def figure_at(reading: Reading, at: int) -> Figure | None:
    """The figure that begins at token ``at``, or None."""
    if at >= len(reading.tokens) or reading.blocked[at] or not may_begin(reading, at):
        return None
    for read in _READERS:
        figure = read(reading, at)
        if figure is not None:
            return figure
    return None


def may_begin(reading: Reading, at: int) -> bool:
    """A quick answer for most words of a text: whether a figure could begin here at all."""
    token = reading.tokens[at]
    if token.kind is Kind.NUMBER or token.kind is Kind.FRACTION or token.key in _beginnings():
        return True
    if token.key.endswith("fold"):
        return True
    return reading.key(at - 1) in listed("vague_after") and token.key.endswith("s")


@cache
def _beginnings() -> frozenset[str]:
    """Every word and mark, as compared, that can begin a figure which begins with no numeral."""
    words = table("figures")
    names = ("round_the_clock", "vague")
    firsts = frozenset().union(*(phrases(name).firsts for name in names))
    numerals = {*words["ones"], *words["tens"], *words["scales"], *words["multiples"], *words["vague_counts"]}
    doubled = {word + "s" for word in words["multiples"]}
    signs = {sign.casefold() for sign in money_signs()}
    return (
        firsts
        | numerals
        | doubled
        | signs
        | {
            "a",
            "an",
            "half",
            "one-half",
            "quarter",
            ".",
            *MINUS,
            "ip",
            "ipx",
            "ik",
            "upf",
            "spf",
        }
    )


def _counted(reading: Reading, at: int) -> Figure | None:
    """A number or a range, its unit, and what it is per."""
    first = amount_at(reading, at)
    if first is None:
        return None
    figure = range_of(reading, first) or compound_of(reading, first)
    if figure is None or (first.negative and not figure.unit.signed and not reading.strict):
        return None
    return with_rate(reading, special(reading, figure))


_READERS = (worded, protection, rated_before, _counted)
