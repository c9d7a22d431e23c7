"""What XML formats share: text that XML 1.0 allows."""

from __future__ import annotations

from xml.sax.saxutils import escape

from claimcheck.reports.layout import one_line

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NO_CHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


def attributes(**words: object) -> str:
    """`` name="value"`` for each, escaped; on one line, without characters that XML forbids."""
    return "".join(f' {name}="{text(str(value))}"' for name, value in words.items())


def text(value: str) -> str:
    return escape(one_line(value).translate(NO_CHARACTERS), {'"': "&quot;"})
