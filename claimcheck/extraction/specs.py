"""Items of a pattern as sequences of spaCy token patterns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeAlias

from claimcheck.extraction.forms import Lexicon, slot_tags, word_forms
from claimcheck.extraction.tokens import EDGE_FORMS
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

__all__ = ["Run", "Spec", "count_runs", "runs_of", "runs_of_options"]

_FREE = ("stop", "mark", "edge")
#: A noun phrase holds no figure with a unit: "kills 99.9% of germs" states a figure.
_UNITED = ("duration", "percent", "multiplier", "money", "measure", "rate", "rating", "date")
_NO_THING = (*_FREE, "lead", *_UNITED, *(f"{figure}+" for figure in _UNITED))


@dataclass(frozen=True, slots=True)
class Spec:
    """One token of a sequence: spaCy's token pattern and what the token means."""

    token: tuple[tuple[str, Any], ...]
    literal: bool = False
    context: bool = False
    slot: str = ""               # the claim's name for it
    only: tuple[str, ...] = ()   # dimensions or units that the figure must have
    forms: frozenset[str] = frozenset()  # of a literal
    tags: frozenset[str] = frozenset()   # in braces, of a slot

    def spacy(self) -> dict[str, Any]:
        return {key: dict(value) if isinstance(value, tuple) else value for key, value in self.token}

    @property
    def may_lack(self) -> bool:
        return any(key == "OP" for key, _ in self.token)

    @property
    def need(self) -> frozenset[str]:
        """What must be present for the token to stand there; empty when nothing must."""
        return frozenset() if self.may_lack else self.forms or self.tags


Run: TypeAlias = tuple[Spec, ...]


def count_runs(item: Item, lexicon: Lexicon) -> int:
    """How many sequences ``runs_of`` would give, at most, without making them."""
    match item:
        case Choice():
            return _count_options(item.options, lexicon) + item.optional
        case ListRef():
            return lexicon.size(item, lambda: _count_options(lexicon.options(item), lexicon))
        case Context():
            return _count_options(item.options, lexicon)
        case Compound():
            return 2
        case _:
            return 1


def _count_options(options: Options, lexicon: Lexicon) -> int:
    total = 0
    singles = 0
    for option in options:
        size = 1
        for item in option:
            size *= count_runs(item, lexicon)
        if len(option) == 1 and isinstance(option[0], Word):
            singles = 1
        else:
            total += size
    return total + singles


def runs_of(  # noqa: PLR0911 - one answer a kind of item
        item: Item, lexicon: Lexicon, *, first: bool = False) -> list[Run]:
    """Every sequence that an item stands for; the empty one when it may be missing.

    ``first``: the item begins its pattern, so that a figure's comparison words need not be asked for.
    """
    match item:
        case Word():
            return [(_literal(word_forms(item.text, item.exact)),)]
        case Compound():
            apart = tuple(_literal(word_forms(part, item.exact)) for part in item.parts)
            return [apart, (_literal(word_forms("".join(item.parts), item.exact)),)]
        case Mark():
            spec = _literal(frozenset({item.text}))
            return [(_optional(spec) if item.optional else spec,)]
        case Gap():
            return [(Spec((("TAG", (("NOT_IN", ("stop", "edge")),)), ("OP", "?"))),) * item.size]
        case AnyWord():
            return [(Spec((("TAG", (("NOT_IN", _FREE),)),)),)]
        case SlotRef():
            return [_slot(item, lexicon, first=first)]
        case Edge():
            return [_edge(item)]
        case ListRef():
            return runs_of_options(lexicon.options(item), lexicon)
        case Choice():
            runs = runs_of_options(item.options, lexicon)
            if not item.optional:
                return runs
            return [(_optional(runs[0][0]),)] if len(runs) == 1 and len(runs[0]) == 1 else [(), *runs]
        case Context():
            return [tuple(replace(spec, literal=False, context=True) for spec in run)
                    for run in runs_of_options(item.options, lexicon)]


def runs_of_options(options: Options, lexicon: Lexicon) -> list[Run]:
    """Alternatives expanded; those of one plain word become one token with several forms."""
    forms: set[str] = set()
    runs: list[Run] = []
    for option in options:
        for parts in product(*(runs_of(item, lexicon) for item in option)):
            run = tuple(spec for part in parts for spec in part)
            if len(run) == 1 and run[0].forms and not run[0].may_lack and run[0].literal:
                forms |= run[0].forms
            else:
                runs.append(run)
    single: list[Run] = [(_literal(frozenset(forms)),)] if forms else []
    return single + list(dict.fromkeys(runs))


def _literal(forms: frozenset[str]) -> Spec:
    value: Any = next(iter(forms)) if len(forms) == 1 else (("IN", tuple(sorted(forms))),)
    return Spec((("ORTH", value),), literal=True, forms=forms)


def _optional(spec: Spec) -> Spec:
    return spec if spec.may_lack else replace(spec, token=(*spec.token, ("OP", "?")))


def _slot(item: SlotRef, lexicon: Lexicon, *, first: bool) -> Run:
    if item.kind == "thing":
        verbs = tuple(sorted(lexicon.words("verb")))
        token: tuple[tuple[str, Any], ...] = (("TAG", (("NOT_IN", _NO_THING),)),)
        if verbs:
            token = (*token, ("ORTH", (("NOT_IN", verbs),)))
        spec = Spec(token, slot=item.name)
        return (spec, *[_optional(spec)] * 3)
    tags = slot_tags(item)
    core = Spec((("TAG", (("IN", tags),)),), slot=item.name, only=item.only,
                tags=frozenset(f"{{{tag}}}" for tag in tags))
    rest = Spec((("TAG", (("IN", tuple(f"{tag}+" for tag in tags)),)), ("OP", "*")),
                slot=item.name, only=item.only)
    lead = () if first else (Spec((("TAG", "lead"), ("OP", "*")), slot=item.name, only=item.only),)
    return (*lead, core, rest)


def _edge(item: Edge) -> Run:
    marks = Spec((("TAG", (("IN", ("stop", "mark") if item.end else ("mark",)),)), ("OP", "*")), context=True)
    edge = Spec((("ORTH", EDGE_FORMS[item.end]),), context=True)
    return (marks, edge) if item.end else (edge, marks)
