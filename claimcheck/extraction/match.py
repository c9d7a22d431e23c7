"""The only file that knows spaCy: sentences become Docs, branches become Matchers.

spaCy is imported when the first sentence must be matched, which is after every cheaper test has passed.
No spaCy object leaves this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from claimcheck.extraction.compile import Alternatives, Branch, Part, Sequences
from claimcheck.extraction.specs import Run, Spec
from claimcheck.extraction.tokens import EDGE_FORMS, Sentence

__all__ = ["Match", "Prepared", "find_matches", "prepare"]


#: For each start the ends of matches there, and what each token of them means.
Spans: TypeAlias = dict[int, dict[int, tuple[Spec, ...]]]


@dataclass(frozen=True, slots=True)
class Match:
    """A branch's match without its context: token range ``[first, last)`` and each token's meaning."""

    first: int
    last: int
    specs: tuple[Spec, ...]


@dataclass(slots=True, eq=False)
class Prepared:
    """A sentence and, once a pattern needs it, its Doc with a token for each edge.

    ``present`` holds its forms, and its tags in braces: what a branch's needs are compared with.
    """

    sentence: Sentence
    present: frozenset[str]
    _doc: Any = None

    @property
    def doc(self) -> Any:
        if self._doc is None:
            self._doc = _doc(self.sentence)
        return self._doc


@dataclass(frozen=True, slots=True)
class View:
    """The stretch of a sentence that one branch looks at."""

    doc: Any
    present: frozenset[str]


@cache
def _vocabulary() -> Any:
    import spacy

    return spacy.blank("en").vocab


def prepare(sentence: Sentence) -> Prepared:
    """Note what is present in a sentence; no spaCy yet."""
    return Prepared(sentence, sentence.forms | {f"{{{tag}}}" for tag in sentence.tags})


def _doc(sentence: Sentence) -> Any:
    from spacy.tokens import Doc

    words = [EDGE_FORMS[0], *(token.form for token in sentence.tokens), EDGE_FORMS[1]]
    tags = ["edge", *(token.tag for token in sentence.tokens), "edge"]
    return Doc(_vocabulary(), words=words, tags=tags)


@cache
def _matcher(run: Run) -> Any:
    from spacy.matcher import Matcher

    matcher = Matcher(_vocabulary(), validate=False)
    matcher.add("run", [[spec.spacy() for spec in run]])
    return matcher


def find_matches(branch: Branch, prepared: Prepared, *, windows: bool = True) -> list[Match]:
    """The longest matches of a branch that do not overlap, in order of place.

    ``windows`` looks only as far around each trigger as a match can reach.
    """
    found: dict[tuple[int, int], Match] = {}
    if not _possible(branch.part, prepared.present):
        return []
    for low, high in _windows(branch, prepared.sentence, windows):
        for match in _matches(branch, prepared, low, high):
            if _narrow_enough(match, prepared.sentence) and _says_something(match, prepared.sentence):
                found.setdefault((match.first, match.last), match)
    return _longest(list(found.values()))


def _windows(branch: Branch, sentence: Sentence, windows: bool) -> Iterator[tuple[int, int]]:
    """Ranges of the Doc's tokens (edges included) in which a match may lie, apart from each other."""
    size = len(sentence.tokens) + 2
    if not windows or not branch.trigger:
        yield 0, size
        return
    low = high = -1
    before, after = branch.reach
    for place, token in enumerate(sentence.tokens, 1):
        if token.form not in branch.trigger and f"{{{token.tag}}}" not in branch.trigger:
            continue
        start, end = max(0, place - before), min(size, place + after + 1)
        if start > high >= 0:
            yield low, high
            low = start
        elif high < 0:
            low = start
        high = end
    if high >= 0:
        yield low, high


def _possible(part: Part, present: frozenset[str]) -> bool:
    """Whether some word sequence of every part that must be there has all its words."""
    if part.may_lack:
        return True
    if isinstance(part, Sequences):
        for _, needs in part.runs:  # plain loops: asked for thousands of branches a sentence
            for need in needs:
                if need.isdisjoint(present):
                    break
            else:
                return True
        return False
    each = (_possible(inner, present) for inner in part.parts)
    return any(each) if isinstance(part, Alternatives) else all(each)


def _matches(branch: Branch, prepared: Prepared, low: int, high: int) -> Iterator[Match]:
    """Matches in tokens ``[low, high)`` of the Doc (edges counted), with the context cut off."""
    doc = prepared.doc
    view = View(doc if low == 0 and high == len(doc) else doc[low:high], prepared.present)
    for start, found in _spans(branch.part, view, {}).items():
        for end, specs in found.items():
            match = _without_context(low + start - 1, low + end - 1, specs)
            if match is not None:
                yield match


def _spans(part: Part, view: View, done: dict[int, Spans]) -> Spans:
    """Where a part matches: for each start every end, with the meaning of each token between.

    A part that may be missing is not reported as an empty match; who joins parts allows for it.
    """
    key = id(part)
    if key not in done:
        if isinstance(part, Sequences):
            done[key] = _matcher_spans(part, view)
        elif isinstance(part, Alternatives):
            done[key] = _either(part.parts, view, done)
        else:
            done[key] = _joined(part.parts, view, done)
    return done[key]


def _matcher_spans(part: Sequences, view: View) -> Spans:
    found: Spans = {}
    for run, needs in part.runs:
        if any(need.isdisjoint(view.present) for need in needs):
            continue
        for _, start, end, alignment in _matcher(run)(view.doc, with_alignments=True):
            found.setdefault(start, {}).setdefault(end, tuple(run[place] for place in alignment))
    return found


def _either(parts: tuple[Part, ...], view: View, done: dict[int, Spans]) -> Spans:
    found: Spans = {}
    for part in parts:
        for start, ends in _spans(part, view, done).items():
            for end, specs in ends.items():
                found.setdefault(start, {}).setdefault(end, specs)
    return found


def _joined(parts: tuple[Part, ...], view: View, done: dict[int, Spans]) -> Spans:
    """Chains of matches, each beginning where the one before ends."""
    reached = _spans(parts[0], view, done)
    may_start_later = parts[0].may_lack
    for part in parts[1:]:
        if not reached and not may_start_later:
            return {}
        following = _spans(part, view, done)
        longer: Spans = {}
        for start, ends in reached.items():
            for middle, specs in ends.items():
                if part.may_lack:
                    longer.setdefault(start, {}).setdefault(middle, specs)
                for end, more in following.get(middle, {}).items():
                    longer.setdefault(start, {}).setdefault(end, specs + more)
        if may_start_later:
            for start, ends in following.items():
                for end, specs in ends.items():
                    longer.setdefault(start, {}).setdefault(end, specs)
        may_start_later = may_start_later and part.may_lack
        reached = longer
    return reached


def _without_context(first: int, last: int, specs: tuple[Spec, ...]) -> Match | None:
    low, high = 0, len(specs)
    while low < high and specs[low].context:
        low += 1
    while high > low and specs[high - 1].context:
        high -= 1
    return Match(first + low, last - (len(specs) - high), specs[low:high]) if low < high else None


def _narrow_enough(match: Match, sentence: Sentence) -> bool:
    """Whether each figure has the dimension or unit that its slot asks for."""
    for token, spec in zip(sentence.tokens[match.first : match.last], match.specs, strict=True):
        if spec.only:
            figure = sentence.figures[token.figure] if token.figure >= 0 else None
            unit = figure.quantity.unit if figure and figure.quantity else ""
            if figure is None or (figure.dimension not in spec.only and unit not in spec.only):
                return False
    return True


def _says_something(match: Match, sentence: Sentence) -> bool:
    """Whether a match is more than a template's value: "{{ price }}" alone could be anything."""
    tokens = sentence.tokens[match.first : match.last]
    return any(spec.literal for spec in match.specs) or any(token.tag != "placeholder" for token in tokens)


def _longest(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first)):
        if all(match.last <= other.first or other.last <= match.first for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)
