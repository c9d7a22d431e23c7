"""Numbers in figures and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts.inflect import inflections, plural, singular, verb_forms
from claimcheck.facts.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("412", "412"),
        ("1,000", "1000"),
        ("1,000,000.50", "1000000.50"),
        ("12,34,567", "1234567"),
        ("10 000", "10000"),
        ("1\u202f250", "1250"),
        ("1\u00a0000\u00a0000", "1000000"),
        ("1.000.000", "1000000"),
        ("1.000,50", "1000.50"),
        ("1,5", "1.5"),
        ("1.234", "1.234"),
        (".5", "0.5"),
        ("0.5", "0.5"),
        ("½", "0.5"),
        ("14½", "14.5"),
        ("2½ million", "2500000"),
        ("1/2", "0.5"),
        ("7/8", "0.875"),
        ("2-1/2", "2.5"),
        ("2 1/2", "2.5"),
        ("10k", "10000"),
        ("1.5M", "1500000"),
        ("2bn", "2000000000"),
        ("2 million", "2000000"),
        ("1.2 billion", "1200000000"),
        ("-10", "-10"),
        ("−10", "-10"),
        ("minus 10", "-10"),
        ("zero", "0"),
        ("nine", "9"),
        ("thirty", "30"),
        ("twenty-four", "24"),
        ("twenty four", "24"),
        ("one hundred and five", "105"),
        ("a hundred and ten", "110"),
        ("twelve hundred", "1200"),
        ("two thousand five hundred and six", "2506"),
        ("one million two hundred thousand", "1200000"),
        ("forty-two thousand", "42000"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("two and a half", "2.5"),
        ("2 and a half", "2.5"),
        ("one-half", "0.5"),
        ("three quarters", "0.75"),
        ("three-quarters", "0.75"),
        ("a thousand", "1000"),
    ],
)
def test_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one and two",
        "1.4.2",
        "3,4,5",
        "0800",
        "007",
        "thirty forty",
        "1/7",
        "5/3",
        "hundred",
        "12,345,6",
        "1,0000",
        "9" * 19,
        "and five",
        "a",
        "two five",
    ],
)
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """An independent speller, to read back."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for size, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            return f"{spelled(number // size)} {word}" + (joint + spelled(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=999_999_999))
@settings(deadline=None, max_examples=100)
def test_spelled_and_grouped_numbers_read_back(number: int) -> None:
    assert parse_number(spelled(number)) == number
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("lantern", "lanterns"),
        ("battery", "batteries"),
        ("box", "boxes"),
        ("dish", "dishes"),
        ("foot", "feet"),
        ("person", "people"),
        ("glass", "glasses"),
        ("day", "days"),
        ("fluid ounce", "fluid ounces"),
        ("AA battery", "AA batteries"),
        ("shelf", "shelves"),
    ],
)
def test_plural_and_singular(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one
    assert singular(one) == one


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("ship", {"ship", "ships", "shipped", "shipping", "ship's"}),
        ("shipped", {"ship", "ships", "shipped", "shipping"}),
        ("sell", {"sell", "sells", "sold", "selling"}),
        ("sold", {"sell", "sold"}),
        ("run", {"run", "runs", "ran", "running"}),
        ("go", {"go", "goes", "went", "gone", "going"}),
        ("buy", {"buy", "bought", "buying"}),
        ("keep", {"kept", "keeping"}),
        ("make", {"makes", "made", "making"}),
        ("try", {"tries", "tried", "trying"}),
        ("travel", {"travelled", "travelling"}),
        ("stop", {"stopped", "stopping"}),
        ("deliver", {"delivered", "delivering", "delivers"}),
        ("leave", {"leaves", "left", "leaving"}),
        ("guarantee", {"guaranteed", "guaranteeing", "guarantees"}),
        ("battery", {"batteries", "battery's"}),
        ("die", {"died", "dying"}),
        ("dispatches", {"dispatch", "dispatched", "dispatching"}),
    ],
)
def test_inflections(word: str, forms: set[str]) -> None:
    assert forms <= inflections(word)


@pytest.mark.parametrize(
    ("form", "verbs"),
    [
        ("base", {"cut": "cut", "carry": "carry"}),
        ("s", {"cut": "cuts", "carry": "carries", "go": "goes", "have": "has", "shed": "sheds"}),
        ("ing", {"cut": "cutting", "carry": "carrying", "reduce": "reducing", "tie": "tying"}),
        ("ed", {"cut": "cut", "carry": "carried", "write": "wrote written", "shed": "shed", "let": "let"}),
    ],
)
def test_one_form_of_a_verb(form: str, verbs: dict[str, str]) -> None:
    assert {verb: " ".join(verb_forms(verb, form)) for verb in verbs} == verbs


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("ship", "shipment"),
        ("ship", "shipper"),
        ("fast", "faster"),
        ("fast", "fastest"),
        ("left", "leave"),
        ("in", "inning"),
        ("not", "noted"),
        ("deliver", "deliverred"),
        ("deliver", "delivery"),
        ("stock", "stockist"),
        ("stock", "in"),
    ],
)
def test_no_inflection(word: str, other: str) -> None:
    assert other not in inflections(word)
