"""Values that machines read: JSON-LD, microdata, RDFa and product meta tags, each with its place."""

from __future__ import annotations

import html as entities
import json
import re
from dataclasses import dataclass, replace

from claimcheck.model import ReadProblem, StructuredItem
from claimcheck.readers import html_names as names
from claimcheck.readers.templates import CONTROL_MASK, OUTPUT_MASK, Masked

_TOKEN = re.compile(
    rf'[\s{CONTROL_MASK}\ue002]+|(?P<string>"(?:[^"\\]|\\.)*")|(?P<punct>[{{}}\[\]:,])'
    rf"|(?P<scalar>[^\s,:{{}}\[\]\"{CONTROL_MASK}]+)",
    re.DOTALL,
)
_META = re.compile(
    r"(?:product|og):(?:price|availability|condition|retailer_item_id|sale_price|shipping_\w+)", re.IGNORECASE
)
_TAGS = re.compile(r"<[^<>]*>")
_ATTRIBUTES = ("content", "datetime", "value", "href", "src")
_DEPTH = 200


@dataclass(slots=True)
class _Scope:
    """An open element with a property or an item."""

    name: str
    path: str  # the path inside it
    item: int
    text_from: int = -1  # where the text of a property begins; -1: not text
    nested: int = 0  # open elements of the same name inside


class Structured:
    """Collects the structured values of one text."""

    def __init__(self, view: Masked) -> None:
        self.view = view
        self.items: list[StructuredItem] = []
        self.problems: list[ReadProblem] = []
        self.scopes: list[_Scope] = []
        self.count = 0
        self.meta = -1  # number of the item that meta tags describe

    def finish(self) -> tuple[list[StructuredItem], list[ReadProblem]]:
        """All values, each with its object's name."""
        called: dict[int, str] = {}
        for item in self.items:
            if item.path == "name":
                called.setdefault(item.item, item.value)
        found = [replace(i, name=called.get(i.item, "")) for i in self.items]
        return sorted(found, key=lambda i: (i.start, i.end)), self.problems

    def next_item(self) -> int:
        self.count += 1
        return self.count - 1

    def add(self, path: str, value: str, start: int, end: int, item: int) -> None:
        """Keep a value, unless a template fills it in."""
        if value and path and OUTPUT_MASK not in self.view.masked[start:end]:
            self.items.append(StructuredItem(path, value, start, end, item))

    # ------------------------------------------------------------ microdata, RDFa, meta

    def start(self, name: str, attrs: dict[str, str | None], source: str, at: int) -> None:
        """An element with attributes opens."""
        if name == "meta" and _META.match(attrs.get("property") or ""):
            self.meta = self.next_item() if self.meta == -1 else self.meta
            self._from_attribute((attrs.get("property") or "").lower(), self.meta, ("content",), source, at)
            return
        scope = "itemscope" in attrs or "typeof" in attrs
        prop = attrs.get("itemprop") or (attrs.get("property") if name != "meta" or self.scopes else None)
        if self.scopes and self.scopes[-1].name == name and name not in names.VOID:
            self.scopes[-1].nested += 1
        if not scope and not (prop and self.scopes):
            return
        above = self.scopes[-1] if self.scopes else None
        words = (prop or "").split()
        path = ".".join(
            [p for p in (above.path if above else "", words[0].split(":")[-1] if words else "") if p]
        )
        if scope:
            item = above.item if above and prop else self.next_item()
            self._push(_Scope(name, path if prop else "", item))
        elif (
            above is not None
            and not self._from_attribute(path, above.item, _ATTRIBUTES, source, at, attrs)
            and name not in names.VOID
        ):
            self._push(_Scope(name, path, above.item, at + len(source)))

    def _push(self, scope: _Scope) -> None:
        if scope.name not in names.VOID and len(self.scopes) < _DEPTH:
            if self.scopes and self.scopes[-1].name == scope.name:
                self.scopes[-1].nested -= 1
            self.scopes.append(scope)

    def _from_attribute(
        self,
        path: str,
        item: int,
        wanted: tuple[str, ...],
        source: str,
        at: int,
        attrs: dict[str, str | None] | None = None,
    ) -> bool:
        if attrs is not None and not any(attrs.get(w) for w in wanted):
            return False
        places = {n: (s, e) for n, s, e in reversed(names.attributes(source, at))}
        for name in wanted:
            if name in places and places[name][0] < places[name][1]:
                start, end = places[name]
                self.add(path, entities.unescape(self.view.text[start:end]).strip(), start, end, item)
                return True
        return False

    def end(self, name: str, at: int) -> None:
        """An element closes."""
        if not self.scopes or self.scopes[-1].name != name:
            return
        scope = self.scopes[-1]
        if scope.nested > 0:
            scope.nested -= 1
            return
        self.scopes.pop()
        if scope.text_from >= 0:
            raw = self.view.text[scope.text_from : at]
            start = scope.text_from + len(raw) - len(raw.lstrip())
            end = start + len(raw.strip())
            value = " ".join(entities.unescape(_TAGS.sub("", raw)).split())
            self.add(scope.path, value, start, end, scope.item)

    # ------------------------------------------------------------ JSON-LD

    def json(self, start: int, end: int) -> None:
        """Read a JSON-LD script; a syntax error is a problem at its place."""
        before = len(self.items)
        failed = _Json(self, start, end).read()
        if failed >= 0 and not self.view.tags_in(start, end):
            del self.items[before:]
            self.problems.append(
                ReadProblem(
                    "this JSON-LD is not valid JSON; its values were not read.", failed, min(failed + 1, end)
                )
            )


class _Json:
    """A JSON reader that keeps places and needs no recursion.

    ``awaits`` is what must come next: a ``value``, a ``key``, a ``colon`` or a ``comma``. Control tags
    of templates are passed over, so commas may be missing or stand too often where they are.
    """

    def __init__(self, out: Structured, start: int, end: int) -> None:
        self.out = out
        self.start, self.end = start, end
        self.stack: list[tuple[str, str, int]] = []  # bracket, path, item
        self.key = ""
        self.awaits = "value"

    def read(self) -> int:
        """Offset of the first error, or -1."""
        at = self.start
        while at < self.end:
            match = _TOKEN.match(self.out.view.masked, at, self.end)
            if match is None or (match.lastgroup and not self.token(match.lastgroup, *match.span())):
                return at
            at = match.end()
        return self.end - 1 if self.stack and self.end > self.start else -1

    def token(self, kind: str, start: int, end: int) -> bool:
        """Take one token; False when it cannot stand here."""
        text = self.out.view.text[start:end]
        if kind == "punct":
            return self.punct(text)
        if self.awaits == "key" and kind == "string":
            self.key = _string(text)
            self.awaits = "colon"
            return True
        if self.awaits != "value":
            return False
        self.awaits = "comma"
        if self.stack:
            quoted = kind == "string"
            value = _string(text) if quoted else text
            self.out.add(self.path(), value, start + quoted, end - quoted, self.stack[-1][2])
        return True

    def path(self) -> str:
        """The property path of the value that comes now."""
        bracket, above, _ = self.stack[-1] if self.stack else ("", "", -1)
        return ".".join([p for p in (above, self.key if bracket == "{" else "") if p])

    def punct(self, sign: str) -> bool:
        if sign in "{[":
            return self.opened(sign)
        if sign in "}]":
            if (
                not self.stack
                or self.awaits == "colon"
                or self.stack.pop()[0] != ("{" if sign == "}" else "[")
            ):
                return False
            self.awaits = "comma"
            return True
        if sign == ":":
            fits = self.awaits == "colon"
            self.awaits = "value"
            return fits
        fits = self.awaits == "comma" and bool(self.stack)
        self.awaits = "key" if self.stack and self.stack[-1][0] == "{" else "value"
        return fits

    def opened(self, sign: str) -> bool:
        if self.awaits != "value" or len(self.stack) >= _DEPTH:
            return False
        path = self.path()
        path = "" if path == "@graph" else path
        item = self.stack[-1][2] if self.stack else -1
        if sign == "{" and not path:
            item = self.out.next_item()
        self.stack.append((sign, path, item))
        self.awaits = "key" if sign == "{" else "value"
        return True


def _string(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal[1:-1]
