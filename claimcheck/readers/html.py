"""HTML, MJML and everything with tags: one pass over the tokens, no tree and no recursion.

The tokenizer follows the WHATWG algorithm and reports where each token stands; which block a text
belongs to is kept on a small stack, closed as a browser would close it.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from turbohtml import Token, tokenize

from claimcheck.model import Link, StructuredItem, Surface, line_starts
from claimcheck.readers import html_names as names
from claimcheck.readers.feed import feed, literal_drafts
from claimcheck.readers.notes import SUPERSCRIPTS
from claimcheck.readers.prose import Draft, ProseBuilder
from claimcheck.readers.tables import Table
from claimcheck.readers.templates import Masked, Tag

_TEXT, _START, _END, _COMMENT, _REFERENCE = 0, 1, 2, 3, 5
_CONDITIONAL = re.compile(r"\[if\b[^\]]*\]>")
_LIMIT = 400  # how far up an unmatched end tag looks; deeper nesting is no document
_PRICE_BEFORE = re.compile(r"[£$€]\s?\d{1,6}$")
_MARK_TEXT = re.compile(r"[\[(]?(\d{1,2}|[a-e]|[*†‡§]{1,3})[\])]?")


@dataclass(frozen=True, slots=True)
class _Context:
    """What the open elements say about the text inside them."""

    surface: Surface = Surface.BODY
    level: int = 0
    group: int = 0
    skip: bool = False
    hidden: bool = False
    small: bool = False
    part: str = ""
    language: str = ""
    svg: bool = False


@dataclass(slots=True)
class _Open:
    """One open element, and what to restore when it closes."""

    name: str
    context: _Context
    section: tuple[tuple[int, str], ...] | None = None
    table: Table | None = None


def parse(view: Masked, *, mail: bool | None = None, part: str = "") -> tuple[list[Draft], list[StructuredItem]]:
    """Drafts and structured values of one HTML text.

    ``mail`` says whether a first hidden block is a preheader; None: told by the markup.
    """
    reader = HtmlReader(view, mail=mail, part=part)
    reader.read(0, len(view.text))
    return reader.close()


class HtmlReader:
    """Feeds ranges of one text, in order, to one stack of open elements.

    Markdown uses it too, for the HTML inside.
    """

    def __init__(self, view: Masked, *, mail: bool | None = None, part: str = "") -> None:
        self.view = view
        self.source = _same_length_newlines(view.masked)
        self.builder = ProseBuilder(view.text)
        self.drafts: list[Draft] = []
        self.structured: list[StructuredItem] = []
        self.context = _Context(part=part)
        self.stack: list[_Open] = []
        self.counts: dict[str, int] = {}
        self.section: tuple[tuple[int, str], ...] = ()
        self.tables: list[Table] = []
        self.groups = 0
        self.run = 0  # the run of paragraphs since the last heading outside any container
        self.link: tuple[str, int] | None = None
        self.link_has_block = False
        self.sup: int | None = None
        self.anchors: list[str] = []
        self.mail = _looks_like_mail(self.source) if mail is None else mail
        self.first_text = True

    # ------------------------------------------------------------ tokens

    def read(self, start: int, end: int) -> None:
        """Read ``[start, end)`` as HTML. Markup inside comments and noscript waits on a stack."""
        waiting = [self._tokens(start, end)]
        before: list[_Context] = []
        while waiting:
            for token, at in waiting[-1]:
                inner = self._token(token, at)
                if inner is not None:
                    before.append(self.context)
                    self.flush()
                    self.context = replace(self.context, part=inner[2] or self.context.part)
                    waiting.append(self._tokens(inner[0], inner[1]))
                    break
            else:
                waiting.pop()
                if before:
                    self.flush()
                    self.context = replace(self.context, part=before.pop().part)

    def _tokens(self, start: int, end: int) -> Iterator[tuple[Token, int]]:
        """Tokens and their offsets. Newlines and NULs were made equal length, so lines are enough."""
        part = self.source[start:end]
        starts = line_starts(part)
        for token in tokenize(part, capture_source=True, resolve_references=False):
            yield token, start + starts[token.line - 1] + token.col

    def _token(self, token: Token, at: int) -> tuple[int, int, str] | None:
        kind = token.type
        if kind == _TEXT:
            data = token.data or ""
            if self.stack and self.stack[-1].name in names.REREAD:
                return at, at + len(data), ""
            if not self.context.skip:
                self.text(at, at + len(data), data)
        elif kind == _START:
            self.start(token, at)
        elif kind == _END:
            self.end(token.tag or "", at)
        elif kind == _REFERENCE:
            if not self.context.skip:
                self.decoded(token.data or "", at, at + len(token.source or ""))
        elif kind == _COMMENT:
            return self._comment(token.source or "", at)
        return None

    def _comment(self, source: str, at: int) -> tuple[int, int, str] | None:
        """A conditional comment is HTML for some mail programs."""
        if not source.startswith("<!--[if"):
            return None
        found = _CONDITIONAL.match(source, 4)
        end = source.rfind("<!")
        if found is None or end < found.end():
            return None
        return at + found.end(), at + end, "mso"

    # ------------------------------------------------------------ text

    def text(self, start: int, end: int, data: str) -> None:
        """Add running text that may hold template tags."""
        if not self.builder.length and data.isspace():
            return
        if self.sup is not None and data.isdigit():
            self.decoded(data, start, end)
        elif self.view.tags:
            feed(self.builder, self.view, start, end, self.flush)
        else:
            self.builder.text(start, end)

    def decoded(self, prose: str, start: int, end: int) -> None:
        """Add an entity's characters; figures in a superscript are raised, so that 40%¹ is no 401."""
        if self.sup is not None and prose.isdigit():
            if len(prose) == 2 and _PRICE_BEFORE.search(self.builder.prose()[-8:]):
                self.builder.inserted(".", start)
                self.builder.text(start, end)
                return
            for offset, digit in enumerate(prose):
                whole = end - start == len(prose)
                self.builder.decoded(digit.translate(SUPERSCRIPTS), start + offset if whole else start,
                                     start + offset + 1 if whole else end)
            return
        self.builder.decoded(prose, start, end)

    def flush(self, tag: Tag | None = None) -> None:
        """End the segment."""
        builder = self.builder
        if builder.length:
            link = self.link
            if link is not None and link[1] < builder.length:
                builder.links.append(Link(link[1], builder.length, link[0]))
            self._keep(builder.draft(self.context.surface))
            builder.clear()
            self.link_has_block = self.link_has_block or link is not None
        else:
            builder.forget()
        if self.link is not None:
            self.link = (self.link[0], 0)
        if self.sup is not None:
            self.sup = 0

    def _keep(self, draft: Draft) -> None:
        context = self.context
        if context.hidden and self.first_text:
            draft.surface = Surface.PREHEADER
        if context.surface not in (Surface.TITLE, Surface.PREHEADER) and not context.hidden:
            self.first_text = False
        if draft.surface in (Surface.BODY, Surface.LIST_ITEM) and self._is_button(draft):
            draft.surface = Surface.BUTTON
        draft.group, draft.part, draft.language = context.group or self.run, context.part, context.language
        draft.small = context.small
        draft.anchors = tuple(self.anchors)
        self.anchors.clear()
        draft.section = tuple([words for _, words in self.section])
        if context.level:
            kept = tuple([s for s in self.section if s[0] < context.level])
            draft.section = tuple([words for _, words in kept])
            self.section = (*kept, (context.level, draft.text))
        if self.tables:
            self.tables[-1].keep(draft)
        self.drafts.append(draft)

    def _is_button(self, draft: Draft) -> bool:
        links = draft.links
        return len(links) == 1 and not self.link_has_block and links[0].prose_start == 0 \
            and links[0].prose_end == len(draft.text)

    # ------------------------------------------------------------ elements

    def start(self, token: Token, at: int) -> None:
        """Open an element."""
        name = token.tag or ""
        attrs = dict(token.attrs) if token.attrs else {}
        if name == "br":
            self._line_break(at, at + len(token.source or ""))
            return
        if name not in names.INLINE:
            self._block(name, attrs, at)
        elif name in names.VOID or token.self_closing:
            pass
        elif name in ("a", "sup", "q", "svg", "small", "label") or attrs:
            self._inline(name, attrs, at)
        if attrs:
            self._attributes(name, attrs, token.source or "", at)

    def open(self, name: str, at: int, *, surface: Surface | None = None, data: bool = False) -> None:
        """Open a block element that another format's markup stands for."""
        self._block(name, {"role": "table"} if data else {}, at)
        if surface is not None:
            self.context = replace(self.context, surface=surface)

    def keep_aside(self, draft: Draft) -> None:
        """Keep a segment that stands beside the running text (an image's alternative text)."""
        context = self.context
        draft.group, draft.part, draft.language = context.group or self.run, context.part, context.language
        draft.section = tuple([words for _, words in self.section])
        self.drafts.append(draft)

    def _line_break(self, start: int, end: int) -> None:
        """One ``<br>`` is a line's end; two are a paragraph's."""
        if self.builder.at_break:
            self.flush()
        elif self.builder.length:
            self.builder.line_break(start, end)

    def _inline(self, name: str, attrs: dict[str, str | None], at: int) -> None:
        context = self.context
        changed = self._styled(context, attrs)
        if name == "a":
            self._close_link()
            href = attrs.get("href")
            if href is not None:
                self.link = (href, self.builder.position)
                self.link_has_block = False
        elif name == "sup":
            self.sup = self.builder.position
        elif name == "q" and not context.skip:
            self.builder.inserted("“", at)
        elif name == "svg":
            changed = replace(changed, svg=True)
        elif name == "small":
            changed = replace(changed, small=True)
        if changed is not context or name in ("svg", "small"):
            if changed.hidden != context.hidden:
                self.flush()
            self._push(name, changed)
        if "id" in attrs or (name == "a" and "name" in attrs):
            self.anchors.append(attrs.get("id") or attrs.get("name") or "")

    def _block(self, name: str, attrs: dict[str, str | None], at: int) -> None:
        self.flush()
        if name in names.IMPLIED:
            self._close_implied(*names.IMPLIED[name])
        elif self.stack and self.stack[-1].name == "p":
            self._pop()
        if name in names.VOID:
            return
        context = self._styled(self.context, attrs)
        section = None
        table = None
        if name in names.HEADINGS:
            context = self._heading(context, name)
        elif name in names.SKIPPED:
            context = replace(context, skip=True)
        elif name == "li":
            context = replace(context, surface=_inside(context, Surface.LIST_ITEM), group=self._group())
            section = self.section
        elif name in ("td", "th"):
            context = self._cell(context, name, attrs)
        elif name == "tr":
            context = replace(context, group=self._group())
            if self.tables:
                self.tables[-1].row(context.group)
        elif name in ("thead", "caption") and self.tables:
            self.tables[-1].section(name)
        elif name == "tbody" and self.tables:
            self.tables[-1].section(name)
        elif name == "table":
            table = Table(layout=_is_layout(attrs), data=attrs.get("role") in ("table", "grid"))
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(table)
            context = replace(context, surface=_inside(context, Surface.BODY))
        elif name == "title":
            context = replace(context, surface=Surface.ALT if context.svg else Surface.TITLE)
        elif name == "mj-title":
            context = replace(context, surface=Surface.TITLE)
        elif name == "mj-preview":
            context = replace(context, surface=Surface.PREHEADER)
        elif name in ("button", "mj-button"):
            context = replace(context, surface=Surface.BUTTON)
        elif name == "blockquote":
            context = replace(context, surface=Surface.QUOTE)
        elif name in names.CONTAINERS or names.TILE.search(attrs.get("class") or ""):
            context = replace(context, group=self._group())
            section = self.section
        self._push(name, context, section, table)
        if "id" in attrs:
            self.anchors.append(attrs["id"] or "")

    def _styled(self, context: _Context, attrs: dict[str, str | None]) -> _Context:
        """What style, class, hidden and lang say."""
        if not attrs:
            return context
        css = attrs.get("class") or ""
        style = attrs.get("style") or ""
        if self.mail and self.first_text and not context.hidden and (
                "hidden" in attrs or names.PREHEADER_CLASS.search(css) or names.PREHEADER_CLASS.search(attrs.get("id") or "")
                or (style and names.HIDDEN_STYLE.search(style))):
            context = replace(context, hidden=True)
        if css and names.TESTIMONIAL.search(css):
            context = replace(context, surface=Surface.QUOTE)
        if css and names.FOOTNOTE.search(css):
            context = replace(context, small=True)
        language = attrs.get("lang")
        if language and language != context.language:
            context = replace(context, language=language)
        return context

    def _heading(self, context: _Context, name: str) -> _Context:
        if context.surface is Surface.QUOTE:
            return context
        if not self.counts.keys() & names.CONTAINERS and not self.tables:
            last = self.drafts[-1] if self.drafts else None
            if last is None or last.surface is not Surface.HEADING or context.group:
                self.run = self._group()
        return replace(context, surface=Surface.HEADING, level=names.HEADINGS[name])

    def _cell(self, context: _Context, name: str, attrs: dict[str, str | None]) -> _Context:
        if not self.tables:
            return replace(context, surface=_inside(context, Surface.BODY))
        span = attrs.get("colspan") or "1"
        self.tables[-1].cell(name == "th", int(span) if span.isdigit() and len(span) < 4 else 1, self._group())
        return replace(context, surface=_inside(context, Surface.TABLE_CELL))

    def _group(self) -> int:
        self.groups += 1
        return self.groups

    def _push(self, name: str, context: _Context, section: tuple[tuple[int, str], ...] | None = None,
              table: Table | None = None) -> None:
        self.stack.append(_Open(name, self.context, section, table))
        self.counts[name] = self.counts.get(name, 0) + 1
        self.context = context

    def _pop(self) -> None:
        entry = self.stack.pop()
        left = self.counts[entry.name] - 1
        if left:
            self.counts[entry.name] = left
        else:
            del self.counts[entry.name]
        self.context = replace(entry.context, part=self.context.part)
        if entry.section is not None:
            self.section = entry.section
        if entry.table is not None:
            while self.tables:
                table = self.tables.pop()
                table.close()
                if table is entry.table:
                    break

    def _close_implied(self, closes: frozenset[str], parents: frozenset[str]) -> None:
        """Close open siblings up to the nearest parent."""
        found = 0
        for depth, entry in enumerate(reversed(self.stack), 1):
            if entry.name in parents and entry.name not in closes or depth > _LIMIT or entry.name == "table":
                break
            if entry.name in closes:
                found = depth
        for _ in range(found):
            self._pop()

    # ------------------------------------------------------------ end tags

    def end(self, name: str, at: int) -> None:
        """Close an element, and what was left open inside it."""
        if name == "a":
            self._close_link()
        elif name == "sup":
            self._close_sup()
        elif name == "q" and not self.context.skip:
            self.builder.inserted("”", at)
        elif name == "br":
            self._line_break(at, at + 5)
            return
        if name not in names.INLINE:
            self.flush()
        if name not in self.counts:
            return
        for depth, entry in enumerate(reversed(self.stack), 1):
            if entry.name == name:
                if entry.context.hidden != self.context.hidden:
                    self.flush()
                for _ in range(depth):
                    self._pop()
                return
            if (entry.name in names.SCOPES and name not in names.SCOPES and name not in ("tr", "tbody", "thead")) \
                    or depth > _LIMIT or (name in names.INLINE and entry.name not in names.INLINE):
                return

    def _close_link(self) -> None:
        if self.link is None:
            return
        href, start = self.link
        self.link = None
        if start < self.builder.length:
            self.builder.links.append(Link(start, self.builder.length, href))
            if self.sup is not None and href.startswith("#"):
                self._mark(start, href[1:])

    def _close_sup(self) -> None:
        if self.sup is None:
            return
        start, self.sup = self.sup, None
        target = self.link[0][1:] if self.link and self.link[0].startswith("#") else ""
        if not any(m[0] >= start for m in self.builder.marks):
            self._mark(start, target)

    def _mark(self, start: int, target: str) -> None:
        """A raised figure, letter or sign is a reference mark when it reads like one."""
        text = self.builder.prose()[start:].strip()
        found = _MARK_TEXT.fullmatch(text.translate(_LOWERED))
        if found and (target or not found.group(1).isdigit()) and (target or not found.group(1).isalpha()):
            self.builder.marks.append((self.builder.length - len(text), self.builder.length, found.group(1), target))

    # ------------------------------------------------------------ attributes

    def _attributes(self, name: str, attrs: dict[str, str | None], source: str, at: int) -> None:
        wanted: dict[str, Surface] = {a: Surface.ALT for a in attrs if a in names.READ_ATTRIBUTES and attrs[a]}
        if name == "meta" and names.META_NAMES.match(attrs.get("name") or attrs.get("property") or ""):
            wanted["content"] = Surface.META
        elif name == "input" and (attrs.get("type") or "").lower() in ("submit", "button", "reset"):
            wanted["value"] = Surface.BUTTON
        elif name in ("link", "style", "script", "path", "abbr", "mj-image-skip"):
            return
        if wanted and not self.context.skip:
            for attribute, start, end in names.attributes(source, at):
                if attribute in wanted:
                    self.attribute(start, end, wanted[attribute])

    def attribute(self, start: int, end: int, surface: Surface) -> None:
        """Read an attribute's value as a segment of its own."""
        builder = ProseBuilder(self.view.text)

        def flush(tag: Tag | None = None) -> None:
            if builder.length:
                self.keep_aside(builder.draft(surface))
            builder.clear()

        at = start
        for found in names.REFERENCE.finditer(self.source, start, end):
            prose = _reference(found.group(), self.source[found.end():found.end() + 1])
            if prose:
                feed(builder, self.view, at, found.start(), flush)
                builder.decoded(prose, found.start(), found.start() + len(found.group()))
                at = found.end()
        feed(builder, self.view, at, end, flush)
        flush()

    # ------------------------------------------------------------ end of text

    def close(self) -> tuple[list[Draft], list[StructuredItem]]:
        """Close everything; return what was read."""
        self.flush()
        while self.stack:
            self._pop()
        self.drafts += literal_drafts(self.view)
        return self.drafts, self.structured


_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _inside(context: _Context, surface: Surface) -> Surface:
    """Quotes stay quotes whatever is inside."""
    return context.surface if context.surface is Surface.QUOTE else surface


def _is_layout(attrs: dict[str, str | None]) -> bool:
    return attrs.get("role") in ("presentation", "none") or bool(attrs.keys() & names.PRESENTATION) \
        or attrs.get("border") == "0"


def _looks_like_mail(source: str) -> bool:
    head = source[:20000].lower()
    return "mso" in head or "<table" in head or "mj-" in head or "<center" in head


def _same_length_newlines(text: str) -> str:
    """Carriage returns, NULs and ``</>`` would shift the tokenizer's columns."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text.replace("</>", "\ue002\ue002\ue002") if "</>" in text else text


def _reference(source: str, following: str) -> str:
    """Decode a character reference in an attribute; empty when it is none there."""
    if not source.endswith(";") and source[1] != "#" and (following == "=" or following.isalnum()):
        return ""
    decoded = entities.unescape(source)
    return "" if decoded == source else decoded
