"""Places: ISO 3166 codes, the settings' own groups, and the words people write.

A region is the set of its smallest parts (``rules/language/regions.yaml``), so "does this place lie in
that one" is set inclusion. A country that the table does not split is one part; a subdivision of it
(``DE-BY``) is a part of its own that the country contains.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from claimcheck.facts.language import table

__all__ = [
    "Region",
    "World",
    "contains",
    "country_codes",
    "country_of_timezone",
    "overlaps",
    "parse_regions",
    "region_words",
    "spelled_name",
]

_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_BETWEEN = re.compile(r"\s*,\s*|\s+&\s+")


@dataclass(frozen=True, slots=True)
class Region:
    """A place as written and its smallest parts. Fewer parts: more specific."""

    words: str
    parts: frozenset[str]

    def contains(self, other: Region) -> bool:
        """Whether every part of ``other`` lies in this region."""
        return all(part in self.parts or _country(part) in self.parts for part in other.parts)

    def overlaps(self, other: Region) -> bool:
        return any(part in self.parts or _country(part) in self.parts for part in other.parts) or any(
            _country(part) in other.parts for part in self.parts
        )

    def __len__(self) -> int:
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class World:
    """All names of places: the built-in ones, the settings' ``regions:`` and the home country."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: str = ""

    def region(self, words: str) -> Region:
        """The region of a name, a code, or a list of them with commas.

        Raises ValueError, one sentence with the nearest word, for a name that is not known.
        """
        return _region(words, tuple(sorted((_fold(k), v) for k, v in self.groups.items())), self.home)

    def knows(self, words: str) -> bool:
        try:
            self.region(words)
        except ValueError:
            return False
        return True


def parse_regions(words: str, groups: Mapping[str, tuple[str, ...]] | None = None, home: str = "") -> Region:
    """``parse_regions("GB-NIR, GB islands")``: the region of a list with commas. Raises ValueError."""
    return World(groups or {}, home).region(words)


def contains(region: str, other: str, world: World | None = None) -> bool:
    """Whether the place ``other`` lies wholly in ``region``; both as written. Raises ValueError."""
    world = world or World()
    return world.region(region).contains(world.region(other))


def overlaps(region: str, other: str, world: World | None = None) -> bool:
    """Whether the two places share a part. Raises ValueError."""
    world = world or World()
    return world.region(region).overlaps(world.region(other))


@cache
def region_words() -> tuple[str, ...]:
    """Every built-in name that copy may use for a place, longest first; codes are not among them."""
    data = _data()
    names = {
        n
        for n in (*data["names"], *data["places"], *data["everywhere"], *data["home"], *data["mainland"])
        if "-" not in n
    }
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def spelled_name(words: str) -> str:
    """A built-in name of a place, or several with commas, as the table spells it; other words as they are.

    The code of a part of a country is given its name, which is what people read.

    >>> spelled_name("gb-nir, gb islands")
    'Northern Ireland, GB islands'
    """
    known, called = _data()["spelled"], _data()["called"]
    spelled = (known.get(_fold(part), part) for part in words.split(", "))
    return ", ".join(called.get(part, part) for part in spelled)


@cache
def country_codes(name: str = "") -> tuple[str, ...]:
    """The ISO codes of all countries, or those of the country of this name."""
    data = _data()
    return tuple(c for c in data["codes"] if not name or data["names"].get(_fold(name)) == c)


@cache
def country_of_timezone(zone: str) -> str:
    """The ISO country of a time zone ("Europe/London" is GB), empty for zones of no single country.

    Source: ``zone.tab`` of the tz database, as shipped with the tzdata package.
    """
    from importlib.resources import files

    listing = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in listing.splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and columns[2] == zone:
            return columns[0]
    return ""


def _country(part: str) -> str:
    return part[:2]


def _fold(words: str) -> str:
    folded = " ".join(words.replace("&", " and ").casefold().split())
    return folded.removeprefix("the ")


@cache
def _data() -> dict[str, Any]:
    """The table with folded names: parts by country, places, country names, and the special words."""
    raw = table("regions")
    names = {_fold(code): code for code in raw["countries"]}
    names |= {_fold(name): code for code, called in raw["countries"].items() for name in called}
    return {
        "parts": {code: frozenset(parts) for code, parts in raw["parts"].items()},
        "atoms": {_fold(part): part for parts in raw["parts"].values() for part in parts},
        "places": {_fold(name): tuple(made_of) for name, made_of in raw["places"].items()},
        "names": names,
        "spelled": {_fold(word): word for word in _written(raw)},
        "called": dict(_called(raw)),
        "codes": tuple(raw["countries"]),
        "everywhere": frozenset(_fold(w) for w in raw["everywhere"]),
        "home": frozenset(_fold(w) for w in raw["home"]),
        "mainland": frozenset(_fold(w) for w in raw["home_mainland"]),
    }


def _called(raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The parts of countries that have a name of their own, each with the one that the table gives first."""
    for name, made_of in reversed(raw["places"].items()):
        if len(made_of) == 1 and made_of[0].count("-") == 1 and "/" not in made_of[0]:
            yield made_of[0], name


def _written(raw: dict[str, Any]) -> Iterable[str]:
    """Every code and name as the table spells it."""
    yield from raw["countries"]
    yield from (name for called in raw["countries"].values() for name in called)
    yield from raw["places"]
    yield from (part for parts in raw["parts"].values() for part in parts if "/" not in part)


@lru_cache(maxsize=4096)
def _region(words: str, groups: tuple[tuple[str, tuple[str, ...]], ...], home: str) -> Region:
    own = dict(groups)
    if _fold(words) in own or _built_in(_fold(words), home) is not None:
        return Region(words, _parts(words, own, home, ()))
    listed = [item for item in _BETWEEN.split(words.strip()) if item]
    if not listed:
        raise ValueError("A place is missing here.")
    return Region(words, frozenset().union(*(_parts(item, own, home, ()) for item in listed)))


def _parts(
    words: str, own: Mapping[str, tuple[str, ...]], home: str, inside: tuple[str, ...]
) -> frozenset[str]:
    name = _fold(words)
    if name in own and name not in inside:
        return frozenset().union(*(_parts(item, own, home, (*inside, name)) for item in own[name]))
    built_in = _built_in(name, home)
    if built_in is not None:
        return built_in
    if name in inside:
        raise ValueError(f'The region "{words}" is made of itself.')
    raise ValueError(_unknown(words, own))


def _built_in(name: str, home: str) -> frozenset[str] | None:
    """The parts of a built-in name; None when there is none of this name."""
    data = _data()
    if name in data["everywhere"]:
        return _all(data["codes"])
    if home and name in data["home"] | data["mainland"]:
        mainland = _place(f"{home.casefold()} mainland") if name in data["mainland"] else None
        return mainland or _all((home,))
    return _place(name)


def _place(name: str) -> frozenset[str] | None:
    """The parts of a named place, a country, a part or a subdivision."""
    data = _data()
    if name in data["places"]:
        return frozenset().union(*(_place(_fold(item)) or {item} for item in data["places"][name]))
    if name in data["names"]:
        return _all((data["names"][name],))
    if name in data["atoms"]:
        return frozenset({data["atoms"][name]})
    return _subdivision(name)


def _all(countries: Iterable[str]) -> frozenset[str]:
    parts = _data()["parts"]
    return frozenset().union(*(parts.get(code, {code}) for code in countries))


def _subdivision(name: str) -> frozenset[str] | None:
    """``DE-BY``: any subdivision of a country that the table does not split."""
    code = _SUBDIVISION.fullmatch(name.upper())
    if code and code[1] in _data()["codes"] and code[1] not in _data()["parts"]:
        return frozenset({name.upper()})
    return None


def _unknown(words: str, own: Mapping[str, tuple[str, ...]]) -> str:
    data = _data()
    if _fold(words) in data["home"] | data["mainland"]:
        return f'"{words}" needs a home country; set `home:` in the settings.'
    spelled = {**data["spelled"], **{name: name for name in own}}
    close = difflib.get_close_matches(_fold(words), sorted(spelled), n=1, cutoff=0.7)
    hint = (
        f'Did you mean "{spelled[close[0]]}"?' if close else "Expected an ISO 3166 code such as GB or GB-NIR."
    )
    return f'"{words}" is no known place. {hint}'
