"""What is found and what is not: one line of copy, the facts of one product, the rules that may answer.

An empty third column means: no error and no warning. The copy is judged as of Tuesday 3 March 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claimcheck.model import Report

ST = {
    "availability": "in_stock",
    "units": "412",
    "allocated": "37",
    "as_of": "2026-03-03 07:00",
    "held_by": "us",
}
DEL = {
    "as_of": "2026-02-15",
    "handling": "0 working days",
    "cutoff": "14:00",
    "timezone": "Europe/London",
    "charge": "4.95 GBP",
    "free_over": "50 GBP",
    "transit": {
        "GB mainland": "2-5 working days",
        "GB-NIR, GB islands": "3-7 working days",
        "EU": "4-9 working days",
    },
    "excluded": ["US", "CA"],
    "surcharges": {"GB-NIR, GB islands": "7.50 GBP"},
    "on_time_rate": "96.1%",
    "guaranteed": "none",
}
PERF = {
    "battery_life": {
        "called": ["battery life", "run time", "runtime", "hours of light", "battery"],
        "means": "time until off",
        "not_to_be_called": ["shelf life", "standby"],
        "typical": "8 hours",
        "max": "10 hours",
        "share_reaching_max": "22%",
        "conditions": {"typical": "at 300 lumens, 20 °C", "max": "at 200 lumens, 20 °C"},
        "disclose": "recommended",
        "test_setting": "laboratory",
        "evidence": "EV",
    },
    "brightness": {
        "typical": "300 lumens",
        "max": "1000 lumens",
        "conditions": {"max": "for 30 seconds"},
        "disclose": "not_needed",
        "evidence": "EV",
    },
    "charge_time": {
        "called": ["charges", "charge"],
        "typical": "55 minutes",
        "better": "lower",
        "disclose": "not_needed",
        "evidence": "EV",
    },
    "operating_temperature": {
        "called": ["works down to", "operating temperature", "rated to"],
        "min": "-10 °C",
        "max": "40 °C",
        "evidence": "EV",
        "disclose": "not_needed",
    },
    "app_uptime": {
        "called": ["uptime"],
        "value": "99.5%",
        "complement": "true",
        "evidence": "EV",
        "disclose": "not_needed",
    },
    "ingress": {"called": ["protection"], "value": "IP54", "evidence": "EV", "disclose": "not_needed"},
}
PRICE = {
    "value": "89.00 GBP",
    "includes_tax": "true",
    "as_of": "2026-03-01",
    "history": [
        {"from": "2025-11-01", "through": "2026-01-31", "value": "109.00 GBP"},
        {"from": "2026-02-15", "value": "89.00 GBP"},
    ],
}
OFF = [
    {
        "id": "spring-15",
        "says": "15% off",
        "code": "SPRING15",
        "price": "75.65 GBP",
        "valid_from": "2026-03-01 00:00",
        "valid_through": "2026-03-31 23:59",
        "timezone": "Europe/London",
        "demand_estimate": {"units": "300", "as_of": "2026-02-20"},
    }
]
G = [
    {
        "name": "product guarantee",
        "term": "2 years",
        "covers": "parts and labour",
        "limits": ["battery 1 year"],
    }
]
CMP = [
    {
        "id": "t",
        "metric": "battery_life",
        "baseline": "Trek 1",
        "baseline_kind": "own_previous",
        "ratio": "1.6",
        "evidence": "EV",
    }
]
SUP = [
    {
        "claim": "brightest",
        "market": "six camping lanterns on sale in the UK under 100 GBP",
        "as_of": "2026-01-20",
        "valid_through": "2026-07-31",
        "evidence": "EV",
    }
]
ALL = {
    "stock": ST,
    "delivery": DEL,
    "performance": PERF,
    "price": PRICE,
    "offers": OFF,
    "guarantees": G,
    "comparisons": CMP,
    "superlatives": SUP,
}


def some(*keys, **kw):
    return {**{k: ALL[k] for k in keys}, **kw}


# (copy, facts, must (set of alternatives) or "" for silent(no error/warning), options)
CASES: list[tuple[Any, ...]] = [
    # availability
    ("The Trek 2 is in stock and ready to ship.", some("stock"), ""),
    ("The Trek 2 is back in stock.", some("stock"), ""),
    ("The Trek 2 is temporarily out of stock.", some("stock"), ""),
    (
        "The Trek 2 is no longer available.",
        {"stock": {"availability": "discontinued", "as_of": "2026-03-03"}},
        "",
    ),
    (
        "Trek 2: buy it today, in stock.",
        {"stock": {"availability": "preorder", "available_from": "2026-05-04", "as_of": "2026-03-03"}},
        "AV001",
    ),
    (
        "The black Trek 2 is in stock now.",
        {
            "stock": {
                **ST,
                "by_variant": {
                    "T2-BLK": {"availability": "backorder", "units": "0", "available_from": "2026-03-20"}
                },
            },
            "variants": [{"sku": "T2-GRN", "color": "green"}, {"sku": "T2-BLK", "color": "black"}],
        },
        "AV001",
    ),
    (
        "The green Trek 2 is in stock now.",
        {
            "stock": {
                **ST,
                "by_variant": {
                    "T2-GRN": {"availability": "in_stock", "units": "80"},
                    "T2-BLK": {"availability": "backorder", "units": "0", "available_from": "2026-03-20"},
                },
            },
            "variants": [{"sku": "T2-GRN", "color": "green"}, {"sku": "T2-BLK", "color": "black"}],
        },
        "",
    ),
    (
        "The Trek 2 is in stock in our Leeds shop.",
        {"stock": {**ST, "by_location": {"Leeds": "380", "York": "0"}}},
        "",
    ),
    (
        "The Trek 2 is in stock in York.",
        {"stock": {**ST, "by_location": {"Leeds": "380", "York": "0"}}},
        "AV001",
    ),
    (
        "The Trek 2 is available in all our stores.",
        {"stock": {**ST, "by_location": {"Leeds": "380", "York": "0"}}},
        "AV005",
    ),
    (
        "The Trek 2 will be back in stock on 20 March.",
        {"stock": {"availability": "backorder", "available_from": "2026-03-20", "as_of": "2026-03-03"}},
        "",
    ),
    (
        "The Trek 2 will be back in stock on 10 March.",
        {"stock": {"availability": "backorder", "available_from": "2026-03-20", "as_of": "2026-03-03"}},
        "AV004",
    ),
    (
        "Pre-order the Trek 2: ships from 4 May.",
        {"stock": {"availability": "preorder", "available_from": "2026-05-04", "as_of": "2026-03-03"}},
        "",
    ),
    ("The Trek 2 is in stock.", {"stock": {**ST, "as_of": "2026-02-20"}}, "AV002"),
    # dispatch / delivery
    (
        "Order the Trek 2 today and it ships within 24 hours.",
        some("delivery", stock=ST, delivery={**DEL, "handling": "3 working days"}),
        "DL001",
    ),
    (
        "Every Trek 2 ships within 24-48 hours.",
        {"delivery": {"handling": "7-10 working days", "transit": {"US": "3 working days"}}},
        "DL001",
    ),
    (
        "2-day shipping on the Trek 2.",
        {"delivery": {"handling": "5 working days", "transit": {"US": "3-5 working days"}}},
        "DL001 DL002",
    ),
    ("Trek 2 delivery: UK mainland 2 to 5 working days.", some("delivery"), ""),
    ("Trek 2 delivery: 2-5 working days to Northern Ireland.", some("delivery"), "DL002"),
    ("The Trek 2 is delivered in 3 to 7 working days to the islands.", some("delivery"), ""),
    ("Your Trek 2 arrives the next day.", some("delivery"), "DL002"),
    ("Your Trek 2 usually arrives in 3 working days.", some("delivery"), ""),
    ("Your Trek 2 arrives within two weeks.", some("delivery"), ""),
    (
        "Free guaranteed one-day delivery on the Trek 2.",
        {
            "delivery": {
                "handling": "1 working day",
                "transit": {"GB": "1-2 working days"},
                "guaranteed": "none",
                "charge": "0 GBP",
            }
        },
        "DL002 DL005",
    ),
    (
        "Christmas delivery guaranteed for the Trek 2.",
        {
            "delivery": {
                "handling": "1 working day",
                "transit": {"GB": "2-5 working days"},
                "guaranteed": "Royal Mail Special",
            }
        },
        "",
        {"on": "2026-12-01T09:00"},
    ),
    (
        "Order the Trek 2 by noon on 15 December for delivery before Christmas.",
        {"delivery": {"handling": "1 working day", "transit": {"GB": "2-5 working days"}}},
        "",
        {"on": "2026-12-01T09:00"},
    ),
    (
        "Order the Trek 2 by 23 December for delivery before Christmas.",
        {"delivery": {"handling": "1 working day", "transit": {"GB": "2-5 working days"}}},
        "DL006",
        {"on": "2026-12-01T09:00"},
    ),
    ("We ship the Trek 2 to the US.", some("delivery"), "DL004"),
    ("We deliver the Trek 2 across the EU.", some("delivery"), ""),
    ("Free UK delivery on the Trek 2 over £50.", some("delivery"), "DL004"),
    ("Free delivery on the Trek 2 to mainland Great Britain on orders over £50.", some("delivery"), ""),
    (
        "Free delivery on all Trek 2 orders.",
        some(
            "delivery",
            exceptions=[{"to": "free delivery", "text": "orders under 50 GBP, Northern Ireland and islands"}],
        ),
        "AB002 PR006 DL004",
    ),
    # inventory
    ("Only 3 left of the Trek 2!", some("stock"), "IN001"),
    ("375 of the Trek 2 left.", some("stock"), ""),
    ("The Trek 2: 20,000+ in stock.", some("stock"), "IN001"),
    ("The Trek 2: hundreds in stock.", some("stock"), ""),
    ("The Trek 2 is selling fast.", some("stock"), "IN002"),
    (
        "The Trek 2 is selling fast.",
        {
            "stock": {
                "availability": "in_stock",
                "units": "412",
                "days_of_cover": "5 days",
                "as_of": "2026-03-03",
            }
        },
        "",
    ),
    ("The Trek 2: while stocks last.", some("stock"), ""),
    (
        "The Trek 2 is sold out.",
        {"stock": {"availability": "out_of_stock", "units": "0", "as_of": "2026-03-03"}},
        "",
    ),
    (
        "Limited edition of 400: the Trek 2.",
        {"stock": {"edition_size": "400", "availability": "in_stock", "units": "40", "as_of": "2026-03-03"}},
        "",
    ),
    (
        "The Trek 2: last chance to buy.",
        {"stock": {**ST, "incoming": [{"units": "600", "arrives": "2026-03-20", "confirmed": "true"}]}},
        "IN005",
    ),
    ("In high demand: 27 people are looking at the Trek 2.", some("stock"), "IN004"),
    # performance
    ("The Trek 2 gives 8 hours of light at 300 lumens.", some("performance"), ""),
    ("The Trek 2 gives eight hours of light.", some("performance"), ""),
    ("The Trek 2 gives 10 hours of light.", some("performance"), "PF005"),
    ("The Trek 2 gives up to 10 hours of light at 200 lumens.", some("performance"), ""),
    ("The Trek 2 gives up to 14 hours of light.", some("performance"), "PF004"),
    ("The Trek 2 gives 12 hours of light.", some("performance"), "PF001"),
    ("The Trek 2 gives at least 6 hours of light.", some("performance"), ""),
    ("The Trek 2 charges in 45 minutes.", some("performance"), "PF001"),
    ("The Trek 2 charges in under an hour.", some("performance"), ""),
    ("The Trek 2 charges in under half an hour.", some("performance"), "PF001"),
    ("Trek 2 app uptime: 99.9%.", some("performance"), "PF001"),
    ("Trek 2 app uptime: 99.5%.", some("performance"), ""),
    ("The Trek 2 works down to -10 °C.", some("performance"), ""),
    ("The Trek 2 works down to -20 °C.", some("performance"), "PF001"),
    ("The Trek 2 has 300 lumens brightness.", some("performance"), ""),
    ("The Trek 2 has 1,000 lumens brightness.", some("performance"), "PF005"),
    (
        "The Trek 2 has a 10-year battery life.",
        {
            "performance": {
                "shelf_life": {
                    "called": ["shelf life"],
                    "means": "time in store",
                    "not_to_be_called": ["battery life"],
                    "typical": "10 years",
                    "disclose": "not_needed",
                    "evidence": "EV",
                },
                "battery_life": {
                    "called": ["battery life"],
                    "typical": "8 hours",
                    "disclose": "not_needed",
                    "evidence": "EV",
                },
            }
        },
        "PF006 PF001",
    ),
    (
        "The Trek 2 is waterproof.",
        {"features": [{"id": "waterproof", "called": ["waterproof"], "has": "no", "evidence": "EV"}]},
        "PF007",
    ),
    (
        "The Trek 2 is not waterproof.",
        {"features": [{"id": "waterproof", "called": ["waterproof"], "has": "no", "evidence": "EV"}]},
        "",
    ),
    (
        "The Trek 2 works with every till.",
        {
            "features": [
                {
                    "id": "till",
                    "called": ["works with every till", "till integration"],
                    "has": "no",
                    "evidence": "EV",
                }
            ]
        },
        "PF007",
    ),
    # comparison
    (
        "The Trek 2 lasts 50% longer.*\n\n* per charge\n",
        some("comparisons"),
        "CP001 DQ002",
        {"file": "copy.txt"},
    ),
    ("The Trek 2 runs 1.6 times longer than Trek 1.", some("comparisons"), ""),
    ("The Trek 2 lasts twice as long as Trek 1.", some("comparisons"), "CP002"),
    ("The Trek 2 lasts longer than Trek 1.", some("comparisons"), ""),
    ("The Trek 2 lasts longer than the Ember 5.", some("comparisons"), "EV005"),
    ("The UK's brightest camping lantern: the Trek 2.", some("superlatives"), "CP004 CP003"),
    ("The Trek 2 is the brightest of six lanterns under £100.", some("superlatives"), ""),
    ("The Trek 2 is the lightest lantern in the world.", some("superlatives"), "CP003"),
    # absolutes / guarantee
    ("The Trek 2 has a 2-year guarantee (1 year on the battery).", some("guarantees"), ""),
    ("The Trek 2 has a 2-year guarantee.", some("guarantees"), "AB001"),
    ("The Trek 2 is guaranteed for 5 years.", some("guarantees"), "AB001"),
    ("Your money back if you do not like the Trek 2.", some("guarantees"), "AB001"),
    # price
    ("The Trek 2 now £75.65 with code SPRING15.", some("price", "offers", "stock"), ""),
    ("Trek 2: was £109, now £89.", some("price"), ""),
    ("Trek 2: was £129, now £89.", some("price"), "PR002"),
    ("Trek 2: save £20 (was £109, now £89).", some("price"), ""),
    ("Trek 2: save £40 (was £109, now £89).", some("price"), "PR003"),
    ("Trek 2: 15% off with code SPRING15.", some("price", "offers", "stock"), ""),
    ("Trek 2: 15% off with code SUMMER20.", some("price", "offers", "stock"), "PR001"),
    ("Trek 2: half price.", some("price", "offers", "stock"), "PR001"),
    # deadlines
    ("15% off the Trek 2 until 31 March.", some("price", "offers", "stock"), ""),
    ("15% off the Trek 2 ends tonight!", some("price", "offers", "stock"), "UR001"),
    ("15% off the Trek 2. 48 hours left!", some("price", "offers", "stock"), "UR001 UR003"),
    ("15% off the Trek 2 for a limited time.", some("price", "offers", "stock"), "UR003"),
    (
        "15% off the Trek 2: today only.",
        some(
            "price",
            "stock",
            offers=[
                {
                    **OFF[0],
                    "valid_from": "2026-03-03 00:00",
                    "valid_through": "2026-03-03 23:59",
                    "history": [
                        {"from": "2026-02-24", "through": "2026-02-24"},
                        {"from": "2026-02-17", "through": "2026-02-17"},
                    ],
                }
            ],
        ),
        "UR004",
    ),
    # reviews
    (
        "The Trek 2 is rated 4.9 by 5,000 people.",
        {
            "reviews": {
                "rating": "4.6",
                "count": "812",
                "as_of": "2026-03-01",
                "source": "x",
                "incentivised": "none",
            }
        },
        "DQ005",
    ),
    (
        "The Trek 2 is rated 4.6 out of 5.",
        {
            "reviews": {
                "rating": "4.6",
                "count": "812",
                "as_of": "2026-03-01",
                "source": "x",
                "incentivised": "none",
            }
        },
        "",
    ),
    # what looks like a delivery and is a time at work
    (
        "The Trek 2 is fitted in one day.",
        {"performance": {"fitting": {"called": ["fitted in"], "typical": "2 days", "better": "lower"}}},
        "PF001",
    ),
    (
        "The Trek 2 is delivered in one day.",
        some(
            "delivery",
            performance={"way": {"called": ["delivered in"], "typical": "1 day", "better": "lower"}},
        ),
        "DL002",
    ),
    ("The Trek 2: we ship across the EU in 2 days.", some("delivery"), "DL002"),
    ("The Trek 2 ships in 2 days.", some("delivery"), ""),
    # what is said to be all there is
    ("The Trek 2 is here, but we have only 40 lanterns.", some("stock"), "IN001"),
    ("We have 400 of the Trek 2 in stock.", some("stock"), ""),
    # one no among several
    (
        "The Trek 2 works with Alexa and Google Home.",
        {
            "features": [
                {"id": "alexa", "called": ["Alexa"], "has": "yes", "evidence": "EV"},
                {"id": "google", "called": ["Google Home"], "has": "no", "evidence": "EV"},
            ]
        },
        "PF007",
    ),
    ("Get the Trek 2: cancel whenever you like, no contract.", some("guarantees"), ""),
    (
        "95% of owners of the Trek 2 come back.",
        {"performance": {"back": {"called": ["come back"], "value": "81%"}}},
        "PF001",
    ),
    # a comparison of one metric says nothing of another
    ("Runs 60% longer than Trek 1.", some("performance", "comparisons"), ""),
    ("60% brighter than Trek 1.", some("performance", "comparisons"), "EV005"),
    ("Charges 60% faster than Trek 1.", some("performance", "comparisons"), "EV005"),
    # near misses
    ("Keep the Trek 2 dry and wait 2 minutes before opening.", some("performance"), ""),
    ("The Trek 2 stands 18 cm tall and comes in a box of six.", some("stock"), ""),
    (
        "Once the Trek 2 is back in stock we will write to you.",
        {"stock": {"availability": "out_of_stock", "as_of": "2026-03-03"}},
        "",
    ),
    ("Is the Trek 2 in stock?", {"stock": {"availability": "out_of_stock", "as_of": "2026-03-03"}}, ""),
    (
        "We hope the Trek 2 will be in stock by May.",
        {"stock": {"availability": "out_of_stock", "as_of": "2026-03-03"}},
        "",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:60])
def test_judgement(case: tuple[Any, ...], checked: Callable[..., Report]) -> None:
    copy, facts, expected, *more = case
    report = checked(copy, facts, **(more[0] if more else {}))
    loud = {code for f in report.findings if f.severity != "note" for code in (f.code, *f.also)}
    if expected:
        assert loud & set(expected.split()), f"{loud or 'nothing'} was found"
    else:
        assert loud == set()


@pytest.mark.parametrize("link", [", and the steel body is ", " and is ", "; "])
def test_a_feature_that_is_denied_is_found_where_it_stands(link: str, checked: Callable[..., Report]) -> None:
    facts = {
        "performance": {"capacity": {"called": ["holds"], "value": "1.5 litres", "evidence": "EV"}},
        "features": [{"id": "dishwasher", "called": ["dishwasher-safe"], "has": "no"}],
    }
    report = checked(f"The Trek 2 holds 1.5 litres{link}dishwasher-safe.", facts)
    assert [(f.code, f.text) for f in report.findings] == [("PF007", "dishwasher-safe")]
