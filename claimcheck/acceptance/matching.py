"""Which old findings are which new ones: by fingerprint, the same file first, each counted once.

A fingerprint has no path, so that a renamed file keeps what was accepted of it. What was accepted in a
file that is still there, and is not part of this run, is not spent on another file. All paths start from
the project's root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

__all__ = ["Old", "matched"]


@dataclass(frozen=True, slots=True)
class Old:
    """Something that was accepted: what it is known by, in which file, how many times.

    ``count`` 0: any number of times in one file. ``movable``: its file is gone, or is part of this run,
    so that the words may stand elsewhere by now.
    """

    key: Hashable
    path: str
    count: int = 1
    movable: bool = True


def matched(new: Sequence[tuple[Hashable, str]], old: Sequence[Old]) -> dict[int, int]:
    """Pair new findings (key and path, in order) with old ones: index of new -> index of old.

    First each in its own file, then what is left over wherever its words still stand.

    >>> matched([("k", "b.md"), ("k", "a.md")], [Old("k", "a.md")])
    {1: 0}
    """
    waiting: dict[Hashable, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, (key, path) in enumerate(new):
        waiting[key][path].append(index)
    pairs: dict[int, int] = {}
    left = [_take(waiting[item.key].get(item.path), item.count, n, pairs) for n, item in enumerate(old)]
    for number, item in enumerate(old):
        if item.movable or not item.path:
            _spend(waiting[item.key], left[number], number, pairs)
    return pairs


def _take(indexes: list[int] | None, count: int, number: int, pairs: dict[int, int]) -> int:
    """Take up to ``count`` of the indexes; return how many are left to take elsewhere, 0 for "any number"."""
    if not indexes:
        return count or -1
    taken = indexes[:count] if count else list(indexes)
    del indexes[: len(taken)]
    pairs.update(dict.fromkeys(taken, number))
    return count - len(taken) if count else 0


def _spend(by_path: dict[str, list[int]], left: int, number: int, pairs: dict[int, int]) -> None:
    """What is left over, file by file; "any number" (-1) is spent on one file."""
    while left and by_path:
        path, indexes = next(iter(by_path.items()))
        if left == -1:
            left = _take(indexes, 0, number, pairs)
        else:
            left = _take(indexes, left, number, pairs) if indexes else left
        if not indexes:
            del by_path[path]
