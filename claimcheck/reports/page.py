"""The nouns of the HTML page: assets as copy with the notes on it, and what is told of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claimcheck.model import Coverage, FactRef, Finding, Report, Severity, Surface, Verdict, VerdictState


@dataclass(frozen=True, slots=True)
class Note:
    """One claim or document finding, as it stands beside the copy."""

    number: int
    asset: int
    state: VerdictState | None  # None: a finding on the whole file
    family: str
    kind: str  # claim type, or the rule's name
    product: str
    text: str
    line: int
    column: int
    message: str  # the finding's sentence, else the verdict's reason
    finding: Finding | None
    verdict: Verdict | None
    same_as: int = 0  # number of the note that holds the finding of the same claim elsewhere
    page: int = 0  # 0: the file has none
    in_copy: bool = True  # False: on the whole file, or in the data behind the page

    @property
    def severity(self) -> Severity | None:
        """None: nothing to act on."""
        return self.finding.severity if self.finding else None

    @property
    def status(self) -> str:
        """``accepted`` by a suppression, ``known`` from before, or ``new``; empty without a finding."""
        if self.finding is None:
            return ""
        return "accepted" if self.finding.suppressed else "known" if self.finding.known else "new"

    @property
    def to_act_on(self) -> bool:
        return self.status == "new"

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """What decided it: the finding's facts, else the verdict's."""
        found = self.finding.facts if self.finding else ()
        return found or (self.verdict.facts if self.verdict else ())


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: ``state`` is the worst verdict on it, ``ends`` are the claims that end there.

    ``left_out`` counts characters that are not shown here; ``text`` is empty then.
    """

    text: str
    state: VerdictState | None = None
    numbers: tuple[int, ...] = ()
    ends: tuple[Note, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One segment's prose, ready to lay out."""

    surface: Surface
    label: str
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that belong together: one ``block``, the items of a ``list``, the rows of a ``table``."""

    kind: str
    rows: tuple[tuple[Block, ...], ...]
    header: bool = False  # the first row of a table names its columns
    part: str = ""  # set where another part of the mail begins


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the file as it lies on disk; ``skipped`` counts lines left out before it."""

    number: int
    runs: tuple[Run, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    lines: tuple[SourceLine, ...] = ()
    count: int = 0  # lines of the whole file
    after: int = 0  # lines left out at the end


@dataclass(frozen=True, slots=True)
class AssetView:
    number: int
    path: str
    channel: str = ""
    format: str = ""
    precision: str = ""
    sha256: str = ""
    envelope: tuple[tuple[str, str], ...] = ()  # From, To and Date of a mail
    head: tuple[Block, ...] = ()
    body: tuple[Passage, ...] = ()
    source: Source = Source()
    notes: tuple[Note, ...] = ()
    counts: tuple[tuple[VerdictState, int], ...] = ()

    @property
    def folder(self) -> str:
        return self.path[: len(self.path) - len(self.name)]

    @property
    def name(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2] or self.path

    @property
    def changes(self) -> int:
        """Findings that someone must act on."""
        return sum(note.to_act_on for note in self.notes)


@dataclass(frozen=True, slots=True)
class Group:
    """Notes of one asset, as the lists of the summary show them."""

    asset: AssetView
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One list of the summary. ``key`` names it in the page; ``tone`` is its colour."""

    key: str
    title: str
    about: str  # what stands in it, in a sentence
    figure: str  # its name in the row of figures
    groups: tuple[Group, ...]
    tone: str
    folded: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.notes) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A finding about several assets, and the claim it differs from where the report has it."""

    asset: AssetView
    note: Note
    other_asset: AssetView | None = None
    other: Note | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """What one product's buyers ask, across; assets down the side. None where nothing was asked."""

    title: str
    product: str
    asked: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[Coverage | None, ...]], ...]  # path, its asset's number, cells


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Something that breaks later; ``number`` is the note on the same claim today, 0 without one."""

    at: datetime
    finding: Finding
    number: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact on file and the notes that rest on it."""

    fact: FactRef
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    report: Report
    assets: tuple[AssetView, ...]
    topics: tuple[Topic, ...]
    disagreements: tuple[Disagreement, ...]
    calendar: tuple[Lapsing, ...]
    matrices: tuple[Matrix, ...]
    facts: tuple[FactRow, ...]
    counts: tuple[tuple[VerdictState, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    claims: int

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for asset in self.assets for note in asset.notes)

    def topic(self, key: str) -> Topic:
        return next(topic for topic in self.topics if topic.key == key)

    @property
    def small(self) -> bool:
        """Whether every asset can lie open."""
        return len(self.assets) <= 24 and len(self.notes) <= 400
