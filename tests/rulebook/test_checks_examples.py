"""Every rule's own examples: a bad one breaks the rule at its place, a good one breaks none."""

from __future__ import annotations

import pytest

from claimcheck.rulebook.checks import load_rules
from claimcheck.rulebook.claims import PatternBook, load_patterns
from claimcheck.ruletest import run_checks

RULES = load_rules()


@pytest.fixture(scope="module")
def patterns() -> PatternBook:
    return load_patterns()


@pytest.mark.parametrize("code", sorted(RULES.by_code))
def test_examples(code: str, patterns: PatternBook) -> None:
    problems = [
        f"{result.where}: {result.message}"
        for result in run_checks(RULES, patterns, [code])
        if not result.passed
    ]
    assert problems == []
