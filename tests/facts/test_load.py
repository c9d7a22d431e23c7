"""Every field of a facts file, read to its exact value and place; every misreading refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from claimcheck.errors import FactsError, FactsErrors
from claimcheck.facts import load_facts
from claimcheck.facts.model import Scope
from claimcheck.model import Quantity

from .writing import LONDON, errors, facts, file_errors, product, settings, value

ZONE = ZoneInfo(LONDON)


def q(low: str, unit: str, high: str = "", op: str = "=", basis: str = "") -> Quantity:
    return Quantity(op, Decimal(low), Decimal(high or low), unit, basis)


# ---------------------------------------------------------------- names


def test_names_and_variants(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        also_called: [The P, "P2"]
        brand: B
        category: lamps
        variants:
          - {sku: NO, gtin: "05012345678900", color: black, size: XL}
          - sku: "0755"
        owner: a@b.example
        approved_by: Legal
        approved_on: 2026-02-27
    """,
    )
    assert (p.id, p.name, p.also_called, p.brand, p.category) == ("p", "P", ("The P", "P2"), "B", "lamps")
    assert [(v.sku, v.gtin, v.called) for v in p.variants] == [
        ("NO", "05012345678900", ("black", "XL")),
        ("0755", "", ()),
    ]
    assert str(p.variants[1].where) == "facts.yaml:8:5"
    assert (p.owner, p.approved_by, p.approved_on) == ("a@b.example", "Legal", date(2026, 2, 27))


# ---------------------------------------------------------------- stock

STOCK = """\
    stock:
      availability: in_stock
      held_by: supplier
      units: 1,412
      allocated: 37 lanterns
      days_of_cover: 41 days
      available_from: 2026-03-20
      edition_size: 500
      as_of: 2026-03-02 07:30
      source: the warehouse
      by_location: {Leeds: 380, Bristol shop: {units: 32, as_of: 2026-03-01}}
      by_variant: {BLK: {availability: backorder}}
      by_channel: {web: {units: 3}}
      by_region: {GB-NIR: {availability: out_of_stock}}
      incoming:
        - {units: 600, arrives: 2026-03-20, confirmed: true, sku: BLK, location: Leeds}
        - {units: 5, arrives: 2026-04-01}
"""


def test_stock(tmp_path: Path) -> None:
    s = product(tmp_path, STOCK).stock
    assert s.availability[0].value == "in_stock"
    assert s.held_by[0].value == "supplier"
    assert s.units[0].value == q("1412", "units")
    assert s.units[0].key == "p.stock.units"
    assert s.units[0].text == "1,412"
    assert str(s.units[0].where) == "facts.yaml:6:10"
    assert s.allocated[0].value == q("37", "lantern")
    assert s.days_of_cover[0].value == q("41", "day")
    assert s.available_from[0].value == date(2026, 3, 20)
    assert s.edition_size[0].value == q("500", "units")
    assert s.as_of is not None
    assert s.as_of.value == datetime(2026, 3, 2, 7, 30, tzinfo=ZONE)
    assert s.source == "the warehouse"


def test_stock_pools(tmp_path: Path) -> None:
    s = product(tmp_path, STOCK).stock
    assert {place: pool.units[0].value.low for place, pool in s.by_location.items()} == {
        "Leeds": 380,
        "Bristol shop": 32,
    }
    assert s.by_variant["BLK"].availability[0].key == "p.stock.by_variant.BLK.availability"
    assert s.by_channel["web"].units[0].value == q("3", "units")
    assert s.by_region["GB-NIR"].availability[0].value == "out_of_stock"
    counted = [s.units[0], s.by_location["Leeds"].units[0], s.by_location["Bristol shop"].units[0]]
    assert [(f.block.as_of, f.block.as_of_is_day) for f in counted] == [
        (datetime(2026, 3, 2, 7, 30, tzinfo=ZONE), False),
        (datetime(2026, 3, 2, 7, 30, tzinfo=ZONE), False),
        (datetime(2026, 3, 1, tzinfo=ZONE), True),
    ]


def test_incoming(tmp_path: Path) -> None:
    first, second = product(tmp_path, STOCK).stock.incoming
    assert (first.units, first.arrives, first.confirmed) == (q("600", "units"), date(2026, 3, 20), True)
    assert (first.sku, first.location, str(first.where)) == ("BLK", "Leeds", "facts.yaml:18:7")
    assert second.confirmed is False


# ---------------------------------------------------------------- delivery


def test_delivery(tmp_path: Path) -> None:
    d = product(
        tmp_path,
        """\
        delivery:
          handling: 0 working days
          lead_time: 3-4 weeks
          cutoff: 14:00
          timezone: Europe/Paris
          working_days: [mon-thu, Saturday]
          holidays: [2026-12-25, GB-SCT]
          transit: {"GB Mainland": 2-5 working days, "GB-NIR, GB islands": 3-7 working days}
          excluded: [US, CA]
          surcharges: {GB-NIR: 7.50 GBP}
          charge: 4.95 GBP
          free_over: £50
          on_time_rate: {value: 96.1%, period: 2025-12-01 to 2026-02-28, evidence: [E1, E2]}
          guaranteed: Special Delivery
          guarantee_terms: money back if late
          as_of: 2026-02-15
    """,
    ).delivery
    assert d.handling[0].value == q("0", "day", basis="working")
    assert d.lead_time[0].value == q("3", "week", "4")
    assert d.cutoff[0].value == time(14)
    assert d.timezone[0].value == "Europe/Paris"
    assert d.working_days[0].value == (0, 1, 2, 3, 5)
    assert d.holidays[0].value == (date(2026, 12, 25),)
    assert d.holidays_of[0].value == ("GB-SCT",)
    assert {place: f[0].value for place, f in d.transit.items()} == {
        "gb mainland": q("2", "day", "5", basis="working"),
        "gb-nir, gb islands": q("3", "day", "7", basis="working"),
    }
    assert d.transit["gb mainland"][0].key == "p.delivery.transit.GB Mainland"
    assert d.excluded[0].value == ("US", "CA")
    assert d.surcharges["gb-nir"][0].value == q("7.50", "GBP")
    assert (d.charge[0].value, d.free_over[0].value) == (q("4.95", "GBP"), q("50", "GBP"))
    rate = d.on_time_rate[0]
    assert rate.value == q("96.1", "percent")
    assert rate.block.period == (date(2025, 12, 1), date(2026, 2, 28))
    assert rate.block.evidence == ("E1", "E2")
    assert (d.guaranteed[0].value, d.guarantee_terms[0].value) == ("Special Delivery", "money back if late")
    assert d.as_of is not None
    assert d.as_of.value == datetime(2026, 2, 15, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:00", time(14)),
        ("2 pm", time(14)),
        ("2:30PM", time(14, 30)),
        ("noon", time(12)),
        ("12 am", time(0)),
        ("midnight", time(0)),
        ("9.15", time(9, 15)),
    ],
)
def test_cutoff(tmp_path: Path, written: str, read: time) -> None:
    assert product(tmp_path, f"delivery: {{cutoff: {written}}}").delivery.cutoff[0].value == read


# ---------------------------------------------------------------- price and offers


def test_price(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        price:
          value: 89.00 GBP
          includes_tax: yes
          as_of: 2026-03-01
          history:
            - {from: 2025-11-01, through: 2026-01-31, value: 109.00 GBP, sold: 640}
            - {from: 2026-02-15, value: 89.00 GBP}
    """,
    ).price
    assert p.value[0].value == q("89.00", "GBP")
    assert p.includes_tax[0].value is True
    first, last = p.history
    assert (first.first, first.through, first.value, first.sold) == (
        date(2025, 11, 1),
        date(2026, 1, 31),
        q("109.00", "GBP"),
        q("640", "units"),
    )
    assert (last.through, last.sold, str(last.where)) == (None, None, "facts.yaml:9:7")


def test_a_price_may_be_plain(tmp_path: Path) -> None:
    assert product(tmp_path, "price: 89.00 GBP").price.value[0].value == q("89.00", "GBP")


def test_offer(tmp_path: Path) -> None:
    o = product(
        tmp_path,
        """\
        offers:
          - id: spring-15
            says: 15% off
            code: SPRING15
            price: 75.65 GBP
            valid_from: 2026-03-03 00:00
            valid_through: 2026-03-31 23:59
            timezone: America/New_York
            excludes: [NB-T2-BLK, gift cards]
            conditions: on card orders
            minimum_order: 50 GBP
            demand_estimate: {units: 300, method: last spring, as_of: 2026-02-20}
            coverage: 40%
            history: [{from: 2025-03-01, through: 2025-03-31}]
    """,
    ).offers[0]
    zone = ZoneInfo("America/New_York")
    assert (o.id, o.timezone, str(o.where)) == ("spring-15", "America/New_York", "facts.yaml:4:5")
    assert value(o.says) == "15% off"
    assert value(o.code) == "SPRING15"
    assert value(o.price) == q("75.65", "GBP")
    assert o.price.key == "p.offers.spring-15.price"
    assert value(o.valid_from) == datetime(2026, 3, 3, tzinfo=zone)
    assert value(o.valid_through) == datetime(2026, 3, 31, 23, 59, 59, tzinfo=zone)
    assert o.price.block.valid_through == o.valid_through.value
    assert value(o.excludes) == ("NB-T2-BLK", "gift cards")
    assert value(o.conditions) == "on card orders"
    assert value(o.minimum_order) == q("50", "GBP")
    assert value(o.demand_estimate) == q("300", "units")
    assert o.demand_estimate.block.as_of == datetime(2026, 2, 20, tzinfo=zone)
    assert value(o.coverage) == q("40", "percent")
    assert (o.history[0].first, o.history[0].through) == (
        datetime(2025, 3, 1, tzinfo=zone),
        datetime(2025, 3, 31, 23, 59, 59, tzinfo=zone),
    )


def test_charges_sales_exceptions(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        charges: [{name: booking fee, amount: 2 EUR, when: at the till}, {name: deposit}]
        sales: {units_sold: {value: 1140, period: 2026-02}}
        exceptions: [{to: free delivery, text: orders under 50 GBP}]
    """,
    )
    assert [(c.name, c.amount, c.when) for c in p.charges] == [
        ("booking fee", q("2", "EUR"), "at the till"),
        ("deposit", None, ""),
    ]
    assert p.units_sold[0].value == q("1140", "units")
    assert p.units_sold[0].key == "p.sales.units_sold"
    assert p.units_sold[0].block.period == (date(2026, 2, 1), date(2026, 2, 28))
    assert (p.exceptions[0].to, p.exceptions[0].text) == ("free delivery", "orders under 50 GBP")


# ---------------------------------------------------------------- performance


def test_metric(tmp_path: Path) -> None:
    m = product(
        tmp_path,
        """\
        performance:
          battery_life:
            called: [battery life, run time]
            means: from full until it switches off
            not_to_be_called: standby
            typical: 8 hours
            max: 10 hours
            min: 7 hours
            share_reaching_max: 22%
            better: higher
            complement: no
            conditions: {typical: at 300 lumens, max: at 200 lumens}
            disclose: required
            test_setting: laboratory
            as_of: 2025-11-14
            max_age: 24 months
            valid_from: 2025-12-01
            valid_through: 2027-11-30
            only_for: {channels: web, regions: "GB", audiences: [trade], languages: [en]}
            evidence: EV-1
    """,
    ).performance["battery_life"]
    assert (m.key, m.called, m.means) == (
        "battery_life",
        ("battery life", "run time"),
        "from full until it switches off",
    )
    assert m.not_to_be_called == ("standby",)
    assert [f[0].value for f in (m.typical, m.max, m.min)] == [
        q("8", "hour"),
        q("10", "hour"),
        q("7", "hour"),
    ]
    assert m.share_reaching_max[0].value == q("22", "percent")
    assert m.typical[0].key == "p.performance.battery_life.typical"
    block = m.typical[0].block
    assert block == m.block
    assert (block.better, block.complement, block.disclose, block.test_setting) == (
        "higher",
        False,
        "required",
        "laboratory",
    )
    assert block.conditions == {"typical": "at 300 lumens", "max": "at 200 lumens"}
    assert block.as_of == datetime(2025, 11, 14, tzinfo=ZONE)
    assert block.max_age == timedelta(days=730)
    assert block.valid_from == datetime(2025, 12, 1, tzinfo=ZONE)
    assert block.valid_through == datetime(2027, 11, 30, 23, 59, 59, tzinfo=ZONE)
    assert block.only_for == Scope(
        channels=("web",), regions=("GB",), audiences=("trade",), languages=("en",)
    )
    assert block.evidence == ("EV-1",)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("96.1%", q("96.1", "percent")),
        ("-10 °C", q("-10", "°C")),
        ("1,000 lumens", q("1000", "lm")),
        ("at least 500 Mbps", q("500", "Mbps", op=">=")),
        ("IP54", q("54", "IP")),
        ("4.10", q("4.10", "units")),
        ("10", q("10", "units")),
        ("up to 10 hours", q("10", "hour", op="<=")),
    ],
)
def test_a_plain_figure_counts_as_typical(tmp_path: Path, written: str, value: Quantity) -> None:
    p = product(tmp_path, f'performance: {{a: "{written}", b: {{value: "{written}"}}}}')
    assert [m.typical[0].value for m in p.performance.values()] == [value, value]
    assert p.performance["b"].typical[0].key == "p.performance.b.typical"
    assert p.performance["a"].typical[0].text == written


def test_words_that_are_no_quantity_stay_words(tmp_path: Path) -> None:
    m = product(tmp_path, "performance: {sound: Dolby Atmos}").performance["sound"]
    assert (m.typical, m.text[0].value) == ((), "Dolby Atmos")


def test_conditions_may_be_words(tmp_path: Path) -> None:
    m = product(tmp_path, "performance: {a: {value: 8 hours, conditions: at 20 °C}}").performance["a"]
    assert m.typical[0].block.conditions == {"": "at 20 °C"}


def test_a_value_may_be_given_by_date_and_scope(tmp_path: Path) -> None:
    m = product(
        tmp_path,
        """\
        performance:
          speed:
            typical:
              - {value: 50 Mbps, valid_through: 2026-02-28}
              - {value: 80 Mbps, valid_from: 2026-03-01}
              - {value: 20 Mbps, only_for: {regions: [GB-NIR]}}
    """,
    ).performance["speed"]
    assert [f.value.low for f in m.typical] == [50, 80, 20]
    assert m.typical[2].block.only_for.regions == ("GB-NIR",)


def test_a_metric_and_a_price_may_be_lists_of_blocks(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        performance:
          speed:
            - {called: [download], typical: 50 Mbps, max: 60 Mbps, valid_through: 2026-02-28}
            - {called: [download, internet], typical: 80 Mbps, valid_from: 2026-03-01}
        price: [{value: 5 GBP, valid_through: 2026-02-28}, {value: 6 GBP, valid_from: 2026-03-01}]
    """,
    )
    speed = p.performance["speed"]
    assert (speed.called, [f.value.low for f in speed.typical], len(speed.max)) == (
        ("download", "internet"),
        [50, 80],
        1,
    )
    assert speed.typical[1].block.valid_from == datetime(2026, 3, 1, tzinfo=ZONE)
    assert [f.value.low for f in p.price.value] == [5, 6]
    assert errors(tmp_path, "price: [5 GBP]") == [
        "facts.yaml:3:9: A value stands in a list here; expected a block with its date or scope."
    ]
    assert len(errors(tmp_path, "price: [{value: free}]")) == 1


def test_feature(tmp_path: Path) -> None:
    yes, no, partly = product(
        tmp_path,
        """\
        features:
          - {id: usb, called: [USB-C], has: yes, evidence: E}
          - {id: waterproof, has: no}
          - {id: shopify, called: works with Shopify, has: partly, conditions: orders only}
    """,
    ).features
    assert [f.has[0].value for f in (yes, no, partly)] == ["yes", "no", "partly"]
    assert (partly.called, partly.conditions) == (("works with Shopify",), "orders only")
    assert yes.has[0].block.evidence == ("E",)
    assert no.has[0].key == "p.features.waterproof.has"


def test_comparison_and_superlative(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        comparisons:
          - {id: vs, metric: life, baseline: Trek 1, baseline_kind: own_previous, ratio: 1.6,
             scope: both at 300 lumens,
             as_of: 2025-11-14, verify_at: "https://x.example", evidence: E}
          - {id: pct, ratio: 35%}
        superlatives:
          - {claim: brightest, market: UK lanterns, as_of: 2026-01-20, valid_through: 2026-07-31, evidence: E}
    """,
    )
    vs, pct = p.comparisons
    assert (vs.id, vs.metric, vs.baseline, vs.baseline_kind) == ("vs", "life", "Trek 1", "own_previous")
    assert (vs.scope, vs.verify_at) == ("both at 300 lumens", "https://x.example")
    assert value(vs.ratio) == q("1.6", "x")
    assert value(pct.ratio) == q("35", "percent")
    best = p.superlatives[0]
    assert (best.claim.value, best.market, best.claim.key) == (
        "brightest",
        "UK lanterns",
        "p.superlatives.brightest.claim",
    )
    assert best.block.valid_through == datetime(2026, 7, 31, 23, 59, 59, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("term", "quantity", "lifetime"),
    [
        ("2 years", q("2", "year"), ""),
        ("60 days", q("60", "day"), ""),
        ("lifetime", None, "lifetime"),
        ("lifetime (as long as you own it)", None, "as long as you own it"),
        ('"lifetime: 25 years of use"', None, "25 years of use"),
    ],
)
def test_guarantee(tmp_path: Path, term: str, quantity: Quantity | None, lifetime: str) -> None:
    g = product(
        tmp_path,
        f"""\
        guarantees:
          - {{name: product guarantee, term: {term}, covers: parts, limits: [battery 1 year], terms_url: "https://x.example"}}
    """,
    ).guarantees[0]
    assert (g.name.value, g.term, g.lifetime, g.covers) == ("product guarantee", quantity, lifetime, "parts")
    assert (g.limits, g.terms_url) == (("battery 1 year",), "https://x.example")


def test_reviews_signals_testimonials_awards(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        reviews: {rating: 4.6, count: 812, as_of: 2026-03-01, source: shop, incentivised: none}
        demand_signals: [{says: 27 people are looking, value: 27, as_of: 2026-03-01, source: analytics}]
        testimonials: [{who: Jo, says: Ran all evening., consent: form 12, date: 2026-01-02}]
        awards: [{name: Best Lantern, given_by: Camp Monthly, category: lights, date: 2025-09-01}]
    """,
    )
    assert p.reviews is not None
    assert value(p.reviews.rating) == q("4.6", "star")
    assert value(p.reviews.count) == q("812", "units")
    assert (p.reviews.source, p.reviews.incentivised) == ("shop", "none")
    signal = p.demand_signals[0]
    assert (signal.says, signal.source) == ("27 people are looking", "analytics")
    assert value(signal.value) == q("27", "units")
    said = p.testimonials[0]
    assert (said.who, said.says, said.consent, said.date) == (
        "Jo",
        "Ran all evening.",
        "form 12",
        date(2026, 1, 2),
    )
    award = p.awards[0]
    assert (award.name.value, award.given_by, award.category, award.date) == (
        "Best Lantern",
        "Camp Monthly",
        "lights",
        date(2025, 9, 1),
    )


def test_disclosures(tmp_path: Path) -> None:
    first, second = product(
        tmp_path,
        """\
        performance: {battery_life: 8 hours}
        disclosures:
          - {when: claim is battery_life, say_any_of: [300 lumens], near: same_paragraph,
             only_for: {channels: [web]}}
          - {when: offer.guarantee, say_any_of: 1 year}
    """,
    ).disclosures
    assert (first.when, first.say_any_of, first.near, first.only_for) == (
        "battery_life",
        ("300 lumens",),
        "same_paragraph",
        Scope(channels=("web",)),
    )
    assert (second.when, second.say_any_of, second.near) == ("offer.guarantee", ("1 year",), "same_asset")


def test_objections_points_disqualifiers(tmp_path: Path) -> None:
    p = product(
        tmp_path,
        """\
        performance: {life: 8 hours}
        objections:
          - id: night
            heard_as: [Will it last?]
            frequency: 34%
            as_of: 2026-02-10
            source: CRM
            agreed_answer: Eight hours.
            facts: [performance.life]
            answer_any_of: [8 hours]
            required_in: [web, email]
            accepted: [It lasts.]
            not_an_answer: [It is great.]
        selling_points:
          - {id: swap, must_appear: campaign, any_of: [swap the battery], required_in: [direct-mail]}
        disqualifiers:
          - {id: trade, text: From 50, say_any_of: [50 units],
             required_in: email, only_for: {audiences: [trade]}}
    """,
    )
    o = p.objections[0]
    assert (o.id, o.heard_as, o.source, o.agreed_answer) == (
        "night",
        ("Will it last?",),
        "CRM",
        "Eight hours.",
    )
    assert value(o.frequency) == q("34", "percent")
    assert o.as_of == datetime(2026, 2, 10, tzinfo=ZONE)
    assert (o.facts, o.answer_any_of, o.required_in) == (
        ("performance.life",),
        ("8 hours",),
        ("web", "email"),
    )
    assert (o.accepted, o.not_an_answer) == (("It lasts.",), ("It is great.",))
    point = p.selling_points[0]
    assert (point.id, point.must_appear, point.any_of, point.required_in) == (
        "swap",
        "campaign",
        ("swap the battery",),
        ("direct-mail",),
    )
    rules_out = p.disqualifiers[0]
    assert (rules_out.text, rules_out.say_any_of, rules_out.required_in, rules_out.only_for) == (
        "From 50",
        ("50 units",),
        ("email",),
        Scope(audiences=("trade",)),
    )


# ---------------------------------------------------------------- files


def test_single_file_with_company_and_evidence(tmp_path: Path) -> None:
    f = facts(
        tmp_path,
        """\
        products: [{product: a, name: A, stock: {units: 1}}, {product: b, name: B}]
        company:
          name: Us
          also_called: [we]
          delivery: {handling: 1 working day}
          coverage: {value: 98%, as_of: 2026-01-01}
        evidence:
          - {id: E1, kind: survey, done_by: X, independent: no, date: 2026-01-01, valid_through: 2026-12-31,
             tested_product: A, sample: 5, method: m, found: {a: 1 hour, b: [2, 3]},
             url: "https://x.example", page: 6,
             sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
    """,
    )
    assert [p.id for p in f.products] == ["a", "b"]
    assert f.products[0].stock.units[0].key == "a.stock.units"
    assert f.company is not None
    assert (f.company.id, f.company.name, f.company.also_called) == ("company", "Us", ("we",))
    assert f.company.delivery.handling[0].key == "company.delivery.handling"
    assert f.company.coverage[0].value == q("98", "percent")
    assert f.product("company") is f.company
    e = f.evidence["E1"]
    assert (e.kind, e.done_by, e.independent, e.date, e.valid_through) == (
        "survey",
        "X",
        False,
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert (e.tested_product, e.sample, e.method, e.found) == ("A", "5", "m", "a: 1 hour, b: 2, 3")
    assert (e.url, e.page, e.sha256, e.file_exists) == ("https://x.example", "6", "0" * 64, True)


def test_a_folder_is_read_by_name_and_hashed_by_content(tmp_path: Path) -> None:
    (tmp_path / "facts" / "deep").mkdir(parents=True)
    (tmp_path / "facts" / "deep" / "b.yml").write_text("product: b\nname: B\n")
    (tmp_path / "facts" / "a.yaml").write_text("product: a\nname: A\n")
    (tmp_path / "facts" / ".hidden.yaml").write_text("nonsense")
    (tmp_path / "facts" / "notes.txt").write_text("nonsense")
    first = load_facts(("facts", "facts/a.yaml"), tmp_path)
    assert first.files == ("facts/a.yaml", "facts/deep/b.yml")
    assert [p.id for p in first.products] == ["a", "b"]
    assert load_facts(("facts/",), tmp_path).sha256 == first.sha256
    (tmp_path / "facts" / "a.yaml").write_text("product: a\nname: A!\n")
    assert load_facts(("facts",), tmp_path).sha256 != first.sha256


def test_no_paths_are_no_facts(tmp_path: Path) -> None:
    assert load_facts((), tmp_path).products == ()


def test_a_missing_path_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match='There is no facts file or folder "nowhere"'):
        load_facts(("nowhere",), tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FactsError, match='The folder "empty" holds no facts file'):
        load_facts(("empty",), tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "secret.yaml").write_text("product: s\nname: S\n")
    (tmp_path / "facts" / "s.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(FactsError, match="This link leads out of the folder of the facts"):
        load_facts(("facts",), tmp_path)


def test_a_link_to_a_folder_is_refused_and_one_inside_is_read(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("evidence: [{id: E, url: u}]\n")
    (tmp_path / "facts" / "b.yml").symlink_to(tmp_path / "facts" / "a.yaml")
    with pytest.raises(FactsErrors, match='The evidence "E" stands twice; first in facts/a'):
        load_facts(("facts",), tmp_path)
    (tmp_path / "facts" / "more").symlink_to(tmp_path / "other")
    with pytest.raises(FactsError, match="Links to folders are not followed"):
        load_facts(("facts",), tmp_path)


@pytest.mark.parametrize(
    "file", ["../out.pdf", "link.pdf", "/etc/passwd", "nowhere.pdf", "folder", "a\\..\\..\\out.pdf"]
)
def test_evidence_outside_the_project_does_not_exist(tmp_path: Path, file: str) -> None:
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "out.pdf").write_text("x")
    (root / "link.pdf").symlink_to(tmp_path / "out.pdf")
    f = facts(root, f"evidence: [{{id: E, file: '{file}'}}]")
    assert (f.evidence["E"].file_exists, f.evidence["E"].file_sha256) == (False, "")


def test_evidence_inside_the_project_is_hashed(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_bytes(b"abc")
    e = facts(tmp_path, "evidence: [{id: E, file: ./e.txt}]").evidence["E"]
    assert (e.file, e.file_exists) == ("e.txt", True)
    assert e.file_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_moments_with_an_offset_keep_it(tmp_path: Path) -> None:
    s = product(tmp_path, 'stock: {units: 1, as_of: "2026-03-02T07:30+02:00"}').stock
    assert s.units[0].block.as_of == datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
    ends = [
        product(tmp_path, f'performance: {{a: {{value: 1 hour, valid_through: "{end}"}}}}')
        .performance["a"]
        .block.valid_through
        for end in ("2026-03-31T12:00:05Z", "2026-03-31 12:00+01:00", "2026-03-31")
    ]
    assert ends == [
        datetime(2026, 3, 31, 12, 0, 5, tzinfo=UTC),
        datetime(2026, 3, 31, 11, 0, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 22, 59, 59, tzinfo=UTC),
    ]


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stcok: {units: 1}", 'facts.yaml:3:1: "stcok" is not known here. Did you mean "stock"?'),
        (
            "stock: {avalability: in_stock}",
            'facts.yaml:3:9: "avalability" is not known here. Did you mean "availability"?',
        ),
        (
            "stock: {availability: instock}",
            'facts.yaml:3:23: "instock" is none of: in_stock, out_of_stock, preorder, backorder, ',
        ),
        (
            "stock: {units: 8 hours}",
            'facts.yaml:3:16: "8 hours" is not a count. Expected a count such as 412 or 412 lanterns.',
        ),
        (
            "delivery: {handling: 3}",
            'facts.yaml:3:22: "3" is not a span of time. Expected a span of time such as 8 hours',
        ),
        ("delivery: {handling: 2 wroking days}", "facts.yaml:3:22: "),
        (
            "delivery: {cutoff: 25:00}",
            'facts.yaml:3:20: "25:00" is not a time of day. Expected 00:00 to 23:59.',
        ),
        (
            "delivery: {cutoff: 840}",
            'facts.yaml:3:20: "840" is not a time of day. Expected a time such as "14:00" or "2 pm".',
        ),
        (
            "delivery: {timezone: Europe/Lndon}",
            'facts.yaml:3:22: "Europe/Lndon" is no time zone. Did you mean "Europe/London"?',
        ),
        (
            "delivery: {transit: {GB mainlnd: 2 days}}",
            'facts.yaml:3:22: "GB mainlnd" is no known place. Did you mean "GB mainland"?',
        ),
        (
            "delivery: {excluded: [US, Gondor]}",
            'facts.yaml:3:27: "Gondor" is no known place. Expected an ISO 3166 code such as GB or GB-NIR.',
        ),
        (
            "delivery: {working_days: [mondya]}",
            'facts.yaml:3:27: "mondya" is no day of the week. Did you mean "monday"?',
        ),
        (
            "delivery: {holidays: [GB mainland]}",
            'facts.yaml:3:23: "GB mainland" is not a date or a country.',
        ),
        ("delivery: {holidays: [XX]}", 'facts.yaml:3:23: No public holidays are known for "XX"'),
        (
            "price: {value: 89}",
            'facts.yaml:3:16: "89" is not an amount of money. Expected an amount of money such as 89.00 GBP.',
        ),
        ("price: {includes_tax: maybe}", 'facts.yaml:3:23: "maybe" is not yes or no.'),
        ("performance: {a: 8 hurs}", 'facts.yaml:3:18: "hurs" is not a unit. Did you mean "hours"?'),
        (
            "stock: {available_from: 2026-13-45}",
            'facts.yaml:3:25: "2026-13-45" is not a day of the calendar.',
        ),
        (
            "stock: {available_from: 20 March}",
            'facts.yaml:3:25: "20 March" is not a date. Expected year-month-day such as 2026-03-20.',
        ),
        (
            "stock: {as_of: yesterday}",
            'facts.yaml:3:16: "yesterday" is not a date or date and time. Expected 2026-03-20',
        ),
        (
            "stock:\n  units:",
            "facts.yaml:4:9: Nothing is written here; expected a count. Leave the key out if unknown.",
        ),
        (
            "stock: {units: [1]}",
            "facts.yaml:3:17: A value stands in a list here; expected a block with its date or scope",
        ),
        ("stock: 412", "facts.yaml:3:8: A value stands here; expected a block of keys: "),
        (
            "offers: {id: x}",
            "facts.yaml:3:9: A block of keys stands here; expected a list of offers. Put `- ` before each.",
        ),
        ("offers: [{says: 15% off}]", 'facts.yaml:3:10: This offer has no "id".'),
        ("offers: [{id: a}, {id: a}]", 'facts.yaml:3:19: The offer "a" stands twice; first on line 3.'),
        (
            "performance: {a: {typical: {evidence: E}}}",
            'facts.yaml:3:28: This block has no "value"; expected a quantity, or words under it.',
        ),
        (
            "performance: {a: {value: 1 hour, betr: lower}}",
            'facts.yaml:3:34: "betr" is not known here. Did you mean "better"?',
        ),
        (
            "performance: {a: {value: 1 hour, better: more}}",
            'facts.yaml:3:42: "more" is none of: higher, lower.',
        ),
        (
            "performance: {a: {value: 1 hour, only_for: {channels: [print media]}}}",
            'facts.yaml:3:56: "print media" is none of: email, web, direct-mail.',
        ),
        (
            "performance: {a: {value: 1 hour, period: last year}}",
            'facts.yaml:3:42: "last year" is not a period. Expected two dates',
        ),
        (
            "performance: {a: {value: 1 hour, period: 2026-03-01 to 2026-02-01}}",
            'facts.yaml:3:42: The period "2026-03-01 to 2026-02-01" ends before it begins.',
        ),
        ("disclosures: [{when: claim is batery, say_any_of: [x]}]", "facts.yaml:3:15: "),
        ("variants: [{sku: A}, {sku: A}]", 'facts.yaml:3:22: The variant "A" stands twice.'),
        (
            "variants: [{sku: AB-1}]\nstock: {by_variant: {AB-2: 3}}",
            'facts.yaml:4:28: "AB-2" is no variant of p. Did you mean "AB-1"?',
        ),
        (
            "variants: [{sku: AB-1}]\nperformance: {a: {value: 1 hour, only_for: {variants: [AB-2]}}}",
            'facts.yaml:4:26: "AB-2" is no variant of p. Did you mean "AB-1"?',
        ),
        ("features: [{id: a, has: perhaps}]", 'facts.yaml:3:25: "perhaps" is none of: yes, no, partly.'),
        (
            "reviews: {rating: 5 hours}",
            'facts.yaml:3:19: "5 hours" is not a rating. Expected a rating such as 4.6.',
        ),
        ("guarantees: [{name: g, term: forever}]", "facts.yaml:3:30: "),
        ("evidence: [{id: x, url: y}]", 'facts.yaml:3:1: "evidence" is not known here.'),
    ],
)
def test_one_error_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    found = errors(tmp_path, text)
    assert len(found) == 1, found
    assert found[0].startswith(said)


def test_all_errors_are_told_at_once_in_order(tmp_path: Path) -> None:
    found = errors(
        tmp_path,
        """\
        price: {value: free}
        stcok: {}
        stock: {units: many, as_of: later}
    """,
    )
    assert [line.split(": ")[0] for line in found] == [
        "facts.yaml:3:16",
        "facts.yaml:4:1",
        "facts.yaml:5:16",
        "facts.yaml:5:29",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "prodcut: a",
            "facts.yaml:1:1: This is no facts file; expected a product (`product:`), or `products:`, ",
        ),
        ("- a", "facts.yaml:1:1: This is no facts file"),
        (
            "products: [{product: a, name: A}, {product: a, name: B}]",
            'facts.yaml:1:35: The product "a" stands twice; first in facts.yaml:1:12.',
        ),
        ("evidence: [{id: E, url: u}, {id: E, url: u}]", 'facts.yaml:1:29: The evidence "E" stands twice'),
        ("evidence: [{id: E}]", "facts.yaml:1:12: This evidence entry needs one of: file, url, source."),
        ("evidence: [{id: E, url: u, sha256: abc}]", 'facts.yaml:1:36: "abc" is not a SHA-256.'),
        ("product: company\nname: X", 'facts.yaml:1:1: A product cannot be called "company".'),
        ("product: p", 'facts.yaml:1:1: This product has no "name".'),
        ("product: p\nname: [a]", "facts.yaml:2:7: A list stands here; expected words."),
        ("products: {a: 1}", "facts.yaml:1:11: A block of keys stands here; expected a list of products."),
    ],
)
def test_files_that_are_refused(tmp_path: Path, text: str, said: str) -> None:
    found = file_errors(tmp_path, text)
    assert found
    assert found[0].startswith(said), found


def test_errors_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("product: a\nname: A\nstock: {units: x}\n")
    (tmp_path / "facts" / "b.yaml").write_bytes(b"product: b\nname: \xff\n")
    (tmp_path / "facts" / "c.yaml").write_text("a: [\n")
    with pytest.raises(FactsErrors) as problem:
        load_facts(("facts",), tmp_path, settings(tmp_path))
    assert [error.where.file for error in problem.value.errors if error.where] == [
        "facts/a.yaml",
        "facts/b.yaml",
        "facts/c.yaml",
    ]
    assert str(problem.value).count("\n") == 2


def test_a_value_without_end_is_refused(tmp_path: Path) -> None:
    assert errors(tmp_path, f"brand: {'x' * 10_001}") == [
        "facts.yaml:3:8: This value is longer than 10,000 characters."
    ]
    assert errors(tmp_path, f"? {'x' * 1001}\n: 1") == [
        "facts.yaml:3:3: This key is longer than 1000 characters."
    ]


def test_errors_without_end_are_cut(tmp_path: Path) -> None:
    found = errors(tmp_path, "features:\n" + "  - {id: a, has: perhaps}\n" * 5000)
    assert len(found) == 201
    assert found[-1].endswith("There is more; the rest is not told.")


WRITTEN = st.sampled_from(
    [
        "8 hours",
        "",
        "NO",
        "[",
        "{}",
        "[1, 2]",
        "{value: 1}",
        "2026-02-30",
        "-1",
        "1e999",
        "\u2603",
        "'",
        "{a: {b: c}}",
        "[[]]",
        "~",
        "99999999999999999999 days",
        "{typical: 1 hour, only_for: {regions: XX}}",
        "- x",
        "1/0",
        "0 GBP",
        "{only_for: 3}",
        "[{value: 1, valid_through: 9999-12-31}]",
        "9999-12-31 23:59",
    ]
)
KEYS = st.sampled_from(
    [
        "stock",
        "units",
        "availability",
        "delivery",
        "handling",
        "transit",
        "price",
        "value",
        "offers",
        "id",
        "performance",
        "typical",
        "features",
        "has",
        "evidence",
        "only_for",
        "as_of",
        "guarantees",
        "term",
        "objections",
        "facts",
        "when",
        "disclosures",
        "variants",
        "sku",
        "by_variant",
        "history",
        "from",
        "through",
        "timezone",
        "conditions",
        "holidays",
    ]
)
TREE = st.recursive(
    WRITTEN,
    lambda inner: (
        st.dictionaries(KEYS, inner, min_size=1, max_size=3).map(
            lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
        )
        | st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
    ),
    max_leaves=8,
)


@hypothesis_settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(KEYS, TREE), min_size=1, max_size=4))
def test_anything_is_read_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in dict(pairs).items())
    for line in errors(tmp_path_factory.mktemp("fuzz"), text):
        assert re.match(r"facts\.yaml:\d+(:\d+)?: ", line), line
        assert "\n" not in line
