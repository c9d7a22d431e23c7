"""The HTML page of a large report: its size, and how long a browser takes to open, filter and search it.

    python -m benchmarks.page [--assets 200] [--claims 25] [--keep report.html]

Needs Chromium and the extra ``browser``. Times are the best of three in this machine's Chromium, in
milliseconds: from the start of loading until the page can be used, and from a filter or search until the
next frame is drawn.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
    Report,
    Severity,
    Verdict,
    VerdictState,
)
from claimcheck.readers import read
from claimcheck.reports import render

PROSE = (
    "The evenings are still short, and the Fell lantern is still the light that we take ourselves when we go"
    " out in the rain and want to read. It gives"
)
PROOF = EvidenceRef(
    "EV-RUN", "laboratory test", "Halden Test House", "2025-11-14", "evidence/halden.pdf", "6", "5" * 64
)
FACT = FactRef(
    "fell.performance.battery_life.max", "10 hours", "facts/products/fell.yaml", 61, 5, "2025-11-14",
    "ines@northbeck.example", "at 200 lumens, 20 °C", (PROOF,),
)  # fmt: skip
#: What becomes of the claims of one asset, in turn: most are supported.
STATES = (
    *[VerdictState.SUPPORTED] * 4, VerdictState.CONTRADICTED, *[VerdictState.SUPPORTED] * 3,
    VerdictState.UNSUPPORTED, VerdictState.NOT_CHECKED,
)  # fmt: skip
BAD = {VerdictState.CONTRADICTED: Severity.ERROR, VerdictState.UNSUPPORTED: Severity.WARNING}


def large(assets: int = 200, claims: int = 25) -> Report:
    """A report with so many pages and on each so many claims; a fifth of them are findings."""
    checked = [_asset(number, claims) for number in range(assets)]
    return Report(
        on=datetime(2026, 3, 3, 9, tzinfo=UTC),
        version="0.1.0",
        rules_sha256="r" * 64,
        facts_sha256="f" * 64,
        documents=tuple(checked),
        findings=tuple(
            _finding(one.document, verdict)
            for one in checked
            for verdict in one.verdicts
            if verdict.state in BAD
        ),
        coverage=tuple(
            Coverage(
                one.document.path,
                f"fell-{at % 7}",
                "objection",
                "night",
                "answered",
                PROSE,
                3,
                "Will it last all night?",
            )
            for at, one in enumerate(checked)
        ),
    )


def _asset(number: int, claims: int) -> CheckedDocument:
    body = "\n".join(
        f"<p>{PROSE} up to {10 + at} hours of light, says page {number}.</p>" for at in range(claims)
    )
    page = (
        f"<html><head><title>Page {number}</title></head><body><h1>Fell {number}</h1>\n{body}\n</body></html>"
    )
    path = f"web/page-{number:03}.html"
    document = replace(read(path, page.encode()), channel=Channel.WEB)
    where = [at for at, segment in enumerate(document.segments) if "up to" in segment.text]
    return CheckedDocument(
        document,
        tuple(
            Verdict(
                _claim(document, segment, f"{number}:{at}", f"fell-{number % 7}"),
                STATES[at % len(STATES)],
                "10 hours is the most that was measured",
                (FACT,),
            )
            for at, segment in enumerate(where)
        ),
    )


def _claim(document: Document, segment: int, name: str, product: str) -> Claim:
    text = document.segments[segment].text
    first, last = text.index("up to"), text.index(", says")
    start, end = document.segments[segment].source(first, last)
    return Claim(
        id=name, type=ClaimType.FIGURE, sense="measured", text=text[first:last], start=start, end=end,
        segment=segment, prose_start=first, prose_end=last, sentence_start=0, sentence_end=len(text),
        surface=document.segments[segment].surface, subject=product,
    )  # fmt: skip


def _finding(document: Document, verdict: Verdict) -> Finding:
    claim = verdict.claim
    return Finding(
        code="PF002", name="up-to-overstated", severity=BAD[verdict.state],
        message=f"The copy says “{claim.text}”, but 10 hours is the most that was measured. Use that figure.",
        path=document.path, start=document.place(claim.start), end=document.place(claim.end), text=claim.text,
        claim=claim.id, facts=verdict.facts, suggestion="up to 10 hours of light at 200 lumens",
        references=("CAP Code 3.11", "Directive 2005/29/EC art 6(1)(b)"),
        fingerprint=f"{abs(hash_of(claim.id)):016x}",
    )  # fmt: skip


def hash_of(name: str) -> int:
    """The same number for the same name in every run."""
    asset, _, at = name.partition(":")
    return int(asset) * 1000 + int(at)


# ---------------------------------------------------------------- figures

STEPS = {
    "filter": "form.elements.verdict.value = 'contradicted'; filtered()",
    "search, the first": "showAll(); form.elements.q.value = 'page 77'; filtered()",
    "search again": "form.elements.q.value = 'page 78'; filtered()",
    "a note far down": "showAll(); go('n4000')",
}


def times(page: Any, address: str) -> dict[str, float]:
    """Milliseconds of each step in one fresh tab."""
    page.goto(address)
    found = {"open": page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")}
    for name, script in STEPS.items():
        found[name] = page.evaluate(
            f"""async () => {{
              const start = performance.now();
              {script};
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              return performance.now() - start;
            }}"""
        )
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--assets", type=int, default=200)
    parser.add_argument("--claims", type=int, default=25)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    report = large(options.assets, options.claims)
    start = time.perf_counter()
    text = render(report, "html")
    print(
        f"{options.assets} assets, {options.assets * options.claims} claims, {len(report.findings)} findings"
    )
    print(f"made in {time.perf_counter() - start:.1f} s, {len(text.encode()) / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        file = options.keep or Path(folder, "report.html")
        file.write_text(text, encoding="utf-8")
        runs = _runs(file.absolute().as_uri())
    for name in runs[0]:
        print(f"{name:20} {min(run[name] for run in runs):6.0f} ms")


def _runs(address: str) -> list[dict[str, float]]:
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import FLAGS, chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            return [times(browser.new_page(), address) for _ in range(3)]
        finally:
            browser.close()


if __name__ == "__main__":
    main()
