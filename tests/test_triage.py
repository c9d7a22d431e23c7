"""House policy: what becomes a finding, how severe, where, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.config import Settings
from claimcheck.errors import SourceLocation, UsageError
from claimcheck.model import (
    Cause,
    Channel,
    CheckedDocument,
    Claim,
    ClaimType,
    Document,
    DocumentCause,
    FactRef,
    Finding,
    Severity,
    Suppressed,
    Verdict,
    VerdictState,
)
from claimcheck.rulebook.checks import Reference, Rule
from claimcheck.triage import fails, policy, triage
from tests.reports.sample import claim, document

TWO_PARTS = """Subject: Only 3 left
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8

Only 3 left today. In stock.

--cut
Content-Type: text/html; charset=utf-8

<p>ONLY <b>3</b> left today. In stock. Only 3 left.</p>
--cut--
"""


def rule(code: str, name: str, severity: Severity, *references: Reference) -> Rule:
    return Rule(
        code=code,
        name=name,
        tier=1,
        severity=severity,
        judges="claim",
        claims=(),
        needs=(),
        message={},
        suggestion={},
        words={},
        rationale="",
        references=references,
        no_reference="",
        examples=(),
        where=SourceLocation("r.yaml"),
    )


RULES = {
    each.code: each
    for each in (
        rule("AV002", "stock-stale", Severity.WARNING),
        rule("EV005", "no-fact-on-file", Severity.WARNING),
        rule(
            "IN001",
            "quantity-contradicted",
            Severity.ERROR,
            Reference("CAP 3.7", "GB"),
            Reference("16 CFR 238.3", "US"),
        ),
        rule("IN002", "scarcity-unfounded", Severity.ERROR, Reference("house rule")),
        rule("OB001", "objection-open", Severity.NOTE),
    )
}
TEXT = "Only 3 left.\n\nIn stock. Only 3 left."


def cause(code: str, state: VerdictState = VerdictState.CONTRADICTED, **more: object) -> Cause:
    return Cause(code, state, f"{code} says so.", **more)  # type: ignore[arg-type]


def page() -> Document:
    return document("a.md", TEXT, Channel.WEB)


def verdict(found: Claim, *causes: Cause) -> Verdict:
    return Verdict(found, causes[0].state if causes else VerdictState.SUPPORTED, "", (), causes)


def findings(*causes: Cause, **words: object) -> tuple[Finding, ...]:
    """Findings of one claim with these causes under these settings."""
    made = page()
    checked = CheckedDocument(made, (verdict(claim(made, ClaimType.QUANTITY, "Only 3 left"), *causes),))
    return triage([checked], (), policy(Settings(**words), RULES))  # type: ignore[arg-type]


def test_a_finding_says_all_there_is_to_say() -> None:
    fact = FactRef("p.stock.units", "412", "facts.yaml", 3)
    (found,) = findings(cause("IN001", facts=(fact,), suggestion="412 left"))
    assert (found.code, found.name, found.severity) == ("IN001", "quantity-contradicted", Severity.ERROR)
    assert (found.start.line, found.start.column, found.end.column, found.text) == (1, 1, 12, "Only 3 left")
    assert (found.facts, found.suggestion, found.claim) == ((fact,), "412 left", "a.md:0000")
    assert found.excerpt[0].text == "Only 3 left."


def test_a_supported_claim_gives_no_finding() -> None:
    assert findings() == ()


@pytest.mark.parametrize(
    ("state", "strict", "severity"),
    [
        (VerdictState.CONTRADICTED, False, Severity.ERROR),
        (VerdictState.NEEDS_QUALIFICATION, False, Severity.ERROR),
        (VerdictState.UNSUPPORTED, False, Severity.WARNING),
        (VerdictState.STALE, False, Severity.WARNING),
        (VerdictState.UNSUPPORTED, True, Severity.ERROR),
        (VerdictState.STALE, True, Severity.ERROR),
    ],
)
def test_the_verdict_caps_the_severity(state: VerdictState, strict: bool, severity: Severity) -> None:
    (found,) = findings(cause("IN001", state), strict=strict)
    assert found.severity is severity


def test_a_cause_may_be_milder_or_graver_than_its_rule() -> None:
    assert findings(cause("IN001", severity=Severity.NOTE))[0].severity is Severity.NOTE
    graver = cause("AV002", VerdictState.STALE, severity=Severity.ERROR)
    assert findings(graver)[0].severity is Severity.WARNING
    assert findings(graver, strict=True)[0].severity is Severity.ERROR


def test_the_settings_have_the_last_word_on_severity() -> None:
    unsupported = cause("EV005", VerdictState.UNSUPPORTED)
    assert findings(unsupported, severity={"EV005": "error"})[0].severity is Severity.ERROR
    assert findings(cause("IN001"), severity={"quantity-contradicted": "note"})[0].severity is Severity.NOTE


def test_one_claim_one_finding_for_its_strongest_cause() -> None:
    (found,) = findings(cause("AV002", VerdictState.STALE), cause("IN002"), cause("IN001"), cause("IN001"))
    assert (found.code, found.also) == ("IN002", ("AV002", "IN001"))


def test_a_rule_left_out_makes_room_for_the_next() -> None:
    both = (cause("IN001"), cause("AV002", VerdictState.STALE))
    assert [f.code for f in findings(*both, ignore=("IN001",))] == ["AV002"]
    assert findings(*both, ignore=("IN001",))[0].also == ()
    assert [f.code for f in findings(*both, select=("stock-stale",))] == ["AV002"]
    assert findings(*both, select=("AV", "IN"), ignore=("in", "av002")) == ()


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("IN01", 'Did you mean "IN001"?'),
        ("quantity-contradict", 'Did you mean "quantity-contradicted"?'),
        ("in002x", "IN002"),
        ("", ""),
    ],
)
def test_an_unknown_rule_is_an_error_with_the_nearest_word(word: str, hint: str) -> None:
    for key in ("select", "ignore"):
        with pytest.raises(UsageError, match="is no rule; expected a code, a name or a family") as error:
            policy(Settings(**{key: (word,)}), RULES)  # type: ignore[arg-type]
        assert hint in str(error.value)
    with pytest.raises(UsageError, match="is no rule"):
        policy(Settings(severity={word: "note"}), RULES)


def test_references_are_those_of_the_jurisdictions_switched_on() -> None:
    assert findings(cause("IN001"))[0].references == ("CAP 3.7", "16 CFR 238.3")
    assert findings(cause("IN001"), jurisdictions=("US",))[0].references == ("16 CFR 238.3",)
    assert findings(cause("IN002"), jurisdictions=("DE",))[0].references == ("house rule",)


def test_the_same_claim_in_both_parts_of_a_mail_is_one_finding() -> None:
    mail = document("m.eml", TWO_PARTS, Channel.EMAIL)
    places = [(index, segment) for index, segment in enumerate(mail.segments) if "left" in segment.text]
    claims = []
    for index, segment in places:
        for prose in [
            at for at in range(len(segment.text)) if segment.text[at:].casefold().startswith("only 3 left")
        ]:
            start, end = segment.source(prose, prose + 11)
            claims.append(
                replace(
                    claim(mail, ClaimType.QUANTITY, "Only 3 left"),
                    id=f"m:{start}",
                    segment=index,
                    start=start,
                    end=end,
                    text=segment.text[prose : prose + 11],
                    part=segment.part,
                )
            )
    assert [found.part for found in claims] == ["", "plain", "html", "html"]
    made = triage(
        [CheckedDocument(mail, tuple(verdict(found, cause("IN001")) for found in claims))],
        (),
        policy(Settings(), RULES),
    )
    assert [(f.start.line, [p.line for p in f.also_at]) for f in made] == [(1, []), (8, [13]), (13, [])]


def test_the_same_words_twice_in_one_page_are_two_findings() -> None:
    made = page()
    first = claim(made, ClaimType.QUANTITY, "Only 3 left")
    start = made.text.rindex("Only")
    second = replace(first, id="a.md:2", start=start, end=start + 11, segment=1, prose_start=10, prose_end=21)
    checked = CheckedDocument(made, (verdict(second, cause("IN001")), verdict(first, cause("IN001"))))
    found = triage([checked], (), policy(Settings(), RULES))
    assert [(f.start.line, f.start.column) for f in found] == [(1, 1), (3, 11)]


def test_what_could_not_be_read_counts_whatever_is_selected() -> None:
    rules = {**RULES, "RD001": replace(rule("RD001", "file-unreadable", Severity.ERROR), judges="reading")}
    causes = [
        DocumentCause(cause("RD001", VerdictState.NOT_CHECKED), "a.md"),
        DocumentCause(cause("AV002"), "a.md"),
    ]
    for words, codes in (({"select": ("IN",)}, ["RD001"]), ({"ignore": ("RD001",)}, ["AV002"])):
        found = triage((), causes, policy(Settings(**words), rules))  # type: ignore[arg-type]
        assert [finding.code for finding in found] == codes


def test_one_rule_on_the_same_words_is_one_finding() -> None:
    made = page()
    wide = claim(made, ClaimType.STOCK, "In stock. Only 3")
    narrow = claim(made, ClaimType.QUANTITY, "In stock")
    inside = replace(claim(made, ClaimType.QUANTITY, "stock."), id="a.md:in")
    checked = CheckedDocument(
        made,
        (
            verdict(narrow, cause("IN001"), cause("AV002", VerdictState.STALE)),
            verdict(wide, cause("IN001")),
            verdict(inside, cause("IN002")),
        ),
    )
    found = triage([checked], (), policy(Settings(), RULES))
    assert [(f.code, f.text, f.also) for f in found] == [
        ("IN001", "In stock. Only 3", ("AV002",)),
        ("IN002", "stock.", ()),
    ]


def test_findings_on_files_stand_among_the_others_in_order() -> None:
    made = page()
    checked = CheckedDocument(
        made, (verdict(claim(made, ClaimType.QUANTITY, "Only 3 left"), cause("IN001")),)
    )
    causes = [
        DocumentCause(cause("OB001"), "z.yaml", text="x"),
        DocumentCause(cause("OB001"), "a.md", 14, 22, "In stock"),
        DocumentCause(cause("AV002"), "a.md"),
        DocumentCause(cause("EV005"), "a.md"),
    ]
    found = triage([checked], causes, policy(Settings(ignore=("EV005",)), RULES))
    assert [(f.path, f.start.line, f.code) for f in found] == [
        ("a.md", 1, "AV002"),
        ("a.md", 1, "IN001"),
        ("a.md", 3, "OB001"),
        ("z.yaml", 1, "OB001"),
    ]
    assert (found[2].text, found[2].excerpt[0].text, found[0].excerpt) == (
        "In stock",
        "In stock. Only 3 left.",
        (),
    )


@pytest.mark.parametrize(
    ("fail_on", "expected"), [("error", False), ("warning", True), ("note", True), ("never", False)]
)
def test_fail_on(fail_on: str, expected: bool) -> None:
    found = findings(cause("IN001", VerdictState.UNSUPPORTED))
    assert fails(found, Settings(fail_on=fail_on)) is expected
    assert fails((), Settings(fail_on=fail_on)) is False


def test_what_is_suppressed_fails_nothing() -> None:
    (found,) = findings(cause("IN001"))
    silent = replace(found, suppressed=Suppressed("agreed", "J", "2026-12-31", SourceLocation("s.yaml")))
    assert fails([found], Settings()) is True
    assert fails([silent], Settings(fail_on="note")) is False
