"""``claimcheck report``: a JSON report in other formats."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimcheck.cli import options
from claimcheck.errors import UsageError
from claimcheck.reports import Style


@click.command("report")
@click.argument("file", metavar="FILE.json|-")
@options.format_option
@options.color_option
@options.quiet_option
@click.option(
    "--explain", is_flag=True, help="Also list every claim with its verdict, the reason and the facts."
)
@click.option(
    "--fail-on",
    type=click.Choice(options.FAIL_ON),
    default="never",
    help="Give exit code 1 at or above this.",
)
def command(
    file: str, formats: tuple[str, ...], color: bool | None, quiet: bool, explain: bool, fail_on: str
) -> int:
    """Render a JSON report in another format, without the files it was made from."""
    from claimcheck.config import Settings
    from claimcheck.reports.reread import read_report
    from claimcheck.triage import fails

    made = options.outputs(formats)
    report = read_report(_text(file), file)
    options.deliver(report, made, Style(explain=explain, quiet=quiet), color=color)
    return int(fails(report.findings, Settings(fail_on=fail_on)))


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f'"{file}" cannot be read: {error.strerror}.') from None
    except UnicodeDecodeError:
        raise UsageError(f'"{file}" is no UTF-8 text.') from None
