"""The frame: verdicts and their reasons, what is set aside, what is said once, what crashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from claimcheck.config import Settings
from claimcheck.facts.model import Facts
from claimcheck.model import Attribution, Channel, Modality, Report, Severity, VerdictState
from claimcheck.rulebook.checks import load_rules
from claimcheck.verification import Asset, judge, table
from claimcheck.verification.case import Case, DocumentCase, Ruling

Checked = Callable[..., Report]

STOCK = {"availability": "in_stock", "units": "412", "allocated": "37", "as_of": "2026-03-03 07:00"}
GONE = {"availability": "backorder", "available_from": "2026-03-20", "as_of": "2026-03-03"}
PERF = {
    "battery_life": {
        "called": ["battery life"],
        "typical": "8 hours",
        "disclose": "not_needed",
        "evidence": "EV",
    }
}


def _verdicts(report: Report) -> list[tuple[str, str, str]]:
    return [(v.claim.text, v.state.value, v.reason) for d in report.documents for v in d.verdicts]


def test_a_supported_claim_keeps_its_reason_and_its_facts(checked: Checked) -> None:
    report = checked("The Trek 2 is in stock.", {"stock": STOCK})
    verdict = report.documents[0].verdicts[0]
    assert (verdict.state, verdict.reason) == (VerdictState.SUPPORTED, "412 units on hand, 37 allocated")
    assert [(f.fact, f.value) for f in verdict.facts] == [
        ("trek-2.stock.units", "412"),
        ("trek-2.stock.allocated", "37"),
        ("trek-2.stock.availability", "in_stock"),
    ]
    assert verdict.facts[0].file == "facts.yaml"
    assert verdict.causes == ()


def test_a_fact_shows_its_proof(checked: Checked) -> None:
    report = checked("The Trek 2 has a battery life of 8 hours.", {"performance": PERF})
    fact = report.documents[0].verdicts[0].facts[0]
    assert fact.fact == "trek-2.performance.battery_life.typical"
    assert [(e.id, e.kind, e.done_by, e.date) for e in fact.evidence] == [
        ("EV", "laboratory test", "Halden Test House", "2025-11-14")
    ]


def test_an_unknown_product_is_not_checked(checked: Checked) -> None:
    facts = {
        "products": [
            {"product": "a", "name": "Alder chair", "stock": GONE},
            {"product": "b", "name": "Birch chair", "stock": GONE},
        ]
    }
    report = checked("In stock now.", facts)
    assert _verdicts(report) == [("In stock now", "not-checked", "which product? Name it near the claim")]
    assert report.findings == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"attribution": Attribution.COMPETITOR}, "it is about a competitor's product"),
        ({"attribution": Attribution.TESTIMONIAL}, "a customer's own words"),
        ({"modality": Modality.CONDITIONAL}, "it is said under a condition"),
    ],
)
def test_what_is_no_promise_of_ones_own_is_set_aside(
    checked: Checked, changed: dict[str, Any], reason: str
) -> None:
    document = checked("The Trek 2 is in stock now.", {"stock": GONE}).documents[0]
    claim = replace(document.verdicts[0].claim, **changed)
    asset = Asset(document.document, (claim,), Channel.WEB)
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    judged = judge((asset,), Facts(), Settings(), load_rules(), at).verdicts[0][0]
    assert (judged.state, judged.reason, judged.causes) == (VerdictState.NOT_CHECKED, reason, ())


def test_a_block_set_off_for_looks_is_no_testimonial(checked: Checked) -> None:
    report = checked(
        "# Trek 2\n\n> Free next day delivery\n",
        {"delivery": {"handling": "3 working days", "transit": {"GB": "2 working days"}, "charge": "0 GBP"}},
    )
    assert "DL002" in {code for f in report.findings for code in (f.code, *f.also)}


def test_under_claims_are_borne_out(checked: Checked) -> None:
    for copy in ("The Trek 2 is out of stock.", "The Trek 2 is not in stock."):
        assert {state for _, state, _ in _verdicts(checked(copy, {"stock": STOCK}))} == {"supported"}


def test_one_claim_gives_one_finding_with_the_others_beside_it(checked: Checked) -> None:
    report = checked(
        "The Trek 2 is in stock now.",
        {"stock": {"availability": "out_of_stock", "held_by": "supplier", "as_of": "2026-01-03"}},
    )
    assert [(f.code, f.also) for f in report.findings] == [("AV001", ("AV003", "AV002"))]


def test_words_within_words_are_said_once(checked: Checked) -> None:
    report = checked(
        "Free next day delivery on every Trek 2.",
        {
            "delivery": {
                "handling": "0 working days",
                "cutoff": "14:00",
                "timezone": "Europe/London",
                "charge": "4.95 GBP",
                "transit": {"GB": "1 working day"},
            }
        },
    )
    places = [(f.start.offset, f.end.offset) for f in report.findings]
    assert len(places) == 1
    assert {"PR006", "DL003"} <= {report.findings[0].code, *report.findings[0].also}


def test_a_subject_is_read_on_its_own_and_one_level_more_severe(checked: Checked) -> None:
    copy = "Subject: Next day delivery of the Trek 2\n\nDear reader,\n\nOrder before 2 pm.\n"
    facts = {
        "delivery": {
            "handling": "0 working days",
            "cutoff": "14:00",
            "timezone": "Europe/London",
            "transit": {"GB": "1 working day"},
        }
    }
    report = checked(copy, facts, file="copy.txt", channel=Channel.EMAIL)
    found = report.findings[0]
    assert {"DL003", "EM001"} == {found.code, *found.also}
    assert found.severity is Severity.ERROR


def test_a_doubt_stays_a_warning_in_a_subject(checked: Checked) -> None:
    report = checked(
        "Subject: The Trek 2 is waterproof\n\nDear reader,\n\nMeet it.\n",
        {},
        file="copy.txt",
        channel=Channel.EMAIL,
    )
    assert [(f.code, f.severity) for f in report.findings] == [("EV005", Severity.WARNING)]


def test_pf002_and_ev005_never_stand_together(checked: Checked) -> None:
    for facts in ({}, {"performance": PERF}, {"features": [{"id": "usb", "called": ["USB"], "has": "yes"}]}):
        report = checked("The Trek 2 charges in 12 minutes and weighs 90 g.", facts)
        for finding in report.findings:
            assert not {"PF002", "EV005"} <= {finding.code, *finding.also}
        expected = "PF002" if "performance" in facts else "EV005"
        assert {f.code for f in report.findings} == {expected}


def test_a_rule_that_crashes_is_a_finding_and_the_others_go_on(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(case: Case) -> Iterator[Ruling]:
        raise ZeroDivisionError("a defect")
        yield from case.asset.claims  # type: ignore[unreachable]

    monkeypatch.setitem(table.CHECKS, "AV003", broken)  # type: ignore[arg-type]
    report = checked("The Trek 2 is in stock now.", {"stock": STOCK})
    assert [(f.code, f.severity, f.message) for f in report.findings] == [
        ("AV003", Severity.ERROR, "This rule could not be applied: ZeroDivisionError: a defect")
    ]
    report = checked("The Trek 2 is in stock now.", {"stock": GONE})
    assert [(f.code, "AV003" in f.also) for f in report.findings] == [("AV001", True)]


def test_a_document_rule_that_crashes_is_a_finding_too(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(case: DocumentCase) -> Iterator[object]:
        raise RuntimeError(case.asset.document.format)
        yield  # type: ignore[unreachable]

    monkeypatch.setitem(table.DOCUMENT_CHECKS, "OB003", broken)  # type: ignore[arg-type]
    report = checked("Meet the Trek 2.", {})
    assert [f.message for f in report.findings] == ["This rule could not be applied: RuntimeError: markdown"]


def test_a_rule_that_is_not_in_the_book_is_silent(checked: Checked) -> None:
    document = checked("The Trek 2 is in stock now.", {"stock": GONE}).documents[0]
    claim = replace(document.verdicts[0].claim, subject="")
    asset = Asset(document.document, (claim,), Channel.WEB)
    empty = replace(load_rules(), by_code={})
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    judgement = judge((asset,), Facts(), Settings(), empty, at)
    assert judgement.verdicts[0][0].causes == ()
    assert judgement.causes == ()


def test_references_follow_the_jurisdictions() -> None:
    rules = load_rules()
    british = rules.within(["GB"]).rule("IN001")
    assert {r.jurisdiction for r in british.references} == {"GB"}
    german = rules.within(["DE"]).rule("IN001")
    assert {r.jurisdiction for r in german.references} == {"EU"}
    assert rules.within([]) is rules
    assert rules.within(["GB"]).sha256 == rules.sha256


def test_conflicting_facts_are_never_picked_from(checked: Checked) -> None:
    stock = {"availability": "in_stock", "as_of": "2026-03-03", "units": [{"value": "412"}, {"value": "3"}]}
    report = checked("Only 3 left of the Trek 2.", {"stock": stock})
    assert [f.code for f in report.findings] == ["EV004"]
    assert "412" in report.findings[0].message
    assert " 3 (facts.yaml:" in report.findings[0].message


def test_an_expired_fact_counts_as_absent_and_is_named(checked: Checked) -> None:
    perf = {"battery_life": {**PERF["battery_life"], "valid_through": "2026-03-02"}}
    report = checked("The Trek 2 has a battery life of 8 hours.", {"performance": perf})
    found = report.findings[0]
    assert found.code == "EV002"
    assert "valid until 2 March 2026" in found.message


def test_the_day_of_judgement_is_the_day_of_publishing(checked: Checked) -> None:
    campaign = {
        "assets": [{"id": "a", "file": "copy.md", "channel": "web", "publish_at": "2026-03-25 09:00"}]
    }
    stock = {**GONE, "max_age": "90 days"}
    copy = "The Trek 2 is available from 20 March 2026."
    assert checked(copy, {"stock": stock}, campaign=campaign).findings == ()
