"""Phrases are found by word, in any inflection, any hyphenation and by equal number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts.wording import Phrase, find_phrase


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        (
            "8 hours",
            "An eight-hour lantern, 8 hours, 8hrs, 8-hour.",
            ["eight-hour", "8 hours", "8hrs", "8-hour"],
        ),
        ("8 hours", "18 hours, 5-8 hours, 8.5 hours, 8 hundred hours, 8 days", []),
        ("eight hours", "It lasts 8 hours.", ["8 hours"]),
        ("-10", "down to -10 °C, minus 10, (-10)", ["-10", "minus 10", "-10"]),
        ("-10", "5-10 days, 10 days", []),
        ("minus 10", "at -10 °C", ["-10"]),
        ("10", "at -10 °C, 1,010, 10", ["10"]),
        ("end-to-end", "end to end, end-to-end, End-To-End", ["end to end", "end-to-end", "End-To-End"]),
        ("end to end", "an end-to-end test", ["end-to-end"]),
        ("same-day", "same day, same-day, sameday", ["same day", "same-day", "sameday"]),
        ("sameday", "same-day", ["same-day"]),
        ("ship", "shipment, shipped, Ships, shipping, shipper, township", ["shipped", "Ships", "shipping"]),
        ("sold out", "selling out, sells out, sold-out", ["selling out", "sells out", "sold-out"]),
        ("300 lumens", "at 300 lm and 300-lumen", ["300 lm", "300-lumen"]),
        ("100%", "100 per cent, a hundred percent", ["100 per cent", "a hundred percent"]),
        ("1 year on the battery", "one year on the batteries", ["one year on the batteries"]),
        ("50 units", "fifty units, 150 units", ["fifty units"]),
        ("minimum 50", "Minimum fifty.", ["Minimum fifty"]),
        ("10,000 lanterns", "10000 lanterns, 10k lanterns", ["10000 lanterns", "10k lanterns"]),
        ("T&Cs apply.", "T&Cs apply now", ["T&Cs apply"]),
        ("don't", "We don’t.", ["don’t"]),
        ("USB-C", "usb-c, USB C", ["usb-c", "USB C"]),
        ("battery", "the battery's life", ["battery's"]),
        ("in stock", "in, stock", []),
        ("", "anything", []),
    ],
)
def test_find(phrase: str, text: str, found: list[str]) -> None:
    places = find_phrase(phrase, text)
    assert [text[start:end] for start, end in places] == found
    assert all(a[1] <= b[0] for a, b in pairwise(places))


WORDS = st.lists(
    st.sampled_from(["lantern", "ships", "in", "8", "hours", "end-to-end", "£5", "°C", "-", "twenty"]),
    max_size=6,
)


@given(WORDS, WORDS, WORDS)
@settings(deadline=None, max_examples=100)
def test_a_phrase_is_found_in_a_text_that_holds_it(
    before: list[str], phrase: list[str], after: list[str]
) -> None:
    said = "work " + " ".join(phrase) + " done"
    text = " ".join([*before, "so,", said, ", and", *after])
    start = text.index("so,") + 4
    assert (start, start + len(said)) in Phrase(said).find(text)
