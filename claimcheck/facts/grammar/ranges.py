"""Figures of more than one number: "2-5 days", "1 hour 30 minutes", "120 x 80 cm"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from claimcheck.facts.grammar.amounts import Amount, amount_at, unit_at
from claimcheck.facts.grammar.reading import Figure, Reading, listed, times
from claimcheck.facts.numbers import Number, read_number
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import COUNT, Unit, convert, get_unit

__all__ = ["compound_of", "range_of", "with_smaller"]


def range_of(reading: Reading, first: Amount) -> Figure | None:
    connector = _connector(reading, first.end)
    second = amount_at(reading, connector) if connector else None
    if connector is None or second is None or (second.plus and first.plus):
        return None
    unit = second.unit or (first.unit if first.currency else None)
    word = reading.key(connector - 1) in listed("range_with_units")
    if unit is None and (first.unit or word or _telephone(reading, first, connector)):
        return None
    low = _lower(first, second, unit)
    if low is None or low > second.value:
        return None
    op = ">=" if second.plus else "="
    bare = unit is None
    basis = second.basis or first.basis
    return Figure(low, second.value, unit or get_unit(COUNT), second.end, basis, op, bare)


def _lower(first: Amount, second: Amount, unit: Unit | None) -> Decimal | None:
    """The lower end in the unit of the upper: "30 minutes to 2 hours", "1-2 million"."""
    if first.unit and unit and first.unit != unit:
        return convert(first.value, first.unit.name, unit.name)
    if second.scale > 1 and first.scale == 1 and not first.unit and first.value < second.value / second.scale:
        return first.value * second.scale
    if second.currency and not first.unit:
        return None
    return first.value


def _connector(reading: Reading, at: int) -> int | None:
    """The token after "-", "to", "or" ... ; hyphens may stand around a word ("2-to-5-day")."""
    after = reading.after_hyphen(at)
    if reading.key(after) in listed("range") | listed("range_with_units") and after + 1 < len(reading.tokens):
        return reading.after_hyphen(after + 1)
    if after > at:
        return after
    return None


def _telephone(reading: Reading, first: Amount, second: int) -> bool:
    """ "555-1234"."""
    exchange, line = reading.key(first.end - 1), reading.key(second)
    return len(exchange) == 3 and len(line) == 4 and line.isdigit()


def compound_of(reading: Reading, first: Amount) -> Figure | None:
    """ "1 hour 30 minutes", "1h30", "5'11\"", "6 lb 4 oz", "two years and a half"."""
    op = ">=" if first.plus else "="
    if first.unit is None:
        if first.comma:
            return None
        if first.part:
            near = reading.key(reading.after_hyphen(first.end))
            return times(first.value, first.end) if near in listed("part_of") or reading.strict else None
        sides = _sides(reading, first.end)
        if sides:
            return Figure(first.value, first.value, sides, first.end, op=op)
        return Figure(first.value, first.value, get_unit(COUNT), first.end, op=op, bare=True)
    figure = Figure(first.value, first.value, first.unit, first.end, first.basis, op)
    if first.unit.dimension not in ("time", "length", "mass") or first.basis:
        return figure
    return with_smaller(reading, figure) or figure


def _sides(reading: Reading, at: int) -> Unit | None:
    """The unit that "120" takes from "120 x 80 cm" or "3 x 2 x 1 m"."""
    for _ in range(2):
        if reading.key(at) not in ("x", "\u00d7", "by") or at + 1 >= len(reading.tokens):
            return None
        side = amount_at(reading, at + 1)
        if side is None:
            return None
        if side.unit:
            return side.unit if side.unit.dimension == "length" else None
        at = side.end
    return None


_PAIRS = (("ft", "in"), ("stone", "lb"), ("lb", "oz"), ("m", "cm"), ("kg", "g"))

_SMALLER = {"hour": "minute", "ft": "in", "minute": "second", "day": "hour", "stone": "lb", "lb": "oz"}


def with_smaller(reading: Reading, figure: Figure) -> Figure | None:
    """The figure with what follows it in a smaller unit: "1 hour" and then "30 minutes", "and a half"."""
    half = _and_a_half(reading, figure)
    if half:
        return half
    comma = reading.key(figure.end) == ","
    at = figure.end + (comma or reading.key(figure.end) == "and")
    number = read_number(reading.tokens, at)
    if number is None or any(reading.blocked[at : number.end]) or (comma and reading.attached(number.end)):
        return None
    unit, end = _smaller_unit(reading, figure, number)
    if unit is None or not _goes_with(figure.unit, unit, comma):
        return None
    whole = convert(figure.high, figure.unit.name, unit.name)
    if whole is None or Fraction(number.value) * unit.factor >= figure.unit.factor:
        return None
    total = Figure(whole + number.value, whole + number.value, unit, end, figure.basis, figure.op)
    return with_smaller(reading, total) or total


def _and_a_half(reading: Reading, figure: Figure) -> Figure | None:
    """ "a year and a half"."""
    words = (reading.key(figure.end), reading.key(figure.end + 1), reading.key(figure.end + 2))
    more = {("and", "a", "half"): Decimal("0.5"), ("and", "a", "quarter"): Decimal("0.25")}.get(words)
    if more is None:
        return None
    return replace(figure, low=figure.low + more, high=figure.high + more, end=figure.end + 3)


def _goes_with(larger: Unit, smaller: Unit, comma: bool) -> bool:
    """Whether people say the two together: any times, and feet and inches; only times with a comma."""
    if larger.dimension == smaller.dimension == "time":
        return smaller.factor < larger.factor
    return not comma and (larger.name, smaller.name) in _PAIRS


def _smaller_unit(reading: Reading, figure: Figure, number: Number) -> tuple[Unit | None, int]:
    end = number.end
    if figure.unit.name == "hour" and reading.key(end) == "m" and reading.attached(end):
        return get_unit("minute"), end + 1
    match = unit_at(reading, reading.after_hyphen(end))
    if match:
        return match
    joined = reading.attached(number.end - 1) and figure.unit.name in ("hour", "ft")
    closed = not reading.attached(end) or reading.tokens[end].kind is Kind.MARK
    return (get_unit(_SMALLER[figure.unit.name]), end) if joined and closed else (None, end)
