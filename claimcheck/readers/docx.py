"""Word documents: body, tables, text boxes, headers, footers and notes, with changes as accepted."""

from __future__ import annotations

from claimcheck.model import Surface
from claimcheck.readers.found import Found
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.office import Archive, Steps, first

_SKIPPED = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:pPrChange", "w:rPrChange"))


def read_docx(path: str, data: bytes) -> Found:
    """Read a ``.docx``; places name paragraphs."""
    archive = Archive(path, data, "Word")
    if "word/document.xml" not in archive.names:
        raise archive.error("it has no word/document.xml")
    steps = Steps.of(archive)
    names = archive.names
    with steps.bounded():
        for name in (
            *first(names, "word/header"),
            "word/document.xml",
            *first(names, "word/footer"),
            *first(names, "word/footnotes"),
            *first(names, "word/endnotes"),
        ):
            steps.open("hr")
            steps.open("main" if name == "word/document.xml" else "footer")
            archive.parse(name, _Reader(steps))
            steps.close("main" if name == "word/document.xml" else "footer")
    return steps.found()


class _Paragraph:
    """What is known of an open paragraph before its first text."""

    __slots__ = ("opened", "surface", "tag")

    def __init__(self) -> None:
        self.tag = "p"
        self.surface: Surface | None = None
        self.opened = False


class _Reader:
    """Handlers for one XML part."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.paragraphs: list[_Paragraph] = []
        self.skip = 0
        self.in_text = False
        self.raised = False
        self.rows: list[bool] = []  # open rows: is it a header row?
        self.cells: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if name in _SKIPPED or self.skip:
            self.skip += 1
        elif name == "w:p":
            self.paragraphs.append(_Paragraph())
        elif name == "w:t":
            self.in_text = True
        elif name in ("w:tab", "w:ptab") and self.paragraphs and self.paragraphs[-1].opened:
            self.steps.text("\t")
        elif name in ("w:br", "w:cr"):
            self.opened(self.steps.line_break)
        elif name == "w:noBreakHyphen":
            self.text_now("-")
        elif name == "w:r":
            self.raised = False
        elif name == "w:vertAlign":
            self.raised = attrs.get("w:val") == "superscript"
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self.reference(name[2:-9], attrs.get("w:id", ""))
        elif name in ("w:footnote", "w:endnote"):
            self.note(name[2:], attrs)
        else:
            self.structure(name, attrs)

    def structure(self, name: str, attrs: dict[str, str]) -> None:
        """Properties and tables."""
        paragraph = self.paragraphs[-1] if self.paragraphs else None
        if name == "w:pStyle" and paragraph:
            _style(paragraph, attrs.get("w:val", ""))
        elif name == "w:outlineLvl" and paragraph and attrs.get("w:val", "") in "012345":
            paragraph.tag = f"h{int(attrs.get('w:val') or 0) + 1}"
        elif name == "w:numPr" and paragraph and paragraph.tag == "p":
            paragraph.tag = "li"
        elif name == "w:tbl":
            self.steps.open("table")
        elif name == "w:tr":
            self.rows.append(False)
            self.steps.open("tr")
        elif name == "w:tblHeader" and self.rows:
            self.rows[-1] = attrs.get("w:val", "1") not in ("0", "false", "off")
        elif name == "w:tc":
            self.cells.append("th" if self.rows and self.rows[-1] else "td")
            self.steps.open(self.cells[-1])

    def end(self, name: str) -> None:
        """An element closes."""
        if self.skip:
            self.skip -= 1
        elif name == "w:p" and self.paragraphs:
            paragraph = self.paragraphs.pop()
            if paragraph.opened:
                self.steps.close(paragraph.tag, line_end=True)
        elif name == "w:t":
            self.in_text = False
        elif name == "w:tc" and self.cells:
            self.steps.close(self.cells.pop())
        elif name == "w:tr" and self.rows:
            self.rows.pop()
            self.steps.close("tr")
        elif name == "w:tbl":
            self.steps.close("table")
        elif name in ("w:footnote", "w:endnote"):
            self.steps.close("aside")

    def text(self, words: str) -> None:
        """Characters; only those of ``w:t`` are copy."""
        if self.in_text and not self.skip:
            self.text_now(words)

    def text_now(self, words: str) -> None:
        """Add words to the open paragraph."""
        if self.paragraphs:
            self.opened(
                lambda: self.steps.text(words, "raised" if self.raised and words.isdecimal() else "text")
            )

    def opened(self, then: object) -> None:
        """Open the paragraph's element before its first text."""
        if not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        if not paragraph.opened:
            self.steps.open(paragraph.tag, paragraph.surface)
            paragraph.opened = True
        if callable(then):
            then()

    def reference(self, kind: str, number: str) -> None:
        """A note's mark in the text."""
        shown = number.translate(SUPERSCRIPTS) or "†"
        self.opened(lambda: self.steps.mark(kind, _number(number), shown))

    def note(self, kind: str, attrs: dict[str, str]) -> None:
        """A note; separators are none."""
        if attrs.get("w:type", "normal") == "normal":
            self.steps.note(kind, _number(attrs.get("w:id", "")))
        else:
            self.skip += 1


def _number(label: str) -> int:
    """A note's number; -1 for what is none, which Word would refuse."""
    return int(label) if label.isdecimal() and len(label) < 10 else -1


def _style(paragraph: _Paragraph, style: str) -> None:
    name = style.lower().replace(" ", "")
    if name.startswith("heading") and name[7:8] in "123456" and name[7:8]:
        paragraph.tag = f"h{name[7]}"
    elif name == "title":
        paragraph.tag = "h1"
    elif name == "subtitle":
        paragraph.tag = "h2"
    elif name.startswith("list"):
        paragraph.tag = "li"
    elif "quote" in name:
        paragraph.surface = Surface.QUOTE
    elif "caption" in name or "footnote" in name:
        paragraph.surface = Surface.FOOTNOTE if "footnote" in name else None
