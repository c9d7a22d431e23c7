"""The rule files' own examples, run: every ``match`` must be found, no ``no_match`` may be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimcheck.errors import SourceLocation
from claimcheck.extraction.engine import extract_document
from claimcheck.model import Claim, CueKind, Document, Modality, Piece, Polarity, Segment, Surface
from claimcheck.rulebook.entries import CueRule, Entry, Example, PatternBook

__all__ = ["ExampleResult", "document_of", "run_examples"]

#: Examples are read as of this day (a Tuesday), so that "Friday" and "31 March" have one meaning.
EXAMPLE_DAY = date(2026, 3, 3)
_VALUE = re.compile(r"(?:(<=|>=|<|>|~|=)\s*)?([\d.,]+)(?:-([\d.,]+))?\s*(.*)")


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example's outcome; ``problem`` is one sentence, empty when it is right."""

    rule: str
    text: str
    where: SourceLocation
    problem: str = ""
    claims: tuple[Claim, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.problem


def run_examples(patterns: PatternBook, *, rule: str = "", gate: bool = True,
                 windows: bool = True) -> tuple[ExampleResult, ...]:
    """Run all examples with every entry and cue in force; ``rule`` picks those of one id."""
    owners: tuple[Entry | CueRule, ...] = (*patterns.entries, *patterns.cues)
    results: list[ExampleResult] = []
    for owner in owners:
        if rule in {"", owner.id}:
            for example, wanted in _examples(owner):
                claims = extract_document(document_of(example), patterns=patterns, on=EXAMPLE_DAY,
                                          gate=gate, windows=windows)
                problem = _problem(owner, example, claims, wanted)
                results.append(ExampleResult(owner.id, example.text, example.where, problem, claims))
    return tuple(results)


def _examples(owner: Entry | CueRule) -> Iterator[tuple[Example, bool]]:
    for example in owner.match:
        yield example, True
    for example in owner.no_match:
        yield example, False


def _problem(owner: Entry | CueRule, example: Example, claims: tuple[Claim, ...], wanted: bool
             ) -> str:
    if isinstance(owner, Entry):
        return _entry_problem(owner, example, claims, wanted)
    return _cue_problem(owner, example, claims, wanted)


def document_of(example: Example) -> Document:
    """An example as a document of one block; it may say its ``surface``, ``header`` and ``section``."""
    said = dict(example.expected)
    text = example.text
    segment = Segment(text, Surface(said.get("surface", "body")), (Piece(0, len(text), 0, len(text)),),
                      section=tuple(filter(None, [said.get("section", "")])), header=said.get("header", ""))
    return Document("example.txt", text, "text", hashlib.sha256(text.encode()).hexdigest(), (segment,))


def _entry_problem(entry: Entry, example: Example, claims: tuple[Claim, ...], wanted: bool) -> str:
    if not wanted:
        same = [claim for claim in claims if claim.family is entry.type.family]
        return f"found {_listed(same)}, expected no {entry.type.family.value} claim" if same else ""
    kind = dict(example.expected).get("type", entry.type.value)
    fitting = [claim for claim in claims if claim.type.value == kind]
    if not fitting:
        return f"no {kind} claim; found {_listed(claims)}"
    if "sense" not in dict(example.expected) and "type" not in dict(example.expected):
        senses = {entry.sense, entry.negated or entry.sense}
        fitting = [c for c in fitting if c.sense in senses or c.polarity is Polarity.NEGATED] or fitting
        if fitting[0].sense not in senses and fitting[0].polarity is not Polarity.NEGATED:
            return f"sense {fitting[0].sense}, expected {entry.sense} ({_listed(fitting)})"
    return _span_problem(example, fitting) or _unmet(example, fitting)


def _span_problem(example: Example, claims: list[Claim]) -> str:
    places = {(claim.prose_start, claim.prose_end) for claim in claims}
    for start, end in example.spans:
        if (start, end) not in places:
            return f'the span is not "{example.text[start:end]}"; found {_listed(claims)}'
    return ""


def _unmet(example: Example, claims: list[Claim]) -> str:
    """What no claim fulfils, judged by the claim that fulfils most."""
    problems = [[f"{key} is {has}, expected {want}" for key, want in example.expected
                 if (has := _has(claim, key, want)) != want] for claim in claims]
    best = min(problems, key=len, default=[])
    return "; ".join(best)


def _has(claim: Claim, key: str, want: str) -> str:
    """A claim's field as words; for a value the wanted words themselves when they say the same."""
    match key:
        case "polarity" | "modality" | "attribution" | "type" | "sense" | "subject" | "surface":
            return str(getattr(claim, key))
        case "value":
            return want if _same_value(claim, want) else _shown(claim)
        case _:
            return want


def _same_value(claim: Claim, want: str) -> bool:
    match = _VALUE.fullmatch(want.strip())
    if match is None or claim.value is None:
        return want.strip() in {"", "none"} and claim.value is None
    op, low, high, unit = match.groups()
    value = claim.value
    numbers = Decimal(low.replace(",", "")), Decimal((high or low).replace(",", ""))
    return (op or "=") == value.op and numbers == (value.low, value.high) and _unit(unit) == _unit(
        f"{value.basis} {value.unit}")


def _unit(words: str) -> tuple[str, ...]:
    return tuple(sorted(word.removesuffix("s") for word in words.split()))


def _shown(claim: Claim) -> str:
    value = claim.value
    return f"{value.op} {value.low}-{value.high} {value.basis} {value.unit}" if value else "none"


#: How a cue's effect shows on a claim.
_EFFECTS = {
    CueKind.NEGATION: ("polarity", "negated"), CueKind.HEDGE: ("modality", "hedged"),
    CueKind.AIM: ("modality", "aim"), CueKind.QUESTION: ("modality", "question"),
    CueKind.QUOTATION: ("attribution", "testimonial"),
    CueKind.COMPETITOR: ("attribution", "competitor"), CueKind.THIRD_PARTY: ("attribution", "third-party"),
}


def _cue_problem(rule: CueRule, example: Example, claims: tuple[Claim, ...], wanted: bool) -> str:
    if rule.kind is CueKind.CONDITION:
        return _condition_problem(example, claims, wanted)
    fitting = [claim for claim in claims if _in_families(rule, claim)]
    if not fitting:
        return f"no claim for the cue to act on; found {_listed(claims)}"
    carrying = [claim for claim in fitting if _carries(rule, claim)]
    if wanted and not carrying:
        return f"the cue does not act on {_listed(fitting)}"
    if not wanted:
        return f"the cue acts on {_listed(carrying)}" if carrying else ""
    return _unmet(example, carrying)


def _condition_problem(example: Example, claims: tuple[Claim, ...], wanted: bool) -> str:
    """A condition silences: nothing may be found, unless the example names a modality."""
    kept = [claim for claim in claims if claim.modality is not Modality.CONDITIONAL]
    if wanted:
        if kept:
            return f"found {_listed(kept)}, expected silence"
        return _unmet(example, list(claims)) if claims else ""
    return "" if kept else "no claim found; the condition silenced it or there is none"


def _in_families(rule: CueRule, claim: Claim) -> bool:
    return not rule.families or claim.type.value in rule.families or claim.family.value in rule.families


def _carries(rule: CueRule, claim: Claim) -> bool:
    key, value = _EFFECTS.get(rule.kind, ("", ""))
    return str(getattr(claim, key)) == value if key else claim.has_cue(rule.kind)


def _listed(claims: list[Claim] | tuple[Claim, ...]) -> str:
    return "; ".join(f'{c.type.value}/{c.sense} "{c.text}" by {c.entry}' for c in claims) or "nothing"
