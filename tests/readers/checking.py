"""What every document read must satisfy, whatever the format."""

from __future__ import annotations

import html
import quopri
import re

from claimcheck.model import Document, Piece, PieceKind, Segment
from claimcheck.readers import read
from claimcheck.readers.notes import PLAIN_DIGITS
from claimcheck.readers.prose import INVISIBLE

_INVISIBLE = re.compile(f"[{INVISIBLE}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def texts(path: str, source: str | bytes) -> list[str]:
    """The prose of each segment."""
    return [segment.text for segment in document(path, source).segments]


def document(path: str, source: str | bytes) -> Document:
    """Read and check."""
    found = read(path, source.encode("utf-8") if isinstance(source, str) else source)
    check(found)
    return found


def one(path: str, source: str | bytes, words: str) -> Segment:
    """The only segment that holds ``words``."""
    (segment,) = [s for s in document(path, source).segments if words in s.text]
    return segment


def slice_of(found: Document, segment: Segment, words: str) -> str:
    """The source that ``words`` of the segment were read from."""
    at = segment.text.index(words)
    start, end = segment.source(at, at + len(words))
    return found.text[start:end]


def check(found: Document) -> None:
    """Pieces tile the prose, keep to the text, and their source reads as their prose."""
    for segment in found.segments:
        assert segment.text
        assert segment.text == segment.text.strip()
        assert "  " not in segment.text
        at = 0
        for piece in segment.pieces:
            assert piece.prose_start == at < piece.prose_end
            assert 0 <= piece.start <= piece.end <= len(found.text)
            at = piece.prose_end
            _check_piece(found, segment, piece)
        assert at == len(segment.text)
        for spot in (*segment.placeholders, *segment.marks, *segment.links):
            assert 0 <= spot.prose_start < spot.prose_end <= len(segment.text)
        for mark in segment.marks:
            assert mark.note is None or 0 <= mark.note < len(found.segments)
    for item in found.structured:
        assert 0 <= item.start <= item.end <= len(found.text)


def _check_piece(found: Document, segment: Segment, piece: Piece) -> None:
    source = found.text[piece.start : piece.end]
    prose = segment.text[piece.prose_start : piece.prose_end]
    if piece.kind is PieceKind.VERBATIM:
        assert source == prose
    elif piece.kind is PieceKind.INSERTED:
        assert source == ""
    elif piece.kind is PieceKind.PLACEHOLDER:
        assert len(prose) == 1
        assert source
    elif found.precision.value != "line":
        assert reads_as(source, prose), (source, prose)


def reads_as(source: str, prose: str) -> bool:
    """True when a decoded source range can stand for the prose."""
    if prose in (" ", "\n"):
        plain = html.unescape(source)
        return (
            not plain.strip()
            or re.fullmatch(r"</?[A-Za-z][^<>]*>", source) is not None
            or source in ("=", "_")
            or plain.strip("\\ \r\n>") == ""
            or any(
                not quopri.decodestring(source.encode()).decode(charset, "replace").strip()
                for charset in ("utf-8", "cp1252")
            )
            or source.startswith("\\")
        )
    candidates = {
        html.unescape(source),
        source.removeprefix("\\"),
        source.strip("[^]").translate(PLAIN_DIGITS),
    }
    if source == "''":
        candidates.add("'")
    if found := re.fullmatch(r"\\u([0-9a-fA-F]{4})", source):
        candidates.add(chr(int(found.group(1), 16)))
    if "=" in source:
        raw = quopri.decodestring(source.encode("latin-1", "replace"))
        decoded = {raw.decode("utf-8", "replace"), raw.decode("cp1252", "replace")}
        candidates |= decoded | {html.unescape(text) for text in decoded}
    if source.isascii() is False:
        candidates |= {source.encode("latin-1", "replace").decode(c, "replace") for c in ("utf-8", "cp1252")}
    if found := re.fullmatch(r"\\'([0-9a-fA-F]{2})", source):
        candidates.add(bytes((int(found.group(1), 16),)).decode("cp1252", "replace"))
    if found := re.fullmatch(r"\\u(-?\d+)\?\\u(-?\d+)", source):
        halves = [int(half) % 65536 for half in found.groups()]
        candidates.add(b"".join(half.to_bytes(2, "little") for half in halves).decode("utf-16-le"))
    if found := re.fullmatch(r"\\u(-?\d+) ?", source):
        candidates.add(chr(int(found.group(1)) % 65536))
    cleaned = {_INVISIBLE.sub("", re.sub(r"[\u2010\u2011]", "-", c)) for c in candidates}
    return (
        prose.translate(PLAIN_DIGITS) in {c.translate(PLAIN_DIGITS) for c in cleaned}
        or prose == "†"
        or (source.startswith("=?") and source.endswith("?="))
    )
