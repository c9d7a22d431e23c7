"""Hostile files are read or refused, never with a crash. Times and memory: ``benchmarks/readers.py``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.errors import ReadError
from claimcheck.model import Surface
from claimcheck.readers import read
from claimcheck.readers.context import but
from tests.readers import hostile, samples
from tests.readers.checking import check

# Long texts: counting their lines takes longer than running them.
pytestmark = pytest.mark.no_cover

SIZE = 20_000


@pytest.mark.parametrize("make", hostile.TEXT.values(), ids=hostile.TEXT.keys())
@pytest.mark.parametrize("path", ["a.html", "a.mjml", "a.md", "a.mdx", "a.txt"])
def test_text(path: str, make: Callable[[int], str]) -> None:
    check(read(path, make(SIZE).encode()))


@pytest.mark.parametrize("make", hostile.RTF.values(), ids=hostile.RTF.keys())
def test_rtf(make: Callable[[int], str]) -> None:
    check(read("a.rtf", make(SIZE).encode("ascii")))


@pytest.mark.parametrize(
    "make", (hostile.MAIL | hostile.TEXT).values(), ids=(hostile.MAIL | hostile.TEXT).keys()
)
def test_mail(make: Callable[[int], str]) -> None:
    check(read("a.eml", make(SIZE).encode()))


@pytest.mark.parametrize(("name", "make"), hostile.OFFICE.items(), ids=hostile.OFFICE.keys())
def test_office(name: str, make: Callable[[int], bytes]) -> None:
    read_or_refused(f"a.{name.split('-', maxsplit=1)[0]}", make(SIZE))


@pytest.mark.parametrize("make", hostile.PDF.values(), ids=hostile.PDF.keys())
def test_pdf(make: Callable[[int], bytes]) -> None:
    read_or_refused("a.pdf", make(SIZE))


def read_or_refused(path: str, data: bytes) -> None:
    try:
        check(read(path, data))
    except ReadError as error:
        assert str(error).startswith(f"{path}: ")  # noqa: PT017 - most are read, some refused


@pytest.mark.parametrize("kind", ["docx", "odt", "idml"])
def test_there_are_twenty_files_of_each_kind(kind: str) -> None:
    assert sum(name.startswith(f"{kind}-") for name in hostile.OFFICE) >= 20
    assert min(len(hostile.RTF), len(hostile.PDF), len(hostile.MAIL), len(hostile.TEXT)) >= 20


@pytest.mark.parametrize("cut", range(0, 1000, 50))
@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.docx", hostile.OFFICE["docx-paragraphs"](3000)),
        ("a.odt", hostile.OFFICE["odt-notes"](3000)),
        ("a.idml", hostile.OFFICE["idml-content"](3000)),
        ("a.pdf", hostile.PDF["many-lines"](3000)),
    ],
    ids=["docx", "odt", "idml", "pdf"],
)
def test_damaged_documents_are_read_or_refused(path: str, data: bytes, cut: int) -> None:
    for damaged in (data[:cut], data[cut:], data[:cut] + b"\xff\x00" + data[cut + 2 :]):
        read_or_refused(path, damaged)


@pytest.mark.parametrize(
    ("path", "make", "unread"),
    [
        ("a.html", lambda n: "<td>a" * n, 5 * 15_000),
        ("a.md", lambda n: "a\n\n" * n, 3 * 15_000),
        ("a.txt", lambda n: "a\n\n" * n, 3 * 15_000),
        ("a.rtf", lambda n: "{\\rtf1" + "a\\par " * n, 6 + 6 * 15_000),
    ],
    ids=["html", "markdown", "plain", "rtf"],
)
def test_more_blocks_than_any_copy_are_not_read_and_said(
    path: str, make: Callable[[int], str], unread: int
) -> None:
    document = read(path, make(25_000).encode())
    check(document)
    assert len(document.segments) == 15_000
    (problem,) = document.problems
    assert problem.message == "this text has more than 15,000 blocks; from here on it was not read."
    assert abs(problem.start - unread) <= 7
    assert document.segments[-1].end <= problem.start


@pytest.mark.parametrize(
    ("path", "source", "unread", "read_before"),
    [
        ("a.php", "<p>In stock</p><?php " + "'a b' " * 12_000, "'a b'", 1 + 9_999),
        ("a.html", "{{b}}<p>" * 12_000, "{{b}}", 10_000),
        ("a.txt", "{{ 'a b' | c }}\n\n" * 12_000, "{{ 'a b' | c }}", 5_000),
        ("a.mdx", "a {b}\n\n" * 12_000, "{b}", 10_001),
        ("a.rtf", "{\\rtf1 " + "*|a|*\\par " * 12_000, "*|a|*", 10_000),
        ("a.eml", "Subject: a\nFrom: b\n\n" + "%%a%%\n\n" * 12_000, "%%a%%", 1 + 10_000),
    ],
)
def test_more_tags_than_any_template_are_not_read_and_said(
    path: str, source: str, unread: str, read_before: int
) -> None:
    document = read(path, source.encode())
    check(document)
    (problem,) = document.problems
    assert problem.message == (
        "this text has more than 10,000 template tags or strings in them; from here on it was not read."
    )
    assert document.text.startswith(unread.strip("'"), problem.start)
    assert len(document.segments) == read_before
    assert document.segments[-1].end <= problem.start


def test_a_mail_s_endless_subject_is_cut_and_said() -> None:
    document = read("a.eml", hostile.MAIL["folded"](40_000).encode())
    check(document)
    (problem,) = document.problems
    assert problem.message == "the subject goes on for more than 10,000 characters; its rest was not read."
    assert (problem.start, document.segments[0].end <= 10_009) == (10_009, True)


@pytest.mark.parametrize("words", ["a<br>", "b&shy;c", "&amp;"])
def test_a_block_of_endless_runs_is_not_read_and_said(words: str) -> None:
    document = read("a.html", f"<p>Before</p>\n<p>{words * 60_000}</p>".encode())
    check(document)
    assert [s.text for s in document.segments] == ["Before"]
    (problem,) = document.problems
    assert problem.message == (
        "a block has more than 20,000 tags, references or the like; from here on it was not read."
    )
    assert document.text.startswith(words[:1], problem.start)


def test_a_quotation_hundreds_deep_is_read() -> None:
    document = read("a.md", (">" * 40 + " In stock\n\n" + "> " * 400 + "In stock\n").encode())
    check(document)
    assert [(s.text[-8:], s.surface) for s in document.segments] == [("In stock", Surface.QUOTE)] * 2


def test_groups_nested_deeper_than_any_are_not_read_and_said() -> None:
    document = read("a.rtf", b"{\\rtf1 In stock" + b"{" * 12_000)
    check(document)
    (problem,) = document.problems
    assert problem.message == "this text nests more than 10,000 groups; from here on it was not read."
    assert problem.start == 15 + 9_999


def test_a_paragraph_of_thousands_of_lines_is_read_in_parts() -> None:
    document = read("a.txt", b"in stock\n" * 4_500)
    check(document)
    assert [s.text.count("in stock") for s in document.segments] == [2_000, 2_000, 500]


@pytest.mark.parametrize(
    ("path", "make", "before"),
    [
        ("a.docx", samples.docx, samples.paragraph("In stock")),
        ("a.odt", samples.odt, "<text:p>In stock</text:p>"),
        ("a.idml", samples.idml, "<Content>In stock</Content><Br/>"),
    ],
)
def test_elements_nested_deeper_than_any_are_not_read_and_said(
    path: str, make: Callable[[str], bytes], before: str
) -> None:
    document = read(path, make(before + "<a>" * 2_000 + "</a>" * 2_000 + before))
    check(document)
    assert [s.text for s in document.segments] == ["In stock"]
    (problem,) = document.problems
    assert problem.message == "this text nests more than 2,000 elements; from here on it was not read."
    assert problem.start == len(document.text) == 9


def test_text_that_no_such_file_holds_is_not_read_and_said() -> None:
    paragraphs = samples.paragraph("In stock " * 100) * 700
    document = read("a.docx", samples.compressed(word__document_xml=f"<a>{paragraphs}</a>"))
    check(document)
    (problem,) = document.problems
    assert problem.message == (
        "this file unpacks to a text of more than 500,000 characters; from here on it was not read."
    )
    assert 500_000 < problem.start == len(document.text) <= 500_900
    assert document.segments[-1].end == len(document.text.rstrip())


def test_a_part_that_is_no_xml_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match=r'its part "content.xml" is not XML'):
        read("a.odt", samples.compressed(content_xml="a" * 1_000_000))


def test_messages_beyond_what_any_mailbox_holds_are_not_read_and_said() -> None:
    message = "From a 18:30:41 2002\nA: b\n\nx\n"
    document = read("a.mbox", (message * 16_000).encode())
    check(document)
    assert len(document.segments) == 15_000
    (problem,) = document.problems
    assert problem.message == "this text has more than 15,000 blocks; from here on it was not read."
    assert problem.start == len(message) * 15_000 + message.index("x")


def test_a_list_that_nests_makes_no_further_context() -> None:
    but.cache_clear()
    read("a.html", b"<ul><li>" * 500 + b"In stock")
    assert but.cache_info().currsize <= 2
