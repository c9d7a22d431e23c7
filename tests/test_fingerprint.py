"""Fingerprints: the same for the same promise wherever it stands, another for another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.config import Settings
from claimcheck.fingerprint import fingerprint
from claimcheck.model import (
    Cause,
    Channel,
    CheckedDocument,
    ClaimType,
    DocumentCause,
    FactRef,
    Finding,
    Severity,
    Verdict,
    VerdictState,
)
from claimcheck.rulebook.checks import Rule
from claimcheck.triage import policy, triage
from tests.reports.sample import claim, document
from tests.test_triage import RULES, rule

WITH_READING: dict[str, Rule] = {
    **RULES,
    "RD001": replace(rule("RD001", "file-unreadable", Severity.ERROR), judges="reading"),
}


def of_claim(path: str, text: str, words: str, subject: str = "fell") -> Finding:
    made = document(path, text, Channel.WEB)
    said = replace(claim(made, ClaimType.QUANTITY, words), subject=subject)
    cause = Cause("IN001", VerdictState.CONTRADICTED, "Wrong.")
    (found,) = triage([CheckedDocument(made, (Verdict(said, cause.state, "", (), (cause,)),))], (), RULINGS)
    return found


RULINGS = policy(Settings(), WITH_READING)


def of_document(path: str = "a.md", code: str = "OB001", **more: object) -> str:
    cause = Cause(code, VerdictState.UNSUPPORTED, str(more.pop("message", "Nobody says so.")), **more)  # type: ignore[arg-type]
    (found,) = triage((), (DocumentCause(cause, path),), RULINGS)
    return found.fingerprint


def test_it_is_sixteen_hexadecimal_digits() -> None:
    assert fingerprint("IN001", "Only 3 left", "fell") == "3885f467ee6b40f8"


def test_place_path_case_and_wrapping_do_not_matter() -> None:
    first = of_claim("a.md", "Only 3 left.", "Only 3 left")
    moved = of_claim("web/b.md", "# Fell\n\nHurry: only\n3 left!", "only 3 left")
    assert first.fingerprint == moved.fingerprint == fingerprint("IN001", "only 3 left", "fell")


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [("IN002", "Only 3 left", "fell"), ("IN001", "Only 4 left", "fell"), ("IN001", "Only 3 left", "trek-2")],
)
def test_rule_words_and_subject_do(code: str, text: str, subject: str) -> None:
    assert fingerprint(code, text, subject) != fingerprint("IN001", "Only 3 left", "fell")


def test_a_document_finding_goes_by_its_facts_keys_and_not_their_values() -> None:
    cold = FactRef("fell.objections.cold", "Does it work?", "f.yaml", 3)
    here = of_document("a.md", facts=(cold,))
    assert here == of_document("b.md", facts=(replace(cold, value="Will it work?", line=9),), message="Else.")
    assert here != of_document("a.md", facts=(replace(cold, fact="fell.objections.rain"),))


def test_without_words_or_facts_the_sentence_counts() -> None:
    assert of_document("a.md", message="No phone.") == of_document("b.md", message="No  phone.")
    assert of_document("a.md", message="No phone.") != of_document("a.md", message="No address.")


def test_what_could_not_be_read_is_a_matter_of_one_file() -> None:
    assert of_document("a.md", "RD001") != of_document("b.md", "RD001")
    assert of_document("a.md", "RD001") == of_document("a.md", "RD001")
