"""Places that copy names, as regions that can be compared with those on file."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.facts.regions import Region, World, region_words, spelled_name

__all__ = ["named", "region", "shown"]

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
#: Codes that people write in running copy; every other pair of capitals is some other abbreviation.
_CODE = re.compile(r"(?<![^\s,])[a-z]{2}(?:-[a-z0-9]{1,3})?(?![^\s,])")
CODES = frozenset({"uk", "us", "eu", "gb", "ni"})


def region(words: str, known: World) -> Region | None:
    """The region of a name on file; None when it is not known (``facts check`` names it)."""
    try:
        return known.region(words)
    except ValueError:
        return None


def shown(words: str) -> str:
    """A name on file as people write it: places as the table spells them, other codes in capitals.

    >>> shown("gb-nir, gb islands")
    'Northern Ireland, GB islands'
    """
    return _CODE.sub(lambda code: code[0].upper(), spelled_name(words))


def named(text: str, known: World) -> tuple[Region, ...]:
    """The regions that a text names, in order, the longest name at each place."""
    words = list(_WORD.finditer(text))
    begins = _first_words() | {name.casefold().split()[0] for name in known.groups}
    found: list[Region] = []
    at = 0
    while at < len(words):
        size = _size(text, words, at, known) if _fold(words[at][0]) in begins else 0
        if size:
            found.append(known.region(_bare(text[words[at].start() : words[at + size - 1].end()])))
        at += size or 1
    return tuple(found)


def _size(text: str, words: list[re.Match[str]], at: int, known: World) -> int:
    """How many words from ``at`` on make the longest name of a place; 0 when they make none."""
    most = min(_longest(), len(words) - at)
    return next(
        (
            n
            for n in range(most, 0, -1)
            if _is_place(text[words[at].start() : words[at + n - 1].end()], known)
        ),
        0,
    )


def _fold(word: str) -> str:
    return _bare(word).casefold()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _names()) | CODES


def _is_place(words: str, known: World) -> bool:
    name = _bare(words)
    folded = " ".join(name.casefold().split())
    if len(name) == 2:
        return name.isupper() and folded in CODES and known.knows(name)
    return (folded in _names() or folded in {group.casefold() for group in known.groups}) and known.knows(
        name
    )


def _bare(words: str) -> str:
    """Without a possessive ending: "the UK's" names the UK."""
    return re.sub(r"['’]s?$", "", words.replace(".", ""))


@cache
def _names() -> frozenset[str]:
    return frozenset(name for name in region_words() if len(name) > 2)


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _names())
