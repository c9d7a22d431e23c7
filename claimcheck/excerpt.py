"""The lines of a file that a finding shows, cut round the claim so that one long line stays readable."""

from __future__ import annotations

from bisect import bisect_right

from claimcheck.model import Document, ExcerptLine

BEFORE = 60  # code points kept before the claim on a long line
WIDTH = 160  # code points kept of one line
MAX_LINES = 4


def excerpt(document: Document, start: int, end: int) -> tuple[ExcerptLine, ...]:
    """Return the lines that ``[start, end)`` touches, at most four, each at most 160 code points."""
    if not document.text or start >= len(document.text):
        return ()
    last = max(start, end - 1)
    first_line = bisect_right(document.line_starts, start)
    last_line = min(bisect_right(document.line_starts, last), first_line + MAX_LINES - 1)
    return tuple(_line(document, number, start, end) for number in range(first_line, last_line + 1))


def _line(document: Document, number: int, start: int, end: int) -> ExcerptLine:
    """One line (numbered from 1) with the part of the claim that lies on it."""
    begin, finish = _bounds(document, number)
    mark_start = min(max(start, begin), finish)
    mark_end = max(mark_start, min(end, finish))
    if finish - begin <= WIDTH:
        left, right = begin, finish
    else:
        left = max(begin, min(mark_start - BEFORE, finish - WIDTH))
        right = min(finish, left + WIDTH)
    text = document.text[left:right]
    return ExcerptLine(
        number, left - begin + 1, text, mark_start - left, min(mark_end, right) - left, cut=right < finish
    )


def _bounds(document: Document, number: int) -> tuple[int, int]:
    """Offsets of a line without its line end."""
    begin = document.line_starts[number - 1]
    finish = document.line_starts[number] if number < len(document.line_starts) else len(document.text)
    while finish > begin and document.text[finish - 1] in "\r\n":
        finish -= 1
    return begin, finish
