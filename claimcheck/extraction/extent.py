"""Where a promise's words begin and end, so that what is shown reads whole.

A pattern's last slot takes a few words only: "faster than the average" goes on to what is compared, "the
net" follows "best price on the". Only the place shown changes; what is a promise was settled before.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence, Token
from claimcheck.model import Family

__all__ = ["whole"]

#: Words that a comparison and an unfinished phrase may still take.
_MOST_COMPARED = 10
_MOST_UNFINISHED = 4
_CLITICS = frozenset({"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"})
_BRACKETS = (("(", ")"), ("[", "]"), ("\u201c", "\u201d"))
_EMPHASIS = ("**", "__", "*", '"')


def whole(hits: list[Hit], sentence: Sentence) -> list[Hit]:
    """The hits of a sentence, in order of place, with their words whole; none grows into the next."""
    return [_whole(hit, sentence, max(hit.end, after.start if after else sentence.end))
            for hit, after in zip_longest(hits, hits[1:])]


def _whole(hit: Hit, sentence: Sentence, limit: int) -> Hit:
    tokens = sentence.tokens
    start = _start(hit, tokens)
    last = _last(hit, tokens)
    while last > hit.last and tokens[last - 1].end > limit:
        last -= 1
    end = max(hit.end, tokens[last - 1].end)
    if last == hit.last > hit.first + 1 and tokens[last - 1].form in listed("conjunctions"):
        end = tokens[last - 2].end
    return replace(hit, start=start, end=_closed(sentence.text, start, end, sentence.end))


def _start(hit: Hit, tokens: tuple[Token, ...]) -> int:
    """A promise does not begin inside a word ("'ll ship" is "We'll ship"), nor with "and"."""
    if hit.last - hit.first > 1 and tokens[hit.first].form in listed("no_beginning"):
        return tokens[hit.first + 1].start
    if hit.first and tokens[hit.first].form in _CLITICS and tokens[hit.first - 1].end == hit.start:
        return tokens[hit.first - 1].start
    return hit.start


def _last(hit: Hit, tokens: tuple[Token, ...]) -> int:
    """One past the last token: a comparison goes on to its clause's end, an unfinished phrase a little."""
    compared = {token.form for token in tokens[hit.first : hit.last + 1]}
    if "than" in compared and hit.family in {Family.PERFORMANCE, Family.OFFER}:
        return _until(tokens, hit.last, _MOST_COMPARED, listed("clause_begins"))
    ending = tokens[hit.last - 1]
    if ending.form in listed("unfinished") and ending.tag in {"word", "place", "place+"}:
        return _until(tokens, hit.last, _MOST_UNFINISHED, listed("clause_begins") | listed("phrase_begins"))
    return hit.last


def _until(tokens: tuple[Token, ...], first: int, most: int, stops: frozenset[str]) -> int:
    """One past the last token of at most ``most`` that are no marks and none of ``stops``."""
    last = first
    while last < min(len(tokens), first + most):
        if tokens[last].tag in {"stop", "mark"} or tokens[last].form in stops:
            break
        last += 1
    return last


def _closed(text: str, start: int, end: int, limit: int) -> int:
    """Past the bracket, quotation or emphasis mark right behind that closes one inside."""
    for opening, closing in _BRACKETS:
        left_open = text.count(opening, start, end) > text.count(closing, start, end)
        if left_open and text.startswith(closing, end):
            end += 1
    for mark in _EMPHASIS:
        if text.startswith(mark, end) and text.count(mark, start, end) % 2:
            end += len(mark)
    return min(end, limit)
