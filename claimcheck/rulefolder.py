"""Where the rule files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from claimcheck.errors import RuleError

__all__ = ["rules_folder"]


def rules_folder() -> Path:
    """The folder ``rules``. Raises RuleError when the installation lacks it."""
    package = Path(__file__).resolve().parent
    for folder in (package / "rules", package.parent / "rules"):
        if (folder / "claims").is_dir():
            return folder
    raise RuleError("The folder rules is missing from this installation of claimcheck.")
