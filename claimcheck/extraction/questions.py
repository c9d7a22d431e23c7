"""Whether a promise is only asked about. "Is it in stock?" asserts nothing."""

from __future__ import annotations

from claimcheck.extraction.book import Compiled
from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.tokens import Sentence

__all__ = ["asks"]

_CLOSING = "\"'\u201d\u2019)]*_"


def asks(hit: Hit, sentence: Sentence, book: Compiled) -> bool:
    """Whether the sentence ends in a question mark and the hit stands in the part that asks.

    The part that asks begins at the last clause that opens like a question ("It ships today, so why
    wait?"); without one the whole sentence asks.
    """
    if not sentence.text[sentence.start : sentence.end].rstrip(_CLOSING).endswith("?"):
        return False
    openers = listed("asking") | book.lexicon.words("question-opener")
    start = 0
    for place in range(1, len(sentence.tokens)):
        if sentence.tokens[place - 1].form in listed("clause_marks") and _opens(sentence, place, openers):
            start = place
    return hit.last > start


def _opens(sentence: Sentence, place: int, openers: frozenset[str]) -> bool:
    forms = [token.form for token in sentence.tokens[place : place + 2]]
    if forms[0] in listed("joining") and len(forms) > 1:
        return forms[1] in openers
    return forms[0] in openers
