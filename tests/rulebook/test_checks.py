"""The rule files of ``rules/checks``, and how strictly they are read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import claimcheck.verification
from claimcheck.errors import RuleError
from claimcheck.model import ClaimType, Severity
from claimcheck.rulebook.checks import Rule, load_rules
from claimcheck.rulebook.messages import fill, gaps
from claimcheck.verification.table import AFTER_CHECKS, CHECKS, DOCUMENT_CHECKS, LIFE, implemented

RULES = load_rules()

#: Code, name, tier and severity are stable: other programs and people's settings name them.
STABLE = """
AV001 stock-contradicted 1 error
AV002 stock-stale 1 warning
AV003 stock-not-held 1 error
AV004 not-yet-available 1 error
AV005 availability-scope 1 error
AV006 demand-exceeds-supply 2 warning
DL001 dispatch-contradicted 1 error
DL002 delivery-window-contradicted 1 error
DL003 day-basis-unclear 1 warning
DL004 delivery-area-overstated 1 error
DL005 delivery-guarantee-unbacked 1 error
DL006 arrival-date-infeasible 2 error
DL007 silent-long-lead-time 2 warning
IN001 quantity-contradicted 1 error
IN002 scarcity-unfounded 1 error
IN003 quantity-will-age 2 warning
IN004 demand-signal-unfounded 1 error
IN005 last-chance-contradicted 1 error
PF001 figure-contradicted 1 error
PF002 figure-unsupported 1 warning
PF003 conditions-omitted 1 error
PF004 up-to-overstated 1 error
PF005 maximum-as-typical 1 error
PF006 metric-mismatch 2 error
PF007 feature-contradicted 1 error
CP001 baseline-missing 1 error
CP002 comparison-contradicted 1 error
CP003 superlative-unsupported 1 warning
CP004 comparison-scope-mismatch 2 error
CP005 comparison-unverifiable 2 warning
AB001 guarantee-unbacked 1 error
AB002 absolute-with-exceptions 1 error
PR001 price-contradicted 1 error
PR002 reference-price-unsupported 2 error
PR003 saving-arithmetic 1 error
PR004 from-upto-coverage 2 warning
PR005 charges-omitted 2 warning
PR006 free-with-conditions 1 error
UR001 deadline-contradicted 1 error
UR002 expired-at-publish 1 error
UR003 deadline-undated 1 warning
UR004 rolling-deadline 2 error
DQ001 qualifier-contradicts-headline 2 error
DQ002 qualifier-detached 1 warning
DQ003 required-disclosure-missing 1 error
DQ004 testimonial-atypical 2 error
DQ005 review-figure-unsupported 2 error
EV001 evidence-missing 1 warning
EV002 evidence-not-valid 1 error
EV003 evidence-product-mismatch 2 error
EV004 fact-conflict 1 error
EV005 claim-unmapped 1 warning
OB001 objection-unanswered 2 warning
OB002 objection-answer-off-script 2 error
OB003 selling-point-missing 2 note
OB004 disqualifier-hidden 2 warning
LC001 link-untagged 2 warning
LC002 form-source-not-captured 3 warning
LC003 qualifying-question-missing 3 warning
LC004 audience-undefined 3 warning
LC005 feedback-loop-missing 3 note
SD001 structured-availability-mismatch 3 error
SD002 structured-price-mismatch 3 error
SD003 structured-date-missing 3 error
SU001 suppression-malformed 1 error
SU002 suppression-expired 2 warning
SU003 suppression-unused 3 warning
EM001 subject-contradicted 1 error
EM002 subject-not-in-body 1 error
EM003 disguised-subject 1 warning
XA001 cross-asset-conflict 3 error
XA002 landing-missing-offer 3 error
XA003 live-past-truth 3 error
XA004 fact-drift-since-approval 3 warning
RD001 file-unreadable 1 error
""".strip().splitlines()


def test_codes_names_tiers_and_severities_are_stable() -> None:
    built = [f"{rule.code} {rule.name} {rule.tier} {rule.severity}" for rule in RULES.rules]
    assert sorted(built) == sorted(STABLE)


def test_every_rule_is_built_and_every_function_has_a_rule() -> None:
    about_the_run = {rule.code for rule in RULES.rules if rule.judges == "reading"}
    assert about_the_run == {"RD001", "SU001", "SU002", "SU003"}
    assert implemented() | about_the_run == set(RULES.by_code)
    assert not set(CHECKS) & set(AFTER_CHECKS)
    both = set(DOCUMENT_CHECKS) & (set(CHECKS) | set(AFTER_CHECKS))
    assert both == {"DQ004"}  # what customers say: each figure of it, and whether they may be quoted


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_judges_why_and_on_whose_authority(rule: Rule) -> None:
    assert rule.rationale
    assert bool(rule.references) != bool(rule.no_reference)
    assert bool(rule.claims) == (rule.judges == "claim")
    assert (rule.code in {*CHECKS, *AFTER_CHECKS, LIFE}) == (rule.judges == "claim")
    assert any(example.good for example in rule.examples)
    assert rule.code == "RD001" or any(not example.good for example in rule.examples)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.code)
def test_a_message_is_one_careful_colleague(rule: Rule) -> None:
    """It is one or two sentences, names no internal word and never shouts."""
    for sentence in rule.message.values():
        assert sentence.endswith((".", "}"))
        assert "!" not in sentence
        assert len(sentence) < 260
        assert not {"alert", "violation", "invalid", "null", "disclaimer", "score"} & set(
            sentence.lower().split()
        )


def _calls() -> dict[tuple[str, str], list[set[str]]]:
    """(code, sentence) -> the gaps that each call in verification fills. Read from the source."""
    found: dict[tuple[str, str], list[set[str]]] = {}
    for file in sorted(Path(claimcheck.verification.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            method = node.func.attr
            if method not in ("broken", "unqualified", "unproven", "cause") or len(node.args) < 2:
                continue
            code = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
            filled = {keyword.arg or "**" for keyword in node.keywords}
            if method != "cause":
                filled |= {"text", "product"}
            for sentence in _sentences(node.args[1]):
                found.setdefault((str(code), sentence), []).append(filled)
    return found


def _sentences(node: ast.expr) -> list[str]:
    """The names that an argument may stand for; "*" where only the run shows them."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_sentences(node.body), *_sentences(node.orelse)]
    return ["*"]


def test_every_call_names_a_sentence_and_fills_its_gaps() -> None:
    calls = _calls()
    assert len(calls) > 90
    for (code, sentence), fillings in calls.items():
        if not code or sentence == "*":
            continue
        message = RULES.by_code[code].message
        assert sentence in message, f"{code} has no sentence {sentence!r}"
        for filled in fillings:
            missing = set(gaps(message[sentence])) - filled
            assert not missing or "**" in filled, f"{code} {sentence}: {missing} left open"


def test_every_sentence_is_said_somewhere() -> None:
    """A sentence that no code names would never be shown."""
    named: dict[str, set[str]] = {}
    for code, sentence in _calls():
        named.setdefault(code, set()).add(sentence)
    for rule in RULES.rules:
        said = named.get(rule.code, set())
        if rule.judges == "reading" or "*" in said:
            continue
        assert set(rule.message) <= said, f"{rule.code}: {set(rule.message) - said}"


def test_a_suggestion_without_its_value_is_left_out() -> None:
    rule = RULES.rule("AV001")
    assert rule.suggest("status_until", {"date": "20 March 2026"}) == "available from 20 March 2026"
    assert rule.suggest("status_until", {"date": ""}) == ""
    assert rule.suggest("status", {}) == ""


def test_filling_is_no_evaluation() -> None:
    assert fill("{text}", {"text": "{0.__class__} {units}", "units": "9"}) == "{0.__class__} {units}"
    with pytest.raises(KeyError, match="units"):
        fill("{units}", {})


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert RULES.rule("av001") is RULES.rule("stock-contradicted") is RULES.by_code["AV001"]
    with pytest.raises(RuleError) as caught:
        RULES.rule("stock-contradict")
    assert 'Did you mean "stock-contradicted"?' in str(caught.value)


def test_explain_gives_reason_examples_and_references() -> None:
    text = RULES.explain("IN001")
    assert text.startswith("IN001 quantity-contradicted (error)\n")
    assert "Found in: Only 3 left of the Trek 2." in text
    assert "Reference: CAP Code 3.7 (GB)" in text


# ---------------------------------------------------------------- strictness

GOOD = """\
code: AV001
name: some-rule
tier: 1
severity: error
claims: [availability.stock]
message: {one: "The copy says {text}."}
rationale: Because.
references: [{text: A law, in: GB}]
examples: {bad: [{copy: "In stock."}], good: [{copy: "Out of stock."}]}
"""


def _load(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "rules" / "checks"
    folder.mkdir(parents=True)
    (folder / "rule.yaml").write_text(text, encoding="utf-8")
    load_rules(folder)


def test_the_smallest_rule_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "checks"
    folder.mkdir(parents=True)
    (folder / "rule.yaml").write_text(GOOD, encoding="utf-8")
    rule = load_rules(folder).rule("AV001")
    assert (rule.severity, rule.claims, rule.judges) == (Severity.ERROR, (ClaimType.STOCK,), "claim")
    assert rule.reference_texts == ("A law",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tier: 1", "teir: 1", 'rule.yaml:3:1: "teir" is no key here'),
        (
            "code: AV001",
            "code: av1",
            'rule.yaml:1:7: "av1" is no code; expected two capitals and three digits',
        ),
        ("severity: error", "severity: eror", 'Did you mean "error"?'),
        ("[availability.stock]", "[availability.stok]", 'Did you mean "availability.stock"?'),
        ("tier: 1\n", "", 'A rule needs "tier".'),
        ("references: [{text: A law, in: GB}]\n", "", '"references", or "no_reference"'),
        ("rationale: Because.", "rationale: Because.\nno_reference: none", '"references", or "no_reference"'),
        (
            "rationale: Because.",
            "rationale: Because.\nsuggestion: {two: x}",
            'The suggestion "two" belongs to no',
        ),
        ("claims: [availability.stock]\n", "", "needs their types"),
        ('{copy: "In stock."}', "{facts: {}}", 'An example needs "copy".'),
        ('{copy: "Out of stock."}', '{copy: "Out.", expect: "[[Out]]"}', "A good example expects nothing"),
        ("rationale: Because.", "rationale: [Because]", "Expected words here"),
    ],
)
def test_a_wrong_rule_file_is_one_sentence_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        _load(tmp_path, GOOD.replace(old, new))
    assert message in str(caught.value)
    assert "rule.yaml:" in str(caught.value)


def test_no_rule_stands_twice(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "checks"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "two.yaml").write_text(GOOD.replace("some-rule", "other-rule"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"AV001 other-rule is already a rule, in rules/checks/one\.yaml"):
        load_rules(folder)


def test_an_empty_folder_is_no_rulebook(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="There are no rules"):
        load_rules(tmp_path)


def test_the_hash_changes_with_any_rule(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "checks"
    folder.mkdir(parents=True)
    (folder / "rule.yaml").write_text(GOOD, encoding="utf-8")
    first = load_rules(folder).sha256
    (folder / "rule.yaml").write_text(GOOD.replace("Because.", "Because so."), encoding="utf-8")
    assert load_rules(folder).sha256 != first
