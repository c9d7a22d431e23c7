"""Lines of text as a typist ends them: wrapped, or on purpose."""

from __future__ import annotations

_SIGNS = "-=_*~#+."


def is_rule(line: str) -> bool:
    """True for a line of dashes, stars or the like."""
    if line.strip(_SIGNS + " \t\r\n"):
        return False
    return sum(map(line.count, _SIGNS)) >= 3


def is_forced(line: str, following: str, width: int) -> bool:
    """True when the writer ended the line: far from full, and what follows begins anew.

    ``width`` is that of a full line; ``following`` begins with its first character.
    """
    needed = len(line) + 1 + len(following.split(" ", 1)[0])
    return needed < width * 0.7 and not following[0].islower() and not line.endswith((",", "-"))
