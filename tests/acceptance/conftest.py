"""A small project whose copy promises too much, checked in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimcheck.config import load_settings
from claimcheck.files import CopyFile
from claimcheck.model import Report
from claimcheck.pipeline import check, load_project

ON = datetime(2026, 3, 3, 9, tzinfo=UTC)
FACTS = """products:
  - product: fell
    name: Fell lantern
    stock: {availability: in_stock, held_by: us, units: 412, as_of: "2026-03-03 07:30"}
"""

Check = Callable[..., Report]


@pytest.fixture
def check_copy(tmp_path: Path, rules_read_once: None, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Write files of copy (name=text; text or bytes) and check them: all, or those in ``only``."""
    (tmp_path / "claimcheck.yaml").write_text("claimcheck: 1\nfacts: facts.yaml\n", "utf-8")
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(
        files: dict[str, str | bytes],
        *,
        only: tuple[str, ...] = (),
        whole: bool = False,
        on: datetime = ON,
        settings: str = "",
    ) -> Report:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if settings:
            (tmp_path / "claimcheck.yaml").write_text(
                f"claimcheck: 1\nfacts: facts.yaml\n{settings}", "utf-8"
            )
        project = load_project(load_settings(tmp_path))
        copies = [name for name in only or files if not name.endswith(".yaml")]
        return check([CopyFile(name, tmp_path / name) for name in copies], project, on, whole=whole)

    return run
