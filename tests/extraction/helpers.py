"""Small rule books and documents for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from claimcheck.extraction import extract_document
from claimcheck.model import Claim, Document, Piece, Segment, Surface, Term, TermKind, Vocabulary, line_starts
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import PatternBook

DAY = date(2026, 3, 3)


def book(folder: Path, text: str) -> PatternBook:
    """A rule book of one file."""
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return load_patterns(folder)


def entry_book(folder: Path, pattern: str, *, kind: str = "performance.quality", sense: str = "property",
               more: str = "") -> PatternBook:
    """A rule book with one entry of one pattern; ``more`` is YAML put before the entries."""
    quoted = pattern.replace('"', '\\"')
    return book(folder, f'{more}\nentries:\n  - id: tested\n    type: {kind}\n    sense: {sense}\n'
                        f'    patterns: ["{quoted}"]\n')


def segment(text: str, surface: Surface = Surface.BODY, *, at: int = 0, **more: object) -> Segment:
    """A block whose prose is the source itself."""
    return Segment(text, surface, (Piece(0, len(text), at, at + len(text)),), **more)  # type: ignore[arg-type]


def document(*texts: str | Segment, path: str = "page.html") -> Document:
    """A document of blocks, one under the other."""
    blocks: list[Segment] = []
    whole = ""
    for text in texts:
        block = text if isinstance(text, Segment) else segment(text)
        moved = Piece(0, len(block.text), len(whole), len(whole) + len(block.text))
        blocks.append(Segment(block.text, block.surface, (moved,), block.section, block.header, block.group,
                              block.part, block.placeholders))
        whole += block.text + "\n"
    return Document(path, whole, "plain", "0" * 64, tuple(blocks), line_starts=line_starts(whole))


def found(patterns: PatternBook, *texts: str | Segment, vocabulary: Vocabulary | None = None,
          only: str = "") -> tuple[Claim, ...]:
    """The claims of a document made of ``texts``."""
    return extract_document(document(*texts), patterns=patterns, vocabulary=vocabulary or Vocabulary(),
                            on=DAY, only=only)


def texts(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.text for claim in claims]


def names(*terms: tuple[str, TermKind, str]) -> Vocabulary:
    """A vocabulary of (words, kind, owner)."""
    return Vocabulary(tuple(Term(words, kind, owner) for words, kind, owner in terms))
