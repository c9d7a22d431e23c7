"""The piece table: prose is built once, and every run of it remembers where it was read.

Blanks collapse to one space, soft hyphens and zero-width characters drop, and nothing is ever
looked for in the source again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.model import Link, Piece, PieceKind, Placeholder, ReadProblem, Surface

#: The character that stands in prose for a template's output tag (object replacement character).
PLACEHOLDER_WORD = "\ufffc"

#: Invisible: soft hyphen, grapheme joiner, Arabic letter mark, zero-width and bidi controls, BOM.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
#: What is not copied as it stands: blanks that are not one space, invisible characters, odd hyphens,
#: the placeholder word itself, and C0/C1 controls.
_IRREGULAR = re.compile(
    rf"(?P<blank>[^\S ]\s*| \s+)|(?P<drop>[{INVISIBLE}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffc]+)"
    r"|(?P<hyphen>[\u2010\u2011])"
)

_ODD = re.compile("[\u2010\u2011\ufffc]")  # the odd ones that count as printable

_VERBATIM, _DECODED = PieceKind.VERBATIM, PieceKind.DECODED  # looked up for every run
_Run = list[int | PieceKind]  # prose start, prose end, start, end, kind


@dataclass(slots=True)
class Draft:
    """A segment being made. Readers fill it; ``notes.finish`` turns drafts into segments."""

    text: str
    surface: Surface
    pieces: tuple[Piece, ...]
    section: tuple[str, ...] = ()
    header: str = ""
    group: int = 0
    part: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    links: tuple[Link, ...] = ()
    language: str = ""
    label: str = ""  # a note's own mark when it is not in the prose ("* " at the start of a line)
    anchors: tuple[str, ...] = ()  # ids that a fragment link may point to
    marks: tuple[tuple[int, int, str, str], ...] = ()  # prose start, prose end, label, target id
    small: bool = False  # small print, where "1 Terms" may be a note

    @property
    def start(self) -> int:
        return self.pieces[0].start if self.pieces else 0


#: Most runs of one block; it bounds memory.
MOST_RUNS = 20_000


class OverfullError(Exception):
    """A text holds more than any copy does; ``problem`` says what, and from where on it was not read."""

    def __init__(self, what: str, start: int) -> None:
        super().__init__(what)
        self.problem = ReadProblem(f"{what}; from here on it was not read.", start, start)


def most_blocks(size: int) -> int:
    """How many blocks are read of a text of ``size`` characters; it bounds time and memory."""
    return max(20_000, size // 40)


def too_many_blocks(size: int, start: int) -> OverfullError:
    """The error for one block more."""
    return OverfullError(f"this text has more than {most_blocks(size):,} blocks", start)


class ProseBuilder:
    """Collects the prose of one segment from runs of ``source``."""

    __slots__ = ("_blank", "_break", "_parts", "_runs", "length", "links", "marks", "placeholders", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.clear()

    def clear(self) -> None:
        """Start the next segment."""
        self._parts: list[str] = []
        self._runs: list[_Run] = []
        self._blank: tuple[int, int] | None = None
        self._break: tuple[int, int] | None = None
        self.length = 0
        self.links: list[Link] = []
        self.marks: list[tuple[int, int, str, str]] = []
        self.placeholders: list[Placeholder] = []

    @property
    def position(self) -> int:
        """Prose offset of the next visible character."""
        return self.length + (1 if self.length and (self._blank or self._break) else 0)

    @property
    def at_break(self) -> bool:
        """True when a line break is the last thing added."""
        return self._break is not None

    def text(self, start: int, end: int) -> None:
        """Add ``source[start:end]``, read as running text."""
        words = self.source[start:end]
        if "\n" not in words:
            self._words(words, start, end)
            return
        at = start
        for line in words.split("\n"):
            if at > start and self._blank is None:
                self._blank = (at - 1, at)
            end = at + len(line)
            self._words(line, at, end)
            at = end + 1

    def _words(self, words: str, start: int, end: int) -> None:
        """Add the words of one line."""
        inner = words.strip()
        if not inner:
            if words and self._blank is None:
                self._blank = (start, end)
            return
        first = start if words[0] == inner[0] else end - len(words.lstrip())
        last = first + len(inner)
        if first > start and self._blank is None:
            self._blank = (start, first)
        if inner.isprintable() and "  " not in inner and (inner.isascii() or not _ODD.search(inner)):
            if self._blank is not None or self._break is not None:
                self._settle()
            self._emit(inner, first, last, _VERBATIM)
        else:
            self._irregular(first, last)
        if last < end:
            self.blank(last, end)

    def _irregular(self, start: int, end: int) -> None:
        """Add words with characters among them that are not copied as they stand."""
        at = start
        for match in _IRREGULAR.finditer(self.source, start, end):
            first, last = match.span()
            if first > at:
                self._copy(at, first)
            at = last
            kind = match.lastgroup
            if kind == "blank":
                self.blank(first, last)
            elif kind == "hyphen":
                self.decoded("-", first, last)
        if at < end:
            self._copy(at, end)

    def decoded(self, prose: str, start: int, end: int) -> None:
        """Add characters for which ``source[start:end]`` stands as a whole (an entity)."""
        if prose.isspace():
            self.blank(start, end)
            return
        if not (prose.isascii() and prose.isprintable()):
            prose = _IRREGULAR.sub(_regular, prose)
        if prose:
            self._settle()
            self._emit(prose, start, end, _DECODED)

    def placeholder(self, expression: str, start: int, end: int) -> None:
        """Add the word that stands for an output tag."""
        self._settle()
        self.placeholders.append(Placeholder(self.length, self.length + 1, expression))
        self._emit(PLACEHOLDER_WORD, start, end, PieceKind.PLACEHOLDER)

    def inserted(self, prose: str, at: int) -> None:
        """Add characters that the source implies but does not hold (quotation marks of ``<q>``)."""
        self._settle()
        self._emit(prose, at, at, PieceKind.INSERTED)

    def blank(self, start: int, end: int) -> None:
        """Add white space; it shows only between visible characters."""
        if self._blank is None:
            self._blank = (start, end)

    def line_break(self, start: int, end: int) -> None:
        """Add a forced line end, ``\\n`` in prose; it shows only between visible characters."""
        if self._break is None:
            self._break = (start, end)

    def drop_last(self, at: int) -> None:
        """Take back the last character, read from offset ``at`` (a hyphen at a line's end)."""
        if self._runs and self._runs[-1][3] == at + 1 and self._runs[-1][4] is _VERBATIM:
            last = self._runs[-1]
            last[1], last[3] = last[1] - 1, at  # type: ignore[operator]
            self._parts[-1] = self._parts[-1][:-1]
            self.length -= 1
            if last[0] == last[1]:
                self._runs.pop()

    def draft(self, surface: Surface) -> Draft:
        """The segment collected so far."""
        pieces = tuple([Piece(*run) for run in self._runs])  # type: ignore[arg-type]
        draft = Draft("".join(self._parts), surface, pieces)
        if self.placeholders:
            draft.placeholders = tuple(self.placeholders)
        if self.links:
            draft.links = tuple(self.links)
        if self.marks:
            draft.marks = tuple(self.marks)
        return draft

    def prose(self) -> str:
        """The prose collected so far."""
        return "".join(self._parts)

    def _copy(self, start: int, end: int) -> None:
        source = self.source
        if source[start] == " ":
            self.blank(start, start + 1)
            start += 1
            if start == end:
                return
        trailing = source[end - 1] == " "
        if trailing:
            end -= 1
        if self._blank is not None or self._break is not None:
            self._settle()
        self._emit(source[start:end], start, end, _VERBATIM)
        if trailing:
            self._blank = (end, end + 1)

    def _settle(self) -> None:
        """Write the blank or line break that waits, now that a visible character follows."""
        at = self.length
        if at and self._break is not None:
            self._emit("\n", *self._break, _DECODED)
        elif at and self._blank is not None:
            start, end = self._blank
            if end - start == 1 and self.source[start] == " ":
                self._emit(" ", start, end, _VERBATIM)
            else:
                self._parts.append(" ")
                self._runs.append([at, at + 1, start, end, _DECODED])
                self.length = at + 1
        self._blank = self._break = None

    def _emit(self, prose: str, start: int, end: int, kind: PieceKind) -> None:
        begin = self.length
        self.length = finish = begin + len(prose)
        self._parts.append(prose)
        if kind is _VERBATIM and self._runs:
            last = self._runs[-1]
            if last[3] == start and last[4] is _VERBATIM:
                last[1], last[3] = finish, end
                return
        if len(self._runs) >= MOST_RUNS:
            what = f"a block has more than {MOST_RUNS:,} tags, references or the like"
            raise OverfullError(what, int(self._runs[0][2]))
        self._runs.append([begin, finish, start, end, kind])


def _regular(match: re.Match[str]) -> str:
    return {"blank": " ", "hyphen": "-"}.get(match.lastgroup or "", "")
