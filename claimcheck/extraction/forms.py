"""The words that a pattern's word stands for, and the tags that a slot stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from claimcheck.extraction.language import contractions, listed
from claimcheck.facts.inflect import inflections, verb_forms
from claimcheck.rulebook.grammar import Choice, Compound, Item, ListRef, Options, Pattern, SlotRef, Word

__all__ = ["Lexicon", "item_forms", "slot_tags", "word_forms"]


@dataclass(slots=True, eq=False)
class Lexicon:
    """The named lists of a rule book, and what is worked out about each of them once."""

    lists: Mapping[str, tuple[Pattern, ...]]
    _needs: dict[ListRef, frozenset[str]] = field(default_factory=dict)
    _reach: dict[ListRef, int] = field(default_factory=dict)
    _sizes: dict[ListRef, int] = field(default_factory=dict)

    def options(self, item: ListRef) -> Options:
        """The alternatives that a list stands for; for ``=<list>`` its words as written, for
        ``<list:ing>`` those in which each begins with this form of a verb."""
        options = tuple(option for pattern in self.lists[item.name] for option in pattern.options)
        if item.form:
            options = tuple((_in_form(option[0], item.form), *option[1:]) for option in options)
        return tuple(tuple(map(_exact, option)) for option in options) if item.exact else options

    def needs(self, item: ListRef, work_out: Callable[[], frozenset[str]]) -> frozenset[str]:
        """What a list needs; worked out once."""
        if item not in self._needs:
            self._needs[item] = work_out()
        return self._needs[item]

    def reach(self, item: ListRef, work_out: Callable[[], int]) -> int:
        """The most tokens that a list covers; worked out once."""
        if item not in self._reach:
            self._reach[item] = work_out()
        return self._reach[item]

    def size(self, item: ListRef, work_out: Callable[[], int]) -> int:
        """How many word sequences a list stands for; worked out once."""
        if item not in self._sizes:
            self._sizes[item] = work_out()
        return self._sizes[item]

    def words(self, name: str) -> frozenset[str]:
        """All forms of the single words of a named list; empty when no rule file defines it."""
        return frozenset(form for pattern in self.lists.get(name, ()) for option in pattern.options
                         if len(option) == 1 and isinstance(option[0], Word)
                         for form in word_forms(option[0].text, option[0].exact))


_FIGURES = ("duration", "percent", "multiplier", "money", "count", "measure", "rate", "rating")
_SLOT_TAGS = {
    "quantity": ("duration", "percent", "measure", "rate", "multiplier", "rating"),
    "number": _FIGURES, "measure": ("measure", "rate"), "date": ("date", "event"),
}


@cache
def word_forms(word: str, exact: bool = False) -> frozenset[str]:
    """The forms that a word of a pattern matches: its inflections, and its contraction."""
    own = {word, *contractions(word)}
    if exact or word in listed("fixed") or not word.isalpha() or len(word) < 2:
        return frozenset(own)
    return frozenset(own | inflections(word))


def item_forms(item: Item) -> frozenset[str]:
    """The forms of a single word of a pattern, and of a compound written as one; empty for others."""
    if isinstance(item, Word):
        return word_forms(item.text, item.exact)
    return word_forms("".join(item.parts), item.exact) if isinstance(item, Compound) else frozenset()


def slot_tags(item: SlotRef) -> tuple[str, ...]:
    """The tags of tokens that may begin a slot; a template's value may fill any."""
    return (*_SLOT_TAGS.get(item.kind, (item.kind,)), "placeholder")


def _in_form(item: Item, form: str) -> Item:
    """An alternative's first item with its verb in one form only; what is exact stays as it is."""
    match item:
        case Word(text, exact=False):
            forms = tuple((Word(found, exact=True),) for found in verb_forms(text, form))
            return forms[0][0] if len(forms) == 1 else Choice(forms)
        case ListRef():
            return ListRef(item.name, item.exact, form)
        case Choice():
            return Choice(tuple((_in_form(option[0], form), *option[1:]) for option in item.options),
                          item.optional)
        case _:
            return item


def _exact(item: Item) -> Item:
    match item:
        case Word():
            return Word(item.text, exact=True)
        case Compound():
            return Compound(item.parts, exact=True)
        case ListRef():
            return ListRef(item.name, exact=True, form=item.form)
        case Choice():
            return Choice(tuple(tuple(map(_exact, option)) for option in item.options), item.optional)
        case _:
            return item
