"""``[tool.claimcheck]`` of a ``pyproject.toml`` as the nodes that settings are read from.

TOML has no events with places, so a key's line is found by walking the lines once; a value inside an
inline table has the line of the key before it. Values become text again: the settings read words.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from claimcheck.errors import SettingsError, SourceLocation
from claimcheck.yamlsource import Mapping, Node, Scalar, Sequence, read_bytes

__all__ = ["tool_table"]

_HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=""")
_PREFIX = ("tool", "claimcheck")


def tool_table(file: Path) -> Mapping | None:
    """The table as a node; None when the file has none. Raises SettingsError for broken TOML."""
    data = read_bytes(file, file.name, SettingsError)
    if b"claimcheck" not in data:
        return None
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text).get("tool", {}).get("claimcheck")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        raise SettingsError(f"This is not TOML: {problem}.", SourceLocation(file.name)) from None
    if not isinstance(table, dict):
        return None
    return _Nodes(file.name, _lines(text)).mapping(table, _PREFIX)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key, by its path."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1] or key[2] or key[3] or ""), number)
    return lines


class _Nodes:
    def __init__(self, file: str, lines: dict[tuple[str, ...], int]) -> None:
        self.file = file
        self.lines = lines

    def mapping(self, table: dict[str, Any], path: tuple[str, ...]) -> Mapping:
        entries = {
            key: (Scalar(key, self.file, self.line((*path, key)), 1), self.node(value, (*path, key)))
            for key, value in table.items()
        }
        return Mapping(entries, self.file, self.line(path), 1)

    def node(self, value: Any, path: tuple[str, ...]) -> Node:
        if isinstance(value, dict):
            return self.mapping(value, path)
        if isinstance(value, list):
            return Sequence(tuple(self.node(item, path) for item in value), self.file, self.line(path), 1)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return Scalar(text, self.file, self.line(path), 1, bare=not isinstance(value, str))

    def line(self, path: tuple[str, ...]) -> int:
        """The line of the key, or of the nearest key around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)
