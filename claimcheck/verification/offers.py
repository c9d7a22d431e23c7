"""Prices, savings, gifts and deadlines against the offers on file."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claimcheck.facts.model import OfferFacts
from claimcheck.facts.units import convert
from claimcheck.model import ClaimType, Quantity
from claimcheck.verification.case import Case
from claimcheck.verification.reading import find_quantities
from claimcheck.verification.surroundings import says

__all__ = ["amount", "ends", "first_of_kind", "money_near", "offers_of", "running", "saving_of", "the_offers"]


def offers_of(case: Case) -> tuple[OfferFacts, ...]:
    """The product's offers, then the company's."""
    company = case.facts.company
    return case.product.offers + (company.offers if company and company is not case.product else ())


def running(case: Case, offer: OfferFacts) -> bool:
    """Whether the offer runs at the moment of judgement."""
    starts = offer.valid_from.value if offer.valid_from else None
    ends_at = offer.valid_through.value if offer.valid_through else None
    return (starts is None or starts <= case.at) and (ends_at is None or case.at <= ends_at)


def the_offers(case: Case) -> tuple[OfferFacts, ...]:
    """The offers that the copy may mean: those it names, else those that run, else all."""
    known = offers_of(case)
    named = tuple(offer for offer in known if _named(case, offer))
    return named or tuple(offer for offer in known if running(case, offer)) or known


def _named(case: Case, offer: OfferFacts) -> bool:
    """Whether the copy near the claim gives the offer's code, words, saving or price."""
    near = case.around.beside(case.claim)
    if offer.code and says((offer.code.value,), near):
        return True
    if offer.says and says((offer.says.value,), near):
        return True
    saving = saving_of(case, offer)
    figures = [match.quantity for match in find_quantities(near) if match.quantity]
    return any(saving and q.unit == "percent" and abs(q.high - saving) < 1 for q in figures)


def saving_of(case: Case, offer: OfferFacts) -> Decimal | None:
    """The saving in percent: as the offer says it, else from its price and the usual one."""
    if offer.says:
        for match in find_quantities(offer.says.value):
            if match.quantity and match.quantity.unit == "percent":
                return match.quantity.high
        if says(("half price",), offer.says.value):
            return Decimal(50)
    usual = case.fact(case.product.price.value)
    if offer.price is None or usual is None or not usual.value.high:
        return None
    price = amount(offer.price.value, usual.value.unit)
    return None if price is None else 100 * (1 - price / usual.value.high)


def amount(quantity: Quantity, unit: str) -> Decimal | None:
    """Money in the unit of a price on file; "36 pounds a year" is 36 pounds where that is the price."""
    value = convert(quantity.high, quantity.unit, unit)
    return convert(quantity.high, quantity.unit.split("/")[0], unit) if value is None else value


def ends(case: Case, offer: OfferFacts) -> datetime | None:
    """The recorded end, as the clock stands in the offer's own time zone."""
    if offer.valid_through is None:
        return None
    end = offer.valid_through.value
    try:
        return end.astimezone(ZoneInfo(offer.timezone or case.settings.timezone))
    except (ZoneInfoNotFoundError, ValueError):
        return end


def money_near(value: Quantity, text: str) -> bool:
    """Whether the text names this sum of money."""
    return any(
        match.quantity and amount(match.quantity, value.unit) == value.high for match in find_quantities(text)
    )


def first_of_kind(case: Case, *types: ClaimType) -> bool:
    """Whether this is the document's first claim of these types about the product."""
    first = next((c for c in case.asset.claims if c.type in types and c.subject == case.claim.subject), None)
    return first is case.claim or (first is not None and first.id == case.claim.id)
