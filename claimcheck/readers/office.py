"""Zipped XML documents (Word, OpenDocument, InDesign): opened with care, read as a list of steps.

Such a file has no text of its own. ``Document.text`` is the text taken out, one paragraph a line, so a
place names a paragraph. Only the standard library reads the XML: no document type, no entities, no
external files, members limited in size.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import Precision, Surface
from claimcheck.readers import branches
from claimcheck.readers.feed import feed, literal_drafts
from claimcheck.readers.found import Found
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.outline import Outline
from claimcheck.readers.templates import mask

#: Largest size of all XML read from one document, in bytes.
MAX_XML = 60_000_000
MIN_XML = 2_000_000  # a small file may unpack to this
_RATIO = 100  # a larger one to so many times its own size; real ones unpack to a tenth of that
_CHUNK = 65_536
Told = tuple[str, str, Surface | None]  # what a step does: kind, name, surface


class Archive:
    """The members of a zip file, bounded in size."""

    def __init__(self, path: str, data: bytes, kind: str) -> None:
        self.path = path
        self.kind = kind
        self.most = self.left = min(MAX_XML, max(MIN_XML, _RATIO * len(data)))
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = self.zip.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise self.error("it is damaged or not a zip file") from error

    def error(self, reason: str) -> ReadError:
        """A ReadError that names the format."""
        return ReadError(f"this {self.kind} file cannot be read: {reason}.", SourceLocation(self.path))

    def read(self, name: str) -> bytes:
        """One member's bytes."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """One member's bytes as they unpack, up to the limit of the whole document."""
        try:
            with self.zip.open(name) as member:
                while data := member.read(_CHUNK):
                    self.left -= len(data)
                    if self.left < 0:
                        break
                    yield data
        except (
            KeyError,
            RuntimeError,
            zipfile.BadZipFile,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
            zlib.error,
            lzma.LZMAError,
        ) as error:
            raise self.error(f'its part "{name}" is missing, damaged or encrypted') from error
        if self.left < 0:
            raise self.error(f"its parts unpack to more than {self.most:,} bytes")

    def parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        """Call back for each element and text of one XML member. Names keep their prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.error(f'its part "{name}" is not well-formed XML') from error

    def _refuse(self, *_: object) -> None:
        raise self.error("it declares a document type, which such files never do")


class Step(NamedTuple):
    """One thing to do: open or close an element, add text, place a note's mark."""

    kind: str  # open | close | text | raised | break | mark | note
    name: str = ""
    start: int = 0
    end: int = 0
    surface: Surface | None = None


@dataclass(slots=True)
class Steps:
    """The text taken out of a document so far, and the steps that read it, twelve bytes each."""

    written: io.StringIO = field(default_factory=io.StringIO)
    at_line_end: bool = False
    packed: array[int] = field(default_factory=lambda: array("i"))  # number of what to do, start, end
    numbers: dict[Told, int] = field(default_factory=dict)
    length: int = 0

    def add(self, kind: str, name: str = "", size: int = 0, surface: Surface | None = None) -> None:
        """Add a step that reads the next ``size`` characters."""
        number = self.numbers.setdefault((kind, name, surface), len(self.numbers))
        self.packed.extend((number, self.length, self.length + size))

    def steps(self) -> Iterator[Step]:
        """All steps in order."""
        told = list(self.numbers)
        packed = iter(self.packed)
        for number, start, end in zip(packed, packed, packed, strict=True):
            kind, name, surface = told[number]
            yield Step(kind, name, start, end, surface)

    def text(self, words: str, kind: str = "text") -> None:
        """Add words."""
        if words:
            self.add(kind, "", len(words))
            self._write(words)

    def line_break(self) -> None:
        """A forced line end inside a paragraph."""
        self.add("break", "", 1)
        self._write("\n")

    def mark(self, label: str, shown: str) -> None:
        """A reference mark, shown as ``shown``, that points to the note ``label``."""
        self.add("mark", label, len(shown))
        self._write(shown)

    def open(self, name: str, surface: Surface | None = None) -> None:
        """Open an element, named as in HTML."""
        self.add("open", name, surface=surface)

    def note(self, label: str) -> None:
        """Open the note ``label``."""
        self.add("note", label)

    def close(self, name: str, line_end: bool = False) -> None:
        """Close an element; a paragraph ends its line of text."""
        self.add("close", name)
        if line_end and self.length and not self.at_line_end:
            self._write("\n")

    def _write(self, words: str) -> None:
        self.written.write(words)
        self.length += len(words)
        self.at_line_end = words.endswith("\n")

    def found(self) -> Found:
        """Run the steps."""
        text = self.written.getvalue()
        self.written.close()
        outline = Outline(mask(text, fields=True), mail=False)
        with outline.bounded():
            for step in self.steps():
                _run(outline, step)
        drafts = outline.close() + literal_drafts(outline.view, outline.problems)
        branches.label(outline.view, drafts)
        return Found(text, drafts, problems=outline.problems, precision=Precision.PARAGRAPH)


def _run(outline: Outline, step: Step) -> None:
    builder = outline.builder
    if step.kind == "open":
        outline.open(step.name, {"role": "table"} if step.name == "table" else {}, step.surface)
    elif step.kind == "note":
        outline.open("aside", {"id": step.name}, Surface.FOOTNOTE)
    elif step.kind == "close":
        outline.end(step.name)
    elif step.kind == "text":
        feed(builder, outline.view, step.start, step.end, outline.flush)
    elif step.kind == "raised":
        for at in range(step.start, step.end):
            builder.decoded(outline.view.text[at].translate(SUPERSCRIPTS), at, at + 1)
    elif step.kind == "break":
        outline.line_break(step.start, step.end)
    elif step.kind == "mark":
        shown = outline.view.text[step.start : step.end]
        builder.decoded(shown, step.start, step.end)
        builder.marks.append((builder.length - len(shown), builder.length, step.name, step.name))


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def first(names: Iterable[str], prefix: str, suffix: str = ".xml") -> list[str]:
    """Members that begin and end so, in order of name."""
    return sorted(n for n in names if n.startswith(prefix) and n.endswith(suffix))
