"""The nouns of the HTML page: assets as rows of copy with notes beside them."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import Coverage, Finding, Report, Severity, Surface, Verdict, VerdictState


@dataclass(frozen=True, slots=True)
class Note:
    """One claim or document finding, as it stands beside the copy."""

    number: int  # 0 for a note on the whole file
    state: VerdictState | None  # None: a finding on the whole file
    severity: Severity | None  # None: nothing to act on
    family: str
    kind: str  # claim type, or the rule's name
    text: str
    line: int
    column: int
    message: str  # the finding's sentence, else the verdict's reason
    finding: Finding | None
    verdict: Verdict | None
    same_as: int = 0  # number of the note that holds the finding of the same claim elsewhere
    page: int = 0  # 0: the file has none


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of copy: ``state`` is the worst verdict on it, ``ends`` are the claims that end there."""

    text: str
    state: VerdictState | None = None
    numbers: tuple[int, ...] = ()
    ends: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One segment's prose, ready to lay out."""

    surface: Surface
    label: str
    header: str
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks side by side (the cells of a table row) or one block, with the notes on them."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    part: str = ""  # set where another part of the mail begins


@dataclass(frozen=True, slots=True)
class AssetView:
    number: int
    path: str
    channel: str
    precision: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    about: tuple[Note, ...]  # findings on the whole file
    elsewhere: tuple[Note, ...]  # claims that stand in no prose: structured data
    counts: tuple[tuple[VerdictState, int], ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        rows = (note for row in (*self.head, *self.rows) for note in row.notes)
        return (*self.about, *rows, *self.elsewhere)

    @property
    def to_act_on(self) -> bool:
        return any(note.severity for note in self.notes)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Objections (or selling points, disqualifiers) by asset; a cell is None where nothing was asked."""

    title: str
    assets: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Coverage | None, ...]], ...]  # label, product, cells


@dataclass(frozen=True, slots=True)
class Page:
    report: Report
    assets: tuple[AssetView, ...]
    must_change: tuple[tuple[AssetView, Note], ...]
    not_proven: tuple[tuple[AssetView, Note], ...]
    supported: tuple[tuple[AssetView, Note], ...]
    not_checked: tuple[tuple[AssetView, Note], ...]
    noted: tuple[tuple[AssetView, Note], ...]
    matrices: tuple[Matrix, ...]
    counts: tuple[tuple[VerdictState, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    families: tuple[str, ...]
    claims: int
