"""Which branch of a template a text stands in, so that alternatives are never read together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from claimcheck.readers.prose import Draft
from claimcheck.readers.tags import TagKind
from claimcheck.readers.templates import Masked

_WORD = re.compile(r"\s*(?P<sign>[#/^}@:]*)\s*(?P<word>[A-Za-z]*)")
_BRANCH = frozenset(str.split("if unless case switch ifequal ifnotequal ifnot interested ifchanged"))
_ELSE = frozenset(str.split("else elseif elsif elif when elsewhen"))
_LOOP = frozenset(
    str.split(
        "for foreach each range with define block while tablerow capture macro call filter form "
        "autoescape spaceless trans blocktrans blocktranslate cache paginate embed apply sandbox"
    )
)


def label(view: Masked, drafts: Sequence[Draft]) -> None:
    """Add ``if2.1`` (second condition of the file, first branch) to the part of what stands in one."""
    starts, labels = _labels(view)
    if not labels:
        return
    for draft in drafts:
        index = bisect_right(starts, draft.start) - 1
        if index >= 0 and labels[index]:
            draft.part = f"{draft.part} {labels[index]}".strip()


def _labels(view: Masked) -> tuple[list[int], list[str]]:
    starts: list[int] = []
    labels: list[str] = []
    stack: list[list[int]] = []  # number and branch of a condition; empty for a loop
    count = 0
    for tag in view.tags:
        if tag.kind is not TagKind.CONTROL:
            continue
        match = _WORD.match(tag.expression)
        sign, word = (match.group("sign"), match.group("word").lower()) if match else ("", "")
        if word in _ELSE or (sign == "^" and not word):
            if stack and stack[-1]:
                stack[-1][1] += 1
        elif "/" in sign or word.startswith("end") or (sign == "}" and not word):
            _closed(stack, word)
        elif word in _BRANCH:
            count += 1
            stack.append([count, 1])
        elif sign or word in _LOOP or tag.expression.rstrip().endswith((" do", "|", "{")):
            stack.append([])
        starts.append(tag.start)
        labels.append("".join(f"if{entry[0]}.{entry[1]}" for entry in stack[-1:] if entry) or _nearest(stack))
    return starts, labels


def _closed(stack: list[list[int]], word: str) -> None:
    """``endif`` closes the nearest condition, a plain ``end`` whatever is open."""
    if word.removeprefix("end") in _BRANCH:
        while stack and not stack[-1]:
            stack.pop()
    if stack:
        stack.pop()


def _nearest(stack: list[list[int]]) -> str:
    for number, branch in (entry for entry in reversed(stack[-50:]) if entry):
        return f"if{number}.{branch}"
    return ""
