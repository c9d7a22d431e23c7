"""MDX: Markdown with JSX. Imports and exports drop out, expressions become words."""

from __future__ import annotations

import re

from claimcheck.readers.tags import Tag, TagKind, most_tags
from claimcheck.readers.tagstrings import literals_of
from claimcheck.readers.templates import Masked, blot, bounded, mask

_MODULE = re.compile(
    r"^(?:import\s+(?:[\"']|[^\n]*?\bfrom\s*[\"']|\{|[\w$]+\s*,\s*\{)|export\s+(?:default\b|const\b|let\b|var\b|"
    r"function\b|class\b|async\b|\{|\*))[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*",
    re.MULTILINE,
)
_SCAN = re.compile(
    r"(?P<fence>^[ \t]*(?P<ticks>```+|~~~+))|(?P<code>`+)|(?P<open>\{+)|(?P<close>\}+)", re.MULTILINE
)
_LIMIT = 20_000  # an expression is no longer than this


def mask_mdx(text: str) -> Masked:
    """Template tags, module lines and ``{expressions}``, masked at equal length."""
    view = mask(text)
    extra = [
        Tag(m.start(), m.end(), TagKind.COMMENT)
        for m in _MODULE.finditer(view.masked)
        if _stands_alone(text, m.start())
    ]
    extra += _expressions(blot(view.masked, extra))
    if not extra:
        return view
    tags, problems = bounded(text, _outermost([*view.tags, *extra]))
    problems = problems or view.problems
    return Masked(text, blot(text, tags), tuple(tags), tuple(t.start for t in tags), problems)


def _stands_alone(text: str, start: int) -> bool:
    """Module lines begin a block: the file, or after a blank line or another block's end."""
    before = text[max(0, start - 500) : start].replace("\r\n", "\n").rstrip(" \t")
    return not before.strip() or before.endswith("\n\n") or before.rstrip("\n").endswith("---")


def _expressions(text: str) -> list[Tag]:
    """Balanced braces outside code."""
    found: list[Tag] = []
    at, depth, opened = 0, 0, -1
    most = most_tags(len(text))
    while len(found) <= most and (match := _SCAN.search(text, at)):
        at = match.end()
        kind = match.lastgroup
        if kind in ("fence", "ticks") and depth == 0:
            close = re.compile(rf"^[ \t]*{re.escape(match.group('ticks'))}", re.MULTILINE).search(text, at)
            at = close.end() if close else len(text)
        elif kind == "code" and depth == 0:
            close_at = text.find(match.group(), at, at + _LIMIT)
            at = close_at + len(match.group()) if close_at != -1 else at
        elif kind == "open":
            if depth == 0:
                opened = match.start()
            depth += at - match.start()
        elif kind == "close" and depth:
            closed = min(depth, at - match.start())
            depth -= closed
            if depth == 0:
                found.append(_expression(text, opened, match.start() + closed))
    return found


def _expression(text: str, start: int, end: int) -> Tag:
    inner = text[start + 1 : end - 1].strip()
    if inner.startswith("/*"):
        return Tag(start, end, TagKind.COMMENT)
    literals, alone = literals_of(text, start, end, inner)
    return Tag(start, end, TagKind.TEXT if alone else TagKind.OUTPUT, inner, literals)


def _outermost(tags: list[Tag]) -> list[Tag]:
    kept: list[Tag] = []
    for tag in sorted(tags, key=lambda t: (t.start, -t.end)):
        if not kept or tag.start >= kept[-1].end:
            kept.append(tag)
    return kept
