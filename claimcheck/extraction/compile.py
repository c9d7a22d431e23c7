"""Patterns compiled: what must be present, how far a match reaches, and parts small enough for a Matcher.

A pattern made of several long lists stands for far too many word sequences to write out. So it is cut
into parts that each stand for few; each part is one spaCy Matcher, and the matches of neighbouring parts
are joined end to start. The parts are made when a pattern is first needed, so a run over copy without
claims never pays for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from claimcheck.extraction.forms import Lexicon
from claimcheck.extraction.needs import needs, of_words, reach, weight
from claimcheck.extraction.specs import Run, count_runs, runs_of, runs_of_options
from claimcheck.rulebook.grammar import Choice, Context, Item, ListRef, Options, Pattern

__all__ = ["Alternatives", "Branch", "Chain", "Part", "Sequences", "compile_pattern"]

#: Sequences that one Matcher may hold as the product of several items.
_MOST_TOGETHER = 48

@dataclass(frozen=True, slots=True)
class Sequences:
    """Word sequences, each with what must be present for it. ``may_lack``: the part may be missing."""

    runs: tuple[tuple[Run, tuple[frozenset[str], ...]], ...]
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts that follow each other."""

    parts: tuple[Part, ...]
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Parts of which one must stand there."""

    parts: tuple[Part, ...]
    may_lack: bool = False


Part: TypeAlias = "Sequences | Chain | Alternatives"


@dataclass(slots=True, eq=False)
class Branch:
    """One alternative of a pattern.

    ``needs``: sets of which at least one member each must be present, as a word's form or, in braces, as
    a tag; ``word_needs`` are those without marks. ``trigger`` is the rarest of them, which the item at
    ``place`` needs.
    """

    option: tuple[Item, ...]
    lexicon: Lexicon
    needs: tuple[frozenset[str], ...] = ()
    word_needs: tuple[frozenset[str], ...] = ()
    trigger: frozenset[str] = frozenset()
    place: int = 0
    _reach: tuple[int, int] | None = field(default=None, repr=False)
    _part: Part | None = field(default=None, repr=False)

    @property
    def part(self) -> Part:
        """What a Matcher looks for; made on first use."""
        if self._part is None:
            self._part = _chain(self.option, self.lexicon, begins=True)
        return self._part

    @property
    def reach(self) -> tuple[int, int]:
        """How many tokens a match reaches back from a trigger and on from it, at most."""
        if self._reach is None:
            sizes = [reach(item, self.lexicon) for item in self.option]
            self._reach = sum(sizes[: self.place + 1]), sum(sizes[self.place :])
        return self._reach


def compile_pattern(pattern: Pattern, lexicon: Lexicon) -> tuple[Branch, ...]:
    """The alternatives of a pattern, each ready to be looked for."""
    return tuple(_branch(option, lexicon) for option in pattern.options)


def _branch(option: tuple[Item, ...], lexicon: Lexicon) -> Branch:
    known = [(need, place) for place, item in enumerate(option) if (need := needs(item, lexicon))]
    if not known:
        return Branch(option, lexicon)
    trigger, place = min(known, key=lambda found: (weight(found[0]), found[1]))
    sets = tuple(need for need, _ in known)
    return Branch(option, lexicon, sets, tuple(need for need in sets if of_words(need)), trigger, place)


# ---------------------------------------------------------------- parts


def _chain(option: tuple[Item, ...], lexicon: Lexicon, *, begins: bool = False) -> Part:
    """A sequence of items cut so that each part stands for few word sequences."""
    parts: list[Part] = []
    together: list[Run] = [()]
    for place, item in enumerate(option):
        size = count_runs(item, lexicon)
        if len(together) * size > _MOST_TOGETHER and together != [()]:
            parts.append(_sequences(together))
            together = [()]
        if size > _MOST_TOGETHER:
            parts.append(_large(item, lexicon))
        else:
            runs = runs_of(item, lexicon, first=begins and place == 0)
            together = [left + right for left in together for right in runs]
    if together != [()]:
        parts.append(_sequences(together))
    return parts[0] if len(parts) == 1 else Chain(tuple(parts), all(part.may_lack for part in parts))


def _sequences(runs: list[Run], *, may_lack: bool = False) -> Sequences:
    full = dict.fromkeys(run for run in runs if run)
    empty = () in runs or any(all(spec.may_lack for spec in run) for run in full)
    needed = tuple((run, tuple(spec.need for spec in run if spec.need)) for run in full)
    return Sequences(needed, may_lack or empty)


def _large(item: Item, lexicon: Lexicon) -> Part:
    """A group or list: its simple alternatives share a Matcher, the others become chains."""
    if isinstance(item, ListRef):
        return _alternatives(lexicon.options(item), lexicon)
    if isinstance(item, Choice):
        return _alternatives(item.options, lexicon, may_lack=item.optional)
    if isinstance(item, Context):
        return _sequences(runs_of(item, lexicon))
    return _sequences(runs_of(item, lexicon))


def _alternatives(options: Options, lexicon: Lexicon, *, may_lack: bool = False) -> Part:
    simple = [option for option in options if _size(option, lexicon) <= _MOST_TOGETHER]
    parts: list[Part] = [_chain(option, lexicon) for option in options if option not in simple]
    if simple:
        parts.insert(0, _sequences(runs_of_options(tuple(simple), lexicon)))
    return Alternatives(tuple(parts), may_lack or any(part.may_lack for part in parts))


def _size(option: tuple[Item, ...], lexicon: Lexicon) -> int:
    size = 1
    for item in option:
        size *= count_runs(item, lexicon)
    return size
