"""The nouns, in the order of the pipeline. All frozen, all tuples, no behaviour beyond look-ups.

One coordinate system: half-open offsets ``[start, end)`` in code points into ``Document.text``, the
file as decoded. Offsets into a segment's prose are the only other kind, and are always called
``prose_*``. Lines and columns are computed in one place, ``Document.place``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate

from claimcheck.errors import SourceLocation

# ---------------------------------------------------------------- closed sets


class Channel(StrEnum):
    EMAIL = "email"
    WEB = "web"
    DIRECT_MAIL = "direct-mail"


class Surface(StrEnum):
    """Where a block of prose stands."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    BODY = "body"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    BUTTON = "button"
    ALT = "alt"
    FOOTNOTE = "footnote"
    STRUCTURED_DATA = "structured-data"
    QUOTE = "quote"


class Precision(StrEnum):
    """How exact a place is."""

    EXACT = "exact"
    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Family(StrEnum):
    AVAILABILITY = "availability"
    INVENTORY = "inventory"
    PERFORMANCE = "performance"
    OFFER = "offer"


class ClaimType(StrEnum):
    """The claim types of the report contract. The family is the part before the dot."""

    STOCK = "availability.stock"
    DATE = "availability.date"
    SCOPE = "availability.scope"
    DISPATCH = "availability.dispatch"
    DELIVERY = "availability.delivery"
    AREA = "availability.area"
    QUANTITY = "inventory.quantity"
    SCARCITY = "inventory.scarcity"
    DEMAND = "inventory.demand"
    FIGURE = "performance.figure"
    QUALITY = "performance.quality"
    COMPARATIVE = "performance.comparative"
    SUPERLATIVE = "performance.superlative"
    ABSOLUTE = "performance.absolute"
    PRICE = "offer.price"
    DISCOUNT = "offer.discount"
    DEADLINE = "offer.deadline"
    FREE = "offer.free"
    GUARANTEE = "offer.guarantee"
    REVIEW = "offer.review"

    @property
    def family(self) -> Family:
        return Family(self.value.split(".")[0])


#: What exactly a claim of a type says. A closed set: rule files use these words, verification
#: branches on them. The first word of each tuple is the default.
SENSES: dict[ClaimType, tuple[str, ...]] = {
    ClaimType.STOCK: ("in-stock", "available-now", "ready-to-ship", "out-of-stock", "back-in-stock",
                      "made-to-order", "backorder", "preorder", "discontinued"),
    ClaimType.DATE: ("available-from", "restock", "preorder", "availability-ends"),
    ClaimType.SCOPE: ("every-variant", "every-store", "some-variant", "some-place", "channel-only"),
    ClaimType.DISPATCH: ("ships-within", "ships-today", "ships-tomorrow", "ships-fast"),
    ClaimType.DELIVERY: ("delivers-within", "same-day", "next-day", "by-date", "by-event",
                         "guaranteed", "fast", "service-hours"),
    ClaimType.AREA: ("delivers-to", "delivers-everywhere", "not-delivered-to", "sold-in"),
    ClaimType.QUANTITY: ("units-left", "units-held", "units-sold", "units-made", "plenty"),
    ClaimType.SCARCITY: ("low-stock", "selling-fast", "while-stocks-last", "last-chance", "limited-run",
                         "limited-quantity", "sold-out", "rationed"),
    ClaimType.DEMAND: ("high-demand", "viewing-now", "sold-recently", "best-seller"),
    ClaimType.FIGURE: ("measured",),
    ClaimType.QUALITY: ("property", "compatible", "durable", "effect", "tested"),
    ClaimType.COMPARATIVE: ("better-than", "ratio", "parity"),
    ClaimType.SUPERLATIVE: ("best-of", "rank", "only-one", "first"),
    ClaimType.ABSOLUTE: ("always", "never", "all", "unlimited", "total"),
    ClaimType.PRICE: ("price", "from-price", "was-price", "up-to-price"),
    ClaimType.DISCOUNT: ("percent-off", "amount-off", "up-to-percent-off", "multibuy", "code"),
    ClaimType.DEADLINE: ("ends-on", "ends-today", "ends-soon", "time-left", "only-on", "limited-time"),
    ClaimType.FREE: ("free", "free-delivery", "free-gift", "free-trial", "free-returns"),
    ClaimType.GUARANTEE: ("guarantee", "money-back", "lifetime", "returns", "price-match"),
    ClaimType.REVIEW: ("rating", "count", "share-of-customers", "award"),
}


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    PLAIN = "plain"
    HEDGED = "hedged"
    AIM = "aim"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Attribution(StrEnum):
    ADVERTISER = "advertiser"
    TESTIMONIAL = "testimonial"
    COMPETITOR = "competitor"
    THIRD_PARTY = "third-party"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error: smaller is more severe."""
        return list(Severity).index(self)


class VerdictState(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NEEDS_QUALIFICATION = "needs-qualification"
    UNSUPPORTED = "unsupported"
    STALE = "stale"
    NOT_CHECKED = "not-checked"


# ---------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a document: code-point offset, line and column from 1."""

    offset: int
    line: int
    column: int


class PieceKind(StrEnum):
    VERBATIM = "verbatim"  # prose equals source, character by character
    DECODED = "decoded"    # the whole source range stands for the whole prose piece (entity, blanks, QP)
    INSERTED = "inserted"  # prose with no source of its own (source_start == source_end)
    PLACEHOLDER = "placeholder"  # a template's output tag, read as one word


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of a segment's prose and the place in the document it was read from."""

    prose_start: int
    prose_end: int
    start: int
    end: int
    kind: PieceKind = PieceKind.VERBATIM


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A template's output tag: the prose word that stands for it, and its expression."""

    prose_start: int
    prose_end: int
    expression: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference mark in prose (``*``, dagger, superscript, ``[^1]``) and the segment that is its note."""

    prose_start: int
    prose_end: int
    label: str
    note: int | None = None  # index into Document.segments; None: a mark without a note


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in prose."""

    prose_start: int
    prose_end: int
    href: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A block of prose. Pieces tile ``text`` from 0 to its length, in order.

    ``section`` holds the headings above, outermost first. ``header`` is the header cell of a table
    cell. ``group`` numbers the smallest container (list item, table row, tile, paragraph run) that
    the block shares with its neighbours: equal numbers, same container. ``part`` tells apart the
    alternatives of one mail (``plain``, ``html``) and the branches of one template.
    """

    text: str
    surface: Surface
    pieces: tuple[Piece, ...]
    section: tuple[str, ...] = ()
    header: str = ""
    group: int = 0
    part: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    language: str = ""

    @property
    def start(self) -> int:
        return self.pieces[0].start if self.pieces else 0

    @property
    def end(self) -> int:
        return self.pieces[-1].end if self.pieces else 0

    def source(self, prose_start: int, prose_end: int) -> tuple[int, int]:
        """Document offsets of a prose range. A cut through a decoded piece takes the whole piece."""
        starts = [p.prose_start for p in self.pieces]
        first = self.pieces[max(0, bisect_right(starts, prose_start) - 1)]
        last = self.pieces[max(0, bisect_right(starts, max(prose_start, prose_end - 1)) - 1)]
        begin = first.start + (prose_start - first.prose_start if first.kind is PieceKind.VERBATIM else 0)
        finish = last.end if last.kind is not PieceKind.VERBATIM else last.start + (prose_end - last.prose_start)
        return begin, max(begin, finish)


@dataclass(frozen=True, slots=True)
class StructuredItem:
    """One value of JSON-LD, microdata, RDFa or a meta tag, with the place of the value.

    ``path`` is the property path (``offers.availability``), ``item`` numbers the object it belongs
    to, ``name`` is that object's own name when it has one.
    """

    path: str
    value: str
    start: int
    end: int
    item: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something that could not be read; it becomes a finding at its place, never silence."""

    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. ``path`` is as the user wrote it, with forward slashes."""

    path: str
    text: str
    format: str
    sha256: str
    segments: tuple[Segment, ...] = ()
    precision: Precision = Precision.EXACT
    structured: tuple[StructuredItem, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    channel: Channel | None = None
    line_starts: tuple[int, ...] = field(default=(0,), repr=False)
    page_starts: tuple[int, ...] = field(default=(), repr=False)  # where pages begin; empty: no pages

    def place(self, offset: int) -> Place:
        """Line and column of an offset; both start at 1; a column counts code points."""
        line = bisect_right(self.line_starts, offset)
        return Place(offset, line, offset - self.line_starts[line - 1] + 1)


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which lines begin: after LF, CR LF or a lone CR, and nowhere else."""
    if "\r" not in text:
        return tuple(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))
    return (0, *[end.end() for end in _LINE_END.finditer(text)])


_LINE_END = re.compile(r"\r\n|\r|\n")


# ---------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in canonical units.

    ``op`` is one of ``= <= >= < > ~`` ("up to", "within" and "under" are ``<=`` or ``<``; "at
    least", "over" and "+" are ``>=`` or ``>``; "about", "nearly" are ``~``). ``low`` and ``high``
    are equal for a single figure. ``unit`` is the canonical unit of ``facts.units`` (``hour``,
    ``day``, ``percent``, ``x`` for multipliers, ``GBP`` for money, ``units`` for bare counts, or the
    counted noun's singular). ``basis`` is ``working`` or ``calendar`` for days, else empty.
    """

    op: str
    low: Decimal
    high: Decimal
    unit: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as copy states it: ``first`` to ``last`` inclusive; ``at`` a clock time on ``last``.

    ``weekday`` (0 Monday) when the copy names one; ``year_given`` False when it was inferred from
    ``--on``; ``event`` names a feast ("christmas") when that is what the copy says.
    """

    first: date
    last: date
    at: str = ""
    weekday: int | None = None
    year_given: bool = True
    event: str = ""


# ---------------------------------------------------------------- claims


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
    entry: str = ""  # rule entry that found it, for --explain

    @property
    def family(self) -> Family:
        return self.type.family

    def slot(self, name: str) -> Slot | None:
        return next((s for s in self.slots if s.name == name), None)

    def has_cue(self, kind: CueKind) -> bool:
        return any(c.kind is kind for c in self.cues)


# ---------------------------------------------------------------- verdicts and findings


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """The proof behind a fact, as the report shows it."""

    id: str
    kind: str = ""
    done_by: str = ""
    date: str = ""
    file: str = ""
    page: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact that decided something: its dotted key, its value as written, where it stands."""

    fact: str
    value: str
    file: str
    line: int
    column: int = 1
    as_of: str = ""
    owner: str = ""
    conditions: str = ""
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """One rule broken by one claim or document. ``state`` is the verdict it stands for."""

    code: str
    state: VerdictState
    message: str
    facts: tuple[FactRef, ...] = ()
    suggestion: str = ""
    severity: Severity | None = None  # None: the rule's own, capped by the state


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one claim: ``causes`` strongest first, empty when nothing is wrong."""

    claim: Claim
    state: VerdictState
    reason: str
    facts: tuple[FactRef, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentCause:
    """A rule broken by a document (objections, mail form, reading) rather than by a claim."""

    cause: Cause
    path: str
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an asset answers an objection, carries a selling point or states a disqualifier."""

    path: str
    product: str
    kind: str  # objection | selling-point | disqualifier
    id: str
    state: str  # answered | not-confirmed | possibly | not-required
    by_text: str = ""
    by_line: int = 0
    label: str = ""  # the words of the objection, for people


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Why a finding is silent."""

    reason: str
    approved_by: str
    until: str
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """One line of the file under a finding, cut round the claim.

    ``text`` begins at ``column`` of ``line``; the claim's part of it is ``text[start:end]``.
    """

    line: int
    column: int
    text: str
    start: int
    end: int
    cut: bool = False  # the line goes on after ``text``


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person must act on: one claim, one finding, for its strongest cause."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    start: Place
    end: Place
    text: str
    claim: str = ""
    also: tuple[str, ...] = ()
    also_at: tuple[Place, ...] = ()
    facts: tuple[FactRef, ...] = ()
    suggestion: str = ""
    references: tuple[str, ...] = ()
    suppressed: Suppressed | None = None
    excerpt: tuple[ExcerptLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with what was claimed in it and how each claim was judged, in order of place."""

    document: Document
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs; reporters compute nothing but layout."""

    on: datetime
    version: str
    rules_sha256: str
    facts_sha256: str
    documents: tuple[CheckedDocument, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what was left out of this run, and why, in sentences
