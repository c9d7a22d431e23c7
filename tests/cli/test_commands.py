"""The other commands: claims, facts, rules, explain, report, init, config, and what a start may cost."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import claimcheck
from claimcheck.cli import COMMANDS

Run = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


# ---------------------------------------------------------------- start


def modules_of(shell_env: Path, *args: str) -> tuple[int, set[str]]:
    """Exit code of a command, and every module that it imported."""
    import os
    import sys

    code = (
        "import sys, claimcheck.cli\n"
        "try:\n    claimcheck.cli.main(sys.argv[1:])\n"
        "except SystemExit as stop:\n    code = stop.code\n"
        "print('\\n'.join(['#', str(code), *sys.modules]), file=sys.stderr)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=shell_env,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    lines = done.stderr.split("#\n", 1)[1].splitlines()
    return int(lines[0]), set(lines[1:])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--help",), 0),
        (("facts", "check", "--on", "2026-03-03"), 0),
        (("facts", "schema"), 0),
        (("rules", "list"), 0),
        (("explain", "IN001"), 0),
        (("config", "show"), 0),
    ],
)
def test_spacy_and_numpy_are_never_imported_without_copy(
    project: Path, args: tuple[str, ...], code: int
) -> None:
    ended, modules = modules_of(project, *args)
    assert ended == code
    assert modules & {"spacy", "thinc", "numpy"} == set()


@pytest.mark.parametrize("command", ["check", "claims"])
def test_spacy_is_never_imported_without_a_trigger(project: Path, command: str) -> None:
    ended, modules = modules_of(project, command, "copy/plain.md", "--on", "2026-03-03")
    assert ended == 0
    assert modules & {"spacy", "thinc"} == set()


def test_spacy_is_imported_for_a_claim(project: Path) -> None:
    assert "spacy" in modules_of(project, "claims", "copy/good.md")[1]


def test_help_imports_no_yaml_and_the_package_nothing_heavy(project: Path) -> None:
    assert modules_of(project, "--help")[1] & {"yaml", "jinja2", "turbohtml", "holidays"} == set()
    import os
    import sys

    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", "import sys, claimcheck; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert (
        set(done.stdout.split()) & {"spacy", "yaml", "click", "jinja2", "turbohtml", "claimcheck.pipeline"}
        == set()
    )


def test_the_package_runs_as_a_module(shell: Shell) -> None:
    done = shell("check", "copy/bad.md", "--on", "2026-03-03", "-f", "concise")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode("utf-8").startswith("copy/bad.md:3:15: IN001 The copy says “Only 3 left”")


# ---------------------------------------------------------------- help and version


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, (_, what) in COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert what in result.stdout
    assert run("-h").stdout == result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_begins_as_the_list_says(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: claimcheck {command} ")


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"claimcheck {claimcheck.__version__}\n"


# ---------------------------------------------------------------- claims


def test_claims_are_listed_without_facts(run: Run) -> None:
    Path("claimcheck.yaml").unlink()
    result = run("claims", "copy/bad.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        'copy/bad.md:3:1: availability.stock in-stock "In stock now"',
        'copy/bad.md:3:15: inventory.quantity units-left "Only 3 left"',
    ]


def test_claims_know_the_products_that_the_facts_name(run: Run) -> None:
    assert run("claims", "copy/bad.md").stdout.splitlines()[1].endswith('"Only 3 left" (fell)')


def test_claims_as_json(run: Run) -> None:
    data = json.loads(run("claims", "copy/bad.md", "copy/plain.md", "--format", "json").stdout)
    assert data["schema"] == "claimcheck-claims/1"
    assert [(document["path"], len(document["claims"])) for document in data["documents"]] == [
        ("copy/bad.md", 2),
        ("copy/plain.md", 0),
    ]
    left = data["documents"][0]["claims"][1]
    assert (left["text"], left["start"], left["value"]["low"]) == (
        "Only 3 left",
        {"offset": 34, "line": 3, "column": 15},
        3,
    )
    assert "verdict" not in left


def test_a_file_that_no_one_can_read_ends_claims_with_2(run: Run) -> None:
    Path("copy/logo.md").write_bytes(b"\0\1\2")
    result = run("claims", "copy")
    assert result.exit_code == 2
    assert result.stdout.count("\n") == 3
    assert result.stderr.startswith("copy/logo.md:1:1: ")


# ---------------------------------------------------------------- facts


def test_facts_check_says_what_was_read(run: Run) -> None:
    result = run("facts", "check", "--on", "2026-03-03")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 file, 1 product, 0 evidence: 0 findings.\n"


def test_facts_check_names_evidence_that_is_not_there(run: Run) -> None:
    text = Path("facts.yaml").read_text("utf-8")
    Path("facts.yaml").write_text(
        text + "    performance: {battery_life: {typical: 8 hours, evidence: EV-X}}\n"
        "evidence:\n  - {id: EV-X, kind: laboratory test, file: lab/none.pdf}\n",
        "utf-8",
    )
    result = run("facts", "check", "--on", "2026-03-03")
    assert result.exit_code == 1
    assert "facts.yaml:8:5: EV001 " in result.stdout
    assert "lab/none.pdf" in result.stdout


def test_facts_list(run: Run) -> None:
    assert (
        "fell.stock.units: 412  (facts.yaml:5:57, as of 2026-03-03)"
        in run("facts", "list").stdout.splitlines()
    )


def test_facts_schema_is_json_schema(run: Run) -> None:
    import jsonschema

    schema = json.loads(run("facts", "schema").stdout)
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_facts_commands_need_facts(run: Run) -> None:
    Path("claimcheck.yaml").unlink()
    for command in ("check", "list"):
        result = run("facts", command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert (
            "There are no facts: no path was given, and no settings name any. See claimcheck init."
            in result.stderr
        )


def test_facts_check_of_a_wrong_file_gives_2(run: Run) -> None:
    Path("other.yaml").write_text("product: a\nname: A\nprice: {value: many}\n", "utf-8")
    result = run("facts", "check", "other.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "other.yaml:3:16: " in result.stderr


# ---------------------------------------------------------------- rules, explain, config


def test_rules_list_has_one_line_a_rule(run: Run) -> None:
    lines = run("rules", "list").stdout.splitlines()
    codes = [line.split()[0] for line in lines]
    assert codes == sorted(set(codes))
    assert len(codes) >= 60
    assert "IN001  error    quantity-contradicted " in "\n".join(lines)
    listed = json.loads(run("rules", "list", "--format", "json").stdout)["rules"]
    assert [rule["code"] for rule in listed] == codes


@pytest.mark.parametrize(("sentence", "code"), [("", 0), ("IN001: found nothing.", 1)])
def test_rules_test_counts_examples(
    run: Run, monkeypatch: pytest.MonkeyPatch, sentence: str, code: int
) -> None:
    from claimcheck.errors import SourceLocation
    from claimcheck.ruletest import CheckResult

    where = SourceLocation("rules/checks/x.yaml", 4, 2)
    results = [CheckResult("AV001", where), CheckResult("IN001", where, sentence)]
    monkeypatch.setattr("claimcheck.ruletest.run_all", lambda: iter(results))
    result = run("rules", "test")
    assert result.exit_code == code
    assert result.stdout == (f"rules/checks/x.yaml:4:2: {sentence}\n" if sentence else "")
    assert result.stderr == f"2 examples: {2 - code} right, {code} wrong.\n"


@pytest.mark.parametrize("word", ["IN001", "in001", "quantity-contradicted"])
def test_explain_knows_codes_and_names(run: Run, word: str) -> None:
    assert run("explain", word).stdout.startswith("IN001 quantity-contradicted (error)\n")


def test_config_shows_values_with_their_places(run: Run) -> None:
    lines = [" ".join(line.split()) for line in run("config", "show").stdout.splitlines()]
    assert "facts: [facts.yaml] # claimcheck.yaml:2:1" in lines
    assert "fail_on: error # default" in lines
    assert "working_days: [mon, tue, wed, thu, fri] # default" in lines
    assert "max_age.stock: 1 day # default" in lines


# ---------------------------------------------------------------- init


def test_init_leads_to_a_finding_and_a_clean_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    result = run("init")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "Wrote claimcheck.yaml",
        "Wrote copy/example.md",
        "Wrote facts/evidence.yaml",
        "Wrote facts/products/example-product.yaml",
    ]
    assert "Next: claimcheck check" in result.stdout
    today = ["--on", f"{_today()}T12:00+00:00"]
    first = run("check", *today, "--format", "concise")
    assert (first.exit_code, first.stdout[:33]) == (1, "copy/example.md:5:1: IN001 The co")
    assert first.stdout.count("\n") == 1
    copy = Path("copy/example.md")
    copy.write_text(copy.read_text("utf-8").replace("Only 3 left", "Over 370 left"), "utf-8")
    clean = run("check", *today)
    assert clean.exit_code == 0
    assert clean.stdout == "1 file, 3 claims: 3 supported. 0 errors, 0 warnings, 0 notes.\n"
    assert run("facts", "check", *today).exit_code == 0


def _today() -> str:
    from claimcheck.clock import moment

    return f"{moment(None, 'UTC'):%Y-%m-%d}"


def test_init_overwrites_nothing(run: Run) -> None:
    before = Path("claimcheck.yaml").read_text("utf-8")
    result = run("init")
    assert result.exit_code == 0
    assert result.stderr == "claimcheck.yaml is already there and was left as it is.\n"
    assert Path("claimcheck.yaml").read_text("utf-8") == before
    assert "Wrote facts/products/example-product.yaml" in result.stdout
    again = run("init")
    assert (again.exit_code, again.stdout) == (0, "")


def test_init_in_a_folder_of_another_name(run: Run) -> None:
    result = run("init", "new/site")
    assert Path("new/site/facts/products/example-product.yaml").is_file()
    assert "Next: cd new/site && claimcheck check" in result.stdout


def test_init_where_a_file_is_in_the_way(run: Run) -> None:
    Path("taken").write_text("", "utf-8")
    result = run("init", "taken")
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'The folder "taken' in result.stderr
