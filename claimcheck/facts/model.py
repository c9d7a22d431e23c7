"""The nouns of the facts: what a company knows about its products, with dates, places and proof.

Names follow ``docs/facts.md``. Every value that a person wrote is a ``Fact``: the parsed value, the
words as written, its place in the file and the block around it. A tuple of facts means "several
values, by date or scope"; ``facts.resolve`` picks the one that holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from claimcheck.errors import SourceLocation
from claimcheck.model import Quantity

Day = date  # for nouns with a field called "date"
NOWHERE = SourceLocation("")
T_co = TypeVar("T_co", covariant=True)  # a frozen fact about a quantity is a fact about an object


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact holds. An empty tuple means everywhere."""

    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The keys that may stand around any fact (date, window, scope, conditions, proof)."""

    as_of: datetime | None = None
    max_age: timedelta | None = None
    valid_from: datetime | None = None
    valid_through: datetime | None = None  # inclusive: a bare date is its last second
    only_for: Scope = Scope()
    conditions: Mapping[str, str] = field(default_factory=dict)  # "typical"/"max"/"min"/"" -> words
    disclose: str = "recommended"  # required | recommended | not_needed
    test_setting: str = ""  # laboratory | field | customer_data
    better: str = "higher"  # higher | lower
    complement: bool = False
    evidence: tuple[str, ...] = ()
    period: tuple[date, date] | None = None
    owner: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    as_of_is_day: bool = False  # ``as_of`` was written as a bare date: its age counts from that day's end


@dataclass(frozen=True, slots=True)
class Fact(Generic[T_co]):
    """One value on file. ``key`` is dotted and starts with the product's id (``trek-2.stock.units``)."""

    key: str
    value: T_co
    text: str  # as written
    where: SourceLocation
    block: Block = Block()


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
    held_by: tuple[Fact[str], ...] = ()       # us | supplier | made_to_order | marketplace_seller
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
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class MetricFacts:
    """One measured property. Each of the values may be given several times, by date or scope."""

    key: str
    where: SourceLocation
    called: tuple[str, ...] = ()
    means: str = ""
    not_to_be_called: tuple[str, ...] = ()
    typical: tuple[Fact[Quantity], ...] = ()  # a plain value or `value:` counts as typical
    max: tuple[Fact[Quantity], ...] = ()
    min: tuple[Fact[Quantity], ...] = ()
    text: tuple[Fact[str], ...] = ()  # a value that is no quantity ("Dolby Atmos")
    share_reaching_max: tuple[Fact[Quantity], ...] = ()
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    id: str
    where: SourceLocation
    called: tuple[str, ...] = ()
    has: tuple[Fact[str], ...] = ()  # yes | no | partly
    conditions: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    id: str
    where: SourceLocation
    metric: str = ""
    baseline: str = ""
    baseline_kind: str = ""  # own_previous | competitor | market | without_product
    ratio: Fact[Quantity] | None = None
    scope: str = ""
    verify_at: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class SuperlativeFacts:
    claim: Fact[str]
    where: SourceLocation
    market: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class GuaranteeFacts:
    name: Fact[str]
    where: SourceLocation
    term: Quantity | None = None  # None with ``lifetime``
    lifetime: str = ""  # what "lifetime" means, when that is the term
    covers: str = ""
    limits: tuple[str, ...] = ()
    terms_url: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    to: str
    text: str
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    where: SourceLocation
    rating: Fact[Quantity] | None = None
    count: Fact[Quantity] | None = None
    source: str = ""
    incentivised: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    when: str  # metric key, claim type, or an offer's or guarantee's id
    say_any_of: tuple[str, ...]
    near: str  # same_sentence | same_paragraph | same_screen | same_asset
    where: SourceLocation
    only_for: Scope = Scope()


@dataclass(frozen=True, slots=True)
class DemandSignalFacts:
    says: str
    where: SourceLocation
    value: Fact[Quantity] | None = None
    source: str = ""
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    name: str
    amount: Quantity | None
    when: str
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class TestimonialFacts:
    who: str
    says: str
    consent: str
    date: date | None
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    id: str
    where: SourceLocation
    heard_as: tuple[str, ...] = ()
    frequency: Fact[Quantity] | None = None
    as_of: datetime | None = None
    source: str = ""
    agreed_answer: str = ""
    facts: tuple[str, ...] = ()
    answer_any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    not_an_answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SellingPointFacts:
    id: str
    where: SourceLocation
    must_appear: str = ""  # asset | campaign
    any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisqualifierFacts:
    id: str
    where: SourceLocation
    text: str = ""
    say_any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()
    only_for: Scope = Scope()


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """An award or certificate that the company or product holds."""

    name: Fact[str]
    where: SourceLocation
    given_by: str = ""
    category: str = ""
    date: date | None = None
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class Product:
    """Everything on file about one product, or about the company (id ``company``)."""

    id: str
    name: str
    where: SourceLocation
    also_called: tuple[str, ...] = ()
    brand: str = ""
    category: str = ""
    variants: tuple[Variant, ...] = ()
    stock: StockFacts = StockFacts()
    units_sold: tuple[Fact[Quantity], ...] = ()
    delivery: DeliveryFacts = DeliveryFacts()
    price: PriceFacts = PriceFacts()
    offers: tuple[OfferFacts, ...] = ()
    charges: tuple[ChargeFacts, ...] = ()
    performance: Mapping[str, MetricFacts] = field(default_factory=dict)
    features: tuple[FeatureFacts, ...] = ()
    comparisons: tuple[ComparisonFacts, ...] = ()
    superlatives: tuple[SuperlativeFacts, ...] = ()
    guarantees: tuple[GuaranteeFacts, ...] = ()
    exceptions: tuple[ExceptionFacts, ...] = ()
    reviews: ReviewFacts | None = None
    disclosures: tuple[DisclosureFacts, ...] = ()
    demand_signals: tuple[DemandSignalFacts, ...] = ()
    testimonials: tuple[TestimonialFacts, ...] = ()
    objections: tuple[ObjectionFacts, ...] = ()
    selling_points: tuple[SellingPointFacts, ...] = ()
    disqualifiers: tuple[DisqualifierFacts, ...] = ()
    owner: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    awards: tuple[AwardFacts, ...] = ()
    coverage: tuple[Fact[Quantity | str], ...] = ()  # how far the company reaches: "98% of UK postcodes"


@dataclass(frozen=True, slots=True)
class Evidence:
    id: str
    where: SourceLocation
    kind: str = ""
    done_by: str = ""
    independent: bool | None = None
    date: Day | None = None
    valid_through: Day | None = None
    tested_product: str = ""
    sample: str = ""
    method: str = ""
    found: str = ""
    file: str = ""
    url: str = ""
    source: str = ""
    page: str = ""
    sha256: str = ""
    file_exists: bool = True  # checked once when loaded; False also for a path that leaves the project
    file_sha256: str = ""     # of the file as it lies there


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole set on file. ``sha256`` covers every facts, evidence and stock file that was read."""

    products: tuple[Product, ...] = ()
    company: Product | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    sha256: str = ""
    files: tuple[str, ...] = ()

    def product(self, product_id: str) -> Product | None:
        """The product with this id; the company for ``company``; None when unknown."""
        if product_id == "company":
            return self.company
        return next((p for p in self.products if p.id == product_id), None)


@dataclass(frozen=True, slots=True)
class AssetEntry:
    """One asset as a campaign file describes it."""

    id: str
    file: str
    where: SourceLocation
    channel: str = ""
    kind: str = ""  # promotional | transactional | service
    subject: str = ""
    preheader: str = ""
    products: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    publish_at: datetime | None = None
    live_until: datetime | None = None
    recallable: bool | None = None
    links_to: tuple[str, ...] = ()
    form: str = ""
    response_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    asset: str
    by: str
    on: date | None
    content_sha256: str
    facts_sha256: str
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class Campaign:
    id: str
    where: SourceLocation
    goal: str = ""
    qualified_lead: str = ""
    audience: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    utm: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form_fields: tuple[str, ...] = ()
    qualifying_questions: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    assets: tuple[AssetEntry, ...] = ()
    approvals: tuple[Approval, ...] = ()
    handoff: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    recipients: Quantity | None = None
    expected_orders: Quantity | None = None
