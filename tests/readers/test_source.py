"""Decoding, limits, and which reader reads which file."""

from __future__ import annotations

import pytest

from claimcheck.errors import ReadError
from claimcheck.readers import detect_format, read
from tests.readers import samples
from tests.readers.checking import document


@pytest.mark.parametrize(
    "data",
    [
        "café £5".encode("utf-8-sig"),
        "café £5".encode("utf-16"),
        "café £5".encode("utf-16-le"),
        "café £5".encode("utf-16-be"),
        "\ufeffcafé £5".encode("utf-32-le"),
        "café £5".encode(),
        "café £5".encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    found = document("a.txt", data)
    assert found.text == "café £5"
    assert found.segments[0].text == "café £5"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252"), ("shift_jis", "cp932"), ("utf-8", "utf-8")],
)
def test_a_declared_charset_is_believed(charset: str, codec: str) -> None:
    words = {"cp1251": "Цена 5", "cp932": "価格 5"}.get(codec, "café £5")
    assert (
        document("a.html", f"<meta charset={charset}><p>{words}</p>".encode(codec)).segments[0].text == words
    )


def test_a_declared_charset_that_does_not_fit_is_passed_over() -> None:
    assert (
        document("a.html", "<meta charset=utf-8><p>café £5</p>".encode("cp1252")).segments[0].text
        == "café £5"
    )


def test_a_bad_byte_in_utf8_is_a_problem_at_its_place() -> None:
    found = document("a.txt", "café ".encode() + b"\xff now " + "£5".encode())
    assert found.segments[0].text == "café \ufffd now £5"
    assert [(p.start, p.end) for p in found.problems] == [(5, 6)]


def test_nothing_is_detected_where_nothing_is_odd() -> None:
    assert document("a.txt", b"").segments == ()
    assert document("a.html", b"").segments == ()


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff" * 50, b"abc\x00def"])
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary"):
        read("a.txt", data)


def test_the_size_limit_acts_before_parsing() -> None:
    with pytest.raises(ReadError, match=r"a\.pdf: the file has 11 bytes; the limit is 10\."):
        read("a.pdf", b"not a pdf!!", max_bytes=10)


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(ReadError, match=r'unknown format "markdwn"\. Did you mean "markdown"'):
        read("a.txt", b"", format="markdwn")


def test_a_format_can_be_given() -> None:
    assert document("a.txt", b"<b>x</b>").segments[0].text == "<b>x</b>"
    assert read("a.txt", b"<b>x</b>", format="html").segments[0].text == "x"


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("a.HTML", b"", "html"),
        ("a.mjml", b"", "mjml"),
        ("b/a.md", b"", "markdown"),
        ("a.mdx", b"", "mdx"),
        ("a.eml", b"", "mail"),
        ("a.md.j2", b"", "markdown"),
        ("a.html.liquid", b"", "html"),
        ("a.txt.erb", b"", "plain"),
        ("a.liquid", b"", "html"),
        ("a", b"<!doctype html><p>", "html"),
        ("a", b"\n<mjml>", "mjml"),
        ("a", b"hello", "plain"),
        ("-", b"<p>x", "html"),
        ("a", b"From: x\nSubject: y\nMIME-Version: 1.0\n\nhi", "mail"),
        ("a", b"Note: x\nTerms: y\n\nhi", "plain"),
        ("a", b"%PDF-1.7", "pdf"),
        ("a", b"{\\rtf1 x}", "rtf"),
        ("a", samples.docx("<w:p/>"), "docx"),
        ("a", samples.odt(""), "odt"),
        ("a", samples.idml(""), "idml"),
        ("b\\a.md", b"", "markdown"),
        ("a.xyz", b"# hi", "plain"),
    ],
)
def test_formats_by_name_then_by_content(path: str, data: bytes, expected: str) -> None:
    assert detect_format(path, data) == expected


def test_a_path_is_shown_with_forward_slashes() -> None:
    assert document("b\\a.txt", b"hi").path == "b/a.txt"
