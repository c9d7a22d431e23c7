"""Merge tags and template tags, masked at equal length before any markup is parsed.

An output tag (``{{ stock }}``) is one word of the prose, a control tag (``{% if %}``) ends the
segment, a comment drops out. Read are Liquid, Jinja, Twig, Django, HubSpot, Klaviyo, Handlebars,
Mustache and Go (braces), Mailchimp (``*|TAG|*``), AMPscript and ``%%field%%``, ERB, EJS and ASP
(``<% %>``), PHP, and Hugo shortcodes. String literals that people read are copy too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from claimcheck.model import ReadProblem

#: Mask characters: private use, so no markup parser gives them a meaning.
OUTPUT_MASK, CONTROL_MASK, COMMENT_MASK = "\ue000", "\ue001", "\ue002"


class TagKind(StrEnum):
    OUTPUT = "output"
    CONTROL = "control"
    COMMENT = "comment"
    TEXT = "text"  # an output tag that prints a string literal: read as that text


@dataclass(frozen=True, slots=True)
class Literal:
    """A string inside a tag: the place of its words, without quotes."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """One template tag in the text, ``[start, end)``."""

    start: int
    end: int
    kind: TagKind
    expression: str = ""
    literals: tuple[Literal, ...] = ()


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


#: How tags open, and the pattern of that where it takes more than these signs.
_OPENS = {
    "*|": None,
    "%%": re.compile(r"%%(?=[\[=A-Za-z_])"),
    "<%": None,
    "<?": re.compile(r"<\?(?:php\b|=)"),
}
#: How tags in braces close, by the character after the brace.
_CLOSERS = {r"\{": "}}", "%": "%}", "#": "#}"}
_FIELD = re.compile(r"%%[A-Za-z_][\w .:-]{0,80}%%")
_FIELDS = re.compile(r"«([\w .-]{1,60})»|<<([\w .-]{1,60})>>")
_MERGE = re.compile(r"\*\|[A-Z0-9_:. !=<>\"'/,|%-]{1,200}?\|\*", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"\\\n]*)"|\'([^\'\\\n]*)\'|`([^`\\$]*)`')
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S*\w")
_NOT_COPY = re.compile(
    r"(?:[=!<>]=|\b(?:contains|in|eq|ne|include|extends|import|from|partial|template|block|date|url|url_for|static|"
    r"load|src|srcset|href|class|class_name|classes|style|sizes|id|loading|key|name))[\"']?[\s:=(]*$"
)
_COMPARED = re.compile(r"[\"'`]\s*(?:[=!]=|\bin\b|\bcontains\b)")
_FORMAT_CODES = re.compile(r"%-?[A-Za-z]|^[\w./-]+$|[{}]|;\s*\S+:|^https?:")
_CONTROL_WORDS = re.compile(
    r"(?:if|else|elseif|elsif|elif|end\w*|range|with|define|block|template|for|unless|each|foreach|while|switch|"
    r"case|default|set|var|IF|ELSE|ELSEIF|ENDIF|SET|VAR|FOR|NEXT|OUTPUTLINE|break|continue|do|yield|content_for|"
    r"form_for|require|include|import|function|use|return)\b"
)
#: What stands around an expression, by the tag's first character; braces may belong to the expression.
_DELIMITERS = {"<": "<>%?=#- \t\r\n", "*": "*| \t\r\n", "%": "%=[] \t\r\n"}
_OUTPUT_PHP = re.compile(r"(?:echo|print)\b")


def mask(text: str, *, fields: bool = False) -> Masked:
    """Find the tags and blot them out, each character by one mask character.

    ``fields``: the merge fields of word processors, ``«Name»`` and ``<<Name>>``, are output tags too.
    """
    tags = _merge_comments(_scan(text), text)
    if fields and ("«" in text or "<<" in text):
        taken = {tag.start for tag in tags}
        tags = sorted(
            [
                *tags,
                *(
                    Tag(m.start(), m.end(), TagKind.OUTPUT, m.group(1) or m.group(2))
                    for m in _FIELDS.finditer(text)
                    if m.start() not in taken
                ),
            ],
            key=lambda t: t.start,
        )
    if not tags:
        return Masked(text, text)
    tags, problems = bounded(text, tags)
    return Masked(text, blot(text, tags), tuple(tags), tuple(t.start for t in tags), problems)


def most_tags(size: int) -> int:
    """How many tags, and strings in them, are read of a text of ``size`` characters; it bounds memory."""
    return max(10_000, size // 100)


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


def _scan(text: str) -> list[Tag]:
    tags: list[Tag] = []
    missing = {closer for closer in ("}}}", *_CLOSERS.values()) if closer not in text}  # from here on
    room = most_tags(len(text))
    signs = {sign: opens for sign, opens in _OPENS.items() if all(c in text for c in sign)}
    signs["{"] = _braces(frozenset(missing))
    ahead = {sign: at for sign in signs if (at := _next(text, sign, signs[sign], 0)) != -1}
    while ahead and room >= 0:
        at = min(ahead.values())
        known = len(missing)
        tag = _tag(text, at, text[at : at + 2], missing)
        if tag is None:
            at += 1
        else:
            tags.append(tag)
            at = tag.end
            room -= 1 + len(tag.literals)
        if len(missing) > known:
            signs["{"] = _braces(frozenset(missing))
        for sign in [sign for sign in ahead if ahead[sign] < at]:
            ahead[sign] = _next(text, sign, signs[sign], at)
            if ahead[sign] == -1:
                del ahead[sign]
    return tags


def _next(text: str, sign: str, opens: re.Pattern[str] | None, at: int) -> int:
    """Where the next tag with this sign opens, or -1. Words are found faster than patterns."""
    at = text.find(sign, at)
    if at == -1 or opens is None:
        return at
    found = opens.search(text, at)
    return found.start() if found else -1


@cache
def _braces(missing: frozenset[str]) -> re.Pattern[str]:
    """How a tag in braces opens that may still be closed; without ``}}}`` only the last two of a row do."""
    last = r"(?!\{)" if "}}}" in missing else ""
    opens = [c + (last if closer == "}}" else "") for c, closer in _CLOSERS.items() if closer not in missing]
    return re.compile(rf"\{{(?:{'|'.join(opens)})" if opens else "(?!)")


def _tag(text: str, start: int, opener: str, missing: set[str]) -> Tag | None:
    """The tag whose sign stands at ``start``, if it is closed."""
    if opener == "{{" and text.startswith("{{{", start):
        opener = "{{{"
    elif opener == "<?":
        opener = "<?=" if text.startswith("<?=", start) else "<?php"
    if opener == "*|":
        found = _MERGE.match(text, start)
        return (
            _make(text, start, found.end(), _merge_kind(text[start + 2 : found.end() - 2])) if found else None
        )
    if opener == "%%":
        return _ampscript(text, start, missing)
    closer, kind = _closer(text, start, opener)
    end = _find(text, closer, start + len(opener), missing)
    if end == -1:
        if opener.startswith("<?"):
            return _make(text, start, len(text), TagKind.CONTROL)
        return None
    body = text[start + len(opener) : end - len(closer)]
    return _make(text, start, end, kind or _kind(opener, body))


def _closer(text: str, start: int, opener: str) -> tuple[str, TagKind | None]:
    if opener == "{{{":
        return "}}}", None
    if opener == "{{":
        if text.startswith("{{!--", start):
            return "--}}", TagKind.COMMENT
        return "}}", None
    if opener == "{#":
        return "#}", TagKind.COMMENT
    if opener == "{%":
        return "%}", TagKind.CONTROL
    return ("%>", None) if opener == "<%" else ("?>", None)


def _find(text: str, closer: str, start: int, missing: set[str]) -> int:
    """End of the next ``closer``, or -1; a closer once missing is never looked for again."""
    if closer in missing:
        return -1
    found = text.find(closer, start)
    if found == -1:
        missing.add(closer)
        return -1
    return found + len(closer)


def _kind(opener: str, body: str) -> TagKind:
    inner = body.lstrip("-~ \t\r\n")
    if opener == "{{":
        if inner.startswith(("!", "/*")):
            return TagKind.COMMENT
        control = inner.startswith(("#", "/", "^", ">", "<", "%", "else")) or _CONTROL_WORDS.match(inner)
        return TagKind.CONTROL if control else TagKind.OUTPUT
    if opener == "<%":
        return _percent_kind(body, inner)
    printed = opener in ("{{{", "<?=") or _OUTPUT_PHP.match(inner)
    return TagKind.OUTPUT if printed else TagKind.CONTROL


def _percent_kind(body: str, inner: str) -> TagKind:
    if inner.startswith("#") or body.startswith("--"):
        return TagKind.COMMENT
    printed = body[:1] == "=" or (body[:1] == "-" and not _CONTROL_WORDS.match(inner))
    return TagKind.OUTPUT if printed else TagKind.CONTROL


def _merge_kind(body: str) -> TagKind:
    return (
        TagKind.CONTROL
        if re.match(r"(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|RSSITEMS|FEEDITEMS)\b", body.upper())
        else TagKind.OUTPUT
    )


def _ampscript(text: str, start: int, missing: set[str]) -> Tag | None:
    for opener, closer, kind in (("%%[", "]%%", TagKind.CONTROL), ("%%=", "=%%", TagKind.OUTPUT)):
        if text.startswith(opener, start):
            end = _find(text, closer, start + 3, missing)
            return None if end == -1 else _make(text, start, end, kind)
    found = _FIELD.match(text, start)
    return _make(text, start, found.end(), TagKind.OUTPUT) if found else None


def _make(text: str, start: int, end: int, kind: TagKind) -> Tag:
    whole = text[start:end]
    expression = whole.strip(_DELIMITERS.get(whole[0], "{}%#~- \t\r\n"))
    if whole.startswith("<?php"):
        expression = expression.removeprefix("php").lstrip()
    elif whole.startswith("{{#"):
        expression = f"#{expression}"
    if kind is TagKind.COMMENT:
        return Tag(start, end, kind, expression)
    literals, alone = literals_of(text, start, end, expression, kind)
    return Tag(start, end, TagKind.TEXT if alone else kind, expression, literals)


def literals_of(
    text: str, start: int, end: int, expression: str, kind: TagKind = TagKind.OUTPUT
) -> tuple[tuple[Literal, ...], bool]:
    """Strings in the tag that read as copy; True when the tag prints the first and nothing else."""
    if '"' not in expression and "'" not in expression and "`" not in expression:
        return (), False
    first = _LITERAL.search(text, start, end)
    if kind is TagKind.OUTPUT and first and expression[:1] in "\"'`":
        rest = text[first.end() : end].lstrip(" )}%")
        if (not rest or rest[0] in "|?-=") and "?" not in rest:
            place = first.span(first.lastindex or 0)
            if place[0] < place[1] and not _is_path(text[place[0] : place[1]], rest):
                return (Literal(*place),), True
    kept: list[Literal] = []
    for match in _LITERAL.finditer(text, start, end):
        if len(kept) > most_tags(len(text)):
            break  # ``bounded`` says so
        place = match.span(match.lastindex or 0)
        words = text[place[0] : place[1]]
        if (
            " " in words
            and _WORDS.search(words)
            and not _FORMAT_CODES.search(words)
            and not _are_classes(words)
            and not _COMPARED.match(text, place[1], end)
            and not _NOT_COPY.search(text, max(start, match.start() - 30), match.start())
        ):
            kept.append(Literal(*place))
    return tuple(kept), False


def _are_classes(words: str) -> bool:
    """True for a list of CSS classes: "p-image u-hide--small"."""
    return words.islower() and ("--" in words or "__" in words or all("-" in word for word in words.split()))


def _is_path(words: str, rest: str) -> bool:
    return bool(
        re.search(r"\|\s*(?:\w*url|\w*asset\w*|date|img_tag|stylesheet\w*|script\w*)\b", rest)
        or re.fullmatch(r"[\w-]+(?:[./][\w-]+)+/?|now", words)
    )


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
