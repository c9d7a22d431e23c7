"""What two assets of one campaign say of the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimcheck

SETTINGS = "claimcheck: 1\nfacts: facts.yaml\ntimezone: Europe/London\n"
FACTS = 'products:\n  - {product: trek-2, name: Trek 2 lantern, also_called: ["Trek 2"]}\n'


def _found(folder: Path, first: str, second: str) -> list[tuple[str, str, str]]:
    (folder / "claimcheck.yaml").write_text(SETTINGS, "utf-8")
    (folder / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "a.md").write_text(first, "utf-8")
    (folder / "b.md").write_text(second, "utf-8")
    report = claimcheck.check([str(folder / "a.md"), str(folder / "b.md")], on="2026-03-03")
    return [(Path(f.path).name, f.text, f.message) for f in report.findings if "XA001" in (f.code, *f.also)]


@pytest.mark.parametrize(
    ("first", "second", "name", "text"),
    [
        ("The Trek 2, now £79.\n", "The Trek 2, now £89.\n", "a.md", "£79"),
        (
            "Every Trek 2 has a 2-year guarantee.\n",
            "The Trek 2 has a 5-year guarantee.\n",
            "b.md",
            "5-year guarantee",
        ),
        ("The Trek 2: only 9 left.\n", "The Trek 2: only 3 left.\n", "b.md", "only 3 left"),
        ("20% off the Trek 2.\n", "15% off the Trek 2.\n", "a.md", "20% off"),
        ("The Trek 2 runs for 8 hours.\n", "The Trek 2 runs for 10 hours.\n", "b.md", "runs for 10 hours"),
        (
            "The Trek 2 is delivered within 2 days.\n",
            "The Trek 2 is delivered within 9 days.\n",
            "a.md",
            "within 2 days",
        ),
    ],
)
def test_two_values_of_one_thing_cannot_both_be_right(
    tmp_path: Path, first: str, second: str, name: str, text: str
) -> None:
    [(path, words, message)] = _found(tmp_path, first, second)
    assert path == name
    assert text in words
    assert ("b.md:1" if name == "a.md" else "a.md:1") in message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Trek 2, now £89.\n", "The Trek 2, now £89.\n"),
        (
            "The Trek 2, now £79.\n",
            "The Trek 2 costs £89 in green.\n\nThe Trek 2 costs £99 in black.\n",
        ),  # one price a size
        ("The Trek 2 runs for 8 hours.\n", "The Trek 2 charges in 10 hours.\n"),
        ("20% off the Trek 2.\n", "Save £15 on the Trek 2.\n"),
    ],
)
def test_other_things_may_have_other_values(tmp_path: Path, first: str, second: str) -> None:
    assert _found(tmp_path, first, second) == []
