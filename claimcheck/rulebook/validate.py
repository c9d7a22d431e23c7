"""Rules about the pattern files: unique ids, lists that exist, patterns that can be searched for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.facts.units import get_unit, unit_names
from claimcheck.model import CueKind
from claimcheck.rulebook.entries import CueRule, Direction, Entry
from claimcheck.rulebook.grammar import (
    FIGURE_SLOTS,
    NAME_SLOTS,
    AnyWord,
    Choice,
    Compound,
    Context,
    Edge,
    Gap,
    Item,
    ListRef,
    Mark,
    Pattern,
    SlotRef,
    Word,
    walk,
)

__all__ = ["has_trigger", "validate_cue", "validate_entry", "validate_list"]

Lists = Mapping[str, tuple[Pattern, ...]]


def validate_list(name: str, patterns: tuple[Pattern, ...], lists: Lists) -> None:
    """Raise RuleError when a list refers to one that is not there, or to itself."""
    for pattern in patterns:
        _check_names(pattern, lists)
        _check_loop(pattern, lists, (name,))


def validate_entry(entry: Entry, lists: Lists, seen: dict[str, SourceLocation]) -> None:
    """Raise RuleError at the first thing in an entry that could never work. ``seen`` holds the ids so far."""
    _check_id(entry, seen)
    header = (entry.header,) if entry.header else ()
    for pattern in (*entry.patterns, *entry.exceptions, *header):
        _check_names(pattern, lists)
        _check_context(pattern)
    for pattern in entry.patterns:
        _check_trigger(pattern, lists, marks=False)


def validate_cue(cue: CueRule, lists: Lists, seen: dict[str, SourceLocation]) -> None:
    """Raise RuleError at the first thing in a cue that could never work."""
    _check_id(cue, seen)
    if cue.direction is Direction.BLOCK and cue.kind is not CueKind.CONDITION:
        raise RuleError(f'The cue "{cue.id}" acts in a whole block: only a condition can.', cue.where,
                        'Write "kind: condition" or another direction.')
    for pattern in (*cue.words, *cue.exceptions, *cue.terminators, *cue.unless):
        _check_names(pattern, lists)
        _check_trigger(pattern, lists, marks=True)


def _check_id(rule: Entry | CueRule, seen: dict[str, SourceLocation]) -> None:
    if rule.id in seen:
        raise RuleError(f'The id "{rule.id}" is taken by {seen[rule.id]}.', rule.where)
    seen[rule.id] = rule.where


def _check_names(pattern: Pattern, lists: Lists) -> None:
    """Every list exists, and every dimension or unit that narrows a slot: a misspelt one never matches."""
    if "<" not in pattern.text and "{" not in pattern.text:
        return
    for item in walk(pattern.options):
        if isinstance(item, ListRef) and item.name not in lists:
            raise RuleError(f'There is no list "<{item.name}>".', pattern.where, nearest(item.name, lists))
        for name in item.only if isinstance(item, SlotRef) else ():
            if not _measures(name):
                raise RuleError(f'"{name}" is no unit and no dimension of rules/language/units.yaml.',
                                pattern.where, nearest(name, _measure_names()))


def _measures(name: str) -> bool:
    over, slash, under = name.partition("/")
    if slash:
        return under in _measure_names() and bool(over)
    return name in _measure_names()


@cache
def _measure_names() -> frozenset[str]:
    names = set(unit_names())
    return frozenset(names | {get_unit(name).dimension for name in names})


def _check_loop(pattern: Pattern, lists: Lists, inside: tuple[str, ...]) -> None:
    """No list contains itself."""
    if "<" not in pattern.text:
        return
    for item in walk(pattern.options):
        if isinstance(item, ListRef) and item.name in lists:
            if item.name in inside:
                raise RuleError(f'The list "<{item.name}>" contains itself.', pattern.where)
            for inner in lists[item.name]:
                _check_loop(inner, lists, (*inside, item.name))


def _check_context(pattern: Pattern) -> None:
    """Context stands where a match begins or ends, nowhere else."""
    if "/" not in pattern.text:
        return
    for option in pattern.options:
        if not _context_at_ends(option, left=True, right=True):
            raise RuleError(f'In the pattern "{pattern.text}" a /context/ stands inside; '
                            "it may only begin or end a pattern.", pattern.where)


def _context_at_ends(option: tuple[Item, ...], *, left: bool, right: bool) -> bool:
    for place, item in enumerate(option):
        begins = left and all(isinstance(other, Context | Edge) for other in option[:place])
        ends = right and all(isinstance(other, Context | Edge) for other in option[place + 1 :])
        if isinstance(item, Context) and not (begins or ends):
            return False
        if isinstance(item, Choice) and not all(
                _context_at_ends(inner, left=begins, right=ends) for inner in item.options):
            return False
    return True


def _check_trigger(pattern: Pattern, lists: Lists, *, marks: bool) -> None:
    for option in pattern.options:
        if not has_trigger(option, lists, marks=marks):
            raise RuleError(f'The pattern "{pattern.text}" holds nothing to search for: give it a word, '
                            "a list or a figure that must stand there.", pattern.where)


def has_trigger(option: tuple[Item, ...], lists: Lists, *, marks: bool = False) -> bool:
    """Whether something in the sequence must stand in any text that it matches."""
    return any(_is_trigger(item, lists, marks) for item in option)


def _is_trigger(item: Item, lists: Lists, marks: bool) -> bool:  # noqa: PLR0911 - one answer a kind of item
    match item:
        case Word() | Compound():
            return True
        case Mark():
            return marks and not item.optional
        case SlotRef():
            return item.kind in FIGURE_SLOTS or item.kind in NAME_SLOTS
        case ListRef():
            return all(has_trigger(option, lists, marks=marks) for option in _list_options(item, lists))
        case Choice():
            return not item.optional and all(has_trigger(o, lists, marks=marks) for o in item.options)
        case Context():
            return all(has_trigger(option, lists, marks=marks) for option in item.options)
        case Gap() | AnyWord() | Edge():
            return False


def _list_options(item: ListRef, lists: Lists) -> Iterator[tuple[Item, ...]]:
    for pattern in lists[item.name]:
        yield from pattern.options
