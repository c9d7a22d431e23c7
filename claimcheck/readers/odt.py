"""OpenDocument text: paragraphs, headings, lists, tables and notes, with changes as accepted."""

from __future__ import annotations

import io
from array import array

from claimcheck.readers.found import Found
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.office import Archive, Steps

_SKIPPED = frozenset(
    (
        "text:tracked-changes",
        "office:annotation",
        "text:note-citation",
        "office:forms",
        "text:sequence-decls",
        "svg:title",
        "office:styles",
        "office:automatic-styles",
    )
)


def read_odt(path: str, data: bytes) -> Found:
    """Read an ``.odt``; places name paragraphs."""
    archive = Archive(path, data, "OpenDocument")
    if "content.xml" not in archive.names:
        raise archive.error("it has no content.xml")
    steps = Steps.of(archive)
    with steps.bounded():
        for name in ("content.xml", "styles.xml"):  # headers and footers stand in styles.xml
            if name in archive.names:
                reader = _Reader(steps)
                try:
                    archive.parse(name, reader)
                finally:
                    reader.notes_after()
    return steps.found()


class _Reader:
    """Handlers for one XML part."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.skip = 0
        self.open: list[str] = []
        self.lists = 0
        self.header_rows = 0
        self.count = 0
        self.notes = io.StringIO()  # their words, which are read after the text
        self.note_ends = array("i")  # a note's number and where its words end; then the next
        self.in_note = False

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if name in _SKIPPED or self.skip:
            self.skip += 1
        elif name in ("text:p", "text:h"):
            self._paragraph(name, attrs)
        elif name == "text:note":
            self.count += 1
            self.steps.mark("note", self.count, str(self.count).translate(SUPERSCRIPTS))
        elif name == "text:note-body":
            self.in_note = True
        elif name == "text:list":
            self.lists += 1
        elif name == "table:table":
            self.steps.open("table")
        elif name == "table:table-header-rows":
            self.header_rows += 1
        elif name == "table:table-row":
            self.steps.open("tr")
        elif name == "table:table-cell":
            self.steps.open("th" if self.header_rows else "td")
        elif self.open or self.in_note:
            self._inline(name, attrs)

    def _paragraph(self, name: str, attrs: dict[str, str]) -> None:
        if self.in_note:
            return
        level = attrs.get("text:outline-level", "1")
        tag = "li" if self.lists else "p"
        if name == "text:h":
            tag = f"h{level if level in '123456' else 6}"
        self.open.append(tag)
        self.steps.open(tag)

    def _inline(self, name: str, attrs: dict[str, str]) -> None:
        if name == "text:s":
            count = attrs.get("text:c", "1")
            self._words(" " * (int(count) if count.isdecimal() and len(count) < 4 else 1))
        elif name == "text:tab":
            self._words("\t")
        elif name == "text:line-break" and not self.in_note:
            self.steps.line_break()

    def end(self, name: str) -> None:
        """An element closes."""
        if self.skip:
            self.skip -= 1
        elif name in ("text:p", "text:h"):
            if self.in_note:
                self.notes.write(" ")
            elif self.open:
                self.steps.close(self.open.pop(), line_end=True)
        elif name == "text:note-body" and self.in_note:
            self.in_note = False
            self.note_ends.extend((self.count, self.notes.tell()))
        elif name == "text:list":
            self.lists -= 1
        elif name == "table:table-header-rows":
            self.header_rows -= 1
        elif name == "table:table-cell":
            self.steps.close("th" if self.header_rows else "td")
        elif name in ("table:table-row", "table:table"):
            self.steps.close("tr" if name.endswith("row") else "table")

    def text(self, words: str) -> None:
        """Characters; only those of paragraphs are copy."""
        if not self.skip:
            self._words(words)

    def _words(self, words: str) -> None:
        if self.in_note:
            self.notes.write(words)
        elif self.open:
            self.steps.text(words.replace("\n", " "))

    def notes_after(self) -> None:
        """Notes come after the text that points to them."""
        at = 0
        ends = iter(self.note_ends)
        words = self.notes.getvalue()
        for label, end in zip(ends, ends, strict=True):
            self.steps.note("note", label)
            self.steps.text(words[at:end].strip().replace("\n", " "))
            self.steps.close("aside", line_end=True)
            at = end
