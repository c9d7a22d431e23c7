"""What may be written where: fields, nouns, and the shapes a value may take around its kind.

A fact is a plain value, a block, or a list of blocks. One table of fields per noun (``facts.schema``)
drives reading, the messages about unknown words, and the published JSON Schema. Reading never stops at
the first error: each is kept with its place, and the load fails with all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any, Literal, Protocol

from claimcheck.errors import SourceLocation, nearest
from claimcheck.facts import kinds
from claimcheck.facts.kinds import Kind
from claimcheck.facts.model import Block, Fact, Scope
from claimcheck.facts.site import Site, called, text_of, value_of
from claimcheck.yamlsource import Mapping as Table
from claimcheck.yamlsource import Node, Scalar, Sequence

__all__ = ["FactOf", "Field", "Group", "ItemsOf", "Keyed", "ListOf", "Noun", "Plain", "Shape", "Site", "block_of"]


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


# ---------------------------------------------------------------- shapes


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without a block around it."""

    kind: Kind

    def read(self, node: Node, key: str, block: Block, site: Site) -> Any:
        return value_of(node, self.kind, site)

    def schema(self) -> dict[str, Any]:
        return {**self.kind.schema}


@dataclass(frozen=True, slots=True)
class Words:
    """Anything written, as one line of words: text, a list, or keys and values."""

    def read(self, node: Node, key: str, block: Block, site: Site) -> str:
        return text_of(node)

    def schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values; a single value counts as a list of one. ``flat``: each may stand for several."""

    kind: Kind
    flat: bool = False

    def read(self, node: Node, key: str, block: Block, site: Site) -> tuple[Any, ...] | None:
        items = node.items if isinstance(node, Sequence) else (node,)
        kind = self.kind
        values = tuple([value_of(item, kind, site) for item in items])
        if None in values:
            return None
        return tuple(dict.fromkeys(v for value in values for v in value)) if self.flat else values

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{**self.kind.schema}, {"type": "array", "items": {**self.kind.schema}}]}


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
        site.wrong(f"A {called(node)} stands in a list here; expected a block with its date or scope, or one value.",
                   node.where)
        return None

    def _one(self, node: Node, key: str, block: Block, site: Site) -> Fact[Any] | None:
        if not isinstance(node, Table):
            return self._fact(node, key, block, site)
        block = block_of(node, block, site)
        known = {*self.value_keys, *self.notes, *BLOCK}
        _refuse_unknown(node, known, site)
        inner = next((node.get(k) for k in self.value_keys if k in node), None)
        if inner is None:
            site.wrong(f'This block has no "{self.value_keys[0]}"; expected {self.kind.name} under it.', node.where)
            return None
        return self._fact(inner, key, block, site)

    def _fact(self, node: Node, key: str, block: Block, site: Site) -> Fact[Any] | None:
        value = ListOf(self.kind).read(node, key, block, site) if self.listed else value_of(node, self.kind, site)
        if value is None:
            return None
        return Fact(key, value, node.text if isinstance(node, Scalar) else text_of(node), node.where, block)

    def schema(self) -> dict[str, Any]:
        one: dict[str, Any] = {**self.kind.schema}
        if self.listed:
            one = ListOf(self.kind).schema()
        keys = {key: one for key in self.value_keys}
        keys |= {note: Words().schema() for note in self.notes}
        keys |= {name: _shared(name) for name in BLOCK}
        block = {"type": "object", "properties": keys, "additionalProperties": False,
                 "anyOf": [{"required": [key]} for key in self.value_keys]}
        forms = [one, block]
        return {"anyOf": [*forms, {"type": "array", "items": block}] if self.many else forms}


def _shared(name: str) -> dict[str, Any]:
    """The schema of a key of the block around any fact, written once."""
    return {"$ref": f"#/definitions/{name}"}


def _no_blocks(node: Sequence) -> bool:
    return not any(isinstance(item, Table) for item in node.items)


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
            site.wrong(f"A {called(node)} stands here; expected a list of {self.noun.plural}.", node.where,
                       "Put `- ` before each.")
            return None
        read = tuple(self.noun.read(item, key, block, site) for item in node.items)
        made = tuple(item for item in read if item is not None)
        self._refuse_twins(made, site)
        return made

    def _refuse_twins(self, made: tuple[Any, ...], site: Site) -> None:
        seen: dict[str, Any] = {}
        for item in made if self.noun.named_by == "id" else ():
            if item.id in seen:
                site.wrong(f'The {self.noun.name} "{item.id}" stands twice; first on line {seen[item.id].where.line}.',
                           item.where)
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


# ---------------------------------------------------------------- nouns


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
                site.wrong(f"A {called(item)} stands in a list here; expected a block with its date or scope.", item.where)
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
            return None if value is None else self.make({entry.to or entry.key: value}, block, node.where, key)
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
        keys = {name: _shared(name) for name in self.outer()}
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


def _refuse_unknown(node: Table, known: set[str], site: Site) -> None:
    for name, _ in node.items():
        if name.text not in known:
            _unknown(name, known, site)


def block_of(node: Table, outer: Block, site: Site, keys: Mapping[str, Field] | None = None) -> Block:
    """The block around what stands in ``node``: its own keys over the outer ones."""
    keys = BLOCK if keys is None else keys
    if node.entries.keys().isdisjoint(keys):
        return outer
    found: dict[str, Any] = {}
    for name, (_, inner) in node.entries.items():
        if name not in keys:
            continue
        value = keys[name].shape.read(inner, name, outer, site)
        if value is not None:
            found[name] = value
            if name == "as_of" and isinstance(inner, Scalar):
                found["as_of_is_day"] = kinds.is_day(inner.text)
            elif name == "only_for" and value.variants:
                site.scoped.append(inner.where)
    return Block(**{name: found.get(name, getattr(outer, name)) for name in _BLOCK_NAMES})


# ---------------------------------------------------------------- the block around any fact


@dataclass(frozen=True, slots=True)
class Conditions:
    """Words, or words for each of ``typical``, ``max`` and ``min``."""

    def read(self, node: Node, key: str, block: Block, site: Site) -> dict[str, str]:
        if not isinstance(node, Table):
            return {"": text_of(node)}
        _refuse_unknown(node, {"typical", "max", "min", "value"}, site)
        return {name.text.replace("value", "typical"): text_of(inner) for name, inner in node.items()}

    def schema(self) -> dict[str, Any]:
        per_value = {name: {"type": ["string", "number"]} for name in ("typical", "max", "min", "value")}
        return {"anyOf": [{"type": ["string", "array"]},
                          {"type": "object", "properties": per_value, "additionalProperties": False}]}


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
BLOCK: dict[str, Field] = {f.key: f for f in (
    Field("as_of", Plain(kinds.MOMENT), "when it was last known true; the file's own date is never used"),
    Field("max_age", Plain(kinds.AGE), "how long `as_of` may be relied on"),
    Field("valid_from", Plain(kinds.MOMENT), "first moment at which it may be said"),
    Field("valid_through", Plain(kinds.THROUGH), "last moment, included"),
    Field("only_for", Group(SCOPE), "channels, regions, variants, audiences, languages; else everywhere"),
    Field("conditions", Conditions(), "under what conditions it is true"),
    Field("disclose", Plain(kinds.word("required", "recommended", "not_needed")), "whether they must be said with it"),
    Field("test_setting", Plain(kinds.word("laboratory", "field", "customer_data")), "where it was measured"),
    Field("better", Plain(kinds.word("higher", "lower")), "which way a figure is better"),
    Field("complement", Plain(kinds.YES_NO), "compare what is missing to 100%: uptime by downtime"),
    Field("evidence", ListOf(kinds.TEXT), "ids in the evidence index"),
    Field("period", Plain(kinds.PERIOD), "the span of time that a measured figure covers"),
    Field("owner", Plain(kinds.TEXT), "who answers for it"),
    Field("approved_by", Plain(kinds.TEXT), "who approved it"),
    Field("approved_on", Plain(kinds.DAY), "when"),
)}
_BLOCK_NAMES = tuple(f.name for f in dataclass_fields(Block))
OWNER = {key: BLOCK[key] for key in ("owner", "approved_by", "approved_on")}
_AROUND: dict[str, dict[str, Field]] = {"all": BLOCK, "owner": OWNER, "none": {}}
