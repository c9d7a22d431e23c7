"""Cues: direction, scope, terminators, look-alikes; questions and quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.model import Attribution, CueKind, Modality, Polarity, Surface
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import book, found, segment, texts

RULES = """
lists: {question-opener: ["=shall"]}
entries:
  - {id: stock, type: availability.stock, sense: in-stock,
     patterns: ["in stock"], exceptions: ["in stock photo"]}
  - {id: ships, type: availability.dispatch, sense: ships-today,
     patterns: ["ship .. today"], keep: conditional}
  - {id: dry, type: performance.quality, sense: property,
     patterns: ["[never] let .. water in", "stay .. dry"]}
  - {id: gone, type: availability.stock, sense: out-of-stock,
     patterns: ["out of stock"], polarity: negated}
  - {id: few, type: inventory.scarcity, sense: low-stock,
     patterns: ["running low"], negated: while-stocks-last}
cues:
  - {id: not, kind: negation, direction: forward, scope: 4, words: ["not", "never"], exceptions: ["not only"],
     terminators: [",", ";", "but"]}
  - {id: denied-after, kind: negation, direction: backward, words: ["=is false"]}
  - {id: hope, kind: hedge, direction: both, words: ["hope", "perhaps"]}
  - {id: try, kind: aim, direction: forward, words: ["aim to"]}
  - {id: when, kind: condition, direction: forward, words: ["once", "if"], terminators: [","]}
  - {id: rival, kind: competitor, direction: sentence, words: ["other shops"], families: [availability]}
  - {id: they-say, kind: third-party, direction: forward, words: ["according to"]}
  - {id: know, kind: question, direction: forward, words: ["did you know"]}
  - {id: mostly, kind: typical, direction: both, words: ["usually"]}
  - {id: vague, kind: vague, direction: sentence, words: ["subject to availability"]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


@pytest.mark.parametrize(("text", "polarity", "sense"), [
    ("It is in stock.", Polarity.AFFIRMED, "in-stock"),
    ("It is not in stock.", Polarity.NEGATED, "out-of-stock"),
    ("It isn't in stock.", Polarity.NEGATED, "out-of-stock"),
    ("It is not only in stock.", Polarity.AFFIRMED, "in-stock"),
    ("Not blue, but in stock.", Polarity.AFFIRMED, "in-stock"),
    ("It is not as far as we can see in stock.", Polarity.AFFIRMED, "in-stock"),  # beyond the scope
    ("That it is in stock is false.", Polarity.NEGATED, "out-of-stock"),
    ("It is out of stock.", Polarity.NEGATED, "out-of-stock"),
    ("It is not running low.", Polarity.NEGATED, "while-stocks-last"),
    ("It ships not before today.", Polarity.NEGATED, "ships-today"),        # in the pattern's gap
    ("It will never let water in.", Polarity.AFFIRMED, "property"),         # the pattern's own word
    ("It will not let water in.", Polarity.NEGATED, "property"),
])
def test_polarity(rules: PatternBook, text: str, polarity: Polarity, sense: str) -> None:
    (claim,) = found(rules, text)
    assert (claim.polarity, claim.sense) == (polarity, sense)


@pytest.mark.parametrize(("text", "modality"), [
    ("We hope it is in stock.", Modality.HEDGED),
    ("It is in stock, perhaps.", Modality.HEDGED),
    ("We aim to keep it in stock.", Modality.AIM),
    ("If you order now it ships today.", Modality.CONDITIONAL),
    ("If you order now, it ships today.", Modality.PLAIN),
    ("Did you know it is in stock?", Modality.QUESTION),
    ("It is in stock, so why wait?", Modality.PLAIN),
    ("It is in stock - what are you waiting for?", Modality.PLAIN),
    ("It is in stock, shall we?", Modality.PLAIN),
])
def test_modality(rules: PatternBook, text: str, modality: Modality) -> None:
    (claim,) = found(rules, text)
    assert claim.modality is modality


@pytest.mark.parametrize("text", [
    "Is it in stock?", "Do you have it in stock, and if so where?", "Once it is in stock we write to you.",
    "An in stock photo.", "Tell me if it is in stock.", "“Is it in stock?”",
])
def test_silence(rules: PatternBook, text: str) -> None:
    assert texts(found(rules, text)) == []


@pytest.mark.parametrize(("text", "attribution"), [
    ("It is in stock in other shops.", Attribution.COMPETITOR),
    ("Other shops stay dry.", Attribution.ADVERTISER),                       # the cue is for availability
    ("According to the makers it is in stock.", Attribution.THIRD_PARTY),
    ("“My boots stay bone dry all day,” says Ann.", Attribution.TESTIMONIAL),
    ("“These boots stay dry whatever comes.” — Ann, Leeds", Attribution.TESTIMONIAL),
    ("Our promise: “these boots stay dry whatever comes”.", Attribution.ADVERTISER),
    ("The “stay dry” boot.", Attribution.ADVERTISER),
])
def test_attribution(rules: PatternBook, text: str, attribution: Attribution) -> None:
    (claim,) = found(rules, text)
    assert claim.attribution is attribution


QUOTE = Surface.QUOTE


@pytest.mark.parametrize(("blocks", "attribution"), [
    ((segment("They stay dry.", QUOTE),), Attribution.ADVERTISER),                       # set off for looks
    ((segment("They stay dry.", QUOTE), "We like the rain"), Attribution.ADVERTISER),
    ((segment("“They stay dry.”", QUOTE),), Attribution.TESTIMONIAL),
    ((segment("★★★★★ They stay dry.", QUOTE),), Attribution.TESTIMONIAL),
    ((segment("They stay dry, my feet.", QUOTE),), Attribution.TESTIMONIAL),
    ((segment("They stay dry, Ann writes.", QUOTE),), Attribution.TESTIMONIAL),
    ((segment("They stay dry. — Ann, Leeds", QUOTE),), Attribution.TESTIMONIAL),
    ((segment("They stay dry.", QUOTE), "— Ann, Leeds"), Attribution.TESTIMONIAL),
    ((segment("They stay dry.", QUOTE), segment("Ann Lee", QUOTE)), Attribution.TESTIMONIAL),
    (("Ann from Leeds says:", segment("They stay dry.", QUOTE)), Attribution.TESTIMONIAL),
    (("“They stay dry.”", "— Ann, Leeds"), Attribution.TESTIMONIAL),
    (("“They stay dry.”", "Ann lives in Leeds"), Attribution.ADVERTISER),
])
def test_a_quotation_block_needs_a_speaker(rules: PatternBook, blocks: tuple[str, ...],
                                           attribution: Attribution) -> None:
    assert [claim.attribution for claim in found(rules, *blocks)] == [attribution]


def test_cues_are_kept_with_their_words_and_places(rules: PatternBook) -> None:
    (claim,) = found(rules, "Subject to availability it is usually in stock.")
    assert [(cue.kind, cue.text, cue.prose_start, cue.prose_end) for cue in claim.cues] == [
        (CueKind.VAGUE, "Subject to availability", 0, 23), (CueKind.TYPICAL, "usually", 30, 37)]


def test_a_label_whose_value_is_no_is_denied(rules: PatternBook) -> None:
    (claim,) = found(rules, "In stock", "No")
    assert (claim.polarity, claim.sense) == (Polarity.NEGATED, "out-of-stock")
    (claim,) = found(rules, "In stock", "Yes")
    assert (claim.polarity, claim.sense) == (Polarity.AFFIRMED, "in-stock")


def test_a_silenced_match_hides_no_promise_beside_it(tmp_path: Path) -> None:
    """The longer match begins in the condition; what is said after it stands by itself."""
    patterns = book(tmp_path, """
entries:
  - {id: long, type: performance.quality, sense: property, patterns: ["boil .. stay dry"]}
  - {id: short, type: performance.quality, sense: property, patterns: ["stay dry"]}
cues:
  - {id: when, kind: condition, direction: forward, scope: 2, words: ["if"], terminators: ["they"]}
""")
    assert texts(found(patterns, "If we boil, they stay dry.")) == ["stay dry"]
    assert texts(found(patterns, "We boil and stay dry.")) == ["boil and stay dry"]


BLOCK = """
entries:
  - {id: dry, type: performance.quality, sense: property, patterns: ["stay dry"]}
  - {id: stock, type: availability.stock, sense: in-stock, patterns: ["in stock"]}
cues:
  - {id: guide, kind: condition, direction: block, families: [performance], words: ["in this guide"],
     exceptions: ["in this guide dog"], unless: ["our"]}
"""


@pytest.mark.parametrize(("text", "expected"), {
    "They stay dry. Read more in this guide.": [],
    "They stay dry and in stock. Read more in this guide.": ["in stock"],
    "They stay dry. Read of our tents in this guide.": ["stay dry"],
    "They stay dry. Nobody believes in this guide dog.": ["stay dry"],
    "They stay dry.": ["stay dry"],
}.items())
def test_a_condition_may_silence_its_whole_block(text: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(found(book(tmp_path, BLOCK), text)) == expected
    assert texts(found(book(tmp_path, BLOCK), "In this guide.", "They stay dry.")) == ["stay dry"]


def test_only_a_condition_acts_in_a_block(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="acts in a whole block: only a condition can"):
        book(tmp_path, BLOCK.replace("kind: condition", "kind: hedge"))


def test_a_condition_acts_on_a_match_that_shares_its_last_word(tmp_path: Path) -> None:
    """In "most cells last" the condition ends in the word that the match begins with."""
    patterns = book(tmp_path, """
entries:
  - {id: last, type: performance.quality, sense: durable, patterns: ["cells last"]}
cues:
  - {id: most, kind: condition, direction: forward, words: ["most cells"]}
""")
    assert texts(found(patterns, "Most cells last.")) == []
    assert texts(found(patterns, "These cells last.")) == ["cells last"]
