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
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from xml.parsers import expat

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import Precision, ReadProblem, Surface
from claimcheck.readers import branches
from claimcheck.readers.feed import feed, literal_drafts
from claimcheck.readers.found import Found
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.outline import DEEPEST, Outline
from claimcheck.readers.prose import OverfullError
from claimcheck.readers.templates import mask

#: Largest size of all XML read from one document, in bytes.
MAX_XML = 60_000_000
MIN_XML = 2_000_000  # a small file may unpack to this
_RATIO = 100  # a larger one to so many times its own size; real ones unpack to a tenth of that
#: The like for characters of text. Words pack to a third or a quarter of their size.
MIN_TEXT = 500_000
_TEXT_RATIO = 10
_CHUNK = 65_536
_LABELLED = ("mark", "note")  # steps that name a note
Told = tuple[str, str, Surface | None]  # what a step does: kind, name, surface


class Archive:
    """The members of a zip file, bounded in size."""

    def __init__(self, path: str, data: bytes, kind: str) -> None:
        self.path = path
        self.kind = kind
        self.size = len(data)
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
            if self.zip.getinfo(name).file_size > self.left:
                raise self.error(self._overfull())
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
            raise self.error(self._overfull())

    def _overfull(self) -> str:
        return f"its parts unpack to more than {self.most:,} bytes"

    def parse(self, name: str, reader: Reader) -> None:
        """Hand each element and text of one XML member to ``reader``. Names keep their prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = _counted(reader)
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = self._refuse
        fresh = True
        try:
            for chunk in self.chunks(name):
                if fresh and chunk.isascii() and chunk.lstrip()[:1] != b"<":
                    raise self.error(f'its part "{name}" is not XML')
                fresh = False
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.error(f'its part "{name}" is not well-formed XML') from error

    def _refuse(self, *_: object) -> None:
        raise self.error("it declares a document type, which such files never do")


class Reader(Protocol):
    """What takes the elements and texts of one XML member."""

    steps: Steps

    def start(self, name: str, attrs: dict[str, str], /) -> None: ...
    def end(self, name: str, /) -> None: ...
    def text(self, words: str, /) -> None: ...


def _counted(reader: Reader) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
    """What takes starts and ends, and gives up where elements nest deeper than in any document."""
    depth = 0

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise OverfullError(f"this text nests more than {DEEPEST:,} elements", reader.steps.length)
        reader.start(name, attrs)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(name)

    return start, end


class Step(NamedTuple):
    """One thing to do: open or close an element, add text, place a note's mark."""

    kind: str  # open | close | text | raised | break | mark | note
    name: str  # of the element; of the kind of note
    start: int
    end: int
    surface: Surface | None
    label: int  # the number of the note


@dataclass(slots=True)
class Steps:
    """The text taken out of a document so far, and the steps that read it, twelve bytes each."""

    most: int  # characters of text that are taken out
    written: io.StringIO = field(default_factory=io.StringIO)
    at_line_end: bool = False
    packed: array[int] = field(
        default_factory=lambda: array("i")
    )  # number of what to do, start, end (, label)
    numbers: dict[Told, int] = field(default_factory=dict)
    length: int = 0
    problems: list[ReadProblem] = field(default_factory=list)

    @classmethod
    def of(cls, archive: Archive) -> Steps:
        """None yet, and room for as much text as the file's size allows."""
        return cls(max(MIN_TEXT, _TEXT_RATIO * archive.size))

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Inside, reading stops at more than any document holds, which is a problem at its place."""
        try:
            yield
        except OverfullError as error:
            self.problems.append(error.problem)

    def add(self, kind: str, name: str = "", size: int = 0, surface: Surface | None = None) -> None:
        """Add a step that reads the next ``size`` characters."""
        number = self.numbers.setdefault((kind, name, surface), len(self.numbers))
        self.packed.extend((number, self.length, self.length + size))

    def steps(self) -> Iterator[Step]:
        """All steps in order."""
        told = list(self.numbers)
        packed = iter(self.packed)
        for number in packed:
            kind, name, surface = told[number]
            start, end = next(packed), next(packed)
            yield Step(kind, name, start, end, surface, next(packed) if kind in _LABELLED else 0)

    def text(self, words: str, kind: str = "text") -> None:
        """Add words."""
        if words:
            self.add(kind, "", len(words))
            self._write(words)

    def line_break(self) -> None:
        """A forced line end inside a paragraph."""
        self.add("break", "", 1)
        self._write("\n")

    def mark(self, kind: str, label: int, shown: str) -> None:
        """A reference mark, shown as ``shown``, that points to the note of this kind and number."""
        self.add("mark", kind, len(shown))
        self.packed.append(label)
        self._write(shown)

    def open(self, name: str, surface: Surface | None = None) -> None:
        """Open an element, named as in HTML."""
        self.add("open", name, surface=surface)

    def note(self, kind: str, label: int) -> None:
        """Open the note of this kind and number."""
        self.add("note", kind)
        self.packed.append(label)

    def close(self, name: str, line_end: bool = False) -> None:
        """Close an element; a paragraph ends its line of text."""
        self.add("close", name)
        if line_end and self.length and not self.at_line_end:
            self._write("\n")

    def _write(self, words: str) -> None:
        self.written.write(words)
        self.length += len(words)
        self.at_line_end = words.endswith("\n")
        if self.length > self.most:
            what = f"this file unpacks to a text of more than {self.most:,} characters"
            raise OverfullError(what, self.length)

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
        return Found(text, drafts, problems=self.problems + outline.problems, precision=Precision.PARAGRAPH)


def _run(outline: Outline, step: Step) -> None:
    builder = outline.builder
    if step.kind == "open":
        outline.open(step.name, {"role": "table"} if step.name == "table" else {}, step.surface)
    elif step.kind == "note":
        outline.open("aside", {"id": f"{step.name}:{step.label}"}, Surface.FOOTNOTE)
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
        label = f"{step.name}:{step.label}"
        builder.marks.append((builder.length - len(shown), builder.length, label, label))


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def first(names: Iterable[str], prefix: str, suffix: str = ".xml") -> list[str]:
    """Members that begin and end so, in order of name."""
    return sorted(n for n in names if n.startswith(prefix) and n.endswith(suffix))
