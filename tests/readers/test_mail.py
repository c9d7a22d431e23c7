"""Mail: headers, parts, transfer encodings, charsets, mailboxes."""

from __future__ import annotations

import base64

import pytest

from claimcheck.model import Precision, Surface
from tests.readers.checking import document, one, slice_of

HEAD = "From: a@b.example\nMIME-Version: 1.0\n"


def _mail(content_type: str, encoding: str, body: bytes, subject: str = "Hi") -> bytes:
    return (
        f"{HEAD}Subject: {subject}\nContent-Type: {content_type}\nContent-Transfer-Encoding: "
        f"{encoding}\n\n".encode()
        + body
    )


@pytest.mark.parametrize(
    ("raw", "expected", "words", "source"),
    [
        ("Only 3 left", "Only 3 left", "3", "3"),
        ("Only\n 3 left", "Only 3 left", "Only 3", "Only\n 3"),
        ("=?utf-8?Q?Only_=C2=A35_left?=", "Only £5 left", "£", "=C2=A3"),
        ("=?utf-8?Q?Only_3?= =?utf-8?Q?_left?=", "Only 3 left", "left", "left"),
        ("=?iso-8859-1?q?caf=E9?= now", "café now", "é", "=E9"),
        ("=?utf-8?B?T25seSAzIGxlZnQ=?= now", "Only 3 left now", "3", "=?utf-8?B?T25seSAzIGxlZnQ=?="),
    ],
)
def test_subjects(raw: str, expected: str, words: str, source: str) -> None:
    found = document("a.eml", _mail("text/plain", "7bit", b"Hello there, friend.", raw))
    subject = found.segments[0]
    assert (subject.text, subject.surface) == (expected, Surface.SUBJECT)
    assert slice_of(found, subject, words) == source


def test_quoted_printable_is_mapped_character_by_character() -> None:
    found = document(
        "a.eml",
        _mail(
            "text/plain; charset=utf-8",
            "quoted-printable",
            b"We=E2=80=99ll have on=\nly =33 caf=C3=A9s  \nleft",
        ),
    )
    segment = found.segments[1]
    assert segment.text == "We’ll have only 3 cafés left"
    assert slice_of(found, segment, "’") == "=E2=80=99"
    assert slice_of(found, segment, "only 3") == "on=\nly =33"
    assert found.precision is Precision.EXACT


def test_base64_is_mapped_to_the_line() -> None:
    body = base64.encodebytes(b"<p>" + b"x " * 60 + b"</p><p>Only &pound;5</p>")
    found = document("a.eml", _mail("text/html; charset=utf-8", "base64", body))
    segment = found.segments[2]
    assert segment.text == "Only £5"
    assert found.precision is Precision.LINE
    assert found.place(segment.start).line == 9
    assert slice_of(found, segment, "£5") == body.decode().splitlines()[2]


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("iso-8859-1", "café £5 left".encode("latin-1")),
        ("windows-1252", "café £5 left".encode("cp1252")),
        ("utf-8", "café £5 left".encode()),
        ("", "café £5 left".encode()),
        ("", "café £5 left".encode("latin-1")),
        ("no-such", "café £5 left".encode()),
    ],
)
def test_charsets(charset: str, encoded: bytes) -> None:
    found = document(
        "a.eml", _mail(f"text/plain; charset={charset}" if charset else "text/plain", "8bit", encoded)
    )
    assert found.segments[1].text == "café £5 left"
    assert found.place(found.segments[1].source(8, 12)[0]).line == 7


def test_alternatives_and_attachments_are_all_read() -> None:
    source = (
        HEAD
        + """Subject: S
Content-Type: multipart/mixed; boundary="o"

preamble
--o
Content-Type: multipart/alternative; boundary=i

--i
Content-Type: text/plain

Only 3 left

--i
Content-Type: text/html

<div style="display:none">Pre</div><p>Only <b>3</b> left</p>
--i--
--o
Content-Type: text/html; name="a.html"
Content-Disposition: attachment

<p>Ships today</p>
--o
Content-Type: application/pdf; name="a.pdf"

JVBERi0=
--o
Content-Type: image/png

x
--o--
epilogue
"""
    )
    found = document("a.eml", source)
    assert [(s.text, s.surface.value, s.part) for s in found.segments] == [
        ("S", "subject", ""),
        ("Only 3 left", "body", "plain"),
        ("Pre", "preheader", "html"),
        ("Only 3 left", "body", "html"),
        ("Ships today", "body", "html"),
    ]
    assert slice_of(found, found.segments[3], "3 left") == "3</b> left"
    (problem,) = found.problems
    assert "application/pdf" in problem.message
    assert found.place(problem.start).line == 28


def test_an_unclosed_part_is_read_to_the_end_and_a_missing_one_is_told() -> None:
    assert (
        document("a.eml", HEAD + "Content-Type: multipart/mixed; boundary=o\n\n--o\n\nShips today, friend.")
        .segments[0]
        .text
        == "Ships today, friend."
    )
    (problem,) = document("a.eml", HEAD + "Content-Type: multipart/mixed; boundary=o\n\nShips today").problems
    assert "boundary" in problem.message


def test_a_mailbox_is_read_message_by_message() -> None:
    one_message = (
        "From a@b Mon Nov 25 18:30:41 2002\nFrom: a@b.example\nDate: x\nSubject: "
        "S{n}\n\nShips today {n}, friend.\n\n"
    )
    found = document("a.mbox", one_message.replace("{n}", "1") + one_message.replace("{n}", "2"))
    assert [(s.text, s.part) for s in found.segments] == [
        ("S1", ""),
        ("Ships today 1, friend.", "plain 1"),
        ("S2", ""),
        ("Ships today 2, friend.", "plain 2"),
    ]


def test_an_attached_message_is_read() -> None:
    found = document(
        "a.eml", HEAD + "Subject: A\nContent-Type: message/rfc822\n\nSubject: B\n\nShips today, friend."
    )
    assert [s.text for s in found.segments] == ["A", "B", "Ships today, friend."]


def test_old_mail_that_is_html_is_read_as_html() -> None:
    assert (
        document("a.eml", "From: a@b\nSubject: S\n\n<html><p>Only <b>3</b></p>").segments[1].text == "Only 3"
    )


def test_offsets_count_in_the_raw_file_whatever_its_bytes() -> None:
    raw = _mail("text/plain; charset=iso-8859-1", "8bit", b"caf\xe9 \xa35 left now, friend.")
    found = document("a.eml", raw)
    assert len(found.text) == len(raw)
    assert slice_of(found, found.segments[1], "£5") == "£5"
    utf8 = document("a.eml", _mail("text/plain; charset=utf-8", "8bit", "café £5 left".encode()))
    assert slice_of(utf8, utf8.segments[1], "£5 left") == "£5 left"


def test_a_nest_of_parts_too_deep_is_told() -> None:
    body = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(60))
    assert any("too many parts" in p.message for p in document("a.eml", HEAD + body + "\nHi").problems)


def test_quoted_replies_in_mail() -> None:
    assert (
        one("a.eml", HEAD + "Subject: S\n\n> Is it in stock?\n\nYes, friend.", "Is it").surface
        is Surface.QUOTE
    )
