"""What must fit together within one product: names that point at other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from claimcheck.errors import SourceLocation, nearest
from claimcheck.facts.model import Block, DisclosureFacts, Fact, Facts, Product, Scope
from claimcheck.facts.site import Site
from claimcheck.model import ClaimType

__all__ = ["blocks_of", "crosscheck", "facts_of"]


def crosscheck(facts: Facts, site: Site) -> None:
    """Errors for names of variants, claims and offers that are not on file."""
    for product in (*facts.products, *((facts.company,) if facts.company else ())):
        _variants(product, site)
        for disclosure in product.disclosures:
            _disclosure(disclosure, product, site)


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
    for scope, where in _scopes(product):
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


def _disclosure(disclosure: DisclosureFacts, product: Product, site: Site) -> None:
    known = {
        *product.performance, *(t.value for t in ClaimType), *(t.value.split(".")[1] for t in ClaimType),
        *(t.value.split(".")[0] for t in ClaimType), *(o.id for o in product.offers),
        *(g.name.value for g in product.guarantees), *(f.id for f in product.features),
        *(c.id for c in product.comparisons), *(s.claim.value for s in product.superlatives),
    }
    if disclosure.when not in known:
        hint = nearest(disclosure.when, known) or "Expected a metric's key, a claim type, or an offer's or guarantee's id."
        site.wrong(f'"{disclosure.when}" is no claim that {product.id} can make.', disclosure.where, hint)


def facts_of(value: Any) -> Iterator[Fact[Any]]:
    """Every fact inside a noun, in the order of its fields."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from facts_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from facts_of(item)
    elif is_dataclass(value) and not isinstance(value, (Block, SourceLocation)):
        for entry in fields(value):
            yield from facts_of(getattr(value, entry.name))


def blocks_of(product: Product) -> Iterator[tuple[Block, SourceLocation]]:
    """Every block around a fact of the product, with the place of the fact."""
    for fact in facts_of(product):
        yield fact.block, fact.where
