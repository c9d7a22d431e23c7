"""Settings at the command line: overrides, the environment, what matches nothing, where values come from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.cli.conftest import SETTINGS

Run = Callable[..., Result]


def settings(extra: str) -> None:
    Path("claimcheck.yaml").write_text(SETTINGS + extra, "utf-8")


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


# ---------------------------------------------------------------- overrides


def test_an_override_holds_for_its_files_alone(run: Run) -> None:
    Path("copy/other.md").write_text(Path("copy/bad.md").read_text("utf-8"), "utf-8")
    settings('overrides: [{paths: "copy/bad.md", ignore: [IN001]}]\n')
    result = run("check", "copy", "-f", "concise")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["copy/other.md"]


def test_an_override_may_let_a_file_pass(run: Run) -> None:
    settings("overrides: [{paths: bad.md, fail_on: never}]\n")
    result = run("check", "copy", "-f", "json")
    assert (result.exit_code, codes(result)) == (0, ["IN001"])
    assert run("check", "copy", "--fail-on", "error").exit_code == 1


def test_the_command_line_wins_over_overrides(run: Run) -> None:
    settings("overrides: [{paths: bad.md, select: [AV], ignore: [IN001]}]\n")
    assert codes(run("check", "copy/bad.md", "-f", "json")) == []
    assert codes(run("check", "copy/bad.md", "-f", "json", "--select", "IN", "--ignore", "AV")) == ["IN001"]


def test_an_override_may_say_what_a_file_is(run: Run) -> None:
    settings('overrides: [{paths: "*.md", channel: direct-mail}, {paths: bad.md, channel: email}]\n')
    documents = json.loads(run("check", "copy", "-f", "json").stdout)["documents"]
    assert [d["channel"] for d in documents] == ["email", "direct-mail", "direct-mail"]


# ---------------------------------------------------------------- what matches nothing


def test_globs_that_match_nothing_are_said(run: Run) -> None:
    Path("claimcheck.yaml").write_text(
        'claimcheck: 1\nfacts: facts.yaml\nchannels: {"emial/**": email, "copy/**": web}\n'
        'exclude: [drafts/, "plain.md"]\noverrides: [{paths: ["copy/x.md", "copy/bad.md"], strict: no}]\n',
        "utf-8",
    )
    said = run("check", "-f", "json").stderr.splitlines()
    assert said == [
        "No paths given: checking 2 files in this folder.",
        'claimcheck.yaml:3:1: "emial/**" under channels matches no file.',
        'claimcheck.yaml:5:1: "copy/x.md" under overrides matches no file.',
        'claimcheck.yaml:4:1: "drafts/" under exclude matches no file.',
    ]
    assert run("check", "copy/good.md").stderr == ""
    assert run("check", "--quiet").stderr == ""


# ---------------------------------------------------------------- the environment


def test_variables_stand_in_for_options(run: Run) -> None:
    assert run("check", "copy", CLAIMCHECK_FAIL_ON="never").exit_code == 0
    assert run("check", "copy", "--fail-on", "error", CLAIMCHECK_FAIL_ON="never").exit_code == 1
    result = run("check", "copy", CLAIMCHECK_FORMAT="json html=out.html", CLAIMCHECK_ON="2026-03-04")
    assert json.loads(result.stdout)["schema"] == "claimcheck-report/1"
    assert Path("out.html").exists()
    facts = Path("facts.yaml").read_text("utf-8").replace("412", "40")
    Path("other.yaml").write_text(facts, "utf-8")
    assert run("check", "copy", CLAIMCHECK_FACTS="other.yaml").exit_code == 0
    Path("other-settings.yaml").write_text("claimcheck: 1\nfacts: facts.yaml\nignore: [IN001]\n", "utf-8")
    assert run("check", "copy", CLAIMCHECK_CONFIG="other-settings.yaml").exit_code == 0


def test_the_day_may_come_from_the_environment(shell: Callable[..., object]) -> None:
    done = shell("check", "copy", "-f", "json", CLAIMCHECK_ON="2026-03-05")
    assert json.loads(done.stdout)["on"] == "2026-03-05T12:00:00+00:00"  # type: ignore[attr-defined]


def test_a_wrong_variable_is_named(run: Run) -> None:
    result = run("check", "copy", CLAIMCHECK_FAIL_ON="all")
    assert result.exit_code == 2
    assert "CLAIMCHECK_FAIL_ON" in result.stderr
    result = run("check", "copy", CLAIMCHECK_FAILON="never")
    assert result.exit_code == 1
    assert result.stderr == (
        'CLAIMCHECK_FAILON is no variable that claimcheck reads. Did you mean "CLAIMCHECK_FAIL_ON"?\n'
    )


def test_no_color_of_our_own(run: Run) -> None:
    assert "\x1b[" in run("check", "copy", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", "copy", FORCE_COLOR="1", CLAIMCHECK_NO_COLOR="1").stdout


def test_config_show_names_every_origin(run: Run) -> None:
    Path("house.yaml").write_text("strict: true\n", "utf-8")
    settings("extends: house.yaml\noverrides: [{paths: bad.md, strict: no, ignore: IN001}]\n")
    shown = run("config", "show", CLAIMCHECK_FAIL_ON="note", CLAIMCHECK_ON="2026-03-03").stdout
    origins = {line.split(":")[0]: line.split("  # ")[1] for line in shown.splitlines()}
    assert origins["facts"] == "claimcheck.yaml:2:1"
    assert origins["strict"] == "house.yaml:1:1"
    assert origins["fail_on"] == "CLAIMCHECK_FAIL_ON"
    assert origins["on"] == "CLAIMCHECK_ON"
    assert origins["exclude"] == "default"
    assert "overrides: [{paths: [bad.md], strict: false, ignore: [IN001]}]" in shown
    assert "fail_on: note " in shown


def test_a_calendar_without_facts_is_no_calendar(run: Run) -> None:
    from claimcheck.cli.asking import NO_FACTS

    Path("claimcheck.yaml").write_text("claimcheck: 1\n", "utf-8")
    result = run("calendar", "copy", "--on", "2026-03-03")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"claimcheck: {NO_FACTS}\n")


# ---------------------------------------------------------------- listings


def test_show_files_says_what_would_be_checked_and_what_not(run: Run) -> None:
    settings("exclude: [plain.md]\n")
    Path("copy/logo.png").write_bytes(b"\x89PNG")
    Path("copy/.hidden.md").write_text("x", "utf-8")
    Path("node_modules").mkdir()
    result = run("check", "--show-files")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "copy/bad.md   web          markdown",
        "copy/good.md  web          markdown",
        "claimcheck.yaml  left out: settings, facts, campaigns, evidence or suppressions",
        "facts.yaml  left out: settings, facts, campaigns, evidence or suppressions",
        "node_modules  left out: never holds copy of one's own",
        "copy/.hidden.md  left out: hidden",
        'copy/plain.md  left out: the settings exclude "plain.md"',
        "copy/logo.png  left out: no known kind of copy by its name",
        "2 files to check, 6 left out.",
    ]


def test_statistics_count_by_rule(run: Run) -> None:
    Path("copy/more.md").write_text("The Fell lantern. Only 3 left.\n\nOnly 4 left. Ships today.\n", "utf-8")
    result = run("check", "copy", "--statistics")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "3  IN001  error    quantity-contradicted",
        "1  EV005  warning  claim-unmapped",
        "",
        "4 files, 6 claims: 3 contradicted, 1 unsupported, 2 supported. 3 errors, 1 warning, 0 notes.",
    ]
    assert run("check", "copy/good.md", "--statistics", "-q").stdout == ""
    assert "--statistics is for the text format." in run("check", "copy", "--statistics", "-f", "json").stderr


def test_suppressed_and_expired_are_counted_in_the_summary(run: Run) -> None:
    comment = "<!-- claimcheck-disable-next-line IN001 -- counted, approved-by=R, until={} -->"
    line = f"{comment}\nThe Fell: only 3 left!\n"
    Path("copy/bad.md").write_text(line.format("2026-12-31") + "\n" + line.format("2026-01-31"), "utf-8")
    result = run("check", "copy/bad.md")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == (
        "1 file, 2 claims: 2 contradicted. 1 error, 1 warning, 0 notes. 1 suppressed, 1 expired."
    )
    summary = json.loads(run("check", "copy/bad.md", "-f", "json").stdout)["summary"]
    assert (summary["suppressed"], summary["expired"], summary["known"]) == (1, 1, 0)


def test_explain_does_not_say_the_reason_twice(run: Run) -> None:
    message = "The copy says “Only 3 left”"
    told = run("check", "copy/bad.md", "--explain").stdout
    assert told.count(message) == 1
    assert "\n           IN001, above\n" in told
    counted = run("check", "copy/bad.md", "--explain", "--statistics").stdout
    assert (counted.count(message), "above" in counted) == (1, False)
