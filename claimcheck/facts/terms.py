"""All the names that the facts give: what copy may call products, variants, metrics and rivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.facts.model import Facts, MetricFacts, Product
from claimcheck.model import Term, TermKind, Vocabulary

__all__ = ["vocabulary"]


def vocabulary(facts: Facts) -> Vocabulary:
    """The terms of all products, then of the company, each once, in the order of the files.

    A term's ``key`` is its name in the facts: the SKU of a variant, the metric's key, the feature's or
    comparison's id.
    """
    company = (facts.company,) if facts.company else ()
    terms = (term for product in (*facts.products, *company) for term in _terms(product))
    return Vocabulary(tuple(dict.fromkeys(term for term in terms if term.words)))


def _terms(product: Product) -> Iterator[Term]:
    kind = TermKind.COMPANY if product.id == "company" else TermKind.PRODUCT
    yield from _named((product.name, *product.also_called), kind, product.id)
    for variant in product.variants:
        yield from _named((variant.sku, *variant.called), TermKind.VARIANT, product.id, variant.sku)
    for metric in product.performance.values():
        yield from _named(_metric_words(metric), TermKind.METRIC, product.id, metric.key, _unit(metric))
    for feature in product.features:
        yield from _named((*feature.called, _spoken(feature.id)), TermKind.FEATURE, product.id, feature.id)
    for superlative in product.superlatives:
        yield from _named(
            (superlative.claim.value,), TermKind.SUPERLATIVE, product.id, superlative.claim.value
        )
    for comparison in product.comparisons:
        if comparison.baseline_kind == "competitor":
            yield from _named((comparison.baseline,), TermKind.COMPETITOR, product.id, comparison.id)


def _named(words: Iterable[str], kind: TermKind, owner: str, key: str = "", unit: str = "") -> Iterator[Term]:
    for called in words:
        yield Term(" ".join(called.split()), kind, owner, key, unit)


def _metric_words(metric: MetricFacts) -> tuple[str, ...]:
    return (*metric.called, _spoken(metric.key))


def _spoken(key: str) -> str:
    """A key as words: ``battery_life`` is "battery life"."""
    return key.replace("_", " ").replace("-", " ")


def _unit(metric: MetricFacts) -> str:
    """The canonical unit of the metric's values; empty when it has none."""
    figures = (*metric.typical, *metric.max, *metric.min)
    return next((fact.value.unit for fact in figures), "")
