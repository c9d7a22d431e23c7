"""Merge tags and template tags, masked at equal length before any markup is parsed.

An output tag (``{{ stock }}``) is one word of the prose, a control tag (``{% if %}``) ends the
segment, a comment drops out. Read are Liquid, Jinja, Twig, Django, HubSpot, Klaviyo, Handlebars,
Mustache and Go (braces), Mailchimp (``*|TAG|*``), AMPscript and ``%%field%%``, ERB, EJS and ASP
(``<% %>``), PHP, and Hugo shortcodes. String literals that people read are copy too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimcheck.model import ReadProblem
from claimcheck.readers.tags import Tag, TagKind, most_tags
from claimcheck.readers.tagscan import scan, scan_fields

#: Mask characters: private use, so no markup parser gives them a meaning.
OUTPUT_MASK, CONTROL_MASK, COMMENT_MASK = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it stands, the text of equal length that parsers see, and the tags between them."""

    text: str
    masked: str
    tags: tuple[Tag, ...] = ()
    starts: tuple[int, ...] = ()
    problems: tuple[ReadProblem, ...] = ()

    def tags_in(self, start: int, end: int) -> tuple[Tag, ...]:
        """Tags that begin in ``[start, end)``."""
        return self.tags[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def outside(self, start: int) -> int:
        """``start``, or the end of the tag that began before it and goes on."""
        index = bisect_left(self.starts, start) - 1
        return max(start, self.tags[index].end) if index >= 0 else start


def mask(text: str, *, fields: bool = False) -> Masked:
    """Find the tags and blot them out, each character by one mask character.

    ``fields``: the merge fields of word processors, ``«Name»`` and ``<<Name>>``, are output tags too.
    """
    tags = _merge_comments(scan(text), text)
    if fields:
        taken = {tag.start for tag in tags}
        found = (tag for tag in scan_fields(text) if tag.start not in taken)
        tags = sorted([*tags, *found], key=lambda t: t.start)
    if not tags:
        return Masked(text, text)
    tags, problems = bounded(text, tags)
    return Masked(text, blot(text, tags), tuple(tags), tuple(t.start for t in tags), problems)


def bounded(text: str, tags: list[Tag]) -> tuple[list[Tag], tuple[ReadProblem, ...]]:
    """The tags, or as many as are read; what follows is masked, which is a problem at its place."""
    most = room = most_tags(len(text))
    for index, tag in enumerate(tags):
        room -= 1  # now: how many of its strings may be read
        if room < len(tag.literals):
            whole = room > 0 and tag.kind is not TagKind.TEXT
            cut = tag.literals[room].start if whole else tag.start
            kept = [*tags[:index], replace(tag, literals=tag.literals[:room])] if whole else tags[:index]
            what = f"this text has more than {most:,} template tags or strings in them"
            problem = ReadProblem(f"{what}; from here on it was not read.", cut, cut)
            return [*kept, Tag(tag.end if whole else cut, len(text), TagKind.COMMENT)], (problem,)
        room -= len(tag.literals)
    return tags, ()


def blot(text: str, tags: Iterable[Tag]) -> str:
    """The text with each tag, in order of place, replaced by as many mask characters."""
    parts: list[str] = []
    at = 0
    for tag in tags:
        parts.append(text[at : tag.start])
        parts.append(_blot(text, tag))
        at = tag.end
    parts.append(text[at:])
    return "".join(parts)


def _blot(text: str, tag: Tag) -> str:
    size = tag.end - tag.start
    if text[tag.start - 1 : tag.start] == "<" or text[tag.start - 2 : tag.start] == "</":
        return "x" * size  # a tag name: <{{ element }} class="...">
    return {TagKind.CONTROL: CONTROL_MASK, TagKind.COMMENT: COMMENT_MASK}.get(tag.kind, OUTPUT_MASK) * size


def _merge_comments(tags: list[Tag], text: str) -> list[Tag]:
    """``{% comment %} ... {% endcomment %}`` is one comment, whatever stands between."""
    out: list[Tag] = []
    opened: Tag | None = None
    last_end = text.rfind("endcomment")
    for tag in tags:
        word = tag.expression.split(None, 1)[0] if tag.expression and tag.kind is TagKind.CONTROL else ""
        if opened is not None:
            if word == "endcomment":
                out.append(Tag(opened.start, tag.end, TagKind.COMMENT))
                opened = None
            continue
        if word == "comment" and tag.end <= last_end:
            opened = tag
            continue
        out.append(tag)
    return out
