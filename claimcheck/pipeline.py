"""The stages composed: files -> documents -> claims -> verdicts -> findings. The second file to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from claimcheck import __version__
from claimcheck.acceptance import NO_SUPPRESSIONS, Suppressions, accepted, load_suppressions
from claimcheck.config import Settings
from claimcheck.errors import ReadError
from claimcheck.extraction import extract_document
from claimcheck.facts import asset_of, facts_files, load_campaigns, load_facts, vocabulary
from claimcheck.facts.model import AssetEntry, Campaign, Facts
from claimcheck.files import CopyFile, Exclusions, absolute, channel_by_glob, relative
from claimcheck.fixes import with_fixes
from claimcheck.model import (
    Cause,
    Channel,
    CheckedDocument,
    Claim,
    Document,
    DocumentCause,
    ReadProblem,
    Report,
    Surface,
    VerdictState,
    Vocabulary,
    line_starts,
)
from claimcheck.policy import overrides_of, policy
from claimcheck.readers import ENDINGS, read
from claimcheck.readers.formats import detect_format
from claimcheck.rulebook.checks import RuleBook, load_rules
from claimcheck.rulebook.claims import PatternBook, load_patterns
from claimcheck.verification import Asset, judge

__all__ = ["Project", "check", "exclusions", "extract", "load_project", "opened", "read_assets"]

UNREADABLE = "RD001"
OWN_FILES = frozenset(
    {"claimcheck.yaml", "claimcheck.yml", "pyproject.toml", "suppressions.yaml", "claimcheck-baseline.json"}
)
MAIL_SURFACES = frozenset({Surface.SUBJECT, Surface.PREHEADER})
PRINT_FORMATS = frozenset({"plain", "docx", "pdf", "rtf", "odt", "idml"})


@dataclass(frozen=True, slots=True)
class Project:
    """Everything but the copy and the rules: settings, what is on file, how copy phrases claims."""

    settings: Settings
    facts: Facts
    campaigns: tuple[Campaign, ...]
    patterns: PatternBook
    vocabulary: Vocabulary
    suppressions: Suppressions = NO_SUPPRESSIONS

    def entry(self, path: str) -> tuple[Campaign, AssetEntry] | None:
        """The campaign and its entry for a file, when one names it."""
        return asset_of(self.campaigns, relative(path, self.settings.root))


def load_project(settings: Settings, facts: Sequence[str] = ()) -> Project:
    """Load what the settings name; ``facts`` (from the current folder) stand in for the settings' own."""
    given = tuple(absolute(path).as_posix() for path in facts)
    on_file = load_facts(given or settings.facts, settings.root, settings)
    return Project(
        settings=settings,
        facts=on_file,
        campaigns=load_campaigns(settings.campaigns, settings.root, settings, on_file),
        patterns=load_patterns(own=dict(facts_files(settings.phrases, settings.root, "phrases"))),
        vocabulary=vocabulary(on_file),
        suppressions=load_suppressions(settings.suppressions, settings.root, load_rules().by_code),
    )


def check(
    files: Iterable[CopyFile],
    project: Project,
    on: datetime,
    *,
    channel: Channel | None = None,
    notes: tuple[str, ...] = (),
    rules: RuleBook | None = None,
    whole: bool = False,
) -> Report:
    """Check copy against what is on file, as of ``on``. ``channel`` stands in for what the files say.

    ``rules`` are those of ``rules/checks`` unless others are given. A file that cannot be read is a
    finding of this run; the others are checked all the same. ``whole``: these are all the files of the
    project, so that a suppression for a file that is gone can be said to cover nothing.
    """
    rules = (rules or load_rules()).within(project.settings.jurisdictions)
    rulings = policy(project.settings, rules.by_code)
    assets = read_assets(files, project, on, channel)
    judgement = judge(assets, project.facts, project.settings, rules, on)
    documents = tuple(
        CheckedDocument(asset.document, verdicts)
        for asset, verdicts in zip(assets, judgement.verdicts, strict=True)
    )
    unread = tuple(cause for asset in assets for cause in _unread(asset.document))
    report = Report(
        on=on,
        version=__version__,
        rules_sha256=sha256(f"{rules.sha256} {project.patterns.sha256}".encode()).hexdigest(),
        facts_sha256=project.facts.sha256,
        documents=documents,
        findings=accepted(
            documents,
            (*unread, *judgement.causes),
            rulings,
            rules,
            project.suppressions,
            on=on.date(),
            root=project.settings.root,
            whole=whole,
        ),
        coverage=judgement.coverage,
        jurisdictions=project.settings.jurisdictions,
        notes=notes,
    )
    return with_fixes(report)


def read_assets(
    files: Iterable[CopyFile], project: Project, on: datetime, channel: Channel | None = None
) -> tuple[Asset, ...]:
    """Every file read and its claims found, ready to be judged."""
    return tuple(_asset(file, project, on, channel) for file in files)


def extract(
    files: Sequence[CopyFile], project: Project, on: datetime, *, channel: Channel | None = None
) -> tuple[tuple[Document, tuple[Claim, ...]], ...]:
    """The claims of each file, without any judgement."""
    assets = read_assets(files, project, on, channel)
    return tuple((asset.document, asset.claims) for asset in assets)


def exclusions(project: Project) -> Exclusions:
    """What a walk through folders leaves out: settings, facts, campaigns, evidence, and ``exclude``."""
    settings = project.settings
    own = {*OWN_FILES, *settings.facts, *settings.campaigns, *settings.suppressions}
    proofs = {proof.file for proof in project.facts.evidence.values() if proof.file}
    folders = {Path(proof).parent.as_posix() for proof in proofs if Path(proof).parent.name == "evidence"}
    root = settings.root
    return Exclusions(
        own=frozenset(
            (
                *(absolute(root / path) for path in (*own, *proofs, *folders)),
                *map(absolute, project.facts.files),
            )
        ),
        globs=settings.exclude,
        root=root,
        suffixes=frozenset(f".{ending}" for ending in ENDINGS),
    )


def _asset(file: CopyFile, project: Project, on: datetime, channel: Channel | None) -> Asset:
    """Read one file and find its claims. What goes wrong stands in the document's problems."""
    campaign, entry = project.entry(file.path) or (None, None)
    document = opened(file, project, channel)
    claims: tuple[Claim, ...] = ()
    try:
        claims = extract_document(
            document,
            patterns=project.patterns,
            vocabulary=project.vocabulary,
            on=((entry and entry.publish_at) or on).date(),
            only=_only_product(campaign, entry),
        )
    except Exception as error:  # noqa: BLE001 - one file's defect is a finding; the other files go on
        problem = ReadProblem(f"The claims of this file could not be found: {_defect(error)}.")
        document = replace(document, problems=(*document.problems, problem))
    return Asset(
        document=document,
        claims=claims,
        channel=document.channel or Channel.WEB,
        entry=entry,
        campaign=campaign,
    )


def opened(file: CopyFile, project: Project, channel: Channel | None = None) -> Document:
    """A file read, with the channel that it is checked for; what is wrong with it stands in its problems."""
    entry = (project.entry(file.path) or (None, None))[1]
    document = _read(file, project.settings)
    return replace(document, channel=channel or _channel(document, project.settings, entry))


def _read(file: CopyFile, settings: Settings) -> Document:
    """The document; one of bare text with its problem, or an empty one, when the file cannot be read."""
    data = b""
    try:
        data = file.file.read_bytes() if file.data is None else file.data
        return read(file.path, data, front_matter=settings.front_matter)
    except ReadError as error:
        problem = f"{error.message} {error.hint}".strip()
    except OSError as error:
        problem = f"This file could not be opened: {error.strerror or type(error).__name__}."
    except Exception as error:  # noqa: BLE001 - as above
        problem = f"This file could not be read: {_defect(error)}."
    return replace(_bare(file.path, data), problems=(ReadProblem(problem),))


def _bare(path: str, data: bytes) -> Document:
    """What could not be read as plain characters, so that the comments in it are still found."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        return Document(path=path, text="", format="", sha256="")
    return Document(path, text, detect_format(path, data), "", line_starts=line_starts(text))


def _defect(error: Exception) -> str:
    """A defect in words; with ``CLAIMCHECK_DEBUG`` set it is raised again, to be seen whole."""
    if os.environ.get("CLAIMCHECK_DEBUG"):
        raise error
    return f"a defect of claimcheck, {type(error).__name__} {error}".strip()


def _unread(document: Document) -> tuple[DocumentCause, ...]:
    """What could not be read is a finding, so that no run is green for a file that nobody read."""
    return tuple(
        DocumentCause(
            Cause(UNREADABLE, VerdictState.NOT_CHECKED, problem.message[:1].upper() + problem.message[1:]),
            document.path,
            problem.start,
            problem.end,
        )
        for problem in document.problems
    )


def _channel(document: Document, settings: Settings, entry: AssetEntry | None) -> Channel:
    """The campaign's word wins, then an override, then the globs of ``channels``, then the file's look."""
    if entry and entry.channel:
        return Channel(entry.channel)
    chosen = [settings.overrides[number].channel for number in overrides_of(settings, document.path)]
    by_override = next((Channel(word) for word in reversed(chosen) if word), None)
    by_glob = by_override or channel_by_glob(relative(document.path, settings.root), settings.channels)
    return by_glob or document.channel or _channel_of_format(document)


def _channel_of_format(document: Document) -> Channel:
    if document.format in {"mail", "mjml"} or any(s.surface in MAIL_SURFACES for s in document.segments):
        return Channel.EMAIL
    return Channel.DIRECT_MAIL if document.format in PRINT_FORMATS else Channel.WEB


def _only_product(campaign: Campaign | None, entry: AssetEntry | None) -> str:
    """The one product that the campaign says a file is about, when it is one."""
    products = (entry and entry.products) or (campaign and campaign.products) or ()
    return products[0] if len(products) == 1 else ""
