"""Whether the gate and the windows ever lose a claim: every file read with them and without.

    python -m benchmarks.equivalence tests/data/labelled/*.jsonl examples/web/*.html ...

JSON lines are labelled copy, as in ``benchmarks.accuracy``; other files are read as ``claimcheck claims``
reads them. Prints what differs, and exits 1 when anything does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.accuracy import records
from claimcheck.errors import ReadError
from claimcheck.extraction import extract_document
from claimcheck.model import Document
from claimcheck.readers import read
from claimcheck.rulebook.claims import load_patterns

DAY = date(2026, 3, 3)


def main(arguments: list[str] | None = None) -> int:
    """Compare all files; print each difference and the totals."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    patterns = load_patterns()
    texts = claims = different = 0
    for document in _documents(parser.parse_args(arguments).files):
        fast = extract_document(document, patterns=patterns, on=DAY)
        slow = extract_document(document, patterns=patterns, on=DAY, gate=False, windows=False)
        texts, claims = texts + 1, claims + len(slow)
        if fast != slow:
            different += 1
            print(f"{document.path}: with {[c.text for c in fast]}, without {[c.text for c in slow]}")
    print(f"{texts:,} texts, {claims:,} claims, {different} texts that differ")
    return 1 if different else 0


def _documents(files: list[Path]) -> Iterator[Document]:
    for file in files:
        if file.suffix == ".jsonl":
            for record in records([file]):
                yield read(f"{record['id']}.txt", record["text"].encode(), format="plain")
        else:
            try:
                yield read(file.as_posix(), file.read_bytes())
            except ReadError as error:
                print(f"not read: {error}")


if __name__ == "__main__":
    raise SystemExit(main())
