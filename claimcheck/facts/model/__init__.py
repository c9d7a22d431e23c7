"""The nouns of the facts: what a company knows about its products, with dates, places and proof.

Names follow ``docs/facts.md``. Every value that a person wrote is a ``Fact``: the parsed value, the
words as written, its place in the file and the block around it. A tuple of facts means "several
values, by date or scope"; ``facts.resolve`` picks the one that holds.
"""

from claimcheck.facts.model.campaign import Approval, AssetEntry, Campaign
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
from claimcheck.facts.model.fact import NOWHERE, Block, Fact, Scope
from claimcheck.facts.model.goods import (
    ChargeFacts,
    DeliveryFacts,
    Incoming,
    OfferFacts,
    PriceFacts,
    PriceRun,
    Run,
    StockFacts,
    Variant,
)
from claimcheck.facts.model.product import Evidence, Facts, Product
from claimcheck.facts.model.sales import DisqualifierFacts, ObjectionFacts, SellingPointFacts

__all__ = [
    "NOWHERE",
    "Approval",
    "AssetEntry",
    "AwardFacts",
    "Block",
    "Campaign",
    "ChargeFacts",
    "ComparisonFacts",
    "DeliveryFacts",
    "DemandSignalFacts",
    "DisclosureFacts",
    "DisqualifierFacts",
    "Evidence",
    "ExceptionFacts",
    "Fact",
    "Facts",
    "FeatureFacts",
    "GuaranteeFacts",
    "Incoming",
    "MetricFacts",
    "ObjectionFacts",
    "OfferFacts",
    "PriceFacts",
    "PriceRun",
    "Product",
    "ReviewFacts",
    "Run",
    "Scope",
    "SellingPointFacts",
    "StockFacts",
    "SuperlativeFacts",
    "TestimonialFacts",
    "Variant",
]
