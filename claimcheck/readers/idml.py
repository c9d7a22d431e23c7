"""InDesign IDML: the stories of a layout, in the layout's order."""

from __future__ import annotations

import re

from claimcheck.readers.found import Found
from claimcheck.readers.office import MAX_XML, Archive, Steps, first

_HEADING = re.compile(r"head|title|h(?P<level>[1-6])\b", re.IGNORECASE)
_ORDER = re.compile(rb'StoryList="([^"]*)"')


def read_idml(path: str, data: bytes) -> Found:
    """Read an ``.idml``; places name paragraphs."""
    archive = Archive(path, data, "InDesign IDML")
    stories = first(archive.names, "Stories/Story_")
    if not stories:
        raise archive.error("it has no stories")
    rank = dict.fromkeys(stories, MAX_XML)  # those that the order does not name come last
    if "designmap.xml" in archive.names and (found := _ORDER.search(archive.read("designmap.xml"))):
        for word in re.finditer(r"\S+", found.group(1).decode("utf-8", "replace")):
            name = f"Stories/Story_{word.group()}.xml"
            if name in rank:
                rank[name] = word.start()
    steps = Steps.of(archive)
    with steps.bounded():
        for name in sorted(stories, key=lambda n: (rank[n], n)):
            reader = _Reader(steps)
            archive.parse(name, reader)
            reader.paragraph_end()
    return steps.found()


class _Reader:
    """Handlers for one story. ``Br`` ends a paragraph, not a line."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.tags: list[str] = ["p"]
        self.open = ""
        self.in_content = False

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if name == "ParagraphStyleRange":
            self.tags.append(_tag(attrs.get("AppliedParagraphStyle", "")))
        elif name == "Content":
            self.in_content = True
        elif name == "Br":
            self.paragraph_end()
        elif name in ("Table", "Cell", "Footnote"):
            self.paragraph_end()
            self.steps.open({"Table": "table", "Cell": "td"}.get(name, "aside"))

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "Content":
            self.in_content = False
        elif name == "ParagraphStyleRange" and len(self.tags) > 1:
            self.tags.pop()
        elif name in ("Table", "Cell", "Footnote"):
            self.paragraph_end()
            self.steps.close({"Table": "table", "Cell": "td"}.get(name, "aside"))

    def text(self, words: str) -> None:
        """Characters; only those of ``Content`` are copy. U+2028 is a forced line end."""
        if not self.in_content:
            return
        for index, line in enumerate(words.replace("\u2029", "\u2028").split("\u2028")):
            if index and self.open:
                self.steps.line_break()
            if line.strip() and not self.open:
                self.open = self.tags[-1]
                self.steps.open(self.open)
            if self.open:
                self.steps.text(line.replace("\n", " "))

    def paragraph_end(self) -> None:
        """Close the open paragraph."""
        if self.open:
            self.steps.close(self.open, line_end=True)
            self.open = ""


def _tag(style: str) -> str:
    name = style.rpartition("/")[2]
    found = _HEADING.search(name)
    if found:
        return f"h{found.group('level') or 2}"
    return "li" if re.search(r"bullet|list", name, re.IGNORECASE) else "p"
