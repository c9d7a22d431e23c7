"""Names that the facts give (products, metrics, features) and places, found by their first word.

A dictionary of first words keeps the cost the same for five names and for five thousand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcheck.facts.inflect import inflections
from claimcheck.facts.regions import region_words
from claimcheck.model import Term, TermKind, Vocabulary
from claimcheck.rulebook.words import Piece, pieces

__all__ = ["NameIndex", "NameMatch", "index_names", "place_names", "words_of"]

#: Country codes that copy writes; others ("in", "at", "it") are words.
_PLACE_CODES = frozenset({"uk", "us", "eu", "gb", "nz"})
#: Names proper: their digits are no figures, and they are matched as written.
PROPER = frozenset({TermKind.PRODUCT, TermKind.VARIANT, TermKind.COMPANY, TermKind.COMPETITOR})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a sentence: token range ``[first, last)``, all terms that share these words."""

    first: int
    last: int
    start: int
    end: int
    terms: tuple[Term, ...]

    def of(self, *kinds: TermKind) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.kind in kinds)


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[frozenset[str], ...]
    term: Term
    capital: bool  # a single common-looking word: only with its capital letter
    code: bool = False  # a short code for a place: only in capitals ("US" and "us" are two words)


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """Names by each form of their first word."""

    by_first: dict[str, tuple[_Name, ...]]

    def __bool__(self) -> bool:
        return bool(self.by_first)

    def find(self, tokens: list[Piece], text: str) -> tuple[NameMatch, ...]:
        """Every name; of two that overlap and are of one sort (proper or not) the longer wins."""
        found: list[NameMatch] = []
        for place, token in enumerate(tokens):
            for proper in (True, False):
                match = self._longest(tokens, place, text, proper) if token.form in self.by_first else None
                if match is not None:
                    found.append(match)
        return tuple(_longest_first(found))

    def _longest(self, tokens: list[Piece], place: int, text: str, proper: bool) -> NameMatch | None:
        fitting = [name for name in self.by_first[tokens[place].form]
                   if (name.term.kind in PROPER) is proper and _fits(name, tokens, place, text)]
        if not fitting:
            return None
        size = max(len(name.words) for name in fitting)
        terms = tuple(name.term for name in fitting if len(name.words) == size)
        return NameMatch(place, place + size, tokens[place].start, tokens[place + size - 1].end, terms)


def _fits(name: _Name, tokens: list[Piece], place: int, text: str) -> bool:
    if place + len(name.words) > len(tokens):
        return False
    if name.capital and not text[tokens[place].start].isupper():
        return False
    if name.code and not text[tokens[place].start : tokens[place].end].isupper():
        return False
    return all(tokens[place + k].form in forms for k, forms in enumerate(name.words))


def _longest_first(found: list[NameMatch]) -> list[NameMatch]:
    kept: list[NameMatch] = []
    taken: dict[bool, set[int]] = {True: set(), False: set()}
    for match in sorted(found, key=lambda m: (m.first - m.last, m.first)):
        sort = taken[match.terms[0].kind in PROPER]
        if sort.isdisjoint(range(match.first, match.last)):
            kept.append(match)
            sort.update(range(match.first, match.last))
    return sorted(kept, key=lambda match: (match.first, match.last))


def index_names(vocabulary: Vocabulary) -> NameIndex:
    """Index of all names of a vocabulary; kept for the vocabularies used last."""
    kept = _kept.get(id(vocabulary))
    if kept is None or kept[0] is not vocabulary:
        if len(_kept) >= 8:
            _kept.clear()
        kept = (vocabulary, _index(vocabulary.terms))
        _kept[id(vocabulary)] = kept
    return kept[1]


_kept: dict[int, tuple[Vocabulary, NameIndex]] = {}


@cache
def place_names(more: tuple[str, ...] = ()) -> NameIndex:
    """Index of the places that copy may name: the built-in ones and ``more``."""
    words = dict.fromkeys(w for w in (*region_words(), *more) if len(w) > 2 or w in _PLACE_CODES)
    return _index(Term(name, TermKind.VARIANT, "", "place") for name in words)


@lru_cache(maxsize=8)
def words_of(names: NameIndex) -> frozenset[str]:
    """Every form of every word of some names."""
    return frozenset(form for group in names.by_first.values() for name in group
                     for forms in name.words for form in forms)


def _index(terms: Iterable[Term]) -> NameIndex:
    by_first: dict[str, list[_Name]] = {}
    for term in terms:
        words = [piece.form for piece in pieces(term.words)]
        if not words:
            continue
        loose = term.kind not in PROPER
        forms = tuple(inflections(word) | {word} if loose else frozenset({word}) for word in words)
        name = _Name(forms, term, not loose and _is_common(term.words),
                     code=term.key == "place" and term.words in _PLACE_CODES)
        for form in sorted(forms[0]):
            by_first.setdefault(form, []).append(name)
    return NameIndex({form: tuple(names) for form, names in by_first.items()})


def _is_common(words: str) -> bool:
    """Whether a name could be read as a plain word: one word of letters that is written with a capital."""
    return words.isalpha() and words[:1].isupper() and not words.isupper()
