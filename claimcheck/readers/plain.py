"""Plain text: letters, flyers, text mail. Paragraphs, lists, headings, tables made of blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from claimcheck.model import ReadProblem, Surface
from claimcheck.readers import branches
from claimcheck.readers.feed import feed, literal_drafts
from claimcheck.readers.lines import is_forced, is_rule
from claimcheck.readers.prose import Draft, OverfullError, ProseBuilder, most_blocks, too_many_blocks
from claimcheck.readers.tags import Tag
from claimcheck.readers.templates import CONTROL_MASK, Masked

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BULLET = re.compile(
    r"[ \t]*(?P<mark>[-*+•·‣▪◦–—o»→✓✔✅☑➤►▶]|>>|->|=>|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)"
)
_COLUMNS = re.compile(r"\S(?:\.{4,}[ ]?|[ ]{2,}|[ ]*\t+[ ]*|[ ]+\|[ ]*|\|[ ]+)(?=\S)")
_WIDE = re.compile(r"\S(?: {3,}|\.{4,} ?|\t)\S")
_HEADER = re.compile(
    r"(?P<name>subject|preheader|preview(?: text)?|headline)[ \t]*:[ \t]*(?=\S)", re.IGNORECASE
)
_QUOTED = re.compile(r"(?:>[ \t]?)++")
_NOTE_LEAD = re.compile(r"[ \t]*(?:[*†‡§]{1,3}|\[\d{1,2}\])")
_STRETCH = 65_536  # characters looked at in one go
_MOST_LINES = 2_000  # of one paragraph
_SURFACES = {"subject": Surface.SUBJECT, "headline": Surface.HEADING}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: offsets of its text without blanks at the ends; ``start == end`` when it is blank."""

    start: int
    end: int
    indent: int
    quoted: bool
    stop: int  # where the line's end stands


def parse(view: Masked, *, headers: bool = True) -> tuple[list[Draft], list[ReadProblem]]:
    """Drafts and problems of a plain text.

    ``headers``: leading ``Subject:`` and ``Preheader:`` lines are surfaces.
    """
    reader = _Reader(view)
    problems: list[ReadProblem] = []
    try:
        reader.read(headers)
    except OverfullError as error:
        problems.append(error.problem)
    drafts = reader.drafts + literal_drafts(view, problems)
    branches.label(view, drafts)
    return drafts, problems


def _width(text: str) -> int:
    """Length of the longest line without quotation marks and blanks, at most 90."""
    width = begin = 0
    while begin < len(text) and width < 90:
        stretch = text[begin : begin + _STRETCH]
        width = max(width, *[len(line.strip(" \t\r>|")) for line in stretch.replace("\r", "\n").split("\n")])
        begin += _STRETCH
    return min(90, width)


def _lines(view: Masked) -> Iterator[_Line]:
    """Lines as they come; of blank lines in a row only the first."""
    after_text = False
    text = view.masked
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        quote = _QUOTED.match(text, start, end) if text[start] == ">" else None
        if quote:
            start = quote.end()
        raw = text[start:end]
        body = raw.strip()
        if not body:
            if after_text:
                yield _Line(end, end, 0, False, end)
            after_text = False
            continue
        indent = len(raw) - len(raw.lstrip())
        begin = start + indent
        end = begin + len(body)
        stop = end + len(raw) - len(raw.rstrip()) - (len(raw) - len(raw.rstrip("\r\n")))
        if (
            len(body) > 2 and body[0] == body[-1] == "|" and body.count("|") == 2
        ):  # a box drawn round the text
            inner = body[1:-1]
            begin, end = (
                begin + 1 + len(inner) - len(inner.lstrip()),
                end - 1 - len(inner) + len(inner.rstrip()),
            )
        after_text = begin < end
        yield _Line(begin, max(begin, end), indent, quote is not None, stop)


class _Reader:
    def __init__(self, view: Masked) -> None:
        self.view = view
        self.builder = ProseBuilder(view.text)
        self.drafts: list[Draft] = []
        self.section: tuple[str, ...] = ()
        self.groups = 0
        self.width = 0  # of the longest line, at most 90
        self.quoted = False
        self.most = most_blocks(len(view.text))

    def read(self, headers: bool) -> None:
        """Read all lines, block by block."""
        self.width = _width(self.view.masked)
        lines = _lines(self.view)
        if headers:
            lines = self.headers(lines)
        block: list[_Line] = []
        for line in lines:
            if line.start == line.end:
                self.block(block)
                block = []
            elif block and (line.quoted != block[-1].quoted or len(block) >= _MOST_LINES):
                self.block(block)
                block = [line]
            else:
                block.append(line)
        self.block(block)

    def headers(self, lines: Iterator[_Line]) -> Iterator[_Line]:
        """Read leading header lines; return the lines after them."""
        for line in lines:
            if line.start == line.end and not self.drafts:
                continue
            match = _HEADER.match(self.view.masked, line.start, line.end)
            if match is None:
                return chain((line,), lines)
            surface = _SURFACES.get(match.group("name").lower(), Surface.PREHEADER)
            self.segment([replace(line, start=match.end())], surface)
        return lines

    def block(self, lines: list[_Line]) -> None:
        """Read one run of lines between blank lines."""
        if not lines:
            return
        self.groups += 1
        self.quoted = lines[0].quoted
        lines = self.heading(lines)
        paragraph: list[_Line] = []
        item = False
        for index, line in enumerate(lines):
            text = self.view.masked[line.start : line.end]
            if is_rule(text):
                self.paragraph(paragraph, item)
                paragraph, item = [], False
            elif self.is_bullet(lines, index):
                self.paragraph(paragraph, item)
                paragraph, item = [line], True
            elif _may_have_columns(text) and _COLUMNS.search(text) and self.is_table(lines, index):
                self.paragraph(paragraph, item)
                paragraph, item = [], False
                self.row(line)
            elif paragraph and _NOTE_LEAD.match(text):
                self.paragraph(paragraph, item)
                paragraph, item = [line], False
            else:
                paragraph.append(line)
        self.paragraph(paragraph, item)

    def heading(self, lines: list[_Line]) -> list[_Line]:
        """Take a heading off the top of a block: underlined, boxed, or a short line alone."""
        text = self.view.masked
        rules = 0
        while rules < len(lines) and is_rule(text[lines[rules].start : lines[rules].end]):
            rules += 1
        lines = lines[rules:]
        if not lines:
            return lines
        first = lines[0]
        words = text[first.start : first.end]
        underlined = len(lines) > 1 and is_rule(text[lines[1].start : lines[1].end])
        if underlined and len(words) <= 90:
            self.head(first)
            return lines[2:]
        if _is_capitals(words) and not _COLUMNS.search(words) and not self.is_bullet(lines, 0):
            self.head(first)
            return lines[1:]
        if len(lines) == 1 and _is_title(words) and not self.is_bullet(lines, 0):
            self.head(first)
            return []
        return lines

    def head(self, line: _Line) -> None:
        above = self.section
        self.section = ()
        before = len(self.drafts)
        self.segment([line], Surface.QUOTE if self.quoted else Surface.HEADING)
        self.section = (self.drafts[-1].text,) if len(self.drafts) > before else above

    def is_bullet(self, lines: list[_Line], index: int) -> bool:
        line = lines[index]
        match = _BULLET.match(self.view.masked, line.start, line.end)
        if match is None:
            return False
        return match.group("mark") not in ("o", "–", "—") or line.indent > 0 or index == 0

    def is_table(self, lines: list[_Line], index: int) -> bool:
        """A line of columns is a table line when it is clear by itself or a neighbour has columns too."""
        text = self.view.masked
        words = text[lines[index].start : lines[index].end]
        if len(_COLUMNS.findall(words)) >= 2 or "\t" in words or _WIDE.search(words) or words.count("|") >= 3:
            return True
        near = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        return any(_WIDE.search(text[n.start : n.end]) for n in near)

    def row(self, line: _Line) -> None:
        self.groups += 1
        self.segment([line], Surface.TABLE_CELL)

    def paragraph(self, lines: list[_Line], item: bool) -> None:
        if not lines:
            return
        if not item:
            self.segment(lines, Surface.BODY)
            return
        self.groups += 1
        match = _BULLET.match(self.view.masked, lines[0].start, lines[0].end)
        mark = match.group("mark") if match else ""
        begin = match.end() if match else lines[0].start
        self.segment(
            [replace(lines[0], start=begin), *lines[1:]],
            Surface.LIST_ITEM,
            label=mark if mark == "*" else mark.strip("().") if mark[:1] == "(" else "",
        )
        self.groups += 1

    def segment(self, lines: list[_Line], surface: Surface, label: str = "") -> None:
        self._surface, self._label = surface, label
        text = self.view.masked
        before: _Line | None = None
        for line in lines:
            if before is not None and self.builder.length:
                place = (before.stop, before.stop + 1)
                if is_forced(text[before.start : before.end], text[line.start : line.end], self.width):
                    self.builder.line_break(*place)
                else:
                    self.builder.blank(*place)
            feed(self.builder, self.view, line.start, line.end, self.flush)
            before = line
        self.flush(None)

    def flush(self, _: Tag | None) -> None:
        if self.builder.length:
            draft = self.builder.draft(Surface.QUOTE if self.quoted else self._surface)
            draft.section, draft.group, draft.label = self.section, self.groups, self._label
            if len(self.drafts) >= self.most:
                raise too_many_blocks(len(self.view.text), draft.start)
            self.drafts.append(draft)
        self.builder.clear()


def _may_have_columns(words: str) -> bool:
    return "  " in words or "\t" in words or "|" in words or "...." in words


def _is_capitals(words: str) -> bool:
    return (
        words.isupper()
        and len(words) <= 70
        and sum(map(str.isalpha, words)) >= 4
        and not words.endswith((".", ",", ";"))
        and CONTROL_MASK not in words
    )


def _is_title(words: str) -> bool:
    """A short line on its own, without a sentence's end, in title case or ending in a colon."""
    if (
        len(words) > 60
        or ":" in words[:-1]
        or words.endswith((".", ",", ";", "!", "?"))
        or CONTROL_MASK in words
    ):
        return False
    parts = [w for w in words.split() if w[:1].isalpha()]
    if (
        not parts
        or len(parts) > 8
        or any(c.isdigit() for c in words)
        or words[:4].lower() in ("dear", "hi ", "hell")
    ):
        return False
    return words.endswith(":") or all(w[:1].isupper() or len(w) <= 3 for w in parts)
