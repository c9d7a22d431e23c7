"""The ground under every reader: the setting, the errors found so far, and single values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from claimcheck.errors import FactsError, FactsErrors, SourceLocation
from claimcheck.facts.kind import Kind, Setting, zone
from claimcheck.yamlsource import Mapping, Node, Scalar, Sequence

__all__ = ["Site", "called", "text_of", "value_of"]

MAX_TEXT = 10_000
MAX_ERRORS = 200


@dataclass(frozen=True, slots=True)
class Site:
    """What is the same around a value: the setting, and the errors found so far."""

    setting: Setting
    errors: list[FactsError] = field(default_factory=list)
    scoped: list[SourceLocation] = field(default_factory=list)  # where something is only for some variants

    def wrong(self, message: str, where: SourceLocation, hint: str = "") -> None:
        self.errors.append(FactsError(message, where, hint))
        if len(self.errors) >= MAX_ERRORS:
            raise FactsErrors([*self.errors, FactsError("There is more; the rest is not told.", where)])

    def in_zone(self, name: str) -> Site:
        return Site(replace(self.setting, zone=zone(name)), self.errors, self.scoped)


def value_of(node: Node, kind: Kind, site: Site) -> Any:
    """The value of a scalar node; None after an error."""
    if type(node) is not Scalar:
        site.wrong(f"A {called(node)} stands here; expected {kind.name}.", node.where)
        return None
    text = node[0]
    if node.bare and (not text or text.isspace()):
        site.wrong(
            f"Nothing is written here; expected {kind.name}.", node.where, "Leave the key out if unknown."
        )
        return None
    if len(text) > MAX_TEXT:
        site.wrong(f"This value is longer than {MAX_TEXT:,} characters.", node.where)
        return None
    try:
        return kind.read(text, site.setting)
    except ValueError as problem:
        site.wrong(str(problem), node.where)
        return None


def called(node: Node) -> str:
    return "list" if isinstance(node, Sequence) else "block of keys" if isinstance(node, Mapping) else "value"


def text_of(node: Node) -> str:
    """A value as written, in one line."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ", ".join(text_of(item) for item in node.items)
    return ", ".join(f"{key.text}: {text_of(value)}" for key, value in node.items())
