"""200 assets and 5,000 claims: how much is laid out when, and how large the file is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.page import large
from tests.browser.conftest import Open


def test_five_thousand_claims_are_laid_out_only_where_they_are_read(tab: Open) -> None:
    opened = tab(large())
    page = opened.page
    assert opened.file.stat().st_size < 10_000_000
    assert page.evaluate("notes.length") == 5000
    assert page.locator(".asset").count() == 200
    assert page.locator(".note").count() == 0
    assert page.evaluate("document.querySelectorAll('*').length") < 20_000
    assert page.locator("h1").inner_text() == "600 things must change before launch"

    page.evaluate("form.elements.verdict.value = 'unsupported'; filtered()")
    assert page.locator("#filters output").inner_text() == "400 of 5000 notes"
    assert page.locator("#a77 .hits").text_content() == "2 shown"
    assert page.locator(".note").count() == 0

    page.evaluate("showAll(); form.elements.q.value = 'page 77.'; filtered()")
    assert page.locator("#filters output").inner_text() == "0 of 5000 notes"  # copy beside the claims
    assert page.locator(".asset:visible").count() == 2  # page 77 and page 177
    page.evaluate("form.elements.q.value = '\"34 hours\" pf002'; filtered()")
    assert page.locator("#filters output").inner_text() == "200 of 5000 notes"
    assert page.locator(".note").count() == 0

    page.evaluate("go('n2500')")
    assert page.locator(".note").count() == 25
    assert page.locator("#n2500").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "n2525"  # the next of those that fit
    assert page.locator(".note").count() == 50


def test_what_is_folded_comes_when_it_is_opened(tab: Open, tmp_path: Path) -> None:
    page = tab(large(60, 20), fragment="#verdict=supported").page
    assert page.locator("#supported li").count() == 0
    page.click("#supported > summary")
    assert page.locator("#supported li").count() == 60 * 14
    assert page.locator("#supported li:visible").count() == 60 * 14
    assert page.locator("#unproven li:visible").count() == 0
    page.click("#a3 > summary")
    assert page.locator("#a3 .note").count() == 20
    assert page.locator("#a3 .note:visible").count() == 14  # the filter holds for what comes later
