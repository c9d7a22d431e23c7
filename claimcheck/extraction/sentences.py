"""Prose cut into sentences: offsets only, no words.

A sentence ends at ``. ! ? …`` before a blank (or the end), unless the full stop belongs to an
abbreviation, an initial or a decimal; and at bars and bullets, which separate slogans. A line break
ends one only where a blank line or a new capital follows a finished line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.extraction.language import listed

__all__ = ["MAX_SENTENCE", "split_sentences"]

#: A "sentence" longer than this many characters is cut at a blank: no copy is that breathless.
MAX_SENTENCE = 2_000

#: What stands in brackets is shorter than this; a bracket that never closes holds no longer.
_LONGEST_ASIDE = 200

_BREAK = re.compile(
    r"(?P<stop>[.!?\u2026]+)[\"'\u201d\u2019)\]]*(?=\s|\Z)"
    r"|(?P<bar>\s[|\u00b7\u2605\u2714\u2713\u2192]\s|[\u2022\u25ba\u25cf\u25aa\u2023])"
    r"|(?P<blank>\n[ \t]*(?=\n)|\n(?=[ \t]*[\u2022\u25ba\u25cf*+-]\s))"
    r"|(?P<line>\n(?=[ \t]*[A-Z]))"
)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence, blanks at the ends left out, in order.

    >>> text = "No. 1 in the U.K. for value. In stock now!"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['No. 1 in the U.K. for value.', 'In stock now!']
    """
    start = 0
    for match in _BREAK.finditer(text):
        if not _ends(text, match):
            continue
        end = match.end() if match.lastgroup == "stop" else match.start()
        yield from _bounded(text, start, end)
        start = match.end()
    yield from _bounded(text, start, len(text))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the marks or the line break at ``match`` end a sentence."""
    if match.lastgroup in {"bar", "blank"}:
        return True
    if match.lastgroup == "line":
        return _word_before(text, match.start()).lower() not in listed("fixed")
    following = text[match.end() : match.end() + 24].lstrip()
    if match["stop"] != ".":
        runs_on = match["stop"].startswith(("\u2026", "..")) or _in_brackets(text, match.start("stop"))
        return not (runs_on and following[:1].islower())
    return not following or _full_stop_ends(_word_before(text, match.start()), text, match.start(), following)


def _in_brackets(text: str, at: int) -> bool:
    """Whether a bracket that was opened shortly before ``at`` is still open there."""
    start = max(0, at - _LONGEST_ASIDE)
    return any(text.rfind(opening, start, at) > text.rfind(closing, start, at)
               for opening, closing in ("()", "[]"))


def _full_stop_ends(word: str, text: str, at: int, following: str) -> bool:
    """Whether the full stop at ``at``, after ``word`` and before ``following``, ends a sentence."""
    lower = word.lower()
    if len(word) == 1 and word.isalpha() and word.isupper():
        return _after_initial(text, at, following)
    if "." in word:
        return following[0].isupper() and lower not in listed("never_end")
    if lower in listed("before_number") and following[0].isdigit():
        return False
    if lower in listed("abbreviations"):
        return lower in listed("may_end") and following[0].isupper()
    return not following[0].islower()


def _after_initial(text: str, at: int, following: str) -> bool:
    """"By J. Smith" goes on; "vitamin C. Buy" ends, as a word that is no function word stands before."""
    before = text[max(0, at - 12) : at - 1].split()
    if not before or not (before[-1].isalpha() and before[-1].islower()):
        return False
    return before[-1] not in listed("fixed") and following[:1].isupper()


def _word_before(text: str, at: int) -> str:
    start = at
    while start > max(0, at - 24) and (text[start - 1].isalnum() or text[start - 1] in ".'\u2019"):
        start -= 1
    return text[start:at].lstrip(".'\u2019")


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without blanks at its ends, cut where it is longer than any sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = start + MAX_SENTENCE if cut <= start else cut
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
