"""What must stand in a sentence for a pattern to match, and how far a match can reach.

Both are known without any matching, and cost next to nothing to test.
"""

from __future__ import annotations

from claimcheck.extraction.forms import Lists, is_common, options_of, slot_tags, word_forms
from claimcheck.rulebook.grammar import (
    AnyWord,
    Choice,
    Compound,
    Context,
    Edge,
    Gap,
    Item,
    ListRef,
    Mark,
    Options,
    SlotRef,
    Word,
)

__all__ = ["needs", "reach", "weight"]

_SLOT_REACH = 16
_COMMON_WEIGHT = 60


def needs(item: Item, lists: Lists) -> frozenset[str]:
    """Forms and tags of which one must stand in any match; empty: nothing must."""
    match item:
        case Word():
            return word_forms(item.text, item.exact)
        case Compound():
            return word_forms(item.parts[0], item.exact) | word_forms("".join(item.parts), item.exact)
        case Mark():
            return frozenset() if item.optional else frozenset({item.text})
        case SlotRef():
            return frozenset(f"{{{tag}}}" for tag in slot_tags(item)) if item.kind != "thing" else frozenset()
        case ListRef():
            return _any_of(options_of(item, lists), lists)
        case Choice():
            return frozenset() if item.optional else _any_of(item.options, lists)
        case Context():
            return _any_of(item.options, lists)
        case Gap() | AnyWord() | Edge():
            return frozenset()


def _any_of(options: Options, lists: Lists) -> frozenset[str]:
    """For each alternative its rarest need; empty when one of them needs nothing."""
    found: set[str] = set()
    for option in options:
        known = [need for item in option if (need := needs(item, lists))]
        if not known:
            return frozenset()
        found |= min(known, key=weight)
    return frozenset(found)


def weight(need: frozenset[str]) -> tuple[int, list[str]]:
    """How common a need is: the smaller, the better it is as a trigger."""
    return sum(40 if form[0] == "{" else _COMMON_WEIGHT if is_common(form) else 1 for form in need), sorted(need)


def reach(item: Item, lists: Lists) -> int:
    """The most tokens that an item covers."""
    match item:
        case Word() | Mark() | AnyWord():
            return 1
        case Compound():
            return len(item.parts)
        case Gap():
            return item.size
        case SlotRef():
            return 4 if item.kind == "thing" else _SLOT_REACH
        case Edge():
            return 8
        case ListRef():
            return max(sum(reach(i, lists) for i in option) for option in options_of(item, lists))
        case Choice() | Context():
            return max(sum(reach(i, lists) for i in option) for option in item.options)
