"""The stages composed, and the public API."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import claimcheck
from claimcheck.config import load_settings
from claimcheck.files import CopyFile, expand
from claimcheck.model import Channel, ClaimType, Document, Report, Severity, VerdictState
from claimcheck.pipeline import _channel_of_format, check, exclusions, load_project

FACTS = """products:
  - product: fell
    name: Fell lantern
    also_called: ["the Fell"]
    stock: {availability: in_stock, held_by: us, units: 412, as_of: "2026-03-03 07:30"}
  - product: ember
    name: Ember kettle
    stock: {availability: out_of_stock, held_by: us, units: 0, as_of: "2026-03-03 07:30"}
evidence:
  - {id: EV-A, kind: field trial, file: evidence/trial.txt}
"""
SETTINGS = """claimcheck: 1
facts: facts.yaml
campaigns: campaign.yaml
channels: {"web/**": web, "*.txt": direct-mail}
"""
CAMPAIGN = """campaign: spring
products: [fell]
audience: [everyone]
assets:
  - {id: lp, file: web/mailing.html, channel: email, products: [fell], publish_at: "2026-03-09 09:00"}
"""
ON = "2026-03-03T09:00+00:00"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    plant("claimcheck.yaml", SETTINGS)
    plant("facts.yaml", FACTS)
    plant("campaign.yaml", CAMPAIGN)
    plant("evidence/trial.txt", "Only 3 left of the Fell.")
    plant("web/a.html", "<p>Only 3 left of the Fell lantern.</p>")
    plant("web/mailing.html", "<p>Hello.</p>")
    plant("letter.txt", "Dear camper")
    plant("plain.md", "Hello")
    plant("news.eml", "Subject: News\nMIME-Version: 1.0\n\nHello\n")
    return tmp_path


def plant(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


# ---------------------------------------------------------------- extract


def test_extract_gives_claims_with_offsets_into_the_text() -> None:
    text = "Only 3 left. Ships today."
    claims = claimcheck.extract(text, channel="web")
    assert [(claim.type, text[claim.start : claim.end]) for claim in claims] == [
        (ClaimType.QUANTITY, "Only 3 left"),
        (ClaimType.DISPATCH, "Ships today"),
    ]
    assert (claims[0].start, claims[0].end) == (0, 11)


@pytest.mark.parametrize("before", ["", "\ufeff", "\0\0", "\ud83d", "灯🏕️ ", "a\r\n\r\n"])
def test_offsets_hold_whatever_stands_before(before: str) -> None:
    text = f"{before}Only 3 left."
    (claim,) = claimcheck.extract(text)
    assert text[claim.start : claim.end] == "Only 3 left"


def test_extract_of_nothing_is_nothing() -> None:
    assert claimcheck.extract("") == []
    assert claimcheck.extract("We like the hills.") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [({"channel": "mail"}, '"mail" is no channel'), ({"on": "soon"}, '"soon" is no date')],
)
def test_extract_refuses_what_it_does_not_know(words: dict[str, str], says: str) -> None:
    with pytest.raises(claimcheck.ClaimcheckError, match=says):
        claimcheck.extract("x", **words)  # type: ignore[arg-type]


# ---------------------------------------------------------------- check


def run(*paths: str, on: str = ON) -> Report:
    return claimcheck.check(paths or (".",), on=on)


def test_check_says_verdict_finding_and_fact(site: Path) -> None:
    report = run("web/a.html")
    (verdict,) = report.documents[0].verdicts
    assert (verdict.state, verdict.claim.subject) == (VerdictState.CONTRADICTED, "fell")
    (finding,) = report.findings
    assert (finding.code, finding.severity, finding.path) == ("IN001", Severity.ERROR, "web/a.html")
    assert (finding.start.offset, finding.text) == (3, "Only 3 left")
    assert [(fact.fact, fact.file, fact.line) for fact in finding.facts] == [
        ("fell.stock.units", "facts.yaml", 5)
    ]
    assert (report.on.isoformat(), report.version) == ("2026-03-03T09:00:00+00:00", claimcheck.__version__)
    assert len(report.rules_sha256) == len(report.facts_sha256) == 64


def test_a_walk_leaves_out_settings_facts_campaigns_and_evidence(site: Path) -> None:
    plant("facts.md", "Only 3 left of the Fell")
    assert [checked.document.path for checked in run().documents] == [
        "facts.md",
        "letter.txt",
        "news.eml",
        "plain.md",
        "web/a.html",
        "web/mailing.html",
    ]


def test_the_channel_is_the_campaigns_then_the_settings_then_the_files(site: Path) -> None:
    channels = {checked.document.path: checked.document.channel for checked in run().documents}
    assert channels == {
        "letter.txt": Channel.DIRECT_MAIL,
        "news.eml": Channel.EMAIL,
        "plain.md": Channel.WEB,
        "web/a.html": Channel.WEB,
        "web/mailing.html": Channel.EMAIL,
    }


def test_a_channel_given_stands_in_for_all(site: Path) -> None:
    report = claimcheck.check(["web"], on=ON, channel="direct-mail")
    assert {checked.document.channel for checked in report.documents} == {Channel.DIRECT_MAIL}


def test_facts_given_stand_in_for_those_of_the_settings(site: Path) -> None:
    plant("other/facts.yaml", FACTS.split("evidence:", maxsplit=1)[0].replace("412", "3"))
    report = claimcheck.check(["web/a.html"], facts="other", on=ON)
    assert report.findings == ()
    assert report.documents[0].verdicts[0].facts[0].file == "other/facts.yaml"


def test_an_asset_is_about_the_one_product_that_its_campaign_names(site: Path) -> None:
    plant("web/mailing.html", "<p>Only 3 left.</p>")
    plant("web/a.html", "<p>Only 3 left.</p>")
    subjects = {c.document.path: c.verdicts[0].claim.subject for c in run("web").documents}
    assert subjects == {"web/a.html": "", "web/mailing.html": "fell"}


def test_dates_without_a_year_are_read_from_the_day_of_publication(site: Path) -> None:
    plant("web/mailing.html", "<p>The Fell lantern is available from 9 January.</p>")
    (early,) = run("web/mailing.html", on="2025-06-01").documents
    (late,) = run("web/mailing.html", on="2027-06-01").documents
    assert early.verdicts[0].claim.date == late.verdicts[0].claim.date


def test_one_file_that_cannot_be_read_is_one_finding(site: Path) -> None:
    Path("web/b.html").write_bytes(b"\0\0binary")
    report = run("web")
    assert [(f.path, f.code, f.severity) for f in report.findings] == [
        ("web/a.html", "IN001", Severity.ERROR),
        ("web/b.html", "RD001", Severity.ERROR),
    ]
    assert report.findings[1].message[0].isupper()


@pytest.mark.parametrize("stage", ["read", "extract_document"])
def test_a_defect_in_one_file_is_a_finding_and_the_others_go_on(
    site: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    from claimcheck import pipeline

    working = getattr(pipeline, stage)

    def broken(first: object, *rest: object, **words: object) -> object:
        if "mailing" in (first if isinstance(first, str) else first.path):  # type: ignore[attr-defined]
            raise RuntimeError("a wheel came off")
        return working(first, *rest, **words)

    monkeypatch.setattr(pipeline, stage, broken)
    report = run("web")
    assert [(f.path, f.code) for f in report.findings] == [
        ("web/a.html", "IN001"),
        ("web/mailing.html", "RD001"),
    ]
    assert "a defect of claimcheck, RuntimeError a wheel came off." in report.findings[1].message
    monkeypatch.setenv("CLAIMCHECK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="a wheel came off"):
        run("web")


def test_files_may_come_as_bytes(site: Path) -> None:
    project = load_project(load_settings(site))
    file = CopyFile("web/new.html", Path("web/new.html"), b"<p>Only 3 left of the Fell.</p>")
    from claimcheck.clock import moment

    report = check([file], project, moment(ON, "UTC"))
    assert [finding.path for finding in report.findings] == ["web/new.html"]


def test_links_left_out_are_notes_of_the_report(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.md").write_text("Only 3 left", "utf-8")
    Path("web/out").symlink_to(outside, target_is_directory=True)
    assert run("web").notes == ("web/out: not followed, the link leads out of web",)
    project = load_project(load_settings(site))
    assert len(expand(["web"], exclusions(project)).files) == 2


def test_a_report_is_the_same_as_that_of_the_command_line(site: Path) -> None:
    from click.testing import CliRunner

    from claimcheck.cli import main
    from claimcheck.reports import render

    printed = CliRunner().invoke(main, ["check", "web", "--on", ON, "-f", "json"]).stdout
    assert json.loads(printed) == json.loads(render(run("web"), "json"))


def test_front_matter_fields_of_the_settings_are_copy(site: Path) -> None:
    plant("claimcheck.yaml", SETTINGS + "front_matter: [teaser]\n")
    plant("web/ember.md", "---\nteaser: The Ember kettle is in stock\n---\n\nHello\n")
    report = claimcheck.check(["web/ember.md"], on=ON)
    (verdict,) = report.documents[0].verdicts
    assert (verdict.claim.text, verdict.claim.start) == ("is in stock", 29)


@pytest.mark.parametrize("kind", ["plain", "docx", "odt", "idml", "rtf", "pdf"])
def test_what_is_made_for_print_is_direct_mail(kind: str) -> None:
    assert _channel_of_format(Document("a", "", kind, "")) is Channel.DIRECT_MAIL


def test_what_no_pattern_foresaw_is_shown_and_judged_by_nobody(site: Path) -> None:
    plant("copy/back.md", "It shrugs off a hailstorm.\n")
    report = run("copy/back.md")
    (verdict,) = report.documents[0].verdicts
    assert (verdict.claim.text, verdict.claim.sense) == ("shrugs off a hailstorm", "")
    assert verdict.state is VerdictState.NOT_CHECKED
    untold = "it reads like a promise, but no phrase in the rules says which: compare it by hand"
    assert verdict.reason == untold
    assert report.findings == ()
