"""The shapes that a value may take in a file: plain, a list, a group, a list of groups, keys and values.

A shape reads a node by a kind (``facts.kinds``) or a noun (``facts.nouns``), and says what it allows as
JSON Schema. Reading never stops at the first error: each is kept with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from claimcheck.facts import kinds
from claimcheck.facts.kind import Kind
from claimcheck.facts.model import Block
from claimcheck.facts.site import Site, called, text_of, value_of
from claimcheck.yamlsource import Mapping as Table
from claimcheck.yamlsource import Node, Sequence

if TYPE_CHECKING:
    from claimcheck.facts.nouns import Noun

__all__ = ["Field", "Group", "ItemsOf", "Keyed", "ListOf", "Plain", "Shape", "Words"]


class Shape(Protocol):
    """Reads a node; None when it was wrong (the error is with the site)."""

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any: ...

    def schema(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a noun. ``to`` is the name the noun gives it, when that differs."""

    key: str
    shape: Shape
    doc: str
    required: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without a block around it."""

    kind: Kind

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any:  # noqa: ARG002 - all shapes are read alike
        return value_of(node, self.kind, site)

    def schema(self) -> dict[str, Any]:
        return {**self.kind.schema}


@dataclass(frozen=True, slots=True)
class Words:
    """Anything written, as one line of words: text, a list, or keys and values."""

    def read(self, node: Node, key: str, block: Block, site: Site) -> str:  # noqa: ARG002 - all shapes are read alike
        return text_of(node)

    def schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values; a single value counts as a list of one. ``flat``: each may stand for several."""

    kind: Kind
    flat: bool = False

    def read(self, node: Node, key: str, block: Block, site: Site) -> tuple[Any, ...] | None:  # noqa: ARG002 - all shapes are read alike
        items = node.items if isinstance(node, Sequence) else (node,)
        kind = self.kind
        values = tuple([value_of(item, kind, site) for item in items])
        if None in values:
            return None
        return tuple(dict.fromkeys(v for value in values for v in value)) if self.flat else values

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{**self.kind.schema}, {"type": "array", "items": {**self.kind.schema}}]}


@dataclass(frozen=True, slots=True)
class Group:
    """A nested block with the fields of a noun."""

    noun: Noun

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any:
        return self.noun.read(node, key, block, site)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/definitions/{self.noun.name}"}


@dataclass(frozen=True, slots=True)
class ItemsOf:
    """A list of blocks of a noun; a tuple of what each makes."""

    noun: Noun

    def read(self, node: Node, key: str, block: Block, site: Site) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            site.wrong(
                f"A {called(node)} stands here; expected a list of {self.noun.plural}.",
                node.where,
                "Put `- ` before each.",
            )
            return None
        read = tuple(self.noun.read(item, key, block, site) for item in node.items)
        made = tuple(item for item in read if item is not None)
        self._refuse_twins(made, site)
        return made

    def _refuse_twins(self, made: tuple[Any, ...], site: Site) -> None:
        seen: dict[str, Any] = {}
        for item in made if self.noun.named_by == "id" else ():
            if item.id in seen:
                site.wrong(
                    f'The {self.noun.name} "{item.id}" stands twice; '
                    f"first on line {seen[item.id].where.line}.",
                    item.where,
                )
            seen.setdefault(item.id, item)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": f"#/definitions/{self.noun.name}"}}


@dataclass(frozen=True, slots=True)
class Keyed:
    """A block whose keys are free words, or of ``key_kind``; each value has the same shape."""

    shape: Shape
    key_kind: Kind = kinds.TEXT
    fold: bool = False  # keys are kept in lower case

    def read(self, node: Node, key: str, block: Block, site: Site) -> dict[str, Any] | None:
        if not isinstance(node, Table):
            site.wrong(f"A {called(node)} stands here; expected keys and values.", node.where)
            return None
        found: dict[str, Any] = {}
        for name, inner in node.items():
            label = value_of(name, self.key_kind, site)
            value = self.shape.read(inner, f"{key}.{name.text}", block, site)
            if label is not None and value is not None:
                found[str(label).lower() if self.fold else str(label)] = value
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.shape.schema()}
