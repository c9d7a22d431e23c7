"""From a command's words to the things the pipeline needs: settings, project, files, date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import UsageError, nearest
from claimcheck.model import Channel

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.files import CopyFile, Expansion
    from claimcheck.pipeline import Project

STDIN = "-"
MAX_STDIN = 256 * 1024 * 1024


def settings_of(
    config: str | None,
    paths: Sequence[str] = (),
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    region: Sequence[str] = (),
    fail_on: str | None = None,
) -> Settings:
    """The settings, with what the command line says put over them.

    Without ``--config`` they are looked for at and above what is checked, then at and above the
    working folder, so that ``claimcheck check site/`` judges a site by the site's own facts.
    """
    from claimcheck.config import load_settings
    from claimcheck.files import settings_file

    settings = load_settings(Path.cwd(), Path(config) if config else settings_file(given(paths)))
    return overlaid(settings, select=select, ignore=ignore, region=region, fail_on=fail_on)


def overlaid(
    settings: Settings,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    region: Sequence[str] = (),
    fail_on: str | None = None,
) -> Settings:
    """The settings, with the words of the command line where it has any. UsageError for no such region."""
    _known_regions(region, settings)
    chosen = words_of(select)
    overrides = tuple(
        replace(
            override,
            select=() if chosen else override.select,
            ignore=() if ignore else override.ignore,
            fail_on="" if fail_on else override.fail_on,
        )
        for override in settings.overrides
    )
    return replace(
        settings,
        overrides=overrides,
        select=chosen or settings.select,
        ignore=words_of(ignore) or settings.ignore,
        default_regions=tuple(region) or settings.default_regions,
        fail_on=fail_on or settings.fail_on,
    )


def _known_regions(words: Sequence[str], settings: Settings) -> None:
    """Raises UsageError, with the nearest word, for a region that nobody has heard of."""
    if not words:
        return
    from claimcheck.facts.regions import World

    world = World(settings.regions, settings.home)
    for word in words:
        try:
            world.region(word)
        except ValueError as problem:
            raise UsageError(f"--region: {problem}") from None


def given(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths without ``-``."""
    return tuple(path for path in paths if path != STDIN)


def words_of(given: Sequence[str]) -> tuple[str, ...]:
    """``--select IN001,AV --select DL002`` as single words."""
    return tuple(word for text in given for word in text.replace(",", " ").split())


def channel_of(word: str | None) -> Channel | None:
    if not word:
        return None
    if word not in tuple(Channel):
        raise UsageError(
            f'"{word}" is no channel; expected email, web or direct-mail.', hint=nearest(word, Channel)
        )
    return Channel(word)


def files_of(
    paths: Sequence[str], project: Project, stdin_filename: str, *, force_exclude: bool = False
) -> Expansion:
    """The files to read: those named, those found in folders, ``-`` for stdin, else the current folder."""
    from claimcheck.files import Expansion, expand
    from claimcheck.pipeline import exclusions

    piped = STDIN in paths
    if stdin_filename and not piped:
        raise UsageError("--stdin-filename names what stands in for -, and - is not among the paths.")
    named = given(paths) or (() if piped else (".",))
    found = expand(named, exclusions(project), force=force_exclude) if named else Expansion(())
    first = (_stdin(stdin_filename),) if piped else ()
    return replace(found, files=(*first, *found.files))


def _stdin(name: str) -> CopyFile:
    from claimcheck.files import CopyFile

    data = sys.stdin.buffer.read(MAX_STDIN + 1)
    if len(data) > MAX_STDIN:
        raise UsageError(f"Standard input is over {MAX_STDIN // 1024 // 1024} MB.")
    shown = (name or "<stdin>").replace("\\", "/")
    return CopyFile(shown, Path(shown), data)
