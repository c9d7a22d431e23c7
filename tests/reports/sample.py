"""A report made by hand: one mail, one page, one file that nobody could read."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from claimcheck.excerpt import excerpt
from claimcheck.model import (
    Channel,
    CheckedDocument,
    Claim,
    ClaimType,
    Coverage,
    Cue,
    CueKind,
    Document,
    EvidenceRef,
    FactRef,
    Finding,
    Modality,
    Quantity,
    Report,
    Severity,
    Verdict,
    VerdictState,
)
from claimcheck.readers import read

LETTER = """Subject: Only 3 left of the Fell lantern
From: hello@northbeck.example
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

FELL, BACK ON THE SHELF

Only 3 left. Eight hours of light
on one charge, and it ships today.

- Free delivery over £50
- Rated to -10 °C
"""
PAGE = """<!doctype html>
<html lang="en"><head><title>Fell lantern – brightest in Britain</title>
<meta name="description" content="A lantern that lasts the night."></head>
<body><h1>Fell lantern</h1>
<p>\t灯 🏕️ <b>In stock</b> now &amp; <em>up to 14 hours</em> of light &lt;script&gt;go(1)&lt;/script&gt;.</p>
<h2>Delivery</h2>
<ul><li>Next-day delivery anywhere in the UK</li><li>60 days to change your mind</li></ul>
<table><tr><th>Measure</th><th>Value</th></tr><tr><td>Brightness</td><td>1000 lumens</td></tr></table>
<p><a href="/buy">Buy it today</a></p></body></html>
"""

UNITS = FactRef(
    "fell.stock.units",
    "412",
    "facts/products/fell.yaml",
    15,
    3,
    as_of="2026-03-02 07:30",
    owner="maria@northbeck.example",
)
LIGHT = FactRef(
    "fell.performance.battery_life.max",
    "10 hours",
    "facts/products/fell.yaml",
    61,
    5,
    conditions="at 200 lumens, 20 °C",
    evidence=(
        EvidenceRef(
            "EV-RUN", "laboratory test", "Halden Test House", "2025-11-14", "evidence/halden.pdf", "6"
        ),
    ),
)
TRANSIT = FactRef("fell.delivery.transit.GB mainland", "2-5 working days", "facts/products/fell.yaml", 31, 5)


def claim(document: Document, kind: ClaimType, words: str, sense: str = "", **more: object) -> Claim:
    """The claim on these words of a document's prose, placed through its segment."""
    index, segment = next((i, s) for i, s in enumerate(document.segments) if words in s.text)
    prose = segment.text.index(words)
    start, end = segment.source(prose, prose + len(words))
    return Claim(
        id=f"{document.path.rsplit('/', 1)[-1]}:{start:04x}",
        type=kind,
        sense=sense,
        text=words,
        start=start,
        end=end,
        segment=index,
        prose_start=prose,
        prose_end=prose + len(words),
        sentence_start=prose,
        sentence_end=prose + len(words),
        surface=segment.surface,
        part=segment.part,
        **more,  # type: ignore[arg-type]
    )


def finding(
    document: Document, found: Claim, code: str, name: str, severity: Severity, message: str, **more: object
) -> Finding:
    return Finding(
        code=code,
        name=name,
        severity=severity,
        message=message,
        path=document.path,
        start=document.place(found.start),
        end=document.place(found.end),
        text=found.text,
        claim=found.id,
        excerpt=excerpt(document, found.start, found.end),
        **more,  # type: ignore[arg-type]
    )


def document(path: str, text: str, channel: Channel) -> Document:
    from dataclasses import replace

    return replace(read(path, text.encode()), channel=channel)


def sample() -> Report:
    """One of everything a reporter can meet."""
    mail = document("email/march.eml", LETTER, Channel.EMAIL)
    page = document("web/fell.html", PAGE, Channel.WEB)
    lost = Document(path="web/gone.html", text="", format="", sha256="", channel=Channel.WEB)
    left = claim(
        mail,
        ClaimType.QUANTITY,
        "Only 3 left",
        "units-left",
        subject="fell",
        value=Quantity("=", Decimal(3), Decimal(3), "units"),
    )
    light = claim(
        mail,
        ClaimType.FIGURE,
        "Eight hours of light on one charge",
        "measured",
        subject="fell",
        value=Quantity("=", Decimal(8), Decimal(8), "hour"),
    )
    ships = claim(mail, ClaimType.DISPATCH, "ships today", "ships-today", subject="fell")
    title = claim(page, ClaimType.SUPERLATIVE, "brightest in Britain", "best-of", subject="fell")
    hours = claim(
        page,
        ClaimType.FIGURE,
        "up to 14 hours",
        "measured",
        subject="fell",
        value=Quantity("<=", Decimal(14), Decimal("14.5"), "hour"),
        cues=(Cue(CueKind.QUALIFIER, "of light", 20, 28),),
    )
    next_day = claim(
        page, ClaimType.DELIVERY, "Next-day delivery anywhere in the UK", "next-day", subject="fell"
    )
    lumens = claim(
        page, ClaimType.FIGURE, "1000 lumens", "measured", subject="fell", modality=Modality.HEDGED
    )
    change = claim(page, ClaimType.GUARANTEE, "60 days to change your mind", "returns")
    return Report(
        on=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
        version="0.1.0",
        rules_sha256="r" * 64,
        facts_sha256="f" * 64,
        documents=(
            CheckedDocument(
                mail,
                (
                    Verdict(left, VerdictState.CONTRADICTED, "412 units on hand, 37 allocated", (UNITS,)),
                    Verdict(light, VerdictState.SUPPORTED, "8 hours typical is on file", (LIGHT,)),
                    Verdict(ships, VerdictState.NOT_CHECKED, "which product?"),
                ),
            ),
            CheckedDocument(
                page,
                (
                    Verdict(title, VerdictState.UNSUPPORTED, "no superlative is on file"),
                    Verdict(
                        hours, VerdictState.CONTRADICTED, "10 hours is the most that was measured", (LIGHT,)
                    ),
                    Verdict(next_day, VerdictState.NEEDS_QUALIFICATION, "2-5 working days", (TRANSIT,)),
                    Verdict(change, VerdictState.STALE, "last approved in 2023"),
                    Verdict(lumens, VerdictState.SUPPORTED, "1000 lumens is on file"),
                ),
            ),
            CheckedDocument(lost, ()),
        ),
        findings=(
            finding(
                mail,
                left,
                "IN001",
                "quantity-contradicted",
                Severity.ERROR,
                "The copy says 3 are left; 412 are on hand. Say the true number, or none.",
                also=("IN003",),
                also_at=(mail.place(left.start + 160),),
                facts=(UNITS,),
                suggestion="Over 400 ready to ship",
                references=("CAP Code 3.7", "16 CFR 238.3(c)"),
            ),
            finding(
                page,
                title,
                "CP003",
                "superlative-unsupported",
                Severity.WARNING,
                "“Brightest in Britain” needs evidence for that market; none is on file.",
            ),
            finding(
                page,
                hours,
                "PF004",
                "up-to-overstated",
                Severity.ERROR,
                "Up to 14 hours is more than the 10 hours that were measured at best.",
                facts=(LIGHT,),
                suggestion="up to 10 hours at 200 lumens",
                references=("CAP Code 3.11",),
            ),
            finding(
                page,
                next_day,
                "DL002",
                "delivery-window-contradicted",
                Severity.ERROR,
                "Next-day delivery is promised, but an order takes 2-5 working days.",
                facts=(TRANSIT,),
            ),
            finding(page, change, "EV002", "evidence-not-valid", Severity.NOTE, "The proof is out of date."),
            Finding(
                "RD001",
                "file-unreadable",
                Severity.ERROR,
                "This file could not be read: it is not there any more.",
                "web/gone.html",
                lost.place(0),
                lost.place(0),
                "",
            ),
        ),
        coverage=(
            Coverage(
                "email/march.eml",
                "fell",
                "objection",
                "lasts-the-night",
                "answered",
                "Eight hours of light on one charge",
                8,
                "Will it last all night?",
            ),
            Coverage(
                "web/fell.html",
                "fell",
                "objection",
                "lasts-the-night",
                "possibly",
                "A lantern that lasts the night.",
                3,
                "Will it last all night?",
            ),
            Coverage(
                "web/fell.html",
                "fell",
                "objection",
                "cold-weather",
                "not-confirmed",
                label="Does it work in the cold?",
            ),
            Coverage(
                "email/march.eml",
                "fell",
                "objection",
                "cold-weather",
                "not-required",
                label="Does it work in the cold?",
            ),
            Coverage(
                "web/fell.html",
                "fell",
                "selling-point",
                "replaceable-battery",
                "not-confirmed",
                label="swap the battery",
            ),
        ),
        jurisdictions=("GB", "US"),
        notes=("web/old: not followed, the link leads out of web",),
    )
