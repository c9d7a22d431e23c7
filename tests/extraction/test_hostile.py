"""Input made to break it: bounded, complete, and still right."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.extraction import extract_document
from claimcheck.extraction.gate import MAX_CHUNK, chunks
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import DAY, book, document

# Long texts: counting their lines takes longer than running them.
pytestmark = pytest.mark.no_cover

RULES = """
entries:
  - {id: stock, type: availability.stock, sense: in-stock, patterns: ["in stock [now]"]}
  - {id: left, type: inventory.quantity, sense: units-left, patterns: ["{count} ..5 left"]}
cues:
  - {id: not, kind: negation, direction: forward, words: ["not"], terminators: [","]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


def test_a_huge_line_is_read_to_its_end(rules: PatternBook) -> None:
    text = "filler words go on " * 200_000 + "in stock now"
    (claim,) = extract_document(document(text), patterns=rules, on=DAY)
    assert (claim.start, claim.end) == (len(text) - 12, len(text))


def test_a_word_of_ten_thousand_letters(rules: PatternBook) -> None:
    text = "x" * 10_000 + " in stock " + "y" * 10_000
    assert [c.start for c in extract_document(document(text), patterns=rules, on=DAY)] == [10_001]


def test_a_trigger_repeated(rules: PatternBook) -> None:
    claims = extract_document(document("in stock " * 5_000), patterns=rules, on=DAY)
    assert len(claims) == 5_000
    assert len({claim.id for claim in claims}) == 5_000


@pytest.mark.parametrize("text", [
    "1 " * 5_000, "not " * 5_000, "(" * 5_000, "“" * 5_000, '"a ' * 2_000, "." * 5_000, "in-" * 3_000,
    "’" * 5_000, "a’s" * 2_000, "www." * 2_000, "@" * 5_000, "\ufffc" * 3_000, "in stock? " * 500,
    "|" * 5_000, "\n" * 5_000, "left " * 3_000, "3 left " * 500, "\U0001f600" * 3_000, "İ in stock " * 100,
])
def test_hostile_text_ends(text: str) -> None:
    whole = document(text)
    for claim in extract_document(whole, patterns=load_patterns(), on=DAY):
        assert whole.text[claim.start : claim.end] == claim.text


def test_chunks_tile_the_text_and_are_bounded() -> None:
    for text in ("", "short", "a sentence. " * 9_000, "x" * 70_000, "word " * 20_000):
        spans = list(chunks(text))
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(end - start <= MAX_CHUNK for start, end in spans)


def test_letters_that_grow_when_lowered_keep_their_places(tmp_path: Path) -> None:
    text = "İİİ İSTANBUL in stock"
    (claim,) = extract_document(document(text), patterns=book(tmp_path, RULES), on=DAY)
    assert text[claim.start : claim.end] == "in stock"
