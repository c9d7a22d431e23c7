"""``claimcheck init``: settings, an example of facts and a piece of copy to start from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from claimcheck.cli.output import emit, say, write_files
from claimcheck.errors import UsageError

STARTER = Path(__file__).parent / "starter"


@click.command("init")
@click.argument("folder", default=".", metavar="[FOLDER]")
def command(folder: str) -> None:
    """Write settings, an example product and a line of copy to start from. Nothing is ever overwritten."""
    from claimcheck.clock import moment

    today = f"{moment(None, 'UTC'):%Y-%m-%d}"
    root = Path(folder)
    sources = (path for path in sorted(STARTER.rglob("*")) if path.suffix in {".yaml", ".md"})
    wanted = {
        root / path.relative_to(STARTER): path.read_text("utf-8").replace("{today}", today)
        for path in sources
    }
    there = [path for path in wanted if path.exists() or path.is_symlink()]
    new = {path: text for path, text in wanted.items() if path not in there}
    _make_folders(path.parent for path in new)
    write_files(new)
    for path in there:
        say(f"{path.as_posix()} is already there and was left as it is.")
    emit("".join(f"Wrote {path.as_posix()}\n" for path in new))
    if not there:
        emit(_next(folder))


def _make_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f'The folder "{folder.as_posix()}" cannot be made: {error.strerror}.') from None


def _next(folder: str) -> str:
    where = "" if folder == "." else f"cd {folder} && "
    return (
        f"\nNext: {where}claimcheck check\n"
        "It finds one promise in copy/example.md that the facts contradict: put it right, run it again,\n"
        "and it is clean. Then write a file of facts for a product of your own, and check its copy.\n"
    )
