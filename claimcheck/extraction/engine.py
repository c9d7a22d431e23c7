"""Document to claims: gate, sentences, patterns, a second reading, context, subject. Read this file first.

A segment passes the gate when some pattern's needed words all stand in it; only its sentences that may
match are tokenized; only patterns that can match are run, and only round their triggers. With gate and
windows off every pattern is run over every sentence, with the same result. The tagger then reads the block:
it drops what patterns found in words that are no promise, and adds promises that no pattern foresaw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TypeAlias

from claimcheck.extraction.assemble import Assembler
from claimcheck.extraction.book import Compiled, CompiledEntry, Dispatch, compiled
from claimcheck.extraction.context import FoundCue, context_of, cues_of_block, find_cues, is_silent
from claimcheck.extraction.extent import whole
from claimcheck.extraction.factwords import hits_in_facts_words
from claimcheck.extraction.gate import Candidates, chunks, passes
from claimcheck.extraction.hits import Hit, hits_of, merge
from claimcheck.extraction.hyphens import Prose, mend
from claimcheck.extraction.match import Prepared, find_matches, prepare
from claimcheck.extraction.names import NameIndex, index_names, place_names, words_of
from claimcheck.extraction.possible import figure_words, possible_tags
from claimcheck.extraction.second import SecondReading, read_ahead, second_reading
from claimcheck.extraction.sentences import split_sentences
from claimcheck.extraction.subjects import Subjects
from claimcheck.extraction.surfaces import cues_beside, fits_surface, header_cells, headers_of, is_navigation
from claimcheck.extraction.tokens import Sentence, read_sentence
from claimcheck.model import Claim, Document, Segment, Surface, Vocabulary
from claimcheck.rulebook.entries import CueRule, PatternBook
from claimcheck.rulebook.words import word_forms

__all__ = ["extract_document"]

_ANY_DAY = date(2000, 1, 1)
_NO_VOCABULARY = Vocabulary()
_NO_NAMES = NameIndex({})
#: Longer blocks do not come again: a site's repeat are its notices, banners and buttons.
_KEPT_LENGTH = 2_000
#: So many blocks are read together by the tagger, which is quicker.
_AHEAD = 64

Tables: TypeAlias = tuple[Dispatch[CompiledEntry], ...]


def extract_document(document: Document, *, patterns: PatternBook, vocabulary: Vocabulary = _NO_VOCABULARY,
                     on: date, gate: bool = True, windows: bool = True, only: str = "") -> tuple[Claim, ...]:
    """The claims of a document, in order of place.

    ``on`` is the day that "tomorrow" counts from. ``only`` is the one product that the asset is for, when
    something outside the copy says so. ``gate`` and ``windows`` change the cost, never the result.
    """
    work = _Work(compiled(patterns), index_names(vocabulary), on, gate, windows)
    assembler = Assembler(document, Subjects(document, vocabulary, work.names, only))
    claims: list[Claim] = []
    heads = header_cells(document)
    for number, segment in enumerate(document.segments):
        if number % _AHEAD == 0:
            work.read_ahead(document.segments[number : number + _AHEAD])
        for found in work.promises(segment):
            beside = cues_beside(document, number)
            for hit in found.hits:
                if number in heads and not hit.has_figure:
                    continue
                context = context_of(hit, found.cues, beside, found.sentence, work.book)
                claims.append(assembler.claim(hit, context, found.sentence, number))
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.type, claim.part)))


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence's promises and the cues round them, before context and subject."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    cues: tuple[FoundCue, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """All that a block's promises depend on, apart from its neighbours."""

    text: str
    surface: Surface
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What all segments of one run share."""

    book: Compiled
    names: NameIndex
    on: date
    gate: bool
    windows: bool

    def promises(self, segment: Segment) -> tuple[Found, ...]:
        """The sentences of a segment that hold a promise. Blocks that come again are read once."""
        block = _Block(segment.text, segment.surface, headers_of(segment))
        return _kept(self, block) if len(segment.text) <= _KEPT_LENGTH else tuple(self.find(block))

    def find(self, block: _Block) -> Iterator[Found]:
        """Read a block: gate, sentences, patterns, tagger, cues."""
        tables = self._tables(block)
        prose = mend(block.text, self._knows)
        second = second_reading(block.text, tuple(chunks(prose.read)), self.book.book.tagger)
        may_promise = [(prepared, hits) for prepared in self._sentences(block, prose, tables, second)
                       if (hits := self._hits(prepared, block, tables, second))]
        in_block = self._cues_of_block(prose) if may_promise else ()
        for prepared, hits in may_promise:
            cues = find_cues(self.book, prepared, windows=self.windows)
            said = [hit for hit in hits if not is_silent(hit, cues, in_block, prepared.sentence, self.book)]
            promises = self._promises(said, prepared.sentence, block.surface)
            if promises:
                yield Found(prepared.sentence, promises, cues)

    def _cues_of_block(self, prose: Prose) -> tuple[CueRule, ...]:
        """The cues that act in all of a block: every sentence is read, not those with promises only."""
        words = word_forms(prose.text)
        present = words | possible_tags(prose.text, words)
        if self.gate and not self.book.block_cues.possible(present, words_only=True):
            return ()
        return cues_of_block(self.book, self.sentences(prose, _all), windows=self.windows)

    def read_ahead(self, segments: Sequence[Segment]) -> None:
        """Have the tagger read some blocks together."""
        if self.book.book.tagger is not None:
            read_ahead([segment.text for segment in segments], self.book.book.tagger)

    def _sentences(self, block: _Block, prose: Prose, tables: Tables, second: SecondReading | None
                   ) -> Iterator[Prepared]:
        """The block's sentences that may hold a claim, tokenized."""
        if not self.gate or self._is_named_value(block):
            return self.sentences(prose, _all)
        candidates = Candidates(tables, self.names)

        def find(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
            if second is not None and second.promises_in(start, end):
                return _all(text, start, end)
            return passes(candidates, text, start, end)

        return self.sentences(prose, find)

    def sentences(self, prose: Prose, find: Callable[[str, int, int], Iterator[tuple[int, int]]]
                  ) -> Iterator[Prepared]:
        """The sentences of a block that ``find`` names, tokenized."""
        places = _places(self.book)
        for start, end in chunks(prose.read):
            for first, last in find(prose.read, start, end):
                yield prepare(read_sentence(prose, first, last, on=self.on, names=self.names, places=places))

    def _knows(self, form: str) -> bool:
        """Whether a form is a word of the rules, of a name or of a figure."""
        return form in self.book.forms or form in words_of(self.names) or form in figure_words()

    def _is_named_value(self, block: _Block) -> bool:
        """Whether the facts name what a short block is a value of; its figure is then a claim by itself."""
        return bool(self.names) and any(not word_forms(header).isdisjoint(self.names.by_first)
                                        for header in block.headers[:1])

    def _hits(self, prepared: Prepared, block: _Block, tables: Tables, second: SecondReading | None
              ) -> list[Hit]:
        """All that patterns, the facts' words and the tagger find in a sentence; hits may overlap."""
        found = [hit for table in tables
                 for branch, ready in (table.possible(prepared.present) if self.gate else table.everything)
                 if fits_surface(ready.entry, block.surface)
                 for hit in hits_of(branch, ready, prepared, windows=self.windows)]
        for header in block.headers[:1]:
            found += hits_in_facts_words(prepared.sentence, self.names, header)
        if second is None:
            return found
        return [*second.borne_out(found, prepared.sentence), *second.unforeseen(prepared.sentence)]

    def _promises(self, said: list[Hit], sentence: Sentence, surface: Surface) -> tuple[Hit, ...]:
        """One hit for each promise. What a condition or a question silences hides nothing beside it."""
        kept = [hit for hit in merge(said) if not is_navigation(hit, sentence, surface)]
        return tuple(whole(kept, sentence))

    def _tables(self, block: _Block) -> Tables:
        headed = (table for ready, table in self.book.headed
                  if any(_is_header(ready, header, self.book) for header in block.headers))
        return (self.book.anywhere, *headed)


@lru_cache(maxsize=2_048)
def _kept(work: _Work, block: _Block) -> tuple[Found, ...]:
    return tuple(work.find(block))


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
    sentence = read_sentence(Prose(header, header), 0, len(header), on=_ANY_DAY, names=_NO_NAMES,
                             places=_places(book))
    prepared = prepare(sentence)
    return any(find_matches(branch, prepared) for branch in ready.header
               if all(not need.isdisjoint(prepared.present) for need in branch.needs))
