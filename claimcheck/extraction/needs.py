"""What must stand in a sentence for a pattern to match, and how far a match can reach.

Both are known without any matching, and cost next to nothing to test.
"""

from __future__ import annotations

from functools import lru_cache

from claimcheck.extraction.forms import Lexicon, slot_tags, word_forms
from claimcheck.extraction.language import listed
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

__all__ = ["needs", "of_words", "reach", "weight"]

_SLOT_REACH = 16
#: What forms that are no marks may begin with: tags, and contractions.
_NO_MARKS = "{'"
_COMMON_WEIGHT = 60
_SLOT_WEIGHT = 10_000


def needs(item: Item, lexicon: Lexicon) -> frozenset[str]:  # noqa: PLR0911 - one answer a kind of item
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
            return lexicon.needs(item, lambda: _any_of(lexicon.options(item), lexicon))
        case Choice():
            return frozenset() if item.optional else _any_of(item.options, lexicon)
        case Context():
            return _any_of(item.options, lexicon)
        case Gap() | AnyWord() | Edge():
            return frozenset()


def _any_of(options: Options, lexicon: Lexicon) -> frozenset[str]:
    """For each alternative its rarest need; empty when one of them needs nothing."""
    found: set[str] = set()
    for option in options:
        known = [need for item in option if (need := needs(item, lexicon))]
        if not known:
            return frozenset()
        found |= min(known, key=weight)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def weight(need: frozenset[str]) -> tuple[int, str]:
    """How common a need is: the smaller, the better it is as a trigger."""
    size = len(need) + _COMMON_WEIGHT * len(need & listed("fixed"))
    for form in need:
        if form[0] == "{":
            size += _SLOT_WEIGHT
        elif not form[0].isalnum() and form[0] != "'":
            size += _COMMON_WEIGHT
    return size, min(need)


@lru_cache(maxsize=65_536)
def of_words(need: frozenset[str]) -> bool:
    """Whether a need is met by words and tags alone: marks are not known before a text is tokenized."""
    return all(form[0].isalnum() or form[0] in _NO_MARKS for form in need)


def reach(item: Item, lexicon: Lexicon) -> int:  # noqa: PLR0911 - one answer a kind of item
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
            return lexicon.reach(item, lambda: _longest(lexicon.options(item), lexicon))
        case Choice() | Context():
            return _longest(item.options, lexicon)


def _longest(options: Options, lexicon: Lexicon) -> int:
    return max(sum(reach(item, lexicon) for item in option) for option in options)
