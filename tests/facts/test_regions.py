"""Places: what lies in what."""

from __future__ import annotations

import pytest

from claimcheck.facts.language import table
from claimcheck.facts.regions import (
    World,
    contains,
    country_of_timezone,
    overlaps,
    parse_regions,
    region_words,
)

EXAMPLES = table("regions")["examples"]


@pytest.mark.parametrize(("place", "inside"), [(e["place"], w) for e in EXAMPLES for w in e["contains"]])
def test_the_table_s_examples_hold(place: str, inside: str) -> None:
    assert contains(place, inside)


@pytest.mark.parametrize(("place", "outside"), [(e["place"], w) for e in EXAMPLES for w in e["not"]])
def test_the_table_s_counterexamples_hold(place: str, outside: str) -> None:
    assert not contains(place, outside)


@pytest.mark.parametrize("place", [*table("regions")["places"], *table("regions")["countries"]])
def test_every_place_of_the_table_is_known_and_in_the_world(place: str) -> None:
    assert contains("worldwide", place)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UK", "gb"),
        ("the United Kingdom", "GB"),
        ("USA", "us"),
        ("GB-SCT mainland", "Mainland Scotland"),
        ("GB-NIR, GB islands", "GB islands,GB-NIR"),
        ("EU", "european union"),
        ("Scottish Highlands & Islands", "Highlands and Islands"),
        ("GB mainland, GB islands, GB-NIR", "UK"),
    ],
)
def test_names_of_the_same_place(one: str, other: str) -> None:
    assert parse_regions(one).parts == parse_regions(other).parts


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("GB", "GB islands", True),
        ("DE", "DE-BY", True),
        ("DE-BY", "DE", True),
        ("DE-BY", "DE-BE", False),
        ("GB mainland", "GB-NIR", False),
        ("EU", "GB", False),
        ("Ireland", "Northern Ireland", False),
    ],
)
def test_overlap(one: str, other: str, share: bool) -> None:
    assert overlaps(one, other) is share
    assert overlaps(other, one) is share


def test_groups_of_the_settings_win() -> None:
    world = World({"GB mainland": ("GB-ENG", "GB-SCT mainland"), "Home counties": ("GB mainland",)})
    assert world.region("gb mainland").parts == parse_regions("GB-ENG, GB-SCT mainland").parts
    assert world.region("home counties").parts == world.region("GB mainland").parts


def test_a_group_may_widen_the_place_of_its_own_name() -> None:
    world = World({"EU": ("EU", "CH")})
    assert contains("EU", "CH", world)
    assert contains("EU", "FR", world)


def test_a_group_made_of_itself_is_refused() -> None:
    world = World({"a": ("b",), "b": ("a",)})
    with pytest.raises(ValueError, match='The region "a" is made of itself'):
        world.region("a")


def test_the_home_country() -> None:
    assert contains("nationwide", "GB-NIR", World(home="GB"))
    assert contains("mainland", "Wales", World(home="GB")) is False
    assert contains("mainland", "mainland England", World(home="GB"))
    assert contains("mainland", "FR", World(home="FR"))
    with pytest.raises(ValueError, match='"nationwide" needs a home country'):
        parse_regions("nationwide")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("GB mainlnd", 'Did you mean "GB mainland"'),
        ("GB-XX", "is no known place"),
        ("XX-AB", "is no known place"),
        ("Gondor", "Expected an ISO 3166 code"),
        ("", "A place is missing here"),
        (" , ", "A place is missing here"),
        ("GB, Grmany", 'Did you mean "Germany"'),
    ],
)
def test_unknown_places(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_regions(words)


def test_fewer_parts_are_more_specific() -> None:
    sizes = [
        len(parse_regions(words))
        for words in ("GB-NIR", "GB-NIR, GB islands", "GB mainland, GB islands", "GB", "Europe")
    ]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 5


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/London", "GB"), ("America/New_York", "US"), ("Australia/Sydney", "AU"), ("UTC", "")],
)
def test_country_of_a_time_zone(zone: str, country: str) -> None:
    assert country_of_timezone(zone) == country


def test_words_for_extraction_are_folded_and_longest_first() -> None:
    words = region_words()
    assert {"northern ireland", "uk", "nationwide", "worldwide", "highlands"} <= set(words)
    assert list(words) == sorted(words, key=lambda w: (-len(w), w))
