"""The gate, the windows and the late import change the cost and never the result."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.extraction import extract_document, run_examples
from claimcheck.extraction.examples import document_of
from claimcheck.model import Term, TermKind, Vocabulary
from claimcheck.rulebook.claims import load_patterns
from tests.extraction.helpers import DAY

BOOK = load_patterns()
OWNERS = (*BOOK.entries, *BOOK.cues)
VOCABULARY = Vocabulary((
    Term("Trek 2", TermKind.PRODUCT, "trek-2"), Term("battery", TermKind.METRIC, "trek-2", "battery", "hour"),
    Term("waterproof", TermKind.FEATURE, "trek-2", "waterproof"), Term("lamp", TermKind.PRODUCT, "lamp"),
))


NAMED = re.compile("|".join(term.words for term in VOCABULARY.terms), re.IGNORECASE)


@pytest.mark.no_cover  # every pattern over every sentence: counting its lines takes longer than running them
@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.id)
def test_gate_and_windows_on_and_off_give_the_same_claims(owner: object) -> None:
    for example in (*owner.match, *owner.no_match):  # type: ignore[attr-defined]
        document = document_of(example)
        for vocabulary in (Vocabulary(), *([VOCABULARY] if NAMED.search(example.text) else [])):
            fast = extract_document(document, patterns=BOOK, vocabulary=vocabulary, on=DAY)
            slow = extract_document(document, patterns=BOOK, vocabulary=vocabulary, on=DAY, gate=False,
                                    windows=False)
            assert fast == slow, example.text


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.id)
def test_the_examples_of_every_rule_hold(owner: object) -> None:
    results = run_examples(BOOK, rule=owner.id)  # type: ignore[attr-defined]
    assert [f"{r.where}: {r.text!r}: {r.problem}" for r in results if not r.passed] == []


def test_every_rule_has_examples_both_ways() -> None:
    entries = [entry.id for entry in BOOK.entries if len(entry.match) < 3 or len(entry.no_match) < 2]
    cues = [cue.id for cue in BOOK.cues if not cue.match or not cue.no_match]
    assert (entries, cues) == ([], [])


LATE = """
import sys
from datetime import date
import claimcheck
import claimcheck.extraction
from claimcheck.extraction import extract_document
from claimcheck.rulebook.claims import load_patterns
from tests.extraction.helpers import document
assert "spacy" not in sys.modules, "imported with the package"
quiet = document("The valley is quiet in the morning.", "Ring us on Monday about the garden party.")
assert extract_document(quiet, patterns=load_patterns(), on=date(2026, 3, 3)) == ()
assert "spacy" not in sys.modules, "imported for copy without a claim"
loud = document("The lantern is in stock now.")
assert len(extract_document(loud, patterns=load_patterns(), on=date(2026, 3, 3))) == 1
assert "spacy" in sys.modules
"""


def test_spacy_is_imported_for_the_first_claim_only() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LATE], cwd=root, capture_output=True, text=True, timeout=120,
                          check=False)
    assert (done.returncode, done.stderr) == (0, "")
