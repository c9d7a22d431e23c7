"""Report -> page: which list a note stands in, the source, the envelope, the ledgers, the index."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from claimcheck.errors import SourceLocation
from claimcheck.model import (
    Channel,
    CheckedDocument,
    ClaimType,
    Lapse,
    Report,
    Severity,
    Suppressed,
    Verdict,
    VerdictState,
)
from claimcheck.reports.copy_source import KEPT, KEPT_BRIEF, MOST, envelope, source
from claimcheck.reports.html import moment
from claimcheck.reports.html_index import index
from claimcheck.reports.page import Page
from claimcheck.reports.page_choices import choices
from claimcheck.reports.paging import page_of
from tests.reports.sample import claim, document, finding, sample

SILENCE = Suppressed("Renewed", "R. Okafor", "2026-06-30", SourceLocation("suppressions.yaml", 2))


def lists(page: Page) -> dict[str, list[int]]:
    return {
        topic.key: [note.number for group in topic.groups for note in group.notes]
        for topic in page.topics
        if topic.count
    }


def test_every_note_stands_in_one_list() -> None:
    assert lists(page_of(sample())) == {
        "change": [1, 5, 6, 9],
        "unproven": [4, 7],
        "supported": [2, 8],
        "unchecked": [3],
    }


def test_known_and_accepted_findings_are_told_apart_and_not_to_be_acted_on() -> None:
    report = sample()
    first, second, *others = report.findings
    page = page_of(
        replace(report, findings=(replace(first, known=True), replace(second, suppressed=SILENCE), *others))
    )
    assert lists(page) == {
        "change": [5, 6, 9],
        "unproven": [7],
        "known": [1],
        "accepted": [4],
        "supported": [2, 8],
        "unchecked": [3],
    }
    assert [asset.changes for asset in page.assets] == [0, 3, 1]


def test_a_warning_on_a_claim_that_is_not_unproven_is_to_be_looked_at() -> None:
    report = sample()
    soft = replace(report.findings[0], severity=Severity.WARNING)
    assert lists(page_of(replace(report, findings=(soft, *report.findings[1:]))))["look"] == [1]


# ---------------------------------------------------------------- the file as it lies on disk


def lines(report: Report, *, brief: bool = False) -> list[tuple[int, int, str]]:
    """Number, lines left out before, and text of each line of the first file."""
    notes = page_of(report).assets[0].notes
    made = source(report.documents[0].document, notes, brief=brief)
    return [(line.number, line.skipped, "".join(run.text for run in line.runs)) for line in made.lines]


def with_text(text: str) -> Report:
    """A report on one page with one claim, "In stock"."""
    made = document("a.md", text, Channel.WEB)
    verdict = Verdict(claim(made, ClaimType.STOCK, "In stock"), VerdictState.SUPPORTED, "so it is")
    return replace(sample(), documents=(CheckedDocument(made, (verdict,)),), findings=(), coverage=())


def test_a_short_file_is_shown_whole_with_its_claims_marked() -> None:
    report = sample()
    mail = report.documents[0].document
    made = source(mail, page_of(report).assets[0].notes, brief=False)
    assert [line.number for line in made.lines] == list(range(1, 13))
    assert ["".join(run.text for run in line.runs) for line in made.lines] == mail.text.splitlines()
    assert [(run.text, run.numbers) for run in made.lines[8].runs] == [
        ("on one charge", (2,)),
        (", and it ", ()),
        ("ships today", (3,)),
        (".", ()),
    ]
    assert [note.number for run in made.lines[8].runs for note in run.ends] == [2, 3]
    assert (made.count, made.after) == (12, 0)


def test_of_a_long_file_the_lines_near_a_claim_are_shown() -> None:
    report = with_text("one\n\n" * 10 + "In stock\n" + "\ntwo" * (MOST // 3))
    assert lines(report) == [(19, 18, "one"), (20, 0, ""), (21, 0, "In stock"), (22, 0, ""), (23, 0, "two")]
    made = source(report.documents[0].document, page_of(report).assets[0].notes, brief=False)
    assert made.after == made.count - 23 > 0


def test_a_long_line_is_cut_where_it_holds_no_claim() -> None:
    report = with_text(f"In stock {'x' * 2000}")
    assert lines(report) == [(1, 0, f"In stock {'x' * (KEPT - 1)}{'x' * KEPT}")]
    assert lines(report, brief=True) == [(1, 0, f"In stock {'x' * (KEPT_BRIEF - 1)}{'x' * KEPT_BRIEF}")]
    made = source(report.documents[0].document, page_of(report).assets[0].notes, brief=False)
    assert [run.left_out for run in made.lines[0].runs] == [0, 0, 2001 - 2 * KEPT, 0]


def test_an_envelope_is_read_in_words() -> None:
    mail = (
        "From: =?utf-8?q?B=C3=B8rge?= <b@x.example>\nTo: a@x.example,\n  b@x.example\nSubject: s\n\nTo: no\n"
    )
    assert envelope(document("a.eml", mail, Channel.EMAIL)) == (
        ("From", "Børge <b@x.example>"),
        ("To", "a@x.example, b@x.example"),
    )
    odd = "From: =?none?b?!!!?=\nDate: today\n\nx\n"
    assert envelope(document("a.eml", odd, Channel.EMAIL)) == (("From", "=?none?b?!!!?="), ("Date", "today"))
    assert envelope(document("a.txt", "From: here on\n", Channel.WEB)) == ()


# ---------------------------------------------------------------- of all assets


def test_a_disagreement_shows_both_sides() -> None:
    letter = document("b/letter.txt", "It ships within 5 days.", Channel.DIRECT_MAIL)
    mail = document("a/mail.txt", "It ships today.", Channel.EMAIL)
    slow = claim(letter, ClaimType.DISPATCH, "ships within 5 days", subject="fell")
    fast = claim(mail, ClaimType.DISPATCH, "ships today", subject="fell")
    said = "The copy says “ships today” here and “ships within 5 days” in b/letter.txt:1."
    odd = finding(mail, fast, "XA001", "cross-asset-conflict", Severity.ERROR, said)
    page = page_of(
        replace(
            sample(),
            documents=(
                CheckedDocument(mail, (Verdict(fast, VerdictState.CONTRADICTED, ""),)),
                CheckedDocument(letter, (Verdict(slow, VerdictState.SUPPORTED, ""),)),
            ),
            findings=(odd,),
        )
    )
    (one,) = page.disagreements
    assert (one.asset.path, one.note.text) == ("a/mail.txt", "ships today")
    assert one.other_asset is not None
    assert one.other is not None
    assert (one.other_asset.path, one.other.text) == ("b/letter.txt", "ships within 5 days")
    elsewhere = replace(odd, message="It differs from web/other.html:9.")
    alone = page_of(replace(sample(), documents=page.report.documents, findings=(elsewhere,)))
    assert [each.other for each in alone.disagreements] == [None]


def test_each_fact_is_told_once_with_all_that_rests_on_it() -> None:
    assert [(row.fact.fact, row.numbers) for row in page_of(sample()).facts] == [
        ("fell.stock.units", (1,)),
        ("fell.delivery.transit.GB mainland", (6,)),
        ("fell.performance.battery_life.max", (2, 5)),
    ]


def test_a_lapse_leads_to_the_note_of_today() -> None:
    report = sample()
    at = datetime(2026, 4, 1, tzinfo=UTC)
    lost = replace(report.findings[0], claim="gone")
    page = page_of(replace(report, calendar=(Lapse(at, report.findings[1]), Lapse(at, lost))))
    assert [one.number for one in page.calendar] == [4, 0]


def test_a_matrix_has_a_row_an_asset_and_a_column_a_question() -> None:
    objections, points = page_of(sample()).matrices
    assert (objections.title, objections.product, objections.asked) == (
        "Sales objections",
        "fell",
        ("Will it last all night?", "Does it work in the cold?"),
    )
    assert [
        (path, asset, [cell and cell.state for cell in cells]) for path, asset, cells in objections.rows
    ] == [
        ("email/march.eml", 1, ["answered", "not-required"]),
        ("web/fell.html", 2, ["possibly", "not-confirmed"]),
    ]
    assert points.title == "Selling points"


def test_the_index_has_what_filters_and_decisions_need() -> None:
    report = sample()
    first = replace(report.findings[0], fingerprint="3f9c0a1b2c3d4e5f", text="</script><b>")
    data = index(page_of(replace(report, findings=(first, *report.findings[1:]))))
    assert "<" not in data
    assert ">" not in data
    made = json.loads(data)
    assert made["assets"] == [
        ["email/march.eml", "email"],
        ["web/fell.html", "web"],
        ["web/gone.html", "web"],
    ]
    assert made["notes"][0] == [
        1, "contradicted", "error", "inventory", "fell", "new", "IN001", "3f9c0a1b2c3d4e5f", "Only 3 left",
    ]  # fmt: skip
    assert made["notes"][1] == [1, "supported", "", "performance", "fell", ""]


def test_filters_name_what_each_can_be() -> None:
    found = {choice.name: choice.options for choice in choices(page_of(sample()))}
    assert found["severity"] == (("error", "error (4)"), ("note", "note (1)"), ("warning", "warning (1)"))
    assert found["channel"] == (("email", "email (3)"), ("web", "web (6)"))
    assert found["status"] == (("new", "new (6)"),)
    assert found["asset"][0] == ("1", "email/march.eml")


def test_a_moment_is_said_as_people_say_it() -> None:
    assert moment(datetime(2026, 3, 3, 9, 5, tzinfo=UTC)) == "3 March 2026, 09:05 UTC"
    assert moment(datetime(2026, 12, 31, tzinfo=UTC)) == "31 December 2026"
