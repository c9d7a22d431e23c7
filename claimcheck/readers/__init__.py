"""Bytes to Document. Nothing outside this folder knows a format.

>>> document = read("offer.html", b"<p>99.<b>9</b>9<sup>%</sup> up<wbr>time</p>")
>>> document.segments[0].text
'99.99% uptime'
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from claimcheck.errors import ReadError, SourceLocation, nearest
from claimcheck.model import Document, line_starts
from claimcheck.readers.formats import ENDINGS, FORMATS, detect_format
from claimcheck.readers.notes import finish
from claimcheck.readers.prose import OverfullError
from claimcheck.readers.source import MAX_BYTES, check_size

__all__ = ["ENDINGS", "FORMATS", "MAX_BYTES", "detect_format", "read"]


def read(
    path: str,
    data: bytes,
    *,
    format: str | None = None,  # noqa: A002 - the word of the settings and the command line
    max_bytes: int = MAX_BYTES,
    front_matter: Collection[str] = (),
) -> Document:
    """Read a file into prose with places.

    ``path`` is shown to people and helps to tell the format; nothing is opened. ``format`` is one of
    ``FORMATS``. ``front_matter`` names fields that are copy, beside title, description, subject,
    preheader and the like. Raises ReadError when the file cannot be read at all; what cannot be read in
    part is in ``Document.problems``.
    """
    path = path.replace("\\", "/")
    check_size(path, data, max_bytes)
    name = format or detect_format(path, data)
    reader = FORMATS.get(name)
    if reader is None:
        hint = nearest(name, FORMATS) or f"Known formats: {', '.join(sorted(FORMATS))}."
        raise ReadError(f'unknown format "{name}".', SourceLocation(path), hint)
    try:
        found = reader(path, data, front_matter)
    except OverfullError as error:
        raise ReadError(f"{error}.", SourceLocation(path)) from error
    return Document(
        path=path,
        text=found.text,
        format=name,
        sha256=hashlib.sha256(data).hexdigest(),
        segments=finish(found.drafts),
        precision=found.precision,
        structured=tuple(found.structured),
        problems=tuple(found.problems),
        line_starts=found.line_starts or line_starts(found.text),
        page_starts=found.page_starts,
    )
