"""HTML: blocks, surfaces, attributes, tables, sections, hidden text, broken markup."""

from __future__ import annotations

import pytest

from claimcheck.model import PieceKind, Surface
from tests.readers.checking import document, one, slice_of, texts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Only 3<br>left</p>", ["Only 3\nleft"]),
        ("<p>One<br><br>two</p>", ["One", "two"]),
        ("<p>a<div>b</div>c", ["a", "b", "c"]),
        ("<mj-text>a</mj-text>b<x-y>c</x-y>", ["a", "b", "c"]),
        ("<p>was <del>&pound;20</del> now &pound15</p>", ["was £20 now £15"]),
        ("<p>free\u00ad&shy;&#8203;ze&nbsp;&nbsp;\n now</p>", ["freeze now"]),
        ("<p>10&#8209;hour\u2011long</p>", ["10-hour-long"]),
        ("<p>a &amp; b &lt; c &unknown; d</p>", ["a & b < c &unknown; d"]),
        ("<p>&pound;9<sup>99</sup></p>", ["£9.99"]),
        ("<p>&pound;20<sup>1</sup> 40 m<sup>2</sup></p>", ["£20¹ 40 m²"]),
        ("<p><q>Great</q> he said</p>", ["“Great” he said"]),
        ("<style>a</style><script>b</script><nav>c</nav><!-- d --><p>e <code>f</code> g</p>", ["e g"]),
        ("<noscript><p>x <i>n</i> y</p></noscript>", ["x n y"]),
        ("<noscript><i>n</i></noscript>z", ["n", "z"]),
        ("<template><p>t</p></template>", ["t"]),
        ("<p>a</b></i></div> b", ["a", "b"]),
        ("a</>b<p title=", ["ab"]),
        ("<p>5 < 6 and 7 > 2</p>", ["5 < 6 and 7 > 2"]),
        (
            "<pre>Now 42.14 Euro\nSave 5.62 Euro\n\nand this text goes\non here</pre>",
            ["Now 42.14 Euro\nSave 5.62 Euro", "and this text goes on here"],
        ),
        ("<select><option>One<option>Two</select>", ["One", "Two"]),
    ],
)
def test_prose(source: str, expected: list[str]) -> None:
    assert texts("a.html", source) == expected


@pytest.mark.parametrize(
    ("source", "surface", "words"),
    [
        ("<title>In stock</title>", Surface.TITLE, "In stock"),
        ("<meta name=description content='In &amp; out'>", Surface.META, "In & out"),
        ("<meta property='og:title' content='In stock'>", Surface.META, "In stock"),
        ("<h3>In stock</h3>", Surface.HEADING, "In stock"),
        ("<ul><li>In stock</li></ul>", Surface.LIST_ITEM, "In stock"),
        ("<table><tr><th>A</th></tr><tr><td>In stock</td></tr></table>", Surface.TABLE_CELL, "In stock"),
        ("<table role=presentation><tr><td>In stock</td></tr></table>", Surface.BODY, "In stock"),
        ("<p><a href=x>Buy now</a></p>", Surface.BUTTON, "Buy now"),
        ("<p>or <a href=x>buy now</a></p>", Surface.BODY, "or buy now"),
        ("<button>Buy now</button>", Surface.BUTTON, "Buy now"),
        ("<input type=submit value='Buy &amp; go'>", Surface.BUTTON, "Buy & go"),
        ("<img alt='In stock'>", Surface.ALT, "In stock"),
        ("<a href=x aria-label='In stock'></a>", Surface.ALT, "In stock"),
        ("<input placeholder='In stock'>", Surface.ALT, "In stock"),
        ("<svg><title>In stock</title></svg>", Surface.ALT, "In stock"),
        ("<blockquote><p>Great</p></blockquote>", Surface.QUOTE, "Great"),
        ("<div class='testimonial'>Great</div>", Surface.QUOTE, "Great"),
        ("<mjml><mj-preview>In stock</mj-preview></mjml>", Surface.PREHEADER, "In stock"),
        ("<mj-button>Buy now</mj-button>", Surface.BUTTON, "Buy now"),
    ],
)
def test_surfaces(source: str, surface: Surface, words: str) -> None:
    assert one("a.html", source, words).surface is surface


def test_a_card_inside_one_link_is_no_button() -> None:
    found = document("a.html", "<a href=x><h3>Trek</h3><p>Ships today</p></a>")
    assert [(s.text, s.surface) for s in found.segments] == [
        ("Trek", Surface.HEADING),
        ("Ships today", Surface.BODY),
    ]
    assert found.segments[1].links[0].href == "x"


@pytest.mark.parametrize(
    "style", ["display:none", "max-height:0", "mso-hide:all", "font-size:1px;line-height:1px"]
)
def test_the_first_hidden_text_of_a_mail_is_its_preheader(style: str) -> None:
    found = document(
        "a.html",
        f"<title>T</title><div style='{style}'>Only 3 left&#847;&zwnj;&nbsp;</div>"
        f"<table><tr><td>Hello</td></tr></table><div style='{style}'>More</div>",
    )
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("T", "title"),
        ("Only 3 left", "preheader"),
        ("Hello", "table-cell"),
        ("More", "body"),
    ]


def test_hidden_text_of_a_page_is_body_text() -> None:
    found = document("a.html", "<div style='display:none'>Only 3 left</div><p>Hello</p>")
    assert found.segments[0].surface is Surface.BODY


def test_headings_give_sections_and_a_container_keeps_its_own() -> None:
    found = document(
        "a.html",
        "<h1>Shop</h1><article><h2>Trek</h2><p>In stock</p></article><p>Bye</p><footer><p>Small</p></footer>",
    )
    assert [(s.text, s.section) for s in found.segments] == [
        ("Shop", ()),
        ("Trek", ("Shop",)),
        ("In stock", ("Shop", "Trek")),
        ("Bye", ("Shop",)),
        ("Small", ()),
    ]


def test_groups_tell_tiles_rows_and_items_apart() -> None:
    found = document(
        "a.html",
        "<div class=card><h3>A</h3><p>a</p></div><div class='x product'><p>b</p></div>"
        "<ul><li>c</li><li>d</li></ul><p>e</p><p>f</p>"
        "<table><tr><th>g</th><td>h</td></tr><tr><td>i</td></tr></table>",
    )
    group = {s.text: s.group for s in found.segments}
    assert group["A"] == group["a"]
    assert group["e"] == group["f"]
    assert group["g"] == group["h"]
    assert len({group[x] for x in "abcdegi"}) == 7


def test_layout_cells_with_several_blocks_are_their_own_group() -> None:
    found = document(
        "a.html",
        "<table role=presentation><tr><td><h2>A</h2><p>a</p></td><td><img alt=z><p>b</p></td></tr>"
        "<tr><td>c</td><td>d</td></tr></table>",
    )
    group = {s.text: s.group for s in found.segments}
    assert group["A"] == group["a"] != group["b"] == group["z"]
    assert group["c"] == group["d"]


def test_header_cells_give_context_by_column_and_row() -> None:
    found = document(
        "a.html",
        "<table><thead><tr><td>Model<td colspan=2>Delivery</thead><tr><th>Trek<td>2 days<td>fast</table>",
    )
    assert {s.text: s.header for s in found.segments} == {
        "Model": "",
        "Delivery": "",
        "Trek": "",
        "2 days": "Trek · Delivery",
        "fast": "Trek · Delivery",
    }


def test_conditional_comments_are_read_as_a_part_of_their_own() -> None:
    found = document(
        "a.html",
        "<!--[if mso]><p>Buy <b>now</b></p><![endif]--><!--[if !mso]><!--><p>Shop</p><!--<![endif]-->",
    )
    assert [(s.text, s.part) for s in found.segments] == [("Buy now", "mso"), ("Shop", "")]
    assert slice_of(found, found.segments[0], "Buy now") == "Buy <b>now"


def test_attribute_places_are_exact() -> None:
    source = "<p\n><img  src=x alt = 'Only &#51;\nleft'  title=\"Ships\" alt=no>"
    found = document("a.html", source)
    assert [(s.text, slice_of(found, s, s.text)) for s in found.segments] == [
        ("Only 3 left", "Only &#51;\nleft"),
        ("Ships", "Ships"),
    ]


def test_an_entity_is_one_piece() -> None:
    segment = one("a.html", "<p>a&nbsp;&amp;b</p>", "a")
    assert [(p.kind, p.start, p.end) for p in segment.pieces] == [
        (PieceKind.VERBATIM, 3, 4),
        (PieceKind.DECODED, 4, 10),
        (PieceKind.DECODED, 10, 15),
        (PieceKind.VERBATIM, 15, 16),
    ]


def test_front_matter_of_a_page_is_read_as_fields() -> None:
    assert [
        (s.text, s.surface.value)
        for s in document("a.html", "---\nsubject: Only 3 left\nlayout: x\n---\n<p>Hello</p>").segments
    ] == [("Only 3 left", "subject"), ("Hello", "body")]


def test_language_is_told() -> None:
    found = document("a.html", "<html lang=en><p>a</p><p lang=fr>b</p>")
    assert [s.language for s in found.segments] == ["en", "fr"]


def test_a_self_closing_component_holds_nothing() -> None:
    found = document("a.mjml", "<mj-column><mj-image alt='a' /><mj-text>b</mj-text></mj-column>")
    assert [(s.text, s.group) for s in found.segments] == [("a", 1), ("b", 1)]


def test_a_term_heads_its_definitions() -> None:
    found = document("a.html", "<dl><dt>Battery life<dd>40 hours<dd>When new<dt>Weight<dd>2 kg</dl><p>End")
    assert [(s.text, s.header) for s in found.segments] == [
        ("Battery life", ""),
        ("40 hours", "Battery life"),
        ("When new", "Battery life"),
        ("Weight", ""),
        ("2 kg", "Weight"),
        ("End", ""),
    ]


def test_a_heading_stays_one_whatever_its_class() -> None:
    found = document("a.html", "<h3 class='row__item'>Ships today</h3>")
    assert [(s.text, s.surface) for s in found.segments] == [("Ships today", Surface.HEADING)]


def test_elements_deeper_than_any_page_are_siblings() -> None:
    found = document("a.html", "<div>" * 3_000 + "<p>a<td>b</div>" + "</div>" * 3_000 + "<h1>c</h1><p>d</p>")
    assert [(s.text, s.section) for s in found.segments] == [("a", ()), ("b", ()), ("c", ()), ("d", ("c",))]


def test_text_in_too_many_comments_is_a_problem_at_its_place() -> None:
    source = "<noscript><noscript><noscript><p>In stock</p>"
    found = document("a.html", source)
    problem = found.problems[0]
    assert "it was not read" in problem.message
    assert source[problem.start : problem.end] == "<p>In stock</p>"
    assert found.segments == ()


def test_a_comment_for_outlook_inside_noscript_is_read() -> None:
    source = "<noscript><!--[if mso]><p>In stock</p><![endif]--></noscript>"
    found = document("a.html", source)
    assert [segment.text for segment in found.segments] == ["In stock"]
    assert found.problems == ()


def test_a_table_of_mjml_gives_its_cells_their_headers() -> None:
    found = document(
        "a.mjml",
        "<mjml><mj-body><mj-column><mj-table cellpadding='4' align='left'><tr><th>Bike</th><th>Stock</th>"
        "</tr><tr><td>Trek</td><td>3 left</td></tr></mj-table><mj-text>Hello</mj-text></mj-column>"
        "</mj-body></mjml>",
    )
    assert [(s.text, s.surface, s.header) for s in found.segments] == [
        ("Bike", Surface.TABLE_CELL, ""),
        ("Stock", Surface.TABLE_CELL, ""),
        ("Trek", Surface.TABLE_CELL, "Bike"),
        ("3 left", Surface.TABLE_CELL, "Stock"),
        ("Hello", Surface.BODY, ""),
    ]
    assert found.segments[2].group == found.segments[3].group != found.segments[0].group


@pytest.mark.parametrize("tag", ["{{ a\n | b\n}}", "{%\n if a\n%}", "{#\n a\n\n#}", "<?php\n$a = 1;\n?>"])
@pytest.mark.parametrize("path", ["a.html", "a.mjml", "a.md", "a.eml"])
def test_a_tag_over_several_lines_moves_no_place_after_it(path: str, tag: str) -> None:
    head = "Subject: a\nContent-Type: text/html\nMIME-Version: 1.0\n\n" if path == "a.eml" else ""
    source = f"{head}<p>Trek {tag} bike</p>\n<p>Only 3 left</p>\n{tag}\n\n<p>Ships today</p>\n"
    found = document(path, source)
    for words in ("Only 3 left", "Ships today"):
        (segment,) = [s for s in found.segments if s.text == words]
        assert segment.start == source.index(words)
        assert found.place(segment.start).line == source[: source.index(words)].count("\n") + 1
