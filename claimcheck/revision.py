"""A project as it was at a git revision, and which findings of today were there already.

The tree is written out by git into a folder of its own, through an index of its own; nothing of the
repository is touched, and no shell takes part.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from claimcheck.acceptance.matching import Old, matched
from claimcheck.errors import UsageError
from claimcheck.files import relative
from claimcheck.model import Finding, Report

__all__ = ["exported", "since"]

#: What a hook or another git sets for itself, and would turn ours to another repository.
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})

Key = tuple[str, tuple[tuple[str, str], ...]]


@contextmanager
def exported(root: Path, revision: str) -> Iterator[tuple[Path, str]]:
    """The folder ``root`` as it was at ``revision``, in a folder that lasts as long as the block.

    Gives the folder (empty where ``root`` was not there yet) and the commit's short name. Raises UsageError
    without git, outside a repository, and for a revision that is not known.
    """
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(
            f"This folder is in no git repository, so nothing can be compared with “{revision}”."
        )
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise UsageError(_unknown(root, revision))
    below = (_git(root, "rev-parse", "--show-prefix") or "").rstrip("/")
    tree = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{below}")
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as name:
        folder = Path(name).resolve() / "then"
        (folder / ".git").mkdir(parents=True)  # settings are looked for no higher than here
        if tree:
            _write_out(Path(top), tree, folder, Path(name) / "index")
        yield folder, _git(root, "rev-parse", "--short", commit) or commit[:7]


def _write_out(top: Path, tree: str, folder: Path, index: Path) -> None:
    own = {"GIT_INDEX_FILE": str(index)}
    for arguments in (("read-tree", tree), ("checkout-index", "--all", "--force", f"--prefix={folder}/")):
        if _git(top, *arguments, environment=own) is None:
            raise UsageError("git could not write out the files of that revision.")


def _unknown(root: Path, revision: str) -> str:
    if Path(revision).exists():
        return (
            f"“{revision}” is a path and no git revision. To see what --fix would write there, say "
            f"claimcheck check {revision} --diff; to compare it with a revision, --diff REV {revision}."
        )
    if _git(root, "rev-parse", "--is-shallow-repository") == "true":
        return f"“{revision}” is not in this shallow clone; fetch its history first (git fetch --unshallow)."
    return f"“{revision}” is no git revision here; expected a branch, a tag or a commit."


def _git(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> str | None:
    """What git says, without the last line end; None when it fails."""
    kept = {key: value for key, value in os.environ.items() if key not in _OF_HOOKS}
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", "-c", "advice.detachedHead=false"]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, the revision behind --end-of-options
            [*command, *arguments],
            env={**kept, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise UsageError("git is needed to compare with a revision, and cannot be started.") from None
    return None if done.returncode else done.stdout.decode("utf-8", "replace").rstrip("\n")


# ---------------------------------------------------------------- then and now


def since(report: Report, then: Report, roots: tuple[Path, Path], name: str) -> Report:
    """The report with the findings marked that were there ``then``, resting on facts of the same values.

    ``roots``: the project's folder now and then. A fact that changed makes every finding new that rests on
    it, and so does a suppression that was taken away.
    """
    root, old_root = roots
    here = {relative(checked.document.path, root) for checked in report.documents}
    old = _old(then, old_root, lambda path: path in here or not (root / path).is_file())
    new = [(_key(finding), relative(finding.path, root)) for finding in report.findings]
    pairs = matched(new, old)
    findings = tuple(
        replace(finding, known=True) if index in pairs else finding
        for index, finding in enumerate(report.findings)
    )
    names = " and ".join(filter(None, (report.compared_with, name)))
    return replace(report, findings=findings, compared_with=names)


def _old(then: Report, root: Path, movable: Callable[[str], bool]) -> list[Old]:
    counted = Counter(
        (_key(finding), relative(finding.path, root))
        for finding in then.findings
        if finding.suppressed is None
    )
    return [Old(key, path, count, movable(path)) for (key, path), count in counted.items()]


def _key(finding: Finding) -> Key:
    return finding.fingerprint, tuple(sorted((fact.fact, fact.value) for fact in finding.facts))
