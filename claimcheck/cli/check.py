"""``claimcheck check``: copy against facts."""

from __future__ import annotations

from dataclasses import replace

import click

from claimcheck.cli import options
from claimcheck.cli.mend import differences, mend
from claimcheck.cli.output import emit, say
from claimcheck.cli.project import channel_of, files_of, settings_of
from claimcheck.reports.layout import plural, visible

NO_FACTS = (
    "There are no facts on file, so no claim can be supported or contradicted. Start with: claimcheck init"
)
FAIL_ON = ("error", "warning", "note", "never")


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS...|-]")
@options.on_option
@options.facts_option
@options.channel_option
@click.option(
    "--region", multiple=True, metavar="REGION", help="Where the copy is shown, such as GB or US-AK."
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Only these: codes, names or families (IN001, IN)."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="The least severity that gives exit code 1.")
@options.format_option
@options.stdin_option
@options.config_option
@options.color_option
@options.quiet_option
@click.option(
    "--explain", is_flag=True, help="Also list every claim with its verdict, the reason and the facts."
)
@click.option("--fix", is_flag=True, help="Put the figure on file for a wrong one, where that is safe.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and write nothing.")
def command(  # noqa: PLR0917 - click gives the options by name
    paths: tuple[str, ...],
    on: str | None,
    facts: tuple[str, ...],
    channel: str | None,
    region: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    formats: tuple[str, ...],
    stdin_filename: str,
    config: str | None,
    color: bool | None,
    quiet: bool,
    explain: bool,
    fix: bool,
    diff: bool,
) -> int:
    """Check copy against the facts.

    PATHS are files, folders or - for standard input; without any, the current folder. Folders are
    searched for files of copy, leaving out hidden ones, node_modules, and the project's own settings,
    facts, campaigns and evidence. Exit code 0: clean; 1: findings; 2: something was wrong with the input.
    """
    from claimcheck.clock import moment
    from claimcheck.pipeline import check, load_project
    from claimcheck.timeline import lapses
    from claimcheck.triage import fails

    made = options.outputs(formats)
    forced = channel_of(channel)
    settings = settings_of(config, paths, select=select, ignore=ignore, region=region, fail_on=fail_on)
    date = moment(on, settings.timezone)
    project = load_project(settings, facts)
    found = files_of(paths, project, stdin_filename)
    if not quiet:
        shown = any(output.format == "text" and output.file is None for output in made)
        notes = () if shown else found.notes  # the text report tells them itself
        opening = _opening(paths, len(found.files))
        for sentence in (*opening, *found.remarks, *notes, *_doubts(project.facts.files)):
            say(visible(sentence))
    report = check(found.files, project, date, channel=forced, notes=found.notes)
    if diff:
        emit(differences(report))
        return int(fails(report.findings, settings.fail_on))
    if fix and (changed := mend(report, found.files)):
        say(f"Put right: {changed}.")
        report = check(found.files, project, date, channel=forced, notes=found.notes)
    if any(output.format == "html" for output in made):
        report = replace(report, calendar=lapses(found.files, project, date, channel=forced))
    options.deliver(report, made, color=color, explain=explain, quiet=quiet)
    return int(fails(report.findings, settings.fail_on))


def _opening(paths: tuple[str, ...], count: int) -> tuple[str, ...]:
    return () if paths else (f"No paths given: checking {plural(count, 'file')} in this folder.",)


def _doubts(files_of_facts: tuple[str, ...]) -> tuple[str, ...]:
    return () if files_of_facts else (NO_FACTS,)
