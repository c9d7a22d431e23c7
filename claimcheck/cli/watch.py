"""``check --watch``: the same run again whenever a file of the project changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from claimcheck.cli.asking import Request
from claimcheck.cli.errors import INTERRUPTED, exit_code_of
from claimcheck.cli.output import say
from claimcheck.cli.project import STDIN, settings_of
from claimcheck.errors import ClaimcheckError, UsageError
from claimcheck.files import NEVER, absolute

PAUSE = 0.5  # seconds between two looks at the files

State = dict[str, tuple[int, int]]


def watched(
    request: Request,
    run: Callable[[], int],
    made: Collection[Path],
    pause: Callable[[float], None] | None = None,
) -> int:
    """Run now and after every change, until Ctrl-C; the last run's exit code. Wrong input ends nothing.

    ``made``: the files that the run itself writes, which are no change.
    """
    if STDIN in request.paths:
        raise UsageError("Standard input cannot be watched; name files or folders.")
    own = {str(absolute(path)) for path in made}
    seen = _state(request, own)
    code = exit_code_of(run)
    say("Watching for changes; stop with Ctrl-C.")
    try:
        while code != INTERRUPTED:
            (pause or time.sleep)(PAUSE)
            now = _state(request, own)
            if now != seen:
                seen = now
                say("\nSomething changed; checking again.")
                code = exit_code_of(run)
    except KeyboardInterrupt:
        pass
    return code


def _state(request: Request, own: Collection[str]) -> State:
    """Size and time of every file under what is checked, the project's root, and the files named."""
    try:
        root = settings_of(request.config, request.paths).root
    except ClaimcheckError:
        root = Path()
    named = (request.config, request.baseline, *request.facts)
    places = {root, *map(Path, request.paths or (".",)), *(Path(name) for name in named if name)}
    full = sorted(absolute(place) for place in places)
    return {name: state for place in full for name, state in _files(place) if name not in own}


def _files(place: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    if not place.is_dir():
        yield from _entry(place)
    for folder, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NEVER)
        for name in files:
            if not name.startswith("."):
                yield from _entry(Path(folder, name))


def _entry(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        found = path.stat()
    except OSError:
        return
    yield str(path), (found.st_mtime_ns, found.st_size)
