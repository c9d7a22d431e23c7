"""What the words round a promise do to it (ConText): denied, hoped for, asked, quoted, a rival's.

A cue acts in its direction, over at most its scope, and not past a terminator. Words that the promise's
own pattern names are part of the promise and never a cue against it: "never jams" is affirmed, "is not
waterproof" is denied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimcheck.extraction.book import Compiled, CompiledCue
from claimcheck.extraction.compile import Branch
from claimcheck.extraction.hits import Hit, ranges
from claimcheck.extraction.match import Prepared, find_matches
from claimcheck.extraction.questions import asks
from claimcheck.extraction.quotes import quotation
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import Attribution, ClaimType, Cue, CueKind, Modality, Polarity
from claimcheck.rulebook.entries import CueRule, Direction

__all__ = ["Context", "FoundCue", "context_of", "cues_of_block", "find_cues", "is_silent"]

#: Cues that act from inside a promise too: "is expected to arrive" is hedged, whoever names the words.
_COLOURS = frozenset({CueKind.ABSOLUTE, CueKind.GUARANTEE, CueKind.TYPICAL, CueKind.QUALIFIER, CueKind.VAGUE,
                       CueKind.HEDGE, CueKind.AIM})
#: What a denied promise of a type says, unless its entry names another sense.
_DENIED = {ClaimType.STOCK: "out-of-stock", ClaimType.AREA: "not-delivered-to"}
_KEEP_WHEN_DENIED = frozenset({"discontinued", "out-of-stock", "made-to-order", "backorder", "preorder"})


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue's words in a sentence; ``ends`` are the token ranges that stop its scope."""

    ready: CompiledCue
    first: int
    last: int
    cue: Cue
    ends: tuple[tuple[int, int], ...]

    def reaches(self, hit: Hit) -> bool:
        """Whether the cue acts on a hit."""
        rule = self.ready.rule
        if not _concerns(rule, hit):
            return False
        if self.first < hit.last and hit.first < self.last:
            if rule.kind is CueKind.CONDITION and self.first < hit.first:
                return rule.direction is not Direction.BACKWARD
            return rule.kind in _COLOURS or not hit.literal.intersection(range(self.first, self.last))
        if rule.direction is Direction.SENTENCE:
            return True
        if self.last <= hit.first:
            return rule.direction is not Direction.BACKWARD and self._within(self.last, hit.first)
        return rule.direction is not Direction.FORWARD and self._within(hit.last, self.first)

    def _within(self, start: int, end: int) -> bool:
        """Whether the tokens between cue and hit are few enough and none of them ends the scope."""
        scope = self.ready.rule.scope
        if scope and end - start > scope:
            return False
        return not any(start < last and first < end for first, last in self.ends)


def _concerns(rule: CueRule, hit: Hit) -> bool:
    """Whether a cue is for claims of a hit's family or type."""
    families = rule.families
    return not families or hit.type.value in families or hit.family.value in families


@dataclass(frozen=True, slots=True)
class Context:
    """What the cues make of a hit."""

    cues: tuple[Cue, ...]
    sense: str
    polarity: Polarity
    modality: Modality
    attribution: Attribution


def find_cues(book: Compiled, prepared: Prepared, *, windows: bool = True) -> tuple[FoundCue, ...]:
    """All cues of a sentence, without their look-alikes, in order of place."""
    found: dict[tuple[str, int, int], FoundCue] = {}
    blocked: dict[str, list[tuple[int, int]]] = {}
    for branch, ready in book.cues.possible(prepared.present):
        rule = ready.rule
        matches = find_matches(branch, prepared, windows=windows)
        if matches and rule.id not in blocked:
            blocked[rule.id] = _no_cue(ready, prepared, windows)
        for match in matches:
            if any(match.first < end and start < match.last for start, end in blocked[rule.id]):
                continue
            ends = tuple(ranges(ready.terminators, prepared, windows))
            found[rule.id, match.first, match.last] = _found(ready, match.first, match.last, prepared, ends)
    return tuple(sorted(_longest(found.values()), key=lambda cue: (cue.first, cue.last, cue.ready.rule.id)))


def cues_of_block(book: Compiled, sentences: Iterable[Prepared], *, windows: bool = True
                  ) -> tuple[CueRule, ...]:
    """The cues that act in all of a block, wherever in it their words stand: without those of which an
    ``unless`` stands anywhere in the block."""
    read = tuple(sentences)
    found = {ready.rule.id: ready for prepared in read
             for branch, ready in book.block_cues.possible(prepared.present)
             if _acts(branch, ready, prepared, windows=windows)}
    return tuple(ready.rule for ready in found.values()
                 if not any(ranges(ready.unless, prepared, windows) for prepared in read))


def _acts(branch: Branch, ready: CompiledCue, prepared: Prepared, *, windows: bool) -> bool:
    matches = find_matches(branch, prepared, windows=windows)
    blocked = ranges(ready.exceptions, prepared, windows) if matches else []
    return any(not any(match.first < end and start < match.last for start, end in blocked)
               for match in matches)


def _no_cue(ready: CompiledCue, prepared: Prepared, windows: bool) -> list[tuple[int, int]]:
    """Where the words are no cue: in a look-alike, or in all of a sentence with one of its ``unless``."""
    if ranges(ready.unless, prepared, windows):
        return [(0, len(prepared.sentence.tokens))]
    return ranges(ready.exceptions, prepared, windows)


def _found(ready: CompiledCue, first: int, last: int, prepared: Prepared,
           ends: tuple[tuple[int, int], ...]) -> FoundCue:
    sentence = prepared.sentence
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return FoundCue(ready, first, last, Cue(ready.rule.kind, sentence.text[start:end], start, end), ends)


def _longest(cues: Iterable[FoundCue]) -> list[FoundCue]:
    """Of cues of one rule that overlap, the longest."""
    kept: list[FoundCue] = []
    for cue in sorted(cues, key=lambda c: (c.first - c.last, c.first)):
        if not any(cue.ready is other.ready and cue.first < other.last and other.first < cue.last
                   for other in kept):
            kept.append(cue)
    return kept


def is_silent(hit: Hit, found: tuple[FoundCue, ...], in_block: tuple[CueRule, ...], sentence: Sentence,
              book: Compiled) -> bool:
    """Whether a hit is no claim after all: it holds on a condition only, or is only asked about.
    ``in_block`` are the cues that act in all of its block."""
    kinds = {cue.ready.rule.kind for cue in found if cue.reaches(hit)}
    kinds |= {rule.kind for rule in in_block if _concerns(rule, hit)}
    if CueKind.CONDITION in kinds and "conditional" not in hit.keep:
        return True
    return CueKind.QUESTION not in kinds and asks(hit, sentence, book)


def context_of(hit: Hit, found: tuple[FoundCue, ...], around: tuple[Cue, ...], sentence: Sentence,
               book: Compiled) -> Context:
    """Apply every cue that reaches a hit, what quotation marks say, and ``around``: the cues of the
    blocks beside."""
    quoted = quotation(hit, sentence, book)
    acting = [*(cue.cue for cue in found if cue.reaches(hit)), *around, *([quoted] if quoted else [])]
    kinds = {cue.kind for cue in acting}
    context = Context(tuple(acting), hit.sense, _polarity(kinds), _modality(kinds), _attribution(kinds))
    return _denied(_with_fixed(context, hit), hit)


def _polarity(kinds: set[CueKind]) -> Polarity:
    return Polarity.NEGATED if CueKind.NEGATION in kinds else Polarity.AFFIRMED


def _modality(kinds: set[CueKind]) -> Modality:
    for kind, modality in ((CueKind.QUESTION, Modality.QUESTION), (CueKind.CONDITION, Modality.CONDITIONAL),
                           (CueKind.AIM, Modality.AIM), (CueKind.HEDGE, Modality.HEDGED)):
        if kind in kinds:
            return modality
    return Modality.PLAIN


def _attribution(kinds: set[CueKind]) -> Attribution:
    for kind, attribution in ((CueKind.QUOTATION, Attribution.TESTIMONIAL),
                              (CueKind.COMPETITOR, Attribution.COMPETITOR),
                              (CueKind.THIRD_PARTY, Attribution.THIRD_PARTY)):
        if kind in kinds:
            return attribution
    return Attribution.ADVERTISER


def _with_fixed(context: Context, hit: Hit) -> Context:
    """What the entry says of its own words stands, unless a cue says more."""
    for key, value in hit.fixed:
        if key == "polarity" and context.polarity is Polarity.AFFIRMED:
            context = replace(context, polarity=Polarity(value))
        elif key == "modality" and context.modality is Modality.PLAIN:
            context = replace(context, modality=Modality(value))
        elif key == "attribution" and context.attribution is Attribution.ADVERTISER:
            context = replace(context, attribution=Attribution(value))
    return context


def _denied(context: Context, hit: Hit) -> Context:
    """"Not in stock" says "out of stock"."""
    if context.polarity is Polarity.AFFIRMED or dict(hit.fixed).get("polarity"):
        return context
    if hit.negated:
        return replace(context, sense=hit.negated)
    if hit.type in _DENIED and hit.sense not in _KEEP_WHEN_DENIED:
        return replace(context, sense=_DENIED[hit.type])
    return context
