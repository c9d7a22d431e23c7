"""``claimcheck explain``: one rule for people."""

from __future__ import annotations

import click

from claimcheck.cli.output import emit


@click.command("explain")
@click.argument("code", metavar="CODE")
def command(code: str) -> None:
    """Say what a rule demands, why, and with an example each way. CODE is a code or a name."""
    from claimcheck.rulebook.checks import load_rules

    emit(load_rules().explain(code))
