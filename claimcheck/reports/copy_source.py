"""A file as it lies on disk, line by line, with the claims marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import HeaderParser
from itertools import pairwise

from claimcheck.model import Document
from claimcheck.reports.copy import Span, marked
from claimcheck.reports.page import Note, Run, Source, SourceLine

KEPT, KEPT_BRIEF = 400, 60  # code points shown at each end of a stretch without a claim in one line
BESIDE = 2  # lines shown on either side of a claim where a file isn't shown whole
MOST = 60_000  # code points of a file that is shown whole
ENVELOPE = ("From", "To", "Date")
HEADERS = 32_768  # code points at the start of a mail in which its headers stand


def source(document: Document, notes: Sequence[Note], *, brief: bool) -> Source:
    """Every line of a short file; of a long one, or with ``brief``, those near a claim."""
    if not document.text:
        return Source()
    count = len(document.line_starts) - (document.line_starts[-1] == len(document.text))
    on_line = _by_line(document, notes)
    shown = list(range(1, count + 1))
    brief = brief or len(document.text) > MOST
    kept = KEPT_BRIEF if brief else KEPT
    if brief:
        near = {line + by for line in on_line for by in range(-BESIDE, BESIDE + 1)}
        shown = [number for number in shown if number in near]
    lines = tuple(
        SourceLine(number, tuple(_line(document, number, on_line.get(number, ()), kept)), number - before - 1)
        for before, number in pairwise((0, *shown))
    )
    return Source(lines, count, count - (shown[-1] if shown else 0))


def _by_line(document: Document, notes: Sequence[Note]) -> dict[int, list[Span]]:
    """Line number -> the claims that touch it."""
    on_line: dict[int, list[Span]] = defaultdict(list)
    for note in notes:
        if note.verdict:
            start, end = note.verdict.claim.start, note.verdict.claim.end
            last = document.place(max(start, end - 1)).line
            for number in range(document.place(start).line, last + 1):
                on_line[number].append((start, end, note))
    return on_line


def _line(document: Document, number: int, spans: Sequence[Span], kept: int) -> Iterator[Run]:
    """One line without its line end; what is long and holds no claim is cut in its middle."""
    starts = document.line_starts
    begin = starts[number - 1]
    text = document.text[begin : starts[number] if number < len(starts) else None].rstrip("\r\n")
    for run in marked(text, begin, spans):
        if run.numbers or len(run.text) <= 2 * kept + 20:
            yield run
        else:
            yield Run(run.text[:kept])
            yield Run("", left_out=len(run.text) - 2 * kept)
            yield Run(run.text[-kept:])


def envelope(document: Document) -> tuple[tuple[str, str], ...]:
    """Who a mail is from and to, and when it was sent, as its headers say."""
    if document.format != "mail" or not document.text:
        return ()
    headers = HeaderParser().parsestr(document.text[:HEADERS])
    return tuple((name, _decoded(str(headers[name]))) for name in ENVELOPE if headers[name])


def _decoded(value: str) -> str:
    """A header in words; as it stands where its encoding can't be read."""
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(value.split())
