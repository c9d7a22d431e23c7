"""The grammar of one figure: a number or a range, and what it counts. No comparison words here.

``figure_at`` reads the figure that begins at a token. Every reading looks at a bounded number of
tokens, so a whole text is read in linear time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from claimcheck.facts.inflect import inflections, singular
from claimcheck.facts.language import table
from claimcheck.facts.numbers import Number, read_number
from claimcheck.facts.tokens import Kind, Phrases, Token
from claimcheck.facts.units import COUNT, Unit, convert, get_unit, match_unit, money_sign, money_signs, ratio_unit

__all__ = ["Figure", "Reading", "figure_at", "listed"]

HYPHENS = ("-", "\u2010", "\u2011")
DASHES = (*HYPHENS, "\u2013", "\u2014", "\u2212")
_MINUS = ("-", "\u2212", "\u2013", "minus")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's tokens, and which of them belong to dates, addresses and names and are no figures.

    ``strict``: the whole text is one quantity, so nothing around it can make it something else.
    """

    tokens: Sequence[Token]
    blocked: Sequence[bool]
    strict: bool = False

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def attached(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].attached

    def after_hyphen(self, at: int) -> int:
        """The token after an attached hyphen at ``at``, or ``at`` itself."""
        hyphen = self.key(at) in HYPHENS and self.attached(at) and self.attached(at + 1)
        return at + 1 if hyphen else at


@dataclass(frozen=True, slots=True)
class Figure:
    """``low`` to ``high`` of ``unit``, up to token ``end``. ``vague``: an amount without a value."""

    low: Decimal
    high: Decimal
    unit: Unit
    end: int
    basis: str = ""
    op: str = "="
    bare: bool = False   # a number without unit, currency or noun
    vague: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class _Amount:
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


@cache
def listed(name: str) -> frozenset[str]:
    """A list of ``rules/language/figures.yaml``, to be asked for single words."""
    return frozenset(table("figures")[name])


@cache
def _phrases(name: str) -> Phrases[str]:
    return Phrases((phrase, phrase) for phrase in table("figures")[name])


@cache
def _beginnings() -> frozenset[str]:
    """Every word and mark, as compared, that can begin a figure which begins with no numeral."""
    words = table("figures")
    names = ("round_the_clock", "vague")
    phrases = frozenset().union(*(_phrases(name).firsts for name in names))
    numerals = {*words["ones"], *words["tens"], *words["scales"], *words["multiples"], *words["vague_counts"]}
    doubled = {word + "s" for word in words["multiples"]}
    signs = {sign.casefold() for sign in money_signs()}
    return phrases | numerals | doubled | signs | {
        "a", "an", "half", "one-half", "quarter", ".", *_MINUS, "ip", "ipx", "ik", "upf", "spf",
    }


def may_begin(reading: Reading, at: int) -> bool:
    """A quick answer for most words of a text: whether a figure could begin here at all."""
    token = reading.tokens[at]
    if token.kind is Kind.NUMBER or token.kind is Kind.FRACTION or token.key in _beginnings():
        return True
    if token.key.endswith("fold"):
        return True
    return reading.key(at - 1) in listed("vague_after") and token.key.endswith("s")


def figure_at(reading: Reading, at: int) -> Figure | None:
    """The figure that begins at token ``at``, or None."""
    if at >= len(reading.tokens) or reading.blocked[at] or not may_begin(reading, at):
        return None
    for read in _READERS:
        figure = read(reading, at)
        if figure is not None:
            return figure
    return None


# ---------------------------------------------------------------- amounts


def _amount(reading: Reading, at: int) -> _Amount | None:
    """[minus] [currency] number [+] [unit]."""
    start, negative = at, False
    if reading.key(at) in _MINUS and at + 1 < len(reading.tokens):
        word = reading.tokens[at].kind is Kind.WORD
        if not word and (reading.attached(at) and at and reading.key(at - 1) not in "([" or not reading.attached(at + 1)):
            return None
        at, negative = at + 1, True
    sign = money_sign(reading.tokens, at)
    if sign:
        at = sign[1]
    number = read_number(reading.tokens, at)
    if number is None or any(reading.blocked[start : number.end]):
        return None
    value = -number.value if negative else number.value
    amount = _Amount(value, number.end, scale=number.scale, negative=negative, comma=number.comma_decimal,
                     part=number.value < 1 and number.value > 0 and "." not in reading.tokens[number.end - 1].text
                     and reading.key(number.end - 2) != ".")
    amount = _with_plus(reading, amount)
    return _priced(reading, amount, sign[0]) if sign else _measured(reading, amount, number)


def _with_plus(reading: Reading, amount: _Amount) -> _Amount:
    """ "1,000+", "20-plus"."""
    at = amount.end
    if reading.key(at) == "+" and reading.attached(at) and not (
        reading.attached(at + 1) and reading.tokens[at + 1].kind is Kind.NUMBER
    ):
        return replace(amount, end=at + 1, plus=True)
    if reading.after_hyphen(at) == at + 1 and reading.key(at + 1) == "plus":
        return replace(amount, end=at + 2, plus=True)
    return amount


def _priced(reading: Reading, amount: _Amount, unit: Unit) -> _Amount:
    """The figure after a currency sign: "$5m", "$29.95 USD"."""
    at = amount.end
    suffixes = table("figures")["money_suffixes"]
    if reading.attached(at) and reading.tokens[at].text in suffixes and not reading.attached(at + 1):
        scale = Decimal(suffixes[reading.tokens[at].text])
        amount = replace(amount, value=amount.value * scale, end=at + 1, scale=scale)
    code = match_unit(reading.tokens, amount.end)
    if code and reading.tokens[amount.end].kind is Kind.WORD and code[0].kind == "money" and not code[0].reads_as and convert(Decimal(1), unit.name, code[0].name):
        return replace(amount, unit=code[0], end=code[1], currency=True)
    return replace(amount, unit=unit, currency=True)


def _measured(reading: Reading, amount: _Amount, number: Number) -> _Amount:
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
    match = _unit_at(reading, at) or _later_unit(reading, at)
    if match is None:
        return amount
    unit, end = match
    value = amount.value
    if unit.reads_as:
        value, unit = convert(value, unit.name, unit.reads_as) or Decimal(0), get_unit(unit.reads_as)
    return replace(amount, value=value, unit=unit, basis=basis, end=end)


def _unit_at(reading: Reading, at: int) -> tuple[Unit, int] | None:
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
    match = _unit_at(reading, at + 1) if reading.key(at) in listed("between_number_and_time") else None
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


# ---------------------------------------------------------------- a number and its unit


def _counted(reading: Reading, at: int) -> Figure | None:
    """A number or a range, its unit, and what it is per."""
    first = _amount(reading, at)
    if first is None:
        return None
    figure = _range(reading, first) or _compound(reading, first)
    if figure is None or (first.negative and not figure.unit.signed and not reading.strict):
        return None
    return _per(reading, _special(reading, figure))


def _range(reading: Reading, first: _Amount) -> Figure | None:
    connector = _connector(reading, first.end)
    second = _amount(reading, connector) if connector else None
    if connector is None or second is None or second.plus and first.plus:
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
    return Figure(low, second.value, unit or get_unit(COUNT), second.end, second.basis or first.basis, op, bare)


def _lower(first: _Amount, second: _Amount, unit: Unit | None) -> Decimal | None:
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


def _telephone(reading: Reading, first: _Amount, second: int) -> bool:
    """ "555-1234"."""
    tokens = reading.tokens
    return len(tokens[first.end - 1].text) == 3 and len(tokens[second].text) == 4 and tokens[second].text.isdigit()


def _compound(reading: Reading, first: _Amount) -> Figure | None:
    """ "1 hour 30 minutes", "1h30", "5'11\"", "6 lb 4 oz", "two years and a half"."""
    op = ">=" if first.plus else "="
    if first.unit is None:
        if first.comma:
            return None
        if first.part:
            near = reading.key(reading.after_hyphen(first.end))
            return _times(first.value, first.end) if near in _PART_OF or reading.strict else None
        sides = _sides(reading, first.end)
        if sides:
            return Figure(first.value, first.value, sides, first.end, op=op)
        return Figure(first.value, first.value, get_unit(COUNT), first.end, op=op, bare=True)
    figure = Figure(first.value, first.value, first.unit, first.end, first.basis, op)
    if first.unit.dimension not in ("time", "length", "mass") or first.basis:
        return figure
    return _with_smaller(reading, figure) or figure


def _sides(reading: Reading, at: int) -> Unit | None:
    """The unit that "120" takes from "120 x 80 cm" or "3 x 2 x 1 m"."""
    for _ in range(2):
        if reading.key(at) not in ("x", "\u00d7", "by") or at + 1 >= len(reading.tokens):
            return None
        side = _amount(reading, at + 1)
        if side is None:
            return None
        if side.unit:
            return side.unit if side.unit.dimension == "length" else None
        at = side.end
    return None


_PAIRS = (("ft", "in"), ("stone", "lb"), ("lb", "oz"), ("m", "cm"), ("kg", "g"))
_PART_OF = ("as", "the", "of", "more", "less", "faster", "price", "off", "that", "your", "its", "our")
_SMALLER = {"hour": "minute", "ft": "in", "minute": "second", "day": "hour", "stone": "lb", "lb": "oz"}


def _with_smaller(reading: Reading, figure: Figure) -> Figure | None:
    at = figure.end
    half = [reading.key(at + i) for i in range(3)]
    if half in (["and", "a", "half"], ["and", "a", "quarter"]):
        more = Decimal("0.5" if half[2] == "half" else "0.25")
        return replace(figure, low=figure.low + more, high=figure.high + more, end=at + 3)
    comma = reading.key(at) == ","
    at += comma or reading.key(at) == "and"
    number = read_number(reading.tokens, at)
    if number is None or any(reading.blocked[at : number.end]) or number.value < 0:
        return None
    if comma and reading.attached(number.end):
        return None
    unit, end = _smaller_unit(reading, figure, number)
    time = figure.unit.dimension == "time"
    if unit is None or unit.factor >= figure.unit.factor or (comma and not time):
        return None
    if not (time and unit.dimension == "time") and (figure.unit.name, unit.name) not in _PAIRS:
        return None
    whole = convert(figure.high, figure.unit.name, unit.name)
    if whole is None or Fraction(number.value) * unit.factor >= figure.unit.factor:
        return None
    total = Figure(whole + number.value, whole + number.value, unit, end, figure.basis, figure.op)
    return _with_smaller(reading, total) or total


def _smaller_unit(reading: Reading, figure: Figure, number: Number) -> tuple[Unit | None, int]:
    end = number.end
    if figure.unit.name == "hour" and reading.key(end) == "m" and reading.attached(end):
        return get_unit("minute"), end + 1
    match = _unit_at(reading, reading.after_hyphen(end))
    if match:
        return match
    joined = reading.attached(number.end - 1) and figure.unit.name in ("hour", "ft")
    closed = not reading.attached(end) or reading.tokens[end].kind is Kind.MARK
    return (get_unit(_SMALLER[figure.unit.name]), end) if joined and closed else (None, end)


# ---------------------------------------------------------------- multipliers, ratings, shares


def _special(reading: Reading, figure: Figure) -> Figure:
    """A bare number that turns out to be a multiplier, a rating or a share."""
    if not figure.bare:
        return figure
    for read in (_multiplied, _rated, _share):
        special = read(reading, figure)
        if special is not None:
            return special
    return figure


def _multiplied(reading: Reading, figure: Figure) -> Figure | None:
    """ "2x", "10X faster", "three times", "5-fold"."""
    at = figure.end
    key = reading.key(at)
    if key in ("x", "\u00d7") and not (at + 1 < len(reading.tokens) and reading.tokens[at + 1].kind is Kind.NUMBER):
        if reading.attached(at) or _comparative(reading, at + 1):
            return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    at = reading.after_hyphen(at)
    if reading.key(at) == "fold":
        return replace(figure, unit=get_unit("x"), end=at + 1, bare=False)
    if key == "times" or (key == "time" and figure.high == 1):
        unit = "x" if _comparative(reading, at + 1) or reading.strict else "time"
        return replace(figure, unit=get_unit(unit), end=at + 1, bare=False)
    return None


def _comparative(reading: Reading, at: int) -> bool:
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
    if _unit_at(reading, reading.after_hyphen(below.end)) or figure.low != figure.high or any(reading.blocked[at:below.end]):
        return None
    value = figure.high * 100 / below.value
    return Figure(value, value, get_unit("percent"), below.end)


def _protection(reading: Reading, at: int) -> Figure | None:
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


def _rated_before(reading: Reading, at: int) -> Figure | None:
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
    if _unit_at(reading, reading.after_hyphen(number.end)) is not None:
        return None
    return Figure(number.value, number.value, get_unit("star"), number.end)


# ---------------------------------------------------------------- words without a numeral


def _worded(reading: Reading, at: int) -> Figure | None:
    """ "24/7", "twice the", "half the", "tenfold", "half an hour", "an hour", "a few days"."""
    for read in (_round_the_clock, _multiple, _half, _article, _vague):
        figure = read(reading, at)
        if figure is not None:
            return figure
    return None


def _round_the_clock(reading: Reading, at: int) -> Figure | None:
    match = _phrases("round_the_clock").match(reading.tokens, at)
    if not match or (match[1] < len(reading.tokens) and reading.attached(match[1]) and reading.tokens[match[1]].kind is not Kind.MARK):
        return None
    return Figure(Decimal(24), Decimal(24), get_unit("hour/day"), match[1])


def _multiple(reading: Reading, at: int) -> Figure | None:
    key = reading.key(at)
    values = table("figures")["multiples"]
    base = key.removesuffix("s") if key.endswith("les") else key
    if base in values:
        wanted = listed("double_before") if base.endswith("le") else listed("times_before")
        nearby = reading.key(at + 1) in wanted or (not base.endswith("le") and _comparative(reading, at + 1))
        if nearby or reading.strict:
            return _times(Decimal(values[base]), at + 1)
        return _often(reading, Decimal(values[base]), at + 1) if base in ("twice", "thrice") else None
    if key.endswith("fold") and key != "fold":
        value = {**table("figures")["ones"], **table("figures")["tens"]}.get(key[:-4])
        return _times(Decimal(value), at + 1) if value else None
    return None


def _times(value: Decimal, end: int) -> Figure:
    return Figure(value, value, get_unit("x"), end)


def _often(reading: Reading, value: Decimal, at: int) -> Figure | None:
    """ "twice a day"."""
    figure = _per(reading, Figure(value, value, get_unit("time"), at))
    return figure if figure.end > at else None


def _half(reading: Reading, at: int) -> Figure | None:
    """ "half an hour", "half-hour", "half the weight", "a quarter of an hour"."""
    key = reading.key(at)
    if key not in ("half", "quarter"):
        return None
    value = Decimal("0.5" if key == "half" else "0.25")
    after = reading.after_hyphen(at + 1)
    of = key == "quarter" or reading.key(after) == "of"
    article = after + (1 if reading.key(after) == "of" else 0)
    if reading.key(article) in ("a", "an") or (after == at + 1 and not of) or (after == at + 2 and key == "half"):
        unit_at = article + (reading.key(article) in ("a", "an"))
        match = _unit_at(reading, unit_at)
        if match and match[0].kind in ("duration", "measure"):
            return Figure(value, value, match[0], match[1])
    if key == "half" and (reading.key(after) in listed("half_before") or reading.key(at - 1) in listed("half_after") or reading.strict):
        return _times(value, at + 1)
    return None


def _article(reading: Reading, at: int) -> Figure | None:
    """ "a week", "an hour and a half": one, after a word that asks for a length of time."""
    if reading.key(at) not in ("a", "an") or not (at == 0 or reading.strict or reading.key(at - 1) in _article_after()):
        return None
    if reading.key(at + 1) == "quarter" and reading.key(at + 2) == "of":
        return _half(reading, at + 1)
    match = _unit_at(reading, at + 1)
    if match is None or match[0].kind != "duration" or match[0].name == "second":
        return None
    figure = Figure(Decimal(1), Decimal(1), match[0], match[1])
    return _with_smaller(reading, figure) or figure


@cache
def _article_after() -> frozenset[str]:
    comparisons = {word.split()[-1] for group in ("before", "after") for words in table("figures")[group].values() for word in words}
    return listed("article_after") | comparisons


def _vague(reading: Reading, at: int) -> Figure | None:
    """ "a few minutes", "within days", "hundreds": an amount that copy leaves open."""
    zero = Decimal(0)
    match = _phrases("vague").match(reading.tokens, at)
    if match:
        unit = _unit_at(reading, match[1] + (reading.key(match[1]) in ("short", "more", "of")))
        if unit and unit[0].kind == "duration":
            return Figure(zero, zero, unit[0], unit[1], vague=True)
    if reading.key(at - 1) in listed("vague_after") and reading.key(at).endswith("s"):
        unit = _unit_at(reading, at)
        if unit and unit[0].kind == "duration" and len(reading.key(at)) > 3:
            return Figure(zero, zero, unit[0], unit[1], vague=True)
    if reading.key(at) in listed("vague_counts") and reading.key(at + 1) == "of":
        return Figure(zero, zero, get_unit(COUNT), at + 1, vague=True)
    return None


# ---------------------------------------------------------------- per


def _per(reading: Reading, figure: Figure) -> Figure:
    """ "per minute", "/mo", "a yard" after a unit, or after one counted noun ("24 pages per minute")."""
    if figure.vague:
        return figure
    at, over = figure.end, figure.unit
    if figure.bare:
        noun = _noun_at(reading, at)
        if noun is None:
            return figure
        at, over = at + 1, get_unit(noun)
    under = _denominator(reading, at, over)
    if under is None:
        return figure
    return replace(figure, unit=ratio_unit(over, under[0]), end=under[1], bare=False)


def _noun_at(reading: Reading, at: int) -> str | None:
    """The singular of a counted noun at ``at``: a plain word, neither unit nor function word."""
    if at >= len(reading.tokens) or reading.tokens[at].kind is not Kind.WORD or reading.blocked[at]:
        return None
    key = reading.key(at)
    if reading.attached(at) or len(inflections(key)) == 1:
        return None
    return singular(key)


def _denominator(reading: Reading, at: int, over: Unit) -> tuple[Unit, int] | None:
    key = reading.key(at)
    if key == "pcm" and over.kind == "money":
        return get_unit("month"), at + 1
    if key not in listed("per") or (key == "/" and not (reading.attached(at) and reading.attached(at + 1))):
        return None
    match = _unit_at(reading, at + 1)
    if match and match[0].kind in ("duration", "measure") and (
        match[0].kind == "duration" or key in ("per", "/") or over.kind == "money"
    ):
        return match
    if over.kind == "money" and key in ("per", "/"):
        noun = _noun_at(reading, at + 1) if key == "per" else _attached_noun(reading, at + 1)
        return (get_unit(noun), at + 2) if noun else None
    return None


def _attached_noun(reading: Reading, at: int) -> str | None:
    token = reading.tokens[at]
    return singular(token.key) if token.kind is Kind.WORD and len(token.key) > 1 else None


_READERS = (_worded, _protection, _rated_before, _counted)
