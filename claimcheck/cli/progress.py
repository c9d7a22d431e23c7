"""A bar on a terminal's stderr while many files are checked; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

import click

from claimcheck.cli.asking import Progress
from claimcheck.files import CopyFile

MANY = 40  # files; fewer are done before one has read the bar


def bar(*, quiet: bool) -> Progress:
    """What to wrap round the files of a run."""

    def around(files: Iterable[CopyFile]) -> AbstractContextManager[Iterable[CopyFile]]:
        listed = tuple(files)
        if quiet or len(listed) < MANY or not sys.stderr.isatty():
            return nullcontext(listed)
        return click.progressbar(listed, label="Checking", file=sys.stderr, show_pos=True)

    return around
