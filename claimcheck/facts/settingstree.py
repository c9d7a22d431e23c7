"""A settings file and those that it extends, as one tree of nodes that know their own places.

What a file says wins over what it extends; blocks (``thresholds``, ``severity`` ...) are joined key by
key, lists are not. Paths and globs start from the folder of the settings that are in force.
"""

from __future__ import annotations

from pathlib import Path

from claimcheck.errors import SettingsError, SourceLocation
from claimcheck.facts.tomlnodes import tool_table
from claimcheck.yamlsource import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = ["settings_tree"]

EXTENDS = "extends"


def settings_tree(file: Path) -> Node:
    """Read a settings file with everything that it extends. Raises SettingsError with a place."""
    return _extended(file, file.name, file.parent, ())


def _extended(file: Path, name: str, root: Path, chain: tuple[Path, ...]) -> Node:
    node = _read(file, name)
    if not isinstance(node, Mapping) or EXTENDS not in node:
        return node
    chain = (*chain, file.resolve())
    merged: Node | None = None
    for word in _words(node.get(EXTENDS)):
        base = _base(word, file.parent, root, chain)
        under = _extended(base, _name(base, root), root, chain)
        merged = under if merged is None else _over(under, merged)
    return node if merged is None else _over(node, merged)


def _read(file: Path, name: str) -> Node:
    if file.suffix != ".toml":
        return read_yaml(file, name, SettingsError)
    table = tool_table(file)
    if table is None:
        raise SettingsError("There is no [tool.claimcheck] here.", SourceLocation(name))
    return table


def _words(node: Node | None) -> tuple[Scalar, ...]:
    """The paths of ``extends``; what is no word is refused with the other settings."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def _base(word: Scalar, folder: Path, root: Path, chain: tuple[Path, ...]) -> Path:
    """The file that ``extends`` names: within the project, there, and not one that is being read."""
    base = folder / word.text
    if not base.resolve().is_relative_to(root.resolve()):
        raise SettingsError(
            f'"{word.text}" lies outside the project; expected a file at or below its folder.', word.where
        )
    if not base.is_file():
        raise SettingsError(f'There is no file "{word.text}" to extend.', word.where)
    if base.resolve() in chain:
        raise SettingsError(f'"{word.text}" extends itself in the end.', word.where)
    return base


def _name(file: Path, root: Path) -> str:
    return file.resolve().relative_to(root.resolve()).as_posix()


def _over(upper: Node, lower: Node) -> Node:
    """Two trees as one; where both say something, ``upper`` wins, and blocks are joined."""
    if not isinstance(upper, Mapping) or not isinstance(lower, Mapping):
        return upper
    entries = dict(lower.entries)
    for key, (name, node) in upper.entries.items():
        below = lower.get(key)
        entries[key] = (name, _over(node, below) if below is not None else node)
    return Mapping(entries, upper.file, upper.line, upper.column)
