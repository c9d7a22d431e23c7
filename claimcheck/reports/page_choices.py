"""By what the notes of a page can be told apart: the filters, with what each can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.reports.page import Page

STATUS = {"new": "new", "known": "known before", "accepted": "accepted"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label, and the values with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def choices(page: Page) -> tuple[Choice, ...]:
    """Every filter; one that has no two values tells nothing apart."""
    channels = {asset.number: asset.channel for asset in page.assets}
    notes = page.notes
    return (
        Choice("verdict", "Verdict", tuple((s, f"{_words(s)} ({count:,})") for s, count in page.counts)),
        Choice("severity", "Severity", _counted(note.severity or "" for note in notes)),
        Choice("family", "Family", _counted(note.family for note in notes)),
        Choice("product", "Product", _counted(note.product for note in notes)),
        Choice("channel", "Channel", _counted(channels[note.asset] for note in notes)),
        Choice("asset", "Asset", tuple((str(asset.number), asset.path) for asset in page.assets)),
        Choice("status", "New or known", _counted((note.status for note in notes), STATUS)),
    )


def _counted(values: Iterable[str], words: dict[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    found = Counter(str(value) for value in values if value)
    return tuple((value, f"{(words or {}).get(value, value)} ({found[value]:,})") for value in sorted(found))


def _words(state: str) -> str:
    return state.replace("-", " ")
