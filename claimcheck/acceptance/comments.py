"""Comments of copy that speak to claimcheck, found in the raw text of a file.

No parser is asked, so that a comment works where the rest of the file does not parse. Each format has
its own comments; a comment of another format would be printed, so it counts for nothing there.
"""

from __future__ import annotations

import quopri
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from claimcheck.model import Document

__all__ = ["WORD", "Comment", "comments"]

WORD = "claimcheck-"
LONGEST = 2000  # characters of one comment

Spans = list[tuple[int, int]]
Kinds = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _compiled(*kinds: tuple[str, str]) -> Kinds:
    return tuple((re.compile(rf"(?:{opening})\Z"), re.compile(closing)) for opening, closing in kinds)


#: How a comment opens, right before the word, and what closes it.
_MARKUP = _compiled((r"<!--", r"--!?>"))
_JSX = _compiled((r"\{/\*", r"\*/\}"))
_TEMPLATES = _compiled(
    (r"\{\{~?!--", r"--~?\}\}"),  # Handlebars
    (r"\{\{~?!", r"~?\}\}"),  # Handlebars, Mustache
    (r"\{\{-?\s{0,20}/\*", r"\*/\s{0,20}-?\}\}"),  # Go
    (r"\{#-?", r"-?#\}"),  # Jinja, Twig, Django, HubSpot
    (r"\{%-?\s{0,20}comment[^%{}]{0,80}%\}", r"\{%-?\s{0,20}endcomment\s{0,20}-?%\}"),  # Liquid, Django
    (r"\{%-?\s{0,20}#", r"-?%\}"),  # Liquid
    (r"<%#", r"-?%>"),  # ERB, EJS
    (r"<%--", r"--%>"),  # ASP, JSP
)
#: Comments of programs; they count only inside PHP or AMPscript.
_PROGRAM = _compiled((r"/\*", r"\*/"), (r"(?://|#)", r"(?=\r|\n|\?>|\Z)"))
_YAML = _compiled((r"#", r"(?=\r|\n|\Z)"))  # in front matter

_KINDS = {
    "html": (*_MARKUP, *_TEMPLATES),
    "mjml": (*_MARKUP, *_TEMPLATES),
    "markdown": (*_MARKUP, *_TEMPLATES),
    "mdx": (*_JSX, *_MARKUP, *_TEMPLATES),
    "mail": (*_MARKUP, *_TEMPLATES),
    "plain": _TEMPLATES,
}
_PROGRAMS = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)|%%\[.*?(?:\]%%|\Z)", re.DOTALL)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that begins with ``claimcheck-``: document offsets, and what it says, on one line."""

    start: int
    end: int
    text: str
    closed: bool = True


def comments(document: Document) -> Iterator[Comment]:
    """Every comment of a document that speaks to claimcheck, in order of place."""
    kinds = _KINDS.get(document.format, ())
    if not kinds or "claimcheck" not in document.text:
        return
    source = _unfolded(document)
    programs, front, fences = _regions(source.text, document.format)
    for found in re.finditer(re.escape(WORD), source.text):
        at = found.start()
        if _within(at, fences):
            continue
        own = (
            *kinds,
            *(_PROGRAM if _within(at, programs) else ()),
            *(_YAML if _within(at, front) else ()),
        )
        comment = _comment(source.text, at, own)
        if comment and not (fences is not None and _in_code(source.text, at)):
            yield source.placed(comment)


def _comment(text: str, at: int, kinds: Kinds) -> Comment | None:
    """The comment whose first word stands at ``at``; None where no comment opens before it."""
    before = text[max(0, at - 120) : at].rstrip()
    if not before or before[-1].isalnum():
        return None
    for opening, closing in kinds:
        opened = opening.search(before)
        if opened:
            start = max(0, at - 120) + opened.start()
            close = closing.search(text[at : at + LONGEST])
            end = at + (close.start() if close else len(text[at : at + LONGEST].split("\n", 1)[0]))
            words = " ".join(text[at:end].split())
            return Comment(start, at + close.end() if close else end, words, closed=bool(close))
    return None


# ---------------------------------------------------------------- where comments may stand


def _regions(text: str, kind: str) -> tuple[Spans, Spans, Spans | None]:
    """Programs, front matter, and fenced code (None where the format has none)."""
    programs = [found.span() for found in _PROGRAMS.finditer(text)] if kind not in {"plain", "mail"} else []
    front = _FRONT_MATTER.match(text) if kind in {"markdown", "mdx", "html"} else None
    fences = [found.span() for found in _FENCE.finditer(text)] if kind in {"markdown", "mdx"} else None
    return programs, [front.span()] if front else [], fences


def _within(at: int, spans: Spans | None) -> bool:
    """Whether a place lies in one of the spans, which are in order and apart."""
    if not spans:
        return False
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _in_code(text: str, at: int) -> bool:
    """Whether Markdown shows this as code: an odd number of backticks before it on its line."""
    return text.count("`", text.rfind("\n", 0, at) + 1, at) % 2 == 1


# ---------------------------------------------------------------- mail


@dataclass(frozen=True, slots=True)
class _Source:
    """The text with the soft line breaks of quoted-printable taken out, and the way back."""

    text: str
    at: tuple[int, ...] = ()  # offsets in ``text`` from which on ...
    dropped: tuple[int, ...] = ()  # ... so many characters have been left out before

    def placed(self, comment: Comment) -> Comment:
        start, end = self._back(comment.start), self._back(comment.end - 1) + 1
        return Comment(start, end, _decoded(comment.text), comment.closed)

    def _back(self, offset: int) -> int:
        index = bisect_right(self.at, offset) - 1
        return offset + (self.dropped[index] if index >= 0 else 0)


def _unfolded(document: Document) -> _Source:
    text = document.text
    if document.format != "mail" or "quoted-printable" not in text.casefold():
        return _Source(text)
    breaks = [(found.start(), found.end()) for found in _SOFT_BREAK.finditer(text)]
    dropped = tuple(accumulate(end - start for start, end in breaks))
    before = (0, *dropped[:-1])
    at = tuple(start - gone for (start, _), gone in zip(breaks, before, strict=True))
    return _Source(_SOFT_BREAK.sub("", text), at, dropped)


def _decoded(text: str) -> str:
    """The words of a comment; in quoted-printable every equals sign of theirs is written ``=3D``."""
    if "=3D" not in text:
        return text
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
