"""Claims in the facts' own words, without a pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.model import ClaimType, Surface, Term, TermKind, Vocabulary
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import book, found, segment, texts

VOCABULARY = Vocabulary((
    Term("Trek 2", TermKind.PRODUCT, "trek-2"),
    Term("battery life", TermKind.METRIC, "trek-2", "battery_life", "hour"),
    Term("battery", TermKind.METRIC, "trek-2", "battery_life", "hour"),
    Term("brightness", TermKind.METRIC, "trek-2", "brightness", "lm"),
    Term("dimmable", TermKind.FEATURE, "trek-2", "dimmable"),
    Term("works with Shopify", TermKind.FEATURE, "trek-2", "shopify"),
    Term("brightest", TermKind.SUPERLATIVE, "trek-2", "brightest"),
))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"),
                "entries:\n  - {id: x, type: availability.stock, sense: in-stock, patterns: ['in stock']}\n")


@pytest.mark.parametrize(("text", "wanted"), [
    ("Battery life: 8 hours.", [("performance.figure", "measured", "Battery life: 8 hours")]),
    ("An 8-hour battery.", [("performance.figure", "measured", "8-hour battery")]),
    ("Battery of 300 lumens.", []),                                   # another dimension
    ("The battery. It took 8 hours.", []),                            # another sentence
    ("The battery is one that we are proud of, and 8 hours is long.", []),  # too far away
    ("The battery comes with a 2-year guarantee.", []),               # the guarantee's figure
    ("3-year guarantee on parts and labour, battery 1 year.", []),
    ("Battery life: 8 hours, with a 2-year guarantee.",
     [("performance.figure", "measured", "Battery life: 8 hours")]),
    ("Fully dimmable.", [("performance.quality", "property", "dimmable")]),
    ("Works with Shopify.", [("performance.quality", "compatible", "Works with Shopify")]),
    ("Our brightest yet.", [("performance.superlative", "best-of", "brightest")]),
])
def test_facts_words(rules: PatternBook, text: str, wanted: list[tuple[str, str, str]]) -> None:
    claims = found(rules, text, vocabulary=VOCABULARY)
    assert [(c.type.value, c.sense, c.text) for c in claims] == wanted


def test_the_metric_is_a_slot(rules: PatternBook) -> None:
    (claim,) = found(rules, "Up to 8 hours of battery life.", vocabulary=VOCABULARY)
    metric = claim.slot("metric")
    assert metric is not None
    assert (metric.text, claim.text) == ("battery life", "Up to 8 hours of battery life")
    assert claim.value is not None
    assert (claim.value.op, claim.value.low) == ("<=", 8)


def test_a_cell_under_the_metrics_name(rules: PatternBook) -> None:
    cell = segment("300 lm", Surface.TABLE_CELL, header="Brightness")
    (claim,) = found(rules, cell, vocabulary=VOCABULARY)
    assert (claim.type, claim.text, claim.entry) == (ClaimType.FIGURE, "300 lm", "facts:metric")
    other = segment("300 kg", Surface.TABLE_CELL, header="Brightness")
    assert found(rules, other, vocabulary=VOCABULARY) == ()


def test_a_guarantees_cell_or_list_gives_no_figure_of_the_metric(rules: PatternBook) -> None:
    years = segment("Battery: 1 year", Surface.LIST_ITEM, section=("Guarantee",))
    cell = segment("1-year guarantee", Surface.TABLE_CELL, header="Battery")
    assert found(rules, years, cell, vocabulary=VOCABULARY) == ()
    charge = segment("1 day", Surface.TABLE_CELL, header="Battery")
    assert texts(found(rules, charge, vocabulary=VOCABULARY)) == ["1 day"]


def test_names_cost_the_same_for_five_and_five_thousand(rules: PatternBook, tmp_path: Path) -> None:
    many = Vocabulary(tuple(Term(f"Model {n} lamp", TermKind.PRODUCT, f"m{n}") for n in range(5_000)))
    (claim,) = found(rules, "The Model 4711 lamp is in stock.", vocabulary=many)
    assert claim.subject == "m4711"
