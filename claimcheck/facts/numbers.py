"""Numbers as people write them: "1,000", "14½", "2-1/2", "10k", "1.5 million", "twenty-four", "a dozen".

A numeral that can be read in two ways ("1.4.2", "3,4,5", "0800") is no number here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from claimcheck.facts.language import table
from claimcheck.facts.tokens import Kind, Token, tokenize

__all__ = ["Number", "parse_number", "read_number", "read_numeral"]

MAX_DIGITS = 18  # longer runs of digits are identifiers


@dataclass(frozen=True, slots=True)
class Number:
    """A value and the token after it. ``words``: written in words; ``scale``: of "k", "million"..."""

    value: Decimal
    end: int
    words: bool = False
    scale: Decimal = Decimal(1)
    comma_decimal: bool = False  # "49,99": only money and measures are written so


_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_LAKH = re.compile(r"[1-9]\d?(?:,\d{2})*,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_COMMA = re.compile(r"\d+,\d{1,2}")
_NARROW = ("\u00a0", "\u2009", "\u202f")
_SLASH = ("/", "\u2044")
_HYPHEN = ("-", "\u2010", "\u2011")


@cache
def _words(name: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in table("figures")[name].items()}


@cache
def _fraction_words() -> dict[str, Fraction]:
    return {word: Fraction(value) for word, value in table("figures")["fractions"].items()}


def read_numeral(text: str) -> Decimal | None:
    """The value of a run of digits with points and commas, or None when its reading is not sure."""
    if len(text) > MAX_DIGITS or (len(text) > 1 and text[0] == "0" and text[1] != "." and text[1] != ","):
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text) or _LAKH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _CONTINENTAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if _COMMA.fullmatch(text) else None


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins at token ``at``, without sign, currency or unit; None when there is none."""
    if at >= len(tokens):
        return None
    kind = tokens[at].kind
    if kind is Kind.NUMBER:
        return _digits(tokens, at)
    if kind is Kind.FRACTION:
        return Number(_vulgar(tokens[at]), at + 1)
    if kind is Kind.MARK:
        return _leading_point(tokens, at)
    return _in_words(tokens, at)


def parse_number(text: str) -> Decimal:
    """The value of a text that is one number; ValueError when it is not.

    >>> parse_number("2-1/2"), parse_number("one hundred and five")
    (Decimal('2.5'), Decimal('105'))
    """
    tokens = tokenize(text)
    sign = -1 if tokens and tokens[0].key in ("-", "\u2212", "minus") else 1
    number = read_number(tokens, 1 if sign < 0 else 0)
    if number is None or number.end != len(tokens):
        raise ValueError(f'"{text}" is not a number.')
    return sign * number.value


# ---------------------------------------------------------------- digits


def _digits(tokens: Sequence[Token], at: int) -> Number | None:
    text = tokens[at].text
    value = read_numeral(text)
    if value is None:
        return None
    end = at + 1
    if text.isdigit():
        value, end = _spaced_groups(tokens, at)
        fraction = _fraction_after(tokens, end) if end == at + 1 else None
        if fraction:
            return _scaled(tokens, Number(value + fraction.value, fraction.end))
        simple = _over(tokens, at)
        if simple:
            return simple
    return _scaled(tokens, Number(value, end, comma_decimal=bool(_COMMA.fullmatch(text))))


def _leading_point(tokens: Sequence[Token], at: int) -> Number | None:
    """ ".5": a point after a blank or a currency sign, and digits right after it."""
    if tokens[at].text != "." or at + 1 >= len(tokens) or not tokens[at + 1].text.isdigit():
        return None
    if not tokens[at + 1].attached or (tokens[at].attached and at and tokens[at - 1].text not in "$£€(~<>"):
        return None
    return Number(Decimal("0." + tokens[at + 1].text), at + 2)


def _spaced_groups(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """ "10 000": groups of three after a narrow blank, or after a plain one when they are all "000"."""
    end = at + 1
    if len(tokens[at].text) <= 3 and tokens[at].text[0] != "0":
        while (
            end < min(at + 5, len(tokens))
            and len(tokens[end].text) == 3
            and tokens[end].text.isdigit()
            and (tokens[end].gap in _NARROW or (tokens[end].gap == " " and tokens[end].text == "000"))
        ):
            end += 1
    return Decimal("".join(token.text for token in tokens[at:end])), end


def _fraction_after(tokens: Sequence[Token], at: int) -> Number | None:
    """The fraction of "14½", "2-1/2", "2 1/2", "2 and a half"."""
    if at >= len(tokens):
        return None
    if tokens[at].kind is Kind.FRACTION and tokens[at].gap in ("", " "):
        return Number(_vulgar(tokens[at]), at + 1)
    hyphen = tokens[at].text in _HYPHEN and tokens[at].attached
    simple = _over(tokens, at + 1 if hyphen else at)
    if simple and (hyphen or tokens[at].gap == " "):
        return simple
    return _and_a_half(tokens, at)


def _and_a_half(tokens: Sequence[Token], at: int) -> Number | None:
    """ "and a half", "-and-a-half": a fraction in words after "and"."""
    words = [(i, tokens[i].key) for i in range(at, min(at + 6, len(tokens))) if tokens[i].text not in _HYPHEN]
    keys = [key for _, key in words]
    if (
        keys[:2] in (["and", "a"], ["and", "one"])
        and len(keys) > 2
        and keys[2] in ("half", "quarter", "third")
    ):
        return Number(_as_decimal(_fraction_words()[keys[2]]), words[2][0] + 1)
    return None


def _over(tokens: Sequence[Token], at: int) -> Number | None:
    """A fraction in lowest form with a small denominator: "1/2", "3/4", "7/8"."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in _SLASH:
        return None
    over, slash, under = tokens[at : at + 3]
    if not (
        slash.attached
        and under.attached
        and over.text.isdigit()
        and under.text in ("2", "3", "4", "5", "8", "16", "32")
    ):
        return None
    if at + 3 < len(tokens) and tokens[at + 3].attached and tokens[at + 3].text in _SLASH:
        return None
    top, bottom = int(over.text[:3]), int(under.text)
    if not 0 < top < bottom or over.text[0] == "0":
        return None
    return Number(_as_decimal(Fraction(top, bottom)), at + 3)


def _scaled(tokens: Sequence[Token], number: Number) -> Number:
    """Times the scale that follows: "10k", "1.5M" attached, "2 million", "2-million" as words."""
    at = number.end
    if at >= len(tokens) or tokens[at].kind is not Kind.WORD:
        at = at + 1 if at < len(tokens) and tokens[at].text in _HYPHEN and tokens[at].attached else at
    if at >= len(tokens):
        return number
    token = tokens[at]
    suffixes = _words("suffixes")
    if at == number.end and token.attached and token.text in suffixes and _ends(tokens, at + 1):
        gold = at + 1 < len(tokens) and tokens[at + 1].key in table("figures")["suffix_not_before"]
        if not gold and not (token.text == "K" and number.value >= 1000):
            return Number(_times(number.value, suffixes[token.text]), at + 1, scale=suffixes[token.text])
    scales, scale, last = _words("scales"), Decimal(1), at + 2
    while at < min(last, len(tokens)) and tokens[at].key in scales:
        scale *= scales[tokens[at].key]
        at += 1
    return Number(_times(number.value, scale), at, scale=scale) if scale > 1 else number


def _times(value: Decimal, scale: Decimal) -> Decimal:
    product = value * scale
    return product.to_integral_value() if product == product.to_integral_value() else product


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or not tokens[at].attached or tokens[at].kind is Kind.MARK


# ---------------------------------------------------------------- words


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """ "thirty", "twenty-four", "one hundred and five", "a dozen", "half a dozen", "one-half"."""
    if tokens[at].key in ("half", "one-half"):
        return _half(tokens, at)
    if tokens[at].key in ("a", "an"):
        follows = at + 1 < len(tokens) and tokens[at + 1].key in _words("scales")
        return _whole(tokens, at + 1, Decimal(1)) if follows else None
    number = _whole(tokens, at, Decimal(0))
    if number is None:
        return None
    rest = number.end
    fraction = _word_fraction(tokens, number)
    if fraction:
        return fraction
    more = _and_a_half(tokens, rest)
    return Number(number.value + more.value, more.end, words=True) if more else number


def _half(tokens: Sequence[Token], at: int) -> Number | None:
    if at + 2 < len(tokens) and tokens[at + 1].key == "a" and tokens[at + 2].key in _words("scales"):
        return Number(_words("scales")[tokens[at + 2].key] / 2, at + 3, words=True)
    return None


def _word_fraction(tokens: Sequence[Token], number: Number) -> Number | None:
    """ "one-half", "two thirds", "three-quarters"."""
    at = number.end
    if at < len(tokens) and tokens[at].text in _HYPHEN and tokens[at].attached:
        at += 1
    if at >= len(tokens) or tokens[at].key not in _fraction_words() or number.value > 9:
        return None
    if tokens[at].key.endswith("s") == (number.value == 1):
        return None
    return Number(_as_decimal(int(number.value) * _fraction_words()[tokens[at].key]), at + 1, words=True)


def _whole(tokens: Sequence[Token], at: int, group: Decimal) -> Number | None:
    """A whole number in words; ``group`` is 1 after an article ("a hundred"), else 0."""
    total, start, ended = Decimal(0), at, at
    room = Decimal(1) if group else Decimal(100)  # the next plain word must be below this
    while True:
        word = _next_word(tokens, at, first=at == start)
        if word is None:
            break
        key, after = word
        if key in _words("tens") and room >= 100:
            group, room = group + _words("tens")[key], Decimal(10)
        elif key in _words("ones") and 0 <= _words("ones")[key] < room:
            group, room = group + _words("ones")[key], Decimal(0)
        elif key in ("hundred", "dozen") and 0 < group < 100:
            group, room = group * _words("scales")[key], Decimal(100)
        elif key in _words("scales") and group and (not total or _words("scales")[key] < total):
            total, group, room = total + group * _words("scales")[key], Decimal(0), Decimal(100)
        else:
            break
        at = ended = after
    return Number(total + group, ended, words=True) if ended > start else None


def _next_word(tokens: Sequence[Token], at: int, *, first: bool) -> tuple[str, int] | None:
    """The next number word and the token after it; "and" and hyphens inside a number are stepped over."""
    if not first and at < len(tokens):
        hyphen = tokens[at].text in _HYPHEN and tokens[at].attached
        at += hyphen or (tokens[at].key == "and" and tokens[at - 1].key in _words("scales"))
    if at >= len(tokens):
        return None
    key = tokens[at].key
    known = key in _words("ones") or key in _words("tens") or key in _words("scales")
    return (key, at + 1) if known else None


def _vulgar(token: Token) -> Decimal:
    return _as_decimal(Fraction(unicodedata.numeric(token.text)).limit_denominator(16))


def _as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
