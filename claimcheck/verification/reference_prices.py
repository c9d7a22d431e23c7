"""The price that a saving is told from: whether it was charged, for long enough, lately, and to buyers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from claimcheck.facts.model import PriceRun
from claimcheck.facts.units import convert
from claimcheck.model import ClaimType, Quantity
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.offers import amount, running, the_offers
from claimcheck.verification.plain import day, figure, number
from claimcheck.verification.reading import find_quantities

#: A price that rose so shortly before a reduction gives the reduction nothing to start from.
JUST_BEFORE = timedelta(days=30)


def reference_price_unsupported(case: Case) -> Iterator[Ruling]:
    """PR002: a "was" price that was not really charged; under EU law above the lowest of the last 30 days."""
    claimed = case.claim.value
    if case.claim.type is ClaimType.DISCOUNT:
        yield from _from_raised_price(case)
    if case.claim.sense == "was-price" and claimed is not None:
        yield from _was(case, claimed)


def _was(case: Case, claimed: Quantity) -> Iterator[Ruling]:
    usual, history = case.fact(case.product.price.value), case.product.price.history
    usual_is_old = usual and any(offer.price and running(case, offer) for offer in the_offers(case))
    values = [run.value for run in history] + ([usual.value] if usual and usual_is_old else [])
    facts = (usual,) if usual else ()
    if not values:
        if usual:
            yield case.unproven("PR002", "no_history", usual)
    elif not any(amount(claimed, value.unit) == value.high for value in values):
        highest = max(values, key=lambda value: value.high)
        yield case.broken("PR002", "never", *facts, highest=figure(highest))
    elif lowest := _lowest_lately(case, claimed):
        yield case.broken("PR002", "lowest", *facts, lowest=figure(lowest))
    elif weakness := _weakness(case, claimed):
        sentence, told = weakness
        told_values: dict[str, Any] = {"price": figure(claimed), **told}
        yield case.broken("PR002", sentence, *facts, **told_values)
    else:
        yield Support(f"{figure(claimed)} is in the price history", facts)


# ---------------------------------------------------------------- long enough, lately, and to buyers


def _weakness(case: Case, claimed: Quantity) -> tuple[str, dict[str, str]] | None:
    """Why a price in the history is none to compare with: the message's name and what it is filled with."""
    history = case.product.price.history
    runs = [run for run in history if amount(claimed, run.value.unit) == run.value.high]
    if not runs:  # the usual price of today, which an offer undercuts
        return None
    spans = {key: _rule_span(case, key) for key in ("least", "lately")}
    days = sum((_last(case, run) - run.first).days + 1 for run in runs)
    ended = max(_last(case, run) for run in runs)
    share = _share_sold(history, runs)
    if days < spans["least"].days and not _sold_enough(case, share):
        charged = f"{days} day" if days == 1 else f"{days} days"
        return "brief", {"days": charged, "least": case.words("PR002", "least")[0]}
    if case.day - ended > spans["lately"]:
        return "long_ago", {"ended": day(ended), "lately": case.words("PR002", "lately")[0]}
    if share is not None and share < _rule_share(case):
        sold = sum((run.sold.high for run in runs if run.sold), Decimal(0))
        return "few_sold", {"sold": number(sold), "all": number(_sold(history))}
    return None


def _sold_enough(case: Case, share: Decimal | None) -> bool:
    """Where the law lets many sales stand in for a long time."""
    enough = case.words("PR002", "or_sold")
    return bool(enough) and share is not None and share >= _share_of(enough[0])


def _last(case: Case, run: PriceRun) -> date:
    return min(run.through or case.day, case.day)


def _share_sold(history: tuple[PriceRun, ...], runs: list[PriceRun]) -> Decimal | None:
    """The share of all recorded sales that were made at the price; None where a count is missing."""
    total = _sold(history)
    if not total or any(run.sold is None for run in history):
        return None
    return 100 * _sold(tuple(runs)) / total


def _sold(runs: tuple[PriceRun, ...]) -> Decimal:
    return sum((run.sold.high for run in runs if run.sold), Decimal(0))


def _rule_span(case: Case, key: str) -> timedelta:
    """A length of time that the rule's file sets."""
    value = next(m.quantity for m in find_quantities(case.words("PR002", key)[0]) if m.quantity)
    days = convert(value.high, value.unit, "day")
    return timedelta(days=float(days)) if days is not None else timedelta(0)


def _rule_share(case: Case) -> Decimal:
    """The least share of sales that the rule's file sets, in percent."""
    return _share_of(case.words("PR002", "sold")[0])


def _share_of(text: str) -> Decimal:
    return next(m.quantity.high for m in find_quantities(text) if m.quantity)


# ---------------------------------------------------------------- lower before, or raised just before


def _lowest_lately(case: Case, claimed: Quantity) -> Quantity | None:
    """Where the law asks for it: a price before the reduction that was lower than the one claimed."""
    if not case.words("PR002", "lowest_of"):
        return None
    back = _rule_span(case, "lowest_of")
    history = case.product.price.history
    current = next((run for run in history if run.through is None or run.through >= case.day), None)
    begins = current.first if current else case.day
    lately = [
        run.value
        for run in history
        if run is not current and run.first < begins and (run.through is None or run.through >= begins - back)
    ]
    lowest = min(lately, key=lambda value: value.high, default=None)
    asked = amount(claimed, lowest.unit) if lowest else None
    return lowest if lowest and asked is not None and asked > lowest.high else None


def _from_raised_price(case: Case) -> Iterator[Ruling]:
    """A saving that is taken from a price that was raised just before."""
    rise = _raised_before(case)
    if rise:
        before, after = rise
        yield case.broken(
            "PR002", "raised", before=figure(before.value), after=figure(after.value), date=day(after.first)
        )


def _raised_before(case: Case) -> tuple[PriceRun, PriceRun] | None:
    """The price before a rise, and the risen one, when it is the one that the offer begins from."""
    history = sorted(case.product.price.history, key=lambda run: run.first)
    for offer in the_offers(case):
        begins = offer.valid_from.value.date() if offer.valid_from else None
        steps = [pair for pair in pairwise(history) if begins and _stands(pair, begins)]
        if begins and steps:
            before, after = steps[-1]
            if after.value.high > before.value.high and begins - after.first <= JUST_BEFORE:
                return before, after
    return None


def _stands(step: tuple[PriceRun, PriceRun], begins: date) -> bool:
    """Whether a change of price came before the offer; a fall on its first day is the offer itself."""
    before, after = step
    return after.first < begins or (after.first == begins and after.value.high > before.value.high)


CHECKS = {"PR002": reference_price_unsupported}
