"""Whether a sentence's words speak for a promise: points added up, as the files' ``weights`` give them.

A pattern sees a few words; the rest of the sentence often says that they are no promise ("please write
within a week of delivery"). What is dropped here is dropped before promises are told apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.names import PROPER
from claimcheck.extraction.tokens import Sentence, Token
from claimcheck.rulebook.entries import PatternBook, Weights
from claimcheck.rulebook.grammar import FIGURE_SLOTS

__all__ = ["convincing", "length_of", "points", "signs"]

_MARKS = frozenset({"mark", "stop"})
_EDGES = ("^", "$")
_KINDS = FIGURE_SLOTS | {"place"}
_UNSAID = frozenset(map(str, PROPER)) | {"placeholder"}


def convincing(hits: list[Hit], sentence: Sentence, book: PatternBook) -> list[Hit]:
    """The hits whose families the sentence's words do not speak against, and those that nothing weighs."""
    if not hits or not book.weights or all(hit.firm for hit in hits):
        return hits
    shown = frozenset(signs(sentence))
    length = length_of(sentence)
    falls_short = {weights.family for weights in book.weights
                   if length >= weights.fewest and points(shown, weights) < weights.least}
    return [hit for hit in hits if hit.firm or hit.family not in falls_short]


def points(shown: frozenset[str], weights: Weights) -> int:
    """The sum for a sentence with these signs, in tenths."""
    return weights.start + sum(weights.points[sign] for sign in shown & weights.points.keys())


def length_of(sentence: Sentence) -> int:
    """The number of words that have a say: neither marks nor names."""
    return sum(token.tag not in _MARKS and bool(_sign(token)) for token in sentence.tokens)


def signs(sentence: Sentence) -> Iterator[str]:
    """Words, and pairs of neighbours with a blank between; ``^`` and ``$`` are the sentence's edges.

    A figure or a place is one sign, "{duration}", whatever it says; what a product is called has no say.
    """
    words = [_EDGES[0], *filter(None, map(_sign, sentence.tokens)), _EDGES[1]]
    yield from words[1:-1]
    yield from map(" ".join, itertools.pairwise(words))


def _sign(token: Token) -> str:
    if token.tag in _KINDS:
        return f"{{{token.tag}}}"
    if token.tag in _UNSAID or token.tag.endswith("+") or token.form in _EDGES:
        return ""
    return "{number}" if token.form[0].isdigit() else token.form
