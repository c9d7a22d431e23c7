"""Claims as a whole: places, values, ids, merging, surfaces, headers, templates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.extraction import extract_document
from claimcheck.model import Document, Piece, Placeholder, Segment, Surface, line_starts
from claimcheck.readers import read
from claimcheck.rulebook.entries import PatternBook
from tests.extraction.helpers import DAY, book, document, found, segment, texts

RULES = """
lists: {place: [Ambridge]}
entries:
  - {id: stock, type: availability.stock, sense: in-stock, patterns: ["in stock [now]"]}
  - {id: ready, type: availability.stock, sense: ready-to-ship, patterns: ["in stock now"]}
  - {id: left, type: inventory.quantity, sense: units-left, patterns: ["{count} [{thing}] (left|in stock)"]}
  - {id: next-day, type: availability.delivery, sense: next-day, patterns: ["[free] next-day delivery"],
     with: [offer]}
  - {id: free, type: offer.free, sense: free-delivery, patterns: ["free .. delivery"]}
  - {id: span, type: availability.delivery, sense: delivers-within, patterns: ["{duration}"],
     header: "delivery|lead-time"}
  - {id: price, type: offer.price, sense: price, patterns: ["{money}"], not_surfaces: [footnote]}
  - {id: off, type: offer.discount, sense: percent-off, patterns: ["{percent} off"]}
  - {id: where, type: availability.area, sense: delivers-to, patterns: ["deliver to {place}"]}
  - {id: ends, type: offer.deadline, sense: ends-on, patterns: ["end {date}"]}
  - {id: title, type: performance.quality, sense: property, patterns: ["waterproof"], surfaces: [title]}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> PatternBook:
    return book(tmp_path_factory.mktemp("rules"), RULES)


# ---------------------------------------------------------------- places


def test_places_are_offsets_into_the_document(rules: PatternBook) -> None:
    (claim,) = found(rules, "Hello there.", "The lamp is in stock now.")
    assert (claim.text, claim.start, claim.end, claim.segment) == ("in stock now", 25, 37, 1)
    assert (claim.prose_start, claim.prose_end) == (12, 24)
    assert (claim.sentence_start, claim.sentence_end) == (0, 25)


HTML = st.lists(st.sampled_from([
    "In <b>stock</b> now.", "in&nbsp;stock",
    "i<wbr>n st&#111;ck", "Only <i>3</i> left", "4&#x20;lamps\n left",
    "<p>", "</p>", " and ", "<br>", "50<sup>%</sup> off", "&pound;29.95", "Free next&shy;day delivery",
    "“", "é", "\u200b", "<h2>Delivery</h2>", "ends 31&nbsp;March", "\U0001f600", "<!-- in stock -->", "&amp;",
]), max_size=14).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(HTML)
def test_the_source_of_a_claim_decodes_to_its_text(rules: PatternBook, source: str) -> None:
    """Read again alone, the source slice of any claim gives the claim's words."""
    whole = read("page.html", source.encode(), format="html")
    for claim in extract_document(whole, patterns=rules, on=DAY):
        block = whole.segments[claim.segment]
        assert block.text[claim.prose_start : claim.prose_end] == claim.text
        assert block.source(claim.prose_start, claim.prose_end) == (claim.start, claim.end)
        again = read("slice.html", whole.text[claim.start : claim.end].encode(), format="html")
        assert " ".join(" ".join(s.text for s in again.segments).split()) == " ".join(claim.text.split())


def test_a_claim_through_inline_tags_points_at_all_of_its_source(rules: PatternBook) -> None:
    source = "<p>Only <b>3</b>&nbsp;<i>lamps</i> left.</p>"
    (claim,) = extract_document(read("page.html", source.encode()), patterns=rules, on=DAY)
    assert source[claim.start : claim.end] == "Only <b>3</b>&nbsp;<i>lamps</i> left"
    assert claim.text == "Only 3 lamps left"


# ---------------------------------------------------------------- values


def test_values_and_dates(rules: PatternBook) -> None:
    claims = found(rules, "Only 3 lamps left. 20% off. It ends 31 March. £28.50")
    assert [(c.entry, c.value and (c.value.op, c.value.low, c.value.unit)) for c in claims] == [
        ("left", ("=", Decimal(3), "units")), ("off", ("=", Decimal(20), "percent")), ("ends", None),
        ("price", ("=", Decimal("28.50"), "GBP"))]
    assert claims[2].date is not None
    assert str(claims[2].date.last) == "2026-03-31"


def test_a_templates_figure_has_no_value(rules: PatternBook) -> None:
    text = "Only \ufffc left, \ufffc% off, $\ufffc. Hello \ufffc!"
    block = Segment(text, Surface.BODY, (Piece(0, len(text), 0, len(text)),), placeholders=tuple(
        Placeholder(at, at + 1, "x") for at, character in enumerate(text) if character == "\ufffc"))
    whole = Document("a.html", text, "html", "0" * 64, (block,), line_starts=line_starts(text))
    claims = extract_document(whole, patterns=rules, on=DAY)
    assert [(c.text, c.value, c.template_value) for c in claims] == [
        ("Only \ufffc left", None, True), ("\ufffc% off", None, True), ("$\ufffc", None, True)]


def test_places_of_a_list_are_places(rules: PatternBook) -> None:
    assert texts(found(rules, "We deliver to Ambridge.", "We deliver to France.", "We deliver to you.")) == [
        "deliver to Ambridge", "deliver to France"]


# ---------------------------------------------------------------- one claim for one promise


def test_the_longest_of_a_family_wins_then_the_more_specific_sense(rules: PatternBook) -> None:
    assert [(c.text, c.sense) for c in found(rules, "In stock now.")] == [("In stock now", "ready-to-ship")]


def test_a_claim_inside_one_of_another_family_gives_way(rules: PatternBook) -> None:
    assert [(c.entry, c.text) for c in found(rules, "Only 12 in stock.")] == [("left", "Only 12 in stock")]


def test_families_may_stand_beside_each_other_when_an_entry_says_so(rules: PatternBook) -> None:
    assert sorted((c.entry, c.text) for c in found(rules, "Free next day delivery")) == [
        ("free", "Free next day delivery"), ("next-day", "Free next day delivery")]


# ---------------------------------------------------------------- surfaces and headers


def test_a_link_is_a_claim_only_when_it_asserts(rules: PatternBook) -> None:
    for text, wanted in (("In stock now", []), ("Free next day delivery", []), ("3 left", ["3 left"]),
                         ("20% off", ["20% off"]), ("It is in stock now", ["in stock now"])):
        assert texts(found(rules, segment(text, Surface.BUTTON))) == wanted


def test_entries_may_name_their_surfaces(rules: PatternBook) -> None:
    assert texts(found(rules, segment("Waterproof", Surface.TITLE), "waterproof")) == ["Waterproof"]
    assert texts(found(rules, segment("£3", Surface.FOOTNOTE), "£4")) == ["£4"]


def test_a_bare_value_is_a_claim_under_its_header(rules: PatternBook) -> None:
    cell = segment("24 hours", Surface.TABLE_CELL)
    assert found(rules, cell) == ()
    assert texts(found(rules, replace(cell, header="Delivery"))) == ["24 hours"]
    assert texts(found(rules, replace(cell, section=("Shop", "Lead time")))) == ["24 hours"]
    assert texts(found(rules, segment("24 hours is long. " * 9, Surface.BODY, header="Delivery"))) == []


# ---------------------------------------------------------------- ids and order


def test_ids_stay_when_lines_move_and_tell_equal_claims_apart(rules: PatternBook) -> None:
    before = found(rules, "In stock.", "Only 3 left.", "In stock.")
    after = found(rules, "A new paragraph.", "Only  3 LEFT.", "In stock.", "Another.", "in stock.")
    assert sorted(claim.id for claim in before) == sorted(claim.id for claim in after)
    assert len({claim.id for claim in before}) == 3
    assert {len(claim.id.removeprefix("page.html:")) for claim in before} == {12}
    other = extract_document(document("In stock.", path="mail/page.html"), patterns=rules, on=DAY)
    assert other[0].id != before[0].id


def test_claims_stand_in_order_of_place(rules: PatternBook) -> None:
    claims = found(rules, "In stock. £3. In stock now. £4.", "£5", "In stock")
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert len(claims) == 6


def test_parts_are_kept(rules: PatternBook) -> None:
    claims = found(rules, segment("In stock", part="plain"), segment("In stock", part="html"))
    assert [claim.part for claim in claims] == ["plain", "html"]


def test_rules_of_an_empty_book_find_nothing(tmp_path: Path) -> None:
    assert found(book(tmp_path, "lists: {a: [b]}"), "In stock now. Only 3 left.") == ()


def test_a_templates_tag_is_shown_as_it_is_written(rules: PatternBook) -> None:
    source = "<p>Now only {{ stock }} <b>lamps</b> left, for {{ a }}.</p>"
    (claim,) = extract_document(read("page.html", source.encode()), patterns=rules, on=DAY)
    assert (claim.text, claim.template_value) == ("only {{ stock }} lamps left", True)
    assert source[claim.start : claim.end] == "only {{ stock }} <b>lamps</b> left"


def test_a_templates_bare_value_is_a_number_rather_than_a_time(tmp_path: Path) -> None:
    rules = book(tmp_path, """
entries:
  - {id: hours, type: offer.deadline, sense: time-left, patterns: ["{duration} left"]}
  - {id: units, type: inventory.quantity, sense: units-left, patterns: ["{count} left"],
     exceptions: ["{duration} left"]}
""")
    whole = read("page.html", b"<p>Only {{ n }} left.</p><p>Only {{ n }} hours left.</p>")
    assert [c.entry for c in extract_document(whole, patterns=rules, on=DAY)] == ["units", "hours"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Use code MARCH15. It ends soon.", "code MARCH15"),
    ("Use code 20OFF today.", "code 20OFF"),
    ("Use code SPRING-20, now.", "code SPRING-20"),
    ("Use code MARCH 15 times.", "code MARCH"),
    ("Use code spring.", "code spring"),
])
def test_a_code_is_one_word(tmp_path: Path, text: str, wanted: str) -> None:
    rules = book(tmp_path,
                 "entries:\n  - {id: code, type: offer.discount, sense: code, patterns: ['code *']}\n")
    assert texts(found(rules, text)) == [wanted]


# ---------------------------------------------------------------- tables

TABLE = """<table>
<tr><th>Colour</th><th>In stock</th><th>20% off</th></tr>
<tr><td>Olive</td><td>In stock now</td><td>Yes</td></tr></table>
<table><tr><th>In stock</th><td>Only 3 left</td></tr></table>
<p>In stock</p>"""


def test_a_header_cell_is_no_claim_unless_it_holds_a_figure(rules: PatternBook) -> None:
    claims = extract_document(read("page.html", TABLE.encode()), patterns=rules, on=DAY)
    assert texts(claims) == ["20% off", "In stock now", "Only 3 left", "In stock"]
