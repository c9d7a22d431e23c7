"""Document to claims: gate, sentences, patterns, context, subject. Read this file first.

A segment passes the gate when some pattern's needed words all stand in it; only its sentences that may
match are tokenized; only patterns that can match are run, and only round their triggers. With gate and
windows off every pattern is run over every sentence, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from claimcheck.extraction.assemble import Assembler
from claimcheck.extraction.book import Compiled, CompiledEntry, Dispatch, compiled
from claimcheck.extraction.compile import Branch
from claimcheck.extraction.context import context_of, find_cues
from claimcheck.extraction.factwords import hits_in_facts_words
from claimcheck.extraction.gate import Candidates, chunks, passes
from claimcheck.extraction.hits import Hit, hits_of, merge
from claimcheck.extraction.match import Prepared, find_matches, prepare
from claimcheck.extraction.names import NameIndex, index_names, place_names
from claimcheck.extraction.sentences import split_sentences
from claimcheck.extraction.subjects import Subjects
from claimcheck.extraction.surfaces import cues_beside, fits_surface, headers_of, is_navigation
from claimcheck.extraction.tokens import read_sentence
from claimcheck.model import Claim, Document, Segment, Vocabulary
from claimcheck.rulebook.entries import PatternBook
from claimcheck.rulebook.words import word_forms

__all__ = ["extract_document"]

_ANY_DAY = date(2000, 1, 1)
_NO_VOCABULARY = Vocabulary()
_NO_NAMES = NameIndex({})


def extract_document(document: Document, *, patterns: PatternBook, vocabulary: Vocabulary = _NO_VOCABULARY,
                     on: date, gate: bool = True, windows: bool = True, only: str = "") -> tuple[Claim, ...]:
    """The claims of a document, in order of place.

    ``on`` is the day that "tomorrow" counts from. ``only`` is the one product that the asset is for, when
    something outside the copy says so. ``gate`` and ``windows`` change the cost, never the result.
    """
    work = _Work(compiled(patterns), index_names(vocabulary), on, gate, windows)
    assembler = Assembler(document, Subjects(document, vocabulary, work.names, only))
    claims: list[Claim] = []
    for number, segment in enumerate(document.segments):
        for prepared in work.sentences(segment):
            hits = work.hits(prepared, segment)
            cues = find_cues(work.book, prepared, windows=windows) if hits else ()
            beside = cues_beside(document, number) if hits else ()
            for hit in hits:
                context = context_of(hit, cues, beside, prepared, work.book)
                if not context.silent:
                    claims.append(assembler.claim(hit, context, prepared.sentence, number))
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.type, claim.part)))


@dataclass(frozen=True, slots=True)
class _Work:
    """What all segments of one run share."""

    book: Compiled
    names: NameIndex
    on: date
    gate: bool
    windows: bool

    def sentences(self, segment: Segment) -> Iterator[Prepared]:
        """The segment's sentences that may hold a claim, tokenized."""
        candidates = Candidates(self._tables(segment), self.names)
        places = _places(self.book)
        for start, end in chunks(segment.text):
            find = partial(passes, candidates) if self.gate and not self._is_named_value(segment) else _all
            for first, last in find(segment.text, start, end):
                yield prepare(read_sentence(segment.text, first, last, on=self.on, names=self.names,
                                            places=places))

    def _is_named_value(self, segment: Segment) -> bool:
        """Whether the facts name what a short block is a value of; its figure is then a claim by itself."""
        return bool(self.names) and any(not word_forms(header).isdisjoint(self.names.by_first)
                                        for header in headers_of(segment)[:1])

    def hits(self, prepared: Prepared, segment: Segment) -> list[Hit]:
        """The promises of a sentence, one hit each."""
        found = [hit for branch, ready in self._branches(prepared, segment)
                 if fits_surface(ready.entry, segment)
                 for hit in hits_of(branch, ready, prepared, windows=self.windows)]
        for header in headers_of(segment)[:1]:
            found += hits_in_facts_words(prepared.sentence, self.names, header)
        return [hit for hit in merge(found) if not is_navigation(hit, prepared.sentence, segment)]

    def _branches(self, prepared: Prepared, segment: Segment) -> Iterator[tuple[Branch, CompiledEntry]]:
        for table in self._tables(segment):
            yield from table.possible(prepared.present) if self.gate else table.everything

    def _tables(self, segment: Segment) -> tuple[Dispatch[CompiledEntry], ...]:
        headers = headers_of(segment)
        return (self.book.anywhere, *(table for ready, table in self.book.headed
                                      if any(_is_header(ready, header, self.book) for header in headers)))


def _all(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in split_sentences(text[start:end]):
        yield start + first, start + last


@cache
def _places(book: Compiled) -> NameIndex:
    """The built-in places and those of the list ``place``."""
    return place_names(tuple(pattern.text for pattern in book.lexicon.lists.get("place", ())))


@cache
def _is_header(ready: CompiledEntry, header: str, book: Compiled) -> bool:
    """Whether an entry's header pattern stands in a header."""
    if not header:
        return False
    sentence = read_sentence(header, 0, len(header), on=_ANY_DAY, names=_NO_NAMES, places=_places(book))
    prepared = prepare(sentence)
    return any(find_matches(branch, prepared) for branch in ready.header
               if all(not need.isdisjoint(prepared.present) for need in branch.needs))
