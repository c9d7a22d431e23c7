"""What a terminal shows: escapes, widths, carets, cut lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.excerpt import excerpt
from claimcheck.model import Channel, Document, ExcerptLine, Report
from claimcheck.reports import Style, render
from claimcheck.reports.layout import one_line, plural, visible, width, wrapped
from tests.reports.sample import document, sample


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb", "a    b"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud83d", "\\ud83d"),
        ("\x9b31m", "\\x9b31m"),
        ("\U000e0041", "\\ue0041"),
        ("only \ufffc left", "only {…} left"),
        ("naïve – “ok” 灯", "naïve – “ok” 灯"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("灯", 2),
        ("🏕️", 2),
        ("❤️", 2),
        ("❤", 1),
        ("👨‍👩‍👧", 2),
        ("👍🏽", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("🇬🇧", 2),
        ("ＡＢ", 4),
        ("", 0),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    assert all(c.isprintable() or c == " " or ord(c) > 0x7F for c in visible(text))
    assert not set(visible(text)) & {chr(c) for c in (*range(32), 127, *range(0x80, 0xA0), 0x202E, 0x2066)}


def test_one_line_and_plural() -> None:
    assert one_line("  a\n b\u00a0c ") == "a b c"
    assert [plural(count, "file") for count in (0, 1, 1200)] == ["0 files", "1 file", "1,200 files"]


def test_wrapped_keeps_words_whole_and_every_word() -> None:
    lines = wrapped("one two three " + "x" * 30, "> ", "  ", limit=10)
    assert lines == ["> one two", "  three", "  " + "x" * 30]


def lines_of(text: str, claim: str) -> tuple[Document, tuple[ExcerptLine, ...]]:
    made = document("a.txt", text, Channel.WEB)
    start = made.text.index(claim)
    return made, excerpt(made, start, start + len(claim))


def test_excerpt_of_a_claim_over_several_lines() -> None:
    _, lines = lines_of("Up to\r\n14 hours\r\nof light.\r\n", "to\r\n14 hours\r\nof")
    assert lines == (
        ExcerptLine(1, 1, "Up to", 3, 5),
        ExcerptLine(2, 1, "14 hours", 0, 8),
        ExcerptLine(3, 1, "of light.", 0, 2),
    )


def test_excerpt_shows_four_lines_at_most() -> None:
    _, lines = lines_of("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\ne\nf")
    assert [line.line for line in lines] == [1, 2, 3, 4]


def test_excerpt_cuts_a_long_line_round_the_claim() -> None:
    made, (line,) = lines_of("x" * 500 + " only 3 left " + "y" * 500, "only 3 left")
    assert line.text[line.start : line.end] == "only 3 left"
    assert (line.column, len(line.text), line.start, line.cut) == (442, 160, 60, True)
    assert made.text[line.column - 1] == line.text[0]


def test_excerpt_of_a_claim_longer_than_the_cut() -> None:
    _, (line,) = lines_of("z " + "w" * 1000 + " z", "w" * 1000)
    assert (line.column, line.start, line.end, line.cut) == (1, 2, 160, True)


def text_of(line: ExcerptLine) -> list[str]:
    """The two lines that the text report prints for one line of copy, without the gutter."""
    report: Report = sample()
    found = replace(report.findings[0], excerpt=(line,))
    printed = render(replace(report, findings=(found,)), "text", Style(quiet=True)).split("\n")
    return [row.split("| ", 1)[1] for row in printed if "| " in row]


@pytest.mark.parametrize(
    ("line", "copy", "carets"),
    [
        (ExcerptLine(1, 1, "\tin stock", 1, 9), "    in stock", "    ^^^^^^^^"),
        (ExcerptLine(1, 1, "灯 in stock 灯", 2, 10), "灯 in stock 灯", "   ^^^^^^^^"),
        (ExcerptLine(1, 1, "灯灯", 1, 2), "灯灯", "  ^^"),
        (ExcerptLine(1, 40, "x in y", 2, 4, cut=True), "…x in y…", "   ^^"),
        (ExcerptLine(1, 1, "", 0, 0), "", "^"),
        (ExcerptLine(1, 1, "\x1b in", 2, 4), "\\x1b in", "     ^^"),
    ],
)
def test_carets_stand_under_the_claim(line: ExcerptLine, copy: str, carets: str) -> None:
    assert text_of(line) == [copy, carets]


def test_quiet_has_no_summary_and_concise_is_one_line() -> None:
    assert "files," not in render(sample(), "text", Style(quiet=True))
    report = sample()
    odd = replace(report.findings[0], message="two\nlines", path="a\nb.md")
    assert render(replace(report, findings=(odd,)), "concise") == "a\\x0ab.md:1:10: IN001 two lines\n"
