"""The fields of a rule file read strictly: each is what it must be, or a RuleError at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Many

from claimcheck.errors import RuleError, nearest
from claimcheck.rulebook.grammar import Pattern, parse_pattern
from claimcheck.yamlsource import Mapping, Node, Scalar, Sequence

__all__ = ["block_of", "count_of", "id_of", "items_of", "needed", "pattern_of", "patterns_of",
           "scalar_of", "scalars_of", "word_of", "words_of"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def block_of(node: Node, keys: Many[str]) -> Mapping:
    if not isinstance(node, Mapping):
        raise RuleError(f"Expected a block with {', '.join(keys[:4])} ... here.", node.where)
    for key, _ in node.items():  # noqa: PERF102 - entries with their places, not a dict
        if key.text not in keys:
            raise RuleError(f'There is no key "{key.text}" here.', key.where,
                            nearest(key.text, keys) or f"Known keys: {', '.join(keys)}.")
    return node


def items_of(mapping: Mapping, key: str) -> Iterator[Node]:
    node = mapping.get(key)
    if node is None:
        return
    if not isinstance(node, Sequence):
        raise RuleError(f'Expected a list under "{key}".', node.where)
    yield from node


def scalar_of(node: Node | None) -> Scalar:
    if not isinstance(node, Scalar):
        raise RuleError("Expected words here.", node.where if node else None)
    return node


def scalars_of(node: Node) -> list[Scalar]:
    """A list of words, or one word for a list of one."""
    return [scalar_of(item) for item in node] if isinstance(node, Sequence) else [scalar_of(node)]


def pattern_of(node: Scalar) -> Pattern:
    return parse_pattern(node.text, node.where)


def patterns_of(mapping: Mapping, key: str, *, required: bool = False) -> tuple[Pattern, ...]:
    node = mapping.get(key)
    if node is None:
        if required:
            raise RuleError(f'The block has no "{key}".', mapping.where)
        return ()
    return tuple(pattern_of(item) for item in scalars_of(node))


def words_of(mapping: Mapping, key: str, known: Many[str]) -> list[str]:
    node = mapping.get(key)
    return [_known(item, known) for item in scalars_of(node)] if node is not None else []


def word_of(mapping: Mapping, key: str, known: Many[str]) -> str:
    return _known(needed(mapping, key), known)


def needed(mapping: Mapping, key: str) -> Scalar:
    """The words under a key that must be there."""
    node = mapping.get(key)
    if node is None:
        raise RuleError(f'The block has no "{key}".', mapping.where)
    return scalar_of(node)


def _known(node: Scalar, known: Many[str]) -> str:
    if node.text not in known:
        raise RuleError(f'"{node.text}" is not known here.', node.where,
                        nearest(node.text, known) or f"Expected one of: {', '.join(known)}.")
    return node.text


def id_of(mapping: Mapping) -> str:
    node = mapping.get("id")
    if not isinstance(node, Scalar) or not _ID.match(node.text):
        raise RuleError('The block needs an "id" of lower-case words joined by hyphens.',
                        node.where if node else mapping.where)
    return node.text


def count_of(mapping: Mapping, key: str) -> int:
    node = mapping.get(key)
    if node is None:
        return 0
    text = scalar_of(node).text
    if not text.isdecimal() or not 1 <= int(text) <= 99:
        raise RuleError(f'"{key}" must be a number of words from 1 to 99.', node.where)
    return int(text)
