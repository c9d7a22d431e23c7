"""Writing: whole or not at all, and quiet when the reader has gone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from claimcheck.cli.errors import exit_code_of
from claimcheck.cli.output import emit, write_files
from claimcheck.errors import FactsError, SourceLocation, UsageError


def test_all_files_or_none(tmp_path: Path) -> None:
    fine, bad = tmp_path / "a.json", tmp_path / "none" / "b.json"
    with pytest.raises(UsageError, match="cannot be written: there is no such folder"):
        write_files({fine: "a", bad: "b"})
    assert list(tmp_path.iterdir()) == []
    write_files({fine: "é", tmp_path / "c": "\ud83d"})
    assert fine.read_bytes() == "é".encode()
    assert (tmp_path / "c").read_bytes() == b"\\ud83d"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "c"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write_files({tmp_path / "link": "new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_files({tmp_path / "a": "x"})
    finally:
        os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "a.json").write_text("old", "utf-8")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(UsageError, match="cannot be written: No space left on device"):
        write_files({tmp_path / "a.json": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_text("utf-8") == "old"


def test_a_broken_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Gone()))
    emit("findings")


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (MemoryError(), 2, "claimcheck: there is not enough memory for this input.\n"),
        (UsageError("No.", SourceLocation("a.yaml", 3), "Try b."), 2, "claimcheck: a.yaml:3: No. Try b.\n"),
        (KeyboardInterrupt(), 130, "Interrupted.\n"),
        (
            RecursionError("deep"),
            2,
            "claimcheck: a defect of claimcheck itself stopped this run (RecursionError: deep).",
        ),
    ],
)
def test_every_end_has_its_code_and_sentence(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    def fail() -> None:
        raise error

    assert exit_code_of(fail) == code
    assert capsys.readouterr().err.startswith(says)


def test_several_errors_are_several_lines(capsys: pytest.CaptureFixture[str]) -> None:
    class SeveralError(FactsError):
        errors = (
            FactsError("One.", SourceLocation("f", 1, 1)),
            FactsError("Two.", SourceLocation("f", 2, 1)),
        )

    def fail() -> None:
        raise SeveralError("both")

    assert exit_code_of(fail) == 2
    assert capsys.readouterr().err == "claimcheck: f:1:1: One.\nclaimcheck: f:2:1: Two.\n"


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), ("done", 0)])
def test_a_commands_own_code_stands(result: object, code: int) -> None:
    assert exit_code_of(lambda: result) == code
