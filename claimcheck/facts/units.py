"""Units of measure, money and counts, and exact conversion between them.

The table is ``rules/language/units.yaml``. A unit over another ("page/minute", "GBP/month") is built
when it is met. Conversion is exact (fractions) and then written with 28 digits.

A month is a twelfth of a year and a year 365 days: "24 months" is "2 years". A gallon, pint or ton
differs between countries and is not converted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from claimcheck.facts.inflect import plural
from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind, Phrases, Token, tokenize

__all__ = [
    "COUNT",
    "DOLLARS",
    "Unit",
    "convert",
    "find_unit",
    "get_unit",
    "match_unit",
    "money_sign",
    "money_signs",
    "ratio_unit",
    "same_dimension",
    "unit_names",
    "unit_words",
]

COUNT = "units"  # the unit of a bare number
DOLLARS = ("money:USD", "money:CAD", "money:AUD", "money:NZD", "money:SGD", "money:HKD")


@dataclass(frozen=True, slots=True)
class Unit:
    """``value * factor + offset`` is the value in the dimension's base unit."""

    name: str
    dimension: str
    kind: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    signed: bool = False
    words: tuple[str, ...] = ()  # in any case
    symbols: tuple[str, ...] = ()  # exactly as written
    tight: tuple[str, ...] = ()  # exactly as written, attached or before a mark
    prefix: bool = False  # stands before its figure: "IP54"
    reads_as: str = ""  # unit whose values it is given in: pence are pounds


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, Unit]
    ratios: dict[str, str]  # "mi/hour" -> "mph"
    words: Phrases[Unit]
    symbols: Phrases[Unit]
    tight: Phrases[Unit]
    money: Phrases[Unit]


@cache
def _table() -> _Table:
    units: dict[str, Unit] = {}
    ratios: dict[str, str] = {}
    for dimension, group in table("units").items():
        for name, entry in group["units"].items():
            units[name] = _declared(name, dimension, group, entry or {}, units)
            if "same_as" in (entry or {}):
                ratios[entry["same_as"]] = name
    return _Table(
        units,
        ratios,
        Phrases((word, unit) for unit in units.values() for word in _written(unit)),
        Phrases(((symbol, unit) for unit in units.values() for symbol in unit.symbols), exact=True),
        Phrases(((symbol, unit) for unit in units.values() for symbol in unit.tight), exact=True),
        Phrases(
            ((s, u) for u in units.values() if u.kind == "money" and not u.reads_as for s in u.symbols),
            exact=True,
        ),
    )


def _declared(
    name: str, dimension: str, group: dict[str, str], entry: dict[str, str], units: dict[str, Unit]
) -> Unit:
    factor = Fraction(1)
    if "same_as" in entry:
        over, under = entry["same_as"].split("/")
        top, bottom = units.get(over) or _noun(over), units.get(under) or _noun(under)
        dimension, factor = f"{top.dimension}/{bottom.dimension}", top.factor / bottom.factor
    elif "is" in entry:
        size, _, base = entry["is"].partition(" ")
        factor = Fraction(size) * units[base].factor
    return Unit(
        name,
        dimension,
        group["kind"],
        factor,
        Fraction(entry.get("offset", 0)),
        group.get("signed") == "true",
        tuple(entry.get("words", ())),
        tuple(entry.get("symbols", ())),
        tuple(entry.get("tight", ())),
        entry.get("prefix") == "true",
        entry.get("reads_as", ""),
    )


def _written(unit: Unit) -> tuple[str, ...]:
    """A unit's words with the plurals of its full words ("miles")."""
    plurals = (plural(word) for word in unit.words if len(word) > 3 and word != "pence")
    return tuple(dict.fromkeys((*unit.words, *plurals)))


def _noun(noun: str) -> Unit:
    if noun == COUNT:
        return Unit(COUNT, "count", "count")
    return Unit(noun, f"count:{noun}", "count")


def unit_names() -> tuple[str, ...]:
    """The canonical names of the declared units, in the order of the table."""
    return tuple(_table().units)


def unit_words() -> tuple[str, ...]:
    """Every way a declared unit may be written, sorted: for messages and completion."""
    written = {w for u in _table().units.values() for w in (u.name, *_written(u), *u.symbols, *u.tight)}
    return tuple(sorted(written))


@cache
def get_unit(name: str) -> Unit:
    """The unit of a canonical name; a ratio is built, any other name is a counted noun."""
    known = _table().units.get(name)
    if known:
        return known
    over, slash, under = name.partition("/")
    return ratio_unit(get_unit(over), get_unit(under)) if slash else _noun(name)


def ratio_unit(over: Unit, under: Unit) -> Unit:
    """``over`` per ``under``: the declared unit for it ("mph"), else one named "page/minute"."""
    name = f"{over.name}/{under.name}"
    declared = _table().ratios.get(name)
    if declared:
        return _table().units[declared]
    kind = "money" if over.kind == "money" else "measure"
    return Unit(name, f"{over.dimension}/{under.dimension}", kind, over.factor / under.factor)


def match_unit(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """The longest unit written at token ``at``, and the token after it.

    An ambiguous sign ("5in", "7 s") counts only when attached to what stands before it, or when no
    word follows.
    """
    if at >= len(tokens):
        return None
    known = _table()
    found = [m for m in (known.symbols.match(tokens, at), known.words.match(tokens, at)) if m]
    tight = known.tight.match(tokens, at)
    if tight and _stands_alone(tokens, at, tight[1]):
        found.append(tight)
    found = [(unit, end) for unit, end in found if not _cut(tokens, end)]
    if not found:
        return _possessive(tokens, at)
    return max(found, key=lambda match: match[1])


def money_sign(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """The currency sign or code before a figure ("$", "US$", "EUR "), and the token after it."""
    return _table().money.match(tokens, at)


def money_signs() -> frozenset[str]:
    """The first characters or letters of currency signs and codes, exactly as written."""
    return _table().money.firsts


def _stands_alone(tokens: Sequence[Token], at: int, end: int) -> bool:
    if tokens[at].attached and (
        end >= len(tokens) or not (tokens[end].attached and tokens[end].text in "-\u2010\u2011")
    ):
        return True
    return end >= len(tokens) or tokens[end].text in ".,;:!?)|/"


def _cut(tokens: Sequence[Token], end: int) -> bool:
    """Whether letters or digits go on right after: "5 V2" is no voltage; "1h30" is an hour and a half."""
    if end >= len(tokens) or not tokens[end].attached or tokens[end - 1].kind is Kind.MARK:
        return False
    if tokens[end - 1].text == "h" and len(tokens[end].text) == 2 and tokens[end].kind is Kind.NUMBER:
        return False
    return tokens[end].kind in (Kind.WORD, Kind.NUMBER)


def _possessive(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    """ "a day's work": the unit without its ending."""
    key = tokens[at].key
    if not key.endswith("'s"):
        return None
    bare = tokenize(key[:-2])
    match = _table().words.match(bare, 0)
    return (match[0], at + 1) if match and match[1] == len(bare) else None


def find_unit(word: str) -> Unit | None:
    """The unit that ``word`` (a word, a symbol, several words) names, or None.

    >>> find_unit("hrs").name, find_unit("km/h").name
    ('hour', 'km/h')
    """
    if word in _table().units:
        return _table().units[word]
    tokens = tokenize(word)
    match = match_unit(tokens, 0)
    if match and match[1] == len(tokens):
        return match[0]
    over, per, under = word.partition(" per ")
    first, second = (find_unit(over), find_unit(under)) if per else (None, None)
    return ratio_unit(first, second) if first and second else None


def same_dimension(first: str, second: str) -> bool:
    """Whether values in two canonical units may be compared. A bare count fits any counted noun."""
    return _fits(get_unit(first).dimension, get_unit(second).dimension)


def _fits(first: str, second: str) -> bool:
    if first == second:
        return True
    left, right = first.split("/"), second.split("/")
    return len(left) == len(right) and all(map(_part_fits, left, right))


def _part_fits(first: str, second: str) -> bool:
    pair = {first, second}
    if "count" in pair:
        return all(part.startswith("count") for part in pair)
    return first == second or ("money:dollar" in pair and any(part in DOLLARS for part in pair))


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """``value`` from one canonical unit into another; None when they measure different things.

    >>> convert(Decimal(90), "minute", "hour")
    Decimal('1.5')
    """
    if source == target:
        return value
    if (source, target) == ("IP", "IPX"):  # IEC 60529: the second digit is the water digit
        return value % 10
    over, under = get_unit(source), get_unit(target)
    if not _fits(over.dimension, under.dimension):
        return None
    exact = (Fraction(value) * over.factor + over.offset - under.offset) / under.factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)
