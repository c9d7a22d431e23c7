"""What all tests share: ``pytest --update`` writes the golden files anew, to be read in the diff."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from claimcheck.rulebook.checks import RuleBook
    from claimcheck.rulebook.entries import PatternBook

# Tests run side by side: each of them has one processor for its arithmetic, which gives the same numbers.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files from what is made now")


@pytest.fixture(scope="session")
def books() -> tuple[PatternBook, RuleBook]:
    """The rule files, read once for all tests of one process."""
    from claimcheck.rulebook.checks import load_rules
    from claimcheck.rulebook.claims import load_patterns

    return load_patterns(), load_rules()


@pytest.fixture
def rules_read_once(books: tuple[PatternBook, RuleBook], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pipeline use the rule files as they were read for an earlier test."""
    from claimcheck.rulebook.claims import load_patterns

    def patterns(own: Mapping[str, Path]) -> PatternBook:
        return load_patterns(own=own) if own else books[0]

    monkeypatch.setattr("claimcheck.pipeline.load_patterns", patterns)
    monkeypatch.setattr("claimcheck.pipeline.load_rules", lambda: books[1])


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/NAME``, byte for byte."""

    def compare(name: str, made: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.encode())
        assert made == path.read_bytes().decode(), f"{name} differs; see pytest --update"

    return compare
