"""Options that several commands share, each said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from claimcheck.cli.output import emit, say, wants_color, write_files
from claimcheck.errors import UsageError
from claimcheck.model import Report
from claimcheck.reports import FORMATS, Style, render

Command = Callable[..., Any]

config_option = click.option(
    "--config", metavar="FILE", help="Settings; without it the nearest claimcheck.yaml upwards."
)
facts_option = click.option(
    "--facts", metavar="PATH", multiple=True, help="A file or folder of facts, instead of the settings' own."
)
on_option = click.option(
    "--on", metavar="DATE", help="The day of judgement: a date, or a date and time with offset. Else today."
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
format_option = click.option(
    "--format",
    "-f",
    "formats",
    metavar="FORMAT[=FILE]",
    multiple=True,
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


def deliver(
    report: Report, made: Sequence[Output], *, color: bool | None, explain: bool, quiet: bool
) -> None:
    """Render every report first, then write the files, then stdout: a failure leaves nothing half done."""
    files: dict[Path, str] = {}
    printed = ""
    for output in made:
        style = Style(color=output.file is None and wants_color(color), explain=explain, quiet=quiet)
        text = render(report, output.format, style)
        if output.file is None:
            printed = text
        else:
            files[output.file] = text
    write_files(files)
    emit(printed)
    if not quiet:
        for file in files:
            say(f"Wrote {file.as_posix()}.")
