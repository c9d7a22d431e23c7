"""When does it leave, when does it arrive, and where to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from claimcheck.facts.dates import find_dates
from claimcheck.facts.delivery import arrival, resolve_delivery
from claimcheck.facts.model import Fact, Product
from claimcheck.facts.regions import Region
from claimcheck.facts.resolve import delivery_of, holds
from claimcheck.facts.times import find_times
from claimcheck.model import ClaimType, CueKind, DocumentCause, Polarity, Quantity, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling, Support
from claimcheck.verification.objections import products_of
from claimcheck.verification.places import named, region
from claimcheck.verification.plain import day, figure, with_article
from claimcheck.verification.spans import Days, Fit, days_of, fit
from claimcheck.verification.surroundings import figure_in, find_any, says

#: What a sense promises when the copy gives no figure, in days.
PROMISED = {"ships-today": 0, "ships-tomorrow": 1, "same-day": 0, "next-day": 1}
VAGUE = frozenset({"ships-fast", "fast", "service-hours"})


def promised(case: Case) -> Days | None:
    """The days that the claim promises; None when it names neither a figure nor a day."""
    vague = case.claim.sense == "service-hours" or (case.claim.sense in VAGUE and not figure_in(case.claim))
    if vague or case.claim.polarity is Polarity.NEGATED:
        return None
    if _names_a_day(case):
        days = Decimal(PROMISED.get(case.claim.sense, 1))
        return Days(days, days)
    value = figure_in(case.claim)
    if value is not None and value.op in (">", ">="):
        return None  # "from 2 days": no upper limit is promised
    return days_of(value)


def _names_a_day(case: Case) -> bool:
    """ "Today", "next day", "overnight": a day that is counted in working days, up to a cut-off."""
    if case.claim.sense in PROMISED:
        return True
    return figure_in(case.claim) is None and says(case.words("DL002", "next_day"), case.claim.text)


def handling(case: Case) -> Fact[Quantity] | None:
    """How long an order stays in the house: what is made or bought to order takes its lead time."""
    delivery = case.delivery
    return case.fact(delivery.lead_time) or case.fact(delivery.handling)


def transit(case: Case) -> Fact[Quantity] | None:
    """The transit to where the copy or the asset speaks of, else the fastest on file.

    Where the copy names a place that takes several ways, the slowest of them decides.
    """
    ways = [
        (area, fact)
        for words, facts in case.delivery.transit.items()
        if (fact := case.fact(facts)) and (area := region(words, case.world))
    ]
    said, shown = places(case), shown_in(case)
    for asked, choose in ((said, max), (shown, min)):
        fitting = [fact for area, fact in ways if any(area.overlaps(place) for place in asked)]
        if fitting:
            return choose(fitting, key=_longest)
    return min((fact for _, fact in ways), key=_longest, default=None)


def _longest(fact: Fact[Quantity]) -> Decimal:
    days = days_of(fact.value)
    return days.high if days else Decimal(0)


def places(case: Case) -> tuple[Region, ...]:
    """Regions that the claim names, else its sentence."""
    known = case.world
    return named(case.claim.text, known) or named(case.around.sentence(case.claim), known)


def shown_in(case: Case) -> tuple[Region, ...]:
    """Regions in which the asset is shown, as far as they are known."""
    known = case.world
    return tuple(found for words in case.regions if (found := region(words, known)))


def dispatch_contradicted(case: Case) -> Iterator[Ruling]:
    """DL001: leaves later than promised, or not after the cut-off.

    "We ship across the EU in 2 days" names where to: readers take it for the day of arrival.
    """
    if case.claim.value is not None and named(case.claim.text, case.world):
        yield from delivery_contradicted(case)
        return
    promise, fact = promised(case), handling(case)
    takes = days_of(fact.value) if fact else None
    if promise is None or fact is None or takes is None:
        return
    facts: tuple[Fact[object], ...] = (fact,)
    if _judge(case, promise, takes) is Fit.BROKEN:
        yield case.broken("DL001", "slower", *facts, handling=figure(fact.value))
        return
    cutoff, said = case.fact(case.delivery.cutoff), _cutoff_said(case)
    if cutoff and said and said > cutoff.value:
        yield case.broken(
            "DL001", "after_cutoff", fact, cutoff, cutoff=f"{cutoff.value:%H:%M}", said=f"{said:%H:%M}"
        )
    elif (
        cutoff and not takes.high and not promise.high and says(case.words("DL001", "any_time"), _near(case))
    ):
        yield case.broken("DL001", "any_time", fact, cutoff, cutoff=f"{cutoff.value:%H:%M}")
    else:
        yield Support(f"leaves within {figure(fact.value)}", facts)


def delivery_contradicted(case: Case) -> Iterator[Ruling]:
    """DL002: arrives later than promised, or too seldom on time."""
    promise = promised(case)
    total, facts = journey(case)
    if promise is None or total is None:
        return
    if _judge(case, promise, total) is Fit.BROKEN:
        yield case.broken("DL002", "slower", *facts, takes=_said(total))
        return
    said, cutoff = _cutoff_said(case), case.fact(case.delivery.cutoff)
    if said and cutoff and said > cutoff.value and promise.high <= total.high + 1:
        yield case.broken(
            "DL002", "after_cutoff", *facts, cutoff, said=f"{said:%H:%M}", cutoff=f"{cutoff.value:%H:%M}"
        )
        return
    rate = case.fact(case.delivery.on_time_rate)
    limit = case.settings.thresholds.on_time_rate
    if rate and rate.value.high < limit and not case.has(CueKind.TYPICAL):
        yield case.broken("DL002", "late", *facts, rate, rate=figure(rate.value), limit=f"{limit}%")
        return
    yield Support(f"handling and transit take {_said(total)}", facts)


def journey(case: Case) -> tuple[Days | None, tuple[Fact[object], ...]]:
    """Handling and transit together, with the facts; None when nothing says how long the way is."""
    stay, way = handling(case), transit(case)
    facts: tuple[Fact[object], ...] = tuple(f for f in (stay, way) if f)
    spans = [days for f in (stay, way) if f and (days := days_of(f.value))]
    if not spans or (way is None and not (spans[0].low > 1)):
        return None, facts
    total = spans[0] if len(spans) == 1 else spans[0] + spans[1]
    return total, facts


def _judge(case: Case, promise: Days, takes: Days) -> Fit:
    """The longest promised against the longest on file; "usually" against the shortest."""
    basis = promise.basis
    if _names_a_day(case):
        basis = takes.basis  # "next day" is read as the next working day; DL003 asks whether it says so
    worst = takes.low if case.has(CueKind.TYPICAL) else takes.high
    return fit(promise.high, basis, worst, takes.basis)


def _said(days: Days) -> str:
    words = {"working": "working days", "calendar": "days", "": "days"}[days.basis]
    low, high = (
        f"{n:f}".rstrip("0").rstrip(".") if "." in f"{n:f}" else f"{n:f}" for n in (days.low, days.high)
    )
    if days.low == days.high:
        return f"{high} {words if days.high != 1 else words[:-1]}"
    return f"{low} to {high} {words}"


def _near(case: Case) -> str:
    return case.around.near(case.claim)


def _cutoff_said(case: Case) -> time | None:
    """The last clock time in the sentence, or in what stands beside it."""
    for text in (case.around.sentence(case.claim), case.around.beside(case.claim)):
        times = find_times(text)
        if times:
            hour, minute = times[-1].value.split(":")
            return time(int(hour), int(minute))
    return None


def day_basis_unclear(case: Case) -> Iterator[Ruling]:
    """DL003: days without "working", or a same or next day without its cut-off."""
    promise = promised(case)
    if promise is None:
        return
    if case.claim.type is ClaimType.DISPATCH:
        fact = handling(case)
        takes = days_of(fact.value) if fact else None
        facts: tuple[Fact[object], ...] = (fact,) if fact else ()
    else:
        takes, facts = journey(case)
    if takes is None:
        return
    fits = _judge(case, promise, takes)
    if _names_a_day(case):
        cutoff = case.fact(case.delivery.cutoff)
        if fits is Fit.KEPT and cutoff and _cutoff_said(case) is None:
            yield case.unqualified("DL003", "cutoff", cutoff, *facts, cutoff=f"{cutoff.value:%H:%M}")
    elif fits is Fit.UNCLEAR:
        yield case.unqualified("DL003", "working", *facts, takes=_said(takes))


def guarantee_unbacked(case: Case) -> Iterator[Ruling]:
    """DL005: delivery or dispatch called guaranteed without a guaranteed service."""
    if case.claim.polarity is Polarity.NEGATED:
        return
    if case.claim.sense != "guaranteed" and not case.has(CueKind.GUARANTEE):
        return
    service = case.fact(case.delivery.guaranteed)
    if service and service.value == "none":
        yield case.broken("DL005", "none", service)
    elif service:
        yield Support(f"guaranteed by {service.value}", (service,))
    elif case.delivery.handling or case.delivery.transit:
        yield case.unproven("DL005", "not_on_file")


def arrival_infeasible(case: Case) -> Iterator[Ruling]:
    """DL006: cannot arrive by the day or feast named, when ordered on the last day named."""
    goal = _goal(case)
    total, facts = journey(case)
    if goal is None or total is None or case.claim.polarity is Polarity.NEGATED:
        return
    ordered = _last_order_day(case, goal) or case.day
    arrives = _arrival(case, ordered)
    if arrives is None:
        return
    if arrives > goal:
        yield case.broken(
            "DL006",
            "late",
            *facts,
            ordered=day(ordered),
            arrives=day(arrives),
            goal=day(goal),
            takes=_said(total),
        )
    else:
        yield Support(f"ordered on {day(ordered)} it arrives by {day(arrives)}", facts)


def _goal(case: Case) -> date | None:
    """The day by which the copy says it arrives: the latest day or feast of the sentence.

    A lone day after "order by" is the last day to order, and no promise of arrival.
    """
    if case.claim.sense not in ("by-date", "by-event", "guaranteed"):
        return None
    sentence = case.around.sentence(case.claim)
    found = [match.value for match in find_dates(sentence, case.day)]
    said = found or ([case.claim.date] if case.claim.date else [])
    goals = [value for value in said if value.event] or said
    if not goals or (len(said) == 1 and not said[0].event and says(case.words("DL006", "order"), sentence)):
        return None
    goal = max(goals, key=lambda value: value.last)
    before = bool(goal.event) and says(("before",), sentence)
    return goal.last - timedelta(days=1) if before else goal.last


def _last_order_day(case: Case, goal: date) -> date | None:
    """The last day to order that the sentence or its neighbours name, before the day of arrival."""
    for text in (case.around.sentence(case.claim), case.around.near(case.claim)):
        if says(case.words("DL006", "order"), text):
            days = [
                m.value.last for m in find_dates(text, case.day) if not m.value.event and m.value.last < goal
            ]
            if days:
                return max(days)
    return None


def _arrival(case: Case, ordered: date) -> date | None:
    """The latest day of arrival of an order placed in time on that day; None when nothing bounds it."""
    way = transit(case)
    known = resolve_delivery(case.delivery, case.settings, case.at, case.ask(case.claim.variant))
    known = replace(known, transit=way.value if way else None)
    moment = datetime.combine(ordered, known.cutoff or time(12), known.zone)
    return arrival(moment, known).latest


def silent_long_lead_time(case: DocumentCase) -> Iterator[DocumentCause]:
    """DL007: the copy asks for an order, says nothing about when it comes, and that is long."""
    asks = next(
        (
            (i, found)
            for i, segment in enumerate(case.asset.document.segments)
            if (found := find_any(case.words("DL007", "order"), segment.text))
        ),
        None,
    )
    timed = (ClaimType.DELIVERY, ClaimType.DISPATCH, ClaimType.DATE)
    if asks is None or any(claim.type in timed for claim in case.asset.claims):
        return
    limit = case.settings.thresholds.long_lead_time_days
    for product in products_of(case):
        fact = _lead_time(case, product)
        takes = days_of(fact.value) if fact else None
        if (
            fact
            and takes
            and takes.calendar().high > limit
            and not says(case.words("DL007", "wait"), case.around.whole())
        ):
            yield case.found(
                case.cause(
                    "DL007",
                    "silent",
                    VerdictState.NEEDS_QUALIFICATION,
                    facts=(fact,),
                    product=with_article(product.name),
                    takes=figure(fact.value),
                ),
                *asks,
            )
            return


def _lead_time(case: DocumentCase, product: Product) -> Fact[Quantity] | None:
    delivery = delivery_of(case.facts, product)
    for facts in (delivery.lead_time, delivery.handling):
        if facts and (fact := holds(facts, case.at, case.ask()).fact):
            return fact
    return None


CHECKS = {
    "DL001": dispatch_contradicted,
    "DL002": delivery_contradicted,
    "DL003": day_basis_unclear,
    "DL005": guarantee_unbacked,
    "DL006": arrival_infeasible,
}
DOCUMENT_CHECKS = {"DL007": silent_long_lead_time}
