"""The evidence index against the files it names: inside the project, there, and unchanged."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from claimcheck.facts.model import Evidence

__all__ = ["UNWRITTEN", "inside", "looked_up"]

UNWRITTEN = "0" * 64  # a SHA-256 that the tool has not written yet
_CHUNK = 1 << 20


def inside(name: str, root: Path) -> Path | None:
    """The file of this name below ``root``; None when it is not there or leads out of the project.

    Neither ``..``, an absolute path nor a symbolic link leads out.
    """
    try:
        path = (root / name).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None


def looked_up(entry: Evidence, root: Path) -> Evidence:
    """The entry with what its file shows: whether it is there, and its SHA-256."""
    if not entry.file:
        return entry
    path = inside(entry.file, root)
    if path is None:
        return replace(entry, file_exists=False)
    try:
        return replace(entry, file_sha256=_digest(path))
    except OSError:
        return replace(entry, file_exists=False)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
