"""``check --diff REV``: the same project as it was, checked by its own settings and facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimcheck.cli.asking import NONE, Task
from claimcheck.cli.project import overlaid
from claimcheck.config import Settings, load_settings
from claimcheck.errors import ClaimcheckError, UsageError
from claimcheck.files import absolute, expand
from claimcheck.model import Report


def compared_with(report: Report, task: Task, revision: str) -> Report:
    """The report with everything marked that was there at ``revision``. Raises UsageError in one sentence."""
    from claimcheck.revision import exported, since

    root = absolute(task.settings.root)
    with exported(root, revision) as (folder, commit):
        try:
            then = _then(task, root, folder)
        except ClaimcheckError as error:
            said = str(error).replace(f"{folder.as_posix()}/", "")
            raise UsageError(f"The project cannot be checked as it was at {revision}: {said}") from None
        name = revision if commit.startswith(revision) else f"{revision} ({commit})"
        return since(report, then, (root, folder), name)


def _then(task: Task, root: Path, folder: Path) -> Report:
    """The report of the old tree: all its copy, because files may have been renamed since."""
    from claimcheck.pipeline import check, exclusions, load_project

    settings = _settings(task, folder)
    project = load_project(settings, _facts(task, root, folder))
    try:
        files = expand([str(folder)], exclusions(project)).files
    except UsageError:  # there was no copy yet
        files = ()
    return check(files, project, task.date, channel=task.channel, whole=True)


def _settings(task: Task, folder: Path) -> Settings:
    request = task.request
    own = folder / Path(request.config).name if request.config else None
    settings = load_settings(folder, own if own and own.is_file() else None)
    if request.facts == NONE:
        settings = replace(settings, facts=())
    return overlaid(settings, select=request.select, ignore=request.ignore, region=request.region)


def _facts(task: Task, root: Path, folder: Path) -> tuple[str, ...]:
    """The facts of the command line as they were then; those from outside the project as they are."""
    if task.request.facts == NONE:
        return ()
    full = [absolute(path) for path in task.request.facts]
    then = [folder / path.relative_to(root) if path.is_relative_to(root) else path for path in full]
    return tuple(str(path) for path in then if path.exists())
