"""``suppressions.yaml``: accepted by fingerprint, in the same file or where it was moved to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck.errors import SettingsError, SourceLocation
from claimcheck.fingerprint import fingerprint
from claimcheck.model import Report, Severity, Suppressed
from tests.acceptance.test_directives import COMMENT, seen

Check = Callable[..., Report]

MARK = fingerprint("IN001", "only 3 left", "fell")
WRONG = "The Fell lantern. Only 3 left."


def entry(path: str = "a.md", **words: str) -> str:
    values = {
        "fingerprint": MARK,
        "code": "IN001",
        "text": "Only 3 left",
        "path": path,
        "reason": "Count confirmed by the warehouse",
        "approved_by": "R. Okafor",
        "until": "2026-06-30",
        **words,
    }
    body = "\n    ".join(f'{key}: "{value}"' for key, value in values.items() if value)
    return f"  - {body}\n"


def listing(*entries: str) -> str:
    return "suppressions:\n" + "".join(entries)


def test_an_entry_silences_its_finding(check_copy: Check) -> None:
    (finding,) = check_copy({"a.md": WRONG, "suppressions.yaml": listing(entry())}).findings
    assert finding.fingerprint == MARK
    assert finding.suppressed == Suppressed(
        "Count confirmed by the warehouse",
        "R. Okafor",
        "2026-06-30",
        SourceLocation("suppressions.yaml", 2, 5),
    )


def test_an_entry_by_hand_needs_no_quotes_and_no_path(check_copy: Check) -> None:
    by_hand = (
        f"suppressions:\n  - {{fingerprint: {MARK}, reason: counted, approved_by: R, until: 2026-06-30}}\n"
    )
    assert seen(check_copy({"a.md": WRONG, "suppressions.yaml": by_hand})) == ["(IN001)"]


def test_it_covers_its_words_wherever_they_stand_and_no_others(check_copy: Check) -> None:
    """The path is for people: a reviewer accepts a promise, and the page exports it once."""
    other = "The Fell lantern. Only 4 left."
    files = {"a.md": f"{WRONG}\n\n# Again\n\n{WRONG}", "b.md": f"{WRONG}\n\n{other}"}
    report = check_copy({**files, "suppressions.yaml": listing(entry())})
    assert [(f.path, f.text, bool(f.suppressed)) for f in report.findings] == [
        ("a.md", "Only 3 left", True),
        ("a.md", "Only 3 left", True),
        ("b.md", "Only 3 left", True),
        ("b.md", "Only 4 left", False),
    ]


def test_of_several_entries_the_one_for_the_file_gives_the_reason(check_copy: Check) -> None:
    entries = listing(entry("a.md"), entry("b.md", reason="Another count"), entry("b.md", until="2026-01-31"))
    report = check_copy({"a.md": WRONG, "b.md": WRONG, "suppressions.yaml": entries})
    reasons = [f.suppressed and f.suppressed.reason for f in report.findings if f.code == "IN001"]
    assert reasons == ["Count confirmed by the warehouse", "Another count"]
    assert seen(report) == ["(IN001)", "(IN001)", "SU002"]


def test_a_comment_in_the_copy_comes_first_and_leaves_the_entry_in_use(check_copy: Check) -> None:
    (finding,) = check_copy({"a.md": f"{COMMENT}\n{WRONG}", "suppressions.yaml": listing(entry())}).findings
    assert finding.suppressed is not None
    assert finding.suppressed.where.file == "a.md"


def test_a_renamed_file_keeps_what_was_accepted(check_copy: Check) -> None:
    files = {"new.md": WRONG, "suppressions.yaml": listing(entry("old.md"))}
    assert seen(check_copy(files)) == ["(IN001)"]


def test_a_path_from_a_folder_above_is_the_same_file(check_copy: Check) -> None:
    files = {"email/a.md": "Hills.", "suppressions.yaml": listing(entry("site/email/a.md"))}
    assert seen(check_copy(files)) == ["SU003"]


def test_things_to_do_silence_nothing(check_copy: Check) -> None:
    to_do = f'to_do:\n  - {{fingerprint: {MARK}, code: IN001, text: Only 3 left, path: a.md, note: "Ask"}}\n'
    assert seen(check_copy({"a.md": WRONG, "suppressions.yaml": to_do})) == ["IN001"]
    wrong = to_do.replace("note", "nte")
    assert seen(check_copy({"a.md": WRONG, "suppressions.yaml": wrong})) == ["IN001", "SU001"]


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        (listing(entry(reason="")), "it gives no reason.", 2),
        (listing(entry(approved_by="")), "it names nobody who approved it.", 2),
        (listing(entry(until="")), "it has no end date.", 2),
        (listing(entry(until="June")), "“June” is no date; expected year-month-day.", 2),
        (listing(entry(fingerprint="")), "it has no fingerprint.", 2),
        (
            listing(entry(fingerprint="3f9c")),
            "“3f9c” is no fingerprint; expected 16 digits of 0-9 and a-f.",
            2,
        ),
        (listing(entry(code="IN01")), '“IN01” is no rule. Did you mean "IN001"?', 2),
        (listing(entry(code="SU001")), "SU001 is about suppressions and cannot be suppressed.", 2),
        (listing(entry() + "    aproved: x\n"), '“aproved” is no key here. Did you mean "approved_by"?', 2),
        (listing("  - reason: [a, b]\n"), "reason must be plain words", 2),
        (listing("  - just words\n"), "expected keys such as fingerprint and reason.", 2),
        ("supressions:\n" + entry(), '“supressions” is no key here. Did you mean "suppressions"?', 1),
        ("- a\n", "Expected the key suppressions, with a list under it.", 1),
        ("suppressions:\n  - {\n", "This is not YAML", 3),
        ("", "The file says nothing", 1),
    ],
)
def test_what_is_malformed_silences_nothing_and_is_told_in_its_place(
    check_copy: Check, text: str, says: str, line: int
) -> None:
    report = check_copy({"a.md": WRONG, "suppressions.yaml": text})
    assert seen(report) == ["IN001", "SU001"]
    complaint = report.findings[-1]
    assert says in complaint.message
    assert (complaint.path, complaint.start.line, complaint.severity) == (
        "suppressions.yaml",
        line,
        Severity.ERROR,
    )


def test_one_bad_entry_leaves_the_others_in_force(check_copy: Check) -> None:
    assert seen(check_copy({"a.md": WRONG, "suppressions.yaml": listing(entry(reason=""), entry())})) == [
        "(IN001)",
        "SU001",
    ]


def test_an_empty_list_is_fine(check_copy: Check) -> None:
    assert seen(check_copy({"a.md": WRONG, "suppressions.yaml": "suppressions: []\nto_do:\n"})) == ["IN001"]


def test_an_expired_entry_is_told_and_so_is_what_it_covered(check_copy: Check) -> None:
    report = check_copy({"a.md": WRONG, "suppressions.yaml": listing(entry(until="2026-03-02"))})
    assert seen(report) == ["IN001", "SU002"]
    assert report.findings[1].message.startswith("R. Okafor suppressed IN001 until 2026-03-02,")
    assert report.findings[1].start.line == 2


def test_an_unused_entry_is_told_where_the_run_would_have_met_it(check_copy: Check) -> None:
    files = {"a.md": "The Fell lantern.", "b.md": "Hills.", "suppressions.yaml": listing(entry())}
    assert seen(check_copy(files)) == ["SU003"]
    assert seen(check_copy(files, only=("b.md",))) == []
    gone = {"b.md": "Hills.", "suppressions.yaml": listing(entry("old.md"))}
    assert seen(check_copy(gone, only=("b.md",))) == []
    assert seen(check_copy(gone, only=("b.md",), whole=True)) == ["SU003"]
    assert seen(check_copy(files, settings="ignore: [IN001]\n")) == []


def test_the_settings_may_name_other_files(check_copy: Check, tmp_path: Path) -> None:
    files = {"a.md": WRONG, "legal/accepted.yaml": listing(entry())}
    assert seen(check_copy(files, settings="suppressions: [legal/accepted.yaml]\n")) == ["(IN001)"]
    with pytest.raises(SettingsError, match=r"legal/none\.yaml: This file cannot be read"):
        check_copy(files, settings="suppressions: legal/none.yaml\n")
    with pytest.raises(SettingsError, match="lies outside the project"):
        check_copy(files, settings="suppressions: ../x.yaml\n")
