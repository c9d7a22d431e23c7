"""The tokens of HTML, and the offsets at which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from turbohtml import Token, tokenize

from claimcheck.model import line_starts

EMPTY_TAG = "\ue003"  # stands for each character of </>, which browsers drop
_CONDITIONAL = re.compile(r"<!--\[if\b[^\]]*\]>")


class Tokens:
    """Tokens of a range, and what turns their line and column into an offset.

    ``same_length`` made line ends plain, so lines and columns tell places exactly.
    """

    __slots__ = ("base", "starts", "tokens")

    def __init__(self, source: str, start: int, end: int, lines: Sequence[int] = ()) -> None:
        part = source[start:end] if start or end < len(source) else source
        self.base = start
        self.starts = lines or line_starts(part)
        self.tokens: Iterator[Token] = tokenize(part, capture_source=True, resolve_references=False)

    def place(self, token: Token) -> int:
        """Offset at which a token begins."""
        return self.base + self.starts[token.line - 1] + token.col


def conditional(source: str, at: int) -> tuple[int, int, str] | None:
    """A conditional comment is HTML for some mail programs."""
    found = _CONDITIONAL.match(source) if source.startswith("<!--[if") else None
    end = source.rfind("<!")
    if found is None or end < found.end():
        return None
    return at + found.end(), at + end, "mso"


def same_length(text: str) -> str:
    """Carriage returns, NULs and ``</>`` would shift the tokenizer's columns."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text.replace("</>", EMPTY_TAG * 3) if "</>" in text else text
