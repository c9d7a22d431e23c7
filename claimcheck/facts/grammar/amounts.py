"""One number with its sign, its currency and its unit: "-10 °C", "£4.95", "5 working days"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.facts.grammar.reading import Reading, listed
from claimcheck.facts.language import table
from claimcheck.facts.numbers import Number, read_number
from claimcheck.facts.tokens import Kind
from claimcheck.facts.units import Unit, convert, get_unit, match_unit, money_sign, same_dimension

__all__ = ["MINUS", "Amount", "amount_at", "unit_at"]

MINUS = ("-", "\u2212", "\u2013", "minus")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with what stands attached to it. ``unit`` is None where none is written."""

    value: Decimal
    end: int
    unit: Unit | None = None
    basis: str = ""
    plus: bool = False
    scale: Decimal = Decimal(1)
    negative: bool = False
    currency: bool = False
    comma: bool = False
    part: bool = False  # "one-half", "¾": a part of something


def amount_at(reading: Reading, at: int) -> Amount | None:
    """[minus] [currency] number [+] [unit]."""
    start, negative = at, False
    if reading.key(at) in MINUS and at + 1 < len(reading.tokens):
        if reading.key(at) != "minus" and not _is_sign(reading, at):
            return None
        at, negative = at + 1, True
    sign = money_sign(reading.tokens, at)
    if sign:
        at = sign[1]
    number = read_number(reading.tokens, at)
    if number is None or any(reading.blocked[start : number.end]):
        return None
    value = -number.value if negative else number.value
    part = _is_part(reading, at, number)
    bare = Amount(
        value, number.end, None, "", False, number.scale, negative, False, number.comma_decimal, part
    )
    amount = _with_plus(reading, bare)
    return _priced(reading, amount, sign[0]) if sign else _measured(reading, amount, number)


def _is_sign(reading: Reading, at: int) -> bool:
    """A dash right before its figure and after a blank or a bracket."""
    free = at == 0 or not reading.attached(at) or reading.key(at - 1) in ("(", "[")
    return free and reading.attached(at + 1)


def _is_part(reading: Reading, at: int, number: Number) -> bool:
    """Whether the number is a fraction in words or strokes: "one-half", "¾", "1/3"."""
    return 0 < number.value < 1 and "." not in reading.key(at)


def _with_plus(reading: Reading, amount: Amount) -> Amount:
    """ "1,000+", "20-plus"."""
    at = amount.end
    if (
        reading.key(at) == "+"
        and reading.attached(at)
        and not (reading.attached(at + 1) and reading.tokens[at + 1].kind is Kind.NUMBER)
    ):
        return replace(amount, end=at + 1, plus=True)
    if reading.after_hyphen(at) == at + 1 and reading.key(at + 1) == "plus":
        return replace(amount, end=at + 2, plus=True)
    return amount


def _priced(reading: Reading, amount: Amount, unit: Unit) -> Amount:
    """The figure after a currency sign: "$5m", "$29.95 USD"."""
    at = amount.end
    suffixes = table("figures")["money_suffixes"]
    alone = not reading.attached(at + 1) or reading.tokens[at + 1].kind is Kind.MARK
    if reading.attached(at) and reading.tokens[at].text in suffixes and alone:
        scale = Decimal(suffixes[reading.tokens[at].text])
        amount = replace(amount, value=amount.value * scale, end=at + 1, scale=scale)
    code = match_unit(reading.tokens, amount.end)
    named = code and reading.tokens[amount.end].kind is Kind.WORD and not code[0].reads_as
    if code and named and same_dimension(unit.name, code[0].name):
        return replace(amount, unit=code[0], end=code[1], currency=True)
    return replace(amount, unit=unit, currency=True)


def _measured(reading: Reading, amount: Amount, number: Number) -> Amount:
    """The unit after a number: "8 hours", "30-day", "5 working days", "50p"."""
    at = reading.after_hyphen(amount.end)
    basis = ""
    if reading.key(at) in listed("working_words"):
        return replace(amount, unit=get_unit("day"), basis="working", end=at + 1)
    for name in ("working", "calendar"):
        after = reading.after_hyphen(at + 1)
        if reading.key(at) in listed(name) and reading.key(after).startswith(("day", "hour", "week")):
            at, basis = after, name
            break
    if number.words and number.value < 1 and reading.key(at) == "of" and reading.key(at + 1) in ("a", "an"):
        at += 2
    match = unit_at(reading, at) or _later_unit(reading, at)
    if match is None:
        return amount
    unit, end = match
    value = amount.value
    if unit.reads_as:
        value, unit = convert(value, unit.name, unit.reads_as) or Decimal(0), get_unit(unit.reads_as)
    return replace(amount, value=value, unit=unit, basis=basis, end=end)


def unit_at(reading: Reading, at: int) -> tuple[Unit, int] | None:
    if at >= len(reading.tokens) or reading.blocked[at]:
        return None
    key = reading.key(at)
    if key in listed("pound"):
        return get_unit("lb" if _weighs(reading, at) else "GBP"), at + 1
    match = match_unit(reading.tokens, at)
    if match or key not in ('"', "'"):
        return match
    return _quoted_length(reading, at)


def _later_unit(reading: Reading, at: int) -> tuple[Unit, int] | None:
    """ "six full months": a length of time after one word of emphasis."""
    match = unit_at(reading, at + 1) if reading.key(at) in listed("between_number_and_time") else None
    return match if match and match[0].kind == "duration" else None


def _weighs(reading: Reading, at: int) -> bool:
    """Whether "pounds" is a weight here: a word of weighing stands within five words of the clause."""
    for step in (-1, 1):
        for i in range(at + step, at + 6 * step, step):
            if not 0 <= i < len(reading.tokens) or reading.tokens[i].text in ",;:.!?()":
                break
            if reading.key(i) in listed("weight_near"):
                return True
    return False


def _quoted_length(reading: Reading, at: int) -> tuple[Unit, int] | None:
    """ "27\"" and "5'11\"": a straight quote right after a figure, unless it closes a quotation."""
    key = reading.key(at)
    if not reading.attached(at) or _quotation_open(reading, at, key):
        return None
    if key == "'" and not (at + 1 < len(reading.tokens) and reading.tokens[at + 1].kind is Kind.NUMBER):
        return None
    return get_unit("in" if key == '"' else "ft"), at + 1


def _quotation_open(reading: Reading, at: int, mark: str) -> bool:
    """Whether a quotation opened within the last forty tokens is still open."""
    opened = [i for i in range(max(0, at - 40), at) if reading.key(i) == mark and not reading.attached(i)]
    if not opened:
        return False
    return not any(reading.key(i) == mark and reading.attached(i) for i in range(opened[-1] + 1, at))
