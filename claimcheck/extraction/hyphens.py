"""Words that hard-wrapped text breaks over a line end: "life-" and "time" are one word.

Only the hyphen is left of the line's end by the time that prose is read, so "life- time" is put together
when that makes a word that the rules or the facts know, and else read as two words of a compound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from claimcheck.extraction.language import listed

__all__ = ["Prose", "mend"]

_LONGEST = 40
_WORD = rf"[^\W\d_]{{1,{_LONGEST}}}"
_BROKEN = re.compile(rf"(?<![^\W_])({_WORD})([-\u2010\u2011]\s{{1,4}})({_WORD})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Prose:
    """A block as written and, of the same length, as it is read: "life- time" is "lifetime" and blanks.

    ``ends`` says where a word that was put together ends as written, by where it ends as read.
    """

    text: str
    read: str
    ends: Mapping[int, int] = field(default_factory=dict)

    def end(self, offset: int) -> int:
        """The offset as written of a place where a word ends as read."""
        return self.ends.get(offset, offset) if self.ends else offset


def mend(text: str, knows: Callable[[str], bool]) -> Prose:
    """Read every word that a line end breaks; ``knows`` tells whether a form is a word of the rules."""
    if "-" not in text and "\u2010" not in text and "\u2011" not in text:
        return Prose(text, text)
    ends: dict[int, int] = {}

    def whole(match: re.Match[str]) -> str:
        left, hyphen, right = match.groups()
        if not right.islower():
            return match[0]
        if knows((left + right).lower()):
            ends[match.start() + len(left + right)] = match.end()
            return left + right + " " * len(hyphen)
        return match[0] if right in listed("fixed") else left + " " * len(hyphen) + right

    return Prose(text, _BROKEN.sub(whole, text), ends)
