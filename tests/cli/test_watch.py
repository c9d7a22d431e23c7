"""``check --watch`` and the progress bar: what a person at a terminal sees, and nobody else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from claimcheck.cli.asking import Request
from claimcheck.cli.progress import MANY, bar
from claimcheck.cli.watch import watched
from claimcheck.files import CopyFile

Run = Callable[..., Result]


class Watch:
    """A watch whose pauses are scripted: each entry is what a person does meanwhile; the end is Ctrl-C."""

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self.meanwhile = list(meanwhile)
        self.runs = 0
        self.codes = iter((1, 0, 0, 0, 0))

    def run(self) -> int:
        self.runs += 1
        return next(self.codes)

    def pause(self, seconds: float) -> None:
        assert seconds > 0
        if not self.meanwhile:
            raise KeyboardInterrupt
        self.meanwhile.pop(0)()

    def start(self, *paths: str, made: tuple[Path, ...] = ()) -> int:
        return watched(Request(paths=paths), self.run, made, self.pause)


def touch(name: str) -> Callable[[], object]:
    return lambda: Path(name).write_text(
        f"{time.time_ns()} and more each time: {os.urandom(8).hex()}", "utf-8"
    )


def test_it_runs_again_when_a_file_changes_and_only_then(project: Path) -> None:
    watch = Watch(lambda: None, touch("copy/bad.md"), lambda: None, touch("facts.yaml"), touch("copy/new.md"))
    assert watch.start("copy") == 0
    assert watch.runs == 4


def test_its_own_reports_and_hidden_files_are_no_change(project: Path) -> None:
    report = project / "report.html"
    watch = Watch(touch("report.html"), touch(".report.html.x1"), touch("copy/.swp"))
    assert watch.start("copy", made=(report,)) == 1
    assert watch.runs == 1


def test_a_wrong_fact_does_not_end_it(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def run() -> int:
        from claimcheck.errors import FactsError

        raise FactsError("The facts are wrong.")

    watch = Watch(touch("facts.yaml"))
    assert watched(Request(paths=("copy",)), run, (), watch.pause) == 2
    assert capfd.readouterr().err.count("claimcheck: The facts are wrong.\n") == 2


def test_settings_that_cannot_be_read_are_watched_too(project: Path) -> None:
    Path("claimcheck.yaml").write_text("fial_on: x\n", "utf-8")
    watch = Watch(touch("claimcheck.yaml"))
    watch.start("copy")
    assert watch.runs == 2


def test_ctrl_c_in_a_run_ends_it(project: Path) -> None:
    def run() -> int:
        raise KeyboardInterrupt

    assert watched(Request(), run, (), Watch().pause) == 130


def test_a_file_named_and_one_that_is_gone(project: Path) -> None:
    watch = Watch(Path("copy/bad.md").unlink)
    assert watch.start("copy/bad.md") == 0
    assert watch.runs == 2


def test_standard_input_cannot_be_watched(run: Run) -> None:
    result = run("check", "-", "--watch", input="x")
    assert (result.exit_code, "Standard input cannot be watched" in result.stderr) == (2, True)


def test_from_the_command_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimcheck.cli.watch.time.sleep", stop)
    result = run("check", "copy/bad.md", "--watch", "-f", "concise")
    assert (result.exit_code, result.stdout.count("IN001")) == (1, 1)
    assert result.stderr == "Watching for changes; stop with Ctrl-C.\n"


# ---------------------------------------------------------------- the bar


def files(count: int) -> list[CopyFile]:
    return [CopyFile(f"{number}.md", Path()) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "quiet", "terminal"), [(MANY - 1, False, True), (MANY, True, True), (MANY, False, False)]
)
def test_no_bar_for_few_files_quiet_runs_or_no_terminal(
    count: int,
    quiet: bool,
    terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with bar(quiet=quiet)(files(count)) as listed:
        assert len(list(listed)) == count
    assert capfd.readouterr().err == ""


def test_a_bar_for_many_files_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with bar(quiet=False)(files(MANY)) as listed:
        assert len(list(listed)) == MANY
    assert "Checking" in screen.getvalue()
    assert f"{MANY}/{MANY}" in screen.getvalue()
