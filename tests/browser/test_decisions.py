"""Decisions: made, kept, exported as suppressions.yaml, read back; and the sign-off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from claimcheck.acceptance.suppressions import load_suppressions
from claimcheck.rulebook.checks import RuleBook
from claimcheck.rulebook.claims import PatternBook
from tests.browser.conftest import Open, until
from tests.browser.reports import everything

ODD = "It’s \"so\": yes # no\n- {a: b}\u2028\u202e\x85 </script> 灯 \\n 'x'"


def accept(page: Page, number: int, reason: str, by: str = "R. Okafor", until: str = "2026-06-30") -> None:
    page.click(f"#n{number} button:has-text('Accept')")
    page.fill("#deciding [name=reason]", reason)
    page.fill("#deciding [name=approved_by]", by)
    page.fill("#deciding [name=until]", until)
    page.click("#deciding .main")


def to_do(page: Page, number: int, note: str) -> None:
    page.click(f"#n{number} button:has-text('To do')")
    page.fill("#deciding [name=note]", note)
    page.click("#deciding .main")


def exported(page: Page) -> str:
    with page.expect_download() as waiting:
        page.click("#export")
    assert waiting.value.suggested_filename == "suppressions.yaml"
    return Path(waiting.value.path()).read_text("utf-8")


def imported(page: Page, text: str) -> list[str]:
    """What the page says about a file."""
    page.set_input_files("#import", {"name": "s.yaml", "mimeType": "text/yaml", "buffer": text.encode()})
    until(page, "document.getElementById('told').textContent")
    return page.locator("#told").inner_text().split("\n")


def kept(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("[...decisions.values()]")
    return found


def test_decisions_are_exported_as_agreed(tab: Open) -> None:
    page = tab(everything()).page
    to_do(page, 4, "Ask the test house")
    accept(page, 1, "Count confirmed by the warehouse")
    assert page.locator("#n1 .decided").inner_text() == (
        "Accepted until 2026-06-30 by R. Okafor: Count confirmed by the warehouse"
    )
    assert exported(page) == (
        "suppressions:\n"
        '  - fingerprint: "0000000000c0ffee"\n'
        '    code: "IN001"\n'
        '    text: "Only 3 left"\n'
        '    path: "email/march.eml"\n'
        '    reason: "Count confirmed by the warehouse"\n'
        '    approved_by: "R. Okafor"\n'
        '    until: "2026-06-30"\n'
        "to_do:\n"
        '  - fingerprint: "0000000000c0fff0"\n'
        '    code: "CP003"\n'
        '    text: "brightest in Britain"\n'
        '    path: "web/fell.html"\n'
        '    note: "Ask the test house"\n'
    )


def test_an_export_without_decisions_is_empty_lists(tab: Open) -> None:
    assert exported(tab(everything()).page) == "suppressions: []\nto_do: []\n"


def test_reason_approver_and_end_date_are_required(tab: Open) -> None:
    page = tab(everything()).page
    page.click("#n1 button:has-text('Accept')")
    page.click("#deciding .main")
    assert page.locator("#deciding").is_visible()
    page.fill("#deciding [name=reason]", "So it is")
    page.fill("#deciding [name=approved_by]", "R. Okafor")
    page.fill("#deciding [name=until]", "2026-03-02")  # the day before the day of judgement
    page.click("#deciding .main")
    assert page.locator("#deciding").is_visible()
    page.fill("#deciding [name=until]", "2026-03-03")
    page.click("#deciding .main")
    assert not page.locator("#deciding").is_visible()
    assert len(kept(page)) == 1


def test_decisions_stay_are_changed_and_undone(tab: Open) -> None:
    page = tab(everything()).page
    accept(page, 1, "First")
    accept(page, 5, "Second")
    page.reload()
    assert [one["reason"] for one in kept(page)] == ["First", "Second"]
    assert page.locator("#decisions .list li").count() == 2
    page.click("#n1 button:has-text('Accept')")
    assert page.input_value("#deciding [name=reason]") == "First"
    assert page.input_value("#deciding [name=approved_by]") == "R. Okafor"
    page.fill("#deciding [name=reason]", "Better")
    page.click("#deciding .main")
    page.click("#n5 button:has-text('Undo')")
    assert [one["reason"] for one in kept(page)] == ["Better"]
    page.click("#forget")
    page.reload()
    assert kept(page) == []
    assert page.locator("#n1 .decided").count() == 0


def test_what_was_accepted_in_the_file_already_is_not_asked_again(tab: Open) -> None:
    page = tab(everything()).page
    assert page.locator("#n7 button").count() == 0
    assert page.locator("#n7 .decided").inner_text() == (
        "Accepted: Renewed by phone · R. Okafor, until 2026-06-30 · suppressions.yaml:2"
    )
    assert page.locator("#n2 button").count() == 0  # supported: nothing to decide


def test_they_filter(tab: Open) -> None:
    page = tab(everything()).page
    accept(page, 1, "So it is")
    to_do(page, 5, "Ask")
    page.click("#choose")
    page.select_option("[name=decision]", "todo")
    until(page, "location.hash === '#decision=todo'")
    assert page.locator(".note:visible").evaluate_all("notes => notes.map((note) => note.id)") == ["n5"]


def test_an_export_is_read_back_whole_in_another_browser(tab: Open) -> None:
    page = tab(everything()).page
    accept(page, 1, ODD, 'O’Neill, "Bo"', "2027-01-01")
    to_do(page, 5, ODD)
    text = exported(page)
    before = kept(page)
    other = tab(everything()).page
    assert kept(other) == []
    assert imported(other, text) == ["Read 2 decisions."]
    assert kept(other) == before
    assert exported(other) == text
    loaded = yaml.safe_load(text)
    written = ODD.replace("\r\n", "\n")
    assert loaded["suppressions"][0]["reason"] == written
    assert loaded["to_do"][0]["note"] == written


def test_claimcheck_reads_what_the_page_exports(
    tab: Open, tmp_path: Path, books: tuple[PatternBook, RuleBook]
) -> None:
    page = tab(everything()).page
    accept(page, 1, ODD)
    accept(page, 9, "It is gone on purpose")
    to_do(page, 5, "Ask")
    (tmp_path / "suppressions.yaml").write_text(exported(page), "utf-8")
    read = load_suppressions((), tmp_path, books[1].by_code)
    assert [(entry.fingerprint, entry.code, entry.problems) for entry in read.entries] == [
        ("0000000000c0ffee", "IN001", ()),
        ("0000000000c0fff4", "RD001", ()),
    ]
    assert read.entries[1].terms.reason == "It is gone on purpose"


BY_HAND = """# accepted by hand
suppressions:
  - fingerprint: 0000000000c0ffee   # plain
    code: IN001
    text: 'Only 3 left, it''s true'
    reason: Confirmed, see 42#b
    approved_by: "R. Okafor"
    until: 2026-06-30

to_do:
- {fingerprint: 0000000000c0fff0, code: CP003, note: "Ask, soon", text: brightest in Britain}
"""


def test_a_file_written_by_hand_is_read(tab: Open) -> None:
    page = tab(everything()).page
    assert imported(page, BY_HAND.replace("\n", "\r\n")) == ["Read 2 decisions."]
    assert kept(page) == [
        {
            "fingerprint": "0000000000c0ffee",
            "code": "IN001",
            "text": "Only 3 left, it's true",
            "reason": "Confirmed, see 42#b",
            "approved_by": "R. Okafor",
            "until": "2026-06-30",
            "kind": "accept",
        },
        {
            "fingerprint": "0000000000c0fff0",
            "code": "CP003",
            "note": "Ask, soon",
            "text": "brightest in Britain",
            "kind": "todo",
        },
    ]
    assert yaml.safe_load(BY_HAND)["suppressions"][0]["reason"] == "Confirmed, see 42#b"


ENTRY = "suppressions:\n- fingerprint: 0000000000c0ffee\n  approved_by: A\n  until: 2026-06-30\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (ENTRY, ["The entry at line 2 has no reason."]),
        (ENTRY + "  reason: |\n    So it is\n", [
            "Line 5 could not be read: it is no “key: value” on one line.",
            "Line 6 could not be read: it is no “key: value” on one line.",
            "The entry at line 2 has no reason.",
        ]),
        (ENTRY.replace("06-30", "06-31") + "  reason: R\n", [
            "The entry at line 2 has an “until” that is no date.",
        ]),
        (ENTRY.replace("c0ffee", "coffee") + "  reason: R\n", [
            "The entry at line 2 has a fingerprint that isn’t 16 hexadecimal digits.",
        ]),
        ("silences:\n- fingerprint: 0000000000c0ffee\n", [
            "Line 1 could not be read: “silences” is neither suppressions nor to_do.",
            "Line 2 could not be read: it stands in neither suppressions nor to_do.",
        ]),
        ("to_do:\n  note: x\n", [
            "Line 2 could not be read: it belongs to no entry; an entry begins with “- ”.",
        ]),
        ("to_do:\n- fingerprint: 0000000000c0ffee\n  colour: red\n", [
            "Line 3 could not be read: “colour” is no key of to_do.",
        ]),
        ('to_do:\n- fingerprint: "0000\n', [
            "Line 2 could not be read: it is no “key: value” on one line.",
            "The entry at line 2 has no fingerprint.",
        ]),
        ("\x00\x01 no yaml at all", [
            "Line 1 could not be read: it stands in neither suppressions nor to_do.",
        ]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(tab: Open, text: str, problems: list[str]) -> None:
    said = imported(tab(everything()).page, text)
    assert said[1:] == problems


def test_decisions_on_findings_that_are_not_here_are_kept_for_the_export(tab: Open) -> None:
    page = tab(everything()).page
    said = imported(page, 'to_do:\n  - fingerprint: "ffffffffffffffff"\n    note: "<b>x</b>"\n')
    assert said == ["Read 1 decision.", "1 of them: about nothing in this report; kept for the export."]
    assert '"ffffffffffffffff"' in exported(page)
    assert page.locator("#decisions .list li").inner_text().endswith("To do: <b>x</b>")


def test_the_sign_off_is_kept_and_holds_no_page_up(tab: Open) -> None:
    page = tab(everything()).page
    page.fill(".signoff [name=signed_by]", "Ines Marsh")
    page.fill(".signoff [name=role]", "Counsel")
    page.fill(".signoff [name=date]", "2026-03-04")
    page.check(".signoff [value=with-changes]")
    page.fill(".signoff [name=remarks]", "Once 1 and 5 are changed.")
    page.press(".signoff [name=role]", "Enter")
    page.reload()
    assert page.evaluate("Object.fromEntries(new FormData(document.querySelector('.signoff')))") == {
        "signed_by": "Ines Marsh",
        "role": "Counsel",
        "date": "2026-03-04",
        "verdict": "with-changes",
        "remarks": "Once 1 and 5 are changed.",
    }
