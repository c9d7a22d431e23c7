"""Which files are read: the paths given, folders walked, what is left out and why, whose settings hold."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from claimcheck.errors import UsageError
from claimcheck.model import Channel

__all__ = [
    "CopyFile",
    "Exclusions",
    "Expansion",
    "absolute",
    "channel_by_glob",
    "expand",
    "matches",
    "relative",
    "settings_file",
    "shown",
]

ODD = "no known kind of copy by its name; read as what it looks like"
#: Folders that never hold copy of one's own.
NEVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


@dataclass(frozen=True, slots=True)
class CopyFile:
    """One file to read. ``path`` is as the person wrote it, with forward slashes; ``data`` for stdin."""

    path: str
    file: Path
    data: bytes | None = None
    named: bool = True  # given by name, not found in a folder


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Files and folders that a walk leaves out: the project's own (facts, settings) and globs."""

    own: frozenset[Path] = frozenset()
    globs: tuple[str, ...] = ()
    root: Path = Path()
    suffixes: Collection[str] = ()

    def why(self, path: Path) -> str:
        """Why a walk passes over this file or folder; empty when it does not."""
        if path.name.startswith("."):
            return "hidden"
        if path.name in NEVER:
            return "never holds copy of one's own"
        if absolute(path) in self.own:
            return "settings, facts, campaigns, evidence or suppressions"
        glob = next((glob for glob in self.globs if matches(relative(path, self.root), glob)), None)
        return f'the settings exclude "{glob}"' if glob is not None else ""

    def is_copy(self, path: Path) -> bool:
        return path.suffix.lower() in self.suffixes


@dataclass(frozen=True, slots=True)
class Expansion:
    """What will be read, in order; ``notes`` say what will not, ``remarks`` what will be and seems odd.

    ``left_out``: every file and folder that the walk passed over, with the reason.
    """

    files: tuple[CopyFile, ...]
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def expand(paths: Sequence[str], exclusions: Exclusions, *, force: bool = False) -> Expansion:
    """Expand files and folders, each file once, in the order given and by name within a folder.

    A file given by name is always read, unless ``force`` leaves out there too what a walk would pass
    over; then it may be that nothing is left. Raises UsageError for a path that is not there, even beside
    others that are, and when nothing at all was found to read.
    """
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        listed = ", ".join(f'"{path}"' for path in missing)
        raise UsageError(f"There is no file or folder {listed}.", hint="Nothing was checked.")
    seen: set[Path] = set()
    files: list[CopyFile] = []
    notes: list[str] = []
    left_out: dict[str, str] = {}
    for path in paths:
        if force and (reason := _passed_over(Path(path), exclusions)):
            left_out[Path(path).as_posix()] = reason
            continue
        walked = _walk(Path(path), exclusions, notes, left_out)
        found = walked if Path(path).is_dir() else iter((Path(path),))
        for file in found:
            key = absolute(file)
            if key not in seen:
                seen.add(key)
                files.append(CopyFile(file.as_posix(), file, named=not Path(path).is_dir()))
    if not files and not (force and left_out):
        raise UsageError(_nothing(paths, exclusions))
    odd = tuple(file.path for file in files if not exclusions.is_copy(file.file))
    read = {file.path for file in files}
    return Expansion(
        tuple(files),
        tuple(notes),
        tuple(f"{path}: {ODD}" for path in odd),
        tuple((path, reason) for path, reason in left_out.items() if path not in read),
    )


def _passed_over(path: Path, exclusions: Exclusions) -> str:
    """Why a walk from the root would pass over a file; empty when it would not."""
    full, root = absolute(path), absolute(exclusions.root)
    if not full.is_relative_to(root):
        return ""
    steps = [full, *(folder for folder in full.parents if folder.is_relative_to(root) and folder != root)]
    return next((reason for step in steps if (reason := exclusions.why(step))), "")


def _nothing(paths: Sequence[str], exclusions: Exclusions) -> str:
    where = ", ".join(f'"{path}"' for path in paths)
    kinds = " ".join(sorted(exclusions.suffixes))
    return f"No file of copy was found in {where}; looked for {kinds}."


def _walk(
    folder: Path, exclusions: Exclusions, notes: list[str], left_out: dict[str, str]
) -> Iterator[Path]:
    """Files of copy under a folder, sorted by name; a link is followed only within the folder, once.

    Works with a list instead of recursion, so that a deep tree costs no stack.
    """
    inside = folder.resolve()
    entered: set[Path] = set()
    pending = [folder]
    while pending:
        path = pending.pop()
        if path.is_symlink() and path != folder and not _leads_inside(path, inside):
            reason = f"not followed, the link leads out of {folder.as_posix()}"
            notes.append(f"{path.as_posix()}: {reason}")
            left_out[path.as_posix()] = reason
        elif path.is_dir():
            if (real := path.resolve()) not in entered:
                entered.add(real)
                try:
                    pending += reversed(_entries(path, exclusions, left_out))
                except OSError:
                    yield path  # reading it fails, and that is a finding: never silence
        elif exclusions.is_copy(path):
            yield path
        else:
            left_out[path.as_posix()] = "no known kind of copy by its name"


def _leads_inside(link: Path, folder: Path) -> bool:
    """Whether a link leads to a place within the folder; one that leads to itself leads nowhere."""
    try:
        return link.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a circle: RuntimeError until Python 3.12
        return False


def _entries(folder: Path, exclusions: Exclusions, left_out: dict[str, str]) -> list[Path]:
    """What stands in a folder and is not passed over, by name."""
    entries = []
    for name in sorted(entry.name for entry in folder.iterdir()):
        path = folder / name
        if reason := exclusions.why(path):
            left_out[path.as_posix()] = reason
        else:
            entries.append(path)
    return entries


def absolute(path: str | Path) -> Path:
    """The full path, ``..`` taken out, links left as they are: two names of one file stay two."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def relative(path: str | Path, root: Path) -> str:
    """The path from the project's root with forward slashes; the path itself when it lies outside."""
    full, base = absolute(path), absolute(root)
    if full.is_relative_to(base):
        return full.relative_to(base).as_posix()
    return Path(path).as_posix()


def shown(path: Path) -> str:
    """A path as people see it: from the working folder where it lies below that, with forward slashes."""
    full, here = absolute(path), absolute("")
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


def matches(path: str, glob: str) -> bool:
    """Whether a slash-separated path matches a glob: ``**`` any folders, ``*`` within one name.

    A glob without a slash matches the file's name anywhere; one that ends in ``/`` the whole folder.

    >>> matches("email/2026/spring.eml", "email/**"), matches("web/a.html", "*.html")
    (True, True)
    """
    glob = glob.removeprefix("./")
    if glob.endswith("/"):
        glob += "**"
    if "/" not in glob:
        return any(fnmatchcase(part, glob) for part in PurePosixPath(path).parts)
    return _matches_parts(path.split("/"), glob.split("/"))


def _matches_parts(path: list[str], glob: list[str]) -> bool:
    """Match name by name; a table of what is reachable, so that many ``**`` stay cheap."""
    reachable = {0}
    for part in glob:
        if part == "**":
            reachable = set(range(min(reachable, default=len(path) + 1), len(path) + 1))
        else:
            reachable = {at + 1 for at in reachable if at < len(path) and fnmatchcase(path[at], part)}
    return len(path) in reachable


def channel_by_glob(path: str, channels: Mapping[str, str]) -> Channel | None:
    """The channel that the settings give this path; the first glob that matches wins."""
    return next((Channel(channel) for glob, channel in channels.items() if matches(path, glob)), None)


def settings_file(paths: Sequence[str]) -> Path | None:
    """The settings file at or above all of ``paths``, None when there is none.

    Raises UsageError when they belong to several projects: one set of facts cannot judge both.
    """
    from claimcheck.facts.settingsfile import find_settings

    there = (absolute(path) for path in paths)
    found = tuple(dict.fromkeys(file for path in there if path.exists() and (file := find_settings(path))))
    if len(found) > 1:
        raise UsageError(
            f"These paths belong to different projects: {found[0].as_posix()} and {found[1].as_posix()}.",
            hint="Check them one by one, or name the settings with --config.",
        )
    return found[0] if found else None
