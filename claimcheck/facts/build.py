"""From read values to the nouns of ``facts.model``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from claimcheck.errors import SourceLocation
from claimcheck.facts import model as m
from claimcheck.facts.model import Block, Fact
from claimcheck.model import Quantity

Values = dict[str, Any]


def fields(values: Values, _block: Block, _where: SourceLocation, _key: str) -> Values:
    """The values as they are, for a level that is no noun of its own."""
    return values


def located(cls: type[Any], **defaults: Any) -> Callable[[Values, Block, SourceLocation, str], Any]:
    """A noun whose fields are named as in the table; it keeps its place, and its block if it has one."""
    has_block = any(f.name == "block" for f in fields_of(cls))

    def make(values: Values, block: Block, where: SourceLocation, _key: str) -> Any:
        around: Values = {"block": block} if has_block else {}
        return cls(**{**defaults, **values, **around, "where": where})

    return make


def variant(values: Values, _block: Block, where: SourceLocation, _key: str) -> m.Variant:
    words = (*values.get("also_called", ()), *values.get("others", ()))
    return m.Variant(values["sku"], values.get("gtin", ""), words, where)


def incoming(values: Values, _block: Block, where: SourceLocation, _key: str) -> m.Incoming:
    return m.Incoming(**{"confirmed": False, **values, "where": where})


def pool(values: Values, _block: Block, _where: SourceLocation, _key: str) -> m.StockFacts:
    return m.StockFacts(**values)


def delivery(values: Values, _block: Block, _where: SourceLocation, _key: str) -> m.DeliveryFacts:
    """Working days may be stretches (``mon-fri``); holidays are split into dates and places."""
    days: tuple[Fact[Any], ...] = values.pop("working_days", ())
    kept: tuple[Fact[Any], ...] = values.pop("holidays", ())
    return m.DeliveryFacts(
        working_days=tuple(_with(f, tuple(sorted({d for part in f.value for d in part}))) for f in days),
        holidays=tuple(_with(f, tuple(d for d in f.value if isinstance(d, date))) for f in kept),
        holidays_of=tuple(_with(f, tuple(d for d in f.value if isinstance(d, str))) for f in kept),
        **values,
    )


def _with(fact: Fact[Any], value: Any) -> Fact[Any]:
    return Fact(fact.key, value, fact.text, fact.where, fact.block)


def price_run(values: Values, _block: Block, where: SourceLocation, _key: str) -> m.PriceRun:
    return m.PriceRun(**{"through": None, "sold": None, **values, "where": where})


def price(values: Values, _block: Block, _where: SourceLocation, _key: str) -> m.PriceFacts:
    return m.PriceFacts(**values)


def run(values: Values, _block: Block, where: SourceLocation, _key: str) -> m.Run:
    return m.Run(values["first"], values["through"], where)


def offer(values: Values, block: Block, where: SourceLocation, _key: str) -> m.OfferFacts:
    return m.OfferFacts(**values, where=where, block=block)


def metric(values: Values, block: Block, where: SourceLocation, key: str) -> m.MetricFacts:
    """``value`` counts as ``typical``; what is no quantity goes to ``text``."""
    plain = (Fact(f"{key}.typical", f.value, f.text, f.where, f.block) for f in values.pop("value", ()))
    figures: tuple[Fact[Any], ...] = (*values.pop("typical", ()), *plain)
    return m.MetricFacts(
        key=key.rsplit(".", 1)[-1],
        where=where,
        typical=tuple(f for f in figures if isinstance(f.value, Quantity)),
        text=tuple(f for f in figures if not isinstance(f.value, Quantity)),
        block=block,
        **values,
    )


def merged(several: list[Any]) -> Any:
    """One noun of several blocks: its tuples joined, each entry once; anything else is the first's."""
    first = several[0]
    joined: Values = {}
    for f in fields_of(first):
        values = [getattr(one, f.name) for one in several]
        if isinstance(values[0], tuple):
            together = [item for value in values for item in value]
            joined[f.name] = tuple(item for n, item in enumerate(together) if item not in together[:n])
    return replace(first, **joined)


def feature(values: Values, block: Block, where: SourceLocation, _key: str) -> m.FeatureFacts:
    return m.FeatureFacts(**values, conditions=block.conditions.get("", ""), where=where, block=block)


def guarantee(values: Values, block: Block, where: SourceLocation, _key: str) -> m.GuaranteeFacts:
    term = values.pop("term", None)
    lifetime = term if isinstance(term, str) else ""
    return m.GuaranteeFacts(
        **values, term=None if lifetime else term, lifetime=lifetime, where=where, block=block
    )


def product(values: Values, _block: Block, where: SourceLocation, _key: str) -> m.Product:
    values |= values.pop("sales", {})
    return m.Product(**values, where=where)


def company(values: Values, block: Block, where: SourceLocation, key: str) -> m.Product:
    return product({**values, "id": "company"}, block, where, key)
