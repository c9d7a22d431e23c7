"""What is made of a claim: verdicts, findings, the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claimcheck.errors import SourceLocation
from claimcheck.model.claims import Claim
from claimcheck.model.documents import Document, Place
from claimcheck.model.words import Severity, VerdictState


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
class Replacement:
    """Words of a file and the words to put for them."""

    start: Place
    end: Place
    text: str


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
    fingerprint: str = ""  # the same for moved lines, renamed files and rewrapped text
    known: bool = False  # an old finding, accepted by the baseline or there at the revision compared with
    fixes: tuple[Replacement, ...] = ()  # what --fix would write, exact and safe


@dataclass(frozen=True, slots=True)
class Lapse:
    """A finding that an asset will have from a later moment of its life on."""

    at: datetime
    finding: Finding


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
    calendar: tuple[Lapse, ...] = ()  # what breaks later while the assets are up
    notes: tuple[str, ...] = ()  # what was left out of this run, and why, in sentences
    compared_with: str = ""  # the baseline's file or the git revision that makes findings known
