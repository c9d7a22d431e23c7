"""PDF: the text layer, with columns and hyphenated line ends put right.

``Document.text`` is the text layer, line by line, pages parted by a form feed; ``page_starts`` tells
on which page an offset stands.
"""

from __future__ import annotations

import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Any

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import Precision, ReadProblem
from claimcheck.readers.found import Found
from claimcheck.readers.outline import Outline
from claimcheck.readers.templates import Masked

_MAX_PAGES = 2000
_HYPHENS = "-\u00ad\u2010"
_BROKEN = "\ufffe\x02"
#: A word before a hyphen that keeps it: "next-" and "day" are "next-day", "reli-" and "able" are not.
_COMPOUND = re.compile(
    r"(?:\d|\b(?:next|same|long|short|self|high|low|one|two|three|four|five|six|ten|full|part|half|non|"
    r"well|best|top|fast|ready|cost|money|first|last|all|ultra|hand|heavy|easy|pre|built|made|"
    r"add|plug|wi|e|x|water|fire|state|on|in|off|up|out|over|under|ex|co|multi|energy|time))$",
    re.IGNORECASE,
)
_ROW = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[•▪◦‣·►✓✔–-]\s+")


@dataclass(slots=True)
class _Line:
    """A stretch of text on one baseline: its box in points from the bottom left, and its place."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    start: int = 0

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, self.size * 0.7, 1.0)


def read_pdf(path: str, data: bytes) -> Found:
    """Read a ``.pdf``; places name pages."""
    try:
        import pypdfium2
    except ImportError as error:
        raise ReadError(
            "reading PDF needs pypdfium2, which is not installed.",
            SourceLocation(path),
            "Install it with: pip install pypdfium2",
        ) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(
            "this PDF cannot be opened: it is damaged or needs a password.", SourceLocation(path)
        ) from error
    layer = _Layer()
    try:
        pages = min(len(document), _MAX_PAGES)
        for index in range(pages):
            layer.add(*_page(document[index]), last=index == pages - 1)
        more = len(document) - pages
    except pypdfium2.PdfiumError as error:
        raise ReadError("a page of this PDF is damaged.", SourceLocation(path)) from error
    finally:
        document.close()
    return _found(layer, more)


class _Layer:
    """The text layer of all pages; of each line it keeps only where it starts and its box."""

    def __init__(self) -> None:
        self.written = io.StringIO()
        self.length = 0
        self.starts = array("i")  # of the lines
        self.boxes = array("d")  # of the lines, five numbers each
        self.pages = array("i")  # where each begins,
        self.firsts = array("i")  # and the number of its first line
        self.sizes: Counter[float] = Counter()  # of type, weighed by the length of the lines
        self.problems: list[ReadProblem] = []

    def add(self, lines: list[_Line], blank: bool, *, last: bool) -> None:
        """Add a page. Uses the lines up."""
        self.pages.append(self.length)
        self.firsts.append(len(self.starts))
        if not lines and not blank:
            message = f"page {len(self.pages)} has no text layer; its words were not read."
            self.problems.append(ReadProblem(message, self.length, self.length))
        lines.reverse()
        while lines:
            line = lines.pop()
            self.starts.append(self.length)
            self.boxes.extend((line.left, line.bottom, line.right, line.top, line.size))
            self.sizes[line.size] += len(line.text) // 20 + 1
            self._write(line.text + "\n")
        if not last:
            self._write("\f")

    def _write(self, words: str) -> None:
        self.written.write(words)
        self.length += len(words)

    def lines(self, text: str, page: int) -> Iterator[_Line]:
        """The lines of a page, from 0; ``text`` is the whole layer."""
        last = self.firsts[page + 1] if page + 1 < len(self.firsts) else len(self.starts)
        for index in range(self.firsts[page], last):
            start = self.starts[index]
            left, bottom, right, top, size = self.boxes[5 * index : 5 * index + 5]
            yield _Line(text[start : text.index("\n", start)], left, bottom, right, top, size, start)

    def body(self) -> float:
        """The size of running text: the median of all."""
        middle = self.sizes.total() / 2
        sizes = sorted(self.sizes)
        seen = accumulate(self.sizes[size] for size in sizes)
        return next((size for size, so_far in zip(sizes, seen, strict=True) if so_far >= middle), 0.0)


def _found(layer: _Layer, more: int) -> Found:
    text = layer.written.getvalue()
    problems = layer.problems
    if more > 0:
        message = f"the last {more} pages were not read; the limit is {_MAX_PAGES}."
        problems.append(ReadProblem(message, len(text), len(text)))
    outline = Outline(Masked(text, text), mail=False)
    body = layer.body()
    with outline.bounded():
        for page in range(len(layer.pages)):
            _read_page(outline, layer.lines(text, page), body)
    drafts = outline.close()
    problems += outline.problems
    return Found(text, drafts, problems=problems, precision=Precision.PAGE, page_starts=tuple(layer.pages))


def _page(page: Any) -> tuple[list[_Line], bool]:
    """A page's lines in reading order, and whether the page is blank."""
    from pypdfium2 import raw

    lines = _order(_lines(page))
    return lines, not lines and raw.FPDFPage_CountObjects(page.raw) == 0


def _lines(page: Any) -> list[_Line]:
    """Stretches of text in the order of the file; a wide gap ends a stretch."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    count = textpage.count_chars()
    lines: list[_Line] = []
    if len(text) != count:  # characters outside the BMP take two; boxes then cannot be told apart
        bounds = (0.0, 0.0, page.get_width(), 0.0)
        rows = [row for row in re.split(r"\r?\n", text) if row.strip()]
        return [
            _Line(row, bounds[0], 800.0 - 12 * i, bounds[2], 810.0 - 12 * i, 10.0)
            for i, row in enumerate(rows)
        ]
    for row in _ROW.finditer(text):
        lines += _split(textpage, row.group(), row.start())
    return lines


def _split(textpage: Any, row: str, at: int) -> list[_Line]:
    """One row of the text layer, parted at wide gaps and after hyphens that end a line."""
    found: list[_Line] = []
    current: _Line | None = None
    for index, character in enumerate(row, at):
        if character in _BROKEN:  # how pdfium gives a hyphen at a line's end
            if current is not None:
                current.text = current.text.rstrip() + "-"
            current = None
        elif character.isspace():
            if current is not None:
                current.text += " "
        else:
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            if (
                current is None
                or left - current.right > 2.2 * current.size
                or abs(bottom - current.bottom) > 0.8 * current.size
            ):
                size = max(float(top - bottom) / 1.16, 1.0)  # the font's own size may be scaled
                current = _Line("", left, bottom, right, top, size)
                found.append(current)
            current.text += character
            current.right = max(current.right, right)
    for line in found:
        line.text = line.text.rstrip()
    return found


def _order(lines: list[_Line]) -> list[_Line]:
    """Columns one after the other where the file writes across them; else the file's own order."""
    jumps = sum(1 for a, b in pairwise(lines) if b.left > a.right and abs(a.bottom - b.bottom) < a.height)
    return _cut(lines, 0) if jumps >= 2 else lines


def _cut(lines: list[_Line], depth: int) -> list[_Line]:
    """Cut at the widest clear gutter, else at the widest clear band, and read part by part."""
    if len(lines) < 3 or depth > 12:
        return sorted(lines, key=lambda n: (-round(n.top / 3), n.left))
    gutter = _gap([(n.left, n.right) for n in lines])
    band = _gap([(n.bottom, n.top) for n in lines])
    height = median([n.height for n in lines])
    if band[0] > 1.2 * height and (band[0] > gutter[0] or gutter[0] < height):
        upper = [n for n in lines if n.bottom >= band[1]]
        lower = [n for n in lines if n.bottom < band[1]]
        return _cut(upper, depth + 1) + _cut(lower, depth + 1)
    if gutter[0] >= height:
        left = [n for n in lines if n.left < gutter[1]]
        right = [n for n in lines if n.left >= gutter[1]]
        return _cut(left, depth + 1) + _cut(right, depth + 1)
    return sorted(lines, key=lambda n: (-round(n.top / 3), n.left))


def _gap(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """Width and far edge of the widest gap between intervals."""
    best = (0.0, 0.0)
    reach = None
    for low, high in sorted(spans):
        if reach is not None and low - reach > best[0]:
            best = (low - reach, low)
        reach = high if reach is None else max(reach, high)
    return best


def _read_page(outline: Outline, lines: Iterator[_Line], body: float) -> None:
    outline.flush()
    before: _Line | None = None
    for line in lines:
        bullet = _BULLET.match(line.text)
        if before is None or bullet or _is_new_block(before, line):
            _close(outline)
            heading = line.size > body * 1.18 and len(line.text) < 120
            outline.open(
                "li" if bullet else ("h1" if line.size > body * 1.7 else "h2") if heading else "p", {}
            )
            start = bullet.end() if bullet else 0
            outline.builder.text(line.start + start, line.start + len(line.text))
        else:
            _continue(outline, before, line)
        before = line
    _close(outline)


def _close(outline: Outline) -> None:
    while outline.names:
        outline.end(outline.names[-1])


def _continue(outline: Outline, before: _Line, line: _Line) -> None:
    """Join a line to the one before, across a hyphen if there is one."""
    builder = outline.builder
    end = before.start + len(before.text)
    if before.text[-1:] in _HYPHENS and line.text[:1].islower():
        if before.text[-1] == "-" and not _COMPOUND.search(before.text[:-1]):
            builder.drop_last(end - 1)
    else:
        builder.blank(end, end + 1)
    builder.text(line.start, line.start + len(line.text))


def _is_new_block(before: _Line, line: _Line) -> bool:
    leading = before.bottom - line.bottom
    return (
        leading > 1.7 * max(before.size, line.size)
        or leading < 0
        or abs(before.size - line.size) > 0.15 * max(before.size, 1)
        or line.left > before.right
        or line.right < before.left
    )
