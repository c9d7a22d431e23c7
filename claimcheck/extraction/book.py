"""The whole PatternBook compiled and indexed by trigger. Made once a book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from claimcheck.collection import no_collection
from claimcheck.extraction.compile import Branch, compile_pattern
from claimcheck.extraction.forms import Lexicon, item_forms
from claimcheck.rulebook.entries import CueRule, Direction, Entry, PatternBook
from claimcheck.rulebook.grammar import Pattern, walk

__all__ = ["Compiled", "CompiledCue", "CompiledEntry", "Dispatch", "compiled"]

R = TypeVar("R")


@dataclass(slots=True, eq=False)
class Late:
    """Patterns compiled when they are first asked for: most entries never match in one run."""

    patterns: tuple[Pattern, ...]
    lexicon: Lexicon
    _branches: tuple[Branch, ...] | None = None

    def __iter__(self) -> Iterator[Branch]:
        if self._branches is None:
            self._branches = _branches(self.patterns, self.lexicon)
        return iter(self._branches)


@dataclass(frozen=True, slots=True, eq=False)
class CompiledEntry:
    """An entry; ``header`` is empty for entries that apply everywhere."""

    entry: Entry
    exceptions: Late
    header: Late


@dataclass(frozen=True, slots=True, eq=False)
class CompiledCue:
    """A cue; its words are in the dispatch table."""

    rule: CueRule
    exceptions: Late
    terminators: Late
    unless: Late


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch(Generic[R]):
    """Branches by the forms that trigger them, so that only those that can match are looked at."""

    everything: tuple[tuple[Branch, R], ...]
    by_form: dict[str, tuple[int, ...]]

    def possible(self, present: AbstractSet[str], *, words_only: bool = False) -> list[tuple[Branch, R]]:
        """Branches whose needs are met, in file order.

        ``present`` holds forms, and tags in braces. ``words_only``: marks are not known yet, and tags are
        only those that are possible.
        """
        numbers: set[int] = set()
        for form in present & self.by_form.keys():
            numbers.update(self.by_form[form])
        chosen = (self.everything[number] for number in sorted(numbers))
        return [(branch, rule) for branch, rule in chosen
                if _met(branch.word_needs if words_only else branch.needs, present)]


def _met(needs: tuple[frozenset[str], ...], present: AbstractSet[str]) -> bool:
    for need in needs:  # noqa: SIM110 - asked for thousands of branches a sentence: a generator costs twice as much
        if need.isdisjoint(present):
            return False
    return True


def _dispatch(pairs: Iterable[tuple[Branch, R]]) -> Dispatch[R]:
    everything = tuple(pairs)
    by_form: dict[str, list[int]] = {}
    for number, (branch, _) in enumerate(everything):
        for form in branch.trigger:
            by_form.setdefault(form, []).append(number)
    return Dispatch(everything, {form: tuple(numbers) for form, numbers in by_form.items()})


@dataclass(slots=True, eq=False)
class Compiled:
    """``anywhere`` are the branches of entries without a header, ``headed`` those of entries with one."""

    book: PatternBook
    lexicon: Lexicon
    anywhere: Dispatch[CompiledEntry]
    headed: tuple[tuple[CompiledEntry, Dispatch[CompiledEntry]], ...]
    _cues: Dispatch[CompiledCue] | None = None
    _block_cues: Dispatch[CompiledCue] | None = None
    _forms: frozenset[str] | None = None

    @property
    def cues(self) -> Dispatch[CompiledCue]:
        """The branches of cues that act in their sentence; compiled when the first promise is found."""
        if self._cues is None:
            self._cues = _dispatch(_cue_branches(self._rules(in_block=False), self.lexicon))
        return self._cues

    @property
    def block_cues(self) -> Dispatch[CompiledCue]:
        """The branches of cues that act in all of their block."""
        if self._block_cues is None:
            self._block_cues = _dispatch(_cue_branches(self._rules(in_block=True), self.lexicon))
        return self._block_cues

    def _rules(self, *, in_block: bool) -> Iterator[CueRule]:
        return (rule for rule in self.book.cues if (rule.direction is Direction.BLOCK) is in_block)

    @property
    def forms(self) -> frozenset[str]:
        """Every form that a word of an entry or a list may have; gathered when a broken word asks."""
        if self._forms is None:
            patterns = chain(*self.book.lists.values(), *(entry.patterns for entry in self.book.entries))
            self._forms = frozenset(form for pattern in patterns for item in walk(pattern.options)
                                    for form in item_forms(item))
        return self._forms


@lru_cache(maxsize=8)
def compiled(book: PatternBook) -> Compiled:
    """Compile a book, or return what was compiled for it before."""
    with no_collection():
        return _compiled(book)


def _compiled(book: PatternBook) -> Compiled:
    lexicon = Lexicon(book.lists)
    anywhere: list[tuple[Branch, CompiledEntry]] = []
    headed: list[tuple[CompiledEntry, Dispatch[CompiledEntry]]] = []
    for entry in book.entries:
        header = (entry.header,) if entry.header else ()
        ready = CompiledEntry(entry, Late(entry.exceptions, lexicon), Late(header, lexicon))
        pairs = [(branch, ready) for branch in _branches(entry.patterns, lexicon)]
        if header:
            headed.append((ready, _dispatch(pairs)))
        else:
            anywhere += pairs
    return Compiled(book, lexicon, _dispatch(anywhere), tuple(headed))


def _cue_branches(rules: Iterable[CueRule], lexicon: Lexicon) -> Iterator[tuple[Branch, CompiledCue]]:
    for rule in rules:
        cue = CompiledCue(rule, Late(rule.exceptions, lexicon), Late(rule.terminators, lexicon),
                          Late(rule.unless, lexicon))
        for branch in _branches(rule.words, lexicon):
            yield branch, cue


def _branches(patterns: tuple[Pattern, ...], lexicon: Lexicon) -> tuple[Branch, ...]:
    return tuple(branch for pattern in patterns for branch in compile_pattern(pattern, lexicon))
