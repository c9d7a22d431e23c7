"""The HTML page: safe with any text, whole in its links, readable in both colour schemes."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from claimcheck.model import Channel, CheckedDocument, ClaimType, Lapse, Report, Verdict, VerdictState
from claimcheck.reports import render
from claimcheck.reports.reread import read_report
from tests.reports.sample import claim, document, sample

HOSTILE = "<img src=x onerror=alert(1)>\u202e\x1b[31m\"'{{ 7 * 7 }}</script>"
VOID = {"meta", "br", "input", "img", "link", "hr"}


class Page(HTMLParser):
    """Elements with their attributes, and whether every element that is opened is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"style", "script"}:
            self.text[self.open[-1]] = data  # of several scripts the last, which is the one that runs
        else:
            self.words += data

    def all(self, name: str) -> list[str]:
        return [
            value or "" for _, attributes in self.elements for key, value in attributes.items() if key == name
        ]


def page(report: Report | None = None) -> Page:
    return Page(render(report or sample(), "html"))


def hostile() -> Report:
    """The sample with every word of it out to harm."""
    report = sample()
    text = f"In stock {HOSTILE}"
    made = document(f"a{HOSTILE}.txt", text, Channel.WEB)
    words = made.segments[0].text
    found = claim(made, ClaimType.STOCK, words)
    fact = replace(
        report.findings[0].facts[0],
        fact=HOSTILE,
        value=HOSTILE,
        file=HOSTILE,
        owner=HOSTILE,
        conditions=HOSTILE,
    )
    finding = replace(
        report.findings[0],
        path=made.path,
        claim=found.id,
        message=HOSTILE,
        text=HOSTILE,
        suggestion=HOSTILE,
        facts=(fact,),
        references=(HOSTILE,),
        name=HOSTILE,
    )
    return replace(
        report,
        documents=(CheckedDocument(made, (Verdict(found, VerdictState.CONTRADICTED, HOSTILE, (fact,)),)),),
        findings=(finding,),
        notes=(HOSTILE,),
        coverage=tuple(
            replace(row, label=HOSTILE, by_text=HOSTILE, path=HOSTILE, product=HOSTILE)
            for row in report.coverage
        ),
    )


@pytest.mark.parametrize("report", [sample(), hostile()], ids=["sample", "hostile"])
def test_nothing_is_loaded_and_nothing_runs_but_its_own_script(report: Report) -> None:
    made = page(report)
    (policy,) = [a["content"] for tag, a in made.elements if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        name: b64encode(sha256(made.text[name].encode()).digest()).decode() for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not {tag for tag, _ in made.elements} & {
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "svg",
        "video",
    }
    assert [
        key for _, attributes in made.elements for key in attributes if key == "style" or key.startswith("on")
    ] == []
    assert [value for value in (*made.all("href"), *made.all("src")) if not value.startswith("#")] == []
    assert [a.get("type") for tag, a in made.elements if tag == "script"] == ["application/json", None]


def test_hostile_words_are_shown_as_words() -> None:
    made = page(hostile())
    shown = "<img src=x onerror=alert(1)>\\u202e\\x1b[31m\"'{{ 7 * 7 }}</script>"
    assert made.words.count(shown) > 15
    assert not set(made.words) & {"\x1b", "\u202e"}


def test_every_link_leads_somewhere_and_every_id_is_one() -> None:
    made = page()
    ids = made.all("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in made.all("href")} <= set(ids)
    assert set(made.all("aria-labelledby")) <= set(ids)
    assert {f"n{number}" for number in range(1, 10)} <= set(ids)


def test_copy_reads_as_it_stands_in_the_file() -> None:
    words = " ".join(page().words.split())
    for copy in (
        "Subject Only 3 left 1 of the Fell lantern",
        "Plain-text part FELL, BACK ON THE SHELF",
        "Eight hours of light on one charge 2 , and it ships today 3 .",
        "Page title Fell lantern – brightest in Britain",
        "MeasureValue Brightness1000 lumens",
        "In stock now & up to 14 hours 5 of light <script>go(1)</script>.",
        "Buy it today",
    ):
        assert copy.replace(" ", "") in words.replace(" ", "")


def test_verdicts_come_first_in_order_of_what_must_be_done() -> None:
    words = page().words
    order = [
        "4 things must change before launch",
        "What must change before launch",
        "What is not proven",
        "What is supported",
        "What was not checked, and why",
        "Sales objections",
        "Selling points",
        "FELL, BACK ON THE SHELF",
        "The facts that the copy rests on",
        "Sign-off",
        "Provenance",
    ]
    places = [words.rindex(each) for each in order]
    assert places == sorted(places)
    assert "which product?" in words
    assert "web/old: not followed, the link leads out of web" in words


@pytest.mark.parametrize(
    ("report", "says"),
    [
        (replace(sample(), findings=()), "Nothing is contradicted; 2 claims not proven"),
        (replace(sample(), findings=(), documents=()), "No claims were found"),
        (
            replace(
                sample(),
                findings=(),
                documents=(
                    CheckedDocument(sample().documents[0].document, (sample().documents[0].verdicts[1],)),
                ),
            ),
            "Nothing must change",
        ),
    ],
)
def test_the_headline_says_the_worst(report: Report, says: str) -> None:
    assert says in page(report).words


def test_overlapping_claims_are_both_marked() -> None:
    made = document("a.md", "Free next day delivery today.", Channel.WEB)
    wide = claim(made, ClaimType.DELIVERY, "Free next day delivery")
    narrow = claim(made, ClaimType.FREE, "Free")
    verdicts = (
        Verdict(wide, VerdictState.SUPPORTED, "so it is"),
        Verdict(narrow, VerdictState.STALE, "an old fact"),
    )
    text = render(
        replace(sample(), documents=(CheckedDocument(made, verdicts),), findings=(), coverage=()), "html"
    )
    assert '<mark class="stale" data-notes="1 2">Free</mark>' in text
    assert '<mark class="supported" data-notes="1"> next day delivery</mark>' in text


def test_the_same_claim_elsewhere_points_at_its_note() -> None:
    report = sample()
    mail = report.documents[0]
    first, body, _ = mail.verdicts
    again = replace(body, state=VerdictState.CONTRADICTED)
    finding = replace(report.findings[0], also_at=(mail.document.place(body.claim.start),))
    documents = (CheckedDocument(mail.document, (first, again)),)
    text = render(replace(report, documents=documents, findings=(finding,)), "html")
    assert 'The same claim as in <a href="#n1">note 1</a>.' in text


def test_a_finding_at_a_file_that_is_no_asset_has_its_place() -> None:
    report = sample()
    odd = replace(
        report.findings[5], path="campaigns/march.yaml", code="LC004", message="No audience is named."
    )
    made = page(replace(report, findings=(*report.findings, odd)))
    assert "campaigns/march.yaml" in made.words
    assert made.words.count("No audience is named.") == 2
    assert "n10" in made.all("id")


def test_a_report_read_back_from_json_makes_the_same_page_but_for_the_source() -> None:
    report = sample()
    known = replace(report.findings[0], fingerprint="3f9c0a1b2c3d4e5f", known=True)
    without = replace(
        report,
        documents=tuple(
            replace(checked, document=replace(checked.document, text="")) for checked in report.documents
        ),
        calendar=(Lapse(datetime(2026, 3, 9, 9, tzinfo=UTC), report.findings[0]),),
        findings=(known, *report.findings[1:]),
        compared_with="claimcheck-baseline.json",
    )
    again = render(read_report(render(without, "json"), "report.json"), "html")
    assert again == render(without, "html")
    assert "The source isn’t in this page" in again
    assert "compared with claimcheck-baseline.json" in again


# ---------------------------------------------------------------- colours


def schemes() -> dict[str, dict[str, str]]:
    css = Path("claimcheck/reports/templates/style/theme.css").read_text("utf-8")
    light, dark = re.findall(r":root \{([^}]*--red-wash[^}]*)\}", css)
    read = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block)) for block in (light, dark)]
    return {"light": read[0], "dark": read[1]}


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    colors = schemes()[scheme]
    tones = ["red", "orange", "violet", "ochre", "green", "grey"]
    pairs = [(tone, f"{tone}-wash") for tone in tones] + [(tone, "paper") for tone in tones]
    pairs += [
        (ink, ground)
        for ink in ("ink", "soft")
        for ground in ("page", "paper", *(f"{tone}-wash" for tone in tones))
    ]
    low = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert contrast(colors["focus"], colors["page"]) >= 3
