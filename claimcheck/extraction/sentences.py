"""Prose cut into sentences: offsets only, no words.

A sentence ends at ``. ! ? …`` before a blank (or the end), unless the full stop belongs to an
abbreviation, an initial or a decimal; and at bars and bullets, which separate slogans. A line break
ends one only where a blank line or a new capital follows a finished line, or between the lines of a
bare list: short lines of which none runs on from the one before.
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
    r"|(?P<item>\n(?=[ \t]*[^\W_]))"
)

#: A bare list has at least this many lines, and none has more words or characters than these.
_FEWEST_ITEMS = 3
_MOST_WORDS = 7
_LONGEST_ITEM = 48
_LONGEST_LIST = 1_000


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
    if match.lastgroup == "item":
        return _in_bare_list(text, match.start())
    following = text[match.end() : match.end() + 24].lstrip()
    if match["stop"] != ".":
        runs_on = match["stop"].startswith(("\u2026", "..")) or _in_brackets(text, match.start("stop"))
        return not (runs_on and following[:1].islower())
    return not following or _full_stop_ends(_word_before(text, match.start()), text, match.start(), following)


def _in_bare_list(text: str, at: int) -> bool:
    """Whether the line break at ``at`` stands between two items of a list without bullets."""
    start, end = max(0, at - _LONGEST_LIST), min(len(text), at + _LONGEST_LIST)
    before = text[start:at].rpartition("\n\n")[2].split("\n")
    after = text[at + 1 : end].partition("\n\n")[0].split("\n")
    if not (_may_be_item(before[-1]) and _may_be_item(after[0])):
        return False
    lines = [line for line in (*before, *after) if line.strip()]
    return (len(lines) >= _FEWEST_ITEMS and all(map(_may_be_item, lines))
            and not any(map(_runs_on, lines[:-1])))


def _may_be_item(line: str) -> bool:
    words = line.split()
    return (0 < len(words) <= _MOST_WORDS and len(line) <= _LONGEST_ITEM
            and _word(words[0]) not in listed("runs_on"))


def _runs_on(line: str) -> bool:
    last = line.rsplit(maxsplit=1)[-1]
    return last.endswith((",", "-")) or _word(last) in listed("runs_on")


def _word(word: str) -> str:
    return word.strip("\"'\u201c\u201d\u2018\u2019()").lower()


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
