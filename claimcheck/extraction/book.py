"""The whole PatternBook compiled and indexed by trigger. Made once a book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from claimcheck.extraction.compile import DIGIT, Branch, compile_pattern
from claimcheck.extraction.figures import PLACEHOLDER
from claimcheck.extraction.forms import Lists
from claimcheck.facts.language import table
from claimcheck.rulebook.entries import CueRule, Entry, PatternBook
from claimcheck.rulebook.grammar import Pattern

__all__ = ["Compiled", "CompiledCue", "CompiledEntry", "Dispatch", "compiled", "holds_figure"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True, eq=False)
class CompiledEntry:
    """An entry with its patterns ready; ``header`` is empty for entries that apply everywhere."""

    entry: Entry
    exceptions: tuple[Branch, ...]
    header: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledCue:
    rule: CueRule
    exceptions: tuple[Branch, ...]
    terminators: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Dispatch(Generic[R]):
    """Branches by the forms that trigger them, so that only those that can match are looked at."""

    everything: tuple[tuple[Branch, R], ...]
    by_form: dict[str, tuple[int, ...]]
    by_figure: tuple[int, ...]  # branches that only a figure triggers

    def possible(self, present: AbstractSet[str], *, words_only: bool = False) -> list[tuple[Branch, R]]:
        """Branches whose needs are met, in file order.

        ``present`` holds forms, and tags in braces. ``words_only``: tags and marks are not known yet, so
        only needs made of words are asked for.
        """
        numbers: set[int] = set()
        for form in present & self.by_form.keys():
            numbers.update(self.by_form[form])
        if DIGIT in present:
            numbers.update(self.by_figure)
        chosen = (self.everything[number] for number in sorted(numbers))
        return [(branch, rule) for branch, rule in chosen if _met(branch, present, words_only)]


def _met(branch: Branch, present: AbstractSet[str], words_only: bool) -> bool:
    for need in branch.needs:
        if need.isdisjoint(present) and not (words_only and not all(form[0].isalnum() for form in need)):
            return False
    return True


def _dispatch(pairs: Iterable[tuple[Branch, R]]) -> Dispatch[R]:
    everything = tuple(pairs)
    by_form: dict[str, list[int]] = {}
    by_figure: list[int] = []
    for number, (branch, _) in enumerate(everything):
        if any(form[0] == "{" for form in branch.trigger):
            by_figure.append(number)
        for form in branch.trigger:
            by_form.setdefault(form, []).append(number)
    return Dispatch(everything, {form: tuple(numbers) for form, numbers in by_form.items()}, tuple(by_figure))


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """``anywhere`` are the branches of entries without a header, ``headed`` those of entries with one."""

    anywhere: Dispatch[CompiledEntry]
    headed: tuple[tuple[CompiledEntry, Dispatch[CompiledEntry]], ...]
    cues: Dispatch[CompiledCue]
    lists: Lists


@lru_cache(maxsize=8)
def compiled(book: PatternBook) -> Compiled:
    """Compile a book, or return what was compiled for it before."""
    anywhere: list[tuple[Branch, CompiledEntry]] = []
    headed: list[tuple[CompiledEntry, Dispatch[CompiledEntry]]] = []
    for entry in book.entries:
        ready = CompiledEntry(entry, _branches(entry.exceptions, book.lists),
                              _branches([entry.header] if entry.header else [], book.lists))
        pairs = [(branch, ready) for branch in _branches(entry.patterns, book.lists)]
        if entry.header:
            headed.append((ready, _dispatch(pairs)))
        else:
            anywhere += pairs
    cues: list[tuple[Branch, CompiledCue]] = []
    for rule in book.cues:
        cue = CompiledCue(rule, _branches(rule.exceptions, book.lists), _branches(rule.terminators, book.lists))
        cues += [(branch, cue) for branch in _branches(rule.words, book.lists)]
    return Compiled(_dispatch(anywhere), tuple(headed), _dispatch(cues), book.lists)


def _branches(patterns: Sequence[Pattern], lists: Lists) -> tuple[Branch, ...]:
    return tuple(branch for pattern in patterns for branch in compile_pattern(pattern, lists))


@cache
def _number_words() -> frozenset[str]:
    words = table("figures")
    groups = ("ones", "tens", "scales", "fractions", "multiples")
    return frozenset(word for group in groups for word in words[group])


def holds_figure(text: str, words: AbstractSet[str]) -> bool:
    """Whether a digit, a number word or a template's value stands in a text with these word forms."""
    return (not _number_words().isdisjoint(words) or PLACEHOLDER in text
            or any(word[0].isdigit() for word in words))
