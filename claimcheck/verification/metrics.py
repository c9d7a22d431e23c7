"""Which recorded property a figure belongs to, and what has to be said with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claimcheck.facts.model import Fact, MetricFacts
from claimcheck.facts.numbers import parse_number
from claimcheck.facts.quantities import QuantityKind, QuantityMatch, kind_of
from claimcheck.facts.units import COUNT, convert, get_unit, same_dimension
from claimcheck.model import ClaimType, Quantity
from claimcheck.verification.case import Case
from claimcheck.verification.reading import find_phrase, find_quantities
from claimcheck.verification.surroundings import content_words, says, share_said

__all__ = [
    "Values",
    "best_first",
    "conditions_of",
    "fitting",
    "is_better",
    "measured_by",
    "metric_of",
    "said_near",
    "same_figure",
    "values_of",
]

#: Claims that are about a measured property only where the copy names it.
NAMED_ONLY = frozenset({ClaimType.PRICE, ClaimType.DISCOUNT, ClaimType.REVIEW})
#: What "halved" takes away.
HALF = Quantity(low=Decimal(50), high=Decimal(50), op="=", unit="percent")
#: More than this share of a condition's words has to be said.
MOST = 0.5
#: Words of conditions that say when or how, and nothing of their own.
FILLERS = frozenset({"after", "before", "during", "within", "between", "using", "used", "use", "about"})


@dataclass(frozen=True, slots=True)
class Values:
    """What is on file of one metric on the day: the usual value and the best case."""

    metric: MetricFacts
    typical: Fact[Quantity] | None
    best: Fact[Quantity] | None
    worst: Fact[Quantity] | None
    share: Fact[Quantity] | None

    @property
    def lower_is_better(self) -> bool:
        return self.metric.block.better == "lower"

    @property
    def is_range(self) -> bool:
        """Whether it is a span to stay within (temperatures from -10 to 40 °C) and has no better end."""
        ends = [fact for fact in (self.best, self.worst) if fact]
        return self.typical is None and len(ends) == 2 and get_unit(ends[0].value.unit).signed

    @property
    def facts(self) -> tuple[Fact[Quantity], ...]:
        return tuple(fact for fact in (self.typical, self.best) if fact)


def values_of(case: Case, metric: MetricFacts) -> Values:
    """Resolve the metric's values; with ``better: lower`` the smallest is the best case."""
    lowest, highest = case.fact(metric.min), case.fact(metric.max)
    best, worst = (lowest, highest) if metric.block.better == "lower" else (highest, lowest)
    return Values(metric, case.fact(metric.typical), best, worst, case.fact(metric.share_reaching_max))


def measured_by(case: Case) -> tuple[MetricFacts, Quantity] | None:
    """The metric that the claim speaks of, and the figure that is its value.

    Of its dimension, and named nearest to it: the claim's own words count before its sentence, the
    sentence before a table's header and the heading above. A figure inside the metric's own name ("10% to
    80%") is no value of it. Without any name: the only metric that has exactly this value on file. Money
    and shares of people are prices and reviews, unless a metric is named for them.
    """
    if "measured" not in case.worked_out:
        case.worked_out["measured"] = _measured_by(case)
    found: tuple[MetricFacts, Quantity] | None = case.worked_out["measured"]
    return found


def _measured_by(case: Case) -> tuple[MetricFacts, Quantity] | None:
    figures = _figures(case)
    metrics = case.product.performance.values()
    for value in figures:
        named = [
            (rank, order, m)
            for order, m in enumerate(metrics)
            if fitting(m, value) and (rank := _nearness(case, m, value)) is not None
        ]
        if named:
            return min(named, key=lambda found: found[:2])[2], value
    if case.claim.type in NAMED_ONLY:
        return None
    for value in figures:
        equal = [m for m in metrics if fitting(m, value) and _has_value(m, value)]
        if len(equal) == 1:
            return equal[0], value
    return None


def _figures(case: Case) -> tuple[Quantity, ...]:
    """The figures that the claim may state: its main one first, then the others in its words."""
    others = (m.quantity for m in find_quantities(case.claim.text))
    known = [q for q in (case.claim.value, *others) if q is not None]
    sums = [replace(q, unit=q.unit.split("/")[0]) for q in known if kind_of(q.unit) is QuantityKind.MONEY]
    half = [HALF] if says(case.words("PF001", "halved"), case.claim.text) else []
    return tuple(dict.fromkeys((*half, *known, *sums)))


def metric_of(case: Case) -> MetricFacts | None:
    found = measured_by(case)
    return found[0] if found else None


def fitting(metric: MetricFacts, value: Quantity) -> bool:
    """Whether the metric is measured in what the figure counts."""
    known = (*metric.typical, *metric.max, *metric.min)
    return any(same_dimension(value.unit, fact.value.unit) for fact in known)


def names_of(metric: MetricFacts) -> tuple[str, ...]:
    return (*metric.called, metric.key.replace("_", " "))


def _nearness(case: Case, metric: MetricFacts, value: Quantity) -> tuple[int, int, int] | None:
    """Where the metric is named, best first: (ring, distance in characters, minus length)."""
    claim, segment = case.claim, case.segment
    best: tuple[int, int, int] | None = None
    for name in names_of(metric):
        if any(m.quantity == value for m in find_quantities(name)):
            continue
        for start, end in find_phrase(name, segment.text):
            if end <= claim.prose_start or start >= claim.prose_end:
                gap = claim.prose_start - end if end <= claim.prose_start else start - claim.prose_end
                inside = claim.sentence_start <= start < claim.sentence_end
                rank = (1 if inside else 4, max(0, gap), start - end)
            else:
                rank = (0, _to_figure(case, value, start, end), start - end)
            best = min(best, rank) if best else rank
        for ring, text in ((2, segment.header), (3, segment.section[-1] if segment.section else "")):
            if text and find_phrase(name, text):
                rank = (ring, 0, -len(name))
                best = min(best, rank) if best else rank
    return best if best is None or best[0] < 4 else None


def _to_figure(case: Case, value: Quantity, start: int, end: int) -> int:
    """Characters between a name inside the claim and the figure."""
    offset = case.claim.prose_start
    figure = next((m for m in find_quantities(case.claim.text) if m.quantity == value), None)
    return max(offset + figure.start - end, start - offset - figure.end, 0) if figure else 0


def _has_value(metric: MetricFacts, value: Quantity) -> bool:
    known = (*metric.typical, *metric.max, *metric.min)
    return any(convert(value.high, value.unit, f.value.unit) == f.value.high for f in known)


def is_better(values: Values, claimed: Decimal, fact: Decimal, tolerance: Decimal) -> bool:
    """Whether the claimed figure is better than the fact by more than the tolerance (a percentage).

    Uptime-like figures (``complement``) are compared by what is missing to 100.
    """
    if values.metric.block.complement:
        claimed, fact = 100 - fact, 100 - claimed
    slack = abs(fact) * tolerance / 100
    return claimed < fact - slack if values.lower_is_better else claimed > fact + slack


def best_first(values: Values, quantity: Quantity, unit: str) -> Decimal | None:
    """The better end of a claimed range, in the fact's unit."""
    side = quantity.low if values.lower_is_better and quantity.op not in ("<", "<=") else quantity.high
    return convert(side, quantity.unit, unit)


def conditions_of(values: Values, fact: Fact[Quantity]) -> str:
    """The conditions recorded for this value: by its own name, else for all."""
    conditions = fact.block.conditions or values.metric.block.conditions
    kinds = ("typical", "value") if fact is values.typical else ("max", "min")
    own = [conditions[kind] for kind in kinds if kind in conditions]
    return own[0] if own else conditions.get("", "")


def said_near(case: Case, conditions: str) -> bool:
    """Whether the copy states the conditions beside the claim: every part of them, figures and words."""
    near = case.around.near(case.claim) if not case.headline else case.around.beside(case.claim)
    parts = [part.strip() for part in conditions.replace(";", ",").split(",") if part.strip()]
    return bool(parts) and all(_part_said(part, near) for part in parts)


def _part_said(part: str, text: str) -> bool:
    """Every measure of the part, and more than half of its words.

    A bare number counts for neither, but where the part has at most one word beside it ("12 of 30 rooms").
    """
    figures = find_quantities(part)
    words = _words_alone(part, figures)
    wanted = [m.quantity for m in figures if m.quantity and (m.quantity.unit != COUNT or len(words) < 2)]
    present = [m.quantity for m in find_quantities(text) if m.quantity]
    if not all(any(same_figure(one, other) for other in present) for one in wanted):
        return False
    return share_said(" ".join(words), text) > MOST if words else bool(wanted)


def _words_alone(part: str, figures: Sequence[QuantityMatch]) -> tuple[str, ...]:
    """The words of a condition without its figures, and without numbers in words ("one volunteer")."""
    for match in reversed(figures):
        part = f"{part[: match.start]} {part[match.end :]}"
    return tuple(word for word in content_words(part) if word not in FILLERS and not _is_number(word))


def _is_number(word: str) -> bool:
    try:
        parse_number(word)
    except ValueError:
        return False
    return True


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one figure, whatever their units."""
    return (
        convert(other.high, other.unit, one.unit) == one.high
        and convert(other.low, other.unit, one.unit) == one.low
    )
