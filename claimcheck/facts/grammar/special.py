"""Numbers that are multipliers, ratings or shares: "2x faster", "4.6 out of 5", "9 in 10", "IP54"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimcheck.facts.grammar.amounts import unit_at
from claimcheck.facts.grammar.reading import Figure, Reading, listed
from claimcheck.facts.numbers import read_number
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import get_unit

__all__ = ["is_comparative", "protection", "rated_before", "special"]


_SCALES = {"5": 5, "five": 5, "10": 10, "ten": 10, "100": 100}
_WHOLES = (2, 3, 4, 5, 6, 7, 8, 10, 20, 100, 1000)


def special(reading: Reading, figure: Figure) -> Figure:
    """A bare number that turns out to be a multiplier, a rating or a share."""
    if not figure.bare:
        return figure
    for read in (_multiplied, _rated, _share):
        found = read(reading, figure)
        if found is not None:
            return found
    return figure


def _multiplied(reading: Reading, figure: Figure) -> Figure | None:
    """ "2x", "10X faster", "three times", "5-fold"."""
    at = figure.end
    key = reading.key(at)
    sign = key in ("x", "\u00d7") and not reading.is_number(at + 1)
    if sign and (reading.attached(at) or is_comparative(reading, at + 1)):
        return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    at = reading.after_hyphen(at)
    if reading.key(at) == "fold":
        return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    if key == "times" or (key == "time" and figure.high == 1):
        unit = "x" if is_comparative(reading, at + 1) or reading.strict else "time"
        return replace(figure, unit=get_unit(unit), end=at + 1, bare=False)
    return None


def is_comparative(reading: Reading, at: int) -> bool:
    """Whether "faster", "more", "as" ... stands at ``at``: then a number of times is a ratio."""
    key = reading.key(at)
    if key in listed("times_before"):
        return True
    return key.endswith("er") and len(key) > 4 and key not in listed("no_comparatives")


def _rated(reading: Reading, figure: Figure) -> Figure | None:
    """ "4.6 out of 5", "4.2/5"."""
    scale = _scale_after(reading, figure.end)
    if scale is None:
        return None
    top, end = scale
    if figure.high > top or not (top == 100 or _is_rating(reading, figure, end)):
        return None
    unit = get_unit("star" if top == 5 else f"out of {top}")
    return replace(figure, unit=unit, end=end + (reading.key(end) in ("star", "stars")), bare=False)


def _scale_after(reading: Reading, at: int) -> tuple[int, int] | None:
    """5, 10 or 100 after "out of" or "/", and the token after it."""
    if reading.key(at) == "out" and reading.key(at + 1) == "of":
        at += 2
    elif reading.key(at) == "/" and reading.attached(at) and reading.attached(at + 1):
        at += 1
    else:
        return None
    top = _SCALES.get(reading.key(at))
    joined = reading.attached(at + 1) and reading.key(at + 1) in ("/", "%")
    return (top, at + 1) if top and not joined else None


def _is_rating(reading: Reading, figure: Figure, end: int) -> bool:
    """Rather than a share ("9 out of 10 dentists"): a decimal, a word of rating, or nothing after it."""
    after = reading.key(end)
    if figure.high != int(figure.high) or after in listed("rated_next"):
        return True
    return not after or reading.tokens[end].kind is Kind.MARK


def _share(reading: Reading, figure: Figure) -> Figure | None:
    """ "9 in 10", "9 out of 10 dentists", "one in five", "4 in every 5": a percentage."""
    at = _whole_at(reading, figure.end)
    whole = read_number(reading.tokens, at) if at else None
    if at is None or whole is None or whole.value not in _WHOLES or any(reading.blocked[at : whole.end]):
        return None
    if not figure.exact or not 0 < figure.high <= whole.value:
        return None
    if unit_at(reading, reading.after_hyphen(whole.end)):
        return None
    value = figure.high * 100 / whole.value
    return Figure(value, value, get_unit("percent"), whole.end)


def _whole_at(reading: Reading, at: int) -> int | None:
    """The token after "in", "in every" or "out of"."""
    words = (reading.key(at), reading.key(at + 1))
    if words in (("out", "of"), ("in", "every")):
        return at + 2
    return at + 1 if words[0] == "in" else None


def protection(reading: Reading, at: int) -> Figure | None:
    """ "IP54", "IPX7", "IK10", "UPF 50+", "SPF 30", "30-UPF"."""
    text = reading.tokens[at].text
    if text not in ("IP", "IPX", "IK", "UPF", "SPF"):
        return None
    at = reading.after_hyphen(at + 1)
    if not reading.is_number(at) or not reading.key(at).isdigit() or len(reading.key(at)) > 3:
        return None
    value, end = Decimal(reading.key(at)), at + 1
    if reading.goes_on(end):
        return None
    plus = reading.key(end) == "+" and reading.attached(end)
    return Figure(value, value, get_unit(text), end + plus, op=">=" if plus else "=")


def rated_before(reading: Reading, at: int) -> Figure | None:
    """ "30-UPF", "rated 4.7"."""
    number = read_number(reading.tokens, at) if reading.is_number(at) else None
    if number is None:
        return None
    after = reading.after_hyphen(number.end)
    if after < len(reading.tokens) and reading.tokens[after].text in ("UPF", "SPF"):
        return Figure(number.value, number.value, get_unit(reading.tokens[after].text), after + 1)
    if not _is_rated(reading, at) or "." not in reading.key(at) or number.value > 5:
        return None
    if _scale_after(reading, number.end) or unit_at(reading, after):
        return None
    return Figure(number.value, number.value, get_unit("star"), number.end)


def _is_rated(reading: Reading, at: int) -> bool:
    """Whether "rated", "rating of", "average is" ... stands before."""
    before = at - 2 if reading.key(at - 1) in ("of", "at", "is") else at - 1
    return reading.key(before) in listed("rated")
