"""The cheap test of which figures a text may hold is never too strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.extraction.figures import read_figures
from claimcheck.extraction.possible import possible_tags
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.words import word_forms
from tests.extraction.helpers import DAY

TESTS = Path(__file__).parents[1]


def copy() -> list[str]:
    """Every example of the rules, every labelled excerpt, and every figure and date of the figure tests."""
    book = load_patterns()
    found = [e.text for owner in (*book.entries, *book.cues) for e in (*owner.match, *owner.no_match)]
    for name in ("figures.txt", "dates.txt"):
        lines = (TESTS / "facts" / name).read_text(encoding="utf-8").splitlines()
        found += [line.split("⇒")[0].replace("⟦", "").replace("⟧", "") for line in lines if "⇒" in line]
    for path in sorted((TESTS / "data" / "labelled").glob("*.jsonl")):
        found += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return found


TEMPLATES = ["only \ufffc left", "\ufffc hours", "\ufffc% off", "$\ufffc", "\ufffc"]


@pytest.mark.no_cover  # thousands of texts: counting lines takes longer than running them
def test_what_is_read_was_possible() -> None:
    for text in (*copy(), *TEMPLATES):
        tags = {f"{{{figure.tag}}}" for figure in read_figures(text, DAY)}
        assert tags - possible_tags(text, word_forms(text)) == set(), text


def test_most_copy_holds_no_money_percent_or_date() -> None:
    text = "The path goes down to the river and crosses by the old mill."
    assert not possible_tags(text, word_forms(text)) & {
        "{money}", "{percent}", "{date}", "{event}", "{time}", "{duration}", "{measure}", "{rating}"}
