"""A small project in a folder of its own, and two ways to run the command line in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """claimcheck: 1
facts: facts.yaml
channels: {"copy/**": web}
timezone: "UTC"
"""
FACTS = """products:
  - product: fell
    name: Fell lantern
    also_called: ["the Fell"]
    stock: {availability: in_stock, held_by: us, units: 412, allocated: 37, as_of: "2026-03-03 07:30"}
"""
BAD = "# The Fell lantern\n\nIn stock now. Only 3 left!\n"
GOOD = "# The Fell lantern\n\nIn stock now.\n"
PLAIN = "# Notes\n\nWe like the hills.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, facts, and in copy/ bad.md (one error), good.md (supported), plain.md (no claim)."""
    (tmp_path / "claimcheck.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "copy").mkdir()
    for name, text in (("bad", BAD), ("good", GOOD), ("plain", PLAIN)):
        (tmp_path / "copy" / f"{name}.md").write_text(text, "utf-8")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLAIMCHECK_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(project: Path, rules_read_once: None) -> Callable[..., Result]:
    """Run the command line in this process; ``--on`` is given to the commands that know it."""
    from claimcheck.cli import main

    def invoke(*args: str, input: bytes | str | None = None, **extra: str) -> Result:  # noqa: A002
        on = (
            ["--on", "2026-03-03T09:00+00:00"]
            if args[:1] in {("check",), ("claims",)} and "--on" not in args
            else []
        )
        return CliRunner().invoke(main, [*args, *on], input=input, env=extra)

    return invoke


@pytest.fixture
def shell(project: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line as a process of its own, in the project's folder."""

    def start(*args: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **extra}
        return subprocess.run(
            [sys.executable, "-m", "claimcheck", *args],
            capture_output=True,
            env=environment,
            timeout=120,
            check=False,
        )

    return start
