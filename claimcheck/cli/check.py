"""``claimcheck check``: copy against facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import click

from claimcheck.cli import options
from claimcheck.cli.asking import NO_FACTS, Request, Task, asking, judged, prepared
from claimcheck.cli.environment import misspelt
from claimcheck.cli.listing import files_listed, idle_globs
from claimcheck.cli.mend import differences, mend
from claimcheck.cli.output import emit, say
from claimcheck.cli.progress import bar
from claimcheck.errors import UsageError
from claimcheck.model import Report
from claimcheck.reports import Style
from claimcheck.reports.layout import plural, visible


@dataclass(frozen=True, slots=True)
class Manner:
    """How the findings are told, and what is done beside."""

    made: tuple[options.Output, ...]
    style: Style
    color: bool | None = None
    fix: bool = False
    show_fixes: bool = False
    since: str = ""  # a git revision; empty: none


@click.command("check")
@asking
@options.fail_on_option
@click.option(
    "--force-exclude", is_flag=True, help="Leave out what the settings exclude also when it is named."
)
@click.option("--no-baseline", is_flag=True, help="Take every finding for a new one.")
@click.option(
    "--diff",
    metavar="[REV]",
    is_flag=False,
    flag_value="",
    help="With a git revision: only what is new since. Alone: show what --fix would write, write nothing.",
)
@click.option("--since", metavar="REV", default="", help="The same as --diff REV.")
@options.format_option
@options.color_option
@options.quiet_option
@click.option(
    "--explain", is_flag=True, help="Also list every claim with its verdict, the reason and the facts."
)
@click.option("--show-known", is_flag=True, help="Also list findings that were there before.")
@click.option("--statistics", is_flag=True, help="How often each rule is broken, instead of the findings.")
@click.option(
    "--show-files", is_flag=True, help="Say what would be checked and what is left out; check nothing."
)
@click.option("--fix", is_flag=True, help="Put what is on file for what is wrong, where that is exact.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
def command(  # noqa: PLR0917 - click gives the options by name
    formats: tuple[str, ...],
    color: bool | None,
    quiet: bool,
    explain: bool,
    show_known: bool,
    statistics: bool,
    show_files: bool,
    fix: bool,
    diff: str | None,
    since: str,
    watch: bool,
    **asked: Any,
) -> int:
    """Check copy against the facts.

    PATHS are files, folders or - for standard input; without any, the current folder. Folders are
    searched for files of copy, leaving out hidden ones, node_modules, and the project's own settings,
    facts, campaigns and evidence. Exit code 0: clean; 1: new findings; 2: something was wrong with the input.
    """
    request = Request(**asked)
    made = options.outputs(formats)
    if statistics and not any(output.format == "text" for output in made):
        raise UsageError("--statistics is for the text format.")
    style = Style(explain=explain, quiet=quiet, show_known=show_known, statistics=statistics)
    manner = Manner(made, style, color, fix, show_fixes=diff == "", since=since or diff or "")
    if show_files:
        emit(files_listed(prepared(request)))
        return 0
    if watch:
        from claimcheck.cli.watch import watched

        written = [output.file for output in made if output.file]
        return watched(request, lambda: once(request, manner), written)
    return once(request, manner)


def once(request: Request, manner: Manner) -> int:
    """One run: read, judge, tell; the exit code."""
    task = prepared(request)
    if not manner.style.quiet:
        _foretell(task, manner)
    report = _report(task, manner)
    if manner.show_fixes:
        emit(differences(report))
        return _code(report, task)
    if manner.fix and (changed := mend(report, task.found.files)):
        say(f"Put right: {changed}.")
        report = _report(task, manner)
    if any(output.format == "html" for output in manner.made):
        from claimcheck.timeline import lapses

        calendar = lapses(task.found.files, task.project, task.date, channel=task.channel)
        report = replace(report, calendar=calendar)
    options.deliver(report, manner.made, manner.style, color=manner.color)
    return _code(report, task)


def _report(task: Task, manner: Manner) -> Report:
    report = judged(task, bar(quiet=manner.style.quiet))
    if manner.since:
        from claimcheck.cli.then import compared_with

        report = compared_with(report, task, manner.since)
    return report


def _code(report: Report, task: Task) -> int:
    from claimcheck.triage import fails

    return int(fails(report.findings, task.settings))


def _foretell(task: Task, manner: Manner) -> None:
    """What a person should know before the findings: on stderr."""
    shown = any(output.format == "text" and output.file is None for output in manner.made)
    count = len(task.found.files)
    sentences = (
        *misspelt(),
        *(
            ()
            if task.request.paths
            else (f"No paths given: checking {plural(count, 'file')} in this folder.",)
        ),
        *task.found.remarks,
        *(() if shown else task.found.notes),  # the text report tells them itself
        *idle_globs(task),
        *((NO_FACTS_ASKED,) if task.no_facts else ()),
    )
    for sentence in sentences:
        say(visible(sentence))


NO_FACTS_ASKED = f"{NO_FACTS.split('.')[0]}; only the rules that need no facts are applied."
