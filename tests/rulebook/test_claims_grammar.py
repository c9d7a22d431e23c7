"""The pattern language as a tree, and what it says of what it cannot read."""

from __future__ import annotations

import pytest

from claimcheck.errors import RuleError, SourceLocation
from claimcheck.rulebook.grammar import (
    AnyWord,
    Choice,
    Compound,
    Context,
    Edge,
    Gap,
    ListRef,
    Mark,
    SlotRef,
    Word,
    parse_pattern,
)
from claimcheck.rulebook.words import ADDRESS, pieces, word_forms

HERE = SourceLocation("claims/x.yaml", 3, 9)
W = Word

TREES = {
    "ship free": ((W("ship"), W("free")),),
    "=Ships": ((W("ships", exact=True),),),
    "a|b c": ((W("a"),), (W("b"), W("c"))),
    "(a|b [c])": ((Choice(((W("a"),), (W("b"), Choice(((W("c"),),), optional=True)))),),),
    "same-day": ((Compound(("same", "day")),),),
    "(same|next)-day": ((Choice(((W("same"),), (W("next"),))), W("day")),),
    "a .. b ..5 c": ((W("a"), Gap(3), W("b"), Gap(5), W("c")),),
    "{duration} {place:market}": ((SlotRef("duration", "duration"), SlotRef("place", "market")),),
    "{measure/sound|kg:noise}": ((SlotRef("measure", "noise", ("sound", "kg")),),),
    "<carrier> =<carrier>": ((ListRef("carrier"), ListRef("carrier", exact=True)),),
    "^ * $": ((Edge(end=False), AnyWord(), Edge(end=True)),),
    "a /than b/": ((W("a"), Context(((W("than"), W("b")),))),),
    "/(will|to)/ last": ((Context(((Choice(((W("will"),), (W("to"),))),),)), W("last")),),
    "a, b": ((W("a"), Mark(",", optional=True), W("b")),),
    ",": ((Mark(","),),),
    "24/7": ((W("24"), Mark("/"), W("7")),),
    "and/or": ((W("and"), Mark("/"), W("or")),),
    "isn't we've": ((W("is"), W("n't"), W("we"), W("'ve")),),
    "100 %": ((W("100"), Mark("%")),),
    "T&Cs": ((W("t"), Mark("&"), W("cs")),),
}


@pytest.mark.parametrize("text", TREES)
def test_trees(text: str) -> None:
    assert parse_pattern(text, HERE).options == TREES[text]


WRONG = {
    "in (stock": 'claims/x.yaml:3:9: In the pattern "in (stock" "(" is never closed.',
    "in stock)": 'claims/x.yaml:3:9: In the pattern "in stock)" ")" closes nothing.',
    "in [stock)": 'claims/x.yaml:3:9: In the pattern "in [stock)" ")" closes nothing.',
    "a (b|) c": 'claims/x.yaml:3:9: In the pattern "a (b|) c" an alternative is empty. '
                "For something that may be missing, write [ ].",
    "": 'claims/x.yaml:3:9: In the pattern "" an alternative is empty.',
    "a|": 'claims/x.yaml:3:9: In the pattern "a|" an alternative is empty.',
    "<cut:ings> waste": 'claims/x.yaml:3:9: In the pattern "<cut:ings> waste" a list has no form "ings"; '
                        'expected base, s, ing, ed. Did you mean "ing"?',
    "in {duraton}": 'claims/x.yaml:3:9: In the pattern "in {duraton}" there is no slot "{duraton}". '
                    'Did you mean "duration"?',
    "in {product/kg}": 'claims/x.yaml:3:9: In the pattern "in {product/kg}" only a figure can be narrowed '
                       'by its dimension, not "{product}".',
    "a ..0 b": 'claims/x.yaml:3:9: In the pattern "a ..0 b" "..0" asks for a gap of 0 words; '
               "expected 1 to 12.",
    "a ..13 b": 'claims/x.yaml:3:9: In the pattern "a ..13 b" "..13" asks for a gap of 13 words; '
                "expected 1 to 12.",
    "a {b": 'claims/x.yaml:3:9: In the pattern "a {b" "{" has no partner.',
    "a > b": 'claims/x.yaml:3:9: In the pattern "a > b" ">" has no partner.',
    "/a": 'claims/x.yaml:3:9: In the pattern "/a" "/" is never closed.',
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_pattern(text, HERE)
    assert str(caught.value) == WRONG[text]


WORDS = {
    "It’s a “same-day” sale": ["it", "'s", "a", "same", "day", "sale"],
    "don't can't WON’T": ["do", "n't", "ca", "n't", "wo", "n't"],
    "o'clock rock'n'roll": ["o'clock", "rock'n'roll"],
    "50lbs 1,000 2.5kg ½": ["50", "lbs", "1,000", "2.5", "kg", "½"],
    "now—ships – free": ["now", "-", "ships", "-", "free"],
    "a‑b a–b": ["a", "b", "a", "b"],
    "*bold* _it_ Pro® n’t": ["bold", "it", "pro", "n't"],
    "see www.a.example/in/stock or a@b.example": ["see", ADDRESS, "or", ADDRESS],
    "photo-1.jpg": [ADDRESS],
}


@pytest.mark.parametrize("text", WORDS)
def test_words_and_marks(text: str) -> None:
    found = pieces(text)
    assert [piece.form for piece in found] == WORDS[text]
    assert {piece.form for piece in found if piece.is_word} <= word_forms(text)
    for piece in found:
        assert 0 <= piece.start < piece.end <= len(text)
        if piece.is_word:
            assert text[piece.start : piece.end].lower().replace("’", "'") == piece.form
