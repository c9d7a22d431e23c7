"""The life of a baseline in a real repository, and what changed since a revision."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

FELL = "# The Fell lantern\n\n"


def git(*args: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *identity, *args], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


def commit(message: str = "A change") -> str:
    git("add", "-A")
    git("commit", "-q", "-m", message)
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(project: Path) -> Path:
    git("init", "-q", "-b", "main")
    commit()
    return project


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def new(result: Result) -> list[tuple[str, str]]:
    """Path and words of the findings that are new."""
    findings = json.loads(result.stdout)["findings"]
    return [(f["path"], f["text"]) for f in findings if not f["known"] and not f["suppressed"]]


def check(run: Run, *args: str) -> tuple[int, list[tuple[str, str]]]:
    result = run("check", "--format", "json", "--quiet", *args)
    return result.exit_code, new(result)


# ---------------------------------------------------------------- the whole life


def test_the_life_of_a_baseline(repository: Path, run: Run) -> None:
    assert check(run) == (1, [("copy/bad.md", "Only 3 left")])

    created = run("baseline", "create", "--on", "2026-03-03T09:00+00:00")
    assert (created.exit_code, created.stdout) == (0, "")
    assert created.stderr == "Wrote claimcheck-baseline.json: 1 finding known from now on.\n"
    commit()
    assert check(run) == (0, [])

    write("copy/bad.md", f"{FELL}In stock now. Only 3 left! Only 9 left.\n")
    assert check(run) == (1, [("copy/bad.md", "Only 9 left")])

    write("copy/bad.md", f"{FELL}In stock now.\n")
    write("copy/moved/page.md", f"{FELL}Something new above.\n\nIn stock. Only\n9 left. And only 3\nleft!\n")
    assert check(run) == (1, [("copy/moved/page.md", "Only 9 left")])

    write("copy/moved/page.md", f"{FELL}In stock.\n")
    assert check(run) == (0, [])
    pruned = run("baseline", "prune", "--on", "2026-03-03T09:00+00:00")
    assert pruned.stderr.endswith("Wrote claimcheck-baseline.json: 0 taken in, 1 dropped, 0 known.\n")
    assert json.loads(Path("claimcheck-baseline.json").read_text("utf-8"))["findings"] == []
    commit()

    facts = Path("facts.yaml").read_text("utf-8")
    write("facts.yaml", facts.replace("in_stock", "out_of_stock").replace("units: 412", "units: 0"))
    code, broken = check(run)
    assert code == 1
    assert {path for path, _ in broken} == {"copy/bad.md", "copy/good.md", "copy/moved/page.md"}
    assert check(run, "--diff", "HEAD") == (code, broken)


def test_moved_and_rewrapped_it_is_still_one(repository: Path, run: Run) -> None:
    run("baseline", "create", "--on", "2026-03-03")
    write("copy/bad.md", f"{FELL}A line.\n\nAnother.\n\nIn stock now. ONLY\n3   left!\n")
    assert check(run) == (0, [])
    Path("copy/bad.md").rename("copy/renamed.md")
    assert check(run) == (0, [])
    write("copy/second.md", Path("copy/renamed.md").read_text("utf-8"))
    assert [path for path, _ in check(run)[1]] == ["copy/second.md"]


# ---------------------------------------------------------------- the file


def test_the_file_is_sorted_readable_and_counts(project: Path, run: Run) -> None:
    write("copy/bad.md", f"{FELL}Only 3 left.\n\n# Again: the Fell\n\nOnly 3 left.\n")
    write("copy/a.md", f"{FELL}“Only 4 left”\n")
    assert run("baseline", "create", "--on", "2026-03-03", "-q").exit_code == 0
    text = Path("claimcheck-baseline.json").read_text("utf-8")
    first = (
        '    {"path": "copy/a.md", "code": "IN001", "text": "Only 4 left", '
        '"fingerprint": "bc0a9ed8d672b303", "count": 1},'
    )
    second = (
        '    {"path": "copy/bad.md", "code": "IN001", "text": "Only 3 left", '
        '"fingerprint": "3885f467ee6b40f8", "count": 2}'
    )
    assert json.loads(text)["schema"] == "claimcheck-baseline/1"
    assert text.splitlines()[3:5] == [first, second]


def test_two_known_cover_two_and_not_a_third(project: Path, run: Run) -> None:
    write("copy/bad.md", f"{FELL}Only 3 left.\n\n# Again: the Fell\n\nOnly 3 left.\n")
    run("baseline", "create", "--on", "2026-03-03")
    assert check(run) == (0, [])
    with Path("copy/bad.md").open("a", encoding="utf-8") as file:
        file.write("\n# Once more: the Fell\n\nOnly 3 left.\n")
    assert check(run) == (1, [("copy/bad.md", "Only 3 left")])


def test_create_never_overwrites(project: Path, run: Run) -> None:
    write("claimcheck-baseline.json", "mine")
    result = run("baseline", "create")
    assert result.exit_code == 2
    assert result.stderr == (
        'claimcheck: "claimcheck-baseline.json" is already there. See claimcheck baseline update.\n'
    )
    assert Path("claimcheck-baseline.json").read_text("utf-8") == "mine"


def test_update_takes_in_and_drops(project: Path, run: Run) -> None:
    run("baseline", "create", "--on", "2026-03-03")
    write("copy/bad.md", f"{FELL}Only 4 left. Only 5 left.\n")
    result = run("baseline", "update", "--on", "2026-03-03")
    assert result.stderr.endswith(": 2 taken in, 1 dropped, 2 known.\n")
    assert check(run) == (0, [])


def test_what_a_run_does_not_meet_stays(project: Path, run: Run) -> None:
    write("copy/other.md", f"{FELL}Only 7 left.\n")
    run("baseline", "create", "--on", "2026-03-03")
    write("copy/bad.md", FELL)
    for command in ("prune", "update"):
        run("baseline", command, "copy/bad.md", "--on", "2026-03-03")
        known = json.loads(Path("claimcheck-baseline.json").read_text("utf-8"))["findings"]
        assert [entry["text"] for entry in known] == ["Only 7 left"]
    Path("copy/other.md").unlink()
    run("baseline", "prune", "copy/bad.md", "--on", "2026-03-03")
    assert len(json.loads(Path("claimcheck-baseline.json").read_text("utf-8"))["findings"]) == 1
    run("baseline", "prune", "--on", "2026-03-03")
    assert json.loads(Path("claimcheck-baseline.json").read_text("utf-8"))["findings"] == []


def test_show_lists_and_says_what_is_fixed(project: Path, run: Run) -> None:
    write("copy/other.md", f"{FELL}Only 7 left.\n")
    run("baseline", "create", "--on", "2026-03-03")
    write("copy/other.md", FELL)
    result = run("baseline", "show", "--on", "2026-03-03")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "copy/bad.md  IN001  3885f467ee6b40f8  “Only 3 left”",
        "copy/other.md  IN001  92b8d2364294008d  “Only 7 left”  fixed",
    ]
    assert result.stderr == "2 findings known, 1 fixed or moved by now.\n"


def test_what_cannot_be_read_is_never_known(project: Path, run: Run) -> None:
    Path("copy/logo.md").write_bytes(b"\x89PNG\0\0\1\2")
    comment = "<!-- claimcheck-disable-next-line IN001 -->"
    write("copy/plain.md", f"{comment}\n{FELL}\n")
    result = run("baseline", "create", "--on", "2026-03-03")
    assert result.stderr.endswith("2 findings on files or suppressions themselves cannot be taken in.\n")
    assert [path for path, _ in check(run)[1]] == ["copy/logo.md", "copy/plain.md"]


def test_a_suppressed_finding_is_not_taken_in(project: Path, run: Run) -> None:
    terms = "counted, approved-by=R. Okafor, until=2026-12-31"
    write("copy/bad.md", f"<!-- claimcheck-disable-next-line IN001 -- {terms} -->\nThe Fell: only 3 left!\n")
    run("baseline", "create", "--on", "2026-03-03")
    assert json.loads(Path("claimcheck-baseline.json").read_text("utf-8"))["findings"] == []


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "x"}', '{"schema": "claimcheck-baseline/1"}', "{"])
def test_a_damaged_baseline_stops_the_run(project: Path, run: Run, text: str) -> None:
    write("claimcheck-baseline.json", text)
    result = run("check", "copy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "claimcheck-baseline.json: This" in result.stderr
    assert run("check", "copy", "--no-baseline").exit_code == 1


def test_an_entry_that_is_none_stops_the_run(project: Path, run: Run) -> None:
    for entry in ({"path": 1}, {"path": "a", "code": "b", "text": "c", "fingerprint": "d", "count": 0}):
        write(
            "claimcheck-baseline.json", json.dumps({"schema": "claimcheck-baseline/1", "findings": [entry]})
        )
        assert "This baseline is damaged" in run("check", "copy").stderr


def test_a_baseline_may_stand_elsewhere(project: Path, run: Run) -> None:
    write("old/known.json", "")
    Path("old/known.json").unlink()
    run("baseline", "create", "--baseline", "old/known.json", "--on", "2026-03-03")
    assert check(run)[0] == 1
    assert check(run, "--baseline", "old/known.json") == (0, [])
    write("claimcheck.yaml", Path("claimcheck.yaml").read_text("utf-8") + "baseline: old/known.json\n")
    assert check(run) == (0, [])
    assert check(run, "--no-baseline")[0] == 1
    missing = run("check", "--baseline", "none.json")
    assert (missing.exit_code, "none.json: This file cannot be read" in missing.stderr) == (2, True)
    assert "There is no baseline" in run("baseline", "show", "--baseline", "none.json").stderr


def test_known_findings_are_told_in_one_line(project: Path, run: Run) -> None:
    run("baseline", "create", "--on", "2026-03-03")
    result = run("check", "copy")
    assert result.exit_code == 0
    assert result.stdout == (
        "3 files, 3 claims: 1 contradicted, 2 supported. 0 errors, 0 warnings, 0 notes. "
        "1 known (claimcheck-baseline.json).\n"
    )
    shown = run("check", "copy", "--show-known").stdout.splitlines()
    assert shown[0] == "copy/bad.md:3:15  error IN001 quantity-contradicted  known"
    assert run("check", "copy", "-f", "concise").stdout == ""


# ---------------------------------------------------------------- since a revision


def test_only_what_is_new_since_a_revision(repository: Path, run: Run) -> None:
    assert check(run, "--diff", "main") == (0, [])
    write("copy/bad.md", f"{FELL}A new line.\n\nIn stock now. Only 3 left! Only 9 left.\n")
    assert check(run, "--diff", "main") == (1, [("copy/bad.md", "Only 9 left")])
    assert check(run, "--since", "main") == (1, [("copy/bad.md", "Only 9 left")])
    assert check(run, "copy/bad.md", "--diff=HEAD") == (1, [("copy/bad.md", "Only 9 left")])
    short = git("rev-parse", "--short", "HEAD")
    told = run("check", "copy", "--diff", "main").stdout.splitlines()[-1]
    assert told.endswith(f"1 error, 0 warnings, 0 notes. 1 known (main ({short})).")


def test_a_renamed_file_is_no_change(repository: Path, run: Run) -> None:
    git("mv", "copy/bad.md", "copy/renamed.md")
    assert check(run, "copy/renamed.md", "--diff", "main") == (0, [])


def test_a_changed_fact_makes_what_rests_on_it_new(repository: Path, run: Run) -> None:
    write("facts.yaml", Path("facts.yaml").read_text("utf-8").replace("units: 412", "units: 512"))
    assert check(run, "--diff", "main") == (1, [("copy/bad.md", "Only 3 left")])
    assert check(run)[0] == 1


def test_the_facts_of_the_revision_may_be_named(repository: Path, run: Run) -> None:
    write("facts.yaml", Path("facts.yaml").read_text("utf-8").replace("units: 412", "units: 512"))
    changed = check(run, "--diff", "main", "--facts", "facts.yaml", "--config", "claimcheck.yaml")
    assert changed == (1, [("copy/bad.md", "Only 3 left")])
    assert check(run, "--diff", "main", "--facts", "none")[0] == 0


def test_a_suppression_taken_away_is_a_change(repository: Path, run: Run) -> None:
    terms = "counted, approved-by=R. Okafor, until=2026-12-31"
    comment = f"<!-- claimcheck-disable-next-line IN001 -- {terms} -->\n"
    write("copy/bad.md", f"{comment}The Fell: only 3 left!\n")
    commit()
    write("copy/bad.md", "The Fell: only 3 left!\n")
    assert check(run, "--diff", "HEAD") == (1, [("copy/bad.md", "only 3 left")])


def test_a_project_in_a_folder_of_the_repository(repository: Path, run: Run) -> None:
    write("shop/claimcheck.yaml", Path("claimcheck.yaml").read_text("utf-8"))
    write("shop/facts.yaml", Path("facts.yaml").read_text("utf-8"))
    write("shop/a.md", f"{FELL}Only 3 left.\n")
    assert [path for path, _ in check(run, "shop", "--diff", "HEAD")[1]] == ["shop/a.md"]
    commit()
    assert check(run, "shop", "--diff", "HEAD") == (0, [])


def test_baseline_and_revision_together(repository: Path, run: Run) -> None:
    run("baseline", "create", "--on", "2026-03-03")
    result = run("check", "copy", "--diff", "main")
    assert result.stdout.endswith(
        f"(claimcheck-baseline.json and main ({git('rev-parse', '--short', 'HEAD')})).\n"
    )


def test_nothing_of_the_repository_is_touched(repository: Path, run: Run) -> None:
    write("copy/bad.md", f"{FELL}Only 9 left.\n")
    git("add", "copy/bad.md")
    before = git("status", "--porcelain"), git("write-tree")
    check(run, "--diff", "main")
    assert (git("status", "--porcelain"), git("write-tree")) == before


def test_the_variables_of_a_hook_do_not_mislead(repository: Path, run: Run) -> None:
    result = run("check", "copy", "--diff", "main", GIT_DIR="nowhere", GIT_INDEX_FILE="none")
    assert result.exit_code == 0


def test_what_is_no_revision_is_said_in_a_sentence(repository: Path, run: Run) -> None:
    unknown = run("check", "copy", "--diff", "nowhere")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr == (
        "claimcheck: “nowhere” is no git revision here; expected a branch, a tag or a commit.\n"
    )
    path = run("check", "--diff", "copy")
    assert (path.exit_code, path.stdout) == (2, "")
    assert path.stderr.endswith(
        "claimcheck: “copy” is a path and no git revision. To see what --fix would write there, say "
        "claimcheck check copy --diff; to compare it with a revision, --diff REV copy.\n"
    )
    for odd in ("--output=x", "-x", "HEAD:copy", "main..main", "main^{tree}"):
        assert run("check", "copy", f"--since={odd}").exit_code == 2
    assert not Path("x").exists()


def test_outside_a_repository_it_is_said(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    result = run("check", "copy", "--diff", "main")
    assert (result.exit_code, result.stderr) == (
        2,
        "claimcheck: This folder is in no git repository, so nothing can be compared with “main”.\n",
    )


def test_a_shallow_clone_is_said(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = git("rev-parse", "HEAD")
    write("copy/new.md", FELL)
    commit()
    git("clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    monkeypatch.chdir("clone")
    result = run("check", "copy", "--diff", first)
    assert result.exit_code == 2
    assert f"“{first}” is not in this shallow clone; fetch its history first" in result.stderr


def test_without_git_it_is_said(repository: Path, run: Run) -> None:
    result = run("check", "copy", "--diff", "main", PATH="")
    assert (result.exit_code, result.stderr) == (
        2,
        "claimcheck: git is needed to compare with a revision, and cannot be started.\n",
    )


def test_a_revision_that_cannot_be_checked_is_said(repository: Path, run: Run) -> None:
    right = Path("facts.yaml").read_text("utf-8")
    write("facts.yaml", right.replace("stock:", "stok:"))
    commit()
    write("facts.yaml", right)
    result = run("check", "copy", "--diff", "HEAD")
    assert result.exit_code == 2
    assert "The project cannot be checked as it was at HEAD: facts.yaml:" in result.stderr


def test_before_there_was_any_copy_everything_is_new(repository: Path, run: Run) -> None:
    git("rm", "-q", "-r", "--cached", "copy")
    git("commit", "-q", "-m", "No copy")
    assert check(run, "--diff", "HEAD") == (1, [("copy/bad.md", "Only 3 left")])
