"""Everything on file: products, the company, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from claimcheck.errors import SourceLocation
from claimcheck.facts.model.claims import (
    AwardFacts,
    ComparisonFacts,
    DemandSignalFacts,
    DisclosureFacts,
    ExceptionFacts,
    FeatureFacts,
    GuaranteeFacts,
    MetricFacts,
    ReviewFacts,
    SuperlativeFacts,
    TestimonialFacts,
)
from claimcheck.facts.model.fact import Fact
from claimcheck.facts.model.goods import (
    NO_DELIVERY,
    NO_PRICES,
    NO_STOCK,
    ChargeFacts,
    DeliveryFacts,
    OfferFacts,
    PriceFacts,
    StockFacts,
    Variant,
)
from claimcheck.facts.model.sales import DisqualifierFacts, ObjectionFacts, SellingPointFacts
from claimcheck.model import Quantity

Day = date  # for nouns with a field called "date"


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
    stock: StockFacts = NO_STOCK
    units_sold: tuple[Fact[Quantity], ...] = ()
    delivery: DeliveryFacts = NO_DELIVERY
    price: PriceFacts = NO_PRICES
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
    file_sha256: str = ""  # of the file as it lies there


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
