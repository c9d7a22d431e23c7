"""What the tagger learns from: each label at its place in the prose of a block."""

from __future__ import annotations

import json
from pathlib import Path

from training.data import Block, Span, blocks, unlabelled

RECORD = {
    "text": "The kettle ships on\nTuesday.\n\nIt boils a litre in *two minutes*. We like it.",
    "claims": [
        {"type": "availability", "start": 11, "end": 27, "note": ""},
        {"type": "performance", "start": 33, "end": 62, "note": "borderline: a bare figure"},
        {"type": "offer", "start": 67, "end": 74, "note": ""},
    ],
}


def test_a_label_keeps_its_words_and_family_in_the_prose_of_its_block(tmp_path: Path) -> None:
    (tmp_path / "copy.jsonl").write_text(json.dumps(RECORD) + "\n")
    (tmp_path / "campaign").mkdir()
    first, second = blocks([tmp_path / "copy.jsonl"], tmp_path / "campaign")[:2]
    assert [(first.text[span.start : span.end], span.family, span.doubtful) for span in first.spans] == [
        ("ships on\nTuesday", "availability", False)]
    assert [(second.text[span.start : span.end], span.family, span.doubtful) for span in second.spans] == [
        ("boils a litre in *two minutes", "performance", True)]
    assert not first.own


def test_examples_of_the_rules_and_the_campaign_are_our_own(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("In stock. Ships the same day.\n")
    read = {block.text: block for block in blocks([], tmp_path)}
    page = read["In stock. Ships the same day."]
    assert page == Block("In stock. Ships the same day.", (
        Span("availability", 0, 8, "availability.stock"),
        Span("availability", 10, 28, "availability.dispatch")), own=True)
    assert all(block.own for block in read.values())


def test_a_text_without_labels_comes_once_and_not_when_it_is_known(tmp_path: Path) -> None:
    texts = ["One line.", "One line.", "Another one.", "Known.\n\nNew."]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    found = unlabelled([tmp_path / "more.jsonl"], known=[Block("Known.", ())])
    assert found == tuple(Block(text, (), labelled=False) for text in ("One line.", "Another one.", "New."))
