"""What stands around a text: the headings above it, and what the open elements say about it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from claimcheck.model import Surface


class Section(NamedTuple):
    """The headings above, outermost first; their levels rise."""

    levels: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    def under(self, level: int) -> Section:
        """The headings above one of this level."""
        kept = bisect_left(self.levels, level)
        return Section(self.levels[:kept], self.words[:kept])

    def then(self, level: int, words: str) -> Section:
        """With one heading more."""
        return Section((*self.levels, level), (*self.words, words))


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the open elements say about the text inside them. Compared by identity; see ``but``."""

    surface: Surface = Surface.BODY
    level: int = 0
    skip: bool = False
    hidden: bool = False
    small: bool = False
    pre: bool = False
    svg: bool = False
    raw: bool = False  # in <noscript>, whose text is HTML again
    language: str = ""
    plain: bool = field(init=False)  # its text is read as it stands

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", not (self.skip or self.pre or self.raw))


ROOT = Context()


@lru_cache(maxsize=4096)
def but(context: Context, name: str, value: object) -> Context:
    """The context with one thing changed. Remembered: a page makes the same few again and again."""
    return context if getattr(context, name) == value else replace(context, **{name: value})  # type: ignore[arg-type]
