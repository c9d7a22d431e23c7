"""Where words go: findings to stdout, everything else to stderr, files written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from errno import EISDIR, ENOTDIR
from pathlib import Path
from typing import TextIO

from claimcheck.errors import UsageError


def emit(text: str) -> None:
    """Write to stdout as UTF-8. A reader that has gone away (``| head``) is no error."""
    _write(sys.stdout, text)


def say(text: str) -> None:
    """Write a line to stderr."""
    _write(sys.stderr, f"{text}\n")


def _write(stream: TextIO, text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """Send the rest, and Python's own flush at the end, nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def write_files(texts: dict[Path, str]) -> None:
    """Write all files or none: each is written beside its place, then all are put there.

    A device or pipe (``/dev/null``) is written to as it stands. Raises UsageError when a place cannot be
    written.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            beside[path.resolve()] = _write_beside(path.resolve(), text)
        for path, temporary in beside.items():
            _put(temporary, path)
    except OSError as error:
        where = error.filename or ", ".join(path.as_posix() for path in texts)
        raise UsageError(f'"{where}" cannot be written: {error.strerror or error}.') from None
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def append(path: Path, text: str) -> None:
    """Add to a file that others write to as well. Raises UsageError when it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f'"{path.as_posix()}" cannot be written: {error.strerror or error}.') from None


def repository_base() -> str:
    """The working folder from its repository's root, with forward slashes; empty at the root or outside."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    below = here.relative_to(root).as_posix()
    return "" if below == "." else below


def _put(temporary: Path, path: Path) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(temporary.read_bytes())
    else:
        temporary.replace(path)


def _write_beside(path: Path, text: str) -> Path:
    """Write to a new file in the same folder (for a device in the system's); return its path."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, "it is a folder", path.as_posix())
    if not path.parent.is_dir():
        raise NotADirectoryError(ENOTDIR, "there is no such folder", path.parent.as_posix())
    device = path.exists() and not path.is_file()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=None if device else path.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path.as_posix()) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        Path(name).chmod(path.stat().st_mode & 0o777 if path.is_file() else 0o666 & ~_umask())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def wants_color(flag: bool | None) -> bool:
    """The flag, then NO_COLOR or CLAIMCHECK_NO_COLOR, then FORCE_COLOR, then whether stdout is a terminal."""
    if flag is not None:
        return flag
    if os.environ.get("NO_COLOR") or os.environ.get("CLAIMCHECK_NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty()
