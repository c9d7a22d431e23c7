"""What can be had, how it travels and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from claimcheck.errors import SourceLocation
from claimcheck.facts.model.fact import NO_BLOCK, NOWHERE, Block, Fact
from claimcheck.model import Quantity


@dataclass(frozen=True, slots=True)
class Variant:
    sku: str
    gtin: str = ""
    called: tuple[str, ...] = ()  # every other attribute's words: colour, size, model
    where: SourceLocation = NOWHERE


@dataclass(frozen=True, slots=True)
class Incoming:
    units: Quantity
    arrives: date
    confirmed: bool
    where: SourceLocation
    sku: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class StockFacts:
    """Stock of one pool: the product, one variant, one location, one channel or one region."""

    availability: tuple[Fact[str], ...] = ()  # in_stock | out_of_stock | preorder | backorder | discontinued
    held_by: tuple[Fact[str], ...] = ()  # us | supplier | made_to_order | marketplace_seller
    units: tuple[Fact[Quantity], ...] = ()
    allocated: tuple[Fact[Quantity], ...] = ()
    days_of_cover: tuple[Fact[Quantity], ...] = ()
    available_from: tuple[Fact[date], ...] = ()
    edition_size: tuple[Fact[Quantity], ...] = ()
    incoming: tuple[Incoming, ...] = ()
    as_of: Fact[datetime] | None = None
    source: str = ""
    by_location: Mapping[str, StockFacts] = field(default_factory=dict)
    by_variant: Mapping[str, StockFacts] = field(default_factory=dict)  # by SKU
    by_channel: Mapping[str, StockFacts] = field(default_factory=dict)
    by_region: Mapping[str, StockFacts] = field(default_factory=dict)


NO_STOCK = StockFacts()


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """How and when an order leaves and arrives. ``transit`` is by region word as written, lower-cased."""

    handling: tuple[Fact[Quantity], ...] = ()
    lead_time: tuple[Fact[Quantity], ...] = ()
    cutoff: tuple[Fact[time], ...] = ()
    timezone: tuple[Fact[str], ...] = ()
    working_days: tuple[Fact[tuple[int, ...]], ...] = ()  # 0 Monday
    holidays: tuple[Fact[tuple[date, ...]], ...] = ()
    transit: Mapping[str, tuple[Fact[Quantity], ...]] = field(default_factory=dict)
    excluded: tuple[Fact[tuple[str, ...]], ...] = ()
    surcharges: Mapping[str, tuple[Fact[Quantity], ...]] = field(default_factory=dict)
    charge: tuple[Fact[Quantity], ...] = ()
    free_over: tuple[Fact[Quantity], ...] = ()
    on_time_rate: tuple[Fact[Quantity], ...] = ()
    guaranteed: tuple[Fact[str], ...] = ()  # "none" or the service's name
    guarantee_terms: tuple[Fact[str], ...] = ()
    as_of: Fact[datetime] | None = None
    holidays_of: tuple[Fact[tuple[str, ...]], ...] = ()  # places whose public holidays are kept


NO_DELIVERY = DeliveryFacts()


@dataclass(frozen=True, slots=True)
class PriceRun:
    """One entry of a price history; both ends included, ``through`` None while it lasts."""

    first: date
    through: date | None
    value: Quantity
    sold: Quantity | None
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class PriceFacts:
    value: tuple[Fact[Quantity], ...] = ()
    includes_tax: tuple[Fact[bool], ...] = ()
    history: tuple[PriceRun, ...] = ()


NO_PRICES = PriceFacts()


@dataclass(frozen=True, slots=True)
class Run:
    """An earlier run of an offer; both ends included."""

    first: datetime
    through: datetime
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class OfferFacts:
    id: str
    where: SourceLocation
    says: Fact[str] | None = None
    code: Fact[str] | None = None
    price: Fact[Quantity] | None = None
    valid_from: Fact[datetime] | None = None
    valid_through: Fact[datetime] | None = None
    timezone: str = ""
    excludes: Fact[tuple[str, ...]] | None = None
    conditions: Fact[str] | None = None
    minimum_order: Fact[Quantity] | None = None
    demand_estimate: Fact[Quantity] | None = None
    history: tuple[Run, ...] = ()
    coverage: Fact[Quantity] | None = None  # percent of items, dates or stock at this price
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    name: str
    amount: Quantity | None
    when: str
    where: SourceLocation
