"""The page by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Open, until
from tests.browser.reports import everything


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.name || ''"))


def test_j_and_k_go_from_finding_to_finding(tab: Open) -> None:
    opened = tab(everything())
    page = opened.page
    went = []
    for _ in range(6):
        page.keyboard.press("j")
        went.append(focused(page))
    assert went == ["n1", "n3", "n4", "n5", "n9", "n9"]  # what someone must act on; the last is the last
    assert opened.fragment == "#n9"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert focused(page) == "n4"


def test_with_a_filter_they_go_from_what_is_shown_to_what_is_shown(tab: Open) -> None:
    page = tab(everything(), fragment="#verdict=supported").page
    went = []
    for _ in range(3):
        page.keyboard.press("j")
        went.append(focused(page))
    assert went == ["n2", "n8", "n10"]


def test_slash_searches_and_escape_leaves(tab: Open) -> None:
    opened = tab(everything())
    page = opened.page
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("jk?/a")
    assert page.input_value("[name=q]") == "jk?/a"
    until(page, "location.hash")
    page.keyboard.press("Escape")
    assert page.input_value("[name=q]") == ""
    assert focused(page) != "q"
    assert opened.fragment == ""


def test_question_mark_lists_the_keys(tab: Open) -> None:
    page = tab(everything()).page
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("j")  # keys mean nothing to the page while a window is open
    assert page.evaluate("location.hash") == ""
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_single_keys_can_be_switched_off_and_stay_so(tab: Open) -> None:
    page = tab(everything()).page
    page.keyboard.press("?")
    page.uncheck("#single")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == ""
    page.reload()
    page.keyboard.press("j")
    assert focused(page) == ""
    page.click("#help")
    page.check("#single")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "n1"


def test_a_and_t_decide_on_the_finding_that_one_is_at(tab: Open) -> None:
    page = tab(everything()).page
    page.keyboard.press("a")
    assert not page.locator("#deciding").is_visible()  # at no finding
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.type("Ask the warehouse")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#n1 .decided").inner_text() == "To do: Ask the warehouse"
    assert focused(page) == "n1"
    page.keyboard.press("a")
    assert page.locator("#deciding-title").inner_text() == "Accept"
    page.keyboard.press("Escape")
    assert page.locator("#n1 .decided").inner_text() == "To do: Ask the warehouse"


def test_keys_with_control_are_the_browser_s(tab: Open) -> None:
    page = tab(everything()).page
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+k")
    assert focused(page) == ""


def test_the_first_tab_skips_to_the_copy(tab: Open) -> None:
    opened = tab(everything())
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Skip to the copy"
    opened.page.keyboard.press("Enter")
    assert opened.fragment == "#copy"
