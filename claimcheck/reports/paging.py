"""Report -> page: which note stands beside which copy, and what comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from claimcheck.model import CheckedDocument, Finding, Report, Severity, VerdictState
from claimcheck.reports.copy import head_blocks, passages
from claimcheck.reports.copy_source import envelope, source
from claimcheck.reports.page import AssetView, Group, Note, Page, Topic
from claimcheck.reports.paging_ledgers import calendar, disagreements, fact_rows, matrices
from claimcheck.reports.paging_notes import file_notes, notes_of
from claimcheck.reports.summary import claim_count, severities, verdicts

NOT_PROVEN = frozenset({VerdictState.UNSUPPORTED, VerdictState.STALE})
MUCH = 1_000_000  # code points of copy in a report from which on files aren't shown whole


def page_of(report: Report) -> Page:
    """Work out the whole page. Notes are numbered from 1 through all assets, in order of place."""
    assets = _assets(report)
    return Page(
        report=report,
        assets=assets,
        topics=_topics(assets, report.compared_with),
        disagreements=disagreements(assets),
        calendar=calendar(report.calendar, assets),
        matrices=matrices(report.coverage, {asset.path: asset.number for asset in assets}),
        facts=fact_rows(note for asset in assets for note in asset.notes),
        counts=tuple((state, count) for state, count in verdicts(report.documents).items() if count),
        severities=tuple(severities(report).items()),
        claims=claim_count(report),
    )


def _assets(report: Report) -> tuple[AssetView, ...]:
    """Every document, then every other file that a finding is about (a facts file, say)."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.path].append(finding)
    brief = sum(len(checked.document.text) for checked in report.documents) > MUCH
    assets: list[AssetView] = []
    first = 1
    for checked in report.documents:
        number = len(assets) + 1
        notes = notes_of(checked, findings.pop(checked.document.path, []), number, first)
        assets.append(_asset(number, checked, notes, brief=brief))
        first += len(notes)
    for path, left in findings.items():
        number = len(assets) + 1
        assets.append(AssetView(number, path, notes=file_notes(left, number, first)))
        first += len(left)
    return tuple(assets)


def _asset(number: int, checked: CheckedDocument, notes: Sequence[Note], *, brief: bool) -> AssetView:
    document = checked.document
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if note.verdict and note.in_copy:
            beside[note.verdict.claim.segment].append(note)
    return AssetView(
        number=number,
        path=document.path,
        channel=document.channel.value if document.channel else "",
        format=document.format,
        precision=document.precision.value,
        sha256=document.sha256,
        envelope=envelope(document),
        head=head_blocks(document.segments, beside),
        body=passages(document.segments, beside),
        source=source(document, notes, brief=brief),
        notes=tuple(notes),
        counts=tuple((state, count) for state, count in verdicts((checked,)).items() if count),
    )


# ---------------------------------------------------------------- what comes first


def _must_change(note: Note) -> bool:
    return note.to_act_on and note.severity is Severity.ERROR


def _not_proven(note: Note) -> bool:
    undecided = note.status in {"", "new"} and not note.same_as
    return note.state in NOT_PROVEN and undecided and not _must_change(note)


def _worth_a_look(note: Note) -> bool:
    return note.to_act_on and not _must_change(note) and not _not_proven(note)


def _known(note: Note) -> bool:
    return note.status == "known"


def _accepted(note: Note) -> bool:
    return note.status == "accepted"


def _supported(note: Note) -> bool:
    return note.state is VerdictState.SUPPORTED and not note.status


def _not_checked(note: Note) -> bool:
    return note.state is VerdictState.NOT_CHECKED and not note.status


#: Key, figure, tone, title, a sentence; no note stands in two of them.
TOPICS: tuple[tuple[str, str, str, str, str, Callable[[Note], bool]], ...] = (
    ("change", "must change", "red", "What must change before launch",
     "The facts on file contradict these words, or the words need more beside them.", _must_change),
    ("unproven", "not proven", "ochre", "What is not proven",
     "No fact on file bears these words out, or the fact is too old.", _not_proven),
    ("look", "to look at", "orange", "What to look at",
     "Not wrong by what is on file; a person should see it before launch.", _worth_a_look),
    ("known", "known before", "violet", "What was known before",
     "Findings that were there already, in {compared_with}.", _known),
    ("accepted", "accepted", "violet", "What was accepted",
     "Findings that someone answers for, until the day that stands there.", _accepted),
    ("supported", "supported", "green", "What is supported",
     "Each claim with the fact that bears it out.", _supported),
    ("unchecked", "not checked", "grey", "What was not checked, and why",
     "Nobody has judged these; read them yourself.", _not_checked),
)  # fmt: skip
FOLDED = frozenset({"known", "accepted", "supported"})


def _topics(assets: Sequence[AssetView], compared_with: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(
            key=key,
            title=title,
            about=about.format(compared_with=compared_with or "what was compared with"),
            figure=figure,
            groups=_groups(assets, wanted),
            tone=tone,
            folded=key in FOLDED,
        )
        for key, figure, tone, title, about, wanted in TOPICS
    )


def _groups(assets: Sequence[AssetView], wanted: Callable[[Note], bool]) -> tuple[Group, ...]:
    chosen = ((asset, tuple(note for note in asset.notes if wanted(note))) for asset in assets)
    return tuple(Group(asset, notes) for asset, notes in chosen if notes)
