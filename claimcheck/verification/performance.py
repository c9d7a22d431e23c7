"""How well does it work: figures and named capabilities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.facts.model import Fact, FeatureFacts
from claimcheck.facts.units import convert
from claimcheck.model import Cause, ClaimType, Polarity, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.metrics import (
    Values,
    best_first,
    conditions_of,
    fitting,
    is_better,
    measured_by,
    metric_of,
    names_of,
    said_near,
    values_of,
)
from claimcheck.verification.plain import under, written
from claimcheck.verification.reading import find_phrase
from claimcheck.verification.surroundings import says, share_said


def _measured(case: Case) -> tuple[Values, Quantity] | None:
    """The claim's figure and what is on file of its metric; None when it speaks of no recorded one."""
    claim = case.claim
    if claim.template_value or claim.polarity is Polarity.NEGATED:
        return None
    found = measured_by(case)
    if found is None:
        return None
    values = values_of(case, found[0])
    return (values, found[1]) if values.facts or values.worst else None


def _at_best(values: Values, quantity: Quantity) -> bool:
    """Whether the words promise the best case only: "up to 8 hours", "from 18 minutes"."""
    return quantity.op in ((">", ">=") if values.lower_is_better else ("<", "<="))


def figure_contradicted(case: Case) -> Iterator[Ruling]:
    """PF001: better than anything measured; a figure that is no better is borne out."""
    found = _measured(case)
    if found is None:
        return
    values, claimed = found
    tolerance = case.settings.thresholds.figure_tolerance
    if values.is_range:
        yield from _within_range(case, values, claimed)
        return
    top = values.best or values.typical
    if top is None:
        yield from _one_sided(case, values, claimed)
        return
    asked = best_first(values, claimed, top.value.unit)
    if asked is None:
        return
    if _at_best(values, claimed):
        if not is_better(values, asked, _edge(values, top), tolerance):
            yield Support(f"{written(top)} at best on file", (top,))
    elif values.typical and not is_better(
        values, _in(values.typical, asked, top), _edge(values, values.typical), tolerance
    ):
        yield Support(f"{written(values.typical)} on file", (values.typical,))
    elif is_better(values, asked, _edge(values, top), tolerance):
        fact = values.typical or top
        yield case.broken("PF001", "better", *values.facts, fact=written(fact), metric=_name(values))


def _one_sided(case: Case, values: Values, claimed: Quantity) -> Iterator[Ruling]:
    """Only a lower limit is on file ("from -10 °C"): the claim may not go below it."""
    limit = values.worst
    if limit is None:
        return
    asked = convert(claimed.low, claimed.unit, limit.value.unit)
    if asked is not None and asked < limit.value.low:
        yield case.broken("PF001", "better", limit, fact=written(limit), metric=_name(values))
    elif asked is not None:
        yield Support(f"{written(limit)} on file", (limit,))


def _within_range(case: Case, values: Values, claimed: Quantity) -> Iterator[Ruling]:
    """A range such as "-10 to 40 °C": the claim lies in it, or not."""
    limits = [fact for fact in (values.worst, values.best) if fact]
    unit = limits[0].value.unit
    asked = [convert(end, claimed.unit, unit) for end in (claimed.low, claimed.high)]
    edges = [end for fact in limits for end in (fact.value.low, fact.value.high)]
    if all(end is not None and min(edges) <= end <= max(edges) for end in asked):
        yield Support(f"within {' to '.join(written(fact) for fact in _sorted(limits))}", tuple(limits))
    else:
        span = " to ".join(written(fact) for fact in _sorted(limits))
        yield case.broken("PF001", "better", *limits, fact=span, metric=_name(values))


def _sorted(facts: list[Fact[Quantity]]) -> list[Fact[Quantity]]:
    return sorted(facts, key=lambda fact: fact.value.low)


def _edge(values: Values, fact: Fact[Quantity]) -> Decimal:
    """The better end of a fact's own range."""
    return fact.value.low if values.lower_is_better else fact.value.high


def _in(fact: Fact[Quantity], asked: Decimal, top: Fact[Quantity]) -> Decimal:
    """The claimed figure in the unit of another fact of the same metric."""
    value = convert(asked, top.value.unit, fact.value.unit)
    return asked if value is None else value


def _name(values: Values) -> str:
    return values.metric.key.replace("_", " ")


def conditions_omitted(case: Case) -> Iterator[Ruling]:
    """PF003: right only under conditions that the copy leaves out, or measured in a laboratory only."""
    found = _measured(case)
    if found is None:
        return
    values, claimed = found
    fact = _borne_out_by(case, values, claimed)
    if fact is None:
        return
    block = values.metric.block
    conditions = conditions_of(values, fact)
    if block.disclose == "required" and conditions and not said_near(case, conditions):
        yield case.unqualified("PF003", "unsaid", fact, fact=written(fact), conditions=under(conditions))
    elif block.test_setting == "laboratory" and says(
        case.words("PF003", "everyday"), case.around.sentence(case.claim)
    ):
        yield case.unqualified("PF003", "laboratory", fact, fact=written(fact))


def _borne_out_by(case: Case, values: Values, claimed: Quantity) -> Fact[Quantity] | None:
    """The value that the claim rests on: the usual one if that is enough, else the best case."""
    tolerance = case.settings.thresholds.figure_tolerance
    order = (values.best, values.typical) if _at_best(values, claimed) else (values.typical, values.best)
    for fact in order:
        asked = best_first(values, claimed, fact.value.unit) if fact else None
        if fact and asked is not None and not is_better(values, asked, _edge(values, fact), tolerance):
            return fact
    return None


def up_to_overstated(case: Case) -> Iterator[Ruling]:
    """PF004: "up to" more than the best on file, or a best that too few reach."""
    found = _measured(case)
    if found is None or found[0].is_range or not _at_best(*found):
        return
    values, claimed = found
    top = values.best or values.typical
    asked = best_first(values, claimed, top.value.unit) if top else None
    if top is None or asked is None:
        return
    if is_better(values, asked, _edge(values, top), case.settings.thresholds.figure_tolerance):
        yield case.broken("PF004", "above", top, fact=written(top), metric=_name(values))
    elif values.share and values.best and _beyond_typical(case, values, asked):
        limit = _share_limit(case)
        stated = (
            said_near(case, conditions_of(values, values.best))
            if conditions_of(values, values.best)
            else False
        )
        if values.share.value.high < limit and not (stated and limit < 50):
            yield case.unqualified(
                "PF004",
                "few_reach",
                values.share,
                values.best,
                share=written(values.share),
                limit=f"{limit}%",
                fact=written(values.best),
            )


def _beyond_typical(case: Case, values: Values, asked: Decimal) -> bool:
    """Whether the claim goes further than what is usual."""
    if values.typical is None or values.best is None:
        return True
    usual = _edge(values, values.typical)
    return is_better(
        values, _in(values.typical, asked, values.best), usual, case.settings.thresholds.figure_tolerance
    )


def _share_limit(case: Case) -> Decimal:
    """The share of users who must reach "up to": the strictest of the jurisdictions switched on."""
    limits = case.settings.thresholds.upto_share
    chosen = [limits[name] for name in case.settings.jurisdictions if name in limits]
    return max([limits.get("default", Decimal(10)), *chosen])


def maximum_as_typical(case: Case) -> Iterator[Ruling]:
    """PF005: a bare figure that is the best case, not the usual one."""
    found = _measured(case)
    if found is None or found[0].is_range or _at_best(*found):
        return
    values, claimed = found
    best = values.best
    asked = best_first(values, claimed, best.value.unit) if best else None
    tolerance = case.settings.thresholds.figure_tolerance
    if best is None or asked is None or is_better(values, asked, _edge(values, best), tolerance):
        return
    if not _beyond_typical(case, values, asked):
        return
    if values.share and values.share.value.high >= _share_limit(case) and values.typical is None:
        yield Support(f"{written(values.share)} reach {written(best)}", (best, values.share))
    elif _best_case_said(case, values, best):
        yield Support(f"{written(best)} at best on file, and the copy says when", (best,))
    elif values.typical:
        yield case.unqualified(
            "PF005",
            "maximum",
            best,
            values.typical,
            best=written(best),
            typical=written(values.typical),
            metric=_name(values),
        )
    else:
        yield case.unqualified("PF005", "only_best", best, best=written(best), metric=_name(values))


def _best_case_said(case: Case, values: Values, best: Fact[Quantity]) -> bool:
    """Whether the copy shows that this is the best case: its conditions, or a word such as "maximum"."""
    conditions = conditions_of(values, best)
    if conditions and said_near(case, conditions):
        return True
    return says(
        case.words("PF005", "best_case"), case.around.sentence(case.claim) + "\n" + case.segment.header
    )


def metric_mismatch(case: Case) -> Iterator[Ruling]:
    """PF006: the figure is another metric's, which must not be called by the words that are used."""
    value = case.claim.value
    if value is None or case.claim.polarity is Polarity.NEGATED:
        return
    right = metric_of(case)
    sentence = case.around.sentence(case.claim)
    for metric in case.product.performance.values():
        if not fitting(metric, value):
            continue
        values = values_of(case, metric)
        wrong = next((word for word in metric.not_to_be_called if find_phrase(word, sentence)), "")
        same = any(
            convert(value.high, value.unit, fact.value.unit) == _edge(values, fact) for fact in values.facts
        )
        if (
            wrong
            and same
            and not any(find_phrase(name, sentence) for name in names_of(metric))
            and (right is not metric or wrong not in names_of(metric))
        ):
            yield case.broken(
                "PF006",
                "other",
                *values.facts,
                fact=written(values.facts[0]),
                means=metric.means or _name(values),
                word=wrong,
            )
            return


def feature_contradicted(case: Case) -> Iterator[Ruling]:
    """PF007: a capability that the facts deny, or grant only in part. One "no" among several is enough."""
    own = tuple(f for f in case.product.features if says(_names(f), case.claim.text))
    judged = [ruling for feature in own or _features_beside(case) if (ruling := _feature(case, feature))]
    causes = [ruling for ruling in judged if isinstance(ruling, Cause)]
    yield from (causes or judged)[:1]


def _feature(case: Case, feature: FeatureFacts) -> Ruling | None:
    has = case.fact(feature.has)
    if has is None:
        return None
    if case.claim.polarity is Polarity.NEGATED or _denied_beside(case):
        return Support(f"on file: {has.value}", (has,))
    if has.value == "no":
        return case.broken("PF007", "no", has, feature=_called(feature))
    if has.value == "partly" and not said_near(case, feature.conditions):
        return case.unqualified(
            "PF007", "partly", has, feature=_called(feature), conditions=feature.conditions or "in part"
        )
    return Support(f"{_called(feature)}: {has.value}", (has,))


def _denied_beside(case: Case) -> bool:
    """A label whose own cell says no: "Dimmable | No"."""
    segments, index = case.asset.document.segments, case.claim.segment
    if case.claim.prose_end - case.claim.prose_start < len(case.segment.text.strip(" :")) or index + 1 >= len(
        segments
    ):
        return False
    value = segments[index + 1]
    follows = value.section == case.segment.section and value.part == case.segment.part
    return follows and value.text.strip(" .").casefold() in case.words("PF007", "denial")


def _called(feature: FeatureFacts) -> str:
    return feature.called[0] if feature.called else feature.id.replace("-", " ")


def _names(feature: FeatureFacts) -> tuple[str, ...]:
    return (*feature.called, feature.id.replace("-", " "))


def _named_beside(case: Case, names: tuple[str, ...]) -> bool:
    """Whether the claim's sentence says one of the names where no other claim stands."""
    claim = case.claim
    others = [c for c in case.asset.claims if c.segment == claim.segment and c.id != claim.id]
    places = [place for name in names for place in find_phrase(name, case.around.sentence(claim))]
    shifted = ((start + claim.sentence_start, end + claim.sentence_start) for start, end in places)
    return any(all(end <= c.prose_start or start >= c.prose_end for c in others) for start, end in shifted)


def _features_beside(case: Case) -> Iterator[FeatureFacts]:
    """The first feature named in the claim's sentence or its column, where its own words name none.

    Words that another claim of the sentence is made of are that claim's, and a figure of a metric on file
    ("holds 1.5 litres and is dishwasher-safe") speaks of its metric.
    """
    if case.claim.type is not ClaimType.FIGURE or not measured_by(case):
        for feature in case.product.features:
            if _named_beside(case, _names(feature)) or says(_names(feature), case.segment.header):
                yield feature
                return
    if case.claim.type is ClaimType.QUALITY:
        for feature in case.product.features:
            if any(share_said(name, case.claim.text) == 1 for name in feature.called if " " in name):
                yield feature


CHECKS = {
    "PF001": figure_contradicted,
    "PF003": conditions_omitted,
    "PF004": up_to_overstated,
    "PF005": maximum_as_typical,
    "PF006": metric_mismatch,
    "PF007": feature_contradicted,
}
