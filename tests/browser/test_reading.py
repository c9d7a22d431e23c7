"""The page as it is read: at every size, in both colour schemes, with and without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.page import large
from claimcheck.model import Report
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.reports import everything
from tests.reports.test_golden import EMPTY

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core holds against the page, or a part of it, by WCAG 2.2, level A or AA."""
    found = Axe().run(page, context=within, options=RULES).response
    assert len(found["passes"]) > 5
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


def too_wide(page: Page) -> list[int]:
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [] if wide <= screen else [wide, screen]


@SIZES
@SCHEMES
def test_it_is_accessible(tab: Open, size: tuple[int, int], scheme: str) -> None:
    page = tab(everything(), size, scheme).page
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
    page.click("#choose")
    for folded in page.query_selector_all("details:not([open])"):
        folded.evaluate("folded => folded.open = true")
    assert violations(page) == []
    assert too_wide(page) == []


@SIZES
@SCHEMES
@pytest.mark.parametrize("opened", ["keys", "accept", "todo"])
def test_its_dialogs_are_accessible(tab: Open, size: tuple[int, int], scheme: str, opened: str) -> None:
    page = tab(everything(), size, scheme, fragment="#n1").page
    if opened == "keys":
        page.click("#help")
    else:
        page.click(f"#n1 button:has-text('{'Accept' if opened == 'accept' else 'To do'}')")
    assert page.locator("dialog[open]").count() == 1
    assert violations(page, "dialog[open]") == []
    assert too_wide(page) == []


@SIZES
@SCHEMES
def test_without_scripts_it_is_read_whole(tab: Open, size: tuple[int, int], scheme: str) -> None:
    page = tab(everything(), size, scheme, scripts=False).page
    for words in (
        "4 things must change before launch",
        "Only 3 left",
        "Over 400 ready to ship",
        "412 are on hand",
        "maria@northbeck.example",
        "CAP Code 3.7",
        "The proof ends.",
        "Does it work in the cold?",
        "Dear reader,",
        "Sign-off",
    ):
        assert page.get_by_text(words).filter(visible=True).count() > 0, words
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#decisions").is_visible()
    assert too_wide(page) == []


@SIZES
@SCHEMES
def test_without_scripts_it_is_accessible(tab: Open, size: tuple[int, int], scheme: str) -> None:
    """axe-core is a script itself, so the page's own are taken out here instead of being switched off."""
    opened = tab(everything(), size, scheme)
    file = opened.file
    file.write_text(
        re.sub(r"<script.*?</script>|</?noscript>", "", file.read_text("utf-8"), flags=re.DOTALL), "utf-8"
    )
    page = opened.go()
    assert not page.locator("#filters").is_visible()
    assert violations(page) == []


def test_without_scripts_a_large_report_is_read_whole(tab: Open) -> None:
    page = tab(large(30, 20), scripts=False).page
    assert page.locator(".note").count() == 600
    page.locator("#a30 > summary").click()
    assert page.locator("#n600").is_visible()
    assert page.locator("#n600").inner_text().startswith("600")


@pytest.mark.parametrize("report", [EMPTY, large(1, 1)], ids=["empty", "one"])
def test_small_reports_are_accessible(tab: Open, report: Report) -> None:
    page = tab(report, PHONE).page
    assert violations(page) == []
    assert too_wide(page) == []


def test_copy_and_notes_stand_beside_each_other_on_a_wide_screen(tab: Open) -> None:
    page = tab(everything()).page
    copy, notes = page.locator("#a1 .copy").bounding_box(), page.locator("#a1 .notes").bounding_box()
    assert copy
    assert notes
    assert copy["x"] + copy["width"] <= notes["x"]
    page.set_viewport_size({"width": 360, "height": 780})
    copy, notes = page.locator("#a1 .copy").bounding_box(), page.locator("#a1 .notes").bounding_box()
    assert copy
    assert notes
    assert copy["y"] + copy["height"] <= notes["y"]


def test_the_source_marks_the_claim_in_its_line(tab: Open) -> None:
    page = tab(everything()).page
    page.click("#a1 .source > summary")
    line = page.locator("#a1 .source li").nth(7)
    assert line.inner_text() == "Only 3 left. Eight hours of light"
    assert line.locator("mark").all_inner_texts() == ["Eight hours of light"]
    assert page.locator("#a1 .source li").count() == 12
    assert page.locator("#a1 .envelope").all_inner_texts() == ["From\nhello@northbeck.example"]
