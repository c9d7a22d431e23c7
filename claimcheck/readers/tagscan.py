"""Where template tags stand in a text, found in one go from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimcheck.readers.tags import Tag, TagKind, most_tags
from claimcheck.readers.tagstrings import literals_of

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
_CONTROL_WORDS = re.compile(
    r"(?:if|else|elseif|elsif|elif|end\w*|range|with|define|block|template|for|unless|each|foreach|while|switch|"
    r"case|default|set|var|IF|ELSE|ELSEIF|ENDIF|SET|VAR|FOR|NEXT|OUTPUTLINE|break|continue|do|yield|content_for|"
    r"form_for|require|include|import|function|use|return)\b"
)
#: What stands around an expression, by the tag's first character; braces may belong to the expression.
_DELIMITERS = {"<": "<>%?=#- \t\r\n", "*": "*| \t\r\n", "%": "%=[] \t\r\n"}
_OUTPUT_PHP = re.compile(r"(?:echo|print)\b")


def scan(text: str) -> list[Tag]:
    """The tags of a text in order of place; none overlaps another."""
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


def scan_fields(text: str) -> Iterator[Tag]:
    """The merge fields of word processors: ``«Name»`` and ``<<Name>>``."""
    if "«" in text or "<<" in text:
        for m in _FIELDS.finditer(text):
            yield Tag(m.start(), m.end(), TagKind.OUTPUT, m.group(1) or m.group(2))


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
