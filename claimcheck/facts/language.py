"""The language tables of ``rules/language``: read once, as text, and never changed.

YAML 1.1 would turn ``no`` into false and ``24-7`` into a date, so every scalar is read as text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from claimcheck.errors import RuleError, SourceLocation
from claimcheck.rulefolder import rules_folder

__all__ = ["table"]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``rules/language/NAME.yaml``; every scalar is a string."""
    path = rules_folder() / "language" / f"{name}.yaml"
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - makes strings only
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"This table cannot be read: {error}.", SourceLocation(str(path))) from None
    if not isinstance(loaded, dict):
        raise RuleError("A table of words was expected here.", SourceLocation(str(path)))
    return loaded
