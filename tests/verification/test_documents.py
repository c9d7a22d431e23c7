"""Rules about whole documents and campaigns: objections, links, forms, approvals, structured data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from claimcheck.model import Channel, Report

Checked = Callable[..., Report]

OBJECTION = {
    "id": "rain",
    "heard_as": ["Can I use it in the rain?"],
    "frequency": "34%",
    "as_of": "2026-02-10",
    "source": "calls",
    "agreed_answer": "It shrugs off rain and splashes.",
    "answer_any_of": ["shrugs off rain", "rated IP54"],
    "accepted": ["We took it to Wales in April."],
    "not_an_answer": ["A lantern that is rated IP54 is not a boat."],
    "required_in": ["web"],
}


def _states(report: Report) -> list[tuple[str, str, str]]:
    return [(row.id, row.state, row.by_text) for row in report.coverage]


@pytest.mark.parametrize(
    ("copy", "state", "by"),
    [
        ("The Trek 2 shrugs off rain.", "answered", "The Trek 2 shrugs off rain."),
        ("The Trek 2. Rated IP-54.", "answered", "Rated IP-54."),
        ("Meet the Trek 2. We took it to Wales in April.", "answered", "We took it to Wales in April."),
        ("Does the Trek 2 shrug off rain?", "not-confirmed", ""),
        ("The Trek 2: a lantern that is rated IP54 is not a boat.", "answered", None),
        ("The Trek 2. A lantern that is rated IP54 is not a boat.", "not-confirmed", ""),
        ("The Trek 2 looks fine in green.", "not-confirmed", ""),
        ("The Trek 2. Rain simply shrugs off it.", "possibly", "Rain simply shrugs off it."),
    ],
)
def test_only_agreed_words_and_confirmed_sentences_answer(
    checked: Checked, copy: str, state: str, by: str | None
) -> None:
    report = checked(copy, {"objections": [OBJECTION]})
    ((name, found, text),) = _states(report)
    assert (name, found) == ("rain", state)
    assert by is None or text == by
    codes = [(f.code, f.severity.value) for f in report.findings if f.code == "OB001"]
    assert (
        codes
        == {
            "answered": [],
            "possibly": [("OB001", "note")],
            "not-confirmed": [("OB001", "warning")],
        }[state]
    )


@pytest.mark.parametrize("changed", [{"frequency": "9%"}, {"required_in": ["email"]}])
def test_what_sales_seldom_hears_or_another_channel_answers_is_not_required(
    checked: Checked, changed: dict[str, Any]
) -> None:
    report = checked("Meet the Trek 2.", {"objections": [{**OBJECTION, **changed}]})
    assert _states(report) == [("rain", "not-required", "")]
    assert report.findings == ()


def test_a_selling_point_of_the_campaign_is_missed_once(checked: Checked) -> None:
    facts = {"selling_points": [{"id": "repair", "must_appear": "campaign", "any_of": ["swap the battery"]}]}
    campaign = {
        "assets": [
            {"id": "a", "file": "copy.md", "channel": "web"},
            {"id": "b", "file": "page.md", "channel": "web"},
        ]
    }
    missing = checked("Meet the Trek 2.", facts, campaign=campaign, more={"page.md": "The Trek 2 in green."})
    assert [f.code for f in missing.findings] == ["OB003"]
    there = checked(
        "Meet the Trek 2.", facts, campaign=campaign, more={"page.md": "Swap the Trek 2's battery."}
    )
    assert [f.code for f in there.findings] == ["OB003"]
    said = checked(
        "Meet the Trek 2.", facts, campaign=campaign, more={"page.md": "Trek 2: swap the battery."}
    )
    assert said.findings == ()


UTM = {"utm": {"utm_source": ["crm"], "utm_medium": ["email"], "utm_campaign": "spring"}}


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("https://trek.example/?utm_source=crm&utm_medium=email&utm_campaign=spring", ""),
        ("https://trek.example/?utm_source=crm&utm_medium=email", "utm_campaign is missing"),
        (
            "https://trek.example/?utm_source=CRM&utm_medium=email&utm_campaign=spring",
            'utm_source is "CRM", the campaign says crm',
        ),
        ("https://trek.example/unsubscribe", ""),
        ("mailto:hello@trek.example", ""),
    ],
)
def test_links_carry_the_tags_of_the_campaign(checked: Checked, link: str, problem: str) -> None:
    campaign = {**UTM, "assets": [{"id": "em", "file": "copy.md", "channel": "email"}]}
    report = checked(f"Meet the [Trek 2]({link}).", {}, channel=Channel.EMAIL, campaign=campaign)
    assert [f.code for f in report.findings] == (["LC001"] if problem else [])
    assert all(problem in f.message for f in report.findings)


def test_an_approval_holds_for_these_words_and_these_facts(checked: Checked) -> None:
    copy = "Meet the Trek 2."
    content = hashlib.sha256(copy.encode()).hexdigest()
    assets = [{"id": "a", "file": "copy.md", "channel": "web"}]
    first = checked(copy, {}, campaign={"assets": assets})
    approval = {
        "asset": "a",
        "by": "Legal",
        "on": "2026-02-01",
        "content_sha256": content,
        "facts_sha256": first.facts_sha256,
    }
    assert checked(copy, {}, campaign={"assets": assets, "approvals": [approval]}).findings == ()
    changed = checked(copy + " Now.", {}, campaign={"assets": assets, "approvals": [approval]})
    assert [f.message for f in changed.findings] == [
        "The copy has changed since Legal approved it on 1 February 2026. Have it approved again."
    ]


def _ld(offer: str) -> str:
    return (
        '<h1>Trek 2</h1><script type="application/ld+json">'
        f'{{"@type": "Product", "name": "Trek 2", "offers": {{"@type": "Offer", {offer}}}}}</script>'
    )


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        ('"availability": "https://schema.org/InStock"', ["SD001"]),
        ('"availability": "InStock"', ["SD001"]),
        ('"availability": "https://schema.org/BackOrder"', ["SD003"]),
        ('"availability": "https://schema.org/BackOrder", "availabilityStarts": "2026-03-20"', []),
        ('"availability": "https://schema.org/OutOfStock"', []),
        ('"price": "89.00", "priceCurrency": "GBP"', []),
        ('"price": 89, "priceCurrency": "GBP"', []),
        ('"price": "79.00", "priceCurrency": "GBP"', ["SD002"]),
        ('"price": "89.00", "priceCurrency": "USD"', ["SD002"]),
        ('"priceValidUntil": "2026-03-02"', ["SD003"]),
        ('"priceValidUntil": "2026-03-31"', []),
    ],
)
def test_structured_data_says_what_is_on_file(checked: Checked, offer: str, expected: list[str]) -> None:
    facts = {
        "stock": {"availability": "backorder", "available_from": "2026-03-20", "as_of": "2026-03-03"},
        "price": {"value": "89.00 GBP", "as_of": "2026-03-03"},
    }
    report = checked(_ld(offer), facts, file="copy.html")
    assert [f.code for f in report.findings] == expected
    for finding in report.findings:
        assert finding.text in offer


@pytest.mark.parametrize(
    ("subject", "found"),
    [("Re: your question", ["EM003"]), ("Your order", ["EM003"]), ("Revised colours", []), ("Order now", [])],
)
def test_a_promotion_does_not_dress_as_a_reply(checked: Checked, subject: str, found: list[str]) -> None:
    copy = f"Subject: {subject}\n\nDear reader,\n\nThe Trek 2 is 15% off until 31 March.\n"
    offers = [{"id": "s", "says": "15% off", "valid_from": "2026-03-01", "valid_through": "2026-03-31 23:59"}]
    facts = {"offers": offers, "price": {"value": "89.00 GBP", "as_of": "2026-03-03"}}
    report = checked(copy, facts, file="copy.txt", channel=Channel.EMAIL)
    assert [f.code for f in report.findings] == found
