"""``check --fix`` and ``--diff``: exact and safe, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

METRICS = """    performance:
      run_time: {called: ["runs", "battery"], typical: 8 hours, max: 10 hours, disclose: not_needed}
      uptime: {called: ["uptime"], value: 99.5%, disclose: not_needed}
"""


@pytest.fixture
def copy(project: Path) -> Path:
    facts = project / "facts.yaml"
    facts.write_text(facts.read_text("utf-8") + METRICS, "utf-8")
    return project / "copy"


def page(copy: Path, text: str, name: str = "page.md") -> Path:
    path = copy / name
    path.write_bytes(text.encode())
    return path


def test_a_wrong_figure_is_replaced_in_place(copy: Path, run: Run) -> None:
    path = page(copy, "# The Fell lantern\r\n\r\nRuns for **12** hours.\r\n")
    result = run("check", "copy/page.md", "--fix")
    assert path.read_bytes() == b"# The Fell lantern\r\n\r\nRuns for **8** hours.\r\n"
    assert "Put right: 1 claim in 1 file." in result.stderr
    assert "PF001" not in result.stdout


def test_a_byte_order_mark_stays(copy: Path, run: Run) -> None:
    path = page(copy, "\ufeff# The Fell lantern\n\nRuns for 12 hours.\n")
    run("check", "copy/page.md", "--fix")
    assert path.read_bytes() == "\ufeff# The Fell lantern\n\nRuns for 8 hours.\n".encode()


def test_the_difference_is_shown_and_nothing_written(copy: Path, run: Run) -> None:
    path = page(copy, "# The Fell lantern\n\nRuns for 12 hours.\n")
    result = run("check", "copy/page.md", "--diff", "--quiet")
    assert result.stdout == (
        "--- copy/page.md\n+++ copy/page.md\n@@ -1,3 +1,3 @@\n # The Fell lantern\n \n"
        "-Runs for 12 hours.\n+Runs for 8 hours.\n"
    )
    assert (result.exit_code, path.read_text("utf-8")) == (1, "# The Fell lantern\n\nRuns for 12 hours.\n")


@pytest.mark.parametrize(
    "text",
    [
        "# The Fell lantern\n\nRuns for at least 12 hours.\n",    # a comparison is not one figure
        "# The Fell lantern\n\nRuns for 12 to 14 hours.\n",       # nor is a range
        "# The Fell lantern\n\nRuns for twelve hours.\n",         # no numeral to put another in for
        "# The Fell lantern\n\nRuns for 900 minutes.\n",          # another unit
        "# The Fell lantern\n\nRuns for 1&#50; hours.\n",         # not as it is read
    ],
)
def test_what_would_need_a_guess_is_left_alone(copy: Path, run: Run, text: str) -> None:
    path = page(copy, text)
    result = run("check", "copy/page.md", "--fix")
    assert path.read_text("utf-8") == text
    assert "Put right" not in result.stderr


def test_a_file_in_another_encoding_is_not_touched(copy: Path, run: Run) -> None:
    path = copy / "latin.md"
    path.write_bytes("# The Fell lantern – café\n\nRuns for 12 hours.\n".encode("cp1252"))
    before = path.read_bytes()
    run("check", "copy/latin.md", "--fix")
    assert path.read_bytes() == before


MORE = """    delivery: {handling: 1 working day, transit: {GB: 2-3 working days}, as_of: "2026-03-01"}
    features:
      - {id: waterproof, called: [waterproof], has: partly, conditions: "splashes and rain, not under water"}
    offers:
      - {id: march, says: 15% off, valid_from: "2026-03-01", valid_through: "2026-03-31 23:59"}
"""


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Runs for up to 12 hours.", "Runs for up to 10 hours."),
        ("Waterproof, and light.", "Waterproof (splashes and rain, not under water), and light."),
        ("15% off. Offer ends Friday 27 March.", "15% off. Offer ends Tuesday 31 March."),
        ("15% off. Offer ends 27 March 2026.", "15% off. Offer ends 31 March 2026."),
        ("Delivered to the UK within 2 days.", "Delivered to the UK within 3 to 4 working days."),
    ],
)
def test_a_phrase_is_replaced_where_that_is_exact(copy: Path, run: Run, said: str, right: str) -> None:
    facts = copy.parent / "facts.yaml"
    text = facts.read_text("utf-8").replace("      run_time: {", "      run_time: {share_reaching_max: 95%, ")
    facts.write_text(text + MORE, "utf-8")
    path = page(copy, f"# The Fell lantern\n\n{said}\n")
    run("check", "copy/page.md", "--fix")
    assert path.read_text("utf-8") == f"# The Fell lantern\n\n{right}\n"


@pytest.mark.parametrize(
    "said",
    [
        "Water*proof* and light.",  # not as it is read
        "15% off. Offer ends on the 27th of March.",  # an ordinal
        "15% off. Offer ends in 2 days.",
        "Delivered to the UK overnight.",
        "Two-day delivery in the UK.",
    ],
)
def test_a_phrase_is_left_where_it_is_not(copy: Path, run: Run, said: str) -> None:
    facts = copy.parent / "facts.yaml"
    facts.write_text(facts.read_text("utf-8") + MORE, "utf-8")
    path = page(copy, f"# The Fell lantern\n\n{said}\n")
    run("check", "copy/page.md", "--fix")
    assert path.read_text("utf-8") == f"# The Fell lantern\n\n{said}\n"
