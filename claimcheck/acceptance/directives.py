"""``claimcheck-disable-next-line IN001 -- reason, approved-by=NAME, until=YYYY-MM-DD`` and its kin.

``disable-next-line`` covers the next line that holds copy, ``disable-line`` the comment's own line,
``disable`` everything up to ``enable`` or the end of the file. Blocks nest; an ``enable`` closes the
latest block of its rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from claimcheck.acceptance.comments import WORD, Comment, comments
from claimcheck.acceptance.terms import NO_TERMS, Terms, problems_of, rule_problem
from claimcheck.errors import nearest
from claimcheck.model import Document, Finding
from claimcheck.rulebook.checks import Rule

__all__ = ["Directive", "directives"]

NEXT_LINE, LINE, BLOCK, END = ("disable-next-line", "disable-line", "disable", "enable")
ACTIONS = (NEXT_LINE, LINE, BLOCK, END)
KEYS = ("approved-by", "until")
MOST = 1000  # directives read of one file
_HEAD = re.compile(rf"{WORD}(?P<action>[\w-]*)(?P<codes>[^—–]*?)(?: (?:--|—|–)(?: (?P<terms>.*)|$))?")
_CODE = re.compile(r"[A-Za-z]{2}\d{3}", re.ASCII)
_KEY = re.compile(
    r"(?:^|,) ?(?P<key>[a-z]+[-_ ]?[a-z]*) ?= ?(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,]*))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment: what it silences, on which terms, and the range of the document that it covers.

    ``problems`` are half sentences; a directive that has any silences nothing. ``whole``: it holds to the
    end of the file, and so for findings on the file as a whole.
    """

    path: str
    comment: Comment
    action: str
    codes: tuple[str, ...] = ()
    terms: Terms = NO_TERMS
    problems: tuple[str, ...] = ()
    covers: tuple[int, int] = (0, 0)
    whole: bool = False
    idle: bool = False  # an ``enable`` with nothing to end

    def holds(self, finding: Finding) -> bool:
        """Whether the finding stands in the range: a part of its words, or the same words again."""
        if finding.code not in self.codes or self.problems:
            return False
        start, end = finding.start.offset, finding.end.offset
        if start == end == 0 and not finding.text:
            return self.whole or self._reaches(0, 0)
        return self._reaches(start, end) or any(self._reaches(p.offset, p.offset) for p in finding.also_at)

    def _reaches(self, start: int, end: int) -> bool:
        first, last = self.covers
        return first <= start < last or (start < last and end > first)


def directives(document: Document, rules: Mapping[str, Rule]) -> tuple[Directive, ...]:
    """Every directive of a document, in order of place, each with the range that it covers."""
    found = [_read(document.path, comment, rules) for comment in islice(comments(document), MOST + 1)]
    if not found:
        return ()
    if len(found) > MOST:
        found[MOST] = replace(found[MOST], problems=(f"this file has more than {MOST:,} of them",))
    return tuple(_placed(found, _Lines(document)))


# ---------------------------------------------------------------- what one says


def _read(path: str, comment: Comment, rules: Mapping[str, Rule]) -> Directive:
    said = _HEAD.fullmatch(comment.text)
    action = said["action"].lower() if said else ""
    if said is None or action not in ACTIONS:
        hint = nearest(action, ACTIONS) or f"Expected {', '.join(ACTIONS)}."
        unknown = f"“{WORD}{action}” is no word of claimcheck. {hint}"
        return Directive(path, comment, action, problems=(unknown,))
    words = tuple(said["codes"].replace(",", " ").split())
    by_name = {rule.name: code for code, rule in rules.items()}
    codes = tuple(dict.fromkeys(by_name.get(word.lower(), _as_code(word)) for word in words))
    wrong = tuple(filter(None, (rule_problem(code, rules) for code in codes)))
    if not comment.closed:
        wrong = (*wrong, "its comment is never closed")
    if action == END:
        return Directive(path, comment, action, codes, problems=wrong)
    terms, odd = _terms(said["terms"] or "")
    no_codes = () if codes else ("it names no rule",)
    return Directive(path, comment, action, codes, terms, (*no_codes, *odd, *problems_of(terms), *wrong))


def _as_code(word: str) -> str:
    return word.upper() if _CODE.fullmatch(word) else word


def _terms(text: str) -> tuple[Terms, tuple[str, ...]]:
    """Reason first, then ``key=value`` after commas; other words with ``=`` belong to the reason."""
    values: dict[str, str] = {}
    odd: list[str] = []
    reason_ends = len(text)
    for found in _KEY.finditer(text):
        key = "-".join(re.split("[-_ ]", found["key"].lower()))
        if key in KEYS:
            values[key] = (found["quoted"] if found["quoted"] is not None else found["bare"]).strip()
            reason_ends = min(reason_ends, found.start())
        elif hint := nearest(key, KEYS):
            odd.append(f"“{found['key']}” is no key here. {hint}")
            reason_ends = min(reason_ends, found.start())
    terms = Terms(text[:reason_ends].strip(" ,"), values.get("approved-by", ""), values.get("until", ""))
    return terms, tuple(odd)


# ---------------------------------------------------------------- what one covers


@dataclass(slots=True)
class _Lines:
    """Where the lines of a document begin and end, and on which copy stands."""

    document: Document
    folded: bool = field(init=False)  # lines may end softly, as in quoted-printable mail
    starts: list[int] = field(init=False)
    reach: list[int] = field(init=False)  # how far the copy reaches that begins at or before each start

    def __post_init__(self) -> None:
        document = self.document
        self.folded = document.format == "mail" and "quoted-printable" in document.text.casefold()
        blocks = [(segment.start, segment.end) for segment in self.document.segments]
        spans = sorted((*blocks, *((item.start, item.end) for item in self.document.structured)))
        self.starts = [start for start, _ in spans]
        self.reach = list(accumulate((end for _, end in spans), max))

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The whole lines that a range touches."""
        starts = self.document.line_starts
        first = self._begin(start)
        after = bisect_right(starts, end)
        while after < len(starts) and self._soft(starts[after] - 1):
            after += 1
        return first, starts[after] if after < len(starts) else len(self.document.text) + 1

    def next(self, end: int) -> tuple[int, int]:
        """The next line after ``end`` that holds copy; an empty range where none follows."""
        text = self.document.text
        _, after = self.of(end, end)
        index = bisect_left(self.starts, after)
        inside = index > 0 and self.reach[index - 1] > after
        following = (*self.starts[index : index + 1], len(text))[0]
        word = _WORD.search(text, after if inside or not self.starts else following)
        return self.of(word.start(), word.start()) if word else (len(text), len(text))

    def _begin(self, offset: int) -> int:
        starts = self.document.line_starts
        index = bisect_right(starts, offset) - 1
        while index > 0 and self._soft(starts[index] - 1):
            index -= 1
        return starts[max(0, index)]

    def _soft(self, at: int) -> bool:
        """Whether the line that ends here goes on."""
        return self.folded and self.document.text[max(0, at - 2) : at].rstrip("\r\n").endswith("=")


_WORD = re.compile(r"\S")


def _placed(found: Iterable[Directive], lines: _Lines) -> Iterator[Directive]:
    """Each directive with its range; blocks are closed by the ``enable`` that belongs to them."""
    placed: list[Directive] = []
    for directive in found:
        if directive.action == END and not directive.problems:
            placed.append(replace(directive, idle=not _close(placed, directive)))
        else:
            placed.append(
                replace(directive, covers=_range(directive, lines), whole=directive.action == BLOCK)
            )
    return iter(placed)


def _range(directive: Directive, lines: _Lines) -> tuple[int, int]:
    start, end = directive.comment.start, directive.comment.end
    if directive.action == LINE:
        return lines.of(start, end - 1)
    if directive.action == NEXT_LINE:
        return lines.next(end - 1)
    return (end, len(lines.document.text) + 1) if directive.action == BLOCK else (0, 0)


def _close(placed: list[Directive], ending: Directive) -> bool:
    """End the latest open block of each rule, or every open one; whether there was any.

    A block of several rules of which one ends goes on for the others, as a directive of its own.
    """
    ended = False
    for code in ending.codes or tuple(dict.fromkeys(c for d in placed for c in d.codes)):
        for index in reversed(range(len(placed))):
            block = placed[index]
            if block.action == BLOCK and block.whole and (code in block.codes or not block.codes):
                covers = (block.covers[0], ending.comment.start)
                closed = replace(block, codes=(code,), covers=covers, whole=False)
                others = tuple(c for c in block.codes if c != code)
                placed[index : index + 1] = [closed, *([replace(block, codes=others)] if others else [])]
                ended = True
                if ending.codes:
                    break
    return ended
