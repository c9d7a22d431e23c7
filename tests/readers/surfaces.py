"""Which surfaces each format has and how exact its places are: the samples behind ``docs/formats.md``.

python -m tests.readers.surfaces     # rewrites the table in docs/formats.md
"""

from __future__ import annotations

from pathlib import Path

from claimcheck.model import Document, Precision, Surface
from claimcheck.readers import read
from tests.readers import samples

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
BEGIN, END = "<!-- table: made by python -m tests.readers.surfaces -->", "<!-- end of table -->"

S = Surface
_P = samples.paragraph
_CELLS = "<table><tr><th>P</th></tr><tr><td>In stock</td></tr></table>"
_HTML: dict[Surface, str] = {
    S.SUBJECT: "---\nsubject: In stock\n---\n",
    S.PREHEADER: "<div class=preheader style='display:none'>In stock</div><table>",
    S.TITLE: "<title>In stock</title>",
    S.META: "<meta name=description content='In stock'>",
    S.HEADING: "<h1>In stock</h1>",
    S.BODY: "<p>In stock</p>",
    S.LIST_ITEM: "<li>In stock</li>",
    S.TABLE_CELL: _CELLS,
    S.BUTTON: "<a href=x>In stock</a>",
    S.ALT: "<img alt='In stock'>",
    S.FOOTNOTE: "<p>Free*</p><p>* In stock</p>",
    S.QUOTE: "<blockquote>In stock</blockquote>",
    S.STRUCTURED_DATA: '<script type="application/ld+json">{"a":"In stock"}</script>',
}
_MARKDOWN: dict[Surface, str] = {
    S.SUBJECT: "---\nsubject: In stock\n---\n",
    S.PREHEADER: "---\npreheader: In stock\n---\n",
    S.TITLE: "---\ntitle: In stock\n---\n",
    S.META: "---\ndescription: In stock\n---\n",
    S.HEADING: "# In stock",
    S.BODY: "In stock",
    S.LIST_ITEM: "- In stock",
    S.TABLE_CELL: "|P|\n|-|\n|In stock|",
    S.BUTTON: "[In stock](x)",
    S.ALT: "![In stock](x)",
    S.FOOTNOTE: "Free[^1]\n\n[^1]: In stock",
    S.QUOTE: "> In stock",
    S.STRUCTURED_DATA: _HTML[S.STRUCTURED_DATA],
}
_PLAIN: dict[Surface, str] = {
    S.SUBJECT: "Subject: In stock\n\nx",
    S.PREHEADER: "Preheader: In stock\n\nx",
    S.HEADING: "In stock\n========\n",
    S.BODY: "In stock",
    S.LIST_ITEM: "- In stock",
    S.TABLE_CELL: "In stock\t£5\n",
    S.FOOTNOTE: "Free*\n\n* In stock",
    S.QUOTE: "> In stock",
}


def _mail(source: str) -> bytes:
    return f"From: a@b.example\nMIME-Version: 1.0\nSubject: Hi\nContent-Type: text/html\n\n{source}".encode()


def _docx_table(cell: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{_P(cell)}</w:tc></w:tr></w:tbl>"


#: Format -> file name, and per surface a file that holds "In stock" on it.
SAMPLES: dict[str, tuple[str, dict[Surface, bytes]]] = {
    "plain": ("a.txt", {s: t.encode() for s, t in _PLAIN.items()}),
    "html": ("a.html", {s: t.encode() for s, t in _HTML.items()}),
    "mjml": (
        "a.mjml",
        {
            s: t.encode()
            for s, t in {
                **_HTML,
                S.PREHEADER: "<mj-preview>In stock</mj-preview>",
                S.TITLE: "<mj-title>In stock</mj-title>",
                S.BODY: "<mj-text>In stock</mj-text>",
                S.BUTTON: "<mj-button>In stock</mj-button>",
                S.ALT: "<mj-image alt='In stock' />",
            }.items()
        },
    ),
    "markdown": ("a.md", {s: t.encode() for s, t in _MARKDOWN.items()}),
    "mdx": ("a.mdx", {s: t.encode() for s, t in _MARKDOWN.items() if s is not S.STRUCTURED_DATA}),
    "mail": (
        "a.eml",
        {s: _mail(t) for s, t in _HTML.items() if s is not S.SUBJECT}
        | {S.SUBJECT: b"From: a@b.example\nSubject: In stock\n\nHello there, friend."},
    ),
    "rtf": (
        "a.rtf",
        {
            S.HEADING: b"{\\rtf1\\outlinelevel0 In stock\\par}",
            S.BODY: b"{\\rtf1 In stock}",
            S.LIST_ITEM: b"{\\rtf1{\\listtext\\bullet\\tab}In stock\\par}",
            S.TABLE_CELL: b"{\\rtf1\\intbl In stock\\cell}",
            S.FOOTNOTE: b"{\\rtf1 Free*\\par * In stock}",
        },
    ),
    "docx": (
        "a.docx",
        {
            S.HEADING: samples.docx(_P("In stock", '<w:pStyle w:val="Heading1"/>')),
            S.BODY: samples.docx(_P("In stock")),
            S.LIST_ITEM: samples.docx(_P("In stock", "<w:numPr/>")),
            S.TABLE_CELL: samples.docx(_docx_table("In stock")),
            S.QUOTE: samples.docx(_P("In stock", '<w:pStyle w:val="Quote"/>')),
            S.FOOTNOTE: samples.docx(
                '<w:p><w:r><w:t>Free</w:t><w:footnoteReference w:id="1"/></w:r></w:p>',
                word__footnotes_xml=f'<w:footnote w:id="1">{_P("In stock")}</w:footnote>',
            ),
        },
    ),
    "odt": (
        "a.odt",
        {
            S.HEADING: samples.odt("<text:h>In stock</text:h>"),
            S.BODY: samples.odt("<text:p>In stock</text:p>"),
            S.LIST_ITEM: samples.odt(
                "<text:list><text:list-item><text:p>In stock</text:p></text:list-item></text:list>"
            ),
            S.TABLE_CELL: samples.odt(
                "<table:table><table:table-row><table:table-cell><text:p>In stock</text:p>"
                "</table:table-cell></table:table-row></table:table>"
            ),
            S.FOOTNOTE: samples.odt(
                "<text:p>Free<text:note><text:note-body><text:p>In stock</text:p></text:note-body>"
                "</text:note></text:p>"
            ),
        },
    ),
    "idml": (
        "a.idml",
        {
            S.HEADING: samples.idml(
                '<ParagraphStyleRange AppliedParagraphStyle="x/Headline"><Content>In stock</Content>'
                "</ParagraphStyleRange>"
            ),
            S.BODY: samples.idml("<Content>In stock</Content>"),
            S.LIST_ITEM: samples.idml(
                '<ParagraphStyleRange AppliedParagraphStyle="x/Bullet"><Content>In stock</Content>'
                "</ParagraphStyleRange>"
            ),
            S.TABLE_CELL: samples.idml("<Table><Cell><Content>In stock</Content></Cell></Table>"),
            S.FOOTNOTE: samples.idml("<Content>Free*</Content><Br/><Content>* In stock</Content>"),
        },
    ),
    "pdf": (
        "a.pdf",
        {
            S.HEADING: samples.pdf(
                [(50, 780, 24, "In stock"), (50, 700, 10, "and so on and so on and so on")]
            ),
            S.BODY: samples.pdf([(50, 700, 10, "In stock")]),
            S.LIST_ITEM: samples.pdf([(50, 700, 10, "- In stock")]),
            S.FOOTNOTE: samples.pdf([(50, 700, 10, "Free*"), (50, 600, 10, "* In stock")]),
        },
    ),
}


def precision(path: str, surface: Surface, data: bytes) -> Precision:
    """Read a sample; the precision of its place. Raises when it is not read there."""
    found = read(path, data)
    start, end = _place(found, surface)
    if "In stock" not in found.text[start:end]:
        raise LookupError(f"{path}: {surface} is not read at its place")
    return found.precision


def _place(found: Document, surface: Surface) -> tuple[int, int]:
    if surface is Surface.STRUCTURED_DATA:
        return next((i.start, i.end) for i in found.structured if i.value == "In stock")
    return next(
        s.source(s.text.index("In stock"), s.text.index("In stock") + 8)
        for s in found.segments
        if s.surface is surface and "In stock" in s.text
    )


def table() -> str:
    """The table of the documentation."""
    rows = ["| surface | " + " | ".join(SAMPLES) + " |", "| --- |" + " --- |" * len(SAMPLES)]
    for surface in Surface:
        cells = [
            precision(path, surface, files[surface]).value if surface in files else "-"
            for path, files in SAMPLES.values()
        ]
        rows.append(f"| {surface.value} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def with_table(page: str) -> str:
    """The page with its table made anew."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{table()}\n\n{END}{tail}"


if __name__ == "__main__":
    DOCS.write_text(with_table(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
