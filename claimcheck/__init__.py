"""claimcheck: a linter for what marketing promises.

>>> import claimcheck
>>> claims = claimcheck.extract("Only 3 left. Ships today.", channel="web")
>>> claims[0].type, claims[0].start, claims[0].end
(<ClaimType.QUANTITY: 'inventory.quantity'>, 0, 11)

Importing this package loads nothing heavy; the stages are imported when they are first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath

from claimcheck.errors import ClaimcheckError, UsageError
from claimcheck.model import Channel, Claim, ClaimType, Finding, Report, Severity, Verdict, VerdictState

__version__ = "0.1.0"

__all__ = [
    "Channel",
    "Claim",
    "ClaimType",
    "ClaimcheckError",
    "Finding",
    "Report",
    "Severity",
    "Verdict",
    "VerdictState",
    "__version__",
    "check",
    "extract",
]

StrPath = str | PathLike[str]


def extract(text: str, *, channel: str = "web", on: str | None = None) -> list[Claim]:
    """Find the claims in a text; ``start`` and ``end`` are code-point offsets into it as given.

    The text is read as plain prose. ``channel`` is email, web or direct-mail; ``on`` is the day from
    which dates without a year are read (year-month-day; today when it is not given). Needs no facts.
    Raises UsageError for an unknown channel or date.
    """
    from dataclasses import replace

    from claimcheck.clock import moment
    from claimcheck.extraction import extract_document
    from claimcheck.readers import read
    from claimcheck.rulebook.claims import load_patterns

    document = read("text", _as_file(text), format="plain")
    document = replace(document, channel=_channel(channel))
    return list(extract_document(document, patterns=load_patterns(), on=moment(on, "UTC").date()))


def check(
    paths: Sequence[StrPath],
    *,
    facts: StrPath | Sequence[StrPath] = (),
    on: str | None = None,
    channel: str | None = None,
    config: StrPath | None = None,
) -> Report:
    """Check files and folders of copy against the facts; the same as ``claimcheck check``.

    ``facts`` are files or folders and stand in for those that the settings name; ``on`` is the date of
    judgement (a date, or a date-time with offset; today when it is not given); ``config`` is a settings
    file, else the one at or above the paths. Raises ClaimcheckError for wrong input: a missing
    path, a wrong facts file, an unknown channel.
    """
    from pathlib import Path

    from claimcheck.acceptance.baseline import baseline_file, compared, load_baseline
    from claimcheck.clock import moment
    from claimcheck.config import load_settings
    from claimcheck.files import expand, settings_file
    from claimcheck.pipeline import check as check_files
    from claimcheck.pipeline import exclusions, load_project

    named = [fspath(path) for path in paths]
    given = (facts,) if isinstance(facts, (str, PathLike)) else tuple(facts)
    settings = load_settings(Path.cwd(), Path(config) if config else settings_file(named))
    project = load_project(settings, [fspath(path) for path in given])
    found = expand(named, exclusions(project))
    forced = _channel(channel) if channel else None
    on_day = moment(on, settings.timezone)
    report = check_files(found.files, project, on_day, channel=forced, notes=found.notes)
    old = baseline_file(settings)
    return compared(report, load_baseline(old, settings.root), old.name) if old else report


def _as_file(text: str) -> bytes:
    """Text as a file of as many characters; what no file holds (NUL, a first BOM, half pairs) is a blank."""
    odd = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), " ")}
    kept = text.translate(odd) if not text.isascii() or "\0" in text else text
    return (" " + kept[1:] if kept.startswith("\ufeff") else kept).encode()


def _channel(word: str) -> Channel:
    if word not in tuple(Channel):
        from claimcheck.errors import nearest

        raise UsageError(
            f'"{word}" is no channel; expected email, web or direct-mail.', hint=nearest(word, Channel)
        )
    return Channel(word)
