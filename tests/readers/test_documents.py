"""Word, OpenDocument, InDesign, RTF and PDF."""

from __future__ import annotations

import sys

import pytest

from claimcheck.errors import ReadError
from claimcheck.model import Precision
from claimcheck.readers import read
from claimcheck.readers.prose import PLACEHOLDER_WORD as X
from tests.readers import samples
from tests.readers.checking import document, slice_of

P = samples.paragraph
#: Ends the text, paints a rectangle, begins a text again: a page that shows something but has no words.
RECTANGLE = ") Tj ET 10 10 100 100 re f BT ("


def _seen(path: str, data: bytes) -> list[tuple[str, str]]:
    return [(s.text, s.surface.value) for s in document(path, data).segments]


def test_word_headings_lists_and_quotations() -> None:
    assert _seen(
        "a.docx",
        samples.docx(
            P("Trek", '<w:pStyle w:val="Heading1"/>')
            + P("In stock")
            + P("fast", '<w:pStyle w:val="ListBullet"/>')
            + P("light", "<w:numPr/>")
            + P("Great", '<w:pStyle w:val="Quote"/>')
            + P("Duo", '<w:outlineLvl w:val="1"/>')
        ),
    ) == [
        ("Trek", "heading"),
        ("In stock", "body"),
        ("fast", "list-item"),
        ("light", "list-item"),
        ("Great", "quote"),
        ("Duo", "heading"),
    ]


def test_word_runs_join_and_changes_count_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Only </w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>8</w:t>"
        "</w:r></w:moveFrom><w:ins><w:r><w:t>3</w:t></w:r></w:ins><w:r><w:tab/><w:t>left</w:t><w:br/><w:t>now</w:t></w:r></w:p>"
    )
    assert _seen("a.docx", samples.docx(body)) == [("Only 3 left\nnow", "body")]


def test_word_tables_have_header_cells() -> None:
    def row(*cells: str, head: str = "") -> str:
        return f"<w:tr><w:trPr>{head}</w:trPr>{''.join(f'<w:tc>{P(c)}</w:tc>' for c in cells)}</w:tr>"

    found = document(
        "a.docx",
        samples.docx(
            f"<w:tbl>{row('Model', 'Delivery', head='<w:tblHeader/>')}{row('Trek', '2 days')}</w:tbl>"
        ),
    )
    assert [(s.text, s.header, s.surface.value) for s in found.segments] == [
        ("Model", "", "table-cell"),
        ("Delivery", "", "table-cell"),
        ("Trek", "Model", "table-cell"),
        ("2 days", "Delivery", "table-cell"),
    ]


def test_word_text_boxes_headers_footers_and_notes() -> None:
    box = (
        f"<mc:AlternateContent><mc:Choice><w:txbxContent>{P('Box')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback>{P('Box')}</mc:Fallback></mc:AlternateContent>"
    )
    found = document(
        "a.docx",
        samples.docx(
            P("Trek", '<w:pStyle w:val="Title"/>')
            + f'<w:p><w:r><w:t>Only 3</w:t><w:footnoteReference w:id="2"/></w:r><w:r>{box}</w:r></w:p>',
            word__header1_xml=P("Head"),
            word__footer1_xml=P("Foot"),
            word__footnotes_xml=f'<w:footnote w:type="separator" w:id="0">{P("-")}</w:footnote>'
            f'<w:footnote w:id="2">{P("While it lasts.")}</w:footnote>',
        ),
    )
    assert [(s.text, s.surface.value, s.section) for s in found.segments] == [
        ("Head", "body", ()),
        ("Trek", "heading", ()),
        ("Only 3²", "body", ("Trek",)),
        ("Box", "body", ("Trek",)),
        ("Foot", "body", ()),
        ("While it lasts.", "footnote", ()),
    ]
    (mark,) = found.segments[2].marks
    assert (mark.label, mark.note) == ("footnote:2", 5)


def test_word_figures_raised_and_merge_fields() -> None:
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    found = document(
        "a.docx",
        samples.docx(
            f"<w:p><w:r><w:t>Dear «Name», £20</w:t></w:r>{raised}<w:r><w:t> in {{{{ town }}}}</w:t>"
            f"</w:r></w:p>"
        ),
    )
    assert found.segments[0].text == f"Dear {X}, £20¹ in {X}"
    assert found.precision is Precision.PARAGRAPH


def test_word_places_name_the_paragraph() -> None:
    found = document("a.docx", samples.docx(P("One") + P("") + P("Only 3 left")))
    assert found.text == "One\nOnly 3 left\n"
    assert found.place(found.segments[1].start).line == 2


def test_open_document() -> None:
    found = document(
        "a.odt",
        samples.odt(
            '<office:text><text:h text:outline-level="1">Trek</text:h><text:p>Only<text:s '
            'text:c="2"/>3 left<text:note>'
            "<text:note-citation>1</text:note-citation><text:note-body><text:p>While it "
            "lasts.</text:p></text:note-body></text:note>"
            " now<text:line-break/>or later</text:p><text:tracked-changes><text:p>old</text:p>"
            "</text:tracked-changes>"
            "<text:list><text:list-item><text:p>fast</text:p></text:list-item></text:list>"
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
            "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
            "</table:table-row></table:table></office:text>"
        ),
    )
    assert [(s.text, s.surface.value, s.header) for s in found.segments] == [
        ("Trek", "heading", ""),
        ("Only 3 left¹ now\nor later", "body", ""),
        ("fast", "list-item", ""),
        ("A", "table-cell", ""),
        ("1", "table-cell", "A"),
        ("While it lasts.", "footnote", ""),
    ]
    assert found.segments[1].marks[0].note == 5


def test_indesign_stories_come_in_the_layouts_order() -> None:
    style = '<ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/{}">{}</ParagraphStyleRange>'
    data = samples.idml(
        style.format(
            "Body",
            "<CharacterStyleRange><Content>Only </Content></CharacterStyleRange><CharacterStyleRange>"
            "<Content>3 left</Content><Br/><Content>Next\u2028line</Content></CharacterStyleRange>",
        ),
        style.format("Headline", "<CharacterStyleRange><Content>Trek</Content></CharacterStyleRange>"),
        order="u1 u0",
    )
    assert _seen("a.idml", data) == [("Trek", "heading"), ("Only 3 left", "body"), ("Next\nline", "body")]


def test_rich_text_places_are_exact() -> None:
    found = document(
        "a.rtf",
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\pard Only \b 3\b0  left \'96 "
        rb"caf\'e9 \u8217?s{\deleted gone}\par Ships {\i to}day\line now\par\intbl A\cell\row}",
    )
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("Only 3 left – café ’s", "body"),
        ("Ships today\nnow", "body"),
        ("A", "table-cell"),
    ]
    assert slice_of(found, found.segments[0], "3 left") == r"3\b0  left"
    assert found.precision is Precision.EXACT


def test_pdf_paragraphs_headings_hyphens_and_pages() -> None:
    found = document(
        "a.pdf",
        samples.pdf(
            [
                (50, 780, 24, "Trek 2"),
                (50, 740, 10, "Only 3 left and reli-"),
                (50, 727, 10, "able delivery, next-"),
                (50, 714, 10, "day even."),
                (50, 680, 10, "New text."),
            ],
            [(50, 700, 10, "Page two")],
        ),
    )
    assert [(s.text, s.surface.value) for s in found.segments] == [
        ("Trek 2", "heading"),
        ("Only 3 left and reliable delivery, next-day even.", "body"),
        ("New text.", "body"),
        ("Page two", "body"),
    ]
    assert found.precision is Precision.PAGE
    assert [found.text[start:][:6] for start in found.page_starts] == ["Trek 2", "Page t"]
    assert slice_of(found, found.segments[1], "reliable") == "reli-\nable"


def test_pdf_columns_are_read_one_after_the_other() -> None:
    rows = [
        (x, 700 - 13 * i, 10, f"{side} {i}") for i in range(5) for x, side in ((50, "left"), (300, "right"))
    ]
    assert [s.text for s in document("a.pdf", samples.pdf(rows)).segments] == [
        "left 0 left 1 left 2 left 3 left 4",
        "right 0 right 1 right 2 right 3 right 4",
    ]


def test_a_pdf_page_without_text_is_told_and_a_blank_one_is_not() -> None:
    found = document("a.pdf", samples.pdf([(50, 700, 10, "One")], [(50, 700, 10, RECTANGLE)], []))
    assert [p.message for p in found.problems] == ["page 2 has no text layer; its words were not read."]


def test_a_missing_extra_gives_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError) as raised:
        read("a.pdf", samples.pdf([(50, 700, 10, "One")]))
    assert (
        str(raised.value) == "a.pdf: reading PDF needs pypdfium2, which is not installed. "
        "Install it with: pip install pypdfium2"
    )


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("a.docx", b"x", "not a zip file"),
        ("a.docx", samples.zipped(a="b"), "no word/document.xml"),
        ("a.odt", samples.zipped(a="b"), "no content.xml"),
        ("a.idml", samples.zipped(a="b"), "no stories"),
        ("a.docx", samples.zipped(word__document_xml="<a>"), "not well-formed XML"),
        (
            "a.docx",
            samples.zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "document type",
        ),
        ("a.pdf", b"%PDF-1.4 nothing", "damaged or needs a password"),
        ("a.rtf", b"hello", "does not begin"),
    ],
)
def test_what_cannot_be_read_says_why(path: str, data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(path, data)


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.readers.office.MAX_XML", 1000)
    with pytest.raises(ReadError, match="unpack to more than 1,000 bytes"):
        read("a.docx", samples.docx(P("x" * 2000)))


def test_a_small_document_unpacks_to_no_more_than_a_large_one_would() -> None:
    with pytest.raises(ReadError, match="unpack to more than 2,000,000 bytes"):
        read("a.docx", samples.compressed(word__document_xml=f"<a>{'x' * 2_000_000}</a>"))


def test_rtf_reads_a_pair_of_surrogates_as_one_character() -> None:
    document = read("a.rtf", rb"{\rtf1 Fire \u-10179?\u-8704?\u-8704?, in stock}")
    (segment,) = document.segments
    assert segment.text == "Fire \U0001f600\ufffd, in stock"
    assert segment.source(5, 6) == (12, 28)


def test_merge_tags_of_rich_text_are_words() -> None:
    source = r"{\rtf1 Dear \{\{ first_name \}\}, only *|STOCK|* left in %%city%%.\par {{\b Back} soon}\par}"
    found = document("a.rtf", source)
    assert [s.text for s in found.segments] == ["Dear \ufffc, only \ufffc left in \ufffc.", "Back soon"]
    assert [p.expression for p in found.segments[0].placeholders] == ["first_name", "STOCK", "city"]
    assert slice_of(found, found.segments[0], "only \ufffc left") == "only *|STOCK|* left"


def test_headings_items_and_raised_figures_of_rich_text() -> None:
    source = (
        r"{\rtf1\pard\outlinelevel0 Why Trek\par\pard{\listtext\bullet\tab}In stock\par "
        r"{\pntext\bullet\tab}Ships today{\super 1}\par\pard Plain x{\super 2}3\par "
        r"1 Not Sundays.\outlinelevel2 Last}"
    )
    found = document("a.rtf", source)
    assert [(s.text, s.surface.value, s.section, s.group) for s in found.segments] == [
        ("Why Trek", "heading", (), 0),
        ("In stock", "list-item", ("Why Trek",), 1),
        ("Ships today¹", "list-item", ("Why Trek",), 2),
        ("Plain x²3", "body", ("Why Trek",), 0),
        ("1 Not Sundays.Last", "heading", ("Why Trek",), 0),
    ]


def test_headings_of_rich_text_by_the_name_of_their_style() -> None:
    source = (
        r"{\rtf1{\stylesheet{\ql Normal;}{\s1\ql\sbasedon0\snext0 heading 1;}{\s2 Heading 2;}"
        r"{\s15 Title;}{\s16 Subtitle;}{\s7 Body text;}}\pard\s1 Why Trek\par\pard\s2 Stock\par"
        r"\pard\s7 In stock\par\pard\s15 Leaflet\par\pard\s16 Spring\par\pard\s99 Ships today\par}"
    )
    found = document("a.rtf", source)
    assert [(s.text, s.surface.value, s.section) for s in found.segments] == [
        ("Why Trek", "heading", ()),
        ("Stock", "heading", ("Why Trek",)),
        ("In stock", "body", ("Why Trek", "Stock")),
        ("Leaflet", "heading", ()),
        ("Spring", "heading", ("Leaflet",)),
        ("Ships today", "body", ("Leaflet", "Spring")),
    ]


@pytest.mark.parametrize(
    "runs",
    [
        ["Only {{ sto", "ck }} left"],
        ["Only {", "{ stock", " }", "} left"],
        ["Only ", "{{ stock }}", " left"],
        ["Only «st", "ock» left"],
    ],
)
def test_a_merge_tag_cut_by_the_runs_of_a_word_file_is_one_word(runs: list[str]) -> None:
    found = document("a.docx", samples.docx("<w:p>" + "".join(map(_run, runs)) + "</w:p>"))
    (segment,) = found.segments
    assert segment.text == f"Only {X} left"
    assert [p.expression for p in segment.placeholders] == ["stock"]
    assert slice_of(found, segment, "left") == "left"


def _run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_notes_of_a_word_file_are_linked_by_their_number() -> None:
    def marked(number: str) -> str:
        return f"<w:r><w:t>Free</w:t></w:r><w:r><w:footnoteReference w:id='{number}'/></w:r>"

    notes = "".join(f"<w:footnote w:id='{n}'>{P(w)}</w:footnote>" for n, w in ((2, "Two"), (10, "Ten")))
    found = document(
        "a.docx",
        samples.docx(f"<w:p>{marked('10')}</w:p><w:p>{marked('2')}</w:p>", word__footnotes_xml=notes),
    )
    assert [s.text for s in found.segments] == ["Free¹⁰", "Free²", "Two", "Ten"]
    assert [s.marks[0].note for s in found.segments[:2]] == [3, 2]
