"""The variables that claimcheck reads from its environment, and what looks like one and is none."""

from __future__ import annotations

import os
from collections.abc import Iterator

from claimcheck.errors import nearest

#: Name -> what it stands for. The command line wins over them, they win over the settings.
VARIABLES = {
    "CLAIMCHECK_CONFIG": "--config",
    "CLAIMCHECK_ON": "--on",
    "CLAIMCHECK_FACTS": "--facts; several are separated as in PATH",
    "CLAIMCHECK_FAIL_ON": "--fail-on",
    "CLAIMCHECK_FORMAT": "--format; several are separated by blanks",
    "CLAIMCHECK_BASELINE": "--baseline",
    "CLAIMCHECK_NO_COLOR": "no colour, like NO_COLOR",
    "CLAIMCHECK_DEBUG": "show where a defect of claimcheck itself stopped a run",
}


def misspelt() -> Iterator[str]:
    """A sentence for each variable that is none of ours and looks as if it was meant to be."""
    for name in sorted(os.environ):
        if name.startswith("CLAIMCHECK_") and name not in VARIABLES and (hint := nearest(name, VARIABLES)):
            yield f"{name} is no variable that claimcheck reads. {hint}"
