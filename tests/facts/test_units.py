"""Units are found by every way of writing them, and convert exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.facts.language import table
from claimcheck.facts.units import (
    convert,
    find_unit,
    get_unit,
    ratio_unit,
    same_dimension,
    unit_names,
    unit_words,
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("hrs", "hour"),
        ("Hours", "hour"),
        ("h", "hour"),
        ("day's", "day"),
        ("mins", "minute"),
        ("per cent", "percent"),
        ("%", "percent"),
        ("km/h", "km/h"),
        ("kph", "km/h"),
        ("miles per hour", "mph"),
        ("Mbit/s", "Mbps"),
        ("megabits per second", "Mbps"),
        ("MB/s", "MB/s"),
        ("°C", "°C"),
        ("degrees Celsius", "°C"),
        ("℉", "°F"),
        ("cu ft", "ft³"),
        ("square feet", "ft²"),
        ("sq. ft", "ft²"),
        ("watt-hours", "Wh"),
        ("kWh", "kWh"),
        ("kW", "kW"),
        ("mAh", "mAh"),
        ("lumens", "lm"),
        ("£", "GBP"),
        ("US$", "USD"),
        ("$", "dollar"),
        ("€", "EUR"),
        ("feet", "ft"),
        ("inches", "in"),
        ("in", "in"),
        ("lb-ft", "lb-ft"),
        ("GB", "GB"),
        ("Gb", "Gbit"),
        ("mW", "mW"),
        ("MW", "MW"),
        ("frames per second", None),
        ("fps", "fps"),
        ("thread count", "thread count"),
        ("stars", "star"),
    ],
)
def test_find(word: str, name: str | None) -> None:
    found = find_unit(word)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("word", ["", "lantern", "hourly", "KB5", "day off", "per", "xyz"])
def test_no_unit(word: str) -> None:
    assert find_unit(word) is None


def test_every_way_of_writing_leads_to_one_unit() -> None:
    owners: dict[str, str] = {}
    for group in table("units").values():
        for name, entry in group["units"].items():
            for written in {*(entry or {}).get("symbols", ()), *(entry or {}).get("tight", ())}:
                assert owners.setdefault(written, name) == name, f"{written} is {owners[written]} and {name}"
    words: dict[str, str] = {}
    for group in table("units").values():
        for name, entry in group["units"].items():
            for written in (entry or {}).get("words", ()):
                assert words.setdefault(written, name) == name, f"{written} is {words[written]} and {name}"


def test_every_name_is_found_by_itself() -> None:
    for name in unit_names():
        found = find_unit(name)
        assert found is not None
        assert found.name == name
        assert get_unit(name) is found
    assert {"hours", "lumens", "Mbps", "£"} <= set(unit_words())
    assert list(unit_words()) == sorted(unit_words())


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("90", "minute", "hour", "1.5"),
        ("2", "year", "month", "24"),
        ("1", "year", "day", "365"),
        ("2", "fortnight", "week", "4"),
        ("100", "°C", "°F", "212"),
        ("14", "°F", "°C", "-10"),
        ("0", "K", "°C", "-273.15"),
        ("60", "mph", "km/h", "96.56064"),
        ("1", "m/s", "km/h", "3.6"),
        ("1", "mi", "ft", "5280"),
        ("1", "in", "mm", "25.4"),
        ("1", "stone", "lb", "14"),
        ("2", "kWh", "J", "7200000"),
        ("1", "GB", "Mbit", "8000"),
        ("8", "Mbps", "MB/s", "1"),
        ("1", "GiB", "byte", "1073741824"),
        ("5", "dollar", "AUD", "5"),
        ("5", "lantern", "units", "5"),
        ("5", "units", "seat", "5"),
        ("68", "IP", "IPX", "8"),
        ("120", "page/minute", "page/hour", "7200"),
        ("3", "GBP/month", "GBP/year", "36"),
        ("1", "US gallon", "ml", "3785.411784"),
        ("1", "m³", "l", "1000"),
    ],
)
def test_convert(value: str, source: str, target: str, expected: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(expected)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("hour", "mi"),
        ("USD", "AUD"),
        ("GBP", "dollar"),
        ("gallon", "l"),
        ("GBP/month", "GBP"),
        ("lantern", "seat"),
        ("units", "hour"),
        ("page/minute", "sheet/minute"),
        ("IPX", "IP"),
        ("star", "out of 10"),
        ("percent", "x"),
    ],
)
def test_different_dimensions(source: str, target: str) -> None:
    assert convert(Decimal(1), source, target) is None
    assert not same_dimension(source, target)


def test_ratio_units() -> None:
    assert ratio_unit(get_unit("mi"), get_unit("hour")).name == "mph"
    pages = ratio_unit(get_unit("page"), get_unit("minute"))
    assert (pages.name, pages.kind, pages.factor) == ("page/minute", "measure", Fraction(1, 60))
    assert get_unit("GBP/month").kind == "money"


NAMES = st.sampled_from(unit_names())


@given(NAMES, NAMES, st.decimals(min_value=-10_000, max_value=10_000, places=3))
@settings(deadline=None, max_examples=100)
def test_conversion_goes_there_and_back(source: str, target: str, value: Decimal) -> None:
    there = convert(value, source, target)
    if there is None or (source, target) == ("IP", "IPX"):
        return
    back = convert(there, target, source)
    assert back is not None
    assert abs(back - value) <= Decimal("1e-18") * max(abs(value), abs(there), 1)
