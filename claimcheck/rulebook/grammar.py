"""The pattern language of ``rules/claims``: one line of words becomes a small tree.

The language is described for its authors in ``docs/patterns.md``. Nothing here knows how a pattern is
matched; ``claimcheck.extraction`` compiles the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.rulebook.words import pieces

__all__ = [
    "SLOTS", "AnyWord", "Choice", "Compound", "Context", "Edge", "Gap", "Item", "ListRef", "Mark", "Options",
    "Pattern", "SlotRef", "Word", "parse_pattern", "walk",
]

#: Slots whose presence alone is rare enough to start a search.
FIGURE_SLOTS = frozenset({"duration", "date", "time", "count", "percent", "multiplier", "money", "measure",
                          "rating", "quantity", "number", "rate", "event"})
NAME_SLOTS = frozenset({"product", "variant", "metric", "feature", "place"})
SLOTS = FIGURE_SLOTS | NAME_SLOTS | {"thing"}
MAX_GAP = 12
#: The forms that a list of verbs may be asked for in: cut, cuts, cutting, cut.
VERB_FORMS = ("base", "s", "ing", "ed")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection; ``exact`` for this form only."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Compound:
    """``same-day``: the words side by side, hyphenated or run together."""

    parts: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A punctuation mark; a comma inside a pattern may be missing in the copy."""

    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """``..``: up to ``size`` words, never over a stop."""

    size: int


@dataclass(frozen=True, slots=True)
class AnyWord:
    """``*``: any one word."""


@dataclass(frozen=True, slots=True)
class SlotRef:
    """``{duration}``, ``{place:market}``; ``only`` narrows a figure: ``{measure/light|sound}``."""

    kind: str
    name: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRef:
    """``<carrier>``; ``exact`` (``=<carrier>``) for its words in no other form, ``form`` (``<cut:ing>``) for
    their first words in this form only."""

    name: str
    exact: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """``^`` or ``$``."""

    end: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """``(a|b c)`` or, optional, ``[a|b c]``."""

    options: Options
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """``/than/``: must stand there, is no part of the claim."""

    options: Options


Item: TypeAlias = "Word | Compound | Mark | Gap | AnyWord | SlotRef | ListRef | Edge | Choice | Context"
Options: TypeAlias = tuple[tuple[Item, ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern: alternatives, each a sequence of items; ``text`` is what was written."""

    text: str
    options: Options
    where: SourceLocation


def walk(options: Options) -> Iterator[Item]:
    """Every item of a tree, outer before inner."""
    for option in options:
        for item in option:
            yield item
            if isinstance(item, Choice | Context):
                yield from walk(item.options)


_LEXEME = re.compile(r"""
    (?P<blank>\s+)
  | (?P<word>=?[a-z]+(?=[\s|)\]]|\Z))
  | (?P<gap>\.\.(?P<size>\d*))
  | \{(?P<slot>[^{}]*)\}
  | (?P<exactly>=?)<(?P<list>[^<>]*)>
  | (?P<mark>[()\[\]|^$*])
  | (?P<chunk>[^\s()\[\]|^$*{}<>]+?(?=\.\.|[\s()\[\]|^$*{}<>]|\Z))
  | (?P<stray>.)
""", re.VERBOSE)
_CLOSING = {"(": ")", "[": "]", "/": "/"}


@dataclass(slots=True)
class _Open:
    """A group whose closing bracket has not come yet."""

    bracket: str
    options: list[tuple[Item, ...]]
    items: list[Item]

    def close(self) -> Options:
        return (*self.options, tuple(self.items))


def parse_pattern(text: str, where: SourceLocation) -> Pattern:
    """Parse one pattern. Raises RuleError naming ``where`` and the part that cannot be read."""
    return Pattern(text, _Parser(text, where).parse(), where)


class _Parser:
    """Reads lexemes left to right with a stack of open groups."""

    def __init__(self, text: str, where: SourceLocation) -> None:
        self.text = text
        self.where = where
        self.stack = [_Open("", [], [])]

    def parse(self) -> Options:
        for match in _LEXEME.finditer(self.text):
            kind = match.lastgroup or ""
            if kind == "word":
                word = match[0]
                self.stack[-1].items.append(_known(word[1:], True) if word[0] == "=" else _known(word, False))
            elif kind != "blank":
                self._take(kind, match)
        if len(self.stack) > 1:
            raise self._wrong(f'"{self.stack[-1].bracket}" is never closed')
        options = self.stack[0].close()
        if not all(options):
            raise self._wrong("an alternative is empty")
        return tuple(_trimmed(option) for option in options)

    def _take(self, kind: str, match: re.Match[str]) -> None:
        if kind in {"gap", "size"}:
            size = int(match["size"] or 3)
            if not 1 <= size <= MAX_GAP:
                raise self._wrong(f'"{match[0]}" asks for a gap of {size} words; expected 1 to {MAX_GAP}')
            self._add(Gap(size))
        elif kind == "slot":
            self._add(self._slot(match["slot"]))
        elif kind == "list":
            self._add(self._list(match["list"], exact=bool(match["exactly"])))
        elif kind == "mark":
            self._mark(match[0])
        elif kind == "chunk":
            self._chunk(match["chunk"])
        elif kind == "stray":
            raise self._wrong(f'"{match[0]}" has no partner')

    def _add(self, item: Item) -> None:
        self.stack[-1].items.append(item)

    def _slot(self, written: str) -> SlotRef:
        what, _, name = written.strip().partition(":")
        kind, _, only = what.partition("/")
        if kind not in SLOTS:
            raise self._wrong(f'there is no slot "{{{kind}}}"', nearest(kind, SLOTS))
        if only and kind not in FIGURE_SLOTS:
            raise self._wrong(f'only a figure can be narrowed by its dimension, not "{{{kind}}}"')
        return SlotRef(kind, name or kind, tuple(only.split("|")) if only else ())

    def _list(self, written: str, *, exact: bool) -> ListRef:
        name, colon, form = written.strip().partition(":")
        if colon and form not in VERB_FORMS:
            raise self._wrong(f'a list has no form "{form}"; expected {", ".join(VERB_FORMS)}',
                              nearest(form, VERB_FORMS))
        return ListRef(name, exact, form)

    def _mark(self, mark: str) -> None:
        if mark in "([":
            self.stack.append(_Open(mark, [], []))
        elif mark in ")]":
            self._close(mark)
        elif mark == "|":
            self.stack[-1].options.append(tuple(self.stack[-1].items))
            self.stack[-1].items = []
        elif mark == "*":
            self._add(AnyWord())
        else:
            self._add(Edge(end=mark == "$"))

    def _close(self, mark: str) -> None:
        group = self.stack.pop()
        if not self.stack or _CLOSING.get(group.bracket) != mark:
            raise self._wrong(f'"{mark}" closes nothing')
        options = group.close()
        if not all(options):
            raise self._wrong("an alternative is empty", "For something that may be missing, write [ ].")
        self._add(Context(options) if mark == "/" else Choice(options, optional=mark == "]"))

    def _chunk(self, chunk: str) -> None:
        if chunk.startswith("/"):
            chunk = chunk[1:]
            if self.stack[-1].bracket == "/":
                self._close("/")
            else:
                self.stack.append(_Open("/", [], []))
        closes = chunk.endswith("/")
        self._words(chunk[:-1] if closes else chunk)
        if closes and self.stack[-1].bracket == "/":
            self._close("/")
        elif closes:
            self.stack.append(_Open("/", [], []))

    def _words(self, chunk: str) -> None:
        """Words and marks written without a blank between them; hyphens make a compound."""
        exact = chunk.startswith("=") and len(chunk) > 1
        body = chunk[1:] if exact else chunk
        if len(body) > 1:
            body = body.strip("-\u2010\u2011")
        found = pieces(body)
        run: list[str] = []
        last = 0
        for piece in found:
            joined = bool(run) and body[last : piece.start] in {"-", "\u2010", "\u2011", "\u2013"}
            if run and not (joined and piece.is_word):
                self._word(run, exact)
                run = []
            if piece.is_word:
                run.append(piece.form)
            else:
                self._add(Mark(piece.form))
            last = piece.end
        if run:
            self._word(run, exact)

    def _word(self, run: list[str], exact: bool) -> None:
        self._add(Word(run[0], exact) if len(run) == 1 else Compound(tuple(run), exact))

    def _wrong(self, said: str, hint: str = "") -> RuleError:
        return RuleError(f'In the pattern "{self.text}" {said}.', self.where, hint)


@lru_cache(maxsize=65_536)
def _known(text: str, exact: bool) -> Word:
    """A word; most stand in many patterns."""
    return Word(text, exact)


def _trimmed(option: tuple[Item, ...]) -> tuple[Item, ...]:
    """Commas between other items become optional."""
    if Mark(",") not in option:
        return option
    last = len(option) - 1
    return tuple(Mark(",", optional=True) if item == Mark(",") and 0 < place < last else item
                 for place, item in enumerate(option))
