"""Settings that extend others, and settings for some files only."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from claimcheck.config import Override, Settings, load_settings
from claimcheck.errors import SettingsError
from claimcheck.model import Severity
from claimcheck.policy import fails, policy
from tests.test_fingerprint import of_claim
from tests.test_triage import RULES


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "claimcheck.yaml"


# ---------------------------------------------------------------- extends


def test_what_is_extended_is_added_to(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        claimcheck="extends: shared/house.yaml\nfacts: mine.yaml\nseverity: {IN002: note}\nignore: [EV005]\n",
        shared__house=(
            "claimcheck: 1\nfacts: theirs.yaml\nfail_on: warning\nignore: [IN001]\n"
            "severity: {IN001: note, IN002: error}\nthresholds: {low_stock: 5}\nmax_age: {price: 2 days}\n"
        ),
    )
    found = load_settings(tmp_path, file)
    assert (found.facts, found.fail_on, found.ignore) == (("mine.yaml",), "warning", ("EV005",))
    assert found.severity == {"IN001": "note", "IN002": "note"}
    assert (found.thresholds.low_stock, found.max_age.price) == (Decimal(5), timedelta(days=2))
    assert found.root == tmp_path
    assert found.origins["facts"] == "claimcheck.yaml:2:1"
    assert found.origins["fail_on"] == "shared/house.yaml:3:1"
    assert found.origins["thresholds.low_stock"] == "shared/house.yaml:6:14"


def test_of_several_the_later_wins_and_they_may_extend_others(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        claimcheck="extends: [a.yaml, sub/b.yaml]\n",
        a="fail_on: note\nstrict: true\n",
        sub__b="extends: c.yaml\nfail_on: never\n",
        sub__c="fail_on: error\nhome: FR\n",
    )
    found = load_settings(tmp_path, file)
    assert (found.fail_on, found.strict, found.home) == ("never", True, "FR")


def test_pyproject_may_extend_and_be_extended(tmp_path: Path) -> None:
    written(tmp_path, house="fail_on: note\n")
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.claimcheck]\nextends = "house.yaml"\nstrict = true\n', "utf-8")
    assert load_settings(tmp_path).fail_on == "note"
    other = written(tmp_path / "x", claimcheck="extends: ../pyproject.toml\n")
    with pytest.raises(SettingsError, match="lies outside the project"):
        load_settings(tmp_path, other)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extends: none.yaml\n", 'claimcheck.yaml:1:10: There is no file "none.yaml" to extend.'),
        ("extends: ../house.yaml\n", 'claimcheck.yaml:1:10: "../house.yaml" lies outside the project;'),
        ("extends: /etc/hosts\n", 'claimcheck.yaml:1:10: "/etc/hosts" lies outside the project;'),
        ("extends: claimcheck.yaml\n", '"claimcheck.yaml" extends itself in the end.'),
        ("extends: ring.yaml\n", 'ring.yaml:1:10: "claimcheck.yaml" extends itself in the end.'),
        ("extends: link.yaml\n", '"link.yaml" lies outside the project;'),
        ("extends: {a: b}\n", "claimcheck.yaml:1:10: A block of keys stands here"),
        ("extends: wrong.yaml\n", 'wrong.yaml:1:1: "fial_on" is not known here. Did you mean "fail_on"?'),
        ("extends: bad.toml\n", "bad.toml: There is no [tool.claimcheck] here."),
        ("overrides: [{ignore: IN001}]\n", 'claimcheck.yaml:1:13: This override has no "paths".'),
        ("overrides: [{paths: a, chanel: web}]\n", 'Did you mean "channel"?'),
        ("overrides: {paths: a}\n", "expected a list of overrides"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, says: str) -> None:
    outside = tmp_path / "house.yaml"
    outside.write_text("fail_on: note\n", "utf-8")
    root = tmp_path / "project"
    file = written(root, claimcheck=text, ring="extends: claimcheck.yaml\n", wrong="fial_on: note\n")
    (root / "link.yaml").symlink_to(outside)
    (root / "bad.toml").write_text("[tool.other]\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        load_settings(root, file)
    assert says in str(error.value)


# ---------------------------------------------------------------- overrides


OVERRIDES = (
    Override(("email/**",), fail_on="warning", strict=True, ignore=("IN002",), severity={"OB001": "error"}),
    Override(("*.draft.md", "drafts/"), fail_on="never", select=("IN",)),
    Override(("email/quiet/**",), ignore=("EV005",), channel="web"),
)
SETTINGS = Settings(root=Path("/p"), ignore=("AV002",), severity={"IN001": "warning"}, overrides=OVERRIDES)


def test_settings_for_some_files(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        claimcheck=(
            'overrides:\n  - {paths: "email/**", fail_on: warning, strict: yes, severity: {IN001: note}}\n'
            "  - {paths: [a.md, b.md], select: IN, ignore: [IN001], channel: web}\n"
        ),
    )
    assert load_settings(tmp_path, file).overrides == (
        Override(("email/**",), fail_on="warning", strict=True, severity={"IN001": "note"}),
        Override(("a.md", "b.md"), select=("IN",), ignore=("IN001",), channel="web"),
    )


def test_the_policy_of_a_file() -> None:
    rulings = policy(SETTINGS, RULES)
    web, mail, draft = (rulings.of(f"/p/{path}") for path in ("web/a.md", "email/a.md", "web/a.draft.md"))
    assert web is rulings
    assert (mail.ignore, mail.strict) == (frozenset({"AV002", "IN002"}), True)
    assert mail.severity == {"IN001": Severity.WARNING, "OB001": Severity.ERROR}
    assert (draft.wants("IN001"), draft.wants("EV005"), web.wants("EV005")) == (True, False, True)
    both = rulings.of("/p/email/quiet/a.draft.md")
    assert both.ignore == frozenset({"AV002", "IN002", "EV005"})
    assert both.select == frozenset({"IN001", "IN002"})
    assert rulings.of("/p/email/b.md") is mail


def test_an_unknown_rule_in_an_override_is_refused() -> None:
    from claimcheck.errors import UsageError

    wrong = Settings(root=Path("/p"), overrides=(Override(("a.md",), ignore=("IN01",)),))
    with pytest.raises(UsageError, match='Did you mean "IN001"'):
        policy(wrong, RULES)


def test_a_file_fails_a_run_by_its_own_limit() -> None:
    """The finding is an error everywhere; only the draft may have it."""
    page, draft = (of_claim(f"/p/{path}", "Only 3 left.", "Only 3 left") for path in ("a.md", "b.draft.md"))
    assert fails([page], SETTINGS) is True
    assert fails([draft], SETTINGS) is False
    assert fails([draft, page], SETTINGS) is True
