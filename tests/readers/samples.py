"""Small documents made in memory, so that no binary file stands in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def zipped(**members: str | bytes) -> bytes:
    """A zip file; ``__`` in a name is a slash and ``_xml`` its ending."""
    return _zip(members, zipfile.ZIP_STORED)


def compressed(**members: str | bytes) -> bytes:
    """The same, compressed."""
    return _zip(members, zipfile.ZIP_DEFLATED)


def _zip(members: Mapping[str, str | bytes], compression: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; other parts by name (``word__footnotes_xml``)."""
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return zipped(word__document_xml=document, **{n: f"<w:x {_W}>{c}</w:x>" for n, c in parts.items()})


def paragraph(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str) -> bytes:
    """An OpenDocument text with this body."""
    spaces = " ".join(f'xmlns:{p}="urn:{p}"' for p in ("office", "text", "table"))
    return zipped(
        mimetype="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {spaces}><office:body>{body}</office:body>"
        "</office:document-content>",
    )


def idml(*stories: str, order: str = "") -> bytes:
    """An InDesign file with these stories, u0, u1, and so on."""
    members = {f"Stories__Story_u{i}_xml": f"<Story>{s}</Story>" for i, s in enumerate(stories)}
    return zipped(designmap_xml=f'<Document StoryList="{order}"/>', **members)


def pdf(*pages: Sequence[tuple[float, float, float, str]]) -> bytes:
    """A PDF; each page is a list of (x, y, size, text) in points from the bottom left."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        (
            f"<< /Type /Pages /Count {len(pages)} /Kids "
            f"[{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}] >>"
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        stream = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + trailer.encode("ascii")
