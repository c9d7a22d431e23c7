"""YAML as text with places: every scalar is a string, every node knows its line and column.

YAML 1.1 gives words another meaning (``NO`` is false, ``14:00`` is 840, ``4.10`` is 4.1), so no value is
ever resolved or constructed here: the parser's events become a tree of frozen nodes, and the reader of a
field decides what its text means. Everything that could cost time or memory is bounded, and whatever
cannot be read is one error with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
_SCALAR, _MAPPING, _MAPPING_END = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SEQUENCE, _SEQUENCE_END = yaml.SequenceStartEvent, yaml.SequenceEndEvent
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


@dataclass(slots=True)
class Sequence:
    """A list of nodes. Never changed, but not frozen: that would cost a tenth of loading many products."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int

    @property
    def where(self) -> SourceLocation:
        return SourceLocation(self.file, self.line, self.column)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(slots=True)
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
    try:
        root = _Builder(file, error).build(text)
    except yaml.MarkedYAMLError as problem:
        raise _explained(problem, text, file, error) from None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise error(f"This is not YAML: {_one_line(problem)}.", SourceLocation(file)) from None
    if root is None:
        raise error("The file says nothing; expected keys and values.", SourceLocation(file, 1, 1))
    return root


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


class _Builder:
    """Turns events into nodes with a stack of its own, so that depth costs no recursion."""

    def __init__(self, file: str, error: type[ClaimcheckError]) -> None:
        self.file = file
        self.error = error
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.documents = 0

    def build(self, text: str) -> Node | None:  # noqa: C901, PLR0912 - one loop: calls would double the cost
        """The root; None of an empty file.

        One loop over local variables, because a thousand products are three hundred thousand events:
        ``items``, ``entries`` and ``key`` are those of the list or block that is open, and ``stack``
        holds the same of those around it.
        """
        next_event, new, file = _LOADER(text).get_event, tuple.__new__, self.file
        items: list[Node] = []  # the document: its only item is the root
        entries: dict[str, tuple[Scalar, Node]] | None = None
        key: Scalar | None = None
        line = column = size = before = 0
        anchor: str | None = None
        stack: list[tuple[Any, ...]] = []
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            node: Node
            if kind is _SCALAR:
                mark = event.start_mark
                node = new(Scalar, (event.value, file, mark.line + 1, mark.column + 1, not event.style))
                size += 1
                if event.tag is not None or event.anchor is not None:
                    self._marked(node, event)
            elif kind is _MAPPING or kind is _SEQUENCE:
                self._may_open(event, len(stack), entries is not None and key is None)
                stack.append((items, entries, key, line, column, anchor, before))
                items, entries, key = [], {} if kind is _MAPPING else None, None
                mark, anchor, before = event.start_mark, event.anchor, size
                line, column = mark.line + 1, mark.column + 1
                continue
            elif kind is _MAPPING_END or kind is _SEQUENCE_END:
                if entries is None:
                    node = Sequence(tuple(items), file, line, column)
                else:
                    node = Mapping(entries, file, line, column)
                size += 1
                if anchor is not None:
                    self.anchors[anchor] = (node, size - before)
                items, entries, key, line, column, anchor, before = stack.pop()
            elif (named := self._seldom(kind, event, anchor, stack)) is not None:
                node = named[0]
                size += named[1]
            else:
                continue
            if size > MAX_NODES:
                raise self._too_many(event)
            if entries is None:
                items.append(node)
            elif key is not None:
                entries[key[0]] = (key, node)
                key = None
            elif type(node) is not Scalar or node[0] in entries or node[0] == "<<" or len(node[0]) > MAX_KEY:
                key = self._doubtful_key(entries, node)
            else:
                key = node
        return items[0] if items else None

    def _seldom(
        self, kind: type[Any], event: Any, anchor: str | None, stack: list[tuple[Any, ...]]
    ) -> tuple[Node, int] | None:
        """What an alias stands for, and how many nodes that is; None for the begin and end of documents."""
        if kind is yaml.AliasEvent:
            return self._named(event, {anchor, *(level[5] for level in stack)})
        self.documents += kind is yaml.DocumentStartEvent
        if self.documents > 1:
            raise self._wrong("A second document starts here; expected one a file.", event)
        return None

    def _marked(self, node: Scalar, event: Any) -> None:
        if event.tag is not None:
            raise self._tagged(event)
        self.anchors[event.anchor] = (node, 1)

    def _may_open(self, event: Any, depth: int, as_key: bool) -> None:
        if event.tag is not None:
            raise self._tagged(event)
        if depth >= MAX_DEPTH:
            raise self._wrong(f"This is nested more than {MAX_DEPTH} levels deep.", event)
        if as_key:
            raise self._wrong("A key must be a word; a list or a block stands here.", event)
        self.anchors.pop(event.anchor, None)

    def _named(self, event: Any, open_anchors: set[str | None]) -> tuple[Node, int]:
        if event.anchor in open_anchors:
            raise self._wrong(f"The alias *{event.anchor} stands inside its own anchor.", event)
        if event.anchor not in self.anchors:
            raise self._wrong(f"The alias *{event.anchor} has no anchor (&) before it.", event)
        return self.anchors[event.anchor]

    def _doubtful_key(self, entries: dict[str, tuple[Scalar, Node]], node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise self.error("A key must be a word; a list or a block stands here.", node.where)
        if node.text in entries:
            first = entries[node.text][0]
            raise self.error(
                f'"{node.text}" stands twice in one block; first on line {first.line}.', node.where
            )
        if len(node.text) > MAX_KEY:
            raise self.error(f"This key is longer than {MAX_KEY} characters.", node.where)
        if node.bare and node.text == "<<":
            raise self.error("Merge keys (<<) are not read; write the values out.", node.where)
        return node

    def _too_many(self, event: Any) -> ClaimcheckError:
        return self._wrong(f"The file has more than {MAX_NODES:,} values, aliases counted as used.", event)

    def _tagged(self, event: Any) -> ClaimcheckError:
        return self._wrong(f"Tags ({_one_line(event.tag)[:60]}) are not read; values are plain text.", event)

    def _wrong(self, message: str, event: Any) -> ClaimcheckError:
        mark = event.start_mark
        return self.error(message, SourceLocation(self.file, mark.line + 1, mark.column + 1))
