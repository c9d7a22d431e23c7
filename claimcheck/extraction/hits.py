"""Matches become hits: promises with their place and slots, before context and subject are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from claimcheck.extraction.book import CompiledEntry
from claimcheck.extraction.compile import Branch
from claimcheck.extraction.match import Match, Prepared, find_matches
from claimcheck.extraction.possible import PLACEHOLDER
from claimcheck.extraction.tokens import Sentence, Token
from claimcheck.model import SENSES, UNFORESEEN, ClaimType, Family, Slot

__all__ = ["Hit", "hits_of", "merge", "ranges"]

#: Letters in capitals and digits that are stuck together.
_CODE = re.compile(r"(?=[A-Z]{0,20}[-_]?\d)(?=\d{0,20}[-_]?[A-Z])[A-Z\d]+(?:[-_][A-Z\d]+)*(?![^\W\d_])")
_NUMBERS = frozenset({"count", "number", "thing"})
_LOOSE = frozenset({",", "-", "("})


@dataclass(frozen=True, slots=True)
class Hit:
    """A promise in one sentence. ``first`` and ``last`` are tokens, ``start`` and ``end`` prose offsets.

    ``literal`` are the tokens that the pattern names itself: a "not" among them is part of the promise,
    a "not" in a gap denies it. A ``firm`` hit stands whatever else its sentence says.
    """

    entry: str
    type: ClaimType
    sense: str
    first: int
    last: int
    start: int
    end: int
    slots: tuple[Slot, ...] = ()
    literal: frozenset[int] = frozenset()
    template: bool = False
    order: int = 1_000_000
    beside: frozenset[Family] = frozenset()
    keep: frozenset[str] = frozenset()
    loose: bool = False
    firm: bool = False
    negated: str = ""
    fixed: tuple[tuple[str, str], ...] = field(default=())

    @property
    def family(self) -> Family:
        return self.type.family

    @property
    def has_figure(self) -> bool:
        """Whether it says how much or when; "in stock" does not."""
        return self.template or any(slot.quantity or slot.date for slot in self.slots)


def hits_of(branch: Branch, ready: CompiledEntry, prepared: Prepared, *, windows: bool) -> list[Hit]:
    """The hits of one branch, without those that a look-alike overlaps."""
    matches = find_matches(branch, prepared, windows=windows)
    if not matches:
        return []
    blocked = ranges(ready.exceptions, prepared, windows)
    return [_hit(match, ready, prepared.sentence) for match in matches
            if not any(match.first < end and start < match.last for start, end in blocked)]


def ranges(branches: Iterable[Branch], prepared: Prepared, windows: bool) -> list[tuple[int, int]]:
    """Token ranges of all matches of some branches, without those that take a template's bare value for
    more than a number."""
    present = prepared.present
    return [(match.first, match.last) for branch in branches
            if all(not need.isdisjoint(present) for need in branch.needs)
            for match in find_matches(branch, prepared, windows=windows)
            if not _supposes(match, prepared.sentence)]


def _supposes(match: Match, sentence: Sentence) -> bool:
    """Whether a template's bare value fills a slot for more than a number: it could be anything."""
    tokens = sentence.tokens[match.first : match.last]
    return any(token.tag == "placeholder" and spec.slot and spec.slot not in _NUMBERS
               for token, spec in zip(tokens, match.specs, strict=True))


def _hit(match: Match, ready: CompiledEntry, sentence: Sentence) -> Hit:
    entry = ready.entry
    match = _without_commas(match, sentence)
    start, end = _extent(match, sentence)
    figures = {sentence.tokens[match.first + place].figure
               for place, spec in enumerate(match.specs) if spec.slot}
    return Hit(
        entry.id, entry.type, entry.sense, match.first, match.last, start, end, _slots(match, sentence),
        frozenset(match.first + place for place, spec in enumerate(match.specs) if spec.literal),
        any(sentence.figures[number].template for number in figures if number >= 0),
        entry.order, entry.beside, entry.keep, entry.loose, entry.firm,
        entry.negated, entry.fixed)


def _without_commas(match: Match, sentence: Sentence) -> Match:
    """The match without a comma or dash that it happens to begin or end with."""
    low, high = 0, len(match.specs)
    while high - low > 1 and sentence.tokens[match.first + high - 1].form in _LOOSE:
        high -= 1
    while high - low > 1 and sentence.tokens[match.first + low].form in _LOOSE:
        low += 1
    return Match(match.first + low, match.first + high, match.specs[low:high])


def _extent(match: Match, sentence: Sentence) -> tuple[int, int]:
    """Prose offsets of a match; a figure at either end stands with all of its own words and signs."""
    first, last = sentence.tokens[match.first], sentence.tokens[match.last - 1]
    start, end = first.start, last.end
    if last.figure < 0 or not match.specs[-1].slot:
        end = _code_end(sentence.text, last)
    if first.figure >= 0 and match.specs[0].slot:
        start = min(start, sentence.figures[first.figure].start)
    if last.figure >= 0 and match.specs[-1].slot:
        end = max(end, sentence.figures[last.figure].end)
    return start, end


def _code_end(text: str, last: Token) -> int:
    """Where a code that a match ends in really ends: "MARCH15" and "SPRING-20" are one word each."""
    code = _CODE.match(text, last.start)
    return max(last.end, code.end()) if code and not text[last.start - 1 : last.start].isalnum() else last.end


def _slots(match: Match, sentence: Sentence) -> tuple[Slot, ...]:
    marked = [(spec.slot, sentence.tokens[match.first + place].figure, match.first + place)
              for place, spec in enumerate(match.specs)]
    return tuple(_slot(name, figure, [place for _, _, place in group], sentence)
                 for (name, figure), group in groupby(marked, key=lambda m: m[:2]) if name)


def _slot(name: str, number: int, places: list[int], sentence: Sentence) -> Slot:
    start, end = sentence.tokens[places[0]].start, sentence.tokens[places[-1]].end
    if number < 0:
        return Slot(name, sentence.text[start:end], start, end)
    figure = sentence.figures[number]
    return Slot(name, sentence.text[figure.start : figure.end], figure.start, figure.end,
                figure.quantity, figure.date)


def merge(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for one promise, in order of place.

    Within a family the longest of those that overlap wins, a loose one after all others and what no pattern
    found after these, then one that takes a template's bare value for a number, then the more specific
    sense, then file order. Of two families the longer wins too where it covers at least half of the other,
    unless one of them says that they may stand beside each other.
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=_rank):
        if not any(_rivals(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.order))


def _rank(hit: Hit) -> tuple[bool, bool, int, bool, bool, int, int]:
    dull = hit.sense == SENSES[hit.type][0]
    return hit.entry == UNFORESEEN, hit.loose, hit.start - hit.end, _guesses(hit), dull, hit.order, hit.start


def _guesses(hit: Hit) -> bool:
    """Whether a template's value is taken for more than a number: "only {{ n }} left" counts something."""
    return any(slot.text.endswith(PLACEHOLDER) and slot.name not in _NUMBERS for slot in hit.slots)


def _rivals(hit: Hit, longer: Hit) -> bool:
    overlap = min(hit.end, longer.end) - max(hit.start, longer.start)
    if overlap <= 0:
        return False
    if hit.family == longer.family:
        return True
    if hit.family in longer.beside or longer.family in hit.beside:
        return False
    return 2 * overlap >= hit.end - hit.start
