"""``check --show-files``, and what the settings name that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.cli.asking import Task
from claimcheck.files import matches, relative
from claimcheck.reports.layout import plural, visible


def files_listed(task: Task) -> str:
    """What would be checked, with channel and format, then what is left out and why."""
    from claimcheck.pipeline import opened

    documents = [opened(file, task.project, task.channel) for file in task.found.files]
    wide = max((len(visible(document.path)) for document in documents), default=0)
    lines = [
        f"{visible(document.path):<{wide}}  {document.channel or '':<11}  {document.format or 'unreadable'}"
        for document in documents
    ]
    left = [f"{visible(path)}  left out: {visible(reason)}" for path, reason in task.found.left_out]
    total = f"{plural(len(lines), 'file')} to check, {len(left):,} left out."
    return "".join(f"{line}\n" for line in (*lines, *left, total))


def idle_globs(task: Task) -> Iterator[str]:
    """Globs of the settings that match no file, when all of the project's copy is checked."""
    if not task.whole:
        return
    settings = task.settings
    read = [relative(file.path, settings.root) for file in task.found.files]
    left = [relative(path, settings.root) for path, _ in task.found.left_out]
    wanted = [("channels", glob, read) for glob in settings.channels]
    wanted += [("overrides", glob, read) for each in settings.overrides for glob in each.paths]
    wanted += [("exclude", glob, [*left, *read]) for glob in settings.exclude]
    for key, glob, paths in wanted:
        if not any(matches(path, glob) for path in paths):
            yield f'{settings.origins.get(key, key)}: "{glob}" under {key} matches no file.'
