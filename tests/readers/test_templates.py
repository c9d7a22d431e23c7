"""Template tags in every language read: words, ends of segments, comments, literals, branches."""

from __future__ import annotations

import pytest

from claimcheck.model import PieceKind
from claimcheck.readers.prose import PLACEHOLDER_WORD as X
from tests.readers.checking import document, slice_of, texts


@pytest.mark.parametrize(
    ("tag", "expression"),
    [
        ("{{ stock }}", "stock"),
        ("{{stock|default:5}}", "stock|default:5"),
        ("{{{ stock }}}", "stock"),
        ("*|STOCK|*", "STOCK"),
        ("%%stock%%", "stock"),
        ("%%=v(@stock)=%%", "v(@stock)"),
        ("<%= stock %>", "stock"),
        ("<%- stock %>", "stock"),
        ("<?= $stock ?>", "$stock"),
        ("<?php echo $stock; ?>", "echo $stock;"),
        ("{{ .Stock }}", ".Stock"),
        ("{{- .Stock -}}", ".Stock"),
        ("{{ person|lookup:'x' }}", "person|lookup:'x'"),
        ("{{ contact.stock }}", "contact.stock"),
        ("{{\n stock\n}}", "stock"),
    ],
)
@pytest.mark.parametrize("path", ["a.html", "a.txt", "a.md", "a.mjml"])
def test_an_output_tag_is_one_word(path: str, tag: str, expression: str) -> None:
    found = document(path, f"Only {tag} left")
    (segment,) = found.segments
    assert segment.text == f"Only {X} left"
    (placeholder,) = segment.placeholders
    assert (placeholder.prose_start, placeholder.prose_end, placeholder.expression) == (5, 6, expression)
    (piece,) = [p for p in segment.pieces if p.kind is PieceKind.PLACEHOLDER]
    assert found.text[piece.start : piece.end] == tag


@pytest.mark.parametrize(
    "tags",
    [
        ("{% if a %}", "{% else %}", "{% endif %}"),
        ("{%- if a -%}", "{%- elif b -%}", "{%- endif -%}"),
        ("{{#if a}}", "{{else}}", "{{/if}}"),
        ("{{#unless a}}", "{{else}}", "{{/unless}}"),
        ("{{if .A}}", "{{else}}", "{{end}}"),
        ("{{ with .A }}{{ if .A }}", "{{ else if .B }}", "{{ end }}{{ end }}"),
        ("*|IF:A|*", "*|ELSE:|*", "*|END:IF|*"),
        ("%%[ IF @a THEN ]%%", "%%[ ELSE ]%%", "%%[ ENDIF ]%%"),
        ("<% if a %>", "<% else %>", "<% end %>"),
        ("<% if (a) { %>", "<% } else { %>", "<% } %>"),
        ("<?php if ($a): ?>", "<?php else: ?>", "<?php endif; ?>"),
        ("<?php if ($a) { ?>", "<?php } else { ?>", "<?php } ?>"),
        ("{% case a %}{% when 1 %}", "{% when 2 %}", "{% endcase %}"),
    ],
)
@pytest.mark.parametrize("path", ["a.html", "a.txt", "a.md"])
def test_branches_are_read_apart(path: str, tags: tuple[str, str, str]) -> None:
    start, middle, end = tags
    found = document(path, f"We {start}In stock{middle}Sold out{end} now")
    assert [s.text for s in found.segments] == ["We", "In stock", "Sold out", "now"]
    parts = [s.part for s in found.segments]
    assert parts[0] == parts[3] == ""
    assert parts[1].startswith("if1.")
    assert parts[2].startswith("if1.")
    assert parts[1] != parts[2]


def test_control_tags_on_their_own_line_part_markdown_blocks() -> None:
    assert texts("a.md", "{% if a %}\nIn stock\n{% else %}\n- Sold out\n{% endif %}\n## Head\n") == [
        "In stock",
        "Sold out",
        "Head",
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "{# c #}",
        "{{! c }}",
        "{{!-- c }} --}}",
        "{{/* c */}}",
        "<%# c %>",
        "<%-- c --%>",
        "{% comment %}Sold {{ x }}{% endcomment %}",
    ],
)
def test_comments_drop_out(comment: str) -> None:
    assert texts("a.html", f"<p>In{comment}stock</p>") == ["Instock"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>{{ "In stock" | upcase }} now</p>', ["In stock now"]),
        ("<p>{{ 'In stock'|t }} now</p>", ["In stock now"]),
        ('{% set badge = "Ships today" %}<p>Hi</p>', ["Ships today", "Hi"]),
        ('<p>{{ x ? "In stock" : "Sold out" }}</p>', [X, "In stock", "Sold out"]),
        ("<p>{{ name | default: 'our best friend' }}</p>", [X, "our best friend"]),
        ('{% if x == "In stock" %}<p>Hi</p>{% endif %}', ["Hi"]),
        ('{% include "a b/c d.html" %}<p>Hi</p>', ["Hi"]),
        ("<p>{{ 'now' | date: '%B %d' }}</p>", [X]),
        (
            "<p>{{ image(attrs={'class': 'p-image u-hide--small'}, alt='Only 3 left') }}</p>",
            [X, "Only 3 left"],
        ),
        ("<p>{{ title('Ships today<br/>for free') }}</p>", [X, "Ships today for free"]),
        ("{% set badge = 'ships next-day' %}", ["ships next-day"]),
        ("{% if 'In stock' in tags %}<p>Hi</p>{% endif %}", ["Hi"]),
        ("<p>{{ 'cart.button' | t }}</p>", [X]),
    ],
)
def test_strings_inside_tags_are_copy(source: str, expected: list[str]) -> None:
    assert texts("a.html", source) == expected


def test_tags_inside_markup_do_not_break_it() -> None:
    found = document(
        "a.html", '<a {% if a > b %}class="x"{% endif %} href="{{ url }}" title="Only {{ n }} left">Buy</a>'
    )
    assert [s.text for s in found.segments] == [f"Only {X} left", "Buy"]
    assert slice_of(found, found.segments[0], f"{X} left") == "{{ n }} left"


def test_branches_inside_an_attribute_are_read_apart() -> None:
    assert texts("a.html", '<img alt="{% if a %}In stock{% else %}Sold out{% endif %}">') == [
        "In stock",
        "Sold out",
    ]


def test_a_tag_in_a_tag_name_keeps_the_element() -> None:
    assert texts("a.html", "<{{ tag }} class='x'>Hi</{{ tag }}> there") == ["Hi", "there"]


@pytest.mark.parametrize("source", ["{{ open", "50%% off", "a {% b", "*| x", "{# y", "<% z", "}} {{"])
def test_what_is_no_tag_is_text(source: str) -> None:
    assert texts("a.txt", f"Sale {source}")[0].startswith("Sale")


def test_shortcodes_are_masked() -> None:
    assert texts(
        "a.md",
        "Hi {{< youtube x >}} there\n\n{{% note %}}Ships "
        'today{{% /note %}}\n\n{{< figure alt="Only 3 left" >}}',
    ) == ["Hi", "there", "Ships today", "Only 3 left"]


@pytest.mark.parametrize(
    ("source", "expected", "expressions"),
    [
        ("Only {{{{ stock }} left", f"Only {{{{{X} left", ["stock"]),
        ("Only {{{ stock }} left", f"Only {{{X} left", ["stock"]),
        ("{{{ a }}} and {{{ stock }} left", f"{X} and {{{X} left", ["a", "stock"]),
        ("Save 20%% on {{ stock }} {% if", f"Save 20%% on {X} {{% if", ["stock"]),
        ("{% a {{ b }} <? c %%1%% <% d *| e", f"{{% a {X} <? c %%1%% <% d *| e", ["b"]),
    ],
)
def test_a_tag_is_found_among_signs_that_open_none(
    source: str, expected: str, expressions: list[str]
) -> None:
    (segment,) = document("a.txt", source).segments
    assert segment.text == expected
    assert [p.expression for p in segment.placeholders] == expressions
