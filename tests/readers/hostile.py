"""Files made to hang or crash a reader: twenty and more a format, sized by ``n``."""

from __future__ import annotations

import base64
from collections.abc import Callable

from tests.readers import samples

TEXT: dict[str, Callable[[int], str]] = {
    "letters": lambda n: "a" * n,
    "blanks": lambda n: " " * n,
    "blanks-in-text": lambda n: "a" + " " * n + "b",
    "newlines": lambda n: "\n" * n,
    "carriage-returns": lambda n: "\r" * n,
    "one-word-lines": lambda n: "In stock\n" * (n // 9),
    "stars": lambda n: "*" * n,
    "stars-and-words": lambda n: "*a " * (n // 3),
    "words-and-stars": lambda n: "a* " * (n // 3),
    "underscores": lambda n: "_a" * (n // 2),
    "open-brackets": lambda n: "[" * n,
    "links": lambda n: "[a](" * (n // 4),
    "images": lambda n: "![" * (n // 2),
    "quotes": lambda n: "> " * (n // 2),
    "backticks": lambda n: "`a" * (n // 2),
    "pipes": lambda n: "|a" * (n // 2),
    "table": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * (n // 6),
    "dots": lambda n: "." * n,
    "dashes": lambda n: "- " * (n // 2),
    "footnotes": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n // 20)),
    "notes": lambda n: "<p>a*</p><p>* b</p>" * (n // 19),
    "see-terms": lambda n: "<p>see terms</p>" * (n // 16),
    "open-output-tags": lambda n: "{{" * (n // 2),
    "open-control-tags": lambda n: "{% " * (n // 3),
    "merge-tags": lambda n: "*|A" * (n // 3),
    "percent-signs": lambda n: "%%" * (n // 2),
    "php": lambda n: "<?php " * (n // 6),
    "erb": lambda n: "<% " * (n // 3),
    "tags": lambda n: "{{a}}" * (n // 5),
    "conditions": lambda n: "{% if a %}x" * (n // 11),
    "loops": lambda n: "{% for a in b %}x" * (n // 17),
    "comments": lambda n: "{% comment %}" * (n // 13),
    "strings-in-a-tag": lambda n: "{{ " + "'a b' " * (n // 6) + "}}",
    "quotes-in-a-tag": lambda n: "{{ " + "'" * n + " }}",
    "nested-tags": lambda n: "<div>" * (n // 5),
    "nested-and-closed": lambda n: "<div>" * (n // 11) + "</div>" * (n // 11),
    "nested-inline": lambda n: "<b>" * (n // 3) + "x",
    "nested-spans": lambda n: "<span style='a'>" * (n // 16) + "x",
    "nested-lists": lambda n: "<ul><li>" * (n // 8),
    "nested-tables": lambda n: "<table><tr><td>" * (n // 15),
    "nested-headings": lambda n: "<div><h1>a</h1>" * (n // 15),
    "end-tags": lambda n: "</p>" * (n // 4),
    "end-tags-across-a-scope": lambda n: "<section><td>" + "<div>" * (n // 15) + "</section>" * (n // 15),
    "links-open": lambda n: "<a href=x>" * (n // 10),
    "attributes": lambda n: "<a " + "b=c " * (n // 4) + ">",
    "attributes-without-value": lambda n: "<img " + "alt " * (n // 4) + ">",
    "attribute-signs": lambda n: "<img " + "=" * n + ">",
    "attribute-blanks": lambda n: "<img alt" + " " * n + ">",
    "long-attribute": lambda n: "<img alt='" + "&amp;" * (n // 5) + "'>",
    "open-tag": lambda n: "<a" * (n // 2),
    "open-comment": lambda n: "<!--" * (n // 4),
    "conditional-comments": lambda n: "<!--[if mso]>" * (n // 13) + "<![endif]-->",
    "noscript": lambda n: "<noscript>" * (n // 10),
    "entities": lambda n: "&amp;" * (n // 5),
    "broken-entities": lambda n: "&" * n,
    "soft-hyphens": lambda n: "a&shy;" * (n // 6),
    "invisible": lambda n: "\u200b" * (n // 3),
    "styles": lambda n: "<style>" * (n // 7),
    "breaks": lambda n: "a<br>" * (n // 5),
    "cells": lambda n: "<table>" + "<td>a" * (n // 5),
    "wide-cells": lambda n: "<table>" + "<tr><th colspan=999>a" * (n // 21),
    "json": lambda n: "<script type='application/ld+json'>" + "[" * n,
    "json-keys": lambda n: "<script type='application/ld+json'>" + '{"a":' * (n // 5),
    "json-quotes": lambda n: "<script type='application/ld+json'>" + '"' * n,
    "microdata": lambda n: "<div itemscope itemprop=a>" * (n // 26),
    "braces": lambda n: "{" * n,
    "imports": lambda n: "import a from 'b'\n" * (n // 18),
    "front-matter": lambda n: "---\n" + "title: a\n" * (n // 9) + "---\n",
    "open-front-matter": lambda n: "---\n" * (n // 4),
}
RTF: dict[str, Callable[[int], str]] = {
    "groups": lambda n: "{\\rtf1" + "{" * n,
    "closers": lambda n: "{\\rtf1" + "}" * n,
    "words": lambda n: "{\\rtf1" + "\\b" * (n // 2),
    "unicode": lambda n: "{\\rtf1\\uc9" + "\\u8217?" * (n // 8),
    "huge-numbers": lambda n: "{\\rtf1" + "\\u99999999 " * (n // 11),
    "hex": lambda n: "{\\rtf1" + "\\'e9" * (n // 4),
    "backslashes": lambda n: "{\\rtf1" + "\\" * n,
    "skipped": lambda n: "{\\rtf1" + "{\\*\\x " * (n // 6),
    "cells": lambda n: "{\\rtf1\\intbl" + " a\\cell" * (n // 7),
    "paragraphs": lambda n: "{\\rtf1" + " a\\par" * (n // 6),
    "text": lambda n: "{\\rtf1 " + "In stock " * (n // 9),
    "codepage": lambda n: "{\\rtf1\\ansicpg" + "9" * n,
    "open-words": lambda n: "{\\rtf1" + "\\" + "a" * n,
    "pictures": lambda n: "{\\rtf1" + "{\\pict 00}" * (n // 10),
    "rows": lambda n: "{\\rtf1" + "\\row" * (n // 4),
    "line-ends": lambda n: "{\\rtf1" + "\n" * n,
    "lines": lambda n: "{\\rtf1" + "a\\line " * (n // 7),
    "tildes": lambda n: "{\\rtf1" + "a\\~" * (n // 3),
    "surrogates": lambda n: "{\\rtf1" + "\\u-10179?\\u-8704?" * (n // 18),
    "signs": lambda n: "{\\rtf1" + "\\{\\}" * (n // 4),
    "merge-fields": lambda n: "{\\rtf1 " + "{\\{\\{a\\}\\}}" * (n // 11),
}
MAIL: dict[str, Callable[[int], str]] = {
    "headers": lambda n: "A: b\n" * (n // 5),
    "folded": lambda n: "Subject: a" + "\n b" * (n // 3),
    "encoded-words": lambda n: "Subject: " + "=?utf-8?Q?a?= " * (n // 14),
    "open-encoded-words": lambda n: "Subject: " + "=?" * (n // 2),
    "parts": lambda n: "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\na\n" * (n // 7),
    "nested-parts": lambda n: "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(n // 55)
    ),
    "messages": lambda n: "Content-Type: message/rfc822\n\n" * (n // 31),
    "parameters": lambda n: "Content-Type: text/plain" + "; a=b" * (n // 5) + "\n\nx",
    "quoted-printable": lambda n: "Content-Transfer-Encoding: quoted-printable\n\n" + "=E2=80=99" * (n // 9),
    "soft-breaks": lambda n: "Content-Transfer-Encoding: quoted-printable\n\n" + "=\n" * (n // 2),
    "equals": lambda n: "Content-Transfer-Encoding: quoted-printable\n\n" + "=" * n,
    "trailing-blanks": lambda n: "Content-Transfer-Encoding: quoted-printable\n\n" + "a" + " " * n + "b",
    "base64": lambda n: (
        "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"a " * (n // 3)).decode()
    ),
    "broken-base64": lambda n: "Content-Transfer-Encoding: base64\n\n" + "A\n=" * (n // 3),
    "mailbox": lambda n: "From a 18:30:41 2002\nA: b\n\nx\n" * (n // 30),
    "from-lines": lambda n: "From " * (n // 5),
    "colons": lambda n: ":" * n,
    "boundary-lines": lambda n: "Content-Type: multipart/mixed; boundary=-\n\n" + "-" * n,
    "blank-header": lambda n: "Content-Type:" + " " * n + "x",
    "header-blanks": lambda n: "A" + " " * n + "x",
    "open-html": lambda n: "Content-Type: text/html\n\n" + "<td>" * (n // 4),
}


def _docx(body: str) -> bytes:
    return samples.docx(body)


OFFICE: dict[str, Callable[[int], bytes]] = {
    "docx-nested-paragraphs": lambda n: _docx("<w:p>" * (n // 11) + "</w:p>" * (n // 11)),
    "docx-nested-tables": lambda n: _docx(
        "<w:tbl><w:tr><w:tc>" * (n // 41) + "</w:tc></w:tr></w:tbl>" * (n // 41)
    ),
    "docx-paragraphs": lambda n: _docx(samples.paragraph("In stock") * (n // 60)),
    "docx-one-paragraph": lambda n: _docx(samples.paragraph("In stock " * (n // 9))),
    "docx-entities": lambda n: _docx(samples.paragraph("&amp;" * (n // 5))),
    "docx-raised": lambda n: _docx(
        "<w:p>" + "<w:r><w:vertAlign w:val='superscript'/><w:t>1</w:t></w:r>" * (n // 60) + "</w:p>"
    ),
    "docx-notes": lambda n: _docx(
        "<w:p>" + "<w:r><w:t>a</w:t><w:footnoteReference w:id='1'/></w:r>" * (n // 60) + "</w:p>"
    ),
    "docx-breaks": lambda n: _docx("<w:p>" + "<w:r><w:t>a</w:t><w:br/></w:r>" * (n // 35) + "</w:p>"),
    "docx-stray-ends": lambda n: samples.docx("<w:tc/><w:tr/><w:t>a</w:t>" * (n // 25)),
    "docx-empty": lambda _: samples.docx(""),
    "odt-lists": lambda n: samples.odt("<text:list>" * (n // 23) + "</text:list>" * (n // 23)),
    "odt-blanks": lambda n: samples.odt("<text:p>a<text:s text:c='99999999'/>b</text:p>" * (n // 45)),
    "odt-notes": lambda n: samples.odt(
        "<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>"
        * (n // 90)
    ),
    "odt-nested-paragraphs": lambda n: samples.odt("<text:p>a" * (n // 18) + "</text:p>" * (n // 18)),
    "odt-rows": lambda n: samples.odt("<table:table-row/>" * (n // 18)),
    "idml-breaks": lambda n: samples.idml("<Br/>" * (n // 5)),
    "idml-content": lambda n: samples.idml("<Content>a\u2028</Content>" * (n // 20)),
    "idml-tables": lambda n: samples.idml("<Table><Cell>" * (n // 28) + "</Cell></Table>" * (n // 28)),
    "idml-styles": lambda n: samples.idml(
        "<ParagraphStyleRange>" * (n // 43) + "</ParagraphStyleRange>" * (n // 43)
    ),
    "idml-footnotes": lambda n: samples.idml("<Footnote><Content>a</Content></Footnote>" * (n // 40)),
    "docx-footnotes": lambda n: samples.docx(
        "", word__footnotes_xml="<w:footnote w:id='1'>" + samples.paragraph("a") * (n // 60) + "</w:footnote>"
    ),
    "docx-footnote-elements": lambda n: samples.docx(
        "", word__footnotes_xml=f"<w:footnote w:id='1'>{samples.paragraph('a')}</w:footnote>" * (n // 90)
    ),
    "docx-headers": lambda n: samples.docx(
        "", **{f"word__header{i}_xml": samples.paragraph("a") for i in range(n // 400)}
    ),
    "docx-deleted": lambda n: _docx(
        "<w:p>" + "<w:del><w:r><w:t>a</w:t></w:r></w:del>" * (n // 45) + "</w:p>"
    ),
    "docx-nested-deleted": lambda n: _docx("<w:del>" * (n // 15) + "</w:del>" * (n // 15)),
    "docx-one-word-runs": lambda n: _docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * (n // 23) + "</w:p>"),
    "docx-cells": lambda n: _docx(
        "<w:tbl><w:tr>" + f"<w:tc>{samples.paragraph('a')}</w:tc>" * (n // 75) + "</w:tr></w:tbl>"
    ),
    "docx-text-boxes": lambda n: _docx(
        "<w:p><w:r><w:txbxContent>" * (n // 60) + "</w:txbxContent></w:r></w:p>" * (n // 60)
    ),
    "docx-zip-bomb": lambda n: samples.compressed(word__document_xml="a" * (n * 100)),
    "docx-doctype": lambda n: samples.zipped(
        word__document_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>" + "&b;" * (n // 3) + "</a>"
    ),
    "odt-empty": lambda _: samples.odt(""),
    "odt-paragraphs": lambda n: samples.odt("<text:p>In stock</text:p>" * (n // 25)),
    "odt-one-paragraph": lambda n: samples.odt(f"<text:p>{'In stock ' * (n // 9)}</text:p>"),
    "odt-entities": lambda n: samples.odt(f"<text:p>{'&amp;' * (n // 5)}</text:p>"),
    "odt-spans": lambda n: samples.odt(f"<text:p>{'<text:span>a</text:span>' * (n // 24)}</text:p>"),
    "odt-nested-spans": lambda n: samples.odt(
        f"<text:p>{'<text:span>' * (n // 23)}{'</text:span>' * (n // 23)}</text:p>"
    ),
    "odt-tables": lambda n: samples.odt(
        "<table:table><table:table-row><table:table-cell>" * (n // 100)
        + "</table:table-cell></table:table-row></table:table>" * (n // 100)
    ),
    "odt-cells": lambda n: samples.odt(
        "<table:table>"
        + "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
        * (n // 90)
        + "</table:table>"
    ),
    "odt-breaks": lambda n: samples.odt(f"<text:p>{'a<text:line-break/>' * (n // 19)}</text:p>"),
    "odt-tabs": lambda n: samples.odt(f"<text:p>{'a<text:tab/>' * (n // 12)}</text:p>"),
    "odt-open-notes": lambda n: samples.odt("<text:note-body>" * (n // 33) + "</text:note-body>" * (n // 33)),
    "odt-headings": lambda n: samples.odt("<text:h text:outline-level='99'>a</text:h>" * (n // 41)),
    "odt-merge-tags": lambda n: samples.odt(f"<text:p>{'{{a}}' * (n // 5)}</text:p>"),
    "odt-zip-bomb": lambda n: samples.compressed(content_xml="a" * (n * 100)),
    "odt-doctype": lambda n: samples.zipped(
        content_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>" + "&b;" * (n // 3)
    ),
    "idml-empty": lambda _: samples.idml(""),
    "idml-stories": lambda n: samples.idml(*["<Content>a</Content>"] * (n // 150)),
    "idml-order": lambda n: samples.idml("<Content>a</Content>", order="u0 " * (n // 3)),
    "idml-one-content": lambda n: samples.idml(f"<Content>{'In stock ' * (n // 9)}</Content>"),
    "idml-paragraphs": lambda n: samples.idml("<Content>In stock</Content><Br/>" * (n // 32)),
    "idml-entities": lambda n: samples.idml(f"<Content>{'&amp;' * (n // 5)}</Content>"),
    "idml-nested-content": lambda n: samples.idml("<Content>" * (n // 19) + "</Content>" * (n // 19)),
    "idml-separators": lambda n: samples.idml("<Content>" + "\u2028" * (n // 3) + "</Content>"),
    "idml-paragraph-separators": lambda n: samples.idml("<Content>" + "a\u2029" * (n // 4) + "</Content>"),
    "idml-open-footnotes": lambda n: samples.idml("<Footnote>" * (n // 21) + "</Footnote>" * (n // 21)),
    "idml-cells": lambda n: samples.idml(
        "<Table>" + "<Cell><Content>a</Content></Cell>" * (n // 33) + "</Table>"
    ),
    "idml-headings": lambda n: samples.idml(
        '<ParagraphStyleRange AppliedParagraphStyle="h1"><Content>a</Content><Br/></ParagraphStyleRange>'
        * (n // 95)
    ),
    "idml-merge-tags": lambda n: samples.idml(f"<Content>{'{{a}}' * (n // 5)}</Content>"),
    "idml-zip-bomb": lambda n: samples.compressed(Stories__Story_u0_xml="a" * (n * 100)),
    "idml-doctype": lambda n: samples.zipped(
        Stories__Story_u0_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>" + "&b;" * (n // 3)
    ),
}


def _page(lines: list[tuple[float, float, float, str]]) -> bytes:
    return samples.pdf(lines)


PDF: dict[str, Callable[[int], bytes]] = {
    "one-line": lambda n: _page([(50, 700, 10, "a " * (n // 2))]),
    "many-lines": lambda n: _page([(50, 800 - i % 80 * 10, 10, "In stock") for i in range(n // 60)]),
    "one-place": lambda n: _page([(50, 700, 10, "In stock")] * (n // 60)),
    "scattered": lambda n: _page([(i * 37 % 500, i * 91 % 800, 10, "a") for i in range(n // 60)]),
    "columns": lambda n: _page(
        [(50 + i % 5 * 100, 800 - i // 5 % 80 * 10, 8, "a b") for i in range(n // 60)]
    ),
    "tiny-type": lambda _: _page([(50, 700, 0.01, "In stock " * 20)]),
    "huge-type": lambda _: _page([(50, 700, 9000, "In stock")]),
    "off-the-page": lambda _: _page([(-9000, 90000, 10, "In stock")]),
    "hyphens": lambda n: _page([(50, 800 - i % 80 * 10, 10, "a-") for i in range(n // 60)]),
    "many-pages": lambda n: samples.pdf(*[[(50, 700, 10, "a")] for _ in range(n // 300)]),
    "long-words": lambda n: _page([(50, 700, 10, "a" * n)]),
    "blanks": lambda n: _page([(50, 700, 10, " " * n)]),
    "one-letter-lines": lambda n: _page([(50, 800 - i % 80 * 10, 10, "a") for i in range(n // 50)]),
    "gaps": lambda n: _page([(50 + i % 2 * 300, 800 - i // 2 % 80 * 10, 10, "a") for i in range(n // 50)]),
    "stairs": lambda n: _page([(i % 500, 800 - i % 800, 10, "a") for i in range(n // 50)]),
    "sizes": lambda n: _page([(50, 800 - i % 80 * 10, 1 + i % 90, "a b") for i in range(n // 50)]),
    "bullets": lambda n: _page([(50, 800 - i % 80 * 10, 10, "- a") for i in range(n // 50)]),
    "empty-pages": lambda n: samples.pdf(*[[] for _ in range(n // 250)]),
    "no-page": lambda _: samples.pdf(),
    "page-counts": lambda _: samples.pdf([(50, 700, 10, "a")]).replace(b"/Count 1", b"/Count 999999999"),
    "huge-page": lambda _: samples.pdf([(50, 700, 10, "a")]).replace(b"595 842", b"9e9 9e9"),
    "page-tree-loop": lambda _: samples.pdf([(50, 700, 10, "a")]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "contents-loop": lambda _: samples.pdf([(50, 700, 10, "a")]).replace(
        b"/Contents 5 0 R", b"/Contents 4 0 R"
    ),
    "long-xref": lambda n: samples.pdf([(50, 700, 10, "a")]) + b"0000000000 65535 f \n" * (n // 20),
    "garbage": lambda n: b"%PDF-1.4\n" + b"1 0 obj <<" * (n // 10),
}
