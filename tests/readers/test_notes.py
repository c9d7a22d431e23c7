"""Reference marks linked to their notes."""

from __future__ import annotations

import pytest

from claimcheck.model import Surface
from tests.readers.checking import document


def _links(path: str, source: str) -> list[tuple[str, str | None]]:
    found = document(path, source)
    return [
        (mark.label, None if mark.note is None else found.segments[mark.note].text)
        for segment in found.segments
        for mark in segment.marks
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Free delivery*</p><p>Hi</p><p>* Over £50.</p>", [("*", "* Over £50.")]),
        ("<p>Free delivery†.</p><small>† Over £50.</small>", [("†", "† Over £50.")]),
        ("<p>A* and B**</p><p>** two</p><p>* one</p>", [("*", "* one"), ("**", "** two")]),
        ("<p>40%<sup>1</sup> off</p><small>1. Against list.</small>", [("1", "1. Against list.")]),
        ("<p>40%<sup>1</sup> off</p><p><sup>1</sup> Against list.</p>", [("1", "¹ Against list.")]),
        ("<p>40%<sup>[1]</sup> off</p><p>[1] Against list.</p>", []),
        ("<p>40%<sup><a href='#n'>a</a></sup> off</p><p id=n>Against list.</p>", [("a", "Against list.")]),
        (
            "<p>40%<a href='#n'><sup>2</sup></a> off</p><div id=n><p>Against list.</p></div>",
            [("2", "Against list.")],
        ),
        ("<p>Free delivery*</p>", [("*", None)]),
        ("<p>20 m<sup>2</sup> and 10<sup>6</sup></p><small>2. no</small>", []),
        ("<p>*really* in stock</p>", []),
        ("<p>5 * 3</p>", []),
        ("<p>Half price, see terms</p><h4>Terms</h4><p>Sundays only.</p>", [("terms", "Sundays only.")]),
        ("<p>T&amp;Cs apply.</p><p>Terms: Sundays only.</p>", [("terms", "Terms: Sundays only.")]),
        ("<p>Terms apply.</p>", [("terms", None)]),
    ],
)
def test_marks_in_html(source: str, expected: list[tuple[str, str | None]]) -> None:
    assert _links("a.html", source) == expected


def test_marks_in_plain_text() -> None:
    assert _links("a.txt", "While stocks last*\n\nHello there, friend.\n\n* Not Sundays.\n") == [
        ("*", "Not Sundays.")
    ]
    assert _links("a.txt", "* one thing\n* another thing\n") == []


def test_a_note_is_a_footnote_and_a_plain_item_is_not() -> None:
    found = document("a.txt", "While stocks last*\n\n* Not Sundays.\n")
    assert [s.surface for s in found.segments] == [Surface.BODY, Surface.FOOTNOTE]
    found = document("a.txt", "* one thing\n* another thing\n")
    assert [s.surface for s in found.segments] == [Surface.LIST_ITEM, Surface.LIST_ITEM]


def test_each_alternative_of_a_mail_has_its_own_note() -> None:
    found = document(
        "a.eml",
        "From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
        "Free delivery now*\n\n* Plain note.\n--b\nContent-Type: text/html\n\n<p>Free "
        "delivery*</p><p>* HTML note.</p>",
    )
    assert [(s.text, found.segments[s.marks[0].note or 0].text) for s in found.segments if s.marks] == [
        ("Free delivery now*", "Plain note."),
        ("Free delivery*", "* HTML note."),
    ]


def test_a_link_to_the_terms_points_to_them() -> None:
    found = document(
        "a.html", "<p>Free. <a href='#t'>See terms</a></p><p>More</p><div id=t>Not on Sundays</div>"
    )
    assert [(m.label, m.note) for m in found.segments[0].marks] == [("terms", 2)]
    assert found.segments[2].surface is Surface.FOOTNOTE


def test_a_footnote_s_number_of_four_figures_is_one_mark() -> None:
    found = document("a.md", "In stock[^1234] now.\n\n[^1234]: Not Sundays.\n")
    (mark,) = found.segments[0].marks
    assert (found.segments[0].text, mark.label, mark.note) == ("In stock¹²³⁴ now.", "1234", 1)
    assert (mark.prose_start, mark.prose_end) == (8, 12)
