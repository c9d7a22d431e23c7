"""What breaks on which day: every asset judged again wherever, during its life, a fact changes.

The day on which an asset goes out is ``claimcheck check``'s business. Between that day and ``live_until``
facts begin and end: windows close, proof expires, counts grow too old, stock arrives. At each of these
moments the asset is judged once more, and what was fine before and is not any more is a lapse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from claimcheck.config import MaxAge, Settings
from claimcheck.facts.model import AssetEntry, Block, Evidence, Facts
from claimcheck.files import CopyFile
from claimcheck.model import Channel, CheckedDocument, Finding, Lapse
from claimcheck.pipeline import Project, read_assets
from claimcheck.rulebook.checks import RuleBook, load_rules
from claimcheck.triage import Policy, policy, triage
from claimcheck.verification import Asset, judge

__all__ = ["changes", "lapses"]

#: Rules about the future itself; a later day answers them, so they are no news there.
OF_THE_FUTURE = frozenset({"XA003"})


def lapses(
    files: Sequence[CopyFile], project: Project, on: datetime, *, channel: Channel | None = None
) -> tuple[Lapse, ...]:
    """What will break while the assets are up, in order of day, path and place.

    An asset without ``live_until`` in a campaign has no life to follow and gives nothing.
    """
    rules = load_rules()
    rulings = policy(project.settings, rules.by_code)
    moments = changes(project.facts, project.settings)
    found = [
        lapse
        for asset in read_assets(files, project, on, channel)
        if asset.entry
        for lapse in _of_asset(asset, asset.entry, moments, on, _Judge(project, rules, rulings))
    ]
    return tuple(sorted(found, key=lambda x: (x.at, x.finding.path, x.finding.start.offset, x.finding.code)))


class _Judge:
    """One asset at one moment, as findings."""

    def __init__(self, project: Project, rules: RuleBook, rulings: Policy) -> None:
        self.project, self.rules, self.rulings = project, rules, rulings

    def findings(self, asset: Asset, entry: AssetEntry, at: datetime) -> dict[tuple[str, ...], Finding]:
        then = replace(asset, entry=replace(entry, publish_at=at))
        judgement = judge((then,), self.project.facts, self.project.settings, self.rules, at)
        documents = tuple(CheckedDocument(asset.document, verdicts) for verdicts in judgement.verdicts)
        made = triage(documents, judgement.causes, self.rulings)
        return {(f.claim or f.text, f.code): f for f in made if f.code not in OF_THE_FUTURE}


def _of_asset(
    asset: Asset, entry: AssetEntry, moments: Sequence[datetime], on: datetime, judged: _Judge
) -> Iterator[Lapse]:
    if entry.live_until is None:
        return
    begins = entry.publish_at or on
    known = set(judged.findings(asset, entry, begins))
    for moment in moments:
        if begins < moment <= entry.live_until:
            later = judged.findings(asset, entry, moment)
            yield from (Lapse(moment, finding) for key, finding in later.items() if key not in known)
            known |= set(later)


def changes(facts: Facts, settings: Settings) -> tuple[datetime, ...]:
    """Every moment at which something on file begins, ends or grows too old, earliest first."""
    zone = ZoneInfo(settings.timezone)
    return tuple(sorted(set(_moments((facts.company, facts.products, facts.evidence), settings, zone))))


def _moments(noun: object, settings: Settings, zone: ZoneInfo) -> Iterator[datetime]:
    """Walk a noun of the facts for its dates."""
    if isinstance(noun, Block):
        yield from _of_block(noun, settings.max_age)
    elif isinstance(noun, Evidence):
        if noun.valid_through:
            yield _midnight(noun.valid_through + timedelta(days=1), zone)
    elif isinstance(noun, datetime):
        yield noun + timedelta(seconds=1)
    elif isinstance(noun, date):
        yield _midnight(noun, zone)
        yield _midnight(noun + timedelta(days=1), zone)
    else:
        for part in _parts(noun):
            yield from _moments(part, settings, zone)


def _parts(noun: object) -> Iterable[Any]:
    if isinstance(noun, Mapping):
        return noun.values()
    if isinstance(noun, tuple):
        return noun
    if is_dataclass(noun):
        return (getattr(noun, field.name) for field in fields(noun))
    return ()


def _of_block(block: Block, ages: MaxAge) -> Iterator[datetime]:
    if block.valid_from:
        yield block.valid_from
    if block.valid_through:
        yield block.valid_through + timedelta(seconds=1)
    if block.as_of:
        limits = (block.max_age,) if block.max_age else (getattr(ages, kind.name) for kind in fields(ages))
        yield from (block.as_of + limit + timedelta(seconds=1) for limit in limits if limit)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
