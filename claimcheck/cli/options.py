"""Options that several commands share, each said once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from claimcheck.cli.output import append, emit, repository_base, say, wants_color, write_files
from claimcheck.errors import UsageError
from claimcheck.model import Report
from claimcheck.reports import FORMATS, Style, render

Command = Callable[..., Any]

FAIL_ON = ("error", "warning", "note", "never")

paths_argument = click.argument("paths", nargs=-1, metavar="[PATHS...|-]")
config_option = click.option(
    "--config",
    metavar="FILE",
    envvar="CLAIMCHECK_CONFIG",
    help="Settings; without it the nearest claimcheck.yaml upwards.",
)
facts_option = click.option(
    "--facts",
    metavar="PATH",
    multiple=True,
    type=click.Path(),  # so that the variable is split as PATH is
    envvar="CLAIMCHECK_FACTS",
    help='A file or folder of facts, instead of the settings\' own; "none" to go without.',
)
on_option = click.option(
    "--on",
    metavar="DATE",
    envvar="CLAIMCHECK_ON",
    help="The day of judgement: a date, or a date and time with offset. Else today.",
)
channel_option = click.option(
    "--channel", metavar="CHANNEL", help="email, web or direct-mail, whatever the files look like."
)
stdin_option = click.option(
    "--stdin-filename",
    metavar="NAME",
    default="",
    help="The name, and so the format, of what stands in for -.",
)
quiet_option = click.option(
    "--quiet", "-q", is_flag=True, help="Findings only: no summary, nothing on stderr."
)
region_option = click.option(
    "--region", multiple=True, metavar="REGION", help="Where the copy is shown, such as GB or US-AK."
)
select_option = click.option(
    "--select", multiple=True, metavar="RULES", help="Only these: codes, names or families (IN001, IN)."
)
ignore_option = click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    envvar="CLAIMCHECK_FAIL_ON",
    help="The least severity that gives exit code 1.",
)
baseline_option = click.option(
    "--baseline",
    metavar="FILE",
    envvar="CLAIMCHECK_BASELINE",
    help="Old findings, which stop nothing; without it claimcheck-baseline.json beside the settings.",
)
#: What says which copy is checked, by what, on which day.
ASKING = (
    paths_argument,
    on_option,
    facts_option,
    channel_option,
    region_option,
    select_option,
    ignore_option,
    config_option,
    stdin_option,
    baseline_option,
)
format_option = click.option(
    "--format",
    "-f",
    "formats",
    metavar="FORMAT[=FILE]",
    multiple=True,
    envvar="CLAIMCHECK_FORMAT",
    help=f"How to report, and where to; may be given again. One of {', '.join(FORMATS)}.",
)


def color_option(command: Command) -> Command:
    return click.option("--color/--no-color", default=None, help="Colour, or none, whatever the terminal.")(
        command
    )


@dataclass(frozen=True, slots=True)
class Output:
    """One report to make: its format, and the file it goes to (None: stdout)."""

    format: str
    file: Path | None = None


def outputs(words: Sequence[str]) -> tuple[Output, ...]:
    """Read ``--format`` words; text to stdout without any. UsageError for what cannot be meant."""
    made = tuple(_output(word) for word in words) or (Output("text"),)
    if sum(output.file is None for output in made) > 1:
        raise UsageError(
            "Only one format can go to standard output; give the others a file: --format html=report.html."
        )
    places = [output.file for output in made if output.file]
    if len(set(places)) < len(places):
        raise UsageError("Two formats go to the same file.")
    return made


def _output(word: str) -> Output:
    name, equals, file = word.partition("=")
    if equals and not file:
        raise UsageError(f'"{word}" names no file; expected such as {name}=report.{name}.')
    if name not in FORMATS:
        from claimcheck.errors import nearest

        raise UsageError(
            f'"{name}" is no format; expected one of {", ".join(FORMATS)}.', hint=nearest(name, FORMATS)
        )
    return Output(name, Path(file) if file else None)


def deliver(report: Report, made: Sequence[Output], style: Style, *, color: bool | None) -> None:
    """Render every report first, then write the files, then stdout: a failure leaves nothing half done."""
    files: dict[Path, str] = {}
    printed = ""
    style = replace(style, base=repository_base())
    for output in made:
        painted = replace(style, color=output.file is None and wants_color(color))
        text = render(report, output.format, painted)
        if output.file is None:
            printed = text
        else:
            files[output.file] = text
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    told = render(report, "markdown", style) if summary and any(o.format == "github" for o in made) else ""
    write_files(files)
    emit(printed)
    if summary and told:
        append(Path(summary), told)
    if not style.quiet:
        for file in files:
            say(f"Wrote {file.as_posix()}.")
