"""Nouns: blocks of named fields, and the keys that may stand around any fact.

One table of fields per noun (``facts.schema``) drives reading, the messages about unknown words, and
the published JSON Schema.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from operator import attrgetter
from typing import Any, Literal

from claimcheck.errors import SourceLocation, nearest
from claimcheck.facts import kinds
from claimcheck.facts.model import Block, Scope
from claimcheck.facts.shapes import Field, Group, ListOf, Plain
from claimcheck.facts.site import Site, called, text_of
from claimcheck.yamlsource import Mapping as Table
from claimcheck.yamlsource import Node, Scalar, Sequence

__all__ = ["BLOCK", "SCOPE", "Noun", "block_of", "refuse_unknown", "shared_schema"]

Make = Callable[[dict[str, Any], Block, SourceLocation, str], Any]


@dataclass(frozen=True, slots=True)
class Noun:
    """A block of named fields, and what it makes of them.

    ``make(values, block, where, key)`` builds the noun. ``around``: which keys of the block around any
    fact may stand here too and hold for everything inside. ``named_by``: the field that becomes part of
    the dotted key, or (``rooted``) begins it, as ``key``
    does. ``short``: the field that a plain value stands for. ``zoned``: its ``timezone`` holds
    for the bare times inside. ``open``: other keys are kept as words under ``others``. ``merge`` makes one
    of a list of blocks, for nouns that may be given several times, by date or scope.
    """

    name: str
    fields: tuple[Field, ...]
    make: Make
    around: Literal["all", "owner", "none"] = "all"
    named_by: str = ""
    rooted: bool = False
    key: str = ""
    short: str = ""
    zoned: bool = False
    open: bool = False
    needs_one_of: tuple[str, ...] = ()
    merge: Callable[[list[Any]], Any] | None = None

    @property
    def plural(self) -> str:
        return f"{self.name}s"

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any:
        if isinstance(node, Sequence) and self.merge and node.items:
            return self._several(node, self.merge, key, block, site)
        if not isinstance(node, Table):
            return self._short(node, key, block, site)
        if self.zoned:
            site = _zoned(node, site)
        if self.named_by and isinstance(name := node.get(self.named_by), Scalar):
            key = name.text if self.rooted else f"{key}.{name.text}"
        key = self.key or key
        block = block_of(node, block, site, self.outer())
        values = self._values(node, key, block, site)
        if self._incomplete(node, values, site):
            return None
        return self.make(values, block, node.where, key)

    def _several(
        self, node: Sequence, merge: Callable[[list[Any]], Any], key: str, block: Block, site: Site
    ) -> Any:
        """A list of blocks, each with its own date or scope."""
        made = []
        for item in node.items:
            if isinstance(item, Table):
                made.append(self.read(item, key, block, site))
            else:
                site.wrong(
                    f"A {called(item)} stands in a list here; expected a block with its date or scope.",
                    item.where,
                )
        made = [item for item in made if item is not None]
        return merge(made) if made else None

    def _values(self, node: Table, key: str, block: Block, site: Site) -> dict[str, Any]:
        values: dict[str, Any] = {}
        known, outer = self.by_key(), self.outer()
        for word, (name, inner) in node.entries.items():
            entry = known.get(word)
            if entry is not None:
                value = entry.shape.read(inner, f"{key}.{word}", block, site)
                if value is not None:
                    values[entry.to or entry.key] = value
            elif self.open:
                values.setdefault("others", []).append(text_of(inner))
            elif word not in outer:
                _unknown(name, {*known, *outer}, site)
        return values

    def _short(self, node: Node, key: str, block: Block, site: Site) -> Any:
        if self.short and isinstance(node, Scalar):
            entry = self.by_key()[self.short]
            value = entry.shape.read(node, f"{key}.{self.short}", block, site)
            return (
                None if value is None else self.make({entry.to or entry.key: value}, block, node.where, key)
            )
        listed = ", ".join(f.key for f in self.fields[:4])
        site.wrong(f"A {called(node)} stands here; expected a block of keys: {listed} ...", node.where)
        return None

    def _incomplete(self, node: Table, values: dict[str, Any], site: Site) -> bool:
        missing = [entry for entry in self.required() if (entry.to or entry.key) not in values]
        for entry in missing:
            if entry.key not in node:
                site.wrong(f'This {self.name} has no "{entry.key}".', node.where)
        if self.needs_one_of and node.entries.keys().isdisjoint(self.needs_one_of):
            site.wrong(f"This {self.name} needs one of: {', '.join(self.needs_one_of)}.", node.where)
        return bool(missing)

    def outer(self) -> Mapping[str, Field]:
        """The keys of the block around any fact that may stand here."""
        return _AROUND[self.around]

    def by_key(self) -> Mapping[str, Field]:
        return _table(self)[0]

    def required(self) -> tuple[Field, ...]:
        return _table(self)[1]

    def schema(self) -> dict[str, Any]:
        keys = {name: shared_schema(name) for name in self.outer()}
        keys |= {f.key: {**f.shape.schema(), "description": f.doc} for f in self.fields}
        made: dict[str, Any] = {"type": "object", "properties": keys, "additionalProperties": self.open}
        if required := [f.key for f in self.fields if f.required]:
            made["required"] = required
        if self.needs_one_of:
            made["anyOf"] = [{"required": [key]} for key in self.needs_one_of]
        forms = [made]
        if self.short:
            forms.insert(0, self.by_key()[self.short].shape.schema())
        if self.merge:
            forms.append({"type": "array", "items": made})
        return {"anyOf": forms} if len(forms) > 1 else made


_TABLES: dict[str, tuple[dict[str, Field], tuple[Field, ...]]] = {}


def _table(noun: Noun) -> tuple[dict[str, Field], tuple[Field, ...]]:
    """The fields of a noun by key, and those that must be there; made once for each noun."""
    found = _TABLES.get(noun.name)
    if found is None:
        required = tuple(f for f in noun.fields if f.required)
        found = _TABLES[noun.name] = ({f.key: f for f in noun.fields}, required)
    return found


def _zoned(node: Table, site: Site) -> Site:
    inner = node.get("timezone")
    name = inner.text if isinstance(inner, Scalar) else ""
    try:
        return site.in_zone(kinds.ZONE.read(name, site.setting)) if name else site
    except ValueError:
        return site  # the field itself says so


def _unknown(name: Scalar, known: Collection[str], site: Site) -> None:
    hint = nearest(name.text, known) or f"Expected one of: {', '.join(sorted(known))}."
    site.wrong(f'"{name.text}" is not known here.', name.where, hint)


def refuse_unknown(node: Table, known: set[str], site: Site) -> None:
    for word, (name, _) in node.entries.items():
        if word not in known:
            _unknown(name, known, site)


def shared_schema(name: str) -> dict[str, Any]:
    """The schema of a key of the block around any fact, written once."""
    return {"$ref": f"#/definitions/{name}"}


def block_of(node: Table, outer: Block, site: Site, keys: Mapping[str, Field] | None = None) -> Block:
    """The block around what stands in ``node``: its own keys over the outer ones."""
    keys = BLOCK if keys is None else keys
    own = [name for name in node.entries if name in keys]
    if not own:
        return outer
    found: dict[str, Any] = {}
    for name in own:
        inner = node.entries[name][1]
        value = keys[name].shape.read(inner, name, outer, site)
        if value is not None:
            found[name] = value
            if name == "as_of" and isinstance(inner, Scalar):
                found["as_of_is_day"] = kinds.is_day(inner.text)
            elif name == "only_for" and value.variants:
                site.scoped.append(inner.where)
    return Block(**{**dict(zip(_BLOCK_NAMES, _block_values(outer), strict=True)), **found})


# ---------------------------------------------------------------- the block around any fact


@dataclass(frozen=True, slots=True)
class Conditions:
    """Words, or words for each of ``typical``, ``max`` and ``min``."""

    def read(self, node: Node, key: str, block: Block, site: Site) -> dict[str, str]:  # noqa: ARG002 - all shapes are read alike
        if not isinstance(node, Table):
            return {"": text_of(node)}
        refuse_unknown(node, {"typical", "max", "min", "value"}, site)
        return {name.text.replace("value", "typical"): text_of(inner) for name, inner in node.items()}

    def schema(self) -> dict[str, Any]:
        per_value = {name: {"type": ["string", "number"]} for name in ("typical", "max", "min", "value")}
        return {
            "anyOf": [
                {"type": ["string", "array"]},
                {"type": "object", "properties": per_value, "additionalProperties": False},
            ]
        }


SCOPE = Noun(
    "scope",
    (
        Field("channels", ListOf(kinds.CHANNEL), "email, web, direct-mail"),
        Field("regions", ListOf(kinds.REGION), "places: codes, groups of the settings, built-in words"),
        Field("variants", ListOf(kinds.TEXT), "SKUs"),
        Field("audiences", ListOf(kinds.TEXT), "ids of the settings' audiences"),
        Field("languages", ListOf(kinds.TEXT), "language codes such as en"),
    ),
    lambda values, _block, _where, _key: Scope(**values),
    around="none",
)

#: The keys that may stand around any fact.
BLOCK: dict[str, Field] = {
    f.key: f
    for f in (
        Field("as_of", Plain(kinds.MOMENT), "when it was last known true; the file's own date is never used"),
        Field("max_age", Plain(kinds.AGE), "how long `as_of` may be relied on"),
        Field("valid_from", Plain(kinds.MOMENT), "first moment at which it may be said"),
        Field("valid_through", Plain(kinds.THROUGH), "last moment, included"),
        Field("only_for", Group(SCOPE), "channels, regions, variants, audiences, languages; else everywhere"),
        Field("conditions", Conditions(), "under what conditions it is true"),
        Field(
            "disclose",
            Plain(kinds.word("required", "recommended", "not_needed")),
            "whether they must be said with it",
        ),
        Field(
            "test_setting", Plain(kinds.word("laboratory", "field", "customer_data")), "where it was measured"
        ),
        Field("better", Plain(kinds.word("higher", "lower")), "which way a figure is better"),
        Field("complement", Plain(kinds.YES_NO), "compare what is missing to 100%: uptime by downtime"),
        Field("evidence", ListOf(kinds.TEXT), "ids in the evidence index"),
        Field("period", Plain(kinds.PERIOD), "the span of time that a measured figure covers"),
        Field("owner", Plain(kinds.TEXT), "who answers for it"),
        Field("approved_by", Plain(kinds.TEXT), "who approved it"),
        Field("approved_on", Plain(kinds.DAY), "when"),
    )
}
_BLOCK_NAMES = tuple(f.name for f in dataclass_fields(Block))
_block_values = attrgetter(*_BLOCK_NAMES)
OWNER = {key: BLOCK[key] for key in ("owner", "approved_by", "approved_on")}
_AROUND: dict[str, dict[str, Field]] = {"all": BLOCK, "owner": OWNER, "none": {}}
