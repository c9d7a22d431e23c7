"""The reports that are opened: one of everything, and one out to harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from claimcheck.errors import SourceLocation
from claimcheck.model import (
    Channel,
    CheckedDocument,
    Claim,
    ClaimType,
    Coverage,
    Document,
    EvidenceRef,
    FactRef,
    Finding,
    Lapse,
    Report,
    Severity,
    Suppressed,
    Verdict,
    VerdictState,
)
from tests.reports.sample import claim, document, finding, sample

LETTER = """Dear reader,

Up and running in three hours. It ships within 5 days.
"""


@lru_cache
def everything() -> Report:
    """The sample, with fingerprints, a calendar, a letter that disagrees, one finding known, one accepted."""
    report = sample()
    letter = document("print/letter.txt", LETTER, Channel.DIRECT_MAIL)
    slow = claim(letter, ClaimType.DISPATCH, "ships within 5 days", "ships-within", subject="fell")
    fast = claim(letter, ClaimType.FIGURE, "Up and running in three hours", "measured", subject="tally")
    mail = report.documents[0]
    today = mail.verdicts[2].claim
    conflict = finding(
        mail.document,
        today,
        "XA001",
        "cross-asset-conflict",
        Severity.ERROR,
        "The copy says “ships today” here and “ships within 5 days” in print/letter.txt:3. Say one.",
    )
    first, title, hours, next_day, change, unread = report.findings
    findings = (
        first,
        conflict,
        title,
        hours,
        replace(next_day, known=True),
        replace(
            change,
            suppressed=Suppressed(
                "Renewed by phone", "R. Okafor", "2026-06-30", SourceLocation("suppressions.yaml", 2)
            ),
        ),
        unread,
    )
    numbered = tuple(replace(each, fingerprint=f"{at:016x}") for at, each in enumerate(findings, 0xC0FFEE))
    return replace(
        report,
        documents=(*report.documents, CheckedDocument(letter, _supported(fast, slow))),
        findings=numbered,
        calendar=(Lapse(datetime(2026, 3, 9, 9, tzinfo=UTC), replace(title, message="The proof ends.")),),
        compared_with="claimcheck-baseline.json",
    )


def _supported(*claims: Claim) -> tuple[Verdict, ...]:
    return tuple(Verdict(each, VerdictState.SUPPORTED, "as on file") for each in claims)


#: Words that would run, load, close, steer or widen something, if they were anything but words.
HARM = (
    "<script>window.harmed = 1</script>",
    "</script><script>window.harmed = 1</script>",
    "</noscript><img src=x onerror='window.harmed=1'>",
    "</style><style>*{display:none}</style>",
    "<!-- <script>",
    "]]>",
    "\"'><svg onload=window.harmed=1>",
    "javascript:window.harmed=1",
    "{{ 7 * 7 }}{% include 'x' %}",
    "\u202egnp.exe\u2066\u200f",
    "\x1b[31m\x00\x07\x7f\x85\u2028",
    "&lt;b&gt;&#60;script&#62;window.harmed=1",
)
WORD = "W" * 10_000


def hostile(harm: str) -> Report:
    """A mail, a page and a finding of which every word is ``harm``."""
    report = everything()
    made = replace(
        document("web/a.txt", f"In stock {harm}\n\n{WORD}\n".replace("\0", ""), Channel.WEB),
        path=f"web/{harm}",
        sha256=harm,
    )
    found = replace(claim(made, ClaimType.STOCK, made.segments[0].text.rstrip()), id=harm, subject=harm)
    proof = EvidenceRef(harm, harm, harm, harm, harm, harm, harm)
    fact = FactRef(harm, harm, harm, 1, 1, harm, harm, harm, (proof,))
    bad = _bad(made, found.id, harm, fact)
    return replace(
        report,
        documents=(
            CheckedDocument(made, (Verdict(found, VerdictState.CONTRADICTED, harm, (fact,)),)),
            CheckedDocument(_mail(harm), ()),
        ),
        findings=(bad, replace(bad, claim="", fingerprint="1" * 16), replace(bad, path=harm, claim="")),
        calendar=(Lapse(report.on, bad),),
        coverage=tuple(
            Coverage(f"web/{harm}", harm, kind, harm, "answered", harm, 1, harm)
            for kind in ("objection", "selling-point")
        ),
        jurisdictions=(harm,),
        notes=(harm,),
        version=harm,
        compared_with=harm,
    )


def _bad(made: Document, claim: str, harm: str, fact: FactRef) -> Finding:
    return Finding(
        code="IN001",
        name=harm,
        severity=Severity.ERROR,
        message=f"{harm} {WORD}",
        path=made.path,
        start=made.place(0),
        end=made.place(8),
        text=harm,
        claim=claim,
        facts=(fact,),
        suggestion=harm,
        references=(harm,),
        fingerprint="0" * 16,
    )


def _mail(harm: str) -> Document:
    harm = harm.replace("\0", "")  # with NUL in it a file is no text
    line = " ".join(harm.split())
    return document(
        "email/a.eml", f"From: {line}\nTo: {WORD}\nSubject: {line}\n\n{harm}\n{WORD}\n", Channel.EMAIL
    )
