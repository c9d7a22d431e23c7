"""What the tagger learns from: each label at its place in the prose of a block."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.rulebook.checks import RuleBook
from claimcheck.rulebook.entries import PatternBook
from training.data import Block, Span, of_files, of_records

RECORD = {
    "text": "The kettle ships on\nTuesday.\n\nIt boils a litre in *two minutes*. We like it.",
    "claims": [
        {"type": "availability", "start": 11, "end": 27, "note": ""},
        {"type": "performance", "start": 33, "end": 62, "note": "borderline: a bare figure"},
        {"type": "offer", "start": 67, "end": 74, "note": ""},
    ],
}


@pytest.fixture
def patterns(books: tuple[PatternBook, RuleBook]) -> PatternBook:
    return replace(books[0], tagger=None)


def test_a_label_keeps_its_words_and_family_in_the_prose_of_its_block(
    tmp_path: Path, patterns: PatternBook
) -> None:
    (tmp_path / "copy.jsonl").write_text(json.dumps(RECORD) + "\n")
    first, second = of_records([tmp_path / "copy.jsonl"], patterns)
    assert [(first.text[span.start : span.end], span.family, span.doubtful) for span in first.spans] == [
        ("ships on\nTuesday", "availability", False)]
    assert [(second.text[span.start : span.end], span.family, span.doubtful) for span in second.spans] == [
        ("boils a litre in *two minutes", "performance", True)]
    assert not first.own


def test_copy_of_the_campaign_is_labelled_by_the_patterns(tmp_path: Path, patterns: PatternBook) -> None:
    (tmp_path / "page.txt").write_text("In stock. Ships the same day.\n")
    (tmp_path / "logo.png").write_bytes(b"no copy")
    assert list(of_files(tmp_path, patterns)) == [Block("In stock. Ships the same day.", (
        Span("availability", 0, 8, "availability.stock"),
        Span("availability", 10, 28, "availability.dispatch")), own=True)]
