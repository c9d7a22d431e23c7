"""What is claimed: names, cues, mentions and claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.values import DateValue, Quantity
from claimcheck.model.words import Attribution, ClaimType, Family, Modality, Polarity, Surface

#: ``Claim.entry`` of what no rule entry found, but the tagger; its ``sense`` is empty.
UNFORESEEN = "second-reading"


class TermKind(StrEnum):
    PRODUCT = "product"
    VARIANT = "variant"
    COMPANY = "company"
    COMPETITOR = "competitor"
    METRIC = "metric"
    FEATURE = "feature"
    SUPERLATIVE = "superlative"


@dataclass(frozen=True, slots=True)
class Term:
    """Words by which copy may name something in the facts. ``owner`` is the product's id, or ``company``."""

    words: str
    kind: TermKind
    owner: str
    key: str = ""
    unit: str = ""  # canonical unit of a metric's values, when known


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names that the facts give; empty when there are no facts."""

    terms: tuple[Term, ...] = ()

    @property
    def products(self) -> tuple[str, ...]:
        """Product ids, in order of first mention."""
        return tuple(dict.fromkeys(t.owner for t in self.terms if t.kind is TermKind.PRODUCT))


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a claim with a meaning: a figure, a date, a place, a baseline, a market."""

    name: str
    text: str
    prose_start: int
    prose_end: int
    quantity: Quantity | None = None
    date: DateValue | None = None


class CueKind(StrEnum):
    """ConText's cues, and the words that change what a claim promises."""

    NEGATION = "negation"
    HEDGE = "hedge"
    AIM = "aim"
    QUESTION = "question"
    CONDITION = "condition"
    QUOTATION = "quotation"
    COMPETITOR = "competitor"
    THIRD_PARTY = "third-party"
    ABSOLUTE = "absolute"
    GUARANTEE = "guarantee"
    TYPICAL = "typical"     # "usually", "most", "typically"
    QUALIFIER = "qualifier"  # "at 300 lumens", "on orders over 50 pounds"
    VAGUE = "vague"         # "T&Cs apply", "subject to availability": never cures a claim


@dataclass(frozen=True, slots=True)
class Cue:
    kind: CueKind
    text: str
    prose_start: int
    prose_end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One pattern's match in one segment, before context and subject are known."""

    entry: str  # id of the rule entry that matched
    type: ClaimType
    sense: str
    prose_start: int
    prose_end: int
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Words by which the advertiser asserts something that records can show true or false.

    ``start`` and ``end`` are document offsets; ``segment`` indexes ``Document.segments`` and
    ``prose_start``/``prose_end`` are offsets into its text; ``sentence_start``/``sentence_end`` bound
    the sentence there. ``subject`` is a product id, ``company``, or empty for "which product?";
    ``variant`` is a SKU when the copy names one.
    """

    id: str
    type: ClaimType
    sense: str
    text: str
    start: int
    end: int
    segment: int
    prose_start: int
    prose_end: int
    sentence_start: int
    sentence_end: int
    surface: Surface
    subject: str = ""
    variant: str = ""
    value: Quantity | None = None
    date: DateValue | None = None
    slots: tuple[Slot, ...] = ()
    cues: tuple[Cue, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.PLAIN
    attribution: Attribution = Attribution.ADVERTISER
    template_value: bool = False  # the figure is a template's output tag
    part: str = ""  # Segment.part: the same claim in another part is one claim in two places
    entry: str = ""  # rule entry that found it, for --explain; ``UNFORESEEN`` where none did
    loose: bool = False  # read by a wide frame alone: that nothing on file speaks to it is worth a note

    @property
    def family(self) -> Family:
        return self.type.family

    def slot(self, name: str) -> Slot | None:
        return next((s for s in self.slots if s.name == name), None)

    def has_cue(self, kind: CueKind) -> bool:
        return any(c.kind is kind for c in self.cues)
