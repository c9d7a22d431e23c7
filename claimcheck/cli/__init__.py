"""The command line: the only folder that reads arguments, prints and exits. One file a command.

Exit codes: 0 clean, 1 findings at or above ``--fail-on``, 2 wrong input or a crash, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from claimcheck import __version__
from claimcheck.cli.errors import exit_code_of
from claimcheck.errors import nearest

#: Command -> the module that holds it, imported when it is asked for, and what it does.
COMMANDS = {
    "check": ("claimcheck.cli.check", "Check copy against the facts."),
    "claims": ("claimcheck.cli.claims", "List the claims in copy, without judging them."),
    "baseline": ("claimcheck.cli.baseline", "Take the findings of today as known; only new ones stop."),
    "calendar": ("claimcheck.cli.calendar", "Say what breaks on which day while the assets are up."),
    "facts": ("claimcheck.cli.facts", "Check, list or describe the facts on file."),
    "rules": ("claimcheck.cli.rules", "List the rules or run their examples."),
    "explain": ("claimcheck.cli.explain", "Say what a rule demands, why, and with an example."),
    "report": ("claimcheck.cli.report", "Render a JSON report in another format."),
    "init": ("claimcheck.cli.init", "Write settings and an example of facts to start from."),
    "config": ("claimcheck.cli.config", "Show the settings and where each came from."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported one at a time, and that always ends in an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, what) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = nearest(args[0], COMMANDS) or f"Expected one of {', '.join(COMMANDS)}."
            raise click.UsageError(f'There is no command "{args[0]}". {hint}', ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        extra |= {"standalone_mode": False, "prog_name": "claimcheck"}
        sys.exit(exit_code_of(lambda: super(LazyGroup, self).main(args, **extra)))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Check the claims in marketing copy against a file of facts.

    Start with `claimcheck init`, then `claimcheck check`. Nothing is sent anywhere; findings go to
    standard output and the exit code says whether there were any.
    """
