"""Figures and phrases of a text, remembered: many rules read the same sentences."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.facts import quantities, wording
from claimcheck.facts.quantities import QuantityMatch

__all__ = ["find_phrase", "find_quantities"]

#: Texts longer than this are read anew each time, so that what is remembered stays small.
LONG = 20_000


def find_quantities(text: str) -> tuple[QuantityMatch, ...]:
    """Every figure of a text, as ``facts.quantities`` finds them."""
    return quantities.find_quantities(text) if len(text) > LONG else _figures(text)


def find_phrase(phrase: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where a phrase stands in a text, as ``facts.wording`` finds it."""
    return wording.find_phrase(phrase, text) if len(text) > LONG else _phrase(phrase, text)


@lru_cache(maxsize=1024)
def _figures(text: str) -> tuple[QuantityMatch, ...]:
    return quantities.find_quantities(text)


@lru_cache(maxsize=8192)
def _phrase(phrase: str, text: str) -> tuple[tuple[int, int], ...]:
    return wording.find_phrase(phrase, text)
