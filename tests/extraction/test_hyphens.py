"""Words that a line end breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extraction import extract_document
from claimcheck.extraction.hyphens import mend
from claimcheck.model import Term, TermKind, Vocabulary
from claimcheck.readers import read
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import DAY, book, found, texts

RULES = """
lists: {lasting: [lifetime, "life long"]}
entries:
  - {id: life, type: offer.guarantee, sense: lifetime, patterns: ["<lasting> (guarantee|warranty)"]}
  - {id: tough, type: performance.quality, sense: property, patterns: ["unbreakable", "water-proof"]}
  - {id: next, type: availability.delivery, sense: next-day, patterns: ["next day delivery"]}
  - {id: within, type: availability.dispatch, sense: ships-within, patterns: ["ship within {duration}"]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


@pytest.mark.parametrize(("source", "wanted"), [
    ("With a life-\ntime guarantee for you.", ["life-\ntime guarantee"]),
    ("With a lifetime guar-\nantee.", ["lifetime guar-\nantee"]),
    ("It is unbreak-\nable and water-\nproof.", ["unbreak-\nable", "water-\nproof"]),
    ("By next-\nday delivery.", ["next-\nday delivery"]),
    ("It ships within 3 work-\ning days of it.", ["ships within 3 work-\ning days"]),
    ("It ships within 3 work-\ning da-\nys.", ["ships within 3 work-\ning da-\nys"]),
    ("Life- and time guarantee.", []),
    ("Life-\nTime guarantee.", []),                   # a capital: a name or a new line
])
def test_a_broken_word_is_read_whole_and_found_in_its_place(rules: PatternBook, source: str,
                                                            wanted: list[str]) -> None:
    whole = read("letter.txt", source.encode(), format="plain")
    for gate in (True, False):
        claims = extract_document(whole, patterns=rules, on=DAY, gate=gate, windows=gate)
        assert [whole.text[claim.start : claim.end] for claim in claims] == wanted


def test_a_broken_name_of_the_facts_is_known(rules: PatternBook) -> None:
    names = Vocabulary((Term("fully dimmable", TermKind.FEATURE, "lamp", "dimmable"),))
    assert texts(found(rules, "It is fully dimm- able.", vocabulary=names)) == ["fully dimm- able"]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab- \n1\u2011Ω", max_size=40), st.booleans())
def test_what_is_read_has_the_length_of_what_is_written(text: str, known: bool) -> None:
    prose = mend(text, lambda form: known and bool(form))
    assert len(prose.read) == len(text)
    for end, written in prose.ends.items():
        assert text[end - 1 : written].replace(" ", "").replace("\n", "")[-1] == prose.read[end - 1]
        assert prose.read[end:written].isspace()


def test_a_long_run_of_letters_and_hyphens_is_read_in_linear_time() -> None:
    text = "a" * 200_000 + "-\n" + "b- " * 100_000
    assert len(mend(text, {"aa"}.__contains__).read) == len(text)
