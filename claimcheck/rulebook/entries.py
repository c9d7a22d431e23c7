"""The nouns of ``rules/claims``: entries, cues, examples, and the book that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimcheck.errors import SourceLocation
from claimcheck.model import ClaimType, CueKind, Family, Surface
from claimcheck.rulebook.grammar import Pattern

__all__ = ["CueRule", "Direction", "Entry", "Example", "PatternBook"]


class Direction(StrEnum):
    """Where a cue's claims stand: after it, before it, on both sides, anywhere in the sentence or block."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"
    SENTENCE = "sentence"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what must be found in it.

    ``spans`` are the exact places marked ``[[ ]]`` (offsets into ``text``, marks taken out);
    ``expected`` holds pairs such as ``("polarity", "negated")``.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    expected: tuple[tuple[str, str], ...]
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class Entry:
    """One way copy makes one kind of promise. ``order`` is its place over all files, by file name."""

    id: str
    type: ClaimType
    sense: str
    patterns: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]
    surfaces: frozenset[Surface]
    not_surfaces: frozenset[Surface]
    header: Pattern | None
    beside: frozenset[Family]  # `with:` families whose claims may overlap
    keep: frozenset[str]       # "conditional": a condition does not silence it
    loose: bool                # gives way to every other match of its family, however short
    negated: str               # the sense of a denied claim; empty: the same
    fixed: tuple[tuple[str, str], ...]  # polarity, modality or attribution that the words themselves carry
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]
    where: SourceLocation
    order: int
    firm: bool = False         # stands whatever the tagger says of its words


@dataclass(frozen=True, slots=True)
class CueRule:
    """Words that change what a claim near them says (ConText). ``scope`` in words; 0: the sentence."""

    id: str
    kind: CueKind
    direction: Direction
    scope: int
    words: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]
    terminators: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]  # where one of these stands in the sentence, the words are no cue
    families: frozenset[str]  # families and types; empty: all
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]
    where: SourceLocation


@dataclass(frozen=True, slots=True, eq=False)
class PatternBook:
    """Everything in ``rules/claims``, and the folder of the tagger that reads after the patterns, if any.

    Compared by identity, so that compiled forms can be kept.
    """

    entries: tuple[Entry, ...]
    cues: tuple[CueRule, ...]
    lists: Mapping[str, tuple[Pattern, ...]]
    sha256: str
    tagger: Path | None = None
