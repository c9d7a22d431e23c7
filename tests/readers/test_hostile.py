"""Hostile files are read or refused, never with a crash. Times and memory: ``benchmarks/readers.py``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.errors import ReadError
from claimcheck.readers import read
from tests.readers import hostile
from tests.readers.checking import check

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
    check(read(f"a.{name.split('-', maxsplit=1)[0]}", make(SIZE)))


@pytest.mark.parametrize("make", hostile.PDF.values(), ids=hostile.PDF.keys())
def test_pdf(make: Callable[[int], bytes]) -> None:
    check(read("a.pdf", make(SIZE)))


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
        try:
            check(read(path, damaged))
        except ReadError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017 - most are read, some refused
