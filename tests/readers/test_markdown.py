"""Markdown and MDX: blocks, inline markup, tables, footnotes, front matter, HTML inside, JSX."""

from __future__ import annotations

import pytest

from claimcheck.model import Surface
from claimcheck.readers import read
from claimcheck.readers.prose import PLACEHOLDER_WORD as X
from tests.readers.checking import document, one, slice_of, texts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Trek *2*\n\nOnly\n3 left", ["Trek 2", "Only 3 left"]),
        ("Only 3  \nleft", ["Only 3\nleft"]),
        ("a\\*b &amp; c\\\nd", ["a*b & c\nd"]),
        ("99.**9**9% ~~was~~ [up](http://x)time", ["99.99% was uptime"]),
        ("- a\n- b\n  c\n\n1. d", ["a", "b c", "d"]),
        ("| A | B |\n|---|---|\n| 1 | *2* |", ["A", "B", "1", "2"]),
        ("Hi `code` there\n\n```\ncode\n```\n\n    code", ["Hi there"]),
        ("> Great", ["Great"]),
        ("Only <b>3</b> left<br>now", ["Only 3 left\nnow"]),
        ("<div>\n\nIn *stock*\n\n</div>", ["In stock"]),
        ("<p>One</p>\n<p>two</p>", ["One", "two"]),
        ("[the rug][r]\n\n[r]: http://x", ["the rug"]),
        ("Head\n====\n\ntext", ["Head", "text"]),
        ("a ![Only 3 left](x.png) b", ["a b", "Only 3 left"]),
        ("café “now” — *ça*", ["café “now” — ça"]),
        ("term\n: meaning", ["term", "meaning"]),
        ("## Head {#id .class}", ["Head"]),
        ("- [ ] to do", ["to do"]),
    ],
)
def test_prose(source: str, expected: list[str]) -> None:
    assert texts("a.md", source) == expected


def test_surfaces_sections_and_headers() -> None:
    found = document(
        "a.md",
        "# Shop\n\n## Trek\n\n- fast\n\n> Great\n\n| P | D |\n|---|---|\n| Trek | 2 days |\n\n[Buy](x)\n",
    )
    assert [(s.text, s.surface.value, s.section, s.header) for s in found.segments] == [
        ("Shop", "heading", (), ""),
        ("Trek", "heading", ("Shop",), ""),
        ("fast", "list-item", ("Shop", "Trek"), ""),
        ("Great", "quote", ("Shop", "Trek"), ""),
        ("P", "table-cell", ("Shop", "Trek"), ""),
        ("D", "table-cell", ("Shop", "Trek"), ""),
        ("Trek", "table-cell", ("Shop", "Trek"), "P"),
        ("2 days", "table-cell", ("Shop", "Trek"), "D"),
        ("Buy", "button", ("Shop", "Trek"), ""),
    ]


def test_footnotes_are_linked_to_their_mark() -> None:
    found = document("a.md", "Up to 40%[^1] off[^n].\n\n[^n]: Not Sundays.\n[^1]: Against list price.\n")
    claim = found.segments[0]
    assert claim.text == "Up to 40%¹ off†."
    assert [(m.label, found.segments[m.note or 0].text) for m in claim.marks] == [
        ("1", "Against list price."),
        ("n", "Not Sundays."),
    ]
    assert {s.surface for s in found.segments[1:]} == {Surface.FOOTNOTE}
    assert slice_of(found, claim, "¹") == "[^1]"


def test_links_keep_their_address() -> None:
    (link,) = one("a.md", "Read [our *terms*](http://x/t) now", "Read").links
    assert (link.prose_start, link.prose_end, link.href) == (5, 14, "http://x/t")


@pytest.mark.parametrize(
    ("field", "surface", "expected"),
    [
        ("title: Only 3 left # why", "title", "Only 3 left"),
        ("title: 'It''s in stock'", "title", "It's in stock"),
        ('description: "Ships \\"today\\" caf\\u00e9"', "meta", 'Ships "today" café'),
        ("description:\n  Ships\n  today", "meta", "Ships today"),
        ("description: >-\n  Ships\n\n  today", "meta", "Ships today"),
        ("subject: Last chance", "subject", "Last chance"),
        ("preheader: Last chance", "preheader", "Last chance"),
    ],
)
def test_front_matter(field: str, surface: str, expected: str) -> None:
    found = document("a.md", f"---\nlayout: post\n{field}\ntags: [a, b]\n---\n\nHello\n")
    assert [(s.text, s.surface.value) for s in found.segments] == [(expected, surface), ("Hello", "body")]


def test_toml_front_matter_and_a_rule_that_is_none() -> None:
    assert texts("a.md", '+++\ntitle = "In stock"\n+++\nHello') == ["In stock", "Hello"]
    assert texts("a.md", "---\n\nHello") == ["Hello"]


def test_mdx() -> None:
    found = document(
        "a.mdx",
        "---\ntitle: T\n---\nimport X from \"y\"\nimport {Z} from 'z'\n\nexport const a = {\n  b: 1}\n\n"
        "# Only {stock} left{/* no */}\n\n"
        '<Hero title="Ships in 2 days" badge={"In stock"} count={3} className="a b" />\n\n'
        'Use `{code}` {`raw text`} {a ? "In stock now" : b}\n\nexport is a word.\n',
    )
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("T", "title"),
        (f"Only {X} left", "heading"),
        ("Ships in 2 days", "alt"),
        ("In stock", "body"),
        (f"Use raw text {X}", "body"),
        ("In stock now", "body"),
        ("export is a word.", "body"),
    ]
    assert found.segments[1].placeholders[0].expression == "stock"
    assert slice_of(found, found.segments[3], "In stock") == "In stock"


@pytest.mark.parametrize("path", ["a.md", "a.mdx", "a.html"])
def test_further_front_matter_fields_are_read_when_named(path: str) -> None:
    data = b"---\ntitle: A\nTeaser-Text: In stock\nweight: 7\n---\n\nB\n"
    assert [s.text for s in read(path, data).segments] == ["A", "B"]
    document = read(path, data, front_matter=("title", "teaser_text"))
    assert [(s.text, s.surface) for s in document.segments] == [
        ("A", Surface.TITLE),
        ("In stock", Surface.META),
        ("B", Surface.BODY),
    ]
    assert document.segments[1].start == data.index(b"In stock")


def test_the_last_of_equal_front_matter_fields_counts() -> None:
    assert texts("a.md", "---\ntitle: A\nsubject: B\ntitle: C\n---\n") == ["B", "C"]


def test_markdown_s_signs_in_a_component_drop_out() -> None:
    source = "<Card>\n**Free** __next-day__ delivery on `all` 2**3 orders\n</Card>\n"
    found = document("a.mdx", source)
    assert [s.text for s in found.segments] == ["Free next-day delivery on 2**3 orders"]
    assert slice_of(found, found.segments[0], "Free next") == "Free** __next"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Für **„In stock“** da.", "Für „In stock“ da."),
        ("Café**é**x", "Caféé" + "x"),
        ("„**In stock**“", "„In stock“"),
        ("在庫**あり**、今日", "在庫あり、今日"),
        ("5–7 days—**free**…", "5–7 days—free…"),
    ],
)
def test_emphasis_beside_characters_outside_ascii(source: str, expected: str) -> None:
    assert texts("a.md", source) == [expected]


def test_html_that_follows_html_is_read_in_place() -> None:
    found = document("a.md", "Only <b><i>3</i></b> left<br><br>*Ships* <sup>1</sup>today\n")
    assert [s.text for s in found.segments] == ["Only 3 left", "Ships ¹today"]
    assert slice_of(found, found.segments[0], "3") == "3"
    assert slice_of(found, found.segments[1], "today") == "today"
