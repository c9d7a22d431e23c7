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

    ``movable``: its file is gone, or is part of this run, so that the words may stand elsewhere by now.
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
    waiting: dict[Hashable, dict[str, list[int]]] = defaultdict(dict)
    for index, (key, path) in enumerate(new):
        waiting[key].setdefault(path, []).append(index)
    pairs: dict[int, int] = {}
    left = [item.count for item in old]
    for number, item in enumerate(old):
        left[number] -= _take(waiting[item.key], item.path, item.count, number, pairs)
    for number, item in enumerate(old):
        by_path = waiting[item.key]
        while item.movable and left[number] and by_path:
            left[number] -= _take(by_path, next(iter(by_path)), left[number], number, pairs)
    return pairs


def _take(by_path: dict[str, list[int]], path: str, count: int, number: int, pairs: dict[int, int]) -> int:
    """Pair up to ``count`` of the findings of one file; return how many."""
    indexes = by_path.get(path, [])
    taken = indexes[:count]
    pairs.update(dict.fromkeys(taken, number))
    del indexes[:count]
    if not indexes:
        by_path.pop(path, None)
    return len(taken)
