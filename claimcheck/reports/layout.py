"""Laying out text that may hold anything: what a terminal may print, and how many cells it fills."""

from __future__ import annotations

import re
import unicodedata

TAB = 4
PLACEHOLDER = "\ufffc"  # what a template's output tag is in prose
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)", re.ASCII)
ZERO_WIDTH_JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"  # the character before it is drawn as an emoji, two cells wide


def visible(text: str) -> str:
    """Make control, bidi and line-breaking characters visible, so that copy can't steer the terminal.

    >>> visible("a\\x1b[31mb\\u202e")
    'a\\\\x1b[31mb\\\\u202e'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " " * TAB
    if character == PLACEHOLDER:
        return "{…}"
    if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or _steers(character):
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character


def _steers(character: str) -> bool:
    """Bidi embeddings, overrides, isolates and marks; the byte order mark; tag characters."""
    code = ord(character)
    return (
        code in {0x061C, 0x200E, 0x200F, 0xFEFF}
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xE0000 <= code <= 0xE007F
    )


def width(text: str) -> int:
    """Terminal cells of text already made visible: wide CJK and emoji fill two, marks none."""
    if text.isascii():
        return len(text)
    cells = 0
    joined = False
    last = 0
    for character in text:
        if character == EMOJI_STYLE:
            cells, last = cells + (2 - last if last == 1 else 0), 2
            continue
        last = 0 if joined else _cells(character)
        cells += last
        joined = character == ZERO_WIDTH_JOINER
    return cells


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def one_line(text: str) -> str:
    """Text on one line: every run of blanks and line ends becomes one blank, the rest made visible."""
    return visible(" ".join(text.split()))


def plural(count: int, noun: str) -> str:
    """``1 file``, ``2 files``, ``1,000 files``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def wrapped(text: str, first: str, indent: str, limit: int = 100) -> list[str]:
    """Wrap words to ``limit`` cells: ``first`` before the first line, ``indent`` before the others."""
    lines: list[str] = []
    line, empty = first, True
    for word in text.split(" "):
        if not empty and width(line) + 1 + width(word) > limit:
            lines.append(line.rstrip())
            line, empty = indent, True
        line += word if empty else f" {word}"
        empty = False
    return [*lines, line]


def when(text: str) -> str:
    """A date-time as people read it: ``2026-03-02 07:30``, and only the date at midnight.

    >>> when("2026-03-02T07:30+00:00"), when("2026-03-02T00:00+00:00"), when("spring")
    ('2026-03-02 07:30', '2026-03-02', 'spring')
    """
    found = _DATE_TIME.match(text)
    return text if not found else found[1] if found[2] == "00:00" else f"{found[1]} {found[2]}"
