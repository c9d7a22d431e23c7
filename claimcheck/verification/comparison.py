"""Better than what, best of what, and always, never, all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.facts.model import ComparisonFacts, MetricFacts, Product, SuperlativeFacts
from claimcheck.facts.units import same_dimension
from claimcheck.model import ClaimType, CueKind, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.metrics import names_of
from claimcheck.verification.offers import offers_of, running
from claimcheck.verification.places import named
from claimcheck.verification.plain import figure
from claimcheck.verification.reading import find_phrase, find_quantities
from claimcheck.verification.surroundings import content_words, figure_in, says, share_said

RIVALS = ("competitor", "market")
_OF = "of "  # begins the word lists of CP002 that tell the unit of what is compared
_CLAUSE = re.compile(r"[,;:]|\band\b")
_LIMITED = re.compile(r"[,;]")


def baseline_missing(case: Case) -> Iterator[Ruling]:
    """CP001: a comparison with a number and nothing that it is compared with."""
    claim = case.claim
    if figure_in(claim) is None or claim.sense == "parity" or claim.polarity is Polarity.NEGATED:
        return
    slot = claim.slot("baseline")
    where = case.around.sentence(claim) + "\n" + case.around.noted(claim)
    if slot or says(case.words("CP001", "than"), where) or _names_a_baseline(case, where):
        return
    if case.subject is not None and comparison_of(case):
        yield case.unqualified("CP001", "missing")
    else:
        yield case.unproven("CP001", "missing")


def _names_a_baseline(case: Case, text: str) -> bool:
    if case.subject is None:
        return False
    return any(c.baseline and baseline_said(case, c.baseline, text) >= 0.5 for c in case.product.comparisons)


def baseline_said(case: Case, baseline: str, text: str) -> float:
    """The share of a baseline's words that the text says; words of the product's own names tell nothing."""
    own = content_words(" ".join((case.product.name, *case.product.also_called)))
    telling = [word for word in content_words(baseline) if word not in own]
    return share_said(" ".join(telling) or baseline, text)


def comparison_contradicted(case: Case) -> Iterator[Ruling]:
    """CP002: a greater lead than the recorded one."""
    claim = case.claim
    found = comparison_of(case)
    if found is None or claim.polarity is Polarity.NEGATED:
        return
    ratio = case.fact((found.ratio,)) if found.ratio else None
    if ratio is None:
        return
    claimed = figure_in(claim)
    asked = as_ratio(case, claimed) if claimed else None
    recorded = as_ratio(case, ratio.value)
    if asked is None or recorded is None:
        if recorded is not None and recorded != 1:
            yield Support(f"{figure(ratio.value)} against {found.baseline}", (ratio,))
        return
    if _exceeds(asked, recorded):
        yield case.broken("CP002", "more", ratio, ratio=figure(ratio.value), baseline=found.baseline)
    else:
        yield Support(f"{figure(ratio.value)} against {found.baseline}", (ratio,))


def comparison_of(case: Case) -> ComparisonFacts | None:
    """The recorded comparison that the words speak of: its baseline and its metric are named."""
    sentence = case.around.sentence(case.claim) + "\n" + case.around.noted(case.claim)
    scored = [(_score(case, c, sentence), -order, c) for order, c in enumerate(case.product.comparisons)]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _score(case: Case, comparison: ComparisonFacts, sentence: str) -> float:
    """How well a recorded comparison fits; 0 when the copy names another baseline."""
    slot = case.claim.slot("baseline")
    named_it = baseline_said(case, comparison.baseline, sentence)
    if slot:
        named_it = max(named_it, baseline_said(case, slot.text, comparison.baseline))
    if slot and named_it < 0.5 and not _kind_of_baseline(case, comparison, slot.text):
        return 0
    if not slot and named_it < 0.5 and len(case.product.comparisons) > 1:
        return 0
    metric = case.product.performance.get(comparison.metric)
    words = names_of(metric) if metric else (comparison.metric.replace("_", " "),)
    of_it = says(words, sentence)
    if metric and not of_it and _of_another_metric(case, metric):
        return 0
    return 1 + named_it + (0.5 if of_it else 0)


def _of_another_metric(case: Case, metric: MetricFacts) -> bool:
    """Whether the claim names another metric, or is worded for another dimension: "brighter" of hours."""
    others = (m for m in case.product.performance.values() if m is not metric)
    clause = _CLAUSE.split(case.segment.text[case.claim.sentence_start : case.claim.prose_start])[-1]
    if any(says(names_of(other), clause + case.claim.text) for other in others):
        return True
    measure = next((f.value.unit for group in (metric.typical, metric.max, metric.min) for f in group), "")
    lists = case.rules.by_code["CP002"].words.items()
    named = [key for key, words in lists if key.startswith(_OF) and says(words, case.claim.text)]
    told = [key.removeprefix(_OF) for key in named]
    return bool(measure and told) and not any(same_dimension(unit, measure) for unit in told)


def _kind_of_baseline(case: Case, comparison: ComparisonFacts, words: str) -> bool:
    """ "our last model" where the baseline on file is one's own previous one."""
    return says(case.words("CP002", comparison.baseline_kind), words)


def as_ratio(case: Case, quantity: Quantity) -> Decimal | None:
    """A lead as a ratio: "60% longer" and "1.6 times" are both 1.6, "40% less" is 0.6."""
    if quantity.unit in ("x", "units"):
        return quantity.high
    if quantity.unit != "percent":
        return None
    lower = says(case.words("CP002", "less"), case.around.sentence(case.claim))
    return 1 - quantity.high / 100 if lower else 1 + quantity.high / 100


def _exceeds(asked: Decimal, recorded: Decimal) -> bool:
    """Further from 1 than what is on file, on the same side; rounding to two digits is allowed."""
    slack = Decimal("0.005")
    return asked < recorded - slack if recorded < 1 else asked > recorded + slack


def superlative_unsupported(case: Case) -> Iterator[Ruling]:
    """CP003: "fastest", "No. 1" with nothing on file for those words."""
    if case.claim.polarity is Polarity.NEGATED or not _is_superlative(case):
        return
    found = superlative_of(case)
    if found is None:
        yield case.unproven("CP003", "none")
        return
    fact = case.fact((found.claim,))
    if fact is None:
        return
    if not _unsaid_limits(case, found):
        yield Support(f"{found.claim.text}: {found.market}", (fact,))


def _is_superlative(case: Case) -> bool:
    """A superlative, or a price called the lowest."""
    if case.claim.type is ClaimType.SUPERLATIVE:
        return True
    return case.claim.value is None and says(case.words("CP003", "price"), case.claim.text)


def superlative_of(case: Case) -> SuperlativeFacts | None:
    """The superlative on file whose words the claim uses: the product's, then the company's."""
    company = case.facts.company
    holders: tuple[Product, ...] = (case.product, *((company,) if company else ()))
    for holder in holders:
        for entry in holder.superlatives:
            if find_phrase(entry.claim.value, case.around.sentence(case.claim)):
                return entry
    return None


def _unsaid_limits(case: Case, found: SuperlativeFacts) -> str:
    """A part of the recorded market that the copy leaves out; empty when it says enough."""
    near = case.around.beside(case.claim) + "\n" + case.around.noted(case.claim)
    head, *limits = _LIMITED.split(found.market, maxsplit=1)
    for limit in limits:
        if share_said(limit.split(";")[0], near) < 0.5:
            return limit.strip()
    places = named(head, case.world)
    spoken = named(near, case.world)
    if places and spoken and not any(place.contains(other) for place in places for other in spoken):
        return head.strip()
    figures = [m for m in find_quantities(head) if m.quantity]
    if figures and not any(find_phrase(m.text, near) for m in figures):
        return head.strip()
    if not places and not figures:
        return ""
    return "" if spoken or figures or not _unnamed_market(case) else head.strip()


def _unnamed_market(case: Case) -> bool:
    """Whether the copy names no market at all, which then means every market."""
    return case.claim.slot("market") is None


def comparison_scope_mismatch(case: Case) -> Iterator[Ruling]:
    """CP004: proof for fewer products, one market, one test, and wider words."""
    if case.claim.polarity is Polarity.NEGATED:
        return
    if _is_superlative(case):
        found = superlative_of(case)
        limit = _unsaid_limits(case, found) if found else ""
        fact = case.fact((found.claim,)) if found and limit else None
        if found and fact:
            yield case.unqualified("CP004", "market", fact, market=found.market)
        return
    comparison = comparison_of(case)
    if comparison and comparison.ratio and says(case.words("CP004", "unbeatable"), case.claim.text):
        ratio = as_ratio(case, comparison.ratio.value)
        if ratio is not None and abs(ratio - 1) < Decimal("0.02"):
            yield case.broken(
                "CP004",
                "parity",
                comparison.ratio,
                ratio=figure(comparison.ratio.value),
                baseline=comparison.baseline,
            )


def comparison_unverifiable(case: Case) -> Iterator[Ruling]:
    """CP005: a comparison with rivals that gives no day, no basis and no place to check it."""
    comparison = comparison_of(case)
    if (
        comparison is None
        or comparison.baseline_kind not in RIVALS
        or case.claim.polarity is Polarity.NEGATED
    ):
        return
    near = case.around.near(case.claim) + "\n" + case.around.noted(case.claim)
    links = " ".join(link.href for link in case.segment.links)
    shown = comparison.verify_at and _address(comparison.verify_at) in (
        near + links + _note_links(case)
    ).replace("www.", "")
    if shown or says(case.words("CP005", "see"), near):
        return
    facts = tuple(f for f in (comparison.ratio,) if f)
    if comparison.verify_at:
        yield case.unqualified("CP005", "not_shown", *facts, address=comparison.verify_at)
    else:
        yield case.unqualified("CP005", "nowhere", *facts, baseline=comparison.baseline)


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def _note_links(case: Case) -> str:
    return " ".join(link.href for note in case.around.notes(case.claim) for link in note.links)


def absolute_with_exceptions(case: Case) -> Iterator[Ruling]:
    """AB002: "all", "every", "always" while exceptions are on file and not said."""
    claim = case.claim
    if claim.type is not ClaimType.ABSOLUTE and not case.has(CueKind.ABSOLUTE):
        return
    if claim.polarity is Polarity.NEGATED and claim.type is not ClaimType.ABSOLUTE:
        return
    near = case.around.near(claim)
    for exception in case.product.exceptions:
        if _about(case, exception.to) and share_said(exception.text, near) < 0.5:
            yield case.broken("AB002", "exception", exception=exception.text, where=str(exception.where))
            return
    if claim.type in (ClaimType.DISCOUNT, ClaimType.PRICE, ClaimType.ABSOLUTE):
        yield from _excluded(case, near)
    if claim.type is ClaimType.FREE and claim.sense == "free-delivery":
        free = case.fact(case.delivery.free_over)
        if free and not any(m.quantity and m.quantity.high == free.value.high for m in find_quantities(near)):
            yield case.broken("AB002", "minimum", free, minimum=figure(free.value))


def _about(case: Case, to: str) -> bool:
    """Whether the claim speaks of what the exception is an exception to."""
    sentence = case.around.sentence(case.claim)
    words = content_words(to)
    return bool(words) and (says((to,), sentence) or all(find_phrase(word, sentence) for word in words))


def _excluded(case: Case, near: str) -> Iterator[Ruling]:
    for offer in offers_of(case):
        if offer.excludes and offer.excludes.value and running(case, offer):
            names = [_variant(case, word) for word in offer.excludes.value]
            if not says((*names, *case.words("AB002", "selected")), near):
                yield case.broken("AB002", "excluded", offer.excludes, excludes=", ".join(names))
                return


def _variant(case: Case, word: str) -> str:
    variant = next((v for v in case.product.variants if v.sku == word and v.called), None)
    return variant.called[0] if variant else word


CHECKS = {
    "AB002": absolute_with_exceptions,
    "CP001": baseline_missing,
    "CP002": comparison_contradicted,
    "CP003": superlative_unsupported,
    "CP004": comparison_scope_mismatch,
    "CP005": comparison_unverifiable,
}
