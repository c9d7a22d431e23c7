"""A project's own phrase files: more entries, more words, more look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.rulebook.claims import RuleErrors, load_patterns

SHIPPED = """lists: {carrier: [courier]}
entries:
  - id: by-carrier
    type: availability.delivery
    sense: fast
    patterns: ["by <carrier>"]
    exceptions: "by courier mail"
"""
OWN = """add:
  lists: {carrier: ["swift parcel", =pigeon]}
  exceptions: {by-carrier: ["by courier font"]}
lists: {drone: [drone]}
entries:
  - {id: by-drone, type: availability.delivery, sense: fast, patterns: ["by <drone>", "by <carrier> today"]}
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "a.yaml").write_text(SHIPPED, encoding="utf-8")
    return folder


def own(tmp_path: Path, text: str) -> dict[str, Path]:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return {"phrases/own.yaml": file}


def test_own_files_come_last_and_add_to_what_is_there(shipped: Path, tmp_path: Path) -> None:
    book = load_patterns(shipped, own=own(tmp_path, OWN))
    assert [(entry.id, entry.order, str(entry.where)) for entry in book.entries] == [
        ("by-carrier", 0, "claims/a.yaml:3:5"), ("by-drone", 1, "phrases/own.yaml:6:5")]
    assert [pattern.text for pattern in book.entries[0].exceptions] == ["by courier mail", "by courier font"]
    assert [pattern.text for pattern in book.lists["carrier"]] == ["courier", "swift parcel", "=pigeon"]
    assert book.sha256 != load_patterns(shipped).sha256


@pytest.mark.parametrize(("text", "said"), [
    ("add: {lists: {§carier: [x]}}",
     'There is no list "carier" to add to. Did you mean "carrier"?'),
    ("add: {exceptions: {§by-carier: [x]}}",
     'There is no entry "by-carier" to add to. Did you mean "by-carrier"?'),
    ("add: {lists: {carrier: [§<van>]}}", 'There is no list "<van>".'),
    ("add: §[x]", "Expected a block with lists, exceptions ... here."),
    ("add: {§cues: {}}", 'There is no key "cues" here. Known keys: lists, exceptions.'),
    ("lists: {§carrier: [x]}", 'The list "carrier" is defined twice.'),
])
def test_what_cannot_be_added_is_said_at_its_place(
    shipped: Path, tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(RuleErrors) as caught:
        load_patterns(shipped, own=own(tmp_path, text.replace("§", "")))
    assert str(caught.value.errors[0]) == f"phrases/own.yaml:1:{text.index('§') + 1}: {said}"


def test_our_own_files_add_nothing(shipped: Path) -> None:
    (shipped / "b.yaml").write_text("add: {lists: {}}", encoding="utf-8")
    with pytest.raises(RuleErrors, match=r'claims/b\.yaml:1:1: There is no key "add" here\.'):
        load_patterns(shipped)
