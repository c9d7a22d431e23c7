"""Numbers that are multipliers, ratings or shares: "2x faster", "4.6 out of 5", "9 in 10", "IP54"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimcheck.facts.grammar.amounts import unit_at
from claimcheck.facts.grammar.reading import Figure, Reading, listed
from claimcheck.facts.numbers import Number, read_number
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import get_unit

__all__ = ["is_comparative", "protection", "rated_before", "special"]


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
    if key in ("x", "\u00d7") and not (at + 1 < len(reading.tokens) and reading.tokens[at + 1].kind is Kind.NUMBER):
        if reading.attached(at) or is_comparative(reading, at + 1):
            return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    at = reading.after_hyphen(at)
    if reading.key(at) == "fold":
        return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    if key == "times" or (key == "time" and figure.high == 1):
        unit = "x" if is_comparative(reading, at + 1) or reading.strict else "time"
        return replace(figure, unit=get_unit(unit), end=at + 1, bare=False)
    return None


def is_comparative(reading: Reading, at: int) -> bool:
    key = reading.key(at)
    return key in listed("times_before") or (key.endswith("er") and len(key) > 4 and key not in ("other", "after", "under", "never"))


def _rated(reading: Reading, figure: Figure) -> Figure | None:
    """ "4.6 out of 5", "4.2/5", "rated 4.7"."""
    at = figure.end
    scale = _scale_after(reading, at)
    if scale:
        below, end = scale
        if figure.high > below or not (_is_rating(reading, figure, end) or below == 100):
            return None
        unit = get_unit("star" if below == 5 else f"out of {below}")
        end += reading.key(end) in ("star", "stars")
        return replace(figure, unit=unit, end=end, bare=False)
    return None


def _scale_after(reading: Reading, at: int) -> tuple[int, int] | None:
    """5, 10 or 100 after "out of" or "/", and the token after it."""
    if reading.key(at) == "out" and reading.key(at + 1) == "of":
        at += 2
    elif reading.key(at) == "/" and reading.attached(at) and reading.attached(at + 1):
        at += 1
    else:
        return None
    words = {"5": 5, "five": 5, "10": 10, "ten": 10, "100": 100}
    below = words.get(reading.key(at))
    return (below, at + 1) if below and not (reading.attached(at + 1) and reading.key(at + 1) in ("/", "%")) else None


def _is_rating(reading: Reading, figure: Figure, end: int) -> bool:
    after = reading.key(end)
    if figure.high != int(figure.high) or after in listed("rated_next"):
        return True
    return not after or reading.tokens[end].kind is Kind.MARK


def _share(reading: Reading, figure: Figure) -> Figure | None:
    """ "9 in 10", "9 out of 10 dentists", "one in five", "4 in every 5": a percentage."""
    at = figure.end
    if reading.key(at) == "out" and reading.key(at + 1) == "of":
        at += 2
    elif reading.key(at) == "in":
        at += 2 if reading.key(at + 1) == "every" else 1
    else:
        return None
    below = read_number(reading.tokens, at)
    if below is None or below.value not in (2, 3, 4, 5, 6, 7, 8, 10, 20, 100, 1000) or not 0 < figure.high <= below.value:
        return None
    if unit_at(reading, reading.after_hyphen(below.end)) or figure.low != figure.high or any(reading.blocked[at:below.end]):
        return None
    value = figure.high * 100 / below.value
    return Figure(value, value, get_unit("percent"), below.end)


def protection(reading: Reading, at: int) -> Figure | None:
    """ "IP54", "IPX7", "IK10", "UPF 50+", "SPF 30", "30-UPF"."""
    text = reading.tokens[at].text
    if text not in ("IP", "IPX", "IK", "UPF", "SPF"):
        return None
    at = reading.after_hyphen(at + 1)
    if at >= len(reading.tokens) or not reading.tokens[at].text.isdigit() or len(reading.tokens[at].text) > 3:
        return None
    value, end = Decimal(reading.tokens[at].text), at + 1
    if text in ("IP", "IPX", "IK") and reading.attached(end) and reading.tokens[end].kind is Kind.WORD:
        return None
    plus = reading.key(end) == "+" and reading.attached(end)
    return Figure(value, value, get_unit(text), end + plus, op=">=" if plus else "=")


def rated_before(reading: Reading, at: int) -> Figure | None:
    """ "30-UPF", "5-star", "rated 4.7"."""
    token = reading.tokens[at]
    if token.kind is not Kind.NUMBER:
        return None
    number = read_number(reading.tokens, at)
    if number is None:
        return None
    after = reading.after_hyphen(number.end)
    if after < len(reading.tokens) and reading.tokens[after].text in ("UPF", "SPF"):
        return Figure(number.value, number.value, get_unit(reading.tokens[after].text), after + 1)
    rated = reading.key(at - 1) in listed("rated") or (reading.key(at - 2) in listed("rated") and reading.key(at - 1) in ("of", "at", "is"))
    if rated and "." in token.text and number.value <= 5 and _scale_after(reading, number.end) is None:
        figure = _counted_plain(reading, number)
        return figure
    return None


def _counted_plain(reading: Reading, number: Number) -> Figure | None:
    """A decimal of at most five after "rated", with nothing measured after it: stars."""
    if unit_at(reading, reading.after_hyphen(number.end)) is not None:
        return None
    return Figure(number.value, number.value, get_unit("star"), number.end)
