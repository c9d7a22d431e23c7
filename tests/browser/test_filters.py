"""Filters, search, addresses: which notes are shown, and that a link says it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, until
from tests.browser.reports import everything


def shown(page: Page) -> list[int]:
    """Numbers of the notes beside the copy that are not filtered away."""
    found: list[int] = page.evaluate(
        "[...document.querySelectorAll('.note:not([hidden])')].map((note) => Number(note.id.slice(1)))"
    )
    return found


def listed(page: Page) -> list[int]:
    """Numbers in the lists of the summary that are not filtered away."""
    found: list[int] = page.evaluate(
        "[...document.querySelectorAll('.summary li[data-note]:not([hidden])')]"
        ".map((item) => Number(item.dataset.note))"
    )
    return sorted(set(found))


def assets(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".asset:not([hidden]) h3").all_inner_texts()]


def choose(page: Page, name: str, value: str) -> None:
    if not page.locator("#choices").is_visible():
        page.click("#choose")
    page.select_option(f"#choices [name={name}]", value)


@pytest.mark.parametrize(
    ("name", "value", "numbers", "files"),
    [
        ("verdict", "contradicted", [1, 5], ["email/march.eml", "web/fell.html"]),
        ("verdict", "not-checked", [3], ["email/march.eml"]),
        ("severity", "error", [1, 3, 5, 6, 9], ["email/march.eml", "web/fell.html", "web/gone.html"]),
        ("family", "performance", [2, 4, 5, 8, 10], ["email/march.eml", "web/fell.html", "print/letter.txt"]),
        (
            "product",
            "fell",
            [1, 2, 3, 4, 5, 6, 8, 11],
            ["email/march.eml", "web/fell.html", "print/letter.txt"],
        ),
        ("product", "tally", [10], ["print/letter.txt"]),
        ("channel", "direct-mail", [10, 11], ["print/letter.txt"]),
        ("asset", "2", [4, 5, 6, 7, 8], ["web/fell.html"]),
        ("status", "known", [6], ["web/fell.html"]),
        ("status", "accepted", [7], ["web/fell.html"]),
        ("decision", "none", [1, 3, 4, 5, 9], ["email/march.eml", "web/fell.html", "web/gone.html"]),
        ("decision", "accept", [], []),
    ],
)
def test_a_filter_shows_what_fits_and_stands_in_the_address(
    tab: Open, name: str, value: str, numbers: list[int], files: list[str]
) -> None:
    opened = tab(everything())
    page = opened.page
    assert shown(page) == list(range(1, 12))
    choose(page, name, value)
    until(page, "location.hash")
    assert opened.fragment == f"#{name}={value}"
    assert (shown(page), assets(page)) == (numbers, files)
    assert listed(page) == numbers
    assert page.locator("#filters output").inner_text() == f"{len(numbers)} of 11 notes"
    assert page.locator("#choose").inner_text() == "Filters (1)"
    again = tab(everything(), fragment=f"#{name}={value}").page
    assert (shown(again), assets(again), listed(again)) == (numbers, files, numbers)
    assert again.locator(f"#choices [name={name}]").input_value() == value
    again.click("button[type=reset]")
    assert shown(again) == list(range(1, 12))
    assert again.evaluate("location.hash") == ""


def test_filters_add_up(tab: Open) -> None:
    page = tab(everything(), fragment="#severity=error&asset=2&q=hours").page
    assert shown(page) == [5]
    assert page.input_value("[name=q]") == "hours"
    assert page.locator("#choose").inner_text() == "Filters (2)"


@pytest.mark.parametrize(
    ("query", "numbers", "files"),
    [
        ("cap code 3.7", [1], ["email/march.eml"]),
        ("MARIA@northbeck", [1], ["email/march.eml"]),
        ("halden", [2, 5], ["email/march.eml", "web/fell.html"]),
        ("hours of light on one charge", [2], ["email/march.eml"]),
        ('"a tower of light" hours', [], []),
        ('"hours of light on one"', [2], ["email/march.eml"]),
        ("letter.TXT", [3], ["email/march.eml", "print/letter.txt"]),  # the name of the file
        ("okafor", [7], ["web/fell.html"]),
        ("free delivery", [], ["email/march.eml"]),  # copy without a claim
        ("<script>go(1)</script>", [], ["web/fell.html"]),
        ("class=", [], []),  # the page's own words are not searched
        ("severity", [], []),
        ("nothing of the kind", [], []),
    ],
)
def test_search_finds_words_of_copy_facts_and_rules(
    tab: Open, query: str, numbers: list[int], files: list[str]
) -> None:
    opened = tab(everything())
    page = opened.page
    page.fill("[name=q]", query)
    until(page, "location.hash.startsWith('#q=')")
    assert (shown(page), assets(page)) == (numbers, files)
    page.fill("[name=q]", "")
    until(page, "location.hash === ''")
    assert shown(page) == list(range(1, 12))


def test_what_a_filter_leaves_out_is_not_marked_in_the_copy(tab: Open) -> None:
    page = tab(everything(), fragment="#verdict=contradicted").page
    assert page.locator("#a1 .body mark.off").all_inner_texts() == [
        "Eight hours of light on one charge",
        "ships today",
    ]
    assert page.locator("#a1 .head mark:not(.off)").all_inner_texts() == ["Only 3 left"]


# ---------------------------------------------------------------- addresses


def test_a_link_leads_to_its_note_and_back(tab: Open) -> None:
    opened = tab(everything())
    page = opened.page
    page.click(".summary li[data-note='5'] .number")
    assert opened.fragment == "#n5"
    assert page.evaluate("document.activeElement.id") == "n5"
    assert page.locator("#n5").bounding_box() is not None
    assert page.locator(".body mark.here").all_inner_texts() == ["up to 14 hours"]
    page.click("#n5 .number")
    assert opened.fragment == "#c5"
    page.go_back()
    assert opened.fragment == "#n5"
    page.go_back()
    assert opened.fragment == ""


def test_a_note_can_be_sent_on(tab: Open) -> None:
    opened = tab(everything(), fragment="#n8")
    assert opened.page.evaluate("document.activeElement.id") == "n8"
    assert opened.page.locator("#n8 .link").get_attribute("href") == "#n8"
    choose(opened.page, "family", "performance")
    until(opened.page, "location.hash.includes('family')")
    assert opened.fragment == "#family=performance&at=n8"
    again = tab(everything(), fragment="#family=performance&at=n8").page
    assert again.evaluate("document.activeElement.id") == "n8"
    assert shown(again) == [2, 4, 5, 8, 10]


def test_a_link_to_what_is_filtered_away_shows_all_again(tab: Open) -> None:
    opened = tab(everything(), fragment="#verdict=contradicted&at=n8")
    assert shown(opened.page) == list(range(1, 12))
    assert opened.page.evaluate("document.activeElement.id") == "n8"


def test_a_link_opens_what_is_folded(tab: Open) -> None:
    page = tab(everything()).page
    page.click("#a2 > summary")
    assert not page.locator("#n5").is_visible()
    page.click(".summary li[data-note='5'] .number")
    assert page.locator("#n5").is_visible()


@pytest.mark.parametrize(
    "fragment", ["#n999", "#nonsense", "#verdict=nonsense", "#=&&=%", "#at=%00", "#n5\"'<b>"]
)
def test_an_address_that_means_nothing_does_no_harm(tab: Open, fragment: str) -> None:
    page = tab(everything(), fragment=fragment).page
    assert page.locator("#filters").is_visible()
    assert len(shown(page)) in {0, 11}
