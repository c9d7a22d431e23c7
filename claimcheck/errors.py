"""The one small error tree. Every message a person sees names file, line and column."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

__all__ = [
    "ClaimcheckError",
    "FactsError",
    "FactsErrors",
    "InternalError",
    "ReadError",
    "RuleError",
    "SettingsError",
    "SourceLocation",
    "UsageError",
    "nearest",
]


class SourceLocation(NamedTuple):
    """A place in a file, for people: line and column start at 1; 0 means "not known".

    A named tuple, because every fact of thousands of products has one.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class ClaimcheckError(Exception):
    """Wrong input. Always exit code 2, always one clear sentence.

    ``message`` says what was found and what was expected; ``hint`` (the nearest right word, an
    install line) follows it. ``where`` is put in front when it is known.
    """

    def __init__(self, message: str, where: SourceLocation | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UsageError(ClaimcheckError):
    """A wrong argument, path or option."""


class SettingsError(ClaimcheckError):
    """A wrong ``claimcheck.yaml`` or ``[tool.claimcheck]``."""


class FactsError(ClaimcheckError):
    """A wrong facts, evidence or campaign file."""


class FactsErrors(FactsError):  # noqa: N818 - the plural of FactsError
    """Everything wrong in one load: ``errors`` in order of place, one line each when printed."""

    def __init__(self, errors: Iterable[FactsError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class RuleError(ClaimcheckError):
    """A wrong file in ``rules/``."""


class ReadError(ClaimcheckError):
    """A document that cannot be read; one of several documents becomes a finding, not an exit."""


class InternalError(ClaimcheckError):
    """A defect of claimcheck itself, caught at the top."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean "X"?`` for the nearest known word, or an empty string.

    >>> nearest("avalability", ["availability", "units"])
    'Did you mean "availability"?'
    """
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"?' if close else ""
