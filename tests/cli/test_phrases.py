"""The setting ``phrases``: a project's own words for promises, and its own look-alikes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

OWN = """add:
  exceptions:
    in-stock: ["in stock cube"]
entries:
  - id: off-the-hook
    type: availability.stock
    sense: in-stock
    patterns: ["hang on the hook"]
    match: ["Your bridle [[hangs on the hook]] today."]
    no_match: ["Hang your coat on a hook."]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("claimcheck.yaml").write_text("claimcheck: 1\nphrases: phrases/\n", "utf-8")
    Path("phrases").mkdir()
    Path("phrases/tack.yaml").write_text(OWN, "utf-8")
    Path("copy.txt").write_text("Your bridle hangs on the hook. Buy our in stock cube.\n", "utf-8")
    return tmp_path


def test_own_phrases_find_claims_and_own_look_alikes_silence_them(run: Run, project: Path) -> None:
    lines = run("claims", "copy.txt").stdout.splitlines()
    assert lines == ['copy.txt:1:13: availability.stock in-stock "hangs on the hook"']


def test_own_phrases_are_no_copy(run: Run, project: Path) -> None:
    assert run("claims", ".").stdout == run("claims", "copy.txt").stdout


def test_rules_test_runs_the_examples_of_the_files_named(run: Run, project: Path) -> None:
    result = run("rules", "test", "phrases")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 examples: 2 right, 0 wrong.\n"
    Path("phrases/tack.yaml").write_text(OWN.replace("Hang your coat on a", "It hangs on the"), "utf-8")
    result = run("rules", "test", "phrases/tack.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("phrases/tack.yaml:10:16: off-the-hook: found availability.stock")


def test_a_wrong_phrase_file_is_said_at_its_place(run: Run, project: Path) -> None:
    Path("phrases/tack.yaml").write_text("add:\n  lists:\n    weekdya: [x]\n", "utf-8")
    result = run("claims", "copy.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    said = 'phrases/tack.yaml:3:5: There is no list "weekdya" to add to. Did you mean "weekday"?'
    assert said in result.stderr


def test_phrases_that_are_not_there_are_said(run: Run, project: Path) -> None:
    Path("claimcheck.yaml").write_text("claimcheck: 1\nphrases: phrasez/\n", "utf-8")
    result = run("claims", "copy.txt")
    assert result.exit_code == 2
    assert 'There is no phrases file or folder "phrasez/".' in result.stderr
