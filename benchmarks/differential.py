"""The HTML reader against the standard library's parser: the same visible words, in the same order.

    python -m benchmarks.differential examples/web/*.html ...

The other parser takes all text outside elements that hold none for people (script, style, nav ...). What one
has and the other has not is listed with its place in the words. Attributes that people read, which only ours
takes for text, are left out. Differences that are meant:

- a template's output tag is one placeholder in ours, its control tags are nothing and the strings in its tags
  are copy; the other shows all of their source,
- ours reads again what stands in conditional comments and templates,
- ours leaves out code, lines drawn with dashes, and what is hidden for everybody but for a mail's preheader.
"""

from __future__ import annotations

import argparse
import difflib
import html.parser
import re
from collections.abc import Iterator
from pathlib import Path

from claimcheck.model import Surface
from claimcheck.readers import html_names as names
from claimcheck.readers import read
from claimcheck.readers.prose import INVISIBLE

#: What attributes hold, and what is told apart from the running text.
_OF_ATTRIBUTES = frozenset({Surface.ALT, Surface.META, Surface.STRUCTURED_DATA})


class Visible(html.parser.HTMLParser):
    """Text outside what nobody reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.inside += tag in names.SKIPPED
        if tag not in names.INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in names.SKIPPED
        if tag not in names.INLINE:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


def main(arguments: list[str] | None = None) -> int:
    """Print what differs in each file; always 0: a person judges the list."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    for file in parser.parse_args(arguments).files:
        ours, theirs = _ours(file), _theirs(file)
        listed = list(_differences(ours, theirs))
        print(f"{file.name}: {len(ours):,} words of ours, {len(theirs):,} of the other, "
              f"{len(listed)} differences", *listed, sep="\n  ")
    return 0


def _ours(file: Path) -> list[str]:
    segments = read(file.as_posix(), file.read_bytes()).segments
    return _words(" ".join(segment.text for segment in segments if segment.surface not in _OF_ATTRIBUTES))


def _theirs(file: Path) -> list[str]:
    other = Visible()
    other.feed(file.read_bytes().decode("utf-8", "replace"))
    other.close()
    return _words("".join(other.text))


def _words(text: str) -> list[str]:
    return re.sub(f"[{INVISIBLE}]+", "", text).split()


def _differences(ours: list[str], theirs: list[str]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and "".join(ours[a:b]) != "".join(theirs[c:d]):
            only_ours, only_theirs = " ".join(ours[a:b])[:160], " ".join(theirs[c:d])[:160]
            yield f"at word {a:,}: ours {only_ours!r}, the other {only_theirs!r}"


if __name__ == "__main__":
    raise SystemExit(main())
