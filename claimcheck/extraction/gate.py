"""The cheap tests before anything is tokenized: can this segment hold a claim at all?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.extraction.book import CompiledEntry, Dispatch
from claimcheck.extraction.names import NameIndex
from claimcheck.extraction.possible import possible_tags
from claimcheck.extraction.sentences import split_sentences
from claimcheck.rulebook.words import word_forms

__all__ = ["MAX_CHUNK", "Candidates", "chunks", "passes"]

#: Longer segments are handled in pieces of this many characters, so that memory stays bounded.
MAX_CHUNK = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The dispatch tables that apply to a segment: the general one, and those whose header fits."""

    tables: tuple[Dispatch[CompiledEntry], ...]
    names: NameIndex

    def may_match(self, text: str) -> bool:
        """Whether some branch, or a name from the facts, has all the words it needs in ``text``."""
        words = word_forms(text)
        if self.names and not words.isdisjoint(self.names.by_first):
            return True
        present = words | possible_tags(text, words)
        return any(table.possible(present, words_only=True) for table in self.tables)


def passes(candidates: Candidates, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` that may hold a claim."""
    part = text[start:end]
    if not candidates.may_match(part):
        return
    sentences = list(split_sentences(part))
    for first, last in sentences:
        if len(sentences) == 1 or candidates.may_match(part[first:last]):
            yield start + first, start + last


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces of bounded length, cut after a sentence or at least at a blank."""
    start = 0
    while len(text) - start > MAX_CHUNK:
        end = start + MAX_CHUNK
        cut = max(text.rfind(stop, start + MAX_CHUNK // 2, end) for stop in (". ", "! ", "? ", "\n"))
        if cut < 0:
            cut = text.rfind(" ", start + MAX_CHUNK // 2, end)
        end = end if cut < 0 else cut + 1
        yield start, end
        start = end
    yield start, len(text)
