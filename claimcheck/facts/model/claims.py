"""What may be said of a product: figures, features, comparisons, guarantees, what others say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimcheck.errors import SourceLocation
from claimcheck.facts.model.fact import EVERYWHERE, NO_BLOCK, Block, Fact, Scope
from claimcheck.model import Quantity


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
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class FeatureFacts:
    id: str
    where: SourceLocation
    called: tuple[str, ...] = ()
    has: tuple[Fact[str], ...] = ()  # yes | no | partly
    conditions: str = ""
    block: Block = NO_BLOCK


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
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class SuperlativeFacts:
    claim: Fact[str]
    where: SourceLocation
    market: str = ""
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class GuaranteeFacts:
    name: Fact[str]
    where: SourceLocation
    term: Quantity | None = None  # None with ``lifetime``
    lifetime: str = ""  # what "lifetime" means, when that is the term
    covers: str = ""
    limits: tuple[str, ...] = ()
    terms_url: str = ""
    block: Block = NO_BLOCK


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
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    when: str  # metric key, claim type, or an offer's or guarantee's id
    say_any_of: tuple[str, ...]
    near: str  # same_sentence | same_paragraph | same_screen | same_asset
    where: SourceLocation
    only_for: Scope = EVERYWHERE


@dataclass(frozen=True, slots=True)
class DemandSignalFacts:
    says: str
    where: SourceLocation
    value: Fact[Quantity] | None = None
    source: str = ""
    block: Block = NO_BLOCK


@dataclass(frozen=True, slots=True)
class TestimonialFacts:
    who: str
    says: str
    consent: str
    date: date | None
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """An award or certificate that the company or product holds."""

    name: Fact[str]
    where: SourceLocation
    given_by: str = ""
    category: str = ""
    date: date | None = None
    block: Block = NO_BLOCK
