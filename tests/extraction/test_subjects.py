"""Which product a promise is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.model import Surface, Term, TermKind, Vocabulary
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import book, found, names, segment

RULES = """
entries:
  - {id: stock, type: availability.stock, sense: in-stock, patterns: ["in stock"]}
  - {id: best, type: performance.superlative, sense: rank, patterns: ["biggest [bike] (shop|retailer|lamp)"]}
  - {id: brings, type: availability.delivery, sense: next-day, patterns: ["next day delivery"]}
"""
TREKS = names(("Trek 2", TermKind.PRODUCT, "trek-2"), ("Trek 2 Pro", TermKind.PRODUCT, "trek-2-pro"),
              ("Pro", TermKind.PRODUCT, "pro"), ("Northbeck", TermKind.COMPANY, "company"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


@pytest.mark.parametrize(("text", "subjects"), [
    ("The Trek 2 is in stock.", ["trek-2"]),
    ("The Trek 2 Pro is in stock.", ["trek-2-pro"]),                  # the longest name
    ("The Trek 2's in stock.", ["trek-2"]),
    ("The Pro is in stock.", ["pro"]),
    ("Every pro knows: in stock.", [""]),                             # a common word without its capital
    ("The Trek 2 is in stock, while the Trek 2 Pro sold out.", ["trek-2"]),
    ("The Trek 2 sold out, but the Trek 2 Pro is in stock.", ["trek-2-pro"]),
    ("The Trek 2 and the Trek 2 Pro are in stock.", [""]),            # both: no one subject
    ("See the Trek 2. It is in stock.", ["trek-2"]),                  # an earlier sentence
    ("The UK's biggest bike retailer.", ["company"]),
    ("Northbeck: next day delivery.", ["company"]),
])
def test_subject_of_one_block(rules: PatternBook, text: str, subjects: list[str]) -> None:
    assert [claim.subject for claim in found(rules, text, vocabulary=TREKS)] == subjects


def test_the_group_and_then_the_heading_name_the_subject(rules: PatternBook) -> None:
    row = segment("Trek 2", Surface.TABLE_CELL, group=3), segment("In stock", Surface.TABLE_CELL, group=3)
    other = segment("Trek 2 Pro", Surface.TABLE_CELL, group=4)
    assert [c.subject for c in found(rules, *row, other, vocabulary=TREKS)] == ["trek-2"]
    under = segment("It is in stock.", section=("Lanterns", "The Trek 2 Pro", "Why you want it"))
    assert [c.subject for c in found(rules, "Trek 2", under, vocabulary=TREKS)] == ["trek-2-pro"]


def test_the_only_product_is_the_subject(rules: PatternBook) -> None:
    one = names(("Trek 2", TermKind.PRODUCT, "trek-2"))
    assert [c.subject for c in found(rules, "In stock now.", vocabulary=one)] == ["trek-2"]
    assert [c.subject for c in found(rules, "Meet the Trek 2.", "In stock.", vocabulary=TREKS)] == ["trek-2"]
    assert [c.subject for c in found(rules, "In stock.", vocabulary=TREKS, only="pro")] == ["pro"]
    assert [c.subject for c in found(rules, "Trek 2, Trek 2 Pro", "In stock.", vocabulary=TREKS)] == [""]


def test_without_facts_there_is_no_subject(rules: PatternBook) -> None:
    assert [(c.subject, c.variant) for c in found(rules, "The Trek 2 is in stock.")] == [("", "")]


def test_a_variant_of_the_subject(rules: PatternBook) -> None:
    vocabulary = Vocabulary((*TREKS.terms, Term("black", TermKind.VARIANT, "trek-2", "NB-BLK"),
                             Term("green", TermKind.VARIANT, "trek-2", "NB-GRN")))
    for text, variant in (("The black Trek 2 is in stock.", "NB-BLK"),
                          ("The black or green Trek 2 is in stock.", ""),
                          ("The black Trek 2 Pro is in stock.", "")):
        assert [claim.variant for claim in found(rules, text, vocabulary=vocabulary)] == [variant]


def test_the_row_and_the_header_name_the_variant(rules: PatternBook) -> None:
    vocabulary = Vocabulary((Term("Trek 2", TermKind.PRODUCT, "trek-2"),
                             Term("black", TermKind.VARIANT, "trek-2", "NB-BLK"),
                             Term("green", TermKind.VARIANT, "trek-2", "NB-GRN")))
    cell = Surface.TABLE_CELL
    black = segment("Black", cell, group=3), segment("In stock", cell, group=3, header="Stock")
    green = segment("Green", cell, group=4), segment("In stock", cell, group=4, header="Stock")
    under = segment("In stock", cell, group=5, header="Green · Stock")
    claims = found(rules, *black, *green, under, vocabulary=vocabulary)
    assert [(claim.subject, claim.variant) for claim in claims] == [
        ("trek-2", "NB-BLK"), ("trek-2", "NB-GRN"), ("trek-2", "NB-GRN")]
    loose = segment("The black one.", group=6), segment("In stock", group=6)
    assert [claim.variant for claim in found(rules, *loose, vocabulary=vocabulary)] == [""]


def test_digits_of_a_name_are_no_figure(tmp_path: Path) -> None:
    rules = book(tmp_path, "entries:\n  - {id: left, type: inventory.quantity, sense: units-left, "
                           "patterns: ['{count} [{thing}] left']}\n")
    assert found(rules, "Trek 2 left behind.", vocabulary=TREKS) == ()
    (claim,) = found(rules, "Only 2 Trek 2 left.", vocabulary=TREKS)
    assert claim.value is not None
    assert (claim.text, claim.value.low, claim.subject) == ("Only 2 Trek 2 left", 2, "trek-2")
