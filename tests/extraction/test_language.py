"""The pattern language, construct by construct: what each matches, and exactly which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.rulefolder import rules_folder
from claimcheck.yamlsource import read_yaml
from tests.extraction.helpers import entry_book, found, texts

LISTS = ('lists:\n  carrier: [courier, "special delivery", "[=signed for] post"]\n  verb: [be, have, run]\n'
         '  lessen: [cut, shrink, "(do away|get rid) of", "<lower>", =curbing]\n  lower: [lower]\n')

CASES = [
    # words in any inflection, exact words, case
    ("it ships free", "ship free", "ships free"),
    ("Shipped FREE", "ship free", "Shipped FREE"),
    ("it ships free", "=ship free", None),
    ("it ships free", "=ships free", "ships free"),
    ("the news is free", "new is free", None),
    # alternatives and optional parts
    ("comes with a courier", "(with|by post) [a|the] courier", "with a courier"),
    ("comes by post courier", "(with|by post) [a|the] courier", "by post courier"),
    ("comes with courier", "(with|by post) [a|the] courier", "with courier"),
    ("one thing or another", "thing (or another|or (the other|none))", "thing or another"),
    ("one thing or the other", "thing (or another|or (the other|none))", "thing or the other"),
    # hyphens are blanks; a compound may be one word
    ("same day service", "same-day service", "same day service"),
    ("same-day service", "same-day service", "same-day service"),
    ("sameday service", "same-day service", "sameday service"),
    ("same‑day service", "same day service", "same‑day service"),
    ("sameday service", "same day service", None),
    # contractions are two words
    ("It’s waterproof.", "is waterproof", "It’s waterproof"),
    ("It isn't waterproof.", "is not waterproof", "isn't waterproof"),
    ("We've tested it.", "(we've|we have) tested", "We've tested"),
    ("It won't rust.", "will not rust", "won't rust"),
    ("your son's sons", "=son", "son"),
    # gaps: so many words, never over a stop; commas are words
    ("keeps out all the rain", "keep .. rain", "keeps out all the rain"),
    ("keeps out all of the rain", "keep .. rain", None),
    ("keeps out all of the rain", "keep ..4 rain", "keeps out all of the rain"),
    ("keeps out; the rain", "keep ..4 rain", None),
    ("keeps warm, dry", "keep ..2 dry", "keeps warm, dry"),
    # one word, edges, marks
    ("keeps it dry", "keep * dry", "keeps it dry"),
    ("keeps dry", "keep * dry", None),
    ("Waterproof.", "^ waterproof $", "Waterproof"),
    ("• Waterproof!", "^ waterproof $", "Waterproof"),
    ("So waterproof", "^ waterproof", None),
    ("waterproof too", "waterproof $", None),
    ("warm and dry", "warm, and dry", "warm and dry"),
    ("warm, and dry", "warm, and dry", "warm, and dry"),
    ("Lead time: three weeks", "lead-time : {duration}", "Lead time: three weeks"),
    # context stands there but is no part of the claim
    ("stronger than steel", "strong /as steel/", None),
    ("strong as steel", "strong /as steel/", "strong"),
    ("Is it strong as steel", "/it/ strong /as/", "strong"),
    ("will dry in, yes", "(=dries|/(will|can)/ dry) in", "dry in"),
    # lists, in other forms and as written
    ("couriers only", "<carrier> only", "couriers only"),
    # lists of verbs in one form only
    ("It cuts waste", "<lessen:s> waste", "cuts waste"),
    ("to cut waste", "<lessen:s> waste", None),
    ("to cut waste", "<lessen:base> waste", "cut waste"),
    ("cutting waste", "<lessen:ing> waste", "cutting waste"),
    ("has shrunk waste", "<lessen:ed> waste", "shrunk waste"),
    ("It shrank waste", "<lessen:ed> waste", "shrank waste"),
    ("does away of waste", "<lessen:s> waste", "does away of waste"),
    ("lowers waste", "<lessen:s> waste", "lowers waste"),
    ("lower waste", "<lessen:s> waste", None),
    ("curbing waste", "<lessen:s> waste", "curbing waste"),
    ("special delivery only", "<carrier> only", "special delivery only"),
    ("signed for post only", "<carrier> only", "signed for post only"),
    ("post only", "<carrier> only", "post only"),
    ("couriers only", "=<carrier> only", None),
    ("courier only", "=<carrier> only", "courier only"),
    # slots
    ("lasts up to 8 hours", "last {duration}", "lasts up to 8 hours"),
    ("lasts 8 kg", "last {duration}", None),
    ("It is only 3 left", "{count} left", "only 3 left"),
    ("up to 300 lumens of", "{measure} of", "up to 300 lumens of"),
    ("300 lumens of", "{measure/luminous flux} of", "300 lumens of"),
    ("300 kg of", "{measure/luminous flux} of", None),
    ("300 kg of", "{measure/kg} of", "300 kg of"),
    ("prints 24 pages per minute", "print {rate}", "prints 24 pages per minute"),
    ("99.9% uptime", "{percent} uptime", "99.9% uptime"),
    ("is 3x lighter", "{multiplier} lighter", "3x lighter"),
    ("costs £28.50 now", "cost {money}", "costs £28.50"),
    ("ends on 31 March", "end on {date}", "ends on 31 March"),
    ("ends on Christmas Eve", "end on {event}", "ends on Christmas Eve"),
    ("ends on Friday", "end on {event}", None),
    ("rated 4.6 out of 5", "rated {rating}", "rated 4.6 out of 5"),
    ("we sell it in Northern Ireland too", "in {place}", "in Northern Ireland"),
    ("cuts your fuel bill in half", "cut {thing} in", "cuts your fuel bill in half"),
    ("cuts what we have run up in", "cut {thing} in", None),
    # alternatives at the top
    ("dustproof", "waterproof|dustproof", "dustproof"),
]


@pytest.mark.parametrize(("text", "pattern", "span"), CASES)
def test_a_pattern_matches_these_words(tmp_path: Path, text: str, pattern: str, span: str | None) -> None:
    claims = found(entry_book(tmp_path, pattern, more=LISTS), text)
    assert texts(claims) == ([] if span is None else [span])


def test_slots_take_the_name_that_the_pattern_gives_them(tmp_path: Path) -> None:
    (claim,) = found(entry_book(tmp_path, "in [the] {place:market} for {duration:value}", more=LISTS),
                     "Sold in the EU for 24 months.")
    assert [(slot.name, slot.text) for slot in claim.slots] == [("market", "EU"), ("value", "24 months")]
    assert claim.value is not None
    assert (claim.value.op, str(claim.value.low), claim.value.unit) == ("=", "24", "month")


def test_a_figure_keeps_its_comparison_words_and_value(tmp_path: Path) -> None:
    (claim,) = found(entry_book(tmp_path, "last {duration}"), "It lasts up to 8 hours on a charge.")
    (slot,) = claim.slots
    assert (slot.text, slot.prose_start, slot.prose_end) == ("up to 8 hours", 9, 22)
    assert claim.value is not None
    assert (claim.value.op, str(claim.value.high), claim.value.unit) == ("<=", "8", "hour")


def test_a_pattern_of_long_lists_is_joined_from_parts(tmp_path: Path) -> None:
    words = ", ".join(f'"{first} {second}"' for first in ("ever so", "very", "quite")
                      for second in "abcdefghkmnpqrtvwz")
    rules = entry_book(tmp_path, "stays <big> [or <big>] and <big> now", more=f"lists: {{big: [{words}]}}")
    assert texts(found(rules, "It stays very a and quite b now.")) == ["stays very a and quite b now"]
    assert texts(found(rules, "It stays ever so k or very z and quite b now.")) == [
        "stays ever so k or very z and quite b now"]
    assert texts(found(rules, "It stays very a and quite big now.")) == []


def test_the_longest_match_wins_and_matches_do_not_overlap(tmp_path: Path) -> None:
    assert texts(found(entry_book(tmp_path, "warm [and warm]"), "warm and warm and warm")) == [
        "warm and warm", "warm"]


def test_addresses_are_not_words(tmp_path: Path) -> None:
    rules = entry_book(tmp_path, "in stock", kind="availability.stock", sense="in-stock")
    copy = ("See https://shop.example/in/stock and www.in-stock.com or in-stock@shop.example, "
            "photo in-stock.jpg; all in stock.")
    assert texts(found(rules, copy)) == ["in stock"]


LANGUAGE = sorted((rules_folder() / "language").glob("*.yaml"))


@pytest.mark.parametrize("file", LANGUAGE, ids=lambda file: file.name)
def test_no_key_of_a_language_file_is_written_twice(file: Path) -> None:
    """The quick loader lets the later one win without a word; the strict one tells."""
    assert read_yaml(file, file.name, RuleError) is not None
