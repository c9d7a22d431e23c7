"""A sentence's words have a say in whether what a pattern finds in it is a promise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.extraction.engine import sentences_of
from claimcheck.extraction.weighing import points, signs
from claimcheck.model import TermKind
from claimcheck.rulebook.claims import load_patterns
from tests.extraction.helpers import DAY, book, document, found, names, texts

RULES = """
weights:
  - id: words-of-availability
    family: availability
    start: -1.0
    least: -1.5
    fewest: 4
    words:
      +0.8: [ready, "^ now"]
      -0.6: [photos, "? $"]
      -0.5: [please, "a {duration}", "{duration}"]
entries:
  - id: in-stock
    type: availability.stock
    sense: in-stock
    patterns: ["in stock"]
  - id: sends
    type: availability.dispatch
    sense: ships-within
    patterns: ["send ..4 within {duration}"]
    strength: %s
"""


@pytest.mark.parametrize(("text", "tenths"), [
    ("The desk stands in the hall.", -10),
    ("The desk is ready.", -2),
    ("Ready, ready, ready: each word has its points once.", -2),
    ("Now ready.", 6),
    ("It is now ready.", -2),
    ("Please send photos within 7 days.", -26),
    ("Please send photos?", -27),
    ("We did it in 24 hours.", -15),
])
def test_points_are_added_up(tmp_path: Path, text: str, tenths: int) -> None:
    rules = book(tmp_path, RULES % "loose")
    ((_, sentence),) = sentences_of(document(text), patterns=rules, on=DAY)
    assert points(frozenset(signs(sentence)), rules.weights[0]) == tenths


def test_signs_are_words_pairs_edges_and_kinds_of_figures(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES % "loose")
    text = "It's sent to Leeds in 3-5 working days."
    ((_, sentence),) = sentences_of(document(text), patterns=rules, on=DAY)
    words = ["it", "'s", "sent", "to", "leeds", "in", "{duration}", "."]
    pairs = ["^ it", "it 's", "'s sent", "sent to", "to leeds", "leeds in", "in {duration}", "{duration} .",
             ". $"]
    assert sorted(signs(sentence)) == sorted(words + pairs)


def test_a_promise_is_dropped_where_the_words_speak_against_it(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES % "loose")
    text = "Please send photos within 7 days. Ready sets are in stock."
    assert texts(found(rules, text)) == ["in stock"]
    assert texts(found(rules, "We send it within 7 days.")) == ["send it within 7 days"]


def test_a_firm_entry_stands(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES % "firm")
    assert texts(found(rules, "Please send photos within 7 days.")) == ["send photos within 7 days"]


def test_what_the_facts_name_stands(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES.replace("family: availability", "family: performance") % "loose")
    waterproof = names(("waterproof", TermKind.FEATURE, "tent"))
    claims = found(rules, "Please take photos of the waterproof seams.", vocabulary=waterproof)
    assert texts(claims) == ["waterproof"]


def test_a_name_has_no_say(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES % "loose")
    vocabulary = names(("Please", TermKind.PRODUCT, "please"))
    text = "Please is a chair that we send within 7 days."
    assert texts(found(rules, text)) == []
    assert texts(found(rules, text, vocabulary=vocabulary)) == ["send within 7 days"]


def test_a_short_sentence_is_taken_at_its_word(tmp_path: Path) -> None:
    rules = book(tmp_path, (RULES % "loose").replace("fewest: 4", "fewest: 6"))
    assert texts(found(rules, "Please send photos within 7 days.")) == ["send photos within 7 days"]
    assert texts(found(rules, "Please, please send photos within 7 days.")) == []


def test_other_families_stand(tmp_path: Path) -> None:
    rules = book(tmp_path, RULES.replace("family: availability", "family: inventory") % "loose")
    assert texts(found(rules, "Please send photos within 7 days.")) == ["send photos within 7 days"]


@pytest.mark.parametrize("family", ["availability", "inventory", "performance"])
def test_the_shipped_points_drop_what_patterns_find_in_their_examples(family: str) -> None:
    shipped = load_patterns()
    unweighed = replace(shipped, weights=())
    (weights,) = [weights for weights in shipped.weights if weights.family == family]
    for example in weights.no_match:
        assert family in {claim.family for claim in found(unweighed, example.text)}, example.text
        assert family not in {claim.family for claim in found(shipped, example.text)}, example.text


def test_a_projects_own_entries_are_firm(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("entries:\n  - id: own-drops\n    type: availability.date\n    sense: available-from\n"
                   '    patterns: ["drops (in|on) (town|friday)"]\n', encoding="utf-8")
    patterns = load_patterns(own={"own.yaml": own})
    assert [entry.firm for entry in patterns.entries if entry.id == "own-drops"] == [True]
