"""Text to a reading: how far each piece of it speaks for a promise of each family."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import BadZipFile

import numpy as np

from claimcheck.errors import RuleError, SourceLocation
from claimcheck.extraction.sentences import split_sentences
from claimcheck.extraction.tagger.network import MOST_PIECES, Network, network_of
from claimcheck.extraction.tagger.wordpiece import BEGIN, END, Piece, Vocabulary, load_vocabulary
from claimcheck.model import ClaimType, Family

__all__ = ["FAMILIES", "TYPES", "Promise", "Reading", "Tagger", "load_tagger"]

#: The network's answers to each piece: one for each family, then one for each claim type of these families.
FAMILIES = (Family.AVAILABILITY, Family.INVENTORY, Family.PERFORMANCE)
TYPES = tuple(kind for kind in ClaimType if kind.family in FAMILIES)

#: Pieces read at a time: enough to keep the processor busy, few enough to stay small.
_BATCH = 1_024
#: How many readings are kept for blocks that come again, and how long such a block is at most.
_KEPT, _KEPT_LENGTH = 1_024, 2_000
#: A stretch goes on over so many pieces that do not speak for its promise.
_GAP = 1

Whole: TypeAlias = "np.ndarray[Any, np.dtype[np.int32]]"


@dataclass(frozen=True, slots=True)
class Promise:
    """Words that read like a promise, ``[start, end)`` in characters of the text.

    ``peak`` is the most that one of their pieces says for it, in tenths of log-odds.
    """

    type: ClaimType
    start: int
    end: int
    peak: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The pieces of a text and what they speak for, in tenths of log-odds: (pieces, families + types)."""

    pieces: tuple[Piece, ...]
    answers: Whole

    def speaks_for(self, family: Family, start: int, end: int) -> int:
        """The most that a piece in ``[start, end)`` says for a promise; 0 where there is none to ask."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start)
        return int(self.answers[first:last, FAMILIES.index(family)].max()) if first < last else 0

    def promises(self, least: int, sure: int) -> Iterator[Promise]:
        """Stretches of pieces that each speak for a family by ``least``, and one of them by ``sure``."""
        for column, family in enumerate(FAMILIES):
            for run in _runs(np.flatnonzero(self.answers[:, column] >= least).tolist()):
                peak = int(self.answers[run, column].max())
                if peak >= sure:
                    first, last = self.pieces[run[0]], self.pieces[run[-1]]
                    yield Promise(self._type(family, run), first.start, last.end, peak)

    def _type(self, family: Family, run: list[int]) -> ClaimType:
        """The type that the pieces of a stretch speak for most."""
        said = dict(zip(TYPES, self.answers[run, len(FAMILIES) :].sum(0).tolist(), strict=True))
        return max((kind for kind in TYPES if kind.family is family), key=said.__getitem__)


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """The network and its vocabulary. That readings of short texts are kept changes the cost only."""

    vocabulary: Vocabulary
    network: Network
    _kept: dict[str, Reading] = field(default_factory=dict)

    def read(self, text: str) -> Reading:
        """The reading of a text of any length."""
        kept = self._kept.get(text)
        return kept if kept is not None else self._read([text])[0]

    def read_ahead(self, texts: Iterable[str]) -> None:
        """Read texts together, which is quicker, and keep the readings of those that are short."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept and len(text) <= _KEPT_LENGTH]
        if len(self._kept) + len(new) > _KEPT:
            self._kept.clear()
        self._kept.update(zip(new, self._read(new), strict=True))

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        windows = [(number, window) for number, text in enumerate(texts) for window in self._windows(text)]
        pieces: list[list[Piece]] = [[] for _ in texts]
        answers: list[list[Whole]] = [[_no_answers()] for _ in texts]
        for batch in _batches(windows):
            read = self.network.answers([self._framed(window) for _, window in batch])
            for (number, window), found in zip(batch, read, strict=True):
                pieces[number] += window
                answers[number].append(np.rint(found[1:-1] * 10).astype(np.int32))
        return [Reading(tuple(own), np.concatenate(said)) for own, said in zip(pieces, answers, strict=True)]

    def _framed(self, window: Sequence[Piece]) -> list[int]:
        numbers = self.vocabulary.numbers
        return [numbers[BEGIN], *(piece.number for piece in window), numbers[END]]

    def _windows(self, text: str) -> Iterator[list[Piece]]:
        """The text in stretches that the network can read at once, cut between sentences where that goes."""
        most = MOST_PIECES - 2
        pieces = list(self.vocabulary.pieces(text))
        if len(pieces) <= most:
            if pieces:
                yield pieces
            return
        window: list[Piece] = []
        for sentence in _by_sentence(text, pieces):
            for start in range(0, len(sentence), most):
                part = sentence[start : start + most]
                if len(window) + len(part) > most:
                    yield window
                    window = []
                window = window + part
        if window:
            yield window


@cache
def load_tagger(folder: Path) -> Tagger:
    """The tagger of a folder with ``words.txt`` and ``network.npz``. Raises RuleError."""
    path = folder / "network.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            network = network_of({name: stored[name] for name in stored.files})
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
        raise RuleError("This is no network of the tagger.", SourceLocation(path.as_posix())) from error
    return Tagger(load_vocabulary(folder / "words.txt"), network)


def _no_answers() -> Whole:
    return np.zeros((0, len(FAMILIES) + len(TYPES)), np.int32)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in a row, over small gaps."""
    run: list[int] = []
    for number in numbers:
        if run and number - run[-1] > _GAP + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _by_sentence(text: str, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    place = 0
    for _, end in split_sentences(text):
        first = place
        while place < len(pieces) and pieces[place].start < end:
            place += 1
        yield list(pieces[first:place])
    if place < len(pieces):
        yield list(pieces[place:])


def _batches(windows: Iterable[tuple[int, list[Piece]]]) -> Iterator[list[tuple[int, list[Piece]]]]:
    batch: list[tuple[int, list[Piece]]] = []
    size = 0
    for window in windows:
        if batch and size + len(window[1]) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(window)
        size += len(window[1])
    if batch:
        yield batch
