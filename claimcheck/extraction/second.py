"""What a second reading of the words changes: finds of patterns that it drops, promises that it adds.

A pattern sees a few words; the rest of the block often says that they are no promise ("please write within a
week of delivery"), and no list of patterns foresees every way to promise something.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import UNFORESEEN, Family

if TYPE_CHECKING:
    from claimcheck.extraction.tagger.tagger import Promise, Reading, Tagger

__all__ = ["SecondReading", "is_worth_reading", "read_ahead", "second_reading"]

#: In tenths of log-odds. What a pattern finds is dropped below the first; pieces belong to a promise that no
#: pattern finds from the second on, and one of them must come up to the third.
DROPPED, SPEAKING, SURE = -10, 0, 15
#: A promise that comes up to this is shown whatever condition the words round it may state.
CERTAIN = 28
#: Blocks of fewer words are left to the patterns, and sentences of at most so many words are not judged.
_FEWEST_WORDS, _SHORT = 3, 4
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MARKS = frozenset({"mark", "stop"})
_KEPT = frozenset({"conditional"})


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """A stretch of a block as read; the places of its promises are those of the stretch, in order."""

    start: int
    end: int
    reading: Reading
    promises: tuple[Promise, ...]

    def starting(self, start: int, end: int) -> tuple[Promise, ...]:
        """The promises that begin in ``[start, end)`` of the block."""
        first = bisect_left(self.promises, start - self.start, key=lambda promise: promise.start)
        last = bisect_left(self.promises, end - self.start, key=lambda promise: promise.start)
        return self.promises[first:last]


@dataclass(slots=True, eq=False)
class SecondReading:
    """A block's second reading, stretch by stretch as it is asked for; only the last one is kept."""

    text: str
    stretches: Sequence[tuple[int, int]]
    tagger: Tagger
    _last: _Stretch | None = None

    def promises_in(self, start: int, end: int) -> bool:
        """Whether a promise begins in a stretch of the block."""
        return bool(self._at(start).starting(start, end))

    def borne_out(self, hits: list[Hit], sentence: Sentence) -> list[Hit]:
        """The hits that the reading does not speak against.

        Firm ones, and offers, stand whatever it says; so does what a short sentence says, wide frames apart.
        """
        short = sum(token.tag not in _MARKS for token in sentence.tokens) <= _SHORT
        return [hit for hit in hits if hit.firm or hit.family is Family.OFFER or (short and not hit.loose)
                or self._speaks_for(hit)]

    def unforeseen(self, sentence: Sentence) -> Iterator[Hit]:
        """The promises of a sentence as the reading alone finds them; what exactly they say is not known.

        Each has two words or more: single ones, figures and addresses say too little without a pattern.
        """
        stretch = self._at(sentence.start)
        for promise in stretch.starting(sentence.start, sentence.end):
            start, end = stretch.start + promise.start, stretch.start + promise.end
            places = [n for n, token in enumerate(sentence.tokens)
                      if start < token.end and token.start < end and token.tag not in _MARKS]
            if not places:
                continue
            first, last = sentence.tokens[places[0]], sentence.tokens[places[-1]]
            if len(self.text[first.start : last.end].split()) > 1:
                yield Hit(UNFORESEEN, promise.type, "", places[0], places[-1] + 1, first.start, last.end,
                          keep=_KEPT if promise.peak >= CERTAIN else frozenset(), loose=True)

    def _speaks_for(self, hit: Hit) -> bool:
        stretch = self._at(hit.start)
        said = stretch.reading.speaks_for(hit.family, hit.start - stretch.start, hit.end - stretch.start)
        return said >= DROPPED

    def _at(self, place: int) -> _Stretch:
        if self._last is None or not self._last.start <= place < self._last.end:
            start, end = self.stretches[bisect_right(self.stretches, place, key=itemgetter(0)) - 1]
            reading = self.tagger.read(self.text[start:end])
            promises = sorted(reading.promises(SPEAKING, SURE), key=lambda p: (p.start, p.end, p.type))
            self._last = _Stretch(start, end, reading, tuple(promises))
        return self._last


def second_reading(text: str, stretches: Sequence[tuple[int, int]], folder: Path | None
                   ) -> SecondReading | None:
    """The second reading of a block by the tagger in a folder; none of a block with hardly a word."""
    if folder is None or not is_worth_reading(text):
        return None
    return SecondReading(text, stretches, _tagger(folder))


def read_ahead(texts: Sequence[str], folder: Path) -> None:
    """Have the tagger read some blocks together, which is quicker than one by one."""
    _tagger(folder).read_ahead(filter(is_worth_reading, texts))


def is_worth_reading(text: str) -> bool:
    """Whether a block says enough to be read a second time: some words, not figures and marks alone."""
    return len(text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS and _LETTERS.search(text) is not None


def _tagger(folder: Path) -> Tagger:
    from claimcheck.extraction.tagger.tagger import load_tagger  # numpy starts with the first words to read

    return load_tagger(folder)
