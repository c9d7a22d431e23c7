"""``docs/facts.md`` says what reading does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck.facts.reference import with_tables

from .writing import file_errors

DOCUMENT = (Path(__file__).parents[2] / "docs" / "facts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)


def test_the_tables_are_those_of_the_schema() -> None:
    """When this fails: ``python -m claimcheck.facts.reference docs/facts.md``."""
    assert with_tables(DOCUMENT) == DOCUMENT


@pytest.mark.parametrize("text", [text for text in EXAMPLES if not text.startswith("units:")])
def test_the_examples_load(tmp_path: Path, text: str) -> None:
    assert file_errors(tmp_path, text) == []


def test_a_document_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"The marks .* are missing"):
        with_tables("nothing")
