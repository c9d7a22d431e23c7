"""Where a text stands: open elements, headings above, tables, and the segments they yield.

HTML, MJML, Markdown and MDX all drive this one stack.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from claimcheck.model import Link, ReadProblem, Surface
from claimcheck.readers import html_names as names
from claimcheck.readers.context import ROOT, Context, Section, but
from claimcheck.readers.prose import Draft, OverfullError, ProseBuilder, most_blocks, too_many_blocks
from claimcheck.readers.tables import Table
from claimcheck.readers.tags import Tag
from claimcheck.readers.templates import Masked

#: Deeper elements are read as siblings, as browsers do (theirs is 512); it bounds memory.
DEEPEST = 2_000
Attributes = dict[str, str | None]


BUTTON_LIKE = frozenset((Surface.BODY, Surface.LIST_ITEM))  # a link alone on these is a button


@dataclass(slots=True)
class Special:
    """What is more to do when an element closes that is more than a break in the text."""

    section: Section | None = None  # the headings to go back to
    table: Table | None = None
    scope: bool = False  # end tags do not reach beyond it


_SCOPE = Special(scope=True)
#: What to restore when an element closes: context and group.
Saved = tuple[Context, int, Special | None]


class Outline:
    """The stack of open elements and the segments read so far."""

    def __init__(self, view: Masked, *, mail: bool | None, part: str = "") -> None:
        self.view = view
        self._mail = mail
        self.part = part
        self.builder = ProseBuilder(view.text)
        self.drafts: list[Draft] = []
        self.context = ROOT
        self.group = 0  # the container's number; 0 outside any
        self.run = 0  # the run of paragraphs since the last heading outside any container
        self.groups = 0
        self.names: list[str] = []  # of the open elements
        self.saved: list[Saved] = []
        self.depths: defaultdict[str, list[int]] = defaultdict(list)  # where elements are open, by name
        self.scopes: list[int] = []  # where those are that an end tag does not reach beyond
        self.section = Section()
        self.tables: list[Table] = []
        self.link: tuple[str, int] | None = None
        self.link_has_block = False
        self.anchors: list[str] = []
        self.term = ""  # the last <dt>, which heads its <dd>
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
        link, context = self.link, self.context
        if link is not None:
            if link[1] < builder.length:
                builder.links.append(Link(link[1], builder.length, link[0]))
            self.link = (link[0], 0)
        draft = builder.draft(context.surface)
        builder.clear()
        if self.first_text:
            if context.hidden:
                draft.surface = Surface.PREHEADER
            self.first_text = draft.surface is Surface.TITLE
        if draft.links and draft.surface in BUTTON_LIKE and self._is_button(draft):
            draft.surface = Surface.BUTTON
        above = self.section
        if context.level:
            self.section = above.under(context.level)
        self.keep_aside(draft)
        if context.small or self.small:
            draft.small = True
            self.small = False
        if self.anchors:
            draft.anchors = tuple(self.anchors)
            self.anchors.clear()
        if context.level:
            self.section = self.section.then(context.level, draft.text)
        self.link_has_block = link is not None

    def keep_aside(self, draft: Draft) -> None:
        """Keep a segment, or one that stands beside the running text (an attribute)."""
        if len(self.drafts) >= self.most:
            raise too_many_blocks(len(self.view.text), draft.start)
        self.drafts.append(draft)
        draft.group, draft.part, draft.language = self.group or self.run, self.part, self.context.language
        draft.section = self.section.words
        if self.tables:
            self.tables[-1].keep(draft)
        if self.depths.get("dt"):
            self.term = draft.text
        elif self.depths.get("dd") and not draft.header:
            draft.header = self.term

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
        if self.builder.length:
            self.flush()
        self.link_has_block = self.link is not None
        if name in names.IMPLIED:
            closes, parents = names.IMPLIED[name]
            if not self.names or self.names[-1] not in parents:
                self._close_implied(closes, parents)
        elif self.names and self.names[-1] == "p":
            self.pop()
        context, group, special = self.context, self.group, None
        if attrs:
            context = self.styled(context, attrs)
        if name in names.HEEDED:
            if name in names.VOID:
                if name == "hr" and not group:
                    self.run = self.next_group()
                return
            context, group, special = self._heeded(name, attrs, context)
        elif (css := attrs.get("class")) and (meaning := names.class_meaning(css)) and meaning.tile:
            group, special = self.next_group(), Special(self.section)
        if surface is not None:
            context = but(context, "surface", surface)
        self.push(name, context, group, special)
        if "id" in attrs:
            self.anchors.append(attrs["id"] or "")

    def _heeded(self, name: str, attrs: Attributes, context: Context) -> tuple[Context, int, Special | None]:
        """Elements that are more than a break in the text: context and group inside, and what to restore."""
        group, special = self.group, None
        if name in names.TABLE_PARTS:
            context, group, special = self._table_part(name, attrs, context)
        elif name in names.CONTAINERS:
            group, special = self.next_group(), Special(self.section)
            if name == "li" and context.surface is not Surface.QUOTE:
                context = but(context, "surface", Surface.LIST_ITEM)
        elif name == "footer":
            special, self.section = Special(self.section), Section()
        elif name in names.BLOCKS:
            context = self._block(name, context)
        if name in names.SCOPES:
            self.scopes.append(min(len(self.names), DEEPEST - 1))
            special = special or _SCOPE
        return context, group, special

    def _block(self, name: str, context: Context) -> Context:
        """Blocks whose name says on what surface their text stands."""
        if name in names.HEADINGS:
            return self._heading(context, name)
        if name in names.SKIPPED:
            return but(context, "skip", True)
        if name in ("pre", "noscript"):
            return but(context, "pre" if name == "pre" else "raw", True)
        if name == "title" and context.svg:
            return but(context, "surface", Surface.ALT)
        if name == "figcaption" and not self.depths["blockquote"] and context.surface is not Surface.QUOTE:
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
    ) -> tuple[Context, int, Special | None]:
        if name in names.TABLES:
            told = name == "mj-table"  # MJML's own is for data; its attributes are those of a layout
            data = told or attrs.get("role") in ("table", "grid")
            table = Table(layout=not told and _is_layout(attrs), data=data)
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(table)
            return context, self.group, Special(table=table, scope=True)
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
        if self.first_text and not context.hidden and _is_hidden(attrs, css, style) and self.is_mail():
            context = but(context, "hidden", True)
        if css and (meaning := names.class_meaning(css)):
            if meaning.testimonial:
                context = but(context, "surface", Surface.QUOTE)
            if meaning.footnote:
                context = but(context, "small", True)
        language = attrs.get("lang")
        if language and language != context.language:
            context = but(context, "language", language)
        return context

    def is_mail(self) -> bool:
        """Whether a first hidden block is a preheader; told by the markup unless the caller said so."""
        if self._mail is None:
            head = self.view.masked[:20_000].encode("ascii", "ignore").lower()
            self._mail = any(sign in head for sign in (b"<table", b"mso", b"<mj", b"<center"))
        return self._mail

    def next_group(self) -> int:
        """A new container's number."""
        self.groups += 1
        return self.groups

    def push(self, name: str, context: Context, group: int, special: Special | None = None) -> None:
        """Put an element on the stack."""
        depth = len(self.names)
        if depth >= DEEPEST:
            self.pop()
            depth -= 1
        self.depths[name].append(depth)
        self.names.append(name)
        self.saved.append((self.context, self.group, special))
        self.context = context
        self.group = group

    def pop(self) -> None:
        """Close the innermost element."""
        name = self.names.pop()
        self.context, self.group, special = self.saved.pop()
        self.depths[name].pop()
        if special is not None:
            self._closed(special)
        elif name == "thead" and self.tables:
            self.tables[-1].section("tbody")

    def _closed(self, special: Special) -> None:
        """What is more to do when an element closes."""
        if special.scope:
            self.scopes.pop()
        if special.section is not None:
            self.section = special.section
        if special.table is not None:
            while self.tables and self.tables.pop().close() is not special.table:
                pass

    def _close_implied(self, closes: tuple[str, ...], parents: tuple[str, ...]) -> None:
        """Close open siblings up to the nearest parent."""
        depths = self.depths
        siblings = [open_at for name in closes if (open_at := depths.get(name))]
        if not siblings:
            return
        barrier = max([depths[name][-1] for name in parents if depths.get(name)], default=-1)
        first = len(self.names)
        for open_at in siblings:
            if open_at[-1] > barrier:
                first = min(first, open_at[bisect_right(open_at, barrier)])
        while len(self.names) > first:
            self.pop()

    def end(self, name: str) -> None:
        """Close an element, and what was left open inside it."""
        if name in names.INLINE:
            self._end_inline(name)
            return
        if self.builder.length:
            self.flush()
        if self.names and self.names[-1] == name:
            self.pop()
        elif open_at := self.depths[name]:
            if name not in names.UNSCOPED and self.scopes and self.scopes[-1] > open_at[-1]:
                return
            for _ in range(len(self.names) - open_at[-1]):
                self.pop()

    def _end_inline(self, name: str) -> None:
        """An inline element does not close the blocks opened inside it."""
        open_at = self.depths.get(name)
        if not open_at:
            return
        depth = len(self.names) - 1
        while depth > open_at[-1]:
            if self.names[depth] not in names.INLINE:
                return
            depth -= 1
        if self.saved[depth][0].hidden != self.context.hidden:
            self.flush()
        for _ in range(len(self.names) - depth):
            self.pop()

    def close(self) -> list[Draft]:
        """Close everything; return what was read."""
        self.flush()
        while self.names:
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
        or (css and (meaning := names.class_meaning(css)) and meaning.preheader)
        or names.PREHEADER_CLASS.search(attrs.get("id") or "")
        or (style and names.HIDDEN_STYLE.search(style))
    )
