"""What must fit together within one product: names that point at other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from claimcheck.errors import SourceLocation, nearest
from claimcheck.facts import model
from claimcheck.facts.model import Block, Fact, Facts, Product, Scope
from claimcheck.facts.site import Site
from claimcheck.model import ClaimType

__all__ = ["blocks_of", "crosscheck", "facts_of"]


def crosscheck(facts: Facts, site: Site) -> None:
    """Errors for names of variants, claims and offers that are not on file."""
    for product in (*facts.products, *((facts.company,) if facts.company else ())):
        _variants(product, site)
        if product.disclosures:
            _disclosures(product, site)
        if product.objections:
            _objections(product, site)


def _variants(product: Product, site: Site) -> None:
    skus = [variant.sku for variant in product.variants]
    for number, variant in enumerate(product.variants):
        if variant.sku in skus[:number]:
            site.wrong(f'The variant "{variant.sku}" stands twice.', variant.where)
    if not skus:
        return
    for sku, pool in product.stock.by_variant.items():
        if sku not in skus:
            site.wrong(f'"{sku}" is no variant of {product.id}.', _where_of(pool, product), _hint(sku, skus))
    for scope, where in _scopes(product) if site.scoped else ():
        for sku in scope.variants:
            if sku not in skus:
                site.wrong(f'"{sku}" is no variant of {product.id}.', where, _hint(sku, skus))


def _hint(word: str, known: Iterable[str]) -> str:
    known = list(known)
    return nearest(word, known) or f"Expected one of: {', '.join(known)}."


def _where_of(value: Any, product: Product) -> SourceLocation:
    return next((fact.where for fact in facts_of(value)), product.where)


def _scopes(product: Product) -> Iterator[tuple[Scope, SourceLocation]]:
    for block, where in blocks_of(product):
        if block.only_for.variants:
            yield block.only_for, where


def _disclosures(product: Product, site: Site) -> None:
    """Each disclosure must go with something that can be claimed, or it would never be asked for."""
    known = {
        *_CLAIMED,
        *product.performance,
        *(o.id for o in product.offers),
        *(f.id for f in product.features),
        *(g.name.value for g in product.guarantees),
        *(c.id for c in product.comparisons),
        *(s.claim.value for s in product.superlatives),
    }
    for disclosure in product.disclosures:
        if disclosure.when not in known:
            site.wrong(
                f'"{disclosure.when}" is no claim that {product.id} can make.',
                disclosure.where,
                nearest(disclosure.when, known) or "Expected a metric's key, a claim type or an offer's id.",
            )


def _objections(product: Product, site: Site) -> None:
    """The facts that an agreed answer rests on must be on file by those names."""
    for objection in product.objections:
        for key in objection.facts:
            if not _held(product, key.removeprefix(f"{product.id}.")):
                hint = nearest(key, _names(product)) or "Expected a name such as performance.battery_life."
                site.wrong(f'"{key}" is no fact of {product.id}.', objection.where, hint)


def _held(product: Product, key: str) -> bool:
    """Whether the product has something under a dotted name; two levels are looked at."""
    group, _, name = key.partition(".")
    held = getattr(product, group, None)
    if held is None or not name:
        return bool(held)
    return name.split(".")[0] in _named(held)


def _names(product: Product) -> list[str]:
    return [f"{f.name}.{name}" for f in fields(product) for name in _named(getattr(product, f.name))]


def _named(held: Any) -> list[str]:
    """The names inside a group of facts: keys, ids, or fields."""
    if isinstance(held, dict):
        return list(held)
    if isinstance(held, tuple):
        return [str(getattr(one, "id", "") or _said(one)) for one in held]
    return [f.name for f in fields(held) if getattr(held, f.name)] if is_dataclass(held) else []


def _said(one: Any) -> str:
    """What a noun without an id is known by: its name or its claim."""
    named = getattr(one, "name", None) or getattr(one, "claim", None)
    return str(getattr(named, "value", named or ""))


#: Claim types, their families and their second halves ("offer.guarantee", "offer", "guarantee").
_CLAIMED = frozenset(word for t in ClaimType for word in (t.value, *t.value.split(".")))


def facts_of(value: Any) -> Iterator[Fact[Any]]:
    """Every fact inside a noun, in the order of its fields."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is Fact:
            yield one
        elif kind is tuple:
            waiting += reversed(one)
        elif kind is dict:
            waiting += reversed(one.values())
        elif kind in _NOUNS:
            waiting += [getattr(one, name) for name in _NOUNS[kind]]


#: The fields of every noun that may hold facts, last first.
_NOUNS: dict[type, tuple[str, ...]] = {
    noun: tuple(f.name for f in reversed(fields(noun)))
    for noun in vars(model).values()
    if is_dataclass(noun) and isinstance(noun, type) and noun not in (Block, Scope, Fact)
}


def blocks_of(product: Product) -> Iterator[tuple[Block, SourceLocation]]:
    """Every block around a fact of the product, with the place of the fact."""
    for fact in facts_of(product):
        yield fact.block, fact.where
