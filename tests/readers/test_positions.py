"""Every piece of prose points at the source it was read from, over generated documents."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Precision
from claimcheck.readers import read
from tests.readers.checking import check, document

WORDS = st.sampled_from(
    [
        "In stock",
        "99.9%",
        "only 3 left",
        "café",
        "“now”",
        "x",
        " ",
        "\n",
        "\n\n",
        "\t",
        "  ",
        "\r\n",
        "£5",
        "-",
        "* a",
        "1. b",
        "𝒳",
        "\u00ad",
        "\u200b",
        "\u00a0",
        "\u2011",
        "*",
        "†",
        "# h",
        "> q",
        "|",
        "| a | b |\n|---|---|\n",
        "`c`",
        "_e_",
        "**s**",
        "\\*",
        "[l](http://x)",
        "![a](b)",
        "[^1]",
        "\n\n[^1]: note\n\n",
        "---\n",
        "Subject: hi\n",
        "\0",
    ]
)
MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div class='card'>",
        "</div>",
        "<br>",
        "<td>",
        "</td>",
        "<tr>",
        "<table>",
        "</table>",
        "<sup>1</sup>",
        "<a href='#n'>",
        "</a>",
        "<img alt='a &amp; b'>",
        "&amp;",
        "&nbsp;",
        "&pound;5",
        "&copy",
        "&#8209;",
        "&shy;",
        "&zwnj;",
        "<!-- c -->",
        "<!--[if mso]><p>mso</p><![endif]-->",
        "<script>x</script>",
        "<style>",
        "</style>",
        "<li>",
        "<ul>",
        "<h2>",
        "</h2>",
        "<q>",
        "</q>",
        "<nav>",
        "</nav>",
        "<mj-text>",
        "<noscript><i>n</i></noscript>",
        "<title>",
        "</title>",
        "<pre>",
        "</pre>",
        "<wbr>",
        "<",
        ">",
        "</>",
        "<input type=submit value='Go'>",
        "<th>",
        "&",
        "<meta name=description content='d'>",
        "<svg><title>t</title></svg>",
        "<p id=n>",
        "<small>",
        "</small>",
    ]
)
TAGS = st.sampled_from(
    [
        "{{ stock }}",
        "{% if a %}",
        "{% else %}",
        "{% endif %}",
        "{# c #}",
        "*|NAME|*",
        "%%name%%",
        "<% if x %>",
        "<%= y %>",
        "<?php echo $a; ?>",
        "{{#if a}}",
        "{{/if}}",
        "{{ 'In stock' | upcase }}",
        '{% set a = "Ships today" %}',
        "{{",
        "%}",
        "{{{ raw }}}",
        "{x}",
        "{/* c */}",
        "%%[ IF x THEN ]%%",
        "%%=v(@x)=%%",
        "{{!-- c --}}",
        "{'Ships today'}",
    ]
)
SOUP = st.lists(st.one_of(WORDS, MARKUP, TAGS), max_size=25).map("".join)
TEXT = st.lists(st.one_of(WORDS, TAGS), max_size=25).map("".join)


@pytest.mark.parametrize("path", ["a.html", "a.mjml", "a.md", "a.mdx", "a.txt"])
@given(source=SOUP)
@settings(max_examples=100, deadline=None)
def test_pieces_tile_and_point_at_their_source(path: str, source: str) -> None:
    check(read(path, source.replace("\0", "").encode("utf-8")))


@given(
    body=SOUP,
    kind=st.sampled_from(["plain", "html"]),
    charset=st.sampled_from(["utf-8", "windows-1252"]),
    encoding=st.sampled_from(["quoted-printable", "8bit", "base64"]),
)
@settings(max_examples=100, deadline=None)
def test_mail_points_into_the_raw_file(body: str, kind: str, charset: str, encoding: str) -> None:
    data = body.encode(charset, "ignore")
    if encoding == "quoted-printable":
        data = quopri.encodestring(data)
    elif encoding == "base64":
        data = base64.encodebytes(data)
    head = (
        f"Subject: Hi\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset={charset}\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    found = read("a.eml", head.encode() + data)
    check(found)
    assert found.segments[0].text == "Hi"
    if encoding != "base64":
        assert found.precision is Precision.EXACT


@given(source=TEXT)
@settings(max_examples=100, deadline=None)
def test_rtf_points_into_the_file(source: str) -> None:
    escaped = "".join(c if c.isascii() and c not in "\\{}\r\n\0" else f"\\u{ord(c) % 65536}?" for c in source)
    check(read("a.rtf", b"{\\rtf1\\ansi " + escaped.encode("ascii") + b"\\par}"))


def test_inline_tags_join_to_one_run() -> None:
    found = document("a.html", "<p>99.<b>9</b>9<sup>%</sup> up<wbr>time</p>")
    (segment,) = found.segments
    assert segment.text == "99.99% uptime"
    assert [(p.prose_start, p.prose_end, p.start, p.end) for p in segment.pieces] == [
        (0, 3, 3, 6),
        (3, 4, 9, 10),
        (4, 5, 14, 15),
        (5, 6, 20, 21),
        (6, 9, 27, 30),
        (9, 13, 35, 39),
    ]
    start, end = segment.source(0, 6)
    assert found.text[start:end] == "99.<b>9</b>9<sup>%"


def test_lines_and_columns_count_code_points_after_any_line_end() -> None:
    found = document("a.html", "<p>𝒳</p>\r\n<p>\rOnly 3</p>")
    place = found.place(found.segments[1].start)
    assert (found.segments[1].text, place.line, place.column) == ("Only 3", 3, 1)
