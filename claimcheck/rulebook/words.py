"""Text cut into words and marks: the one lexer that patterns and copy share.

What a pattern's author writes and what a copywriter writes must fall into the same tokens, so both
pass through here. Hyphens inside a word separate like blanks ("same-day" is "same", "day"); quotation
marks, emphasis marks and reference marks are not there at all; contractions are two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ADDRESS", "STOPS", "Piece", "pieces", "word_forms"]

_WORD = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|['\u2019](?:s|re|ve|ll|d|m)\b"
_ENDING = r"\.(?:com|net|org|co\.uk|io|jpe?g|png|gif|svg|webp|pdf|html?|php)\b"
_ADDRESS = (r"(?:https?://|www\.)[^\s<>\"\u201d)]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
            rf"|(?<![\w/.-])[\w-]{{1,64}}{_ENDING}(?:/[^\s<>\"]{{0,500}})?")
_PIECE = re.compile(rf"(?P<address>)(?!)|({_WORD})|(\S)")
_PIECE_OR_ADDRESS = re.compile(rf"({_ADDRESS})|({_WORD})|(\S)")
_ADDRESS_SIGN = re.compile(rf"://|www\.|@|{_ENDING}")
_WORDS = re.compile(_WORD)
_CLITIC = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))\Z")
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_DASHES = frozenset(_HYPHENS + "\u2014\u2015\u2212")
_SILENT = frozenset("_*\u2020\u2021\u00ae\u2122\u00a9\u00ad\u200b\u200c\u200d\u2060\ufeff"
                    "\"\u201c\u201d\u201e\u2018\u2019'\u00ab\u00bb`")
#: Stands for a web or mail address or a file name, whatever words are in it.
ADDRESS = "@"
#: Marks that a gap never crosses.
STOPS = frozenset(".;:!?\u2026")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or mark. ``form`` is lower case with a straight apostrophe; a dash is always ``-``."""

    form: str
    start: int
    end: int
    is_word: bool


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Words and marks of ``text[start:end]`` with offsets into ``text``."""
    found: list[Piece] = []
    end = len(text) if end is None else end
    cutter = _PIECE_OR_ADDRESS if _ADDRESS_SIGN.search(text, start, end) else _PIECE
    for match in cutter.finditer(text, start, end):
        address, word, mark = match.groups()
        if word is not None:
            found += _words(word, match.start())
        elif address is not None:
            found.append(Piece(ADDRESS, match.start(), match.end(), False))
        elif mark not in _SILENT and not _joins(text, match.start()):
            found.append(Piece("-" if mark in _DASHES else mark, match.start(), match.end(), False))
    return found


def word_forms(text: str) -> set[str]:
    """The forms of all words in ``text``: all that ``pieces`` would give, and those in addresses."""
    return {piece.form for word in set(_WORDS.findall(text)) for piece in _words(word, 0)}


def _words(word: str, start: int) -> list[Piece]:
    """A word, or a word and its contraction: "isn't" is "is" and "n't", "we've" is "we" and "'ve"."""
    form = word.lower().replace("\u2019", "'")
    end = start + len(word)
    clitic = _CLITIC.search(form) if "'" in form else None
    if clitic is None or clitic.start() == 0 or len(form) != len(word):
        return [Piece(form, start, end, True)]
    cut = start + clitic.start()
    return [Piece(form[: clitic.start()], start, cut, True), Piece(clitic[0], cut, end, True)]


def _joins(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is a hyphen inside a word."""
    return (text[at] in _HYPHENS and 0 < at < len(text) - 1
            and text[at - 1].isalnum() and text[at + 1].isalnum())
