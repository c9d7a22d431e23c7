"""What the law of a place changes of the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.model import Severity
from claimcheck.rulebook.checks import load_rules
from claimcheck.rulebook.lawtable import law_table
from claimcheck.rulebook.rules import laws_of

BASE = load_rules()
DOC = Path(__file__).parents[2] / "docs" / "jurisdictions.md"


def test_without_any_the_base_rules_stand_as_they_are() -> None:
    assert BASE.within(()) is BASE


@pytest.mark.parametrize(
    ("code", "names", "severity"),
    [
        ("PR005", [], Severity.WARNING),
        ("PR005", ["US"], Severity.WARNING),
        ("PR005", ["GB"], Severity.ERROR),
        ("PR005", ["US", "AU"], Severity.ERROR),
        ("PR005", ["DE"], Severity.ERROR),
        ("DL007", ["CA"], Severity.WARNING),
        ("DL007", ["US"], Severity.ERROR),
    ],
)
def test_a_rule_is_as_grave_as_the_gravest_law_has_it(
    code: str, names: list[str], severity: Severity
) -> None:
    assert BASE.within(names).by_code[code].severity is severity


def test_thresholds_are_those_of_the_law() -> None:
    def words(*names: str) -> tuple[object, object]:
        found = BASE.within(names).by_code["PR002"].words
        return found["least"], found.get("lowest_of")

    assert words() == words("GB") == (("28 days",), None)
    assert words("EU") == words("FR") == (("28 days",), ("30 days",))
    assert words("CA", "EU") == (("92 days",), ("30 days",))


def test_only_the_references_of_the_place_are_quoted() -> None:
    told = {r.jurisdiction for rule in BASE.within(["IE"]).rules for r in rule.references}
    assert told == {"", "EU"}
    assert laws_of(["IE", "GB", "FR"]) == ("IE", "GB", "FR", "EU")


def test_the_table_in_the_docs_is_that_of_the_rules() -> None:
    text = DOC.read_text("utf-8")
    shown = text.partition("<!-- laws: begin -->\n")[2].partition("<!-- laws: end -->")[0]
    assert shown == law_table(BASE)


def test_an_unknown_jurisdiction_is_refused_where_it_stands(tmp_path: Path) -> None:
    rule = BASE.by_code["PR005"].where.file
    source = (
        (Path(__file__).parents[2] / rule).read_text("utf-8").replace("  GB: {severity", "  UK: {severity")
    )
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "a.yaml").write_text(source, "utf-8")
    with pytest.raises(RuleError, match='"UK" is no jurisdiction with a pack; expected US, GB, EU, CA, AU'):
        load_rules(tmp_path / "checks")


def test_explain_tells_what_a_place_changes() -> None:
    assert "In EU: lowest of: 30 days" in BASE.explain("PR002")
