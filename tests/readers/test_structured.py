"""JSON-LD, microdata, RDFa and product meta tags, each value with its place."""

from __future__ import annotations

from tests.readers.checking import document


def _items(source: str) -> list[tuple[str, str, str, int]]:
    found = document("a.html", source)
    return [(i.path, i.value, found.text[i.start : i.end], i.item) for i in found.structured]


def test_json_ld() -> None:
    source = (
        '<script type="application/ld+json">{"@graph":[{"name":"Trek","offers":[{"price":1.5,'
        '"availability":"https:\\/\\/schema.org\\/InStock"}]},{"name":"Duo"}]}</script>'
    )
    assert _items(source) == [
        ("name", "Trek", "Trek", 1),
        ("offers.price", "1.5", "1.5", 1),
        ("offers.availability", "https://schema.org/InStock", "https:\\/\\/schema.org\\/InStock", 1),
        ("name", "Duo", "Duo", 2),
    ]
    assert [i.name for i in document("a.html", source).structured] == ["Trek", "Trek", "Trek", "Duo"]


def test_values_that_a_template_fills_in_are_left_out() -> None:
    source = (
        '<script type="application/ld+json">'
        '{"price": {{ p }}, "name": "{{ n }}"{% if a %}, "sku": "X"{% endif %}}</script>'
    )
    assert _items(source) == [("sku", "X", "X", 0)]
    assert document("a.html", source).problems == ()


def test_broken_json_is_a_problem_at_its_place() -> None:
    source = '<script type="application/ld+json">{"name":"A" "b"}</script>'
    found = document("a.html", source)
    assert found.structured == ()
    (problem,) = found.problems
    assert source[problem.start :].startswith('"b"') or source[problem.start :].startswith(' "b"')


def test_what_is_left_out_after_json_is_no_json() -> None:
    script = '<script type="application/ld+json">{"name": "Trek"}</script>'
    for rest in (
        "<style>.b{margin:0}</style>",
        "<nav>Home</nav>",
        "<nav>" + script + "Home <a>In stock</a></nav>",
    ):
        found = document("a.html", script + rest)
        assert found.problems == ()
        assert {i.value for i in found.structured} == {"Trek"}


def test_unclosed_json_is_a_problem() -> None:
    assert len(document("a.html", '<script type="application/ld+json">{"name":"A"</script>').problems) == 1


def test_microdata() -> None:
    assert _items(
        "<div itemscope itemtype='http://schema.org/Product'><span itemprop=name>Trek <b>2</b></span>"
        "<div itemprop=offers itemscope><meta itemprop=priceCurrency content=GBP><span "
        "itemprop=price> 39 </span>"
        "<link itemprop=availability href='http://schema.org/InStock'></div></div>"
    ) == [
        ("name", "Trek 2", "Trek <b>2</b>", 0),
        ("offers.priceCurrency", "GBP", "GBP", 0),
        ("offers.price", "39", "39", 0),
        ("offers.availability", "http://schema.org/InStock", "http://schema.org/InStock", 0),
    ]


def test_rdfa() -> None:
    assert _items(
        "<div vocab='http://schema.org/' typeof=Product><span property='schema:name'>Trek</span>"
        "<div property=offers typeof=Offer><span property=price content='39.00'>£39</span></div></div>"
    ) == [("name", "Trek", "Trek", 0), ("offers.price", "39.00", "39.00", 0)]


def test_product_meta_tags() -> None:
    assert _items(
        "<meta property='product:price:amount' content='12.00'>"
        "<meta property='product:availability' content='in stock'>"
    ) == [("product:price:amount", "12.00", "12.00", 0), ("product:availability", "in stock", "in stock", 0)]
