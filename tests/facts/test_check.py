"""What is wrong with the facts themselves on a day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claimcheck.facts import check_facts

from .writing import LONDON, errors, facts, settings

ON = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo(LONDON))


def problems(root: Path, text: str) -> list[str]:
    found = check_facts(facts(root, text), settings(root), ON)
    return [f"{p.where.line}:{p.where.column} {p.code} {p.message}" for p in found]


def test_sound_facts_have_no_problem(tmp_path: Path) -> None:
    (tmp_path / "proof.txt").write_text("x")
    assert (
        problems(
            tmp_path,
            """\
        products:
          - product: p
            name: P
            stock: {units: 3, as_of: 2026-03-03 08:00}
            performance: {a: {value: 1 hour, evidence: E}}
        evidence: [{id: E, file: proof.txt, date: 2026-01-01, valid_through: 2026-03-03}]
    """,
        )
        == []
    )


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("file: gone.pdf", '1:12 EV001 E names "gone.pdf", which is not in the project.'),
        ("file: ../x.pdf", '1:12 EV001 E names "../x.pdf", which is not in the project.'),
        ("url: u, valid_through: 2026-03-02", "1:12 EV002 E was valid through 2026-03-02."),
        ("url: u, date: 2026-03-04", "1:12 EV002 E is dated 2026-03-04, after 2026-03-03."),
        (
            "file: proof.txt, sha256: " + "1" * 64,
            '1:12 EV002 "proof.txt" has changed since E was written (SHA-256 now ba7816bf8f01…).',
        ),
    ],
)
def test_evidence(tmp_path: Path, entry: str, said: str) -> None:
    (tmp_path / "proof.txt").write_bytes(b"abc")
    assert problems(tmp_path, f"evidence: [{{id: E, {entry}}}]") == [said]


@pytest.mark.parametrize(
    "sha256", ["0" * 64, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]
)
def test_a_hash_that_fits_or_is_not_written_yet(tmp_path: Path, sha256: str) -> None:
    (tmp_path / "proof.txt").write_bytes(b"abc")
    assert problems(tmp_path, f'evidence: [{{id: E, file: proof.txt, sha256: "{sha256}"}}]') == []


def test_unknown_evidence_is_named_once(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """\
        products:
          - product: p
            name: P
            performance:
              a: {typical: 1 hour, max: 2 hours, evidence: [EV-1, EV-3]}
              b: {value: 1 W, evidence: EV-1}
        evidence: [{id: EV-2, url: u}]
    """,
    ) == [
        '5:20 EV001 p.performance.a.typical rests on EV-1, which is not on file. Did you mean "EV-2"?',
        '5:20 EV001 p.performance.a.typical rests on EV-3, which is not on file. Did you mean "EV-2"?',
    ]


def test_facts_dated_later(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """\
        product: p
        name: P
        stock: {units: 3, allocated: 1, as_of: 2026-03-03 10:00}
        price: {value: 1 GBP, as_of: 2026-03-03}
    """,
    ) == ["3:16 EV002 p.stock.units is dated 2026-03-03 10:00, after 2026-03-03 09:00."]


def test_facts_that_ended(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """\
        product: p
        name: P
        performance:
          a: {typical: 1 hour, max: 2 hours, valid_through: 2026-03-02}
          b: [{typical: 1 W, valid_through: 2026-01-01}, {typical: 2 W, valid_from: 2026-01-02}]
        offers: [{id: o, says: 5% off, price: 3 GBP, valid_through: 2026-02-28 12:00}]
    """,
    ) == [
        "4:16 EV002 p.performance.a ended on 2026-03-02 23:59.",
        "6:24 EV002 p.offers.o ended on 2026-02-28 12:00.",
    ]


def test_conflicts(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """\
        product: p
        name: P
        variants: [{sku: A}]
        stock:
          units: [{value: 412}, {value: 37}]
          allocated: [{value: 1, as_of: 2026-03-01}, {value: 2, as_of: 2026-03-02}]
          held_by: [{value: us}, {value: supplier, only_for: {variants: [A]}}]
          availability:
            - {value: in_stock}
            - {value: backorder, only_for: {variants: [A]}}
            - {value: preorder, only_for: {variants: [A]}}
    """,
    ) == [
        "5:19 EV004 p.stock.units has two values for the same day and scope: 412 (line 5) and 37 (line 5).",
        (
            "10:15 EV004 p.stock.availability has two values for the same day and scope: "
            "backorder (line 10) and preorder (line 11)."
        ),
    ]


def test_a_stock_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems(
        tmp_path, "product: p\nname: P\nstock: {units: 1, as_of: 2026-03-01, source: exports/stock.csv}\n"
    ) == ['3:26 EV001 The stock file "exports/stock.csv" is not in the project; the written counts are used.']


def test_an_answer_must_rest_on_facts_that_are_there(tmp_path: Path) -> None:
    text = "performance: {{battery_life: 8 hours}}\nobjections: [{{id: o, facts: [{}]}}]\n"
    for key in (
        "performance.battery_life",
        "performance",
        "performance.battery_life.typical",
        "p.performance",
    ):
        assert errors(tmp_path, text.format(key)) == []
    assert errors(tmp_path, text.format("performance.batery_life")) == [
        'facts.yaml:4:14: "performance.batery_life" is no fact of p. Did you mean "performance.battery_life"?'
    ]
