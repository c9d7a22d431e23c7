"""Bytes to text: byte-order marks, declared charsets, detection; size limits and binary files.

Offsets count code points of the text returned here, so decoding is the first and only place where
bytes and characters meet.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.errors import ReadError, SourceLocation
from claimcheck.model import ReadProblem

#: Largest file read, in bytes, unless the caller says otherwise.
MAX_BYTES = 20_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Declarations worth believing: HTML meta, XML, CSS; looked for in the first 2,048 bytes.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
#: What browsers mean by these labels (WHATWG Encoding Standard).
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "unicode-1-1-utf-8": "utf-8",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
    "utf-16": "utf-8",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_TELLING = 32  # odd characters; fewer cannot tell other encodings from cp1252, by far the most common
_CANDIDATES = [
    "cp1252",
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp437",
    "cp850",
    "cp932",
    "gb18030",
    "big5",
    "euc_kr",
    "euc_jp",
]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte-order mark, and what could not be decoded."""

    text: str
    encoding: str
    problems: tuple[ReadProblem, ...] = ()


def check_size(path: str, data: bytes, max_bytes: int) -> None:
    """Raise ReadError for a file larger than ``max_bytes``; nothing has been parsed yet."""
    if len(data) > max_bytes:
        raise ReadError(
            f"the file has {len(data):,} bytes; the limit is {max_bytes:,}.", SourceLocation(path)
        )


def decode(path: str, data: bytes, *, declared: str = "") -> Decoded:
    """Decode by byte-order mark, declaration, UTF-8, then detection.

    A declared charset that does not fit the bytes is passed over. A file that is UTF-8 but for a few
    bytes stays UTF-8, with U+FFFD and a problem at each bad place. NUL bytes mean a binary file.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    if b"\0" in data:
        return Decoded(_without_mark(path, data), "utf-16")
    label = declared or _declared(data)
    for encoding in (codec_for(label), "utf-8"):
        text = _try(data, encoding)
        if text is not None:
            return Decoded(text, encoding)
    return _detected(data)


@lru_cache(maxsize=256)
def codec_for(label: str) -> str:
    """Python codec of a charset label as browsers read it; empty when there is none."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return ""
    return info.name if info and getattr(info, "_is_text_encoding", True) else ""


def decode_single_byte(data: bytes, encoding: str = "cp1252") -> str:
    """Decode with one character a byte: undefined bytes become the C1 control of that number."""
    return "".join([chr(b) if b < 128 else (bytes((b,)).decode(encoding, "ignore") or chr(b)) for b in data])


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, 2048)
    return found.group(1).decode("ascii") if found else ""


def _try(data: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _without_mark(path: str, data: bytes) -> str:
    """UTF-16 without a mark has a NUL in every second byte of its Latin letters."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.4 and others < half * 0.05:
            text = _try(data, encoding)
            if text is not None and not _CONTROL.search(text):
                return text
    raise ReadError("this is a binary file: it holds NUL bytes; expected text.", SourceLocation(path))


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = [m.start() for m in re.finditer("\ufffd", text)][:5] if _try(data, encoding) is None else []
    return Decoded(
        text,
        encoding,
        tuple(
            ReadProblem(
                f"a byte that is not {encoding.upper()}; the text around it may be misread.", at, at + 1
            )
            for at in bad
        ),
    )


def _detected(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = len(lenient) - bad - sum(map(str.isascii, lenient))
    if good > bad:
        return _replaced(data, "utf-8")
    encoding = "cp1252"
    if len(lenient) - sum(map(str.isascii, lenient)) >= _TELLING:
        from charset_normalizer import from_bytes  # only for files that are not UTF-8

        best = from_bytes(data[:65536], cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
        encoding = best.encoding if best else encoding
    text = _try(data, encoding)
    return Decoded(decode_single_byte(data) if text is None else text, encoding)
