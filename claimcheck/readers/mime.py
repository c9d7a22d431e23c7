"""Transfer encodings and charsets with a map back to the raw file.

A part is decoded into a *view*; ``Runs`` says which raw range each run of the view came from. What is
read in the view is then moved to the file with ``rebase``.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from claimcheck.model import Pieces
from claimcheck.readers.prose import DECODED, VERBATIM
from claimcheck.readers.source import codec_for

_QUOTED = re.compile(
    r"(?P<soft>=[ \t]*(?:\r\n|\n|\r|\Z))|(?P<bytes>(?:=[0-9A-Fa-f]{2})(?:(?:=[ \t]*\r?\n)?=[0-9A-Fa-f]{2})*+)"
    r"|(?P<high>[\x80-\xff]+)"
)
#: What a single quoted byte of ASCII stands for ("=3D" of quoted-printable HTML).
_ASCII = {source % byte: chr(byte) for source in ("=%02X", "=%02x") for byte in range(128)}
_HIGH = re.compile(r"(?P<high>[\x80-\xff]+)")
_HEX = re.compile(r"=([0-9A-Fa-f]{2})")
_LINES = re.compile(r"[^\r\n]+")
_ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9_.:-]+)(?:\*[^?]*)?\?([QqBb])\?([^?\r\n]*)\?=")
_FOLD = re.compile(r"\r\n[ \t]+|[\r\n][ \t]+")
_NOT_BASE64 = re.sub(rb"[A-Za-z0-9+/]", b"", bytes(range(256)))
_WORD_BYTES = re.compile(r"(?:=[0-9A-Fa-f]{2})+|_")


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class Runs:
    """A decoded text and the raw place of each of its runs. Exact runs map character by character."""

    parts: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=_numbers)  # of the runs, in the decoded text
    raw_starts: array[int] = field(default_factory=_numbers)
    raw_ends: array[int] = field(default_factory=_numbers)
    exact: bytearray = field(default_factory=bytearray)
    length: int = 0

    def add(self, text: str, start: int, end: int, exact: bool) -> None:
        """Add a run read from ``[start, end)`` of the raw file."""
        if text:
            self.parts.append(text)
            self.place(len(text), start, end, exact)

    def place(self, size: int, start: int, end: int, exact: bool) -> None:
        """Tell where the next ``size`` characters were read."""
        self.starts.append(self.length)
        self.raw_starts.append(start)
        self.raw_ends.append(end)
        self.exact.append(exact)
        self.length += size

    def run(self, index: int) -> tuple[int, int, bool]:
        """Raw start, raw end and whether the run is exact."""
        return self.raw_starts[index], self.raw_ends[index], bool(self.exact[index])

    @property
    def text(self) -> str:
        return "".join(self.parts)


def decode_body(raw: str, start: int, end: int, encoding: str, charset: str) -> Runs:
    """Decode ``raw[start:end]`` (one character a byte) by transfer encoding and charset."""
    if encoding == "base64":
        return _base64(raw, start, end, charset)
    runs = Runs()
    _decode(runs, raw, start, end, charset, _QUOTED if encoding == "quoted-printable" else _HIGH)
    return runs


def decode_header(raw: str, start: int, end: int) -> Runs:
    """Decode a header's value: folded lines and encoded words (RFC 2047)."""
    runs = Runs()
    at = start
    after_word = False
    for match in _ENCODED_WORD.finditer(raw, start, end):
        between = raw[at : match.start()]
        if not (after_word and not between.strip()):
            _header_text(runs, raw, at, match.start())
        _encoded_word(runs, match)
        at, after_word = match.end(), True
    _header_text(runs, raw, at, end)
    return runs


def _header_text(runs: Runs, raw: str, start: int, end: int) -> None:
    at = start
    for fold in _FOLD.finditer(raw, start, end):
        _decode(runs, raw, at, fold.start(), "", _HIGH)
        runs.add(" ", fold.start(), fold.end(), False)
        at = fold.end()
    _decode(runs, raw, at, end, "", _HIGH)


def _encoded_word(runs: Runs, match: re.Match[str]) -> None:
    charset, kind, payload = match.groups()
    base = match.start(3)
    if kind in "Bb":
        runs.add(_charset(_unbase64(payload), charset)[0], match.start(), match.end(), False)
        return
    at = 0
    for found in _WORD_BYTES.finditer(payload):
        runs.add(payload[at : found.start()], base + at, base + found.start(), True)
        if found.group() == "_":
            runs.add(" ", base + found.start(), base + found.end(), False)
        else:
            _high(runs, found.group(), base + found.start(), charset)
        at = found.end()
    runs.add(payload[at:], base + at, base + len(payload), True)


def _decode(runs: Runs, raw: str, start: int, end: int, charset: str, pattern: re.Pattern[str]) -> None:
    at = start
    part, place = runs.parts.append, runs.place
    for match in pattern.finditer(raw, start, end):
        first, last = match.span()
        if at < first:
            part(raw[at:first])
            place(first - at, at, first, True)
        at = last
        source = match.group()
        if source in _ASCII:
            part(_ASCII[source])
            place(1, first, last, False)
        elif match.lastgroup != "soft":
            _high(runs, source, first, charset)
    runs.add(raw[at:end], at, end, True)


def _high(runs: Runs, source: str, start: int, charset: str) -> None:
    """Bytes outside ASCII, written as ``=E2=80=99`` or as they are; one run a character if possible."""
    if source[0] == "=":
        ends = array("i", (m.end() + start for m in _HEX.finditer(source)))
        starts = array("i", (end - 3 for end in ends))
        data = bytes(int(source[end - start - 2 : end - start], 16) for end in ends)
    else:
        starts = array("i", range(start, start + len(source)))
        ends = array("i", range(start + 1, start + 1 + len(source)))
        data = source.encode("latin-1")
    decoded, codec = _charset(data, charset)
    sizes = _sizes(decoded, codec)
    if sum(sizes) != len(data):
        runs.add(decoded, starts[0], ends[-1], False)
        return
    at = 0
    runs.parts.append(decoded)
    for size in sizes:
        runs.place(1, starts[at], ends[at + size - 1], False)
        at += size


def _sizes(text: str, codec: str) -> bytes:
    """Bytes that each character took."""
    if codec == "utf-8":
        return bytes(1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\U00010000" else 4 for c in text)
    try:
        return bytes(len(c.encode(codec)) for c in text)
    except UnicodeError:
        return b""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _charset(data: bytes, charset: str) -> tuple[str, str]:
    """Text, and the codec that fitted."""
    for codec in (codec_for(charset), "utf-8"):
        try:
            if codec:
                return data.decode(codec), codec
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def _unbase64(text: str) -> bytes:
    clean = text.encode("latin-1", "ignore").translate(None, _NOT_BASE64)
    try:
        return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"=" * (-len(clean) % 4))
    except (binascii.Error, ValueError):
        return b""


def _base64(raw: str, start: int, end: int, charset: str) -> Runs:
    """Base64 has no exact places: each run is a line of the file."""
    runs = Runs()
    carry = ""
    codec = codec_for(charset) or ("utf-8" if _is_utf8(_unbase64(raw[start:end])) else "cp1252")
    decoder = codecs.getincrementaldecoder(codec)("replace")
    for line in _LINES.finditer(raw, start, end):
        clean = carry + re.sub(r"[^A-Za-z0-9+/]", "", line.group())
        whole = len(clean) - len(clean) % 4
        carry = clean[whole:]
        runs.add(decoder.decode(_unbase64(clean[:whole])), line.start(), line.end(), False)
    runs.add(decoder.decode(_unbase64(carry), True), end, end, False)
    return runs


def rebase(packed: bytes, runs: Runs, offset_of: ByteOffsets) -> bytes:
    """Pieces of the view as pieces of the file, both packed."""
    out = array("i")
    for prose_start, prose_end, start, end, kind in Pieces(packed).numbers():
        if kind == VERBATIM:
            _rebase_verbatim(prose_start, start, end, runs, offset_of, out)
        else:
            first, last = span(start, end, runs)
            out.extend((prose_start, prose_end, offset_of(first), offset_of(last), kind))
    return out.tobytes()


def _rebase_verbatim(
    prose: int, start: int, end: int, runs: Runs, offset_of: ByteOffsets, out: array[int]
) -> None:
    index = bisect_right(runs.starts, start) - 1
    at = start
    while at < end:
        begin = runs.starts[index]
        finish = runs.starts[index + 1] if index + 1 < len(runs.starts) else runs.length
        stop = min(finish, end)
        raw_start, raw_end, exact = runs.run(index)
        if exact:
            raw_start, raw_end = raw_start + at - begin, raw_start + stop - begin
        kind = VERBATIM if exact else DECODED
        out.extend((prose, prose + stop - at, offset_of(raw_start), offset_of(raw_end), kind))
        prose += stop - at
        at = stop
        index += 1


def span(start: int, end: int, runs: Runs) -> tuple[int, int]:
    """Place in the raw file of a range of the view."""
    first = max(0, bisect_right(runs.starts, start) - 1)
    last = max(first, bisect_left(runs.starts, end) - 1)
    if not runs.starts:
        return 0, 0
    raw_start, _, exact = runs.run(first)
    begin = raw_start + start - runs.starts[first] if exact else raw_start
    if end == start:
        return begin, begin
    raw_start, raw_end, exact = runs.run(last)
    return begin, raw_start + end - runs.starts[last] if exact else raw_end


class ByteOffsets:
    """Byte offset to code-point offset in the file's text."""

    def __init__(self, data: bytes, utf8: bool) -> None:
        self._ends: list[int] = []
        self._before: list[int] = []
        if utf8 and not data.isascii():
            lost = 0
            for match in re.finditer(rb"[\x80-\xbf]+", data):
                lost += match.end() - match.start()
                self._ends.append(match.end())
                self._before.append(lost)

    def __call__(self, byte: int) -> int:
        if not self._ends:
            return byte
        index = bisect_right(self._ends, byte)
        return byte - (self._before[index - 1] if index else 0)
