"""``check``: exit codes, streams, formats, options, each exactly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from claimcheck.cli.asking import NO_FACTS
from claimcheck.cli.check import NO_FACTS_ASKED

Run = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]

FINDING = "copy/bad.md:3:15: IN001 The copy says “Only 3 left”"


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


# ---------------------------------------------------------------- exit codes and streams


def test_findings_give_1_and_stand_on_stdout(run: Run) -> None:
    result = run("check", "copy/bad.md", "--format", "concise")
    assert result.exit_code == 1
    assert result.stdout.startswith(FINDING)
    assert result.stdout.count("\n") == 1
    assert result.stderr == ""


def test_clean_copy_gives_0_and_a_summary(run: Run) -> None:
    result = run("check", "copy/good.md", "copy/plain.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 files, 1 claim: 1 supported. 0 errors, 0 warnings, 0 notes.\n"


def test_text_shows_place_copy_fact_and_summary(run: Run) -> None:
    lines = run("check", "copy/bad.md").stdout.splitlines()
    assert lines[0] == "copy/bad.md:3:15  error IN001 quantity-contradicted"
    assert "  3 | In stock now. Only 3 left!" in lines
    assert "    |               ^^^^^^^^^^^" in lines
    assert "  fact     fell.stock.units: 412  (facts.yaml:5)" in lines
    assert lines[-1] == "1 file, 2 claims: 1 contradicted, 1 supported. 1 error, 0 warnings, 0 notes."


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on(run: Run, fail_on: str, code: int) -> None:
    result = run("check", "copy/bad.md", "--fail-on", fail_on, "--format", "json")
    assert (result.exit_code, codes(result)) == (code, ["IN001"])


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("check", "nowhere.md"), 'There is no file or folder "nowhere.md". Nothing was checked.'),
        (
            ("check", "copy/bad.md", "nowhere.md"),
            'There is no file or folder "nowhere.md". Nothing was checked.',
        ),
        (("check", "empty"), 'No file of copy was found in "empty"; looked for'),
        (
            ("check", "--frmat", "json"),
            "No such option '--frmat'. (Did you mean one of: '--facts', '--format'?) See claimcheck",
        ),
        (("check", "copy", "--format", "jsn"), '"jsn" is no format; expected one of'),
        (("check", "copy", "--format", "jsn"), 'Did you mean "json"?'),
        (("check", "copy", "--format", "html="), '"html=" names no file'),
        (("check", "copy", "-f", "json", "-f", "text"), "Only one format can go to standard output"),
        (("check", "copy", "-f", "json=a", "-f", "csv=a"), "Two formats go to the same file."),
        (("check", "copy", "--select", "IN01"), '"IN01" is no rule;'),
        (("check", "copy", "--select", "IN01"), 'Did you mean "IN001"?'),
        (("check", "copy", "--ignore", "quantity-contradict"), 'Did you mean "quantity-contradicted"?'),
        (
            ("check", "copy", "--channel", "mail"),
            '"mail" is no channel; expected email, web or direct-mail. Did you mean "email"?',
        ),
        (("check", "copy", "--on", "tomorrow"), '"tomorrow" is no date'),
        (("check", "copy", "--fail-on", "all"), "'all' is not one of"),
        (("check", "copy", "--config", "none.yaml"), "none.yaml"),
        (("check", "copy", "--facts", "none.yaml"), "none.yaml"),
        (("check", "copy", "--region", "Atlantis"), "--region: "),
        (("check", "copy", "--stdin-filename", "a.md"), "and - is not among the paths."),
        (("chek", "copy"), 'There is no command "chek". Did you mean "check"?'),
        (("zzz",), 'There is no command "zzz". Expected one of check, claims,'),
        (("explain", "IN01"), 'Did you mean "IN001"?'),
        (("report", "none.json"), '"none.json" cannot be read: No such file or directory.'),
        (("report", "claimcheck.yaml"), "claimcheck.yaml is no JSON"),
    ],
)
def test_wrong_input_gives_2_and_one_sentence_on_stderr(run: Run, args: tuple[str, ...], says: str) -> None:
    Path("empty").mkdir()
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.startswith("claimcheck: ")
    assert "Traceback" not in result.stderr


def test_a_wrong_facts_file_is_told_with_its_place(run: Run) -> None:
    Path("facts.yaml").write_text(
        "products:\n  - product: fell\n    name: Fell\n    stok: {units: 4}\n", "utf-8"
    )
    result = run("check", "copy/bad.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "facts.yaml:4:5: " in result.stderr
    assert 'Did you mean "stock"?' in result.stderr


def test_every_wrong_fact_has_a_line_of_its_own(run: Run) -> None:
    Path("facts.yaml").write_text(
        "products:\n  - product: fell\n    nam: Fell\n    stok: {units: 4}\n", "utf-8"
    )
    lines = run("check", "copy/bad.md").stderr.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith("claimcheck: facts.yaml:") for line in lines)


def test_a_crash_gives_2_and_how_to_see_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a wheel\ncame off")

    monkeypatch.setattr("claimcheck.pipeline.judge", broken)
    result = run("check", "copy/bad.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "claimcheck: a defect of claimcheck itself stopped this run (RuntimeError: a wheel). "
        "Set CLAIMCHECK_DEBUG=1 to see where.\n"
    )
    assert "Traceback" in run("check", "copy/bad.md", CLAIMCHECK_DEBUG="1").stderr


def test_an_interrupt_gives_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimcheck.pipeline.judge", interrupted)
    result = run("check", "copy/bad.md")
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "Interrupted.")


def test_a_reader_that_goes_away_is_no_error(shell: Shell, project: Path) -> None:
    import os

    for count in range(20):
        (project / "copy" / f"n{count}.md").write_text("Only 3 left of the Fell lantern!\n" * 20, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-m", "claimcheck", "check", "copy", "--on", "2026-03-03", "-f", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=120) == 1


# ---------------------------------------------------------------- what is read


def test_without_paths_the_folder_is_checked_and_said(run: Run) -> None:
    result = run("check", "--format", "json")
    assert result.stderr == "No paths given: checking 3 files in this folder.\n"
    assert [document["path"] for document in json.loads(result.stdout)["documents"]] == [
        "copy/bad.md",
        "copy/good.md",
        "copy/plain.md",
    ]


def test_quiet_says_nothing_but_findings(run: Run) -> None:
    result = run("check", "--quiet", "--format", "concise")
    assert (result.stderr, result.stdout.count("\n")) == ("", 1)
    assert run("check", "copy/good.md", "-q").stdout == ""


def test_stdin_is_a_file_with_a_name(run: Run) -> None:
    html = b"<h1>Fell lantern</h1><p>Only <b>3</b> left</p>"
    result = run("check", "-", "--stdin-filename", "web/a.html", "--format", "concise", input=html)
    assert (result.exit_code, result.stdout[:23]) == (1, "web/a.html:1:25: IN001 ")
    unnamed = run("check", "-", "copy/good.md", "--format", "json", input=b"Only 3 left of the Fell lantern.")
    assert [document["path"] for document in json.loads(unnamed.stdout)["documents"]] == [
        "<stdin>",
        "copy/good.md",
    ]


def test_a_file_that_is_no_text_is_a_finding_and_the_others_go_on(run: Run) -> None:
    Path("copy/logo.md").write_bytes(b"\x89PNG\0\0\1\2 Only 3 left")
    result = run("check", "copy", "--format", "concise")
    assert result.exit_code == 1
    assert [line.split(" ")[1] for line in result.stdout.splitlines()] == ["IN001", "RD001"]
    assert result.stdout.splitlines()[1].startswith("copy/logo.md:1:1: RD001 ")


def test_a_file_that_vanishes_is_a_finding(run: Run) -> None:
    Path("copy/gone.md").symlink_to("nowhere.md")
    result = run("check", "copy/gone.md", "copy/good.md", "--format", "concise")
    assert result.exit_code == 1
    assert (
        result.stdout == "copy/gone.md:1:1: RD001 This file could not be opened: No such file or directory.\n"
    )


def test_a_file_of_no_known_kind_is_read_and_said(run: Run) -> None:
    Path("copy/notes.xyz").write_text("Only 3 left of the Fell.", "utf-8")
    result = run("check", "copy/notes.xyz", "-f", "concise")
    assert result.stderr == (
        "copy/notes.xyz: no known kind of copy by its name; read as what it looks like\n"
    )
    assert result.stdout.startswith("copy/notes.xyz:1:1: IN001 ")
    assert "notes.xyz" not in run("check", "copy", "-f", "json").stdout


def test_what_is_left_out_is_said_once(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    Path("copy/out").symlink_to(tmp_path_factory.mktemp("outside"), target_is_directory=True)
    sentence = "copy/out: not followed, the link leads out of copy"
    text = run("check", "copy")
    assert (text.stderr, text.stdout.splitlines()[-1]) == ("", f"Left out: {sentence}")
    other = run("check", "copy", "-f", "json")
    assert (other.stderr, json.loads(other.stdout)["notes"]) == (f"{sentence}\n", [sentence])


def test_facts_of_the_command_line_stand_in_for_the_settings(run: Run) -> None:
    facts = Path("facts.yaml").read_text("utf-8").replace("412", "40")
    Path("other.yaml").write_text(facts, "utf-8")
    result = run("check", "copy/good.md", "--facts", "other.yaml", "--explain")
    assert "fell.stock.units: 40  (other.yaml:5)" in result.stdout


def test_paths_are_judged_by_their_own_project(run: Run) -> None:
    Path("other/copy").mkdir(parents=True)
    Path("other/claimcheck.yaml").write_text("claimcheck: 1\nfacts: facts.yaml\n", "utf-8")
    Path("other/facts.yaml").write_text(Path("facts.yaml").read_text("utf-8").replace("412", "40"), "utf-8")
    Path("other/copy/good.md").write_text(Path("copy/good.md").read_text("utf-8"), "utf-8")
    assert "fell.stock.units: 40  (other/facts.yaml:5)" in run("check", "other/copy", "--explain").stdout
    both = run("check", "other/copy", "copy")
    assert (both.exit_code, both.stdout) == (2, "")
    assert "These paths belong to different projects: " in both.stderr
    assert run("check", "other/copy", "copy/good.md", "--config", "claimcheck.yaml").exit_code == 0


def test_without_facts_nothing_is_judged_and_no_run_is_green(run: Run) -> None:
    Path("claimcheck.yaml").write_text("claimcheck: 1\n", "utf-8")
    result = run("check", "copy/good.md")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"claimcheck: {NO_FACTS}\n")
    asked = run("check", "copy/good.md", "--facts", "none")
    assert (asked.exit_code, asked.stderr) == (0, f"{NO_FACTS_ASKED}\n")
    assert asked.stdout.endswith("1 file, 1 claim: 1 not-checked. 0 errors, 0 warnings, 0 notes.\n")


def test_facts_none_leaves_the_settings_facts_aside(run: Run) -> None:
    assert run("check", "copy/bad.md").exit_code == 1
    assert run("check", "copy/bad.md", "--facts", "none").exit_code == 0


# ---------------------------------------------------------------- what comes out


def test_select_and_ignore(run: Run) -> None:
    assert codes(run("check", "copy", "-f", "json", "--select", "AV,DL")) == []
    assert codes(run("check", "copy", "-f", "json", "--select", "quantity-contradicted")) == ["IN001"]
    ignored = run("check", "copy", "-f", "json", "--ignore", "IN001")
    assert (ignored.exit_code, codes(ignored)) == (0, [])


def test_formats_with_files_leave_stdout_alone(run: Run) -> None:
    result = run("check", "copy", "-f", "html=out.html", "-f", "json=out.json", "-f", "concise")
    assert result.exit_code == 1
    assert result.stdout.startswith(FINDING)
    assert result.stderr == "Wrote out.html.\nWrote out.json.\n"
    assert Path("out.html").read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(Path("out.json").read_text("utf-8"))["summary"]["error"] == 1
    assert sorted(path.name for path in Path().iterdir()) == [
        "claimcheck.yaml",
        "copy",
        "facts.yaml",
        "out.html",
        "out.json",
    ]


def test_writing_to_a_file_changes_no_exit_code(run: Run) -> None:
    assert run("check", "copy/good.md", "-f", "json=a.json").exit_code == 0
    only = run("check", "copy/bad.md", "-f", "json=a.json")
    assert (only.exit_code, only.stdout) == (1, "")


@pytest.mark.parametrize("place", ["none/a.json", "copy", "facts.yaml/a.json"])
def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(run: Run, place: str) -> None:
    before = sorted(str(path) for path in Path().rglob("*"))
    result = run("check", "copy", "-f", "html=fine.html", "-f", f"json={place}", "-f", "text")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot be written" in result.stderr
    assert sorted(str(path) for path in Path().rglob("*")) == before


def test_a_report_replaces_the_old_one_whole_and_keeps_its_rights(run: Run) -> None:
    Path("a.json").write_text("old" * 100_000, "utf-8")
    Path("a.json").chmod(0o640)
    run("check", "copy", "-f", "json=a.json")
    assert json.loads(Path("a.json").read_text("utf-8"))["schema"] == "claimcheck-report/1"
    assert Path("a.json").stat().st_mode & 0o777 == 0o640


def test_devices_are_written_to_and_not_replaced(run: Run) -> None:
    assert run("check", "copy", "-f", "json=/dev/null").exit_code == 1
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("args", "environment", "colored"),
    [
        ((), {}, False),
        (("--color",), {"NO_COLOR": "1"}, True),
        (("--no-color",), {"FORCE_COLOR": "1"}, False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1"}, True),
    ],
)
def test_color_is_flag_then_environment_then_terminal(
    run: Run, args: tuple[str, ...], environment: dict[str, str], colored: bool
) -> None:
    assert ("\x1b[31" in run("check", "copy/bad.md", *args, **environment).stdout) is colored


def test_machine_formats_are_never_colored(run: Run) -> None:
    assert "\x1b" not in run("check", "copy", "--color", "-f", "json").stdout
    assert "\x1b" not in run("check", "copy", "--color", "-f", "concise").stdout


def test_explain_lists_supported_claims_with_their_facts(run: Run) -> None:
    lines = run("check", "copy/good.md", "--explain").stdout.splitlines()
    assert lines[0] == "copy/good.md  1 claim"
    assert lines[1] == '      3:1  supported           availability.stock  "In stock now"'
    assert "fell.stock.units: 412  (facts.yaml:5)" in "\n".join(lines)


def test_report_renders_a_json_report_to_the_same_bytes(run: Run) -> None:
    for name in ("text", "markdown", "csv"):
        direct = run("check", "copy", "-f", "json=r.json", "-f", name).stdout
        Path("copy").rename("elsewhere")
        again = run("report", "r.json", "-f", name)
        Path("elsewhere").rename("copy")
        assert (again.exit_code, again.stdout) == (0, direct)
    page = run("report", "r.json", "-f", "html")
    assert page.exit_code == 0
    assert "The source isn’t in this page: it was made from a JSON report." in page.stdout
    assert run("report", "r.json", "--fail-on", "error").exit_code == 1
