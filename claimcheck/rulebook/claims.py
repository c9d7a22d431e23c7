"""Load ``rules/claims/*.yaml`` strictly: what cannot be understood is an error at its place.

A project may have phrase files of its own. They are in the same language, and may add to what is shipped:

    add:
      lists: {carrier: ["Swift Parcel"]}                 # more words for a list
      exceptions: {in-stock: ["in stock cube"]}          # more look-alikes of an entry
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from collections.abc import Mapping as Named
from collections.abc import Sequence as Many
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.collection import no_collection
from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.model import SENSES, ClaimType, CueKind, Family, Surface
from claimcheck.rulebook.entries import CueRule, Direction, Entry, Example, PatternBook
from claimcheck.rulebook.fields import (
    block_of,
    count_of,
    id_of,
    items_of,
    pattern_of,
    patterns_of,
    scalar_of,
    scalars_of,
    word_of,
    words_of,
)
from claimcheck.rulebook.grammar import Pattern
from claimcheck.rulebook.validate import validate_cue, validate_entry, validate_list
from claimcheck.rulefolder import rules_folder
from claimcheck.yamlsource import Mapping, Node, Scalar, read_yaml

__all__ = ["PatternBook", "RuleErrors", "load_patterns"]

_ENTRY_KEYS = ("id", "type", "sense", "patterns", "exceptions", "surfaces", "not_surfaces", "header", "with",
               "keep", "strength", "negated", "polarity", "modality", "attribution", "match", "no_match",
               "note")
_CUE_KEYS = ("id", "kind", "direction", "scope", "words", "exceptions", "terminators", "unless",
             "families", "match", "no_match", "note")
_EXPECTED = ("modality", "polarity", "attribution", "value", "sense", "surface", "subject", "header",
             "section", "type")
_FIXED = {"polarity": ("affirmed", "negated"),
          "modality": ("plain", "hedged", "aim", "conditional", "question"),
          "attribution": ("advertiser", "testimonial", "competitor", "third-party")}
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class RuleErrors(RuleError):  # noqa: N818 - the errors of one load, as FactsErrors
    """Several errors of one load; ``errors`` holds each with its place."""

    def __init__(self, errors: Many[RuleError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


def load_patterns(
    folder: Path | None = None,
    *,
    own: Named[str, Path] | None = None,
    left_out: list[RuleError] | None = None,
) -> PatternBook:
    """Read every YAML file of ``folder`` (default: the installed ``rules/claims``), by file name.

    ``own`` are a project's phrase files, each by the name that people know it by; they come last. The
    installed files alone are read once a run. Raises RuleErrors with file, line and column of everything
    that is not in the language. With ``left_out``, for those at work on the files: what is wrong is left
    out of the book and told there.
    """
    if folder is None and left_out is None and not own:
        return _installed()
    return _load(folder or rules_folder() / "claims", own or {}, left_out)


@cache
def _installed() -> PatternBook:
    return _load(rules_folder() / "claims", {}, None)


def _load(root: Path, own: Named[str, Path], left_out: list[RuleError] | None) -> PatternBook:
    files = sorted(root.rglob("*.yaml"))
    if not files:
        raise RuleError("No rule file (*.yaml) is in this folder.", SourceLocation(root.as_posix()))
    shipped = {f"{root.name}/{path.relative_to(root).as_posix()}": path for path in files}
    loading = _Loading()
    with no_collection():
        for name, path in shipped.items():
            loading.attempt(loading.read, path, name)
        for name, path in own.items():
            loading.attempt(loading.read_own, path, name)
        loading.attempt(loading.find_tagger, root.parent / "tagger")
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
    look_alikes: list[tuple[Scalar, tuple[Pattern, ...]]] = field(default_factory=list)  # entry, patterns
    problems: list[RuleError] = field(default_factory=list)
    tagger: Path | None = None
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
        self._read(path, name, ("lists", "entries", "cues"))

    def read_own(self, path: Path, name: str) -> None:
        """A project's file: as ours, and it may add to what is there. What its entries find is firm."""
        before = len(self.entries)
        top = self._read(path, name, ("add", "lists", "entries", "cues"))
        self.entries[before:] = (replace(entry, firm=True) for entry in self.entries[before:])
        if (node := top.get("add")) is not None:
            add = block_of(node, ("lists", "exceptions"))
            for key, words in _named(add, "lists"):
                self.attempt(self._add_words, key, words)
            self.look_alikes += ((key, _patterns(node)) for key, node in _named(add, "exceptions"))

    def find_tagger(self, folder: Path) -> None:
        """The tagger that lies beside the rule files; it is part of what the digest stands for."""
        for path in (folder / "words.txt", folder / "network.npz") if folder.is_dir() else ():
            try:
                self.digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            except OSError as error:
                where = SourceLocation(path.as_posix())
                raise RuleError("This file of the tagger cannot be read.", where) from error
            self.tagger = folder

    def _read(self, path: Path, name: str, keys: Many[str]) -> Mapping:
        top = block_of(read_yaml(path, name, RuleError), keys)
        self.digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        for key, words in _named(top, "lists"):
            self.attempt(self._add_list, key, words)
        for node in items_of(top, "entries"):
            self.attempt(self._add_entry, node)
        for node in items_of(top, "cues"):
            self.attempt(self._add_cue, node)
        return top

    def _add_list(self, key: Scalar, words: Node) -> None:
        if key.text in self.lists:
            raise RuleError(f'The list "{key.text}" is defined twice.', key.where)
        self.lists[key.text] = _patterns(words)

    def _add_words(self, key: Scalar, words: Node) -> None:
        if key.text not in self.lists:
            hint = nearest(key.text, self.lists)
            raise RuleError(f'There is no list "{key.text}" to add to.', key.where, hint)
        self.lists[key.text] += _patterns(words)

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
        for key, patterns in self.look_alikes:
            self.attempt(self._add_look_alikes, key, patterns)
        entries = tuple(e for e in self.entries if self.attempt(validate_entry, e, self.lists, seen))
        cues = tuple(c for c in self.cues if self.attempt(validate_cue, c, self.lists, seen))
        return PatternBook(entries, cues, self.lists, self.digest.hexdigest(), self.tagger)

    def _add_look_alikes(self, key: Scalar, patterns: tuple[Pattern, ...]) -> None:
        place = next((n for n, entry in enumerate(self.entries) if entry.id == key.text), None)
        if place is None:
            ids = [entry.id for entry in self.entries]
            raise RuleError(f'There is no entry "{key.text}" to add to.', key.where, nearest(key.text, ids))
        entry = self.entries[place]
        self.entries[place] = replace(entry, exceptions=(*entry.exceptions, *patterns))


def _named(mapping: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    """The names under a key with what each holds; nothing where the key is missing."""
    node = mapping.get(key)
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        raise RuleError("Expected named lists of words here.", node.where)
    return tuple(node.items())


def _patterns(node: Node) -> tuple[Pattern, ...]:
    return tuple(map(pattern_of, scalars_of(node)))


def _entry(node: Node, order: int) -> Entry:
    entry = block_of(node, _ENTRY_KEYS)
    kind = ClaimType(word_of(entry, "type", [t.value for t in ClaimType]))
    senses = SENSES[kind]
    header = entry.get("header")
    strength = word_of(entry, "strength", ("loose", "firm")) if "strength" in entry else ""
    return Entry(
        id=id_of(entry), type=kind, sense=word_of(entry, "sense", senses),
        patterns=patterns_of(entry, "patterns", required=True), exceptions=patterns_of(entry, "exceptions"),
        surfaces=frozenset(map(Surface, words_of(entry, "surfaces", [s.value for s in Surface]))),
        not_surfaces=frozenset(map(Surface, words_of(entry, "not_surfaces", [s.value for s in Surface]))),
        header=pattern_of(scalar_of(header)) if header is not None else None,
        beside=frozenset(map(Family, words_of(entry, "with", [f.value for f in Family]))),
        keep=frozenset(words_of(entry, "keep", ("conditional",))),
        loose=strength == "loose",
        negated=word_of(entry, "negated", senses) if "negated" in entry else "",
        fixed=tuple((key, word_of(entry, key, known)) for key, known in _FIXED.items() if key in entry),
        match=_examples(entry, "match"), no_match=_examples(entry, "no_match"),
        where=entry.where, order=order, firm=strength == "firm" or header is not None)


def _cue(node: Node) -> CueRule:
    cue = block_of(node, _CUE_KEYS)
    known = [f.value for f in Family] + [t.value for t in ClaimType]
    return CueRule(
        id=id_of(cue), kind=CueKind(word_of(cue, "kind", [k.value for k in CueKind])),
        direction=Direction(word_of(cue, "direction", [d.value for d in Direction])),
        scope=count_of(cue, "scope"), words=patterns_of(cue, "words", required=True),
        exceptions=patterns_of(cue, "exceptions"), terminators=patterns_of(cue, "terminators"),
        unless=patterns_of(cue, "unless"),
        families=frozenset(words_of(cue, "families", known)),
        match=_examples(cue, "match"), no_match=_examples(cue, "no_match"), where=cue.where)


# ---------------------------------------------------------------- examples


def _examples(mapping: Mapping, key: str) -> tuple[Example, ...]:
    return tuple(_example(item) for item in items_of(mapping, key))


def _example(node: Node) -> Example:
    if isinstance(node, Scalar):
        return _marked(node, ())
    mapping = block_of(node, ("text", *_EXPECTED))
    text = mapping.get("text")
    if text is None:
        raise RuleError("The example has no text.", mapping.where)
    expected = tuple((key, scalar_of(mapping.get(key)).text) for key in _EXPECTED if key in mapping)
    return _marked(scalar_of(text), expected)


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
