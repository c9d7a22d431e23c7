"""The piece table: prose is built once, and every run of it remembers where it was read.

Blanks collapse to one space, soft hyphens and zero-width characters drop, and nothing is ever
looked for in the source again.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import chain
from struct import Struct

from claimcheck.model import Link, PieceKind, Pieces, Placeholder, ReadProblem, Surface

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


_START = Struct("i")
_KINDS = list(PieceKind)
VERBATIM, DECODED, INSERTED, PLACEHOLDER = range(len(_KINDS))  # as ``Pieces`` numbers them


@dataclass(slots=True)
class Draft:
    """A segment being made. Readers fill it; ``notes.finish`` turns drafts into segments."""

    text: str
    surface: Surface
    packed: bytes  # its pieces, as ``Pieces`` packs them
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
        """Where the first piece begins."""
        start: int = _START.unpack_from(self.packed, 8)[0]
        return start


#: Most runs of one block; it bounds memory.
MOST_RUNS = 20_000
_STASH = 5 * 500  # numbers of the runs that are packed at once


class OverfullError(Exception):
    """A text holds more than any copy does; ``problem`` says what, and from where on it was not read."""

    def __init__(self, what: str, start: int) -> None:
        super().__init__(what)
        self.problem = ReadProblem(f"{what}; from here on it was not read.", start, start)


def most_blocks(size: int) -> int:
    """How many blocks are read of a text of ``size`` characters; it bounds time and memory."""
    return max(15_000, size // 60)


def too_many_blocks(size: int, start: int) -> OverfullError:
    """The error for one block more."""
    return OverfullError(f"this text has more than {most_blocks(size):,} blocks", start)


class ProseBuilder:
    """Collects the prose of one segment from runs of ``source``."""

    __slots__ = (
        "_blank",
        "_break",
        "_packed",
        "_parts",
        "_runs",
        "_words",
        "length",
        "links",
        "marks",
        "placeholders",
        "source",
    )

    def __init__(self, source: str) -> None:
        self.source = source
        self.clear()

    def clear(self) -> None:
        """Start the next segment."""
        self._parts: list[str] = []
        self._runs: list[int] = []  # five numbers each, as ``Pieces`` has them
        self._words: list[str] = []  # the parts before these, joined,
        self._packed: array[int] | None = None  # and the runs before these; see ``_stash``
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
        self.words(self.source[start:end], start, end)

    def words(self, words: str, start: int, end: int) -> None:
        """Add ``words``, which are ``source[start:end]``."""
        inner = words.strip()
        if not inner:
            if words and self._blank is None:
                self._blank = (start, end)
            return
        first = start if words[0] == inner[0] else end - len(words.lstrip())
        last = first + len(inner)
        if first > start and self._blank is None:
            self._blank = (start, first)
        if "\n" in inner:
            self._lines(inner, first)
        elif inner.isprintable() and inner.isascii() and "  " not in inner:
            if self._blank is not None or self._break is not None:
                self._settle()
            if self.length:
                self._emit(inner, first, last, VERBATIM)
            else:
                self.length = last - first
                self._parts.append(inner)
                self._runs += (0, last - first, first, last, VERBATIM)
        else:
            self._line(inner, first, last)
        if last < end and self._blank is None:
            self._blank = (last, end)

    def _lines(self, words: str, start: int) -> None:
        """Add words that go on for several lines."""
        at = end = start
        while end < start + len(words):
            if at > start and self._blank is None:
                self._blank = (at - 1, at)
            cut = words.find("\n", at - start)
            end = start + (cut if cut != -1 else len(words))
            line = words[at - start : end - start]
            if inner := line.strip():
                first = at if line[0] == inner[0] else end - len(line.lstrip())
                last = first + len(inner)
                if first > at and self._blank is None:
                    self._blank = (at, first)
                self._line(inner, first, last)
                if last < end and self._blank is None:
                    self._blank = (last, end)
            at = end + 1

    def _line(self, inner: str, first: int, last: int) -> None:
        """Add words of one line, without blanks around them."""
        if inner.isprintable() and "  " not in inner and (inner.isascii() or not _is_odd(inner)):
            if self._blank is not None or self._break is not None:
                self._settle()
            self._emit(inner, first, last, VERBATIM)
        else:
            self._irregular(first, last)

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
            self._emit(prose, start, end, DECODED)

    def placeholder(self, expression: str, start: int, end: int) -> None:
        """Add the word that stands for an output tag."""
        self._settle()
        self.placeholders.append(Placeholder(self.length, self.length + 1, expression))
        self._emit(PLACEHOLDER_WORD, start, end, PLACEHOLDER)

    def inserted(self, prose: str, at: int) -> None:
        """Add characters that the source implies but does not hold (quotation marks of ``<q>``)."""
        self._settle()
        self._emit(prose, at, at, INSERTED)

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
        runs = self._runs
        if runs and runs[-2] == at + 1 and runs[-1] == VERBATIM:
            runs[-4] -= 1
            runs[-2] = at
            self._parts[-1] = self._parts[-1][:-1]
            self.length -= 1
            if runs[-5] == runs[-4]:
                del runs[-5:]

    def draft(self, surface: Surface) -> Draft:
        """The segment collected so far."""
        parts, runs = self._parts, self._runs
        if self._packed is not None:
            packed = self._stash().tobytes()
            text = "".join(self._words)
        else:
            text = parts[0] if len(parts) == 1 else "".join(parts)
            packed = Pieces.pack(runs)
        draft = Draft(text, surface, packed)
        if self.placeholders:
            draft.placeholders = tuple(self.placeholders)
        if self.links:
            draft.links = tuple(self.links)
        if self.marks:
            draft.marks = tuple(self.marks)
        return draft

    def prose(self, start: int) -> str:
        """The prose collected so far, from offset ``start`` on."""
        found = ""
        parts = chain(reversed(self._parts), reversed(self._words))
        while len(found) < self.length - start:
            found = next(parts) + found
        return found[len(found) - self.length + start :]

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
        self._emit(source[start:end], start, end, VERBATIM)
        if trailing:
            self._blank = (end, end + 1)

    def _settle(self) -> None:
        """Write the blank or line break that waits, now that a visible character follows."""
        if self.length:
            if self._break is not None:
                self._emit("\n", *self._break, DECODED)
            elif self._blank is not None:
                start, end = self._blank
                plain = end - start == 1 and self.source[start] == " "
                self._emit(" ", start, end, VERBATIM if plain else DECODED)
        self._blank = self._break = None

    def _emit(self, prose: str, start: int, end: int, kind: int) -> None:
        begin = self.length
        self.length = finish = begin + len(prose)
        runs = self._runs
        if runs:
            if kind == VERBATIM and runs[-2] == start and runs[-1] == VERBATIM:
                runs[-4] = finish
                runs[-2] = end
                self._parts.append(prose)
                return
            if len(runs) >= _STASH:
                packed = self._stash()
                if len(packed) >= 5 * MOST_RUNS:
                    what = f"a block has more than {MOST_RUNS:,} tags, references or the like"
                    raise OverfullError(what, packed[2])
        self._parts.append(prose)
        runs += (begin, finish, start, end, kind)

    def _stash(self) -> array[int]:
        """Pack the runs so far; as objects they take ten times as much. Return all that are packed."""
        packed = self._packed = self._packed or array("i")
        packed.extend(self._runs)
        self._words.append("".join(self._parts))
        self._runs.clear()
        self._parts.clear()
        return packed


def _is_odd(words: str) -> bool:
    """Whether there are odd ones among printable characters; told faster so than by a pattern."""
    return "\u2010" in words or "\u2011" in words or "\ufffc" in words


def _regular(match: re.Match[str]) -> str:
    return {"blank": " ", "hyphen": "-"}.get(match.lastgroup or "", "")
