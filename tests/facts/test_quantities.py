"""Figures are read with their exact value, unit and place, whatever stands around them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts import quantities as quantities_module
from claimcheck.facts.compare import bounds, canonical, compare, in_unit
from claimcheck.facts.quantities import (
    QuantityKind,
    QuantityMatch,
    find_quantities,
    format_quantity,
    kind_of,
    parse_quantity,
)
from claimcheck.facts.units import get_unit, unit_names, unit_words
from claimcheck.model import Quantity

from .marked import Example, examples

FIGURES = examples("figures.txt")


def meaning(match: QuantityMatch) -> str:
    quantity = match.quantity
    if quantity is None:
        said = "vague"
    else:
        low, high = f"{quantity.low:f}", f"{quantity.high:f}"
        basis = f", {quantity.basis}" if quantity.basis else ""
        said = f"{quantity.op} {low if low == high else f'{low}..{high}'} {quantity.unit}{basis}"
    return f"{match.kind} {said}{' only' if match.only else ''}"


def test_the_table_is_large() -> None:
    assert sum(len(example.meant) for example in FIGURES) >= 300
    assert sum(not example.meant for example in FIGURES) >= 45


@pytest.mark.parametrize("example", FIGURES, ids=lambda example: example.text)
def test_figure(example: Example) -> None:
    found = find_quantities(example.text)
    assert tuple(meaning(match) for match in found) == example.meant
    assert tuple((match.start, match.end) for match in found) == example.spans
    assert all(match.text == example.text[match.start : match.end] for match in found)


def test_the_bare_figure_stands_inside_the_match() -> None:
    text = "Lasts only up to 8 hours or so."
    (match,) = find_quantities("Lasts only about 8 hours or so.")
    assert (match.text, match.only) == ("only about 8 hours or so", True)
    assert "Lasts only about 8 hours or so."[match.figure_start : match.figure_end] == "8 hours"
    (match,) = find_quantities(text)
    assert text[match.start : match.end] == "only up to 8 hours"


# ---------------------------------------------------------------- what the facts say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-5 working days", ("=", 2, 5, "day", "working")),
        ("0 working days", ("=", 0, 0, "day", "working")),
        ("1 working day", ("=", 1, 1, "day", "working")),
        ("12-16 weeks", ("=", 12, 16, "week", "")),
        ("at least 500 Mbps", (">=", 500, 500, "Mbps", "")),
        ("-10 °C", ("=", -10, -10, "°C", "")),
        ("-5%", ("=", -5, -5, "percent", "")),
        ("1,000 lumens", ("=", 1000, 1000, "lm", "")),
        ("96.1%", ("=", "96.1", "96.1", "percent", "")),
        ("89.00 GBP", ("=", 89, 89, "GBP", "")),
        ("549.00 AUD", ("=", 549, 549, "AUD", "")),
        ("8 hours", ("=", 8, 8, "hour", "")),
        ("412 lanterns", ("=", 412, 412, "lantern", "")),
        ("412 units", ("=", 412, 412, "units", "")),
        ("50,000", ("=", 50000, 50000, "units", "")),
        ("2000", ("=", 2000, 2000, "units", "")),
        ("2000 seats", ("=", 2000, 2000, "seat", "")),
        ("5 people", ("=", 5, 5, "person", "")),
        ("8 AA batteries", ("=", 8, 8, "AA battery", "")),
        ("41 points", ("=", 41, 41, "point", "")),
        ("IP54", ("=", 54, 54, "IP", "")),
        ("1.6x", ("=", "1.6", "1.6", "x", "")),
        ("twice", ("=", 2, 2, "x", "")),
        ("4.7 out of 5", ("=", "4.7", "4.7", "star", "")),
        ("9 out of 10", ("=", 9, 9, "out of 10", "")),
        ("from 3 days", (">=", 3, 3, "day", "")),
        ("24/7", ("=", 24, 24, "hour/day", "")),
        ("10 pages a minute", ("=", 10, 10, "page/minute", "")),
        ("£5 per person", ("=", 5, 5, "GBP/person", "")),
        ("8h30", ("=", 510, 510, "minute", "")),
    ],
)
def test_parse(text: str, expected: tuple[str, object, object, str, str]) -> None:
    op, low, high, unit, basis = expected
    assert parse_quantity(text) == Quantity(op, Decimal(str(low)), Decimal(str(high)), unit, basis)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8 hors", '"hors" is not a unit. Did you mean "hours"?'),
        ("50 lumins", '"lumins" is not a unit. Did you mean "lumens"?'),
        ("3 yaers", '"yaers" is not a unit. Did you mean "years"?'),
        ("2-5 workng days", '"workng" is not understood between the number and "days" in "2-5 workng days".'),
        (
            "lifetime",
            '"lifetime" is not a quantity: a number was expected first, such as 8 hours or 412 units.',
        ),
        ("a few days", '"a few days" says no exact amount: write a number, such as 8 hours.'),
        ("8 hours of light", '"8 hours of light" is not one quantity: "of light" is not understood.'),
        ("10 cm x 5 cm", '"10 cm x 5 cm" is not one quantity: "x 5 cm" is not understood.'),
        ("", "A quantity was expected here, such as 8 hours or 412 units."),
        ("0755", '"0755" is not a quantity: a number was expected first, such as 8 hours or 412 units.'),
    ],
)
def test_parse_refuses_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_quantity(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "noun", ["pieces", "cars", "stores", "prints", "mouths", "games", "towns", "nights", "horses"]
)
def test_an_ordinary_noun_is_no_misspelt_unit(noun: str) -> None:
    assert parse_quantity(f"12 {noun}").unit == noun.removesuffix("s")


# ---------------------------------------------------------------- properties

VALUES = st.decimals(min_value=0, max_value=999_999, places=2).map(lambda value: value.normalize() + 0)
UNITS = st.sampled_from([*unit_names(), "units", "lantern", "page/minute", "GBP/month", "EUR/kg", "hour/day"])
PLAIN = UNITS.filter(lambda unit: not get_unit(unit).reads_as)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit = draw(PLAIN)
    low, high = sorted((draw(VALUES), draw(VALUES)))
    op = draw(st.sampled_from(["=", "<=", ">=", "<", ">", "~"]))
    if get_unit(unit).prefix:
        low = high = Decimal(int(high) % 100)
    if unit.startswith("out of") or unit == "star":
        low = high = min(high, Decimal(5))
    if op != "=":
        low = high
    basis = draw(st.sampled_from(["", "working", "calendar"])) if unit == "day" else ""
    return Quantity(op, low, high, unit, basis)


ODD_NOUNS = (
    "lanterns",
    "lantern",
    "housr",
    "lumins",
    "million",
    "dozen",
    "half",
    "k",
    "in",
    "am",
    "May",
    "to",
    "or",
    "and",
    "plus",
    "percent",
    "stars",
    "x",
    "times",
    "working",
    "th",
    "per",
    "each",
    "GBP",
    "p",
    "pm",
    "zzz",
)


@given(quantities())
@settings(deadline=None, max_examples=100)
def test_a_printed_quantity_reads_back(quantity: Quantity) -> None:
    assert parse_quantity(format_quantity(quantity)) == quantity


SENTENCES = st.sampled_from([example.text for example in FIGURES if example.meant])
FILLERS = st.sampled_from(["the lantern", "and so on", "we say", "kind regards", "bright", ""])


NUMBERS = ("1", "2", "7", "10", "24", "90", "365", "1000", "2026", "12345678", "4.10", "1.5", "1.500", "99.9")


@pytest.mark.parametrize("word", ["", "%", *sorted({f" {w}" for w in (*unit_words(), *ODD_NOUNS)})])
def test_a_number_and_a_noun_are_read_as_the_whole_grammar_reads_them(word: str) -> None:
    """The short way round the grammar changes no value and refuses nothing else."""
    for number in NUMBERS:
        assert _result(parse_quantity, number + word) == _result(quantities_module._read_whole, number + word)


def _result(read: Callable[[str], Quantity], text: str) -> object:
    try:
        return read(text)
    except ValueError as problem:
        return str(problem)


@given(SENTENCES, FILLERS, FILLERS)
@settings(deadline=None, max_examples=100)
def test_text_around_changes_no_value(text: str, before: str, after: str) -> None:
    alone = find_quantities(text)
    lead = f"{before}.\n"
    among = find_quantities(f"{lead}{text};\n{after}")
    assert [(m.start - len(lead), m.end - len(lead), m.quantity) for m in among] == [
        (m.start, m.end, m.quantity) for m in alone
    ]


@given(st.text(alphabet="0123456789 .,-–/:xX%£$€½'\"+hdmkKup toandhalfperweekIPstar\n°C", max_size=60))
@settings(deadline=None, max_examples=100)
def test_matches_never_overlap_and_hold_their_text(text: str) -> None:
    end = 0
    for match in find_quantities(text):
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        assert match.start <= match.figure_start < match.figure_end <= match.end
        end = match.end


def calls(text: str) -> int:
    """How many Python functions reading the text takes."""
    count = 0

    def count_calls(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    find_quantities("8 hours on 1 May")  # the tables are read once
    before = sys.getprofile()
    sys.setprofile(count_calls)
    try:
        find_quantities(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "part",
    [
        "1 ",
        "1-",
        "1",
        ",",
        "1,",
        "up to ",
        "only ",
        "between 1 and ",
        "one hundred ",
        "million ",
        "1 x ",
        "1/2 ",
        "1:",
        "$",
        "$1-",
        "1h ",
        "and a half ",
        '5" ',
        "-",
        "1 to ",
        "in 2 out of ",
        "May ",
        "1 May - ",
        "half a ",
        "½",
        "1 000 ",
        "a few ",
        "'",
        "per ",
        "1 hour ",
    ],
)
def test_work_grows_in_line_with_length(part: str) -> None:
    short, long = calls(part * 300), calls(part * 1200)
    assert long <= 5 * short + 200


# ---------------------------------------------------------------- side by side


@pytest.mark.parametrize(
    ("claimed", "fact", "low", "high"),
    [
        ("8 hours", "480 minutes", 0, 0),
        ("9 hours", "8 hours", 1, 1),
        ("2 years", "24 months", 0, 0),
        ("3 months", "90 days", 0, 0),
        ("1 month", "4 weeks", 1, 1),
        ("$549", "549 AUD", 0, 0),
        ("2-5 working days", "3-5 working days", -1, 0),
        ("60 mph", "100 km/h", -1, -1),
        ("IP54", "IPX7", -1, -1),
        ("412", "412 lanterns", 0, 0),
        ("14 °F", "-10 °C", 0, 0),
        ("100 GB", "0.1 TB", 0, 0),
    ],
)
def test_compare(claimed: str, fact: str, low: int, high: int) -> None:
    side_by_side = compare(parse_quantity(claimed), parse_quantity(fact))
    assert side_by_side is not None
    assert (side_by_side.low, side_by_side.high) == (low, high)
    assert side_by_side.equal is (low == high == 0)


@pytest.mark.parametrize(
    ("claimed", "fact"),
    [
        ("8 hours", "8 miles"),
        ("5 USD", "5 AUD"),
        ("5 GBP", "5 EUR"),
        ("2 working days", "2 days"),
        ("3 seats", "3 lamps"),
        ("5 gallons", "20 litres"),
        ("£5 a month", "£5"),
        ("IPX7", "IP54"),
    ],
)
def test_different_things_are_not_compared(claimed: str, fact: str) -> None:
    assert compare(parse_quantity(claimed), parse_quantity(fact)) is None


def test_ratio_bounds_and_base() -> None:
    claimed, fact = parse_quantity("up to 8 hours"), parse_quantity("5 hours")
    side_by_side = compare(claimed, fact)
    assert side_by_side is not None
    assert side_by_side.ratio == Decimal("1.6")
    assert bounds(claimed) == (None, Decimal(8))
    assert bounds(parse_quantity("over 8 hours")) == (Decimal(8), None)
    assert bounds(parse_quantity("2-5 days")) == (Decimal(2), Decimal(5))
    assert canonical(fact) == Quantity("=", Decimal(18000), Decimal(18000), "second")
    assert in_unit(fact, "kg") is None
    nothing = compare(claimed, parse_quantity("0 hours"))
    assert nothing is not None
    assert nothing.ratio is None


def test_kinds() -> None:
    assert kind_of("GBP/month") is QuantityKind.MONEY
    assert kind_of("hour/day") is QuantityKind.MEASURE
    assert kind_of("lantern") is QuantityKind.COUNT
