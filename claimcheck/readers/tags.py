"""The nouns of template tags: what a tag in the text is, and how many are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TagKind(StrEnum):
    OUTPUT = "output"
    CONTROL = "control"
    COMMENT = "comment"
    TEXT = "text"  # an output tag that prints a string literal: read as that text


@dataclass(frozen=True, slots=True)
class Literal:
    """A string inside a tag: the place of its words, without quotes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """One template tag in the text, ``[start, end)``."""

    start: int
    end: int
    kind: TagKind
    expression: str = ""
    literals: tuple[Literal, ...] = ()


def most_tags(size: int) -> int:
    """How many tags, and strings in them, are read of a text of ``size`` characters; it bounds memory."""
    return max(10_000, size // 100)
