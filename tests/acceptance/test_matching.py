"""Old findings and new ones are paired by name, at home first, each counted once."""

from __future__ import annotations

import pytest

from claimcheck.acceptance.matching import Old, matched


@pytest.mark.parametrize(
    ("new", "old", "pairs"),
    [
        ([("k", "a")], [Old("k", "a")], {0: 0}),
        ([("k", "a")], [Old("j", "a")], {}),
        ([("k", "a"), ("k", "a"), ("k", "a")], [Old("k", "a", 2)], {0: 0, 1: 0}),
        ([("k", "b"), ("k", "a")], [Old("k", "a")], {1: 0}),
        ([("k", "b")], [Old("k", "a")], {0: 0}),
        ([("k", "b")], [Old("k", "a", movable=False)], {}),
        ([("k", "b"), ("k", "c")], [Old("k", "a", 3)], {0: 0, 1: 0}),
        ([("k", "a"), ("k", "b")], [Old("k", "b"), Old("k", "c")], {1: 0, 0: 1}),
    ],
)
def test_pairs(new: list[tuple[str, str]], old: list[Old], pairs: dict[int, int]) -> None:
    assert matched(new, old) == pairs


def test_the_same_words_in_thousands_of_files_are_no_burden() -> None:
    many = [("k", f"{number}.md") for number in range(20_000)]
    assert matched(many, [Old("k", path) for _, path in reversed(many)]) == {
        number: 19_999 - number for number in range(20_000)
    }
    elsewhere = [Old("k", f"old/{number}.md") for number in range(20_000)]
    assert matched(many, elsewhere) == {number: number for number in range(20_000)}
