"""Lines begin after LF, CR LF or a lone CR, and nowhere else."""

from __future__ import annotations

import pytest

from claimcheck.model import line_starts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\nb\n", (0, 2, 4)),
        ("a\r\nb\rc\n\rd", (0, 3, 5, 7, 8)),
        ("\r\r\n\n", (0, 1, 3, 4)),
        ("a\u2028b\x0bc\x0cd\x85e", (0,)),
    ],
)
def test_line_starts(text: str, expected: tuple[int, ...]) -> None:
    assert tuple(line_starts(text)) == expected
