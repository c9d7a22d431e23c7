"""The same input gives the same bytes: under another hash seed, time zone and locale, and in any order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FACTS = (
    "product: fell\nname: Fell lantern\nstock: {availability: in_stock, units: 412, as_of: '2026-03-03'}\n"
)
WORLDS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONIOENCODING": "latin-1",
    },
    {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "0"},
)
FORMATS = ("text", "json", "html", "csv", "sarif")


def run(folder: Path, world: dict[str, str], out: Path) -> tuple[int, bytes]:
    """Exit code and stdout of a check of everything in a folder; the other formats go to files."""
    out.mkdir()
    formats = [word for name in FORMATS for word in ("-f", f"{name}={out / name}")]
    command = [sys.executable, "-m", "claimcheck", "check", "--on", "2026-03-03T09:00+00:00", "--explain"]
    done = subprocess.run(
        [*command, *formats, "-f", "concise"],
        cwd=folder,
        capture_output=True,
        timeout=300,
        check=False,
        env={**os.environ, **world, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, done.stdout


def test_the_example_campaign_is_the_same_in_every_world(tmp_path: Path) -> None:
    results = [run(ROOT / "examples", world, tmp_path / str(at)) for at, world in enumerate(WORLDS)]
    assert results[0][0] == 1
    assert results[0][1].count(b"\n") > 10
    assert results[1:] == results[:1] * (len(WORLDS) - 1)
    for name in FORMATS:
        first, *others = [(tmp_path / str(at) / name).read_bytes() for at in range(len(WORLDS))]
        assert first
        assert all(other == first for other in others), name


@pytest.mark.parametrize("paths", [("b.md", "a.md", "c.html"), ("c.html", "b.md", "a.md")])
def test_findings_stand_in_the_order_of_the_files_whatever_the_order_of_the_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    import claimcheck

    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(FACTS, "utf-8")
    for path in paths:
        (tmp_path / path).write_text("Only 3 left of the Fell lantern.", "utf-8")
    report = claimcheck.check(paths, facts="facts.yaml", on="2026-03-03")
    assert [finding.path for finding in report.findings] == ["a.md", "b.md", "c.html"]
