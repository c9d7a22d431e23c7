"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extraction.sentences import MAX_SENTENCE, split_sentences

CASES = {
    "In stock now. Ships today!": ["In stock now.", "Ships today!"],
    "Need it fast? Ships today.": ["Need it fast?", "Ships today."],
    "Runs 2.5 hours. Weighs 1.4 kg.": ["Runs 2.5 hours.", "Weighs 1.4 kg."],
    "We are No. 1 in Kent. Ask St. Mary's.": ["We are No. 1 in Kent.", "Ask St. Mary's."],
    "Approx. 40 left, e.g. the red one.": ["Approx. 40 left, e.g. the red one."],
    "Made by J. Smith in Leeds. Sold here.": ["Made by J. Smith in Leeds.", "Sold here."],
    "Full of vitamin C. Buy it now.": ["Full of vitamin C.", "Buy it now."],
    "Sold by Fell Ltd. Ships today.": ["Sold by Fell Ltd.", "Ships today."],
    "Sold by Fell Ltd. in Leeds.": ["Sold by Fell Ltd. in Leeds."],
    "Made in the U.K. for you. Now.": ["Made in the U.K. for you.", "Now."],
    "Open from 9 a.m. to 5 p.m. daily.": ["Open from 9 a.m. to 5 p.m. daily."],
    "So light... you forget it. Really.": ["So light... you forget it.", "Really."],
    "So light... You forget it.": ["So light...", "You forget it."],
    "In stock | Ships today • Free returns": ["In stock", "Ships today", "Free returns"],
    "“It lasts.” Buy it.": ["“It lasts.”", "Buy it."],
    "only 3\nleft in store": ["only 3\nleft in store"],
    "In stock\nFree delivery": ["In stock", "Free delivery"],
    "Available from\nMonday": ["Available from\nMonday"],
    "We have only\n3 left.": ["We have only\n3 left."],
    "Yours from\n£20 a year": ["Yours from\n£20 a year"],
    "It (now in stock!) and more.": ["It (now in stock!) and more."],
    "It (hurry! only 3 left) goes.": ["It (hurry! only 3 left) goes."],
    "It (see [2]) sells! only 3 left.": ["It (see [2]) sells!", "only 3 left."],
    "It (hurry! Only 3 left) goes.": ["It (hurry!", "Only 3 left) goes."],
    "One\n\ntwo": ["One", "two"],
    "waterproof\ndishwasher safe\n10 hours of light": ["waterproof", "dishwasher safe", "10 hours of light"],
    "ships in\ntwo days\nfrom Leeds": ["ships in\ntwo days\nfrom Leeds"],
    "small lamps\nwaterproof": ["small lamps\nwaterproof"],
    "a lamp, waterproof,\nbright\nlight": ["a lamp, waterproof,\nbright\nlight"],
    "bright lamp\nmade of tin and as light as any you have seen\nhand made":
        ["bright lamp\nmade of tin and as light as any you have seen\nhand made"],
    "  spaced  ": ["spaced"],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_sentences(text: str) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == CASES[text]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="aB1 .!?\n|•’…", max_size=80))
def test_sentences_are_in_order_and_lose_only_blanks_and_bars(text: str) -> None:
    spans = list(split_sentences(text))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    left_out = set(text) if not spans else set(text[: spans[0][0]] + text[spans[-1][1] :]).union(
        *(text[first[1] : second[0]] for first, second in pairwise(spans)))
    assert left_out <= set(" \n|•")


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    text = "word " * 2_000
    spans = list(split_sentences(text))
    assert max(end - start for start, end in spans) <= MAX_SENTENCE
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == "word" * 2_000


def test_a_word_without_end_is_cut() -> None:
    text = "x" * 10_000
    assert [end - start for start, end in split_sentences(text)] == [MAX_SENTENCE] * 5
