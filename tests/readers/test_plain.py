"""Plain text: wrapped lines, lists, headings, tables of blanks, header lines, quotations."""

from __future__ import annotations

import pytest

from claimcheck.model import Surface
from tests.readers.checking import document, slice_of, texts

WRAPPED = (
    "The Rhone table seats the whole family of eight and we deliver it\n   within 5-7 "
    "working\ndays, carried to the room."
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            WRAPPED,
            [
                (
                    "The Rhone table seats the whole family of eight and we deliver it within 5-7 working "
                    "days, carried to "
                    "the room."
                )
            ],
        ),
        ("one\r\ntwo\r\n\r\nthree", ["one two", "three"]),
        ("one\rtwo\r\rthree", ["one two", "three"]),
        ("- a\n- b\n  c\n* d\n• e\n1. f\n2) g\n>> h\n✓ i", ["a", "b c", "d", "e", "f", "g", "h", "i"]),
        (
            f"{WRAPPED}\n\nBudweiser x 24\nNow 42.14 Euro\n",
            [
                (
                    "The Rhone table seats the whole family of eight and we deliver it within 5-7 working "
                    "days, carried to the room."
                ),
                "Budweiser x 24\nNow 42.14 Euro",
            ],
        ),
        ("Trek      £20    3 left\nDuo       £30    9 left", ["Trek £20 3 left", "Duo £30 9 left"]),
        ("Trek..........$20\nDuo...........$30", ["Trek..........$20", "Duo...........$30"]),
        ("| Trek | £20 |\n| Duo | £30 |", ["| Trek | £20 |", "| Duo | £30 |"]),
        (
            "| We will send you the list of all our cables |\n| and ship it today. |",
            ["We will send you the list of all our cables and ship it today."],
        ),
        ("a\tb\nc\td", ["a b", "c d"]),
        ("one\n-----\ntwo", ["one", "two"]),
        ("In stock*\n\n* While it lasts.", ["In stock*", "While it lasts."]),
    ],
)
def test_prose(source: str, expected: list[str]) -> None:
    assert texts("a.txt", source) == expected


@pytest.mark.parametrize(
    "source", ["OUR TREK", "Our Trek\n========", "-------\nOur Trek\n-------", "Our Trek"]
)
def test_headings(source: str) -> None:
    found = document("a.txt", f"{source}\n\nIt is in stock and ships today.")
    assert [(s.surface.value, s.section) for s in found.segments] == [
        ("heading", ()),
        ("body", (found.segments[0].text,)),
    ]


@pytest.mark.parametrize(
    "line", ["Dear Mr Jones,", "It ships today.", "Only 3 left", "14 April 2026", "we are here"]
)
def test_what_is_no_heading(line: str) -> None:
    assert document("a.txt", f"{line}\n\nMore text here.").segments[0].surface is Surface.BODY


def test_leading_header_lines_are_surfaces() -> None:
    found = document("a.txt", "Subject: Only 3 left\nPreheader: Ships today\n\nHello there, friend.")
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("Only 3 left", "subject"),
        ("Ships today", "preheader"),
        ("Hello there, friend.", "body"),
    ]
    assert found.place(found.segments[0].start).column == 10


def test_quoted_replies_are_told_apart() -> None:
    found = document("a.txt", "Yes, we do.\n> Is it in\n> stock?\nIt ships today.")
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("Yes, we do.", "body"),
        ("Is it in stock?", "quote"),
        ("It ships today.", "body"),
    ]


def test_groups_join_a_paragraph_with_its_heading_and_part_items() -> None:
    found = document("a.txt", "TREK\nIn stock now, friends.\n\n- a\n- b")
    group = {s.text: s.group for s in found.segments}
    assert group["TREK"] == group["In stock now, friends."]
    assert len({group["TREK"], group["a"], group["b"]}) == 3


def test_a_claim_across_a_line_end_keeps_its_place() -> None:
    found = document("a.txt", WRAPPED)
    assert slice_of(found, found.segments[0], "within 5-7 working days") == "within 5-7 working\ndays"
