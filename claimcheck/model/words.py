"""The closed sets: the words that code, rule files, output and documentation share."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    EMAIL = "email"
    WEB = "web"
    DIRECT_MAIL = "direct-mail"


class Surface(StrEnum):
    """Where a block of prose stands."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    BODY = "body"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    BUTTON = "button"
    ALT = "alt"
    FOOTNOTE = "footnote"
    STRUCTURED_DATA = "structured-data"
    QUOTE = "quote"


class Precision(StrEnum):
    """How exact a place is."""

    EXACT = "exact"
    LINE = "line"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Family(StrEnum):
    AVAILABILITY = "availability"
    INVENTORY = "inventory"
    PERFORMANCE = "performance"
    OFFER = "offer"


class ClaimType(StrEnum):
    """The claim types of the report contract. The family is the part before the dot."""

    STOCK = "availability.stock"
    DATE = "availability.date"
    SCOPE = "availability.scope"
    DISPATCH = "availability.dispatch"
    DELIVERY = "availability.delivery"
    AREA = "availability.area"
    QUANTITY = "inventory.quantity"
    SCARCITY = "inventory.scarcity"
    DEMAND = "inventory.demand"
    FIGURE = "performance.figure"
    QUALITY = "performance.quality"
    COMPARATIVE = "performance.comparative"
    SUPERLATIVE = "performance.superlative"
    ABSOLUTE = "performance.absolute"
    PRICE = "offer.price"
    DISCOUNT = "offer.discount"
    DEADLINE = "offer.deadline"
    FREE = "offer.free"
    GUARANTEE = "offer.guarantee"
    REVIEW = "offer.review"

    @property
    def family(self) -> Family:
        return Family(self.value.split(".")[0])


#: What exactly a claim of a type says. A closed set: rule files use these words, verification
#: branches on them. The first word of each tuple is the default.
SENSES: dict[ClaimType, tuple[str, ...]] = {
    ClaimType.STOCK: ("in-stock", "available-now", "ready-to-ship", "out-of-stock", "back-in-stock",
                      "made-to-order", "backorder", "preorder", "discontinued"),
    ClaimType.DATE: ("available-from", "restock", "preorder", "availability-ends"),
    ClaimType.SCOPE: ("every-variant", "every-store", "some-variant", "some-place", "channel-only"),
    ClaimType.DISPATCH: ("ships-within", "ships-today", "ships-tomorrow", "ships-fast"),
    ClaimType.DELIVERY: ("delivers-within", "same-day", "next-day", "by-date", "by-event",
                         "guaranteed", "fast", "service-hours"),
    ClaimType.AREA: ("delivers-to", "delivers-everywhere", "not-delivered-to", "sold-in"),
    ClaimType.QUANTITY: ("units-left", "units-held", "units-sold", "units-made", "plenty"),
    ClaimType.SCARCITY: ("low-stock", "selling-fast", "while-stocks-last", "last-chance", "limited-run",
                         "limited-quantity", "sold-out", "rationed"),
    ClaimType.DEMAND: ("high-demand", "viewing-now", "sold-recently", "best-seller"),
    ClaimType.FIGURE: ("measured",),
    ClaimType.QUALITY: ("property", "compatible", "durable", "effect", "tested"),
    ClaimType.COMPARATIVE: ("better-than", "ratio", "parity"),
    ClaimType.SUPERLATIVE: ("best-of", "rank", "only-one", "first"),
    ClaimType.ABSOLUTE: ("always", "never", "all", "unlimited", "total"),
    ClaimType.PRICE: ("price", "from-price", "was-price", "up-to-price"),
    ClaimType.DISCOUNT: ("percent-off", "amount-off", "up-to-percent-off", "multibuy", "code"),
    ClaimType.DEADLINE: ("ends-on", "ends-today", "ends-soon", "time-left", "only-on", "limited-time"),
    ClaimType.FREE: ("free", "free-delivery", "free-gift", "free-trial", "free-returns"),
    ClaimType.GUARANTEE: ("guarantee", "money-back", "lifetime", "returns", "price-match"),
    ClaimType.REVIEW: ("rating", "count", "share-of-customers", "award"),
}


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    PLAIN = "plain"
    HEDGED = "hedged"
    AIM = "aim"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Attribution(StrEnum):
    ADVERTISER = "advertiser"
    TESTIMONIAL = "testimonial"
    COMPETITOR = "competitor"
    THIRD_PARTY = "third-party"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for error: smaller is more severe."""
        return list(Severity).index(self)


class VerdictState(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NEEDS_QUALIFICATION = "needs-qualification"
    UNSUPPORTED = "unsupported"
    STALE = "stale"
    NOT_CHECKED = "not-checked"
