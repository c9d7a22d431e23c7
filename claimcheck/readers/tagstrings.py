"""String literals inside template tags that people read: ``{{ "In stock" | upcase }}``."""

from __future__ import annotations

import re

from claimcheck.readers.tags import Literal, TagKind, most_tags

_LITERAL = re.compile(r'"([^"\\\n]*)"|\'([^\'\\\n]*)\'|`([^`\\$]*)`')
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S*\w")
_NOT_COPY = re.compile(
    r"(?:[=!<>]=|\b(?:contains|in|eq|ne|include|extends|import|from|partial|template|block|date|url|url_for|static|"
    r"load|src|srcset|href|class|class_name|classes|style|sizes|id|loading|key|name))[\"']?[\s:=(]*$"
)
_COMPARED = re.compile(r"[\"'`]\s*(?:[=!]=|\bin\b|\bcontains\b)")
_FORMAT_CODES = re.compile(r"%-?[A-Za-z]|^[\w./-]+$|[{}]|;\s*\S+:|^https?:")


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
