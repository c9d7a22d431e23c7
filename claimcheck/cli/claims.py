"""``claimcheck claims``: extraction alone."""

from __future__ import annotations

from collections.abc import Iterator

import click

from claimcheck import __version__
from claimcheck.cli import options
from claimcheck.cli.output import emit, say
from claimcheck.cli.project import channel_of, files_of, settings_of
from claimcheck.model import Claim, Document, Modality, Polarity
from claimcheck.reports.layout import one_line, visible


@click.command("claims")
@click.argument("paths", nargs=-1, metavar="[PATHS...|-]")
@options.on_option
@options.facts_option
@options.channel_option
@click.option(
    "--format", "-f", "format_", type=click.Choice(("text", "json")), default="text", help="How to list."
)
@options.stdin_option
@options.config_option
@options.quiet_option
def command(
    paths: tuple[str, ...],
    on: str | None,
    facts: tuple[str, ...],
    channel: str | None,
    format_: str,
    stdin_filename: str,
    config: str | None,
    quiet: bool,
) -> int:
    """List the claims in copy, without judging them.

    Needs no facts; facts that the settings name give the products' names. A file that cannot be read is
    said and gives exit code 2, after the claims of the others.
    """
    from claimcheck.clock import moment
    from claimcheck.pipeline import extract, load_project
    from claimcheck.reports.json_report import claims_data, dump

    forced = channel_of(channel)
    settings = settings_of(config, paths)
    date = moment(on, settings.timezone)
    project = load_project(settings, facts)
    found = files_of(paths, project, stdin_filename)
    documents = extract(found.files, project, date, channel=forced)
    if not quiet:
        for note in (*found.remarks, *found.notes):
            say(visible(note))
    if format_ == "json":
        emit(dump(claims_data(documents, __version__)))
    else:
        emit("".join(f"{line}\n" for document, claims in documents for line in _lines(document, claims)))
    return _unread(documents)


def _lines(document: Document, claims: tuple[Claim, ...]) -> Iterator[str]:
    for claim in claims:
        place = document.place(claim.start)
        said = ", ".join(filter(None, (_shade(claim), claim.subject)))
        yield (
            f"{visible(document.path)}:{place.line}:{place.column}: "
            f"{claim.type} {claim.sense or claim.entry} "
            f'"{one_line(claim.text)}"' + (f" ({said})" if said else "")
        )


def _shade(claim: Claim) -> str:
    """What is not plain about a claim: negated, hedged, a question."""
    negated = claim.polarity.value if claim.polarity is not Polarity.AFFIRMED else ""
    modality = claim.modality.value if claim.modality is not Modality.PLAIN else ""
    return ", ".join(filter(None, (negated, modality)))


def _unread(documents: tuple[tuple[Document, tuple[Claim, ...]], ...]) -> int:
    problems = [(document, problem) for document, _ in documents for problem in document.problems]
    for document, problem in problems:
        place = document.place(problem.start)
        say(visible(f"{document.path}:{place.line}:{place.column}: {problem.message}"))
    return 2 if problems else 0
