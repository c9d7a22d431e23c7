"""Where a text stands: open elements, headings above, tables, and the segments they yield.

HTML, MJML, Markdown and MDX all drive this one stack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from claimcheck.model import Link, ReadProblem, Surface
from claimcheck.readers import html_names as names
from claimcheck.readers.prose import Draft, OverfullError, ProseBuilder, most_blocks, too_many_blocks
from claimcheck.readers.tables import Table
from claimcheck.readers.templates import Masked, Tag

_LIMIT = 400  # how far up an end tag looks; deeper nesting is no document
Attributes = dict[str, str | None]
Section = tuple[tuple[int, str], ...]  # heading level and words, outermost first


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What the open elements say about the text inside them. Compared by identity; see ``but``."""

    surface: Surface = Surface.BODY
    level: int = 0
    skip: bool = False
    hidden: bool = False
    small: bool = False
    pre: bool = False
    svg: bool = False
    language: str = ""


ROOT = Context()
BUTTON_LIKE = frozenset((Surface.BODY, Surface.LIST_ITEM))  # a link alone on these is a button


@lru_cache(maxsize=4096)
def but(context: Context, name: str, value: object) -> Context:
    """The context with one thing changed. Remembered: a page makes the same few again and again."""
    return replace(context, **{name: value})  # type: ignore[arg-type]


@dataclass(slots=True)
class Open:
    """One open element, and what to restore when it closes."""

    name: str
    context: Context
    group: int
    section: Section | None = None
    table: Table | None = None
    reread: bool = False  # its raw text has been read as HTML


class Outline:
    """The stack of open elements and the segments read so far."""

    def __init__(self, view: Masked, *, mail: bool, part: str = "") -> None:
        self.view = view
        self.mail = mail
        self.part = part
        self.builder = ProseBuilder(view.text)
        self.drafts: list[Draft] = []
        self.context = ROOT
        self.group = 0  # the container's number; 0 outside any
        self.run = 0  # the run of paragraphs since the last heading outside any container
        self.groups = 0
        self.stack: list[Open] = []
        self.counts: defaultdict[str, int] = defaultdict(int)  # open elements by name
        self.section: Section = ()
        self.tables: list[Table] = []
        self.link: tuple[str, int] | None = None
        self.link_has_block = False
        self.anchors: list[str] = []
        self.first_text = True
        self.small = False  # the segment began inside <small>
        self.problems: list[ReadProblem] = []
        self.most = most_blocks(len(view.text))

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Inside, reading stops at more blocks than any copy has, which is a problem at its place."""
        try:
            yield
        except OverfullError as error:
            self.builder.clear()
            self.problems.append(error.problem)

    # ------------------------------------------------------------ segments

    def flush(self, _: Tag | None = None) -> None:
        """End the segment."""
        builder = self.builder
        if not builder.length:
            return
        link = self.link
        if link is not None:
            if link[1] < builder.length:
                builder.links.append(Link(link[1], builder.length, link[0]))
            self.link = (link[0], 0)
        self._keep(builder.draft(self.context.surface))
        builder.clear()
        self.link_has_block = link is not None

    def _keep(self, draft: Draft) -> None:
        context = self.context
        if context.hidden and self.first_text:
            draft.surface = Surface.PREHEADER
        if draft.surface is not Surface.TITLE:
            self.first_text = False
        if draft.links and draft.surface in BUTTON_LIKE and self._is_button(draft):
            draft.surface = Surface.BUTTON
        self._place(draft)
        draft.small = context.small or self.small
        self.small = False
        if self.anchors:
            draft.anchors = tuple(self.anchors)
            self.anchors.clear()
        if context.level:
            kept = tuple([s for s in self.section if s[0] < context.level])
            draft.section = tuple([words for _, words in kept])
            self.section = (*kept, (context.level, draft.text))

    def keep_aside(self, draft: Draft) -> None:
        """Keep a segment that stands beside the running text (an attribute)."""
        self._place(draft)

    def _place(self, draft: Draft) -> None:
        if len(self.drafts) >= self.most:
            raise too_many_blocks(len(self.view.text), draft.start)
        self.drafts.append(draft)
        draft.group, draft.part, draft.language = self.group or self.run, self.part, self.context.language
        if self.section:
            draft.section = tuple([words for _, words in self.section])
        if self.tables:
            self.tables[-1].keep(draft)

    def _is_button(self, draft: Draft) -> bool:
        links = draft.links
        return (
            len(links) == 1
            and not self.link_has_block
            and links[0].prose_start == 0
            and links[0].prose_end == len(draft.text)
        )

    def line_break(self, start: int, end: int) -> None:
        """One forced line end is a line's end; two are a paragraph's."""
        if self.builder.at_break:
            self.flush()
        elif self.builder.length:
            self.builder.line_break(start, end)

    # ------------------------------------------------------------ elements

    def open(self, name: str, attrs: Attributes, surface: Surface | None = None) -> None:
        """Open a block element. ``surface`` overrides what its name says."""
        self.flush()
        self.link_has_block = self.link is not None
        if name in names.IMPLIED:
            self._close_implied(*names.IMPLIED[name])
        elif self.stack and self.stack[-1].name == "p":
            self.pop()
        context = self.styled(self.context, attrs) if attrs else self.context
        if name == "hr" and not self.group:
            self.run = self.next_group()
        if name in names.VOID:
            return
        group, section, table = self.group, None, None
        if name in names.TABLE_PARTS:
            context, group, table = self._table_part(name, attrs, context)
        elif name in names.CONTAINERS or (
            attrs and "class" in attrs and names.class_meaning(attrs["class"] or "").tile
        ):
            group, section = self.next_group(), self.section
            if name == "li" and context.surface is not Surface.QUOTE:
                context = but(context, "surface", Surface.LIST_ITEM)
        elif name == "footer":
            section = self.section
            self.section = ()
        elif name in names.BLOCKS:
            context = self._block(name, context)
        if surface is not None:
            context = but(context, "surface", surface)
        self.push(name, context, group, section, table)
        if "id" in attrs:
            self.anchors.append(attrs["id"] or "")

    def _block(self, name: str, context: Context) -> Context:
        """Blocks whose name says on what surface their text stands."""
        if name in names.HEADINGS:
            return self._heading(context, name)
        if name in names.SKIPPED:
            return but(context, "skip", True)
        if name == "pre":
            return but(context, "pre", True)
        if name == "title" and context.svg:
            return but(context, "surface", Surface.ALT)
        if name == "figcaption" and not self.counts["blockquote"] and context.surface is not Surface.QUOTE:
            return context
        return but(context, "surface", names.SURFACES[name])

    def _heading(self, context: Context, name: str) -> Context:
        if context.surface is Surface.QUOTE:
            return context
        if not self.group:
            last = self.drafts[-1] if self.drafts else None
            if last is None or last.surface is not Surface.HEADING or last.group != self.run:
                self.run = self.next_group()
        return but(but(context, "surface", Surface.HEADING), "level", names.HEADINGS[name])

    def _table_part(
        self, name: str, attrs: Attributes, context: Context
    ) -> tuple[Context, int, Table | None]:
        if name == "table":
            table = Table(layout=_is_layout(attrs), data=attrs.get("role") in ("table", "grid"))
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(table)
            return context, self.group, table
        if not self.tables:
            return context, self.group, None
        table = self.tables[-1]
        group = self.group
        if name == "tr":
            group = self.next_group()
            table.row(group)
        elif name in ("td", "th"):
            span = attrs.get("colspan") or "1"
            table.cell(
                name == "th", int(span) if span.isdecimal() and len(span) < 4 else 1, self.next_group()
            )
            if context.surface not in (Surface.QUOTE, Surface.TABLE_CELL):
                context = but(context, "surface", Surface.TABLE_CELL)
        else:
            table.section(name)
        return context, group, None

    def styled(self, context: Context, attrs: Attributes) -> Context:
        """What style, class, hidden and lang say."""
        css = attrs.get("class")
        style = attrs.get("style")
        if self.mail and self.first_text and not context.hidden and _is_hidden(attrs, css, style):
            context = but(context, "hidden", True)
        if css:
            meaning = names.class_meaning(css)
            if meaning.testimonial:
                context = but(context, "surface", Surface.QUOTE)
            if meaning.footnote:
                context = but(context, "small", True)
        language = attrs.get("lang")
        if language and language != context.language:
            context = but(context, "language", language)
        return context

    def next_group(self) -> int:
        """A new container's number."""
        self.groups += 1
        return self.groups

    def push(
        self,
        name: str,
        context: Context,
        group: int,
        section: Section | None = None,
        table: Table | None = None,
    ) -> None:
        """Put an element on the stack."""
        self.stack.append(Open(name, self.context, self.group, section, table))
        self.counts[name] += 1
        self.context = context
        self.group = group

    def pop(self) -> None:
        """Close the innermost element."""
        entry = self.stack.pop()
        self.counts[entry.name] -= 1
        self.context = entry.context
        self.group = entry.group
        if entry.section is not None:
            self.section = entry.section
        if entry.name == "thead" and self.tables:
            self.tables[-1].section("tbody")
        if entry.table is not None:
            while self.tables and self.tables.pop().close() is not entry.table:
                pass

    def _close_implied(self, closes: frozenset[str], parents: frozenset[str]) -> None:
        """Close open siblings up to the nearest parent."""
        found = 0
        for depth, entry in enumerate(reversed(self.stack), 1):
            if entry.name in closes:
                found = depth
            elif entry.name in parents or depth > _LIMIT or entry.name == "table":
                break
        for _ in range(found):
            self.pop()

    def end(self, name: str) -> None:
        """Close an element, and what was left open inside it."""
        inline = name in names.INLINE
        if not inline and self.builder.length:
            self.flush()
        if self.stack and self.stack[-1].name == name and not inline:
            self.pop()
            return
        if not self.counts[name]:
            return
        scoped = name not in names.SCOPES and name not in names.TABLE_PARTS
        for depth, entry in enumerate(reversed(self.stack), 1):
            if entry.name == name:
                if inline and entry.context.hidden != self.context.hidden:
                    self.flush()
                for _ in range(depth):
                    self.pop()
                return
            if (
                (scoped and entry.name in names.SCOPES)
                or depth > _LIMIT
                or (inline and entry.name not in names.INLINE)
            ):
                return

    def close(self) -> list[Draft]:
        """Close everything; return what was read."""
        self.flush()
        while self.stack:
            self.pop()
        return self.drafts


def _is_layout(attrs: Attributes) -> bool:
    return (
        attrs.get("role") in ("presentation", "none")
        or bool(attrs.keys() & names.PRESENTATION)
        or attrs.get("border") == "0"
    )


def _is_hidden(attrs: Attributes, css: str | None, style: str | None) -> bool:
    return bool(
        "hidden" in attrs
        or (css and names.class_meaning(css).preheader)
        or names.PREHEADER_CLASS.search(attrs.get("id") or "")
        or (style and names.HIDDEN_STYLE.search(style))
    )
