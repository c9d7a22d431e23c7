"""Text files of marked examples: each line a text with brackets, an arrow, and what the brackets mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    text: str
    spans: tuple[tuple[int, int], ...]
    meant: tuple[str, ...]


def examples(name: str) -> list[Example]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [_example(line) for line in lines if line.strip() and not line.startswith("# ")]


def _example(line: str) -> Example:
    marked, meant = (part.strip() for part in line.split("⇒"))
    text, spans, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            spans.append((start, len(text)))
        else:
            text += character
    return Example(text, tuple(spans), tuple(meant.split("; ")) if meant else ())
