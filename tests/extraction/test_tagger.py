"""The second reading: pieces and their places, exact arithmetic, what it drops and what it adds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import RuleError
from claimcheck.extraction import extract_document
from claimcheck.extraction.hyphens import Prose
from claimcheck.extraction.names import NameIndex
from claimcheck.extraction.second import SecondReading, _Stretch, is_worth_reading
from claimcheck.extraction.tagger.network import MOST_PIECES, network_of
from claimcheck.extraction.tagger.tagger import FAMILIES, TYPES, Promise, Reading, Tagger, load_tagger
from claimcheck.extraction.tagger.wordpiece import Piece, Vocabulary, load_vocabulary
from claimcheck.extraction.tokens import read_sentence
from claimcheck.model import UNFORESEEN, ClaimType, Family, Polarity, TermKind
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulefolder import rules_folder
from tests.extraction.helpers import DAY, document, found, names, texts

FOLDER = rules_folder() / "tagger"
BOOK = load_patterns()
ALONE = replace(BOOK, tagger=None)
WORDS = ("[UNK]", "[CLS]", "[SEP]", "ship", "##s", "##ping", "today", "cafe", "'", "-", ".", "\u4e2d")
SMALL = Vocabulary({word: number for number, word in enumerate(WORDS)})


def cut(text: str) -> list[tuple[str, str]]:
    """Each piece as the vocabulary and as the text has it."""
    return [(WORDS[piece.number], text[piece.start : piece.end]) for piece in SMALL.pieces(text)]


# ---------------------------------------------------------------- pieces


@pytest.mark.parametrize(("text", "expected"), [
    ("Ships today.", [("ship", "Ship"), ("##s", "s"), ("today", "today"), (".", ".")]),
    ("SHIPPING", [("ship", "SHIP"), ("##ping", "PING")]),
    ("shipped-today", [("[UNK]", "shipped"), ("-", "-"), ("today", "today")]),
    ("ship's", [("ship", "ship"), ("'", "'"), ("[UNK]", "s")]),
    ("Caf\u00e9", [("cafe", "Caf\u00e9")]),
    ("Cafe\u0301 today", [("cafe", "Cafe"), ("today", "today")]),
    ("to\u200bday", [("today", "to\u200bday")]),
    ("\u4e2d\u4e2dship", [("\u4e2d", "\u4e2d"), ("\u4e2d", "\u4e2d"), ("ship", "ship")]),
    ("\U0001da00 today", [("today", "today")]),
    ("s" * 101, [("[UNK]", "s" * 101)]),
    (" \t\r\n\u00a0", []),
    ("", []),
])
def test_words_are_cut_into_the_longest_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=60))
def test_pieces_stand_in_order_and_inside_the_text(text: str) -> None:
    ends = 0
    for piece in SMALL.pieces(text):
        assert ends <= piece.start < piece.end <= len(text)
        ends = piece.end


def test_a_vocabulary_needs_its_special_pieces(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("[UNK]\n[CLS]\nship\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"words\.txt: There is no piece \[SEP\]\."):
        load_vocabulary(path)
    with pytest.raises(RuleError, match=r"none\.txt: This is no vocabulary of the tagger\."):
        load_vocabulary(tmp_path / "none.txt")


# ---------------------------------------------------------------- the network


def small_network() -> dict[str, np.ndarray]:
    """Arrays of one layer of eight columns and two heads, with answers for every family and type."""
    own = np.random.default_rng(3)

    def linear(name: str, rows: int, columns: int) -> dict[str, np.ndarray]:
        return {f"{name}.whole": own.integers(-127, 128, (rows, columns)).astype(np.int8),
                f"{name}.scale": np.full(columns, .01, np.float32),
                f"{name}.constant": own.normal(size=columns).astype(np.float32)}

    def norm(name: str) -> dict[str, np.ndarray]:
        return {f"{name}.gain": np.ones(8, np.float32), f"{name}.shift": np.zeros(8, np.float32)}

    return {"pieces.whole": own.integers(-127, 128, (12, 8)).astype(np.int8),
            "pieces.scale": np.full((12, 1), .02, np.float32),
            "places": own.normal(size=(MOST_PIECES, 8)).astype(np.float32), "layers": np.int64(1),
            "heads": np.int64(2), **norm("first"), **linear("0.attend", 8, 24), **linear("0.gather", 8, 8),
            **norm("0.after_attention"), **linear("0.widen", 8, 32), **linear("0.narrow", 32, 8),
            **norm("0.after_wide"), **linear("last", 8, len(FAMILIES) + len(TYPES))}


def plainly(stored: dict[str, np.ndarray], numbers: list[int]) -> np.ndarray:
    """The same network in double precision, without rounding to whole numbers."""
    def linear(name: str, rows: np.ndarray) -> np.ndarray:
        whole = stored[f"{name}.whole"] * stored[f"{name}.scale"].astype(float)
        return rows @ whole + stored[f"{name}.constant"]

    def norm(rows: np.ndarray) -> np.ndarray:
        return (rows - rows.mean(-1, keepdims=True)) / np.sqrt(rows.var(-1, keepdims=True) + 1e-12)

    rows = norm(stored["pieces.whole"][numbers] * stored["pieces.scale"][numbers].astype(float)
                + stored["places"][: len(numbers)])
    query, key, value = np.split(linear("0.attend", rows), 3, axis=1)
    heads = []
    for head in (slice(0, 4), slice(4, 8)):
        shares = np.exp(query[:, head] @ key[:, head].T / 2)
        heads.append(shares / shares.sum(-1, keepdims=True) @ value[:, head])
    rows = norm(rows + linear("0.gather", np.concatenate(heads, axis=1)))
    wide = linear("0.widen", rows)
    wide = .5 * wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + .044715 * wide**3)))
    return linear("last", norm(rows + linear("0.narrow", wide)))


def test_the_network_computes_what_its_papers_say() -> None:
    stored = small_network()
    for numbers in ([1, 3, 2], [1, 3, 4, 6, 10, 2], [1, *range(3, 12), 2]):
        (answers,) = network_of(stored).answers([numbers])
        assert answers.shape == (len(numbers), 17)
        assert np.abs(answers - plainly(stored, numbers)).max() < .15


def test_what_is_read_together_changes_no_number() -> None:
    network = load_tagger(FOLDER).network
    rows = np.random.default_rng(5)
    many = [rows.integers(0, 20_000, size).tolist() for size in (3, 40, MOST_PIECES, 17, 1, 80)]
    together = network.answers(many)
    for alone, (answers,) in zip(together, (network.answers([one]) for one in many), strict=True):
        assert np.array_equal(alone, answers)


SAID = """
import hashlib
from pathlib import Path
from claimcheck.extraction.tagger.tagger import load_tagger
from claimcheck.rulebook.claims import load_patterns
tagger = load_tagger(load_patterns().tagger)
lines = [example.text for entry in load_patterns().entries[:40] for example in entry.match]
tagger.read_ahead(lines)
print(hashlib.sha256(b"".join(tagger.read(line).answers.tobytes() for line in lines)).hexdigest())
"""
PROCESSORS = (
    {},
    {"OPENBLAS_NUM_THREADS": "2"},
    {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": "X86_V4"},
    {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "X86_V4"},
)


def test_every_kind_of_processor_gives_the_same_numbers() -> None:
    """As far as one machine can play another: libraries told to use what older processors have."""
    said = {subprocess.run([sys.executable, "-W", "ignore", "-c", SAID], cwd=rules_folder().parent, text=True,
                           capture_output=True, timeout=120, check=True, env={**os.environ, **own}).stdout
            for own in PROCESSORS}
    assert len(said) == 1


# ---------------------------------------------------------------- readings


def reading(*said: dict[Family | ClaimType, int]) -> Reading:
    """A reading of one-letter pieces with a blank between."""
    answers = np.full((len(said), len(FAMILIES) + len(TYPES)), -50, np.int32)
    for row, own in enumerate(said):
        for what, tenths in own.items():
            answers[row, [*FAMILIES, *TYPES].index(what)] = tenths
    return Reading(tuple(Piece(0, 2 * n, 2 * n + 1) for n in range(len(said))), answers)


STOCK = Family.INVENTORY


def test_a_reading_speaks_for_words_as_much_as_its_best_piece() -> None:
    read = reading({STOCK: -40}, {STOCK: 12}, {STOCK: 3})
    assert [read.speaks_for(STOCK, *place) for place in ((0, 1), (0, 3), (3, 5), (5, 9))] == [-40, 12, 3, 0]


def test_a_promise_is_a_run_of_pieces_with_a_sure_one() -> None:
    left = ClaimType.QUANTITY
    fast = {Family.PERFORMANCE: 30, ClaimType.FIGURE: 0}
    read = reading({STOCK: 5}, {STOCK: 20, left: 9}, {}, {STOCK: 1}, {}, {}, {STOCK: 14}, {}, fast)
    assert list(read.promises(0, 20)) == [Promise(left, 0, 7, 20), Promise(ClaimType.FIGURE, 16, 17, 30)]
    assert list(read.promises(0, 31)) == []


def test_long_texts_are_read_whole_between_sentences() -> None:
    tagger = load_tagger(FOLDER)
    text = "The barn is red and the gate is open today. " * 40 + "x " * 300
    read = tagger.read(text)
    assert read.pieces == tuple(tagger.vocabulary.pieces(text))
    assert len(read.answers) == len(read.pieces)
    first = tagger.read("The barn is red and the gate is open today. " * 11)
    assert np.array_equal(read.answers[: len(first.answers)], first.answers)


def test_kept_readings_are_the_same() -> None:
    tagger = Tagger(load_tagger(FOLDER).vocabulary, load_tagger(FOLDER).network)
    lines = ["The barn is red.", "Ships today from Leeds.", "", "The barn is red."]
    tagger.read_ahead(lines)
    other = Tagger(tagger.vocabulary, tagger.network)
    assert all(np.array_equal(tagger.read(line).answers, other.read(line).answers) for line in lines)


def test_a_broken_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"network\.npz: This is no network of the tagger\."):
        load_tagger(tmp_path)
    shutil.copy(FOLDER / "words.txt", tmp_path)
    np.savez(tmp_path / "network.npz", layers=np.int64(1))
    with pytest.raises(RuleError, match="This is no network of the tagger"):
        load_tagger(tmp_path)
    (tmp_path / "network.npz").write_bytes((FOLDER / "network.npz").read_bytes()[:5_000])
    with pytest.raises(RuleError, match="This is no network of the tagger"):
        load_tagger(tmp_path)
    np.savez(tmp_path / "network.npz", layers=np.array([{"a": 1}], dtype=object))
    with pytest.raises(RuleError, match="This is no network of the tagger"):
        load_tagger(tmp_path)


# ---------------------------------------------------------------- what it changes


def added(text: str, start: int, end: int) -> list[str]:
    """What a reading adds that takes these characters for a promise and knows no more."""
    none = NameIndex({})
    sentence = read_sentence(Prose(text, text), 0, len(text), on=DAY, names=none, places=none)
    second = SecondReading(text, ((0, len(text)),), load_tagger(FOLDER))
    whole = Promise(ClaimType.STOCK, start, end, 20)
    second._last = _Stretch(0, len(text), reading(), (whole,))
    return [text[hit.start : hit.end] for hit in second.unforeseen(sentence)]


@pytest.mark.parametrize(("text", "start", "end", "expected"), [
    ("Ready, set and on its way.", 5, 26, ["set and on its way"]),
    ("We sell, availability, soup.", 7, 21, []),
    ("Brandy 70cl at the door.", 7, 11, []),
    ("See http://shop.example/next?from=us now.", 4, 36, []),
])
def test_what_it_adds_has_two_words_and_no_mark_at_its_ends(
    text: str, start: int, end: int, expected: list[str]
) -> None:
    assert added(text, start, end) == expected

def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(claim.type.value, claim.sense, claim.text, claim.entry) for claim in found(BOOK, text)]


def test_a_promise_that_no_pattern_foresaw_is_a_claim_without_a_sense() -> None:
    text = "We keep a couple hundred of these in the back."
    assert texts(found(ALONE, text)) == []
    rest = "keep a couple hundred of these in the back"
    assert told(text) == [("inventory.quantity", "", rest, UNFORESEEN)]


def test_the_words_round_it_do_to_it_what_they_do_to_any_claim() -> None:
    (claim,) = found(BOOK, "It never shrugs off a hailstorm.")
    assert (claim.text, claim.entry) == ("never shrugs off a hailstorm", UNFORESEEN)
    assert claim.polarity is Polarity.NEGATED
    assert told("If it shrugs off a hailstorm, write to us.") == []


def test_what_a_pattern_finds_in_words_of_no_promise_is_dropped() -> None:
    text = "Our gift shop is open every day, and the tea room closes in bad weather."
    assert told(text) == []


def test_a_patterns_find_wins_over_the_second_reading() -> None:
    (claim,) = told("All orders leave our warehouse the day they come in.")
    assert claim[1] == "ships-today"


def test_short_blocks_are_left_to_the_patterns() -> None:
    assert told("In stock.") == [("availability.stock", "in-stock", "In stock", "in-stock")]
    assert told("Shrugs off.") == []


@pytest.mark.parametrize(("text", "worth"), [
    ("Ships within hours", True), ("Ships today", False), ("9 x 4 1,200.00", False), ("> > > > -- |", False),
    ("24 h 7 d", False), ("\u4e2d\u6587 1 2", True), ("", False),
])
def test_figures_and_marks_alone_are_not_worth_reading(text: str, worth: bool) -> None:
    assert is_worth_reading(text) is worth


def test_short_sentences_are_taken_at_their_word() -> None:
    words = ("availability.dispatch", "ships-today", "ships today", "ships-today")
    assert told("The Fell ships today.") == [words]


def test_a_projects_own_phrase_stands(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("entries:\n  - id: acme-soup\n    type: performance.quality\n    sense: property\n"
                   "    patterns: ['had soup']\n", encoding="utf-8")
    text = "We walked the dogs along the river and had soup."
    claims = found(load_patterns(own={"own.yaml": own}), text)
    assert [(claim.text, claim.entry) for claim in claims] == [("had soup", "acme-soup")]
    assert told(text) == []


def test_what_the_facts_name_stands() -> None:
    known = names(("soup", TermKind.FEATURE, "tent"))
    claims = found(BOOK, "We walked the dogs along the river and had soup.", vocabulary=known)
    assert [(claim.text, claim.entry) for claim in claims] == [("soup", "facts:feature")]


def test_blocks_read_together_give_what_each_gives_alone() -> None:
    lines = ["We keep a couple hundred of these in the back.", "It shrugs off a hailstorm.", "In stock.",
             "The valley is quiet in the morning."] * 40
    whole = extract_document(document(*lines), patterns=BOOK, on=DAY)
    slow = extract_document(document(*lines), patterns=BOOK, on=DAY, gate=False, windows=False)
    assert [(c.text, c.start, c.entry) for c in whole] == [(c.text, c.start, c.entry) for c in slow]
    assert [c.text for c in whole] == [c.text for line in lines for c in found(BOOK, line)]


def test_a_tagger_without_its_files_is_told(tmp_path: Path) -> None:
    shutil.copytree(rules_folder() / "claims", tmp_path / "claims")
    (tmp_path / "tagger").mkdir()
    with pytest.raises(RuleError, match=r"tagger/words\.txt: This file of the tagger cannot be read\."):
        load_patterns(tmp_path / "claims")


def test_the_tagger_is_part_of_the_rules_digest(tmp_path: Path) -> None:
    shutil.copytree(rules_folder() / "claims", tmp_path / "claims")
    assert load_patterns(tmp_path / "claims").sha256 != BOOK.sha256
    shutil.copytree(FOLDER, tmp_path / "tagger")
    assert load_patterns(tmp_path / "claims").sha256 == BOOK.sha256
    assert load_patterns(tmp_path / "claims").tagger == tmp_path / "tagger"
