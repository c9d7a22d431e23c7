"""``strength: loose``: a wide frame speaks only where no closer reading of its family does."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.rulebook.claims import RuleErrors
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import book, found

RULES = """
entries:
  - id: wide
    type: availability.dispatch
    sense: ships-within
    strength: loose
    patterns: ["ship ..8 {duration}"]
  - {id: close, type: availability.area, sense: delivers-to, patterns: ["abroad"]}
  - {id: other, type: inventory.scarcity, sense: sold-out, patterns: ["sold out"]}
"""


@pytest.fixture
def rules(tmp_path: Path) -> PatternBook:
    return book(tmp_path, RULES)


@pytest.mark.parametrize(("text", "expected"), [
    ("It ships to all of Norway in two days.", ["wide"]),
    ("It ships abroad in two days.", ["close"]),  # the shorter one, because it is closer
    ("It ships, all sold out, in two days.", ["wide", "other"]),  # another family is none of its business
])
def test_a_loose_match_gives_way_to_every_other_of_its_family(rules: PatternBook, text: str,
                                                              expected: list[str]) -> None:
    assert [claim.entry for claim in found(rules, text)] == expected


def test_a_strength_unknown_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleErrors, match="loose"):
        book(tmp_path, RULES.replace("strength: loose", "strength: lose"))
