"""What a command was asked to check, made ready and judged: settings, project, files, date, baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.cli import options
from claimcheck.cli.project import channel_of, files_of, given, settings_of
from claimcheck.errors import UsageError
from claimcheck.files import CopyFile, Expansion, absolute
from claimcheck.model import Channel, Report

if TYPE_CHECKING:
    from claimcheck.acceptance.baseline import Baseline
    from claimcheck.config import Settings
    from claimcheck.pipeline import Project

NO_FACTS = (
    "There are no facts on file, so no claim can be supported or contradicted. Start with claimcheck init, "
    "or say --facts none to apply only the rules that need no facts."
)
NONE = ("none",)  # --facts none

Progress = Callable[[Iterable[CopyFile]], AbstractContextManager[Iterable[CopyFile]]]


@dataclass(frozen=True, slots=True)
class Request:
    """What stands on the command line of every command that checks copy."""

    paths: tuple[str, ...] = ()
    on: str | None = None
    facts: tuple[str, ...] = ()
    channel: str | None = None
    region: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    config: str | None = None
    stdin_filename: str = ""
    baseline: str | None = None
    no_baseline: bool = False
    force_exclude: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A request made ready: everything read but the copy."""

    request: Request
    settings: Settings
    project: Project
    date: datetime
    channel: Channel | None
    found: Expansion

    @property
    def whole(self) -> bool:
        """Whether all of the project's copy is checked: a folder at or above its root was given."""
        root = absolute(self.settings.root)
        folders = given(self.request.paths) or (".",)
        return any(root.is_relative_to(absolute(path)) for path in folders if Path(path).is_dir())

    @property
    def no_facts(self) -> bool:
        return not self.project.facts.files


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make a ``Request``; its fields are given to the command by name."""
    for option in reversed(options.ASKING):
        command = option(command)
    return command


def prepared(request: Request) -> Task:
    """Read settings, facts and campaigns, and find the files. Raises ClaimcheckError for wrong input.

    Without facts nothing could be judged, and a run that is green because of that is the worst of all;
    so that is wrong input too, unless ``--facts none`` asks for it.
    """
    from claimcheck.clock import moment
    from claimcheck.pipeline import load_project

    channel = channel_of(request.channel)
    settings = settings_of(
        request.config,
        request.paths,
        select=request.select,
        ignore=request.ignore,
        region=request.region,
        fail_on=request.fail_on,
    )
    without = request.facts == NONE
    if without:
        settings = replace(settings, facts=())
    date = moment(request.on, settings.timezone)
    project = load_project(settings, () if without else request.facts)
    if not project.facts.files and not without:
        raise UsageError(NO_FACTS)
    found = files_of(request.paths, project, request.stdin_filename, force_exclude=request.force_exclude)
    return Task(request, settings, project, date, channel, found)


def judged(task: Task, progress: Progress = nullcontext) -> Report:
    """The report of a task, with what the baseline knows marked."""
    from claimcheck.pipeline import check

    with progress(task.found.files) as files:
        report = check(
            files,
            task.project,
            task.date,
            channel=task.channel,
            notes=task.found.notes,
            whole=task.whole,
        )
    baseline = None if task.request.no_baseline else old_findings(task)
    if baseline:
        from claimcheck.acceptance.baseline import compared

        report = compared(report, *baseline)
    return report


def old_findings(task: Task) -> tuple[Baseline, str] | None:
    """The baseline that holds for a task and how people know it; None where there is none."""
    from claimcheck.acceptance.baseline import baseline_file, load_baseline

    file = baseline_file(task.settings, task.request.baseline)
    return (load_baseline(file, task.settings.root), file.name) if file else None
