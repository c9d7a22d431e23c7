"""``claimcheck baseline``: take the findings of today as known, so that only new ones stop a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli import options
from claimcheck.cli.asking import Request, Task, asking, judged, prepared
from claimcheck.cli.output import emit, say, write_files
from claimcheck.cli.progress import bar
from claimcheck.errors import UsageError
from claimcheck.files import shown
from claimcheck.reports.layout import one_line, plural, visible

if TYPE_CHECKING:
    from claimcheck.acceptance.baseline import Baseline, Known
    from claimcheck.model import Report


@click.group("baseline")
def command() -> None:
    """Take the findings of today as known, so that only new ones stop a run."""


@command.command("create")
@asking
@options.quiet_option
def create(quiet: bool, **asked: Any) -> int:
    """Write down every finding there is now. Never overwrites: `update` does that."""
    from claimcheck.acceptance.baseline import as_text, taken

    task = prepared(Request(**asked))
    file = _file(task)
    if file.exists():
        raise UsageError(f'"{shown(file)}" is already there.', hint="See claimcheck baseline update.")
    report = _report(task, quiet=quiet)
    entries = taken(report, task.settings.root, _rules())
    write_files({file: as_text(entries)})
    if not quiet:
        say(f"Wrote {shown(file)}: {plural(_count(entries), 'finding')} known from now on.")
        _say_what_stays(report)
    return 0


@command.command("update")
@asking
@options.quiet_option
def update(quiet: bool, **asked: Any) -> int:
    """Take in new findings and drop those that were fixed."""
    from claimcheck.acceptance.baseline import updated

    return _rewrite(Request(**asked), updated, quiet=quiet)


@command.command("prune")
@asking
@options.quiet_option
def prune(quiet: bool, **asked: Any) -> int:
    """Drop the findings that were fixed, and take nothing in."""
    from claimcheck.acceptance.baseline import pruned

    return _rewrite(Request(**asked), pruned, quiet=quiet)


@command.command("show")
@asking
@options.quiet_option
def show(quiet: bool, **asked: Any) -> int:
    """List what is known, and say which of it is fixed by now."""
    from claimcheck.acceptance.baseline import pruned

    task = prepared(Request(**asked))
    _, baseline = _read(task)
    still = pruned(baseline, _report(task, quiet=quiet), _rules(), whole=task.whole)
    left = {(entry.fingerprint, entry.path): entry.count for entry in still}
    fixed = 0
    for entry in sorted(baseline.entries):
        stands = min(entry.count, left.get((entry.fingerprint, entry.path), 0))
        fixed += entry.count - stands
        emit(_line(entry, entry.count - stands))
    if not quiet:
        say(f"{plural(_count(baseline.entries), 'finding')} known, {fixed:,} fixed or moved by now.")
    return 0


def _rewrite(request: Request, made: Callable[..., tuple[Known, ...]], *, quiet: bool) -> int:
    from claimcheck.acceptance.baseline import as_text

    task = prepared(request)
    file, baseline = _read(task)
    report = _report(task, quiet=quiet)
    entries = made(baseline, report, _rules(), whole=task.whole)
    write_files({file: as_text(entries)})
    if not quiet:
        before, after = _marks(baseline.entries), _marks(entries)
        more = sum(max(0, count - before.get(mark, 0)) for mark, count in after.items())
        less = sum(max(0, count - after.get(mark, 0)) for mark, count in before.items())
        say(f"Wrote {shown(file)}: {more:,} taken in, {less:,} dropped, {_count(entries):,} known.")
        _say_what_stays(report)
    return 0


def _report(task: Task, *, quiet: bool) -> Report:
    """All findings there are, whatever the baseline knows."""
    bare = replace(task, request=replace(task.request, no_baseline=True))
    return judged(bare, bar(quiet=quiet))


def _say_what_stays(report: Report) -> None:
    rules = _rules()
    own = sum(rules[f.code].judges == "reading" for f in report.findings)
    if own:
        say(f"{plural(own, 'finding')} on files or suppressions themselves cannot be taken in.")


def _rules() -> Any:
    from claimcheck.rulebook.checks import load_rules

    return load_rules().by_code


def _file(task: Task) -> Path:
    from claimcheck.acceptance.baseline import DEFAULT, baseline_file

    return baseline_file(task.settings, task.request.baseline) or task.settings.root / DEFAULT


def _read(task: Task) -> tuple[Path, Baseline]:
    from claimcheck.acceptance.baseline import load_baseline

    file = _file(task)
    if not file.is_file():
        raise UsageError(f'There is no baseline "{shown(file)}".', hint="See claimcheck baseline create.")
    return file, load_baseline(file, task.settings.root)


def _marks(entries: Iterable[Known]) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in entries:
        found[entry.fingerprint] = found.get(entry.fingerprint, 0) + entry.count
    return found


def _count(entries: Iterable[Known]) -> int:
    return sum(entry.count for entry in entries)


def _line(entry: Known, fixed: int) -> str:
    many = f" ({entry.count:,} times)" if entry.count > 1 else ""
    state = "  fixed" if fixed == entry.count else f"  {fixed:,} fixed" if fixed else ""
    return (
        f"{visible(entry.path)}  {entry.code}  {entry.fingerprint}  “{one_line(entry.text)}”{many}{state}\n"
    )
