"""Front matter: the fields at the top of a page that become its title, description or subject."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import islice

from claimcheck.model import Surface
from claimcheck.readers.prose import MOST_RUNS, Draft, ProseBuilder

_BLOCK = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_FIELD = re.compile(r"(?P<name>[A-Za-z_][\w-]*)[ \t]*(?:[:=])[ \t]*(?P<value>[^\r\n]*)")
_LINE = re.compile(r"(?P<line>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_WORDS = re.compile(r"[^\r\n]+")
_STRETCH = 65_536
_FOLDED = re.compile(r"[>|][+-]?\d?[ \t]*(?:#.*)?$")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|''")
_SURFACES = {
    "title": Surface.TITLE,
    "seo_title": Surface.TITLE,
    "headline": Surface.HEADING,
    "subtitle": Surface.HEADING,
    "tagline": Surface.HEADING,
    "description": Surface.META,
    "meta_description": Surface.META,
    "summary": Surface.META,
    "excerpt": Surface.META,
    "lead": Surface.META,
    "abstract": Surface.META,
    "subject": Surface.SUBJECT,
    "preheader": Surface.PREHEADER,
    "preview": Surface.PREHEADER,
    "preview_text": Surface.PREHEADER,
}


def split(text: str, fields: Collection[str] = ()) -> tuple[list[Draft], str]:
    """Drafts of the fields people read, and the text with the front matter blotted out, equal in length.

    ``fields`` are read as descriptions, beside those whose name says what they are.
    """
    opened = _BLOCK.match(text)
    if opened is None:
        return [], text
    closed = re.compile(rf"^{re.escape(opened.group('fence'))}[ \t]*$", re.MULTILINE).search(
        text.replace("\r", "\n"), opened.end()
    )
    if closed is None:
        return [], text
    surfaces = {_plain_name(name): Surface.META for name in fields} | _SURFACES
    drafts = _fields(text, opened.end(), closed.start(), surfaces)
    return drafts, _blotted(text, closed.end()) + text[closed.end() :]


def _blotted(text: str, end: int) -> str:
    """Blanks in place of all but line ends; a stretch at a time, for the pieces of each are many."""
    stretches = [text[at : min(at + _STRETCH, end)] for at in range(0, end, _STRETCH)]
    return "".join([_WORDS.sub(lambda words: " " * len(words.group()), stretch) for stretch in stretches])


def _plain_name(name: str) -> str:
    return name.lower().replace("-", "_")


def _fields(text: str, start: int, end: int, surfaces: Mapping[str, Surface]) -> list[Draft]:
    """A name that comes again stands in for the first, as in YAML."""
    found: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}  # its value, and the lines that go on
    last: tuple[str, tuple[int, int], int] | None = None  # the field that may go on: name, value, its end
    for line in _LINE.finditer(text, start, end):
        first = line.start()
        if first < line.end("line") and text[first] not in " \t":
            field = _FIELD.match(text, first, line.end("line"))
            name = _plain_name(field.group("name")) if field else ""
            last = (name, field.span("value"), line.end()) if field and name in surfaces else None
        if last is not None:
            found[last[0]] = (last[1], (last[2], line.end()))
    values = [_value(text, first, more, surfaces[name]) for name, (first, more) in found.items()]
    return [draft for draft in values if draft]


def _value(text: str, first: tuple[int, int], more: tuple[int, int], surface: Surface) -> Draft | None:
    builder = ProseBuilder(text)
    head = text[first[0] : first[1]]
    runs = [] if _FOLDED.match(head) or not head.strip() else [first]
    lines = (line.span("line") for line in _LINE.finditer(text, *more))
    runs += islice((span for span in lines if text[span[0] : span[1]].strip()), MOST_RUNS)  # that is too many
    quote = head[:1] if head[:1] in ("'", '"') else ""
    if head[:1] in ("[", "{") or (runs and not quote and text[runs[0][0] : runs[0][1]].lstrip()[:2] == "- "):
        return None
    for index, (first_at, last_at) in enumerate(runs):
        start = first_at + (1 if quote and index == 0 else 0)
        end = start + len(text[start:last_at].rstrip(" \t"))
        if quote and index == len(runs) - 1 and end > start and text[end - 1] == quote:
            end -= 1
        comment = -1 if quote else text.find(" #", start, end)
        _run(builder, text, start, end if comment == -1 else comment, quote)
        builder.blank(end, min(end + 1, len(text)))
    return builder.draft(surface) if builder.length else None


def _run(builder: ProseBuilder, text: str, start: int, end: int, quote: str) -> None:
    at = start
    for match in _ESCAPE.finditer(text, start, end) if quote else ():
        if (match.group() == "''") != (quote == "'"):
            continue
        builder.text(at, match.start())
        builder.decoded(_unescaped(match.group()), match.start(), match.end())
        at = match.end()
    builder.text(at, end)


def _unescaped(escape: str) -> str:
    if escape == "''":
        return "'"
    if escape[1] in "xu" and len(escape) > 2:
        return chr(int(escape[2:], 16))  # noqa: FURB166 - no 0x stands before it
    return {"n": "\n", "t": "\t", "r": "\r", "_": "\u00a0"}.get(escape[1], escape[1])
