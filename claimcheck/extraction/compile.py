"""Patterns compiled: what must be present, how far a match reaches, and parts small enough for a Matcher.

A pattern made of several long lists stands for far too many word sequences to write out. So it is cut
into parts that each stand for few; each part is one spaCy Matcher, and the matches of neighbouring parts
are joined end to start. The parts are made when a pattern is first needed, so a run over copy without
claims never pays for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from claimcheck.extraction.forms import Lists, options_of
from claimcheck.extraction.needs import needs, reach, weight
from claimcheck.extraction.specs import Run, count_runs, runs_of, runs_of_options
from claimcheck.rulebook.grammar import Choice, Context, Item, ListRef, Options, Pattern

__all__ = ["DIGIT", "Alternatives", "Branch", "Chain", "Part", "Sequences", "compile_pattern"]

#: Sequences that one Matcher may hold as the product of several items.
_MOST_TOGETHER = 48
#: What a sentence holds when a digit, a number word or a template's value stands in it.
DIGIT = "{#}"


@dataclass(frozen=True, slots=True)
class Sequences:
    """Word sequences for one Matcher. ``may_lack``: the part may be missing altogether."""

    runs: tuple[Run, ...]
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
    a tag. ``trigger`` is the rarest of them; a match reaches at most ``before`` tokens back from a
    trigger and ``after`` tokens on.
    """

    option: tuple[Item, ...]
    lists: Lists
    needs: tuple[frozenset[str], ...]
    trigger: frozenset[str]
    before: int
    after: int
    _part: Part | None = field(default=None, repr=False)

    @property
    def part(self) -> Part:
        """What a Matcher looks for; made on first use."""
        if self._part is None:
            self._part = _chain(self.option, self.lists, begins=True)
        return self._part


def compile_pattern(pattern: Pattern, lists: Lists) -> tuple[Branch, ...]:
    """The alternatives of a pattern, each ready to be looked for."""
    return tuple(_branch(option, lists) for option in pattern.options)


def _branch(option: tuple[Item, ...], lists: Lists) -> Branch:
    known = [(need, place) for place, item in enumerate(option) if (need := needs(item, lists))]
    if not known:
        return Branch(option, lists, (), frozenset(), 0, 0)
    trigger, place = min(known, key=lambda found: (weight(found[0]), found[1]))
    sets = tuple(need for need, _ in known)
    if all(form.startswith("{") for form in trigger):
        sets = (*sets, frozenset({DIGIT}))
    sizes = [reach(item, lists) for item in option]
    return Branch(option, lists, sets, trigger, sum(sizes[: place + 1]), sum(sizes[place:]))


# ---------------------------------------------------------------- parts


def _chain(option: tuple[Item, ...], lists: Lists, *, begins: bool = False) -> Part:
    """A sequence of items cut so that each part stands for few word sequences."""
    parts: list[Part] = []
    together: list[Run] = [()]
    for place, item in enumerate(option):
        size = count_runs(item, lists)
        if len(together) * size > _MOST_TOGETHER and together != [()]:
            parts.append(_sequences(together))
            together = [()]
        if size > _MOST_TOGETHER:
            parts.append(_large(item, lists))
        else:
            runs = runs_of(item, lists, first=begins and place == 0)
            together = [left + right for left in together for right in runs]
    if together != [()]:
        parts.append(_sequences(together))
    return parts[0] if len(parts) == 1 else Chain(tuple(parts), all(part.may_lack for part in parts))


def _sequences(runs: list[Run]) -> Sequences:
    full = tuple(dict.fromkeys(run for run in runs if run))
    return Sequences(full, may_lack=len(full) < len(runs) and () in runs or any(all(s.may_lack for s in r) for r in full))


def _large(item: Item, lists: Lists) -> Part:
    """A group or list: its simple alternatives share a Matcher, the others become chains."""
    if isinstance(item, ListRef):
        return _alternatives(options_of(item, lists), lists)
    if isinstance(item, Choice):
        return _alternatives(item.options, lists, may_lack=item.optional)
    if isinstance(item, Context):
        return _sequences(runs_of(item, lists))
    return _sequences(runs_of(item, lists))


def _alternatives(options: Options, lists: Lists, *, may_lack: bool = False) -> Part:
    simple = [option for option in options if _size(option, lists) <= _MOST_TOGETHER]
    parts: list[Part] = [_chain(option, lists) for option in options if option not in simple]
    if simple:
        parts.insert(0, _sequences(runs_of_options(tuple(simple), lists)))
    may_lack = may_lack or any(part.may_lack for part in parts)
    if len(parts) == 1 and isinstance(parts[0], Sequences):
        return Sequences(parts[0].runs, may_lack)
    return Alternatives(tuple(parts), may_lack)


def _size(option: tuple[Item, ...], lists: Lists) -> int:
    size = 1
    for item in option:
        size *= count_runs(item, lists)
    return size
