"""HTML, MJML and everything with tags: one pass over the tokens, no tree and no recursion.

The tokenizer follows the WHATWG algorithm and reports where each token stands; which block a text
belongs to is kept by ``Outline``, whose elements close as a browser would close them.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Sequence

from turbohtml import Token

from claimcheck.model import Link, ReadProblem, StructuredItem, Surface
from claimcheck.readers import branches
from claimcheck.readers import html_names as names
from claimcheck.readers.context import but
from claimcheck.readers.feed import feed, literal_drafts
from claimcheck.readers.html_tokens import EMPTY_TAG, Tokens, conditional, same_length
from claimcheck.readers.lines import is_forced, is_rule
from claimcheck.readers.notes import PLAIN_DIGITS, SUPERSCRIPTS
from claimcheck.readers.outline import Attributes, Outline
from claimcheck.readers.prose import Draft, ProseBuilder
from claimcheck.readers.structured import Structured
from claimcheck.readers.tags import Tag
from claimcheck.readers.templates import COMMENT_MASK, CONTROL_MASK, OUTPUT_MASK, Masked

_TEXT, _START, _END, _COMMENT, _REFERENCE = 0, 1, 2, 3, 5
_PRICE_BEFORE = re.compile(r"[£$€]\s?\d{1,6}$")
_MARK_TEXT = re.compile(r"[\[(]?(\d{1,2}|[a-e]|[*†‡§]{1,3})[\])]?")
_EMPHASIS = re.compile(r"(?P<sign>\*\*|__)(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)(?P=sign)|`[^`\n]{1,500}`")
_REREAD = 2  # HTML inside comments inside <noscript>; deeper is no document
_TOO_DEEP = "this text stands in too many comments or <noscript> within one another; it was not read."
_NOT_EMPTY_TAG = re.compile(f"[^{EMPTY_TAG}]+")


def parse(
    view: Masked, *, mail: bool | None = None, part: str = "", lines: Sequence[int] = ()
) -> tuple[list[Draft], list[StructuredItem], list[ReadProblem]]:
    """Drafts, structured values and problems of one HTML text.

    ``mail`` says whether a first hidden block is a preheader; None: told by the markup. ``lines`` tells
    where the text's lines start, when that is known; a masked tag hides the line ends within it, so with
    tags it is of no use.
    """
    reader = HtmlReader(view, mail=mail, part=part)
    with reader.bounded():
        reader.read(0, len(view.text), () if view.tags else lines)
    return reader.finish()


class HtmlReader(Outline):
    """Feeds ranges of one text, in order, to one stack of open elements. Markdown uses it too."""

    def __init__(self, view: Masked, *, mail: bool | None = None, part: str = "") -> None:
        self.source = same_length(view.masked)
        super().__init__(view, mail=mail, part=part)
        self.structured = Structured(view)
        self.sup: int | None = None
        self.json = False
        self.components = False  # capitalised tags are components, whose props may hold copy (MDX)

    def finish(self) -> tuple[list[Draft], list[StructuredItem], list[ReadProblem]]:
        """Close everything; return what was read."""
        self.close()
        items, problems = self.structured.finish()
        drafts = self.drafts + literal_drafts(self.view, self.problems)
        branches.label(self.view, drafts)
        return drafts, items, problems + self.problems

    # ------------------------------------------------------------ tokens

    def read(self, start: int, end: int, lines: Sequence[int] = ()) -> None:
        """Read ``[start, end)`` as HTML. What is HTML again (comments, noscript) waits on a stack."""
        waiting = [Tokens(self.source, start, end, lines)]
        told_ends, scopes = names.TOLD_ENDS, self.structured.scopes
        parts: list[str] = []
        while waiting:
            tokens = waiting[-1]
            base, starts, builder = tokens.base, tokens.starts, self.builder
            for token in tokens.tokens:
                kind, inner = token.type, None
                if kind == _TEXT:
                    data = token.data or ""
                    if builder.length or not data.isspace():
                        inner = self._text(data, base + starts[token.line - 1] + token.col)
                elif kind == _START:
                    self._start(token, base + starts[token.line - 1] + token.col)
                elif kind == _END:
                    name = token.tag or ""
                    if name in told_ends or scopes:
                        self._told_end(name, tokens.place(token))
                    self.end(name)
                elif kind in (_REFERENCE, _COMMENT):
                    inner = self._rare(token, kind, tokens.place(token))
                if inner is not None and len(waiting) > _REREAD:
                    self.problems.append(ReadProblem(_TOO_DEEP, *inner[:2]))
                elif inner is not None:
                    self.flush()
                    parts.append(self.part)
                    self.part = inner[2] or self.part
                    del token  # its text may be long
                    waiting.append(Tokens(self.source, inner[0], inner[1]))
                    break
            else:
                waiting.pop()
                if parts:
                    self.flush()
                    self.part = parts.pop()

    def _text(self, data: str, at: int) -> tuple[int, int, str] | None:
        """Take a text token; return a range to be read as HTML again, and the part it belongs to."""
        if self.context.plain and self.sup is None and not self.components and data.isascii():
            self.builder.words(data, at, at + len(data))
        elif self.context.skip:
            if self.json and self.names and self.names[-1] == "script":
                self.structured.json(at, at + len(data))
        elif self.context.raw and self.names[-1] == "noscript":
            self.context = but(self.context, "raw", False)
            return at, at + len(data), ""
        else:
            self.text(at, at + len(data), data)
        return None

    def _rare(self, token: Token, kind: int, at: int) -> tuple[int, int, str] | None:
        """Take a character reference or a comment."""
        if kind == _COMMENT:
            return conditional(token.source or "", at)
        if not self.context.skip:
            self.builder.decoded(token.data or "", at, at + len(token.source or ""))
        return None

    # ------------------------------------------------------------ text

    def text(self, start: int, end: int, data: str) -> None:
        """Add running text that may hold template tags."""
        if self.sup is not None and data.isdecimal():
            self._raised(data, start)
        elif self.components and ("**" in data or "__" in data or "`" in data):
            self._emphasised(start, end)
        elif self.context.pre:
            self._lines(start, end)
        elif data.isascii():
            self.builder.text(start, end)
        elif EMPTY_TAG in data:
            for part in _NOT_EMPTY_TAG.finditer(self.source, start, end):
                feed(self.builder, self.view, part.start(), part.end(), self.flush)
        elif OUTPUT_MASK in data or CONTROL_MASK in data or COMMENT_MASK in data:
            feed(self.builder, self.view, start, end, self.flush)
        else:
            self.builder.text(start, end)

    def _emphasised(self, start: int, end: int) -> None:
        """Text inside a component is Markdown still: signs of emphasis drop out, and so does code."""
        at = start
        for found in _EMPHASIS.finditer(self.source, start, end):
            feed(self.builder, self.view, at, found.start(), self.flush)
            feed(self.builder, self.view, *found.span("words"), self.flush)
            at = found.end()
        feed(self.builder, self.view, at, end, self.flush)

    def _lines(self, start: int, end: int) -> None:
        """Preformatted text keeps its lines, but for those that a typist wrapped."""
        at = start
        before = ""
        for line in self.source[start:end].split("\n"):
            words = line.strip()
            if at > start:
                if not before:
                    self.flush()
                if words and not is_forced(before, words, 72):
                    self.builder.blank(at - 1, at)
                else:
                    self.line_break(at - 1, at)
            if words and is_rule(words):
                self.flush()
            elif words and line.isascii():
                self.builder.words(line, at, at + len(line))
            elif words:
                feed(self.builder, self.view, at, at + len(line), self.flush)
            before = line.rstrip()
            at += len(line) + 1

    def _raised(self, digits: str, start: int) -> None:
        """Superscript figures: pence after a price, else raised so that 40%¹ is not 401."""
        if len(digits) == 2 and _PRICE_BEFORE.search(self.builder.prose(max(0, self.builder.length - 8))):
            self.builder.inserted(".", start)
            self.builder.text(start, start + 2)
            return
        for offset, digit in enumerate(digits, start):
            self.builder.decoded(digit.translate(SUPERSCRIPTS), offset, offset + 1)

    # ------------------------------------------------------------ tags

    def _start(self, token: Token, at: int) -> None:
        name = token.tag or ""
        attrs: Attributes = dict(token.attrs or ())
        if name in names.INLINE:
            if attrs or name in names.TOLD:
                self._inline(name, attrs, at, token.self_closing or name in names.VOID)
        elif name == "br":
            self.line_break(at, at + len(token.source or ""))
        else:
            self.open(name, attrs)
            if name == "script":
                self.json = "ld+json" in (attrs.get("type") or "")
            elif token.self_closing and ("-" in name or (token.source or "")[1:2].isupper()):
                self.end(name)
        if attrs and (
            self.structured.scopes
            or self.components
            or name in names.TOLD_BY_VALUE
            or not names.TELLING.isdisjoint(attrs)
        ):
            if self.structured.scopes or not names.STRUCTURED.isdisjoint(attrs):
                self.structured.start(name, attrs, token.source or "", at)
            self._attributes(name, attrs, token, at)

    def _inline(self, name: str, attrs: Attributes, at: int, closed: bool) -> None:
        if "id" in attrs or (name == "a" and "name" in attrs):
            self.anchors.append(attrs.get("id") or attrs.get("name") or "")
        if closed:
            return
        context = self.styled(self.context, attrs) if attrs else self.context
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
            context = but(context, "svg", True)
        elif name == "small":
            context = but(context, "small", True)
            self.small = self.small or not self.builder.length
        elif name == "code":
            context = but(context, "skip", True)
        if context is not self.context:
            if context.hidden != self.context.hidden:
                self.flush()
            self.push(name, context, self.group)

    def _told_end(self, name: str, at: int) -> None:
        """An end tag that does more than close its element."""
        if name == "a":
            self._close_link()
        elif name == "sup":
            self._close_sup()
        elif name == "q" and not self.context.skip and self.builder.length:
            self.builder.inserted("”", at)
        elif name == "br":
            self.line_break(at, at)
        if self.structured.scopes:
            self.structured.end(name, at)

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
        start, self.sup = min(self.sup, self.builder.length), None
        target = self.link[0][1:] if self.link and self.link[0].startswith("#") else ""
        if not any(m[0] >= start for m in self.builder.marks):
            self._mark(start, target)

    def _mark(self, start: int, target: str) -> None:
        """A raised sign is a reference mark; a raised figure or letter is one if it links to a note."""
        text = self.builder.prose(start).strip()
        found = _MARK_TEXT.fullmatch(text.translate(PLAIN_DIGITS))
        if found and (target or not found.group(1).isalnum()):
            end = self.builder.length
            self.builder.marks.append((end - len(text), end, found.group(1), target))

    # ------------------------------------------------------------ attributes

    def _attributes(self, name: str, attrs: Attributes, token: Token, at: int) -> None:
        wanted: dict[str, Surface] = {}
        if name == "meta":
            if names.META_NAMES.match(attrs.get("name") or attrs.get("property") or ""):
                wanted["content"] = Surface.META
        elif name == "input" and (attrs.get("type") or "").lower() in ("submit", "button", "reset"):
            wanted["value"] = Surface.BUTTON
        if name not in ("link", "style"):
            wanted |= {a: Surface.ALT for a in attrs if a in names.READ_ATTRIBUTES and attrs[a]}
        if self.components and (token.source or "")[1:2].isupper():
            props = [a for a in attrs if attrs[a] and names.COMPONENT_PROPS.search(a)]
            wanted = dict.fromkeys(props, Surface.BODY) | wanted
        if wanted and not self.context.skip:
            for attribute, start, end in names.attributes(token.source or "", at):
                if surface := wanted.pop(attribute, None):
                    self.attribute(start, end, surface)

    def attribute(self, start: int, end: int, surface: Surface) -> None:
        """Read an attribute's value as a segment of its own."""
        builder = ProseBuilder(self.view.text)

        def flush(_: Tag | None = None) -> None:
            if builder.length:
                self.keep_aside(builder.draft(surface))
            builder.clear()

        at = start
        for found in names.REFERENCE.finditer(self.source, start, end):
            prose = _reference(found.group(), self.source[found.end() : found.end() + 1])
            if prose:
                feed(builder, self.view, at, found.start(), flush)
                builder.decoded(prose, found.start(), found.end())
                at = found.end()
        feed(builder, self.view, at, end, flush)
        flush()


def _reference(source: str, following: str) -> str:
    """Decode a character reference in an attribute; empty when it is none there."""
    if not source.endswith(";") and source[1] != "#" and (following == "=" or following.isalnum()):
        return ""
    decoded = entities.unescape(source)
    return "" if decoded == source else decoded
