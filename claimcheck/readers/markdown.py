"""Markdown: CommonMark with tables and footnotes, read through the same stack as HTML.

The parser reports byte ranges. It is handed an ASCII text of equal length, so that bytes are code
points, and nothing but structure is taken from it: words come from the file itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from pyromark import Options, events_with_range

from claimcheck.model import Link, ReadProblem, StructuredItem, Surface
from claimcheck.readers import frontmatter
from claimcheck.readers.html import HtmlReader
from claimcheck.readers.mdx import mask_mdx
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.outline import Attributes
from claimcheck.readers.prose import Draft, ProseBuilder
from claimcheck.readers.templates import COMMENT_MASK, CONTROL_MASK, OUTPUT_MASK, Masked, mask

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
)
_ALONE = re.compile(
    rf"^[ \t]*[{CONTROL_MASK}{COMMENT_MASK}][{CONTROL_MASK}{COMMENT_MASK} \t]*$", re.MULTILINE
)
#: Quotations deeper than any; each level costs the parser two events.
_DEEP_QUOTE = re.compile(r"((?:>[ \t]?){50})(?:>[ \t]?)++")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(rf"\w+|{OUTPUT_MASK}+")
_BLOCKS = {
    "Paragraph": "p",
    "Item": "li",
    "TableRow": "tr",
    "TableHead": "tr",
    "BlockQuote": "blockquote",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
}
_NO_ATTRIBUTES: Attributes = {}
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))


def parse(
    text: str, *, mdx: bool = False, fields: Collection[str] = ()
) -> tuple[list[Draft], list[StructuredItem], list[ReadProblem]]:
    """Drafts and structured values of one Markdown text, front matter included."""
    drafts, body = frontmatter.split(text, fields)
    view = mask_mdx(body) if mdx else mask(body)
    reader = MarkdownReader(view)
    reader.html.components = mdx
    with reader.html.bounded():
        reader.run(events_with_range(_structure(view.masked), options=_OPTIONS))
    found, structured, problems = reader.html.finish()
    return drafts + found, structured, problems


def _structure(masked: str) -> str:
    """The text as the parser sees it: ASCII, equal in length, control tags on their own line blank."""
    if "> > > > >" in masked or ">>>>>" in masked:
        masked = _DEEP_QUOTE.sub(lambda m: m.group(1) + "," * (m.end() - m.end(1)), masked)
    if masked.isascii():
        return masked
    if CONTROL_MASK in masked or COMMENT_MASK in masked:
        masked = _ALONE.sub(lambda m: " " * len(m.group()), masked)
    return _NON_ASCII.sub(lambda run: (_few if run.end() - run.start() < 5 else _ascii)(run.group()), masked)


def _ascii(characters: str) -> str:
    """Letters in place of letters, figures and output tags, commas in place of all else."""
    if not characters.isalnum():
        characters = _WORD.sub(lambda word: "x" * (word.end() - word.start()), characters)
        return _NON_ASCII.sub(lambda signs: "," * (signs.end() - signs.start()), characters)
    return "x" * len(characters)


_few = lru_cache(maxsize=4096)(_ascii)  # texts repeat the same few signs


def _named(value: Any) -> tuple[str, Any]:
    """Name and detail of an event's element."""
    return (value, None) if isinstance(value, str) else next(iter(value.items()))


class MarkdownReader:
    """Turns parser events into the elements they stand for."""

    def __init__(self, view: Masked) -> None:
        self.view = view
        self.html = HtmlReader(view, mail=False)
        self.skip_until = -1
        self.image: ProseBuilder | None = None
        self.links: list[tuple[str, int]] = []
        self.in_head = False
        self.code = 0

    def run(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all events in order; neighbouring texts are read as one, and so is HTML."""
        first = last = 0  # a range not yet read
        read = self.verbatim  # what reads it
        readers = {"Text": self.verbatim, "InlineHtml": self.html.read, "Html": self.html.read}
        kind: str
        value: Any
        for event, place in events:
            start, end = place["start"], place["end"]
            if start < self.skip_until:
                continue
            if type(event) is str:
                kind, value = event, None
            else:
                ((kind, value),) = event.items()
            reads = readers.get(kind)
            if reads is None or (kind == "Text" and end - start != len(value)):
                if first < last:
                    read(first, last)
                first = last = 0
                self.event(kind, value, start, end)
            elif start == last and reads == read:
                last = end
            else:
                if first < last:
                    read(first, last)
                first, last, read = start, end, reads
        if first < last:
            read(first, last)

    def event(self, kind: str, value: Any, start: int, end: int) -> None:
        """Take any event but a text as it stands or HTML."""
        if kind == "Start":
            self.start(value, start, end)
        elif kind == "End":
            self.end(value)
        elif kind == "Text":
            self.decoded(value, start, end)
        elif kind == "FootnoteReference":
            self.footnote(value, start, end)
        else:
            self.mark(kind, start, end)

    def verbatim(self, start: int, end: int) -> None:
        """Running text as it stands."""
        if self.code:
            return
        if self.image is not None:
            self.image.text(start, end)
        else:
            self.html.text(start, end, self.view.masked[start:end])

    def decoded(self, value: str, start: int, end: int) -> None:
        """An entity or escape, which stands for itself as a whole."""
        if not self.code:
            (self.image or self.html.builder).decoded(value, start, end)

    def mark(self, event: str, start: int, end: int) -> None:
        """Line ends and rules."""
        builder = self.image or self.html.builder
        if event == "SoftBreak":
            builder.blank(start, end)
        elif event == "HardBreak":
            builder.line_break(start, end)
        elif event == "Rule":
            self.html.open("hr", {})

    def start(self, value: Any, start: int, end: int) -> None:
        """An element opens."""
        name, detail = _named(value)
        reader = self.html
        if name in _BLOCKS:
            self.in_head = name == "TableHead" or (self.in_head and name != "TableRow")
            reader.open(_BLOCKS[name], _NO_ATTRIBUTES)
        elif name == "TableCell":
            reader.open("th" if self.in_head else "td", _NO_ATTRIBUTES)
        elif name in _INLINE:
            return
        elif name == "Heading":
            reader.open(f"h{detail['level'][1:]}", {})
            if detail.get("id"):
                reader.anchors.append(detail["id"])
        elif name == "HtmlBlock":
            reader.read(start, end)
            self.skip_until = end
        elif name in ("CodeBlock", "MetadataBlock"):
            reader.flush()
            self.code += 1
        elif name == "Link":
            self.links.append((detail["dest_url"], reader.builder.position))
        elif name == "Image":
            self.image = ProseBuilder(self.view.text)
        else:
            self.block(name, detail)

    def block(self, name: str, detail: Any) -> None:
        """A block opens that HTML has too."""
        reader = self.html
        if name == "Table":
            reader.open("table", {"role": "table"})
        elif name == "FootnoteDefinition":
            reader.open("aside", {}, Surface.FOOTNOTE)
            reader.anchors.append(f"fn:{detail}")
        elif name == "List":
            reader.open("ul", {})

    def end(self, value: Any) -> None:
        """An element closes."""
        name, detail = _named(value)
        reader = self.html
        if name == "TableCell":
            reader.end("th" if self.in_head else "td")
        elif name in _INLINE:
            return
        elif name == "Heading":
            reader.end(f"h{detail[1:]}")
        elif name in ("CodeBlock", "MetadataBlock"):
            self.code -= 1
        elif name == "Link" and self.links:
            href, start = self.links.pop()
            if start < reader.builder.length:
                reader.builder.links.append(Link(start, reader.builder.length, href))
        elif name == "Image":
            self.end_image()
        elif name == "TableHead":
            reader.end("tr")
            self.in_head = False
        elif name in ("Table", "FootnoteDefinition", "List"):
            reader.end({"Table": "table", "List": "ul"}.get(name, "aside"))
        elif name in _BLOCKS:
            reader.end(_BLOCKS[name])

    def end_image(self) -> None:
        """The alternative text is a segment of its own."""
        image, self.image = self.image, None
        if image is not None and image.length:
            self.html.keep_aside(image.draft(Surface.ALT))

    def footnote(self, label: str, start: int, end: int) -> None:
        """``[^1]`` is read as a raised figure, linked to its definition."""
        builder = self.html.builder
        builder.decoded(
            label.translate(SUPERSCRIPTS) if label.isdigit() and label.isascii() else "†", start, end
        )
        builder.marks.append(
            (builder.length - (len(label) if label.isdigit() else 1), builder.length, label, f"fn:{label}")
        )
