"""Every way a command can end, turned into an exit code and one clear sentence on stderr."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable

import click

from claimcheck.cli.output import say
from claimcheck.errors import ClaimcheckError

OK, WRONG, INTERRUPTED = 0, 2, 130
DEBUG = "CLAIMCHECK_DEBUG"


def exit_code_of(run: Callable[[], object]) -> int:
    """Run a command and return its exit code; nothing it raises gets through."""
    try:
        result = run()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Interrupted.")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: a crash is exit 2, never "findings"
        if os.environ.get(DEBUG):
            say(traceback.format_exc().rstrip())
        say(_sentence(error))
        return WRONG
    return result if isinstance(result, int) else OK


def _of_environment(error: click.ClickException) -> str:
    """The variable that a wrong value came from, when it came from one."""
    if not isinstance(error, click.BadParameter) or error.ctx is None or error.param is None:
        return ""
    source = error.ctx.get_parameter_source(error.param.name or "")
    from_variable = source is click.core.ParameterSource.ENVIRONMENT
    return f"{error.param.envvar}: " if from_variable else ""


def _sentence(error: Exception) -> str:
    """What a person reads; a load that failed in several places names each on its own line."""
    if isinstance(error, ClaimcheckError):
        several = getattr(error, "errors", ())
        return "\n".join(f"claimcheck: {one}" for one in several or (error,))
    if isinstance(error, click.ClickException):
        usage = (
            f" See {error.ctx.command_path} --help."
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        return f"claimcheck: {_of_environment(error)}{error.format_message()}{usage}"
    if isinstance(error, MemoryError):
        return "claimcheck: there is not enough memory for this input."
    what = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return f"claimcheck: a defect of claimcheck itself stopped this run ({what}). Set {DEBUG}=1 to see where."
