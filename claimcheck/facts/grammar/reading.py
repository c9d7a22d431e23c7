"""A text as the figure grammar sees it, and what a figure is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind, Phrases, Token
from claimcheck.facts.units import Unit, get_unit

__all__ = ["HYPHENS", "Figure", "Reading", "listed", "phrases", "times"]

HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's tokens, and which of them belong to dates, addresses and names and are no figures.

    ``strict``: the whole text is one quantity, so nothing around it can make it something else.
    """

    tokens: Sequence[Token]
    blocked: Sequence[bool]
    strict: bool = False

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def attached(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].attached

    def is_number(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind is Kind.NUMBER

    def goes_on(self, at: int) -> bool:
        """Whether letters or digits stand at ``at`` with nothing before them."""
        return self.attached(at) and self.tokens[at].kind is not Kind.MARK

    def after_hyphen(self, at: int) -> int:
        """The token after an attached hyphen at ``at``, or ``at`` itself."""
        hyphen = self.key(at) in HYPHENS and self.attached(at) and self.attached(at + 1)
        return at + 1 if hyphen else at


@dataclass(frozen=True, slots=True)
class Figure:
    """``low`` to ``high`` of ``unit``, up to token ``end``. ``vague``: an amount without a value."""

    low: Decimal
    high: Decimal
    unit: Unit
    end: int
    basis: str = ""
    op: str = "="
    bare: bool = False  # a number without unit, currency or noun
    vague: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high


@cache
def listed(name: str) -> frozenset[str]:
    """A list of ``rules/language/figures.yaml``, to be asked for single words."""
    return frozenset(table("figures")[name])


@cache
def phrases(name: str) -> Phrases[str]:
    return Phrases((phrase, phrase) for phrase in table("figures")[name])


def times(value: Decimal, end: int) -> Figure:
    return Figure(value, value, get_unit("x"), end)
