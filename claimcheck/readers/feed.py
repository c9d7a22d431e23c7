"""Running text with template tags in it, the same for every text format."""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.model import ReadProblem, Surface
from claimcheck.readers.prose import Draft, ProseBuilder, most_blocks, too_many_blocks
from claimcheck.readers.tags import Tag, TagKind
from claimcheck.readers.templates import Masked

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


def feed(
    builder: ProseBuilder, view: Masked, start: int, end: int, flush: Callable[[Tag | None], None]
) -> None:
    """Add ``view.text[start:end]``; ``flush`` ends the segment at each control tag.

    A tag is fed where it begins; characters of a tag that began before ``start`` are passed over.
    """
    if not view.tags:
        builder.text(start, end)
        return
    at = view.outside(start)
    for tag in view.tags_in(start, end):
        if tag.start > at:
            builder.text(at, tag.start)
        at = max(at, tag.end)
        feed_tag(builder, tag, flush)
    if at < end:
        builder.text(at, end)


def feed_tag(builder: ProseBuilder, tag: Tag, flush: Callable[[Tag | None], None]) -> None:
    """Add one template tag: a word, the text it prints, an end of segment, or nothing."""
    if tag.kind is TagKind.OUTPUT:
        builder.placeholder(tag.expression, tag.start, tag.end)
    elif tag.kind is TagKind.TEXT:
        builder.text(tag.literals[0].start, tag.literals[0].end)
    elif tag.kind is TagKind.CONTROL:
        flush(tag)


def literal_drafts(view: Masked, problems: list[ReadProblem]) -> list[Draft]:
    """Strings inside tags that people read, each a segment of its own. Problems of the tags are added."""
    problems += view.problems
    most = most_blocks(len(view.text))
    drafts: list[Draft] = []
    for tag in view.tags:
        if tag.kind is TagKind.TEXT:
            continue
        for literal in tag.literals:
            if len(drafts) >= most:
                problems.append(too_many_blocks(len(view.text), literal.start).problem)
                return drafts
            builder = ProseBuilder(view.text)
            at = literal.start
            for markup in _MARKUP.finditer(view.text, literal.start, literal.end):
                builder.text(at, markup.start())
                builder.blank(*markup.span())
                at = markup.end()
            builder.text(at, literal.end)
            if builder.length:
                drafts.append(builder.draft(Surface.BODY))
    return drafts
