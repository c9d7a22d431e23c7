"""Which figures a text may hold at all, told from its words: a cheap test before any figure is read.

Never too strict: what ``read_figures`` finds was possible here (a test holds both to it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from claimcheck.facts.inflect import inflections, plural
from claimcheck.facts.language import table
from claimcheck.facts.units import Unit, get_unit, unit_names
from claimcheck.rulebook.words import word_forms

__all__ = ["PLACEHOLDER", "figure_words", "possible_tags"]

#: The word that stands in prose for a template's output tag.
PLACEHOLDER = "\ufffc"

_DATES = frozenset({"{date}", "{event}"})
_DATE = re.compile(r"\d\s*[/.\-\u2010-\u2015]\s*\d|\d\s*(?:st|nd|rd|th)\b|(?:1\d|20)\d\d", re.IGNORECASE)
_TIME = re.compile(r"\d\s*[:.h]\s*\d|\d\s*(?:am|pm|a\.|p\.|a m|p m|h\b|o['\u2019]clock|hours)", re.IGNORECASE)
_WITH_NUMERAL = frozenset({"{count}", "{measure}", "{rate}", "{rating}", "{multiplier}", "{round_the_clock}"})
_WITH_SHARE = _WITH_NUMERAL | {"{percent}"}  # "9 in 10", "9 out of 10"
_NAMES = frozenset({"{product}", "{variant}", "{metric}", "{feature}", "{place}"})
_BY_UNIT = ("duration", "percent", "money", "measure")
#: Units that are common words as well: no sign of a measure without a numeral.
_SHORT = 2


@dataclass(frozen=True, slots=True)
class _Signs:
    """Words and single marks of which one stands in every figure of a kind; short words beside digits."""

    words: frozenset[str]
    short: frozenset[str]
    marks: tuple[str, ...]

    def stand_in(self, text: str, words: AbstractSet[str], *, digit: bool) -> bool:
        return (not self.words.isdisjoint(words) or (digit and not self.short.isdisjoint(words))
                or any(mark in text for mark in self.marks))


def possible_tags(text: str, words: AbstractSet[str]) -> set[str]:
    """The tags, in braces, of all figures, dates and names that a text with these word forms may hold."""
    found = set(_NAMES)
    filled = PLACEHOLDER in text
    if filled:
        found.add("{placeholder}")
    digit = filled or any(not word[0].isalpha() for word in words)
    if digit or not _numerals().isdisjoint(words):
        found |= _WITH_NUMERAL if words.isdisjoint({"in", "out"}) else _WITH_SHARE
    elif not _loose().isdisjoint(words) or any(word.endswith(("fold", "folds")) for word in words):
        found |= {"{count}", "{multiplier}", "{rate}", "{round_the_clock}"}
    if filled or not _date_words().isdisjoint(words) or (digit and _DATE.search(text)):
        found |= _DATES
    if filled or not words.isdisjoint({"noon", "midnight", "midday"}) or (digit and _TIME.search(text)):
        found.add("{time}")
    found.update(f"{{{kind}}}" for kind in _BY_UNIT if _signs(kind).stand_in(text, words, digit=digit))
    return found | {"{rate}"} if "{measure}" in found else found


@cache
def _numerals() -> frozenset[str]:
    words = table("figures")
    return _forms(word for group in ("ones", "tens", "scales", "fractions") for word in words[group])


@cache
def _loose() -> frozenset[str]:
    """Words that make a figure without a numeral: "twice", "dozens", "a few", "around the clock"."""
    words = table("figures")
    phrases = [*words["multiples"], *words["vague_counts"], *words["vague"], "clock", "time"]
    return _forms(phrases)


@cache
def _date_words() -> frozenset[str]:
    """Of every name of a day, month, season or feast its longest word."""
    words = table("calendar")
    names = [name for group in ("months", "weekdays", "short_weekdays", "seasons", "relative")
             for name in words[group]]
    names += [name for event in words["events"].values() for name in event["words"]]
    return _forms(names)


@cache
def _signs(kind: str) -> _Signs:
    """The signs of the units of a kind."""
    written = [name for unit in map(get_unit, unit_names()) if _kind(unit) == kind for name in _names(unit)]
    words = _forms(written)
    more = {"money": "pound", "duration": "working_words"}
    words |= frozenset(table("figures")[more[kind]]) if kind in more else frozenset()
    long = frozenset(word for word in words if len(word) > _SHORT)
    return _Signs(long, words - long, tuple(sorted({name for name in written if not word_forms(name)})))


@cache
def figure_words() -> frozenset[str]:
    """The words that figures and dates are made of."""
    signs = (_signs(kind) for kind in _BY_UNIT)
    return frozenset().union(_numerals(), _date_words(), table("figures")["working"],
                             *(sign.words | sign.short for sign in signs))


def _kind(unit: Unit) -> str:
    return unit.kind


def _names(unit: Unit) -> tuple[str, ...]:
    return (*unit.words, *unit.symbols, *unit.tight, *(plural(word) for word in unit.words))


def _forms(phrases: Iterable[str]) -> frozenset[str]:
    """Of every phrase its longest word, in all inflections."""
    longest = [max(word_forms(phrase), key=lambda word: (len(word), word)) for phrase in phrases
               if word_forms(phrase)]
    return frozenset(form for word in longest for form in (inflections(word) if word.isalpha() else ())
                     ) | frozenset(longest)
