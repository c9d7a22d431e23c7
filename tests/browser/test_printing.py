"""The page on paper."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Page

from benchmarks.page import large
from tests.browser.conftest import Open
from tests.browser.reports import everything
from tests.browser.test_decisions import accept


def printed(page: Page) -> str:
    """The words on the pages of the PDF, blanks collapsed."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    words = " ".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    document.close()
    return " ".join(words.split())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_it_prints_whole(tab: Open, scripts: bool) -> None:
    page = tab(everything(), scripts=scripts).page
    if scripts:
        page.click("#a2 > summary")  # folded on the screen, unfolded on paper
        page.fill("[name=signed_by]", "Ines Marsh")
        accept(page, 1, "Confirmed by the warehouse")
    words = printed(page)
    for said in (
        "4 things must change before launch",
        "What is supported",
        "8 hours typical is on file",
        "Up to 14 hours is more than the 10 hours",
        "evidence/halden.pdf, page 6",
        "Next-day delivery anywhere in the UK",
        "Approved once the changes above are made",
        "Signature",
        "r" * 64,
        "Renewed by phone",
    ):
        assert said in words, said
    assert "Search" not in words
    assert "Export" not in words
    if scripts:
        assert "Confirmed by the warehouse" in words
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert not page.locator("#n5").is_visible()  # folded again


def test_a_large_report_prints_what_was_never_opened(tab: Open) -> None:
    page = tab(large(25, 5)).page
    assert page.locator(".note").count() == 0
    words = printed(page)
    assert page.locator(".note").count() == 125
    assert words.count("The copy says “up to 14 hours of light”") == 25 * 2  # in the list and in the note
    assert words.count("says page 24.") == 5
