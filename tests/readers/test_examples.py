"""The examples in every kind of format: what a reader sees leads back to the very place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.model import Place
from claimcheck.readers import read
from tests.readers.checking import check

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("file", "words", "source", "line", "column", "page"),
    [
        ("email/fell-reminder.mjml", "fully waterproof", "fully <b>water&shy;proof", 21, 53, 0),
        ("email/fell-reminder.mjml", "9 hours of light at 250 lumens",
         "9&nbsp;hours of light\n          at 250&nbsp;lumens", 16, 76, 0),
        ("email/march.eml", "the 14-hour battery sees", "the <b>14-hour</b> battery sees", 36, 42, 0),
        ("email/march.eml", "you through", "yo=\nu through", 36, 74, 0),
        ("print/ember-letter.docx", "dishwasher-safe", "dishwasher-safe", 5, 85, 0),
        ("print/fell-leaflet.pdf", "a lifetime guarantee", "a lifetime guar-\nantee", 10, 18, 2),
        ("print/fell-leaflet.pdf", "read on.", "read on.", 8, 24, 2),
    ],
)  # fmt: skip
def test_places(file: str, words: str, source: str, line: int, column: int, page: int) -> None:
    document = read(file, (EXAMPLES / file).read_bytes())
    check(document)
    (segment,) = [s for s in document.segments if words.lower() in s.text.lower() and s.part != "plain"]
    at = segment.text.lower().index(words.lower())
    start, end = segment.source(at, at + len(words))
    assert document.text[start:end].lower() == source.lower()
    assert document.place(start) == Place(start, line, column, page)
