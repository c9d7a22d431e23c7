"""A fact as it may be written: a plain value, a block around it, or a list of blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimcheck.facts.kind import Kind
from claimcheck.facts.model import Block, Fact
from claimcheck.facts.nouns import BLOCK, block_of, refuse_unknown, shared_schema
from claimcheck.facts.shapes import ListOf, Words
from claimcheck.facts.site import Site, called, text_of, value_of
from claimcheck.yamlsource import Mapping as Table
from claimcheck.yamlsource import Node, Scalar, Sequence

__all__ = ["FactOf"]


@dataclass(frozen=True, slots=True)
class FactOf:
    """A plain value, a block, or (when ``many``) a list of blocks. Gives a Fact, or a tuple of them.

    ``value_keys`` are the keys under which a block may hold the value; ``notes`` are further keys that
    a block may have for people. ``listed``: the value itself is a list.
    """

    kind: Kind
    many: bool = True
    value_keys: tuple[str, ...] = ("value",)
    notes: tuple[str, ...] = ()
    listed: bool = False

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any:
        if self.many and isinstance(node, Sequence) and not (self.listed and _no_blocks(node)):
            found = [self._in_list(item, key, block, site) for item in node.items]
            return None if None in found else tuple(found)
        fact = self._one(node, key, block, site)
        return (fact,) if self.many and fact is not None else fact

    def _in_list(self, node: Node, key: str, block: Block, site: Site) -> Fact[Any] | None:
        if isinstance(node, Table):
            return self._one(node, key, block, site)
        site.wrong(
            f"A {called(node)} stands in a list here; expected a block with its date or scope, or one value.",
            node.where,
        )
        return None

    def _one(self, node: Node, key: str, block: Block, site: Site) -> Fact[Any] | None:
        if not isinstance(node, Table):
            return self._fact(node, key, block, site)
        block = block_of(node, block, site)
        known = {*self.value_keys, *self.notes, *BLOCK}
        refuse_unknown(node, known, site)
        inner = next((node.get(k) for k in self.value_keys if k in node), None)
        if inner is None:
            site.wrong(
                f'This block has no "{self.value_keys[0]}"; expected {self.kind.name} under it.', node.where
            )
            return None
        return self._fact(inner, key, block, site)

    def _fact(self, node: Node, key: str, block: Block, site: Site) -> Fact[Any] | None:
        value = (
            ListOf(self.kind).read(node, key, block, site) if self.listed else value_of(node, self.kind, site)
        )
        if value is None:
            return None
        return Fact(key, value, node.text if isinstance(node, Scalar) else text_of(node), node.where, block)

    def schema(self) -> dict[str, Any]:
        one: dict[str, Any] = {**self.kind.schema}
        if self.listed:
            one = ListOf(self.kind).schema()
        keys: dict[str, Any] = dict.fromkeys(self.value_keys, one)
        keys |= {note: Words().schema() for note in self.notes}
        keys |= {name: shared_schema(name) for name in BLOCK}
        block = {
            "type": "object",
            "properties": keys,
            "additionalProperties": False,
            "anyOf": [{"required": [key]} for key in self.value_keys],
        }
        forms = [one, block]
        return {"anyOf": [*forms, {"type": "array", "items": block}] if self.many else forms}


def _no_blocks(node: Sequence) -> bool:
    return not any(isinstance(item, Table) for item in node.items)
