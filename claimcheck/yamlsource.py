"""YAML as text with places: every scalar is a string, every node knows its line and column.

YAML 1.1 gives words another meaning (``NO`` is false, ``14:00`` is 840, ``4.10`` is 4.1), so no value is
ever resolved or constructed here: the parser's events become a tree of frozen nodes, and the reader of a
field decides what its text means. Everything that could cost time or memory is bounded, and whatever
cannot be read is one error with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from claimcheck.errors import ClaimcheckError, SourceLocation

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse_yaml", "plain", "read_bytes", "read_yaml"]

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 100
MAX_KEY = 1000
#: Nodes of one file, with every alias counted as often as it is used.
MAX_NODES = 1_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its parser is used, never its constructor
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Line breaks to YAML 1.1 only; read as blanks, so that lines are counted as editors count them.
_BLANKS = "\x85\u2028\u2029"


class Scalar(NamedTuple):
    """A value as text. ``bare`` when it stood without quotes. Line and column start at 1.

    A named tuple, because a thousand products are four hundred thousand of these.
    """

    text: str
    file: str
    line: int
    column: int
    bare: bool = True

    @property
    def where(self) -> SourceLocation:
        return SourceLocation(self.file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int

    @property
    def where(self) -> SourceLocation:
        return SourceLocation(self.file, self.line, self.column)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order written, each with its own place. A key never stands twice."""

    entries: dict[str, tuple[Scalar, Node]]
    file: str
    line: int
    column: int

    @property
    def where(self) -> SourceLocation:
        return SourceLocation(self.file, self.line, self.column)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> Scalar:
        """The key itself, for its place; KeyError when it is not written."""
        return self.entries[key][0]

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries.values())


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> Any:
    """The tree as ``str``, ``list`` and ``dict``, for readers that need no places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def read_yaml(path: Path, name: str = "", error: type[ClaimcheckError] = ClaimcheckError) -> Node:
    """Read and parse a file; ``name`` is the path that people see. Raises ``error``."""
    name = name or path.as_posix()
    return parse_yaml(read_bytes(path, name, error), name, error)


def read_bytes(path: Path, name: str, error: type[ClaimcheckError] = ClaimcheckError) -> bytes:
    """The bytes of a file of at most ``MAX_BYTES``, never more of it. Raises ``error``."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or problem
        raise error(f"This file cannot be read: {reason}.", SourceLocation(name)) from None
    if len(data) > MAX_BYTES:
        raise _too_large(name, error)
    return data


def parse_yaml(source: str | bytes, file: str, error: type[ClaimcheckError] = ClaimcheckError) -> Node:
    """Parse one YAML document into nodes. ``file`` is the name in places; raises ``error`` only."""
    text = _decode(source, file, error)
    builder = _Builder(file, error)
    try:
        builder.build(text)
    except yaml.MarkedYAMLError as problem:
        raise _explained(problem, text, file, error) from None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise error(f"This is not YAML: {_one_line(problem)}.", SourceLocation(file)) from None
    if builder.root is None:
        raise error("The file says nothing; expected keys and values.", SourceLocation(file, 1, 1))
    return builder.root


def _decode(source: str | bytes, file: str, error: type[ClaimcheckError]) -> str:
    if len(source) > MAX_BYTES:
        raise _too_large(file, error)
    text = source if isinstance(source, str) else _utf8(source, file, error)
    bad = _UNREADABLE.search(text)
    if bad:
        raise error(
            f"A control character (U+{ord(bad[0]):04X}) stands here; expected text.",
            _place(text, bad.start(), file),
        )
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text


def _too_large(file: str, error: type[ClaimcheckError]) -> ClaimcheckError:
    return error(
        f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.", SourceLocation(file), "Split it."
    )


def _utf8(data: bytes, file: str, error: type[ClaimcheckError]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8-sig", "replace")
        raise error(
            "The file is not UTF-8 from here on.", _place(before, len(before), file), "Save it as UTF-8."
        ) from None


def _place(text: str, offset: int, file: str) -> SourceLocation:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return SourceLocation(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _explained(
    problem: yaml.MarkedYAMLError, text: str, file: str, error: type[ClaimcheckError]
) -> ClaimcheckError:
    """A parser's complaint in words for people."""
    mark = problem.problem_mark or problem.context_mark
    where = SourceLocation(file, mark.line + 1, mark.column + 1) if mark else SourceLocation(file)
    said = problem.problem or problem.context or "it cannot be parsed"
    if mark and text.splitlines()[mark.line : mark.line + 1] and _tab_at(text, mark.line, mark.column):
        return error("A tab stands where blanks should indent.", where, "Replace it by blanks.")
    if "could not find expected ':'" in said or "did not find expected key" in said:
        return error(
            "Expected `key: value` here.", where, "Is a colon, a closing quote or bracket missing above?"
        )
    if "mapping values are not allowed" in said:
        return error("A second colon stands in this value.", where, "Put the value in quotes.")
    if "undefined alias" in said:
        return error("This alias (*) has no anchor (&) before it.", where)
    return error(f"This is not YAML: {_one_line(said)}.", where)


def _tab_at(text: str, line: int, column: int) -> bool:
    lines = re.split("\r\n|\r|\n", text)
    return line < len(lines) and "\t" in lines[line][max(0, column - 1) : column + 1]


def _one_line(problem: object) -> str:
    return " ".join(str(problem).split()).rstrip(".")


@dataclass(slots=True)
class _Level:
    """A sequence or mapping whose end has not come yet. Of ``items`` and ``entries`` one is in use."""

    line: int
    column: int
    anchor: str | None = None
    size_before: int = 0
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] | None = None
    key: Scalar | None = None


class _Builder:
    """Turns events into nodes with a stack of its own, so that depth costs no recursion."""

    def __init__(self, file: str, error: type[ClaimcheckError]) -> None:
        self.file = file
        self.error = error
        self.size = 0
        self.documents = 0
        self.level = _Level(1, 1)  # the document: its only item is the root
        self.stack: list[_Level] = []
        self.anchors: dict[str, tuple[Node, int]] = {}

    @property
    def root(self) -> Node | None:
        return self.level.items[0] if self.level.items else None

    def build(self, text: str) -> None:
        """Take event after event. Scalars, by far the most, are made here and not in a call."""
        next_event = _LOADER(text).get_event
        take = {
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        new, scalar, end, file = tuple.__new__, yaml.ScalarEvent, yaml.StreamEndEvent, self.file
        level, limit = self.level, MAX_NODES
        while (kind := type(event := next_event())) is not end:
            if kind is not scalar:
                if kind in take:
                    take[kind](event)
                    level = self.level
                continue
            mark = event.start_mark
            node = new(Scalar, (event.value, file, mark.line + 1, mark.column + 1, not event.style))
            if event.tag is not None or event.anchor is not None:
                self._marked(node, event)
            self.size = size = self.size + 1
            if size > limit:
                self._bounded(event)
            entries, key = level.entries, level.key
            if entries is None:
                level.items.append(node)
            elif key is not None:
                entries[key[0]] = (key, node)
                level.key = None
            else:
                level.key = self._new_key(entries, node)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._wrong("A second document starts here; expected one a file.", event)

    def _marked(self, node: Scalar, event: Any) -> None:
        if event.tag is not None:
            raise self._tagged(event)
        self.anchors[event.anchor] = (node, 1)

    def _bounded(self, event: Any) -> None:
        if self.size > MAX_NODES:
            raise self._wrong(f"The file has more than {MAX_NODES:,} values, aliases counted as used.", event)

    def _open(self, event: Any) -> None:
        if event.tag is not None:
            raise self._tagged(event)
        if len(self.stack) >= MAX_DEPTH:
            raise self._wrong(f"This is nested more than {MAX_DEPTH} levels deep.", event)
        if self.level.entries is not None and self.level.key is None:
            raise self._wrong("A key must be a word; a list or a block stands here.", event)
        self.anchors.pop(event.anchor, None)
        self.stack.append(self.level)
        mark = event.start_mark
        entries: dict[str, tuple[Scalar, Node]] | None = {} if type(event) is yaml.MappingStartEvent else None
        self.level = _Level(mark.line + 1, mark.column + 1, event.anchor, self.size, [], entries)

    def _close(self, event: Any) -> None:
        done, self.level = self.level, self.stack.pop()
        node: Node
        if done.entries is not None:
            node = Mapping(done.entries, self.file, done.line, done.column)
        else:
            node = Sequence(tuple(done.items), self.file, done.line, done.column)
        if done.anchor is not None:
            self.anchors[done.anchor] = (node, self.size - done.size_before + 1)
        self._place(node, 1, event)

    def _alias(self, event: Any) -> None:
        if any(level.anchor == event.anchor for level in (*self.stack, self.level)):
            raise self._wrong(f"The alias *{event.anchor} stands inside its own anchor.", event)
        node, size = self.anchors.get(event.anchor, (None, 0))
        if node is None:
            raise self._wrong(f"The alias *{event.anchor} has no anchor (&) before it.", event)
        self._place(node, size, event)

    def _place(self, node: Node, size: int, event: Any) -> None:
        """Hand a finished node to whatever is open around it."""
        self.size += size
        self._bounded(event)
        level = self.level
        if level.entries is None:
            level.items.append(node)
        elif level.key is None:
            level.key = self._new_key(level.entries, node)
        else:
            level.entries[level.key.text] = (level.key, node)
            level.key = None

    def _new_key(self, entries: dict[str, tuple[Scalar, Node]], node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise self.error("A key must be a word; a list or a block stands here.", node.where)
        if node.text in entries:
            first = entries[node.text][0]
            raise self.error(
                f'"{node.text}" stands twice in one block; first on line {first.line}.', node.where
            )
        if len(node.text) > MAX_KEY:
            raise self.error(f"This key is longer than {MAX_KEY} characters.", node.where)
        if node.text == "<<" and node.bare:
            raise self.error("Merge keys (<<) are not read; write the values out.", node.where)
        return node

    def _tagged(self, event: Any) -> ClaimcheckError:
        return self._wrong(f"Tags ({_one_line(event.tag)[:60]}) are not read; values are plain text.", event)

    def _wrong(self, message: str, event: Any) -> ClaimcheckError:
        mark = event.start_mark
        return self.error(message, SourceLocation(self.file, mark.line + 1, mark.column + 1))
