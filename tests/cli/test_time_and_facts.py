"""The commands that look from a fact to the copy: calendar, facts blame, diff and list --unused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

CAMPAIGN = """campaign: spring
assets:
  - {id: a, file: copy/good.md, publish_at: "2026-03-03 09:00", live_until: "2026-03-20 23:59"}
  - {id: b, file: copy/time.md, publish_at: "2026-03-03 09:00", live_until: "2026-03-20 23:59"}
"""
ON = ("--on", "2026-03-03T09:00+00:00")


@pytest.fixture
def campaign(project: Path) -> Path:
    settings = (project / "claimcheck.yaml").read_text("utf-8")
    settings += "campaigns: spring.yaml\nmax_age: {stock: 60 days}\n"
    (project / "claimcheck.yaml").write_text(settings, "utf-8")
    (project / "spring.yaml").write_text(CAMPAIGN, "utf-8")
    (project / "copy" / "time.md").write_text("# The Fell lantern\n\nRuns for 8 hours.\n", "utf-8")
    (project / "facts.yaml").write_text(
        (project / "facts.yaml").read_text("utf-8")
        + "    performance:\n"
        + '      run_time: {called: ["runs"], typical: 8 hours, disclose: not_needed,\n'
        + '                 valid_through: "2026-03-10"}\n',
        "utf-8",
    )
    return project


def test_the_calendar_names_the_first_moment_after_a_fact_ends(campaign: Path, run: Run) -> None:
    result = run("calendar", "copy", *ON, "--format", "json")
    assert result.exit_code == 1
    lapses = json.loads(result.stdout)["lapses"]
    assert [(x["at"], x["path"], x["line"], x["code"]) for x in lapses] == [
        ("2026-03-11T00:00:00+00:00", "copy/time.md", 3, "EV002")
    ]
    assert lapses[0]["facts"][0]["fact"] == "fell.performance.run_time.typical"


def test_the_calendar_as_text_says_day_place_and_fact(campaign: Path, run: Run) -> None:
    result = run("calendar", "copy", *ON)
    first, fact = result.stdout.splitlines()
    assert first.startswith("2026-03-11 00:00  copy/time.md:3:1  EV002 ")
    assert fact == "    fell.performance.run_time.typical: 8 hours  (facts.yaml:7)"
    assert result.stderr == "2 assets with an end date, 1 later finding.\n"


def test_a_calendar_without_changes_is_clean(campaign: Path, run: Run) -> None:
    result = run("calendar", "copy/good.md", *ON, "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_blame_lists_the_claims_on_a_fact_and_on_all_below_it(campaign: Path, run: Run) -> None:
    result = run("facts", "blame", "fell.stock", "copy", *ON)
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "copy/bad.md:3:1", "copy/bad.md:3:15", "copy/good.md:3:1"
    ]
    assert run("facts", "blame", "fell.stock.units", "copy", *ON).stderr == "3 claims on fell.stock.units.\n"


def test_blame_of_an_unknown_fact_names_the_nearest(campaign: Path, run: Run) -> None:
    result = run("facts", "blame", "fell.stock.unit", "copy", *ON)
    assert result.exit_code == 2
    assert result.stderr == (
        'claimcheck: There is no fact "fell.stock.unit" on file. Did you mean "fell.stock.units"?\n'
    )


def test_diff_lists_what_new_facts_make_untrue(campaign: Path, run: Run) -> None:
    new = (campaign / "facts.yaml").read_text("utf-8").replace("typical: 8 hours", "typical: 6 hours")
    (campaign / "new.yaml").write_text(new, "utf-8")
    result = run("facts", "diff", "facts.yaml", "new.yaml", "copy", *ON)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith('copy/time.md:3:1: contradicted "Runs for 8 hours": ')
    assert result.stderr == "1 claim no longer borne out.\n"
    assert run("facts", "diff", "facts.yaml", "facts.yaml", "copy", *ON).exit_code == 0


def test_unused_facts_are_those_no_copy_rests_on(campaign: Path, run: Run) -> None:
    (campaign / "copy" / "time.md").unlink()
    result = run("facts", "list", "--unused", *ON)
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "fell.stock.held_by", "fell.performance.run_time.typical"
    ]
