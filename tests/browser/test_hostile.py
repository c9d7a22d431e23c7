"""Copy, facts and names that try to be more than words."""

from __future__ import annotations

import pytest

from claimcheck.reports.html import shown
from tests.browser.conftest import DESK, PHONE, Open, until
from tests.browser.reports import HARM, WORD, hostile
from tests.browser.test_reading import too_wide


@pytest.mark.parametrize("harm", HARM, ids=range(len(HARM)))
def test_harm_is_shown_as_words(tab: Open, harm: str) -> None:
    page = tab(hostile(harm), PHONE).page
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    assert too_wide(page) == []
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert too_wide(page) == []
    assert page.evaluate("window.harmed") is None
    assert page.locator("img, svg, iframe, object").count() == 0
    assert page.locator("script").count() == 2
    said = " ".join(shown(harm).split())
    for where in (
        "#n1 q",
        "#n1 > p:nth-of-type(2)",
        "#n1 .facts b",
        "#n1 .instead",
        "#n1 .rule",
        ".matrix td q",
        ".ledger code",
        ".days li li",
        ".left li",
        "#provenance + section",
    ):
        assert said in " ".join(page.locator(where).first.text_content().split()), where  # type: ignore[union-attr]
    assert (
        page.locator("body").evaluate(
            "(body) => /[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008]/.test(body.textContent)"
        )
        is False
    )


def test_harm_can_be_decided_on_searched_and_kept(tab: Open) -> None:
    harm = HARM[1]
    page = tab(hostile(harm)).page
    page.click("#n1 button:has-text('Accept')")
    assert harm in page.locator("#deciding .said").inner_text()
    page.fill("#deciding [name=reason]", harm)
    page.fill("#deciding [name=approved_by]", harm)
    page.fill("#deciding [name=until]", "2026-06-30")
    page.click("#deciding .main")
    assert harm in page.locator("#n1 .decided").inner_text()
    page.reload()
    assert harm in page.locator("#decisions .list").inner_text()
    page.fill("[name=q]", harm)
    until(page, "location.hash")
    assert page.locator(".note:visible").count() == 3
    page.reload()
    assert page.input_value("[name=q]") == harm
    assert page.evaluate("window.harmed") is None


def test_a_long_word_is_there_whole(tab: Open) -> None:
    page = tab(hostile(HARM[0]), PHONE).page
    assert page.locator("#a1 .copy .body").inner_text().count("W") == len(WORD)
