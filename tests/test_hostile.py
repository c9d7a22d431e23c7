"""Input that means harm, or is broken: one clear sentence or one finding, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcheck.cli import main

ROOT = Path(__file__).resolve().parents[1]
FACTS = """product: fell
name: Fell lantern
stock: {availability: in_stock, units: 412, as_of: "2026-03-03"}
"""
JUDGED = ("--facts", "facts.yaml", "--on", "2026-03-03T09:00+00:00", "-f", "concise")
CLAIM = "Only 3 left of the Fell lantern."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules_read_once: None) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("facts.yaml").write_text(FACTS, "utf-8")
    return tmp_path


def run(*args: str, **world: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command line, in this process."""
    result = CliRunner().invoke(main, [*args, *(JUDGED if args[0] == "check" else ())], env=world)
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout, result.stderr


def run_apart(*args: str, seconds: float) -> tuple[int, str]:
    """Exit code and stdout of the command line in a process of its own, with an end to its time."""
    command = [sys.executable, "-m", "claimcheck", *args, *JUDGED]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, capture_output=True, timeout=seconds, check=False, env=environment, text=True
    )
    return done.returncode, done.stdout


def copy(name: str, data: bytes) -> str:
    Path(name).write_bytes(data)
    return name


def test_a_line_of_fifty_megabytes() -> None:
    line = b"The hills are green and the paths are long. " * (50 * 1024 * 1024 // 44)
    code, out = run_apart("check", copy("long.txt", line + CLAIM.encode()), seconds=240)
    assert code == 1
    assert out.count("\n") == 1
    assert out.startswith(("long.txt:1:", "long.txt:1:1: RD001"))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_nul_bytes_are_a_finding(name: str) -> None:
    code, out, _ = run("check", copy(name, b"Only 3 left\0 of the Fell lantern\0"))
    assert (code, out) == (
        1,
        f"{name}:1:1: RD001 This is a binary file: it holds NUL bytes; expected text.\n",
    )


def test_broken_utf_8_is_read_and_never_kills() -> None:
    code, out, _ = run("check", copy("a.txt", b"\xff\xfe\xfa caf\xe9 \xc3\x28. " + CLAIM.encode()))
    assert code == 1
    assert "IN001" in out or "RD001" in out


def test_a_hundred_thousand_nested_tags() -> None:
    html = b"<div>" * 100_000 + CLAIM.encode() + b"</div>" * 100_000
    code, out, _ = run("check", copy("deep.html", html))
    assert (code, out.split(" ")[:2]) == (1, ["deep.html:1:500001:", "IN001"])


@pytest.mark.no_cover  # long texts: counting their lines takes longer than running them
@pytest.mark.parametrize("opening", ["> ", "- ", "[", "*", "`", "{{", "{%", "<"])
def test_markup_that_never_ends(opening: str) -> None:
    code, _, _ = run("check", copy("a.md", f"{opening * 50_000}\n\n{CLAIM}\n".encode()))
    assert code in {0, 1}


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\n", "facts.yaml:"),
        (
            "\n".join(
                [
                    "a0: &a0 [x, x, x, x, x, x, x, x, x]",
                    *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)),
                ]
            ),
            "facts.yaml:",
        ),
        ("product: fell\nproduct: ember\nname: F\n", "facts.yaml:2:1: "),
        ("product: &a [*a]\n", "facts.yaml:1:"),
        ("product: !!python/object/apply:os.system ['touch owned']\nname: F\n", "facts.yaml:1:10: "),
        ("product: fell\nname: F\0\n", "facts.yaml:2:8: "),
        ("[" * 100_000, "facts.yaml:1:"),
        ("product: fell\nname: F\nstock: {units: 4\n", "facts.yaml:"),
        ("", "facts.yaml"),
    ],
    ids=["aliases", "bomb", "twice", "cycle", "tag", "nul", "deep", "open", "empty"],
)
def test_facts_that_mean_harm_are_one_sentence(facts: str, says: str) -> None:
    Path("facts.yaml").write_text(facts, "utf-8")
    code, out, err = run("check", copy("a.md", CLAIM.encode()))
    assert (code, out) == (2, "")
    assert err.startswith(f"claimcheck: {says}")
    assert not Path("owned").exists()


def test_broken_utf_8_in_facts_is_told_with_its_place() -> None:
    Path("facts.yaml").write_bytes(b"product: fell\nname: caf\xe9\n")
    code, out, err = run("check", copy("a.md", CLAIM.encode()))
    assert (code, out) == (2, "")
    assert err.startswith("claimcheck: facts.yaml:2:10: ")


def test_links_in_a_circle_end() -> None:
    Path("site/a").mkdir(parents=True)
    Path("site/a/b").symlink_to("..", target_is_directory=True)
    Path("site/self").symlink_to("self")
    copy("site/a/x.md", CLAIM.encode())
    code, out, _ = run("check", "site")
    assert (code, out.split(" ")[:2]) == (1, ["site/a/x.md:1:1:", "IN001"])


def test_evidence_outside_the_project_is_not_read() -> None:
    Path("facts.yaml").write_text(
        FACTS + "performance: {battery_life: {typical: 8 hours, evidence: EV}}\n", "utf-8"
    )
    Path("ev.yaml").write_text("evidence: [{id: EV, kind: survey, file: ../../../../etc/passwd}]\n", "utf-8")
    code, out, err = run("facts", "check", "facts.yaml", "ev.yaml", "--on", "2026-03-03")
    assert code in {1, 2}
    assert "etc/passwd" in out + err


def test_copy_cannot_speak_to_the_terminal() -> None:
    code, out, _ = run(
        "check", copy("a.txt", b"Only \x1b[2J3 left of the Fell lantern.\x1b]0;owned\x07"), FORCE_COLOR="1"
    )
    assert code in {0, 1}
    assert "\x1b" not in out
    assert "\x07" not in out


def test_template_tags_in_copy_are_never_evaluated() -> None:
    text = "Only {{ 7 * 7 }} left of the Fell lantern. {% include '/etc/passwd' %} {{ ''.__class__ }}"
    Path("a.html").write_text(f"<p>{text}</p><p>{CLAIM}</p>", "utf-8")
    code, _, _ = run("check", "a.html", "-f", "html=out.html")
    page = Path("out.html").read_text("utf-8")
    assert code == 1
    assert "root:" not in page
    assert "only 49 left" not in page.lower()


def test_a_file_in_place_of_the_output_folder() -> None:
    copy("taken", b"")
    code, out, err = run("check", copy("a.md", CLAIM.encode()), "-f", "html=taken/out.html")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == (
        f'claimcheck: "{Path.cwd().resolve().as_posix()}/taken" cannot be written: there is no such folder.'
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written() -> None:
    Path("locked").mkdir(mode=0o500)
    code, out, err = run("check", copy("a.md", CLAIM.encode()), "-f", "html=locked/out.html")
    assert (code, out) == (2, "")
    assert "cannot be written: Permission denied." in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read() -> None:
    Path(copy("a.md", CLAIM.encode())).chmod(0)
    code, out, _ = run("check", "a.md")
    assert (code, out) == (1, "a.md:1:1: RD001 This file could not be opened: Permission denied.\n")


def test_a_path_with_odd_characters_is_shown_and_stays_one_line() -> None:
    name = "a\nb\x1b[31m'\"<&.md"
    code, out, _ = run("check", copy(name, CLAIM.encode()))
    assert code == 1
    assert out.startswith("a\\x0ab\\x1b[31m'\"<&.md:1:1: IN001 ")
    assert out.count("\n") == 1
