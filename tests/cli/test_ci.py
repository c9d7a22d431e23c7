"""What other people's CI starts from: the hooks, the action, the GitLab job; and what a run tells them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from claimcheck.readers import ENDINGS
from tests.cli.conftest import ROOT
from tests.reports.test_schemas import JSON_SCHEMAS, XML_SCHEMAS, validate

Run = Callable[..., Result]


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


# ---------------------------------------------------------------- pre-commit


def test_the_hook_takes_every_kind_of_copy_and_no_facts() -> None:
    hooks = {hook["id"]: hook for hook in parsed(".pre-commit-hooks.yaml")}
    files = re.compile(hooks["claimcheck"]["files"])
    assert [ending for ending in ENDINGS if not files.search(f"copy/a.{ending}")] == []
    assert [
        name for name in ("facts.yaml", "a.py", "logo.png", "html", "a.html.bak") if files.search(name)
    ] == []
    facts = re.compile(hooks["claimcheck-facts"]["files"])
    assert all(facts.search(name) for name in ("facts.yaml", "facts/a.yaml", "shop/facts/products/b.yml"))
    assert not facts.search("artefacts/a.yaml")


def test_the_hooks_run(run: Run) -> None:
    hooks = {hook["id"]: shlex.split(hook["entry"])[1:] for hook in parsed(".pre-commit-hooks.yaml")}
    assert run(*hooks["claimcheck"], "copy/bad.md", "copy/good.md").exit_code == 1
    assert run(*hooks["claimcheck"], "copy/good.md").exit_code == 0
    assert run(*hooks["claimcheck-facts"], "--on", "2026-03-03").exit_code == 0


def test_named_files_are_left_out_when_the_settings_exclude_them(run: Run) -> None:
    with Path("claimcheck.yaml").open("a", encoding="utf-8") as file:
        file.write('exclude: ["bad.md", "drafts/"]\n')
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text(Path("copy/bad.md").read_text("utf-8"), "utf-8")
    assert run("check", "copy/bad.md").exit_code == 1
    result = run("check", "--force-exclude", "copy/bad.md", "drafts/a.md")
    assert (result.exit_code, result.stdout) == (0, "0 files, 0 claims. 0 errors, 0 warnings, 0 notes.\n")
    some = run("check", "--force-exclude", "copy/bad.md", "copy/good.md", "-f", "json")
    assert [document["path"] for document in json.loads(some.stdout)["documents"]] == ["copy/good.md"]


# ---------------------------------------------------------------- the action


def step(name: str) -> dict[str, Any]:
    steps: list[dict[str, Any]] = parsed("action.yml")["runs"]["steps"]
    return next(each for each in steps if each["name"] == name)


def test_the_action_hands_every_input_over_as_a_variable_and_none_in_the_script() -> None:
    action = parsed("action.yml")
    assert action["runs"]["using"] == "composite"
    used = re.findall(r"inputs\.([a-z-]+)", json.dumps([s["env"] for s in action["runs"]["steps"]]))
    assert sorted(used) == sorted(action["inputs"])
    assert all(each["shell"] == "bash" and "${{" not in each["run"] for each in action["runs"]["steps"])


@pytest.mark.skipif(os.name == "nt", reason="the script is for bash")
def test_the_action_checks(project: Path) -> None:
    shim = project / "shim"
    shim.mkdir()
    (shim / "claimcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimcheck "$@"\n', "utf-8")
    (shim / "claimcheck").chmod(0o755)
    check = step("Check the copy")
    given = {
        "INPUT_PATHS": "copy/good.md\n\ncopy/bad.md\n",
        "INPUT_ON": "2026-03-03",
        "INPUT_SARIF": "out.sarif",
        "INPUT_REPORT": "out $(touch pwned) file.html",
    }
    environment = {
        **os.environ,
        **dict.fromkeys(check["env"], ""),
        **given,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{shim}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(project / "summary.md"),
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", check["run"]],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.count("::error file=copy/bad.md,line=3,")) == (1, 1)
    assert not (project / "pwned").exists()
    assert (project / "out $(touch pwned) file.html").exists()
    assert json.loads((project / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (project / "summary.md").read_text("utf-8").startswith("## Claims\n")


# ---------------------------------------------------------------- GitLab


def test_the_gitlab_job_asks_for_reports_that_there_are(run: Run) -> None:
    job = parsed("ci/gitlab.yml")["claimcheck"]
    (script,) = job["script"]
    words = shlex.split(re.sub(r"\$\{CI_MERGE[^}]*\}", "", script))
    assert words[:2] == ["/opt/claimcheck/bin/claimcheck", "check"]
    assert words[-2:] == ["--", "$COPY"]
    result = run(*words[1:-2], "copy")
    assert result.exit_code == 1
    written = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all(Path(name).exists() for name in written)
    validate(Path(job["artifacts"]["reports"]["codequality"]).read_text("utf-8"), "gitlab")
    validate(Path(job["artifacts"]["reports"]["junit"]).read_text("utf-8"), "junit")


# ---------------------------------------------------------------- what a run tells


def test_a_real_run_is_what_every_schema_wants(run: Run) -> None:
    terms = "counted, approved-by=R. Okafor, until=2026-12-31"
    Path("copy/quiet.md").write_text(
        f"<!-- claimcheck-disable-next-line IN001 -- {terms} -->\nThe Fell: only 3 left!\n", "utf-8"
    )
    run("baseline", "create", "copy/bad.md", "--on", "2026-03-03")
    Path("copy/new.md").write_text("The Fell lantern, only 9 left.\n\nShips today – “now”.\n", "utf-8")
    for name in (*JSON_SCHEMAS, *XML_SCHEMAS):
        result = run("check", "copy", "-f", name)
        assert result.exit_code == 1
        validate(result.stdout, name)


def test_a_step_summary_is_added_to(run: Run) -> None:
    Path("summary.md").write_text("Before.\n", "utf-8")
    run("check", "copy", "-f", "github", GITHUB_STEP_SUMMARY="summary.md")
    text = Path("summary.md").read_text("utf-8")
    assert text.startswith("Before.\n## Claims\n")
    run("check", "copy", "-f", "json", GITHUB_STEP_SUMMARY="summary.md")
    assert Path("summary.md").read_text("utf-8") == text
    assert run("check", "copy", "-f", "github", GITHUB_STEP_SUMMARY="no/where.md").exit_code == 2


def test_paths_start_at_the_repository(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / ".git").mkdir()
    monkeypatch.chdir(project / "copy")
    assert "::error file=copy/bad.md," in run("check", "bad.md", "-f", "github").stdout
    sarif = json.loads(run("check", "bad.md", "-f", "sarif").stdout)["runs"][0]["results"][0]
    places = [sarif["locations"][0], sarif["relatedLocations"][0]]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert uris == ["copy/bad.md", "facts.yaml"]
