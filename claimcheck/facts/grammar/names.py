"""Numerals that are no figures: addresses, dates, versions, telephone and part numbers, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.facts.dates import date_spans
from claimcheck.facts.grammar.reading import HYPHENS, Figure, Reading, listed
from claimcheck.facts.inflect import inflections
from claimcheck.facts.tokens import Kind, Token

__all__ = ["blocked_tokens", "is_name"]

_CHUNK = re.compile(r"\S+")

_CHAIN = re.compile(r"[(\[]?\d+([./:-])\d+(?:\1\d+)+[)\].,;:!?]*")

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}[)\].,;:!?]*")

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")

_BEFORE = "#_@\\=&:.'\u2019/"


def blocked_tokens(text: str, tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether it belongs to something that only looks like a figure."""
    blocked = [False] * len(tokens)
    spans = [*_addresses(text), *date_spans(tokens)]
    spans.sort()
    at = 0
    for start, end in spans:
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        i = at
        while i < len(tokens) and tokens[i].start < end:
            blocked[i] = True
            i += 1
    _block_telephones(tokens, blocked)
    _block_signs(tokens, blocked)
    return blocked


def _addresses(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses, and chains of numbers ("1.4.2", "2026-03-31", "1-800-555-1212")."""
    found = []
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if "://" in chunk or "@" in chunk[1:-1] or chunk[:4].lower() == "www." or _is_chain(chunk):
            found.append(match.span())
    return found


def _is_chain(chunk: str) -> bool:
    if not any(mark in chunk for mark in "./:-") or chunk.startswith(("24/7", "(24/7")):
        return False
    if _CHAIN.fullmatch(chunk):
        return not _GROUPED.fullmatch(chunk)
    return bool(_CLOCK.match(chunk.lstrip("([")))


def _block_telephones(tokens: Sequence[Token], blocked: list[bool]) -> None:
    """Runs of three or more plain numbers joined by blanks or hyphens, and runs that begin with 0 or "+"."""
    at = 0
    while at < len(tokens):
        if not _plain(tokens[at]):
            at += 1
            continue
        end, numbers = _run(tokens, at)
        lead = tokens[at].text[0] == "0" and len(tokens[at].text) > 2
        plus = at > 0 and tokens[at - 1].text == "+" and tokens[at].attached and not tokens[at - 1].attached
        if (numbers > 2 and not _grouped(tokens, at, end)) or (numbers > 1 and (lead or plus)):
            blocked[at:end] = [True] * (end - at)
        at = end


def _block_signs(tokens: Sequence[Token], blocked: list[bool]) -> None:
    """ "4K", "1080p", "5G": signs of the trade that look like figures."""
    for at in range(len(tokens) - 1):
        if tokens[at + 1].attached and tokens[at].text + tokens[at + 1].text in listed("never"):
            blocked[at] = blocked[at + 1] = True


def _plain(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.text.isdigit()


def _run(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The end of the run of numbers that begins at ``at``, and how many there are."""
    end, numbers = at + 1, 1
    while end < len(tokens):
        step = end
        if tokens[step].text in HYPHENS and tokens[step].attached:
            step += 1
        if (
            step >= len(tokens)
            or not _plain(tokens[step])
            or tokens[step].gap not in ("", " ")
            or (step > end and not tokens[step].attached)
        ):
            break
        end, numbers = step + 1, numbers + 1
    return end, numbers


def _grouped(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "10 000 000" is one number."""
    return all(token.text == "000" for token in tokens[at + 1 : end])


def is_name(reading: Reading, at: int, figure: Figure) -> bool:
    """Whether the figure at token ``at`` is part of a name, a label or a year rather than an amount."""
    if _joined_before(reading, at) or _joined_after(reading, figure.end, figure.bare):
        return True
    if not figure.bare or reading.key(figure.end) in listed("counts_next"):
        return False
    if reading.tokens[at].kind is not Kind.NUMBER or "," in reading.tokens[at].text:
        return _is_pronoun(reading, at, figure)
    return _is_label(reading, at, figure)


def _joined_before(reading: Reading, at: int) -> bool:
    """Letters, digits or a joining mark right before: "Trek-2", "#5", "MP3"."""
    if at == 0 or not reading.attached(at):
        return False
    before = reading.tokens[at - 1]
    if before.kind is not Kind.MARK:
        return True
    inner = before.attached and at > 1 and reading.tokens[at - 2].kind is not Kind.MARK
    if before.text in (*HYPHENS, "\u2013"):
        return inner and reading.key(at - 2) != "sub"
    if before.text == "*":
        return inner and reading.tokens[at - 2].kind is Kind.NUMBER
    return before.text in _BEFORE and (inner or before.text in "#@'\u2019")


def _joined_after(reading: Reading, end: int, bare: bool) -> bool:
    """Letters or digits that go on right after: "3G", "5-piece", "2/3", "90's"."""
    if end >= len(reading.tokens) or not reading.attached(end):
        return False
    after = reading.tokens[end]
    last = reading.tokens[end - 1]
    if after.text in HYPHENS and reading.attached(end + 1) and last.kind is Kind.WORD and bare:
        return reading.tokens[end + 1].kind is Kind.WORD
    if after.kind is not Kind.MARK:
        return last.kind is Kind.NUMBER or last.kind is Kind.FRACTION
    if last.kind not in (Kind.NUMBER, Kind.FRACTION) or not reading.attached(end + 1):
        return False
    follows = reading.tokens[end + 1].kind
    if after.text in HYPHENS or after.text in "'\u2019_&":
        return follows is not Kind.MARK
    return after.text in "/:\u2044x\u00d7*" and follows is Kind.NUMBER


def _is_pronoun(reading: Reading, at: int, figure: Figure) -> bool:
    """ "one of us", "the two of them": words that count only where a comparison says so."""
    if figure.end != at + 1 or reading.tokens[at].kind is not Kind.WORD:
        return False
    if reading.key(at) == "one":
        return True
    after = reading.key(figure.end)
    pointed = reading.key(at - 1) in ("the", "these", "those", "us", "you", "we")
    return pointed and len(inflections(after)) == 1


def _is_label(reading: Reading, at: int, figure: Figure) -> bool:
    text = reading.tokens[at].text
    if figure.end == at + 1 and text.isdigit() and len(text) == 4 and 1800 <= int(text) <= 2099:
        return True
    if _numbers_a_list(reading, at, figure):
        return True
    if at == 0:
        return False
    before = reading.tokens[at - 1]
    point = before.text == "." and before.attached and at > 1
    word = reading.tokens[at - 2] if point else before
    if word.kind is not Kind.WORD or (before.kind is Kind.MARK and not point):
        return False
    if word.key in listed("short_labels" if point else "labels"):
        return True
    return not point and figure.exact and not word.text.islower() and word.key not in listed("openers")


def _numbers_a_list(reading: Reading, at: int, figure: Figure) -> bool:
    """ "2. Upload a photo" at the head of a line."""
    head = at == 0 or "\n" in reading.tokens[at].gap
    mark, after = figure.end, figure.end + 1
    if not head or mark != at + 1 or after >= len(reading.tokens) or len(reading.tokens[at].text) > 2:
        return False
    marked = reading.key(mark) in (".", ")") and reading.attached(mark)
    return marked and reading.tokens[after].gap.strip(" \t") == "" and not reading.attached(after)
