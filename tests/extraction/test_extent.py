"""Promises are shown with all of their words."""

from __future__ import annotations

import pytest

from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import book, found, texts

RULES = """
entries:
  - {id: faster, type: performance.comparative, sense: ratio,
     patterns: ["[and|or] {multiplier} faster [than *]"]}
  - {id: covers, type: availability.area, sense: delivers-to,
     patterns: ["=cover all", "deliver to [the] *", "deliver to * *"]}
  - {id: ships, type: availability.dispatch, sense: ships-within,
     patterns: ["[will] ship .. {duration}"]}
  - {id: order, type: availability.stock, sense: backorder, patterns: ["available on back order"]}
  - {id: stock, type: availability.stock, sense: in-stock, patterns: ["in stock"]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


@pytest.mark.parametrize(("text", "wanted"), [
    ("It is 5 times faster than the average line in Leeds, and red.",
     ["5 times faster than the average line in Leeds"]),
    ("It is 5 times faster than B&P's lamp because it spins.", ["5 times faster than B"]),
    ("It is 5 times faster than before.", ["5 times faster than before"]),
    ("It is 5 times faster when warm.", ["5 times faster"]),
    ("We cover all fifty states, at home.", ["cover all fifty states"]),
    ("We cover all and sundry.", ["cover all"]),
    ("We deliver to the whole of Kent.", ["deliver to the whole"]),
    ("We deliver to the whole and more.", ["deliver to the whole"]),
    ("We deliver to Kent and more.", ["deliver to Kent"]),                  # a conjunction begins the next
    ("We cover all lamps in stock.", ["cover all lamps", "in stock"]),       # never into the next
    ("We'll ship in 2 days.", ["We'll ship in 2 days"]),
    ("They come and go, and 5 times faster.", ["5 times faster"]),
    ("It is cheap, or 5 times faster.", ["or 5 times faster"]),
    ("It is available on “back order” now.", ["available on “back order”"]),
    ("It is **in stock** now.", ["in stock"]),
    ("It is available on **back order** now.", ["available on **back order**"]),
    ("(In stock)", ["In stock"]),
])
def test_extent(rules: PatternBook, text: str, wanted: list[str]) -> None:
    claims = found(rules, text)
    assert texts(claims) == wanted
    assert [text[claim.start : claim.end] for claim in claims] == wanted
