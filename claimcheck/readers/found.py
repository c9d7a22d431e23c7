"""What every format's reader returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimcheck.model import Precision, ReadProblem, StructuredItem
from claimcheck.readers.prose import Draft


@dataclass(slots=True)
class Found:
    """A file's text and what was read in it; offsets count in ``text``."""

    text: str
    drafts: list[Draft]
    structured: list[StructuredItem] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    precision: Precision = Precision.EXACT
    page_starts: tuple[int, ...] = ()
    line_starts: Sequence[int] = ()  # empty: not counted yet
