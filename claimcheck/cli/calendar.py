"""``claimcheck calendar``: what breaks on which day, because of which fact."""

from __future__ import annotations

from typing import Any

import click

from claimcheck.cli import options
from claimcheck.cli.asking import NO_FACTS
from claimcheck.cli.output import emit, say
from claimcheck.cli.project import files_of, settings_of
from claimcheck.errors import UsageError
from claimcheck.model import Lapse
from claimcheck.reports.layout import one_line, plural, visible


@click.command("calendar")
@click.argument("paths", nargs=-1, metavar="[PATHS...]")
@options.on_option
@options.facts_option
@click.option(
    "--format", "-f", "format_", type=click.Choice(("text", "json")), default="text", help="How to list."
)
@options.config_option
@options.quiet_option
def command(
    paths: tuple[str, ...],
    on: str | None,
    facts: tuple[str, ...],
    format_: str,
    config: str | None,
    quiet: bool,
) -> int:
    """Say what breaks on which day while the assets are up.

    Each asset that a campaign gives a `live_until` is judged again wherever a fact begins, ends or grows
    too old. What is wrong from the first day is not repeated: `claimcheck check` says it. Exit code 0:
    nothing breaks; 1: something does.
    """
    from claimcheck.clock import moment
    from claimcheck.pipeline import load_project
    from claimcheck.reports.json_report import dump
    from claimcheck.timeline import lapses

    settings = settings_of(config, paths)
    project = load_project(settings, facts)
    if not project.facts.files:
        raise UsageError(NO_FACTS)
    found = files_of(paths, project, "")
    broken = lapses(found.files, project, moment(on, settings.timezone))
    if format_ == "json":
        emit(dump({"schema": "claimcheck-calendar/1", "lapses": [_data(lapse) for lapse in broken]}))
    else:
        emit("".join(_lines(lapse) for lapse in broken))
    if not quiet:
        lived = sum(1 for campaign in project.campaigns for asset in campaign.assets if asset.live_until)
        say(f"{plural(lived, 'asset')} with an end date, {plural(len(broken), 'later finding')}.")
    return int(bool(broken))


def _lines(lapse: Lapse) -> str:
    finding = lapse.finding
    place = f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}"
    head = f"{lapse.at:%Y-%m-%d %H:%M}  {place}  {finding.code} {one_line(finding.message)}\n"
    return head + "".join(
        f"    {one_line(fact.fact)}: {one_line(fact.value)}  ({visible(fact.file)}:{fact.line})\n"
        for fact in finding.facts
    )


def _data(lapse: Lapse) -> dict[str, Any]:
    finding = lapse.finding
    return {
        "at": lapse.at.isoformat(),
        "path": finding.path,
        "line": finding.start.line,
        "column": finding.start.column,
        "text": finding.text,
        "code": finding.code,
        "message": finding.message,
        "claim": finding.claim,
        "facts": [{"fact": f.fact, "value": f.value, "file": f.file, "line": f.line} for f in finding.facts],
    }
