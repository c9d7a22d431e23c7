"""How fast files are read: MB/s by format and size, and what hostile files cost.

    python -m benchmarks.readers             # generated files of growing size
    python -m benchmarks.readers --hostile   # seconds a megabyte and memory, per hostile file
    python -m benchmarks.readers FILE...     # these files, together by format

One core, processor time, best of several runs. Memory is the highest that Python's own allocations reach
beside the file's bytes (``tracemalloc``), measured on files of a megabyte: below that, structures of a
fixed size count more than the file.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import quopri
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from pathlib import Path

from claimcheck.errors import ReadError
from claimcheck.readers import detect_format, read
from tests.readers import hostile, samples

SIZES = (50_000, 200_000, 800_000)

_SENTENCE = (
    "The Trek is in stock and ships within two working days, on orders over &pound;50, "
    "from our own warehouse. "
)
_PLAIN = _SENTENCE.replace("&pound;", "£")


def _html(n: int) -> str:
    tile = (
        f'<div class="card"><h3>Trek</h3>\n  <p style="margin:0">{_SENTENCE}<b>Only 3 left</b></p>\n'
        f'  <p>{_SENTENCE}</p><a class="button" href="/trek">Buy now</a></div>\n'
    )
    return (
        "<!doctype html><title>Shop</title><style>"
        + "p{margin:0}" * 200
        + "</style>"
        + tile * (n // len(tile))
    )


def _markdown(n: int) -> str:
    block = f"## Trek\n\n{_PLAIN}**Only 3 left**[^1].\n{_PLAIN}\n\n- {_PLAIN}\n- fast\n\n"
    return block * (n // len(block)) + "[^1]: Not Sundays.\n"


def _mail(body: str, kind: str, encoding: str) -> bytes:
    data = body.encode()
    if encoding == "quoted-printable":
        data = quopri.encodestring(data)
    elif encoding == "base64":
        data = base64.encodebytes(data)
    return (
        f"From: a@b.example\nMIME-Version: 1.0\nSubject: Hi\nContent-Type: text/{kind}; charset=utf-8\n"
        f"Content-Transfer-Encoding: {encoding}\n\n".encode()
        + data
    )


def _wrapped(n: int) -> str:
    paragraph = _PLAIN * 3
    lines = [paragraph[i : i + 72] for i in range(0, len(paragraph), 72)]
    block = "\n".join(lines) + "\n\n"
    return block * (n // len(block))


GENERATED: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "html": ("a.html", lambda n: _html(n).encode()),
    "html with template tags": ("a.html", lambda n: _html(n).replace("Only 3", "Only {{ n }}").encode()),
    "html, many tags": ("a.html", lambda n: ("<p>In <b>stock</b> <i>now</i></p>" * (n // 32)).encode()),
    "html, many entities": ("a.html", lambda n: ("<p>" + "a&amp;b " * 40 + "</p>").encode() * (n // 330)),
    "html, deeply nested": ("a.html", lambda n: ("<div>" * (n // 12) + "x" + "</div>" * (n // 12)).encode()),
    "html, one line": ("a.html", lambda n: _html(n).replace("\n", " ").encode()),
    "mjml": (
        "a.mjml",
        lambda n: (f"<mj-section><mj-text>{_SENTENCE}</mj-text></mj-section>" * (n // 160)).encode(),
    ),
    "markdown": ("a.md", lambda n: _markdown(n).encode()),
    "markdown, ASCII": ("a.md", lambda n: _markdown(n).encode("ascii", "ignore")),
    "mdx": ("a.mdx", lambda n: _markdown(n).replace("Only 3", "Only {n}").encode()),
    "plain": ("a.txt", lambda n: _wrapped(n).encode()),
    "mail, 8bit text": ("a.eml", lambda n: _mail(_wrapped(n), "plain", "8bit")),
    "mail, quoted-printable HTML": ("a.eml", lambda n: _mail(_html(n), "html", "quoted-printable")),
    "mail, base64 HTML": ("a.eml", lambda n: _mail(_html(n), "html", "base64")),
    "rtf": ("a.rtf", lambda n: b"{\\rtf1 " + (f"{_SENTENCE}\\b now\\b0\\par " * (n // 125)).encode() + b"}"),
    "docx": ("a.docx", lambda n: samples.docx(samples.paragraph(_PLAIN) * (n // 170))),
    "odt": ("a.odt", lambda n: samples.odt(f"<text:p>{_PLAIN}</text:p>" * (n // 120))),
    "idml": ("a.idml", lambda n: samples.idml(f"<Content>{_PLAIN}</Content><Br/>" * (n // 130))),
    "pdf": (
        "a.pdf",
        lambda n: samples.pdf(*[[(50, 800 - 12 * i, 9, _PLAIN[:90]) for i in range(60)]] * (n // 8000)),
    ),
}


def seconds(path: str, data: bytes, rounds: int = 5) -> float:
    """Best processor time of several runs."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        with contextlib.suppress(ReadError):
            read(path, data)
        best = min(best, time.process_time() - begun)
    return best


def generated() -> None:
    """MB/s by format and size: equal numbers in a row mean that cost grows in line with size."""
    print(f"{'MB/s':30}" + "".join(f"{size / 1000:>8.0f} kB" for size in SIZES))
    for name, (path, make) in GENERATED.items():
        row = [(len(data) / 1e6) / seconds(path, data) for data in map(make, SIZES)]
        print(f"{name:30}" + "".join(f"{rate:11.1f}" for rate in row))


def files(paths: list[Path]) -> None:
    """MB/s over given files, together by format."""
    sizes: dict[str, int] = defaultdict(int)
    times: dict[str, float] = defaultdict(float)
    for path in paths:
        data = path.read_bytes()
        kind = detect_format(path.name, data)
        sizes[kind] += len(data)
        times[kind] += seconds(path.name, data, 40)
    for kind in sorted(sizes):
        print(f"{kind:10} {sizes[kind] / 1e6:8.2f} MB {sizes[kind] / 1e6 / times[kind]:8.1f} MB/s")


def _hostile(size: int) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Path, name and maker of each file; they are made one at a time."""
    for path in ("a.html", "a.md", "a.mdx", "a.txt"):
        for name, make in hostile.TEXT.items():
            yield path, name, partial(_encoded, make, size)
    for name, make in hostile.MAIL.items():
        yield "a.eml", name, partial(_encoded, make, size)
    for name, make in hostile.RTF.items():
        yield "a.rtf", name, partial(_encoded, make, size)
    for name, document in hostile.OFFICE.items():
        yield f"a.{name.split('-')[0]}", name, partial(document, size)
    for name, document in hostile.PDF.items():
        yield "a.pdf", name, partial(document, size)


def _encoded(make: Callable[[int], str], size: int) -> bytes:
    return make(size).encode()


def hostile_files(size: int) -> None:
    """Seconds a megabyte, and memory as a multiple of the file, for the dearest hostile files."""
    rows = []
    for path, name, make in _hostile(size):
        data = make()
        weight = max(len(data), 30_000)  # the libraries' own start counts as no file's cost
        spent = seconds(path, data, 2)
        tracemalloc.start()
        with contextlib.suppress(ReadError):
            read(path, data)
        rows.append(
            (spent / weight * 1e6, tracemalloc.get_traced_memory()[1] / weight, len(data), path, name)
        )
        tracemalloc.stop()
    slow, large = sum(row[0] > 2 for row in rows), sum(row[1] > 10 for row in rows)
    print(f"{len(rows)} files; {slow} over 2 s/MB; {large} over 10 times the file")
    for title, column in (("slowest", 0), ("largest", 1)):
        print(title)
        for row in sorted(rows, key=itemgetter(column), reverse=True)[:12]:
            spent, memory, length, path, name = row
            print(f"{spent:8.2f} s/MB {memory:8.1f} x memory {length:9,} bytes  {path:8} {name}")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--size", type=int, default=1_000_000, help="of the hostile files, in bytes")
    options = parser.parse_args()
    if options.files:
        files(options.files)
    elif options.hostile:
        hostile_files(options.size)
    else:
        generated()


if __name__ == "__main__":
    main()
