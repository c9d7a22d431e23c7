"""Load ``rules/claims/*.yaml`` strictly: what cannot be understood is an error at its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.collection import no_collection
from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.model import SENSES, ClaimType, CueKind, Family, Surface
from claimcheck.rulebook.entries import CueRule, Direction, Entry, Example, PatternBook
from claimcheck.rulebook.folder import rules_folder
from claimcheck.rulebook.grammar import Pattern, parse_pattern
from claimcheck.rulebook.validate import validate_cue, validate_entry, validate_list
from claimcheck.yamlsource import Mapping, Node, Scalar, Sequence, read_yaml

__all__ = ["PatternBook", "RuleErrors", "load_patterns"]

_ENTRY_KEYS = ("id", "type", "sense", "patterns", "exceptions", "surfaces", "not_surfaces", "header", "with",
               "keep", "negated", "polarity", "modality", "attribution", "match", "no_match", "note")
_CUE_KEYS = ("id", "kind", "direction", "scope", "words", "exceptions", "terminators", "unless",
             "families", "match", "no_match", "note")
_EXPECTED = ("modality", "polarity", "attribution", "value", "sense", "surface", "subject", "header",
             "section", "type")
_FIXED = {"polarity": ("affirmed", "negated"),
          "modality": ("plain", "hedged", "aim", "conditional", "question"),
          "attribution": ("advertiser", "testimonial", "competitor", "third-party")}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class RuleErrors(RuleError):  # noqa: N818 - the errors of one load, as FactsErrors
    """Several errors of one load; ``errors`` holds each with its place."""

    def __init__(self, errors: Many[RuleError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


def load_patterns(folder: Path | None = None, *, left_out: list[RuleError] | None = None) -> PatternBook:
    """Read every YAML file of ``folder`` (default: the installed ``rules/claims``), by file name.

    The installed ones are read once a run. Raises RuleErrors with file, line and column of everything
    that is not in the language. With ``left_out``, for those at work on the files: what is wrong is left
    out of the book and told there.
    """
    if folder is None and left_out is None:
        return _installed()
    return _load(folder or rules_folder() / "claims", left_out)


@cache
def _installed() -> PatternBook:
    return _load(rules_folder() / "claims", None)


def _load(root: Path, left_out: list[RuleError] | None) -> PatternBook:
    files = sorted(root.rglob("*.yaml"))
    if not files:
        raise RuleError("No rule file (*.yaml) is in this folder.", SourceLocation(root.as_posix()))
    loading = _Loading()
    with no_collection():
        for path in files:
            name = path.relative_to(root).as_posix()
            loading.digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
            loading.attempt(loading.read, path, f"{root.name}/{name}")
        book = loading.book()
    if loading.problems and left_out is None:
        raise RuleErrors(loading.problems)
    if left_out is not None:
        left_out += loading.problems
    return book


@dataclass(slots=True)
class _Loading:
    """A load in progress: what was understood, and what was not."""

    entries: list[Entry] = field(default_factory=list)
    cues: list[CueRule] = field(default_factory=list)
    lists: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    problems: list[RuleError] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def attempt(self, step: Callable[..., None], *arguments: object) -> bool:
        """Do one step; a RuleError is noted and the load goes on, so that all errors are told at once."""
        try:
            step(*arguments)
        except RuleError as problem:
            self.problems.append(problem)
            return False
        return True

    def read(self, path: Path, name: str) -> None:
        top = _mapping(read_yaml(path, name, RuleError), ("lists", "entries", "cues"))
        _add_lists(top, self.lists)
        for node in _items(top, "entries"):
            self.attempt(self._add_entry, node)
        for node in _items(top, "cues"):
            self.attempt(self._add_cue, node)

    def _add_entry(self, node: Node) -> None:
        self.entries.append(_entry(node, len(self.entries)))

    def _add_cue(self, node: Node) -> None:
        self.cues.append(_cue(node))

    def book(self) -> PatternBook:
        """The book of everything that holds up."""
        seen: dict[str, SourceLocation] = {}
        for name, patterns in tuple(self.lists.items()):
            if not self.attempt(validate_list, name, patterns, self.lists):
                del self.lists[name]
        entries = tuple(e for e in self.entries if self.attempt(validate_entry, e, self.lists, seen))
        cues = tuple(c for c in self.cues if self.attempt(validate_cue, c, self.lists, seen))
        return PatternBook(entries, cues, self.lists, self.digest.hexdigest())


def _add_lists(top: Mapping, lists: dict[str, tuple[Pattern, ...]]) -> None:
    node = top.get("lists")
    if node is None:
        return
    if not isinstance(node, Mapping):
        raise RuleError("Expected named lists of words here.", node.where)
    for key, value in node.items():
        if key.text in lists:
            raise RuleError(f'The list "{key.text}" is defined twice.', key.where)
        lists[key.text] = tuple(_pattern(item) for item in _scalars(value))


def _entry(node: Node, order: int) -> Entry:
    entry = _mapping(node, _ENTRY_KEYS)
    kind = ClaimType(_word(entry, "type", [t.value for t in ClaimType]))
    senses = SENSES[kind]
    header = entry.get("header")
    return Entry(
        id=_id(entry), type=kind, sense=_word(entry, "sense", senses),
        patterns=_patterns(entry, "patterns", required=True), exceptions=_patterns(entry, "exceptions"),
        surfaces=frozenset(map(Surface, _words(entry, "surfaces", [s.value for s in Surface]))),
        not_surfaces=frozenset(map(Surface, _words(entry, "not_surfaces", [s.value for s in Surface]))),
        header=_pattern(_scalar(header)) if header is not None else None,
        beside=frozenset(map(Family, _words(entry, "with", [f.value for f in Family]))),
        keep=frozenset(_words(entry, "keep", ("conditional",))),
        negated=_word(entry, "negated", senses) if "negated" in entry else "",
        fixed=tuple((key, _word(entry, key, known)) for key, known in _FIXED.items() if key in entry),
        match=_examples(entry, "match"), no_match=_examples(entry, "no_match"),
        where=entry.where, order=order)


def _cue(node: Node) -> CueRule:
    cue = _mapping(node, _CUE_KEYS)
    known = [f.value for f in Family] + [t.value for t in ClaimType]
    return CueRule(
        id=_id(cue), kind=CueKind(_word(cue, "kind", [k.value for k in CueKind])),
        direction=Direction(_word(cue, "direction", [d.value for d in Direction])),
        scope=_count(cue, "scope"), words=_patterns(cue, "words", required=True),
        exceptions=_patterns(cue, "exceptions"), terminators=_patterns(cue, "terminators"),
        unless=_patterns(cue, "unless"),
        families=frozenset(_words(cue, "families", known)),
        match=_examples(cue, "match"), no_match=_examples(cue, "no_match"), where=cue.where)


# ---------------------------------------------------------------- examples


def _examples(mapping: Mapping, key: str) -> tuple[Example, ...]:
    node = mapping.get(key)
    return tuple(_example(item) for item in node) if isinstance(node, Sequence) else _no_list(node)


def _no_list(node: Node | None) -> tuple[Example, ...]:
    if node is None:
        return ()
    raise RuleError("Expected a list here.", node.where)


def _example(node: Node) -> Example:
    if isinstance(node, Scalar):
        return _marked(node, ())
    mapping = _mapping(node, ("text", *_EXPECTED))
    text = mapping.get("text")
    if text is None:
        raise RuleError("The example has no text.", mapping.where)
    expected = tuple((key, _scalar(mapping.get(key)).text) for key in _EXPECTED if key in mapping)
    return _marked(_scalar(text), expected)


def _marked(node: Scalar, expected: tuple[tuple[str, str], ...]) -> Example:
    """Take ``[[ ]]`` out of an example and keep their places."""
    spans: list[tuple[int, int]] = []
    text = ""
    last = 0
    for match in _MARKED.finditer(node.text):
        text += node.text[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return Example(text + node.text[last:], tuple(spans), expected, node.where)


# ---------------------------------------------------------------- fields


def _mapping(node: Node, keys: Many[str]) -> Mapping:
    if not isinstance(node, Mapping):
        raise RuleError(f"Expected a block with {', '.join(keys[:4])} ... here.", node.where)
    for key, _ in node.items():  # noqa: PERF102 - entries with their places, not a dict
        if key.text not in keys:
            raise RuleError(f'There is no key "{key.text}" here.', key.where,
                            nearest(key.text, keys) or f"Known keys: {', '.join(keys)}.")
    return node


def _items(mapping: Mapping, key: str) -> Iterator[Node]:
    node = mapping.get(key)
    if node is None:
        return
    if not isinstance(node, Sequence):
        raise RuleError(f'Expected a list under "{key}".', node.where)
    yield from node


def _scalar(node: Node | None) -> Scalar:
    if not isinstance(node, Scalar):
        raise RuleError("Expected words here.", node.where if node else None)
    return node


def _scalars(node: Node) -> list[Scalar]:
    """A list of words, or one word for a list of one."""
    return [_scalar(item) for item in node] if isinstance(node, Sequence) else [_scalar(node)]


def _pattern(node: Scalar) -> Pattern:
    return parse_pattern(node.text, node.where)


def _patterns(mapping: Mapping, key: str, *, required: bool = False) -> tuple[Pattern, ...]:
    node = mapping.get(key)
    if node is None:
        if required:
            raise RuleError(f'The block has no "{key}".', mapping.where)
        return ()
    return tuple(_pattern(item) for item in _scalars(node))


def _words(mapping: Mapping, key: str, known: Many[str]) -> list[str]:
    node = mapping.get(key)
    return [_known(item, known) for item in _scalars(node)] if node is not None else []


def _word(mapping: Mapping, key: str, known: Many[str]) -> str:
    node = mapping.get(key)
    if node is None:
        raise RuleError(f'The block has no "{key}".', mapping.where)
    return _known(_scalar(node), known)


def _known(node: Scalar, known: Many[str]) -> str:
    if node.text not in known:
        raise RuleError(f'"{node.text}" is not known here.', node.where,
                        nearest(node.text, known) or f"Expected one of: {', '.join(known)}.")
    return node.text


def _id(mapping: Mapping) -> str:
    node = mapping.get("id")
    if not isinstance(node, Scalar) or not _ID.match(node.text):
        raise RuleError('The block needs an "id" of lower-case words joined by hyphens.',
                        node.where if node else mapping.where)
    return node.text


def _count(mapping: Mapping, key: str) -> int:
    node = mapping.get(key)
    if node is None:
        return 0
    text = _scalar(node).text
    if not text.isdecimal() or not 1 <= int(text) <= 99:
        raise RuleError(f'"{key}" must be a number of words from 1 to 99.', node.where)
    return int(text)
