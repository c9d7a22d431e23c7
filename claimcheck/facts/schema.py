"""What may be written in a facts file: one table of fields a noun.

Reading, the messages about unknown words, the JSON Schema and the tables of ``docs/facts.md`` all come
from here. The meaning of each field is told in ``docs/facts.md``.
"""

from __future__ import annotations

from claimcheck.facts import build
from claimcheck.facts import kinds as k
from claimcheck.facts import model as m
from claimcheck.facts.factof import FactOf
from claimcheck.facts.nouns import SCOPE, Noun
from claimcheck.facts.shapes import Field, Group, ItemsOf, Keyed, ListOf, Plain, Words

__all__ = ["COMPANY", "EVIDENCE", "FILE", "PRODUCT"]

TEXT, TEXTS = Plain(k.TEXT), ListOf(k.TEXT)
AVAILABILITY = k.word("in_stock", "out_of_stock", "preorder", "backorder", "discontinued")
BASELINE = k.word("own_previous", "competitor", "market", "without_product")
NEARNESS = k.word("same_sentence", "same_paragraph", "same_screen", "same_asset")
HELD_BY = k.word("us", "supplier", "made_to_order", "marketplace_seller")


def one(kind: k.Kind, *value_keys: str, notes: tuple[str, ...] = ()) -> FactOf:
    return FactOf(kind, many=False, value_keys=value_keys or ("value",), notes=notes)


VARIANT = Noun("variant", (
    Field("sku", Plain(k.TEXT), "the SKU, as the shop and the stock file write it", required=True),
    Field("gtin", TEXT, "GTIN"),
    Field("also_called", TEXTS, "other words for it"),
), build.variant, around="none", open=True)

INCOMING = Noun("delivery to us", (
    Field("units", Plain(k.COUNT), "how many", required=True),
    Field("arrives", Plain(k.DAY), "when", required=True),
    Field("confirmed", Plain(k.YES_NO), "whether the supplier confirmed it"),
    Field("sku", TEXT, "of which variant"),
    Field("location", TEXT, "to which place"),
), build.incoming, around="none")

POOL_FIELDS = (
    Field("availability", FactOf(AVAILABILITY), "the merchant feed's words"),
    Field("held_by", FactOf(HELD_BY), "who holds the goods"),
    Field("units", FactOf(k.COUNT), "on hand"),
    Field("allocated", FactOf(k.COUNT), "of these, promised to earlier orders"),
    Field("days_of_cover", FactOf(k.SPAN), "how long they last at the present rate of sale"),
    Field("available_from", FactOf(k.DAY), "the first day it can be had"),
    Field("edition_size", FactOf(k.COUNT), "how many will ever be made"),
    Field("incoming", ItemsOf(INCOMING), "what is on its way to us"),
    Field("as_of", one(k.MOMENT), "when the counts were taken"),
    Field("source", TEXT, "where the counts come from; a CSV inside the project stands in for them"),
)
POOL = Noun("pool", POOL_FIELDS, build.pool, short="units")
POOLS = Keyed(Group(POOL))
STOCK = Noun("stock", (
    *POOL_FIELDS,
    Field("by_location", POOLS, "a warehouse or shop: its units, or a block like `stock`"),
    Field("by_variant", POOLS, "by SKU"),
    Field("by_channel", Keyed(Group(POOL), k.TEXT), "by channel of sale"),
    Field("by_region", Keyed(Group(POOL), k.REGION), "by place"),
), build.pool)

TRANSIT = Keyed(FactOf(k.SPAN), k.REGION, fold=True)
DELIVERY = Noun("delivery", (
    Field("handling", FactOf(k.SPAN), "from order to dispatch"),
    Field("lead_time", FactOf(k.SPAN), "to make or buy it to order, before handling"),
    Field("cutoff", FactOf(k.CLOCK), "orders after this time of day count as the next working day's"),
    Field("timezone", FactOf(k.ZONE), "in which the cut-off is meant"),
    Field("working_days", FactOf(k.WEEKDAY, listed=True), "days on which orders leave"),
    Field("holidays", FactOf(k.HOLIDAY, listed=True), "days off: dates, or a place's public holidays"),
    Field("transit", TRANSIT, "from dispatch to the door, by place; the most specific place wins"),
    Field("excluded", FactOf(k.REGION, listed=True), "places that are not served"),
    Field("surcharges", Keyed(FactOf(k.MONEY), k.REGION, fold=True), "extra charge, by place"),
    Field("charge", FactOf(k.MONEY), "for delivery"),
    Field("free_over", FactOf(k.MONEY), "no charge from this value of goods"),
    Field("on_time_rate", FactOf(k.PERCENT), "share that arrived within the span"),
    Field("guaranteed", FactOf(k.TEXT), "`none`, or the service's name"),
    Field("guarantee_terms", FactOf(k.TEXT), "what is promised if it is late"),
    Field("as_of", one(k.MOMENT), "when this was last checked"),
), build.delivery)

PRICE_RUN = Noun("price run", (
    Field("from", Plain(k.DAY), "first day", required=True, to="first"),
    Field("through", Plain(k.DAY), "last day, included; left out while it lasts"),
    Field("value", Plain(k.MONEY), "the price", required=True),
    Field("sold", Plain(k.COUNT), "how many were sold at it"),
), build.price_run, around="none")
PRICE = Noun("price", (
    Field("value", FactOf(k.MONEY), "the price now"),
    Field("includes_tax", FactOf(k.YES_NO), "yes or no"),
    Field("history", ItemsOf(PRICE_RUN), 'earlier prices, for "was" prices'),
), build.price, short="value", merge=build.merged)

RUN = Noun("run", (
    Field("from", Plain(k.MOMENT), "first moment", required=True, to="first"),
    Field("through", Plain(k.THROUGH), "last moment, included", required=True),
), build.run, around="none")
OFFER = Noun("offer", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("says", one(k.TEXT), "how copy words it"),
    Field("code", one(k.TEXT), "the code to enter"),
    Field("price", one(k.MONEY), "the price under it"),
    Field("valid_from", one(k.MOMENT), "first moment"),
    Field("valid_through", one(k.THROUGH), "last moment, included"),
    Field("timezone", Plain(k.ZONE), "in which its times are meant"),
    Field("excludes", FactOf(k.TEXT, many=False, listed=True), "SKUs, product ids or words"),
    Field("conditions", FactOf(k.TEXT, many=False), "what a buyer must do for it"),
    Field("minimum_order", one(k.QUANTITY), "an amount or a count"),
    Field("demand_estimate", one(k.COUNT, "value", "units", notes=("method",)), "how many buyers we expect"),
    Field("history", ItemsOf(RUN), "earlier runs of the same offer"),
    Field("coverage", one(k.PERCENT), "share of items, dates or stock at this price"),
), build.offer, named_by="id", zoned=True)

CHARGE = Noun("charge", (
    Field("name", TEXT, "what it is called", required=True),
    Field("amount", Plain(k.MONEY), "how much"),
    Field("when", TEXT, "when a buyer pays it"),
), build.located(m.ChargeFacts, amount=None, when=""), around="none")

METRIC = Noun("metric", (
    Field("called", TEXTS, "how copy names it; the key itself counts too"),
    Field("means", TEXT, "what is measured"),
    Field("not_to_be_called", TEXTS, "names that mean another thing"),
    Field("value", FactOf(k.MEASURE), "the figure; the same as `typical`"),
    Field("typical", FactOf(k.MEASURE), "what a buyer usually gets"),
    Field("max", FactOf(k.QUANTITY), "the largest"),
    Field("min", FactOf(k.QUANTITY), "the smallest"),
    Field("share_reaching_max", FactOf(k.PERCENT), "share of buyers who reach the best case"),
), build.metric, short="value", merge=build.merged)

FEATURE = Noun("feature", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("called", TEXTS, "how copy names it"),
    Field("has", FactOf(k.word("yes", "no", "partly", true="yes", false="no")), "yes, no or partly"),
), build.feature, named_by="id")

COMPARISON = Noun("comparison", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("metric", TEXT, "the metric compared"),
    Field("baseline", TEXT, "with what"),
    Field("baseline_kind", Plain(BASELINE), "what that is"),
    Field("ratio", one(k.RATIO), "ours over theirs"),
    Field("scope", TEXT, "under which conditions both were measured"),
    Field("verify_at", TEXT, "where a reader can check it"),
), build.located(m.ComparisonFacts), named_by="id")

SUPERLATIVE = Noun("superlative", (
    Field("claim", one(k.TEXT), "the word or words that copy may use", required=True),
    Field("market", TEXT, "among what"),
), build.located(m.SuperlativeFacts), named_by="claim")

GUARANTEE = Noun("guarantee", (
    Field("name", one(k.TEXT), "what it is called", required=True),
    Field("term", Plain(k.LIFETIME), "how long; or `lifetime` and what that means"),
    Field("covers", TEXT, "what it covers"),
    Field("limits", TEXTS, "what it does not"),
    Field("terms_url", TEXT, "where the terms stand"),
), build.guarantee, named_by="name")

EXCEPTION = Noun("exception", (
    Field("to", TEXT, "to what", required=True),
    Field("text", TEXT, "the exception", required=True),
), build.located(m.ExceptionFacts), around="none")

REVIEWS = Noun("reviews", (
    Field("rating", one(k.RATING), "the average, out of five unless it says otherwise"),
    Field("count", one(k.COUNT), "how many"),
    Field("source", TEXT, "where they are kept"),
    Field("incentivised", TEXT, "none, or how they were rewarded"),
), build.located(m.ReviewFacts))

DISCLOSURE = Noun("disclosure", (
    Field("when", Plain(k.CLAIMED), "a metric, a claim type, an offer or a guarantee", required=True),
    Field("say_any_of", TEXTS, "words of which one must be said", required=True),
    Field("near", Plain(NEARNESS), "how near the claim"),
    Field("only_for", Group(SCOPE), "where it is needed; else everywhere"),
), build.located(m.DisclosureFacts, near="same_asset"), around="none")

DEMAND_SIGNAL = Noun("demand signal", (
    Field("says", TEXT, "how copy words it", required=True),
    Field("value", one(k.MEASURE), "the figure"),
    Field("source", TEXT, "where it comes from"),
), build.located(m.DemandSignalFacts))

TESTIMONIAL = Noun("testimonial", (
    Field("who", TEXT, "who said it", required=True),
    Field("says", TEXT, "the words", required=True),
    Field("consent", TEXT, "where the consent is kept"),
    Field("date", Plain(k.DAY), "when it was said"),
), build.located(m.TestimonialFacts, consent="", date=None), around="none")

AWARD = Noun("award", (
    Field("name", one(k.TEXT), "what it is called", required=True),
    Field("given_by", TEXT, "by whom"),
    Field("category", TEXT, "in which category"),
    Field("date", Plain(k.DAY), "when"),
), build.located(m.AwardFacts), named_by="name")

REQUIRED_IN = Field("required_in", ListOf(k.CHANNEL), "channels in which it must stand")
OBJECTION = Noun("objection", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("heard_as", TEXTS, "how buyers put it"),
    Field("frequency", one(k.PERCENT), "share of lost or stalled deals where it came up"),
    Field("as_of", Plain(k.MOMENT), "when that was last counted"),
    Field("source", TEXT, "where the figure comes from"),
    Field("agreed_answer", TEXT, "what sales agreed to answer"),
    Field("facts", TEXTS, "the facts the answer rests on, such as `performance.battery_life`"),
    Field("answer_any_of", TEXTS, "words that count as the answer"),
    REQUIRED_IN,
    Field("accepted", TEXTS, "sentences that a person confirmed as an answer, word for word"),
    Field("not_an_answer", TEXTS, "sentences that a person refused"),
), build.located(m.ObjectionFacts), named_by="id")

SELLING_POINT = Noun("selling point", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("must_appear", Plain(k.word("asset", "campaign")), "in each asset, or once in the campaign"),
    Field("any_of", TEXTS, "words that count as saying it"),
    REQUIRED_IN,
), build.located(m.SellingPointFacts), named_by="id", around="none")

DISQUALIFIER = Noun("disqualifier", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("text", TEXT, "what rules a buyer out"),
    Field("say_any_of", TEXTS, "words that count as saying it"),
    REQUIRED_IN,
    Field("only_for", Group(SCOPE), "for whom it must be said; else everyone"),
), build.located(m.DisqualifierFacts), named_by="id", around="none")

SALES = Noun("sales", (
    Field("units_sold", FactOf(k.COUNT), "how many were sold, with the `period`"),
), build.fields)


def _shared() -> tuple[Field, ...]:
    """What a product and the company may both have."""
    return (
        Field("also_called", TEXTS, "other names that copy uses"),
        Field("brand", TEXT, "brand"),
        Field("category", TEXT, "category"),
        Field("stock", Group(STOCK), "what can be had"),
        Field("sales", Group(SALES), "what was sold"),
        Field("delivery", Group(DELIVERY), "how it leaves and arrives"),
        Field("price", Group(PRICE), "what it costs"),
        Field("offers", ItemsOf(OFFER), "offers on the price"),
        Field("charges", ItemsOf(CHARGE), "charges a buyer cannot avoid"),
        Field("performance", Keyed(Group(METRIC)), "measured properties, by your own word"),
        Field("features", ItemsOf(FEATURE), "named capabilities"),
        Field("comparisons", ItemsOf(COMPARISON), "comparisons that were measured"),
        Field("superlatives", ItemsOf(SUPERLATIVE), "superlatives that may be said"),
        Field("guarantees", ItemsOf(GUARANTEE), "guarantees and returns"),
        Field("exceptions", ItemsOf(EXCEPTION), "exceptions to what copy says"),
        Field("reviews", Group(REVIEWS), "the rating on file"),
        Field("disclosures", ItemsOf(DISCLOSURE), "what must be said with a claim"),
        Field("demand_signals", ItemsOf(DEMAND_SIGNAL), "counts of interest"),
        Field("testimonials", ItemsOf(TESTIMONIAL), "quotations with consent"),
        Field("awards", ItemsOf(AWARD), "awards and certificates"),
        Field("coverage", FactOf(k.MEASURE), "how far it reaches"),
        Field("objections", ItemsOf(OBJECTION), "what buyers object, and the agreed answers"),
        Field("selling_points", ItemsOf(SELLING_POINT), "what must be said"),
        Field("disqualifiers", ItemsOf(DISQUALIFIER), "what rules a buyer out"),
        Field("owner", TEXT, "who answers for these facts"),
        Field("approved_by", TEXT, "who approved them"),
        Field("approved_on", Plain(k.DAY), "when"),
    )


PRODUCT = Noun("product", (
    Field("product", Plain(k.SLUG), "its id: a short name", required=True, to="id"),
    Field("name", TEXT, "its name", required=True),
    Field("variants", ItemsOf(VARIANT), "what it comes in"),
    *_shared(),
), build.product, around="owner", named_by="product", rooted=True)

COMPANY = Noun("company", (
    Field("name", TEXT, "its name", required=True),
    *_shared(),
), build.company, around="owner", key="company")

EVIDENCE = Noun("evidence entry", (
    Field("id", Plain(k.SLUG), "its name in the facts", required=True),
    Field("kind", TEXT, "laboratory test, field trial, customer data, survey, standard ..."),
    Field("done_by", TEXT, "by whom"),
    Field("independent", Plain(k.YES_NO), "yes or no"),
    Field("date", Plain(k.DAY), "when it was done"),
    Field("valid_through", Plain(k.DAY), "last day on which it may be relied on"),
    Field("tested_product", TEXT, "what was tested: SKU, version"),
    Field("sample", TEXT, "how many"),
    Field("method", TEXT, "how"),
    Field("found", Words(), "what was found: words, or names and values"),
    Field("file", Plain(k.RELATIVE_FILE), "the file, from the settings' folder"),
    Field("url", TEXT, "or its address"),
    Field("source", TEXT, "or where it lies"),
    Field("page", TEXT, "the exact place"),
    Field("sha256", Plain(k.HASH), "of the file; 64 zeros: not written yet"),
), build.located(m.Evidence), around="none", needs_one_of=("file", "url", "source"))

FILE = Noun("facts file", (
    Field("products", ItemsOf(PRODUCT), "products"),
    Field("company", Group(COMPANY), "the company itself"),
    Field("evidence", ItemsOf(EVIDENCE), "the evidence index"),
), build.fields, around="none")
