"""Cost of extraction: words a second, memory, and how it grows with patterns, names and length.

    python benchmarks/extraction.py [--words 60000]

Copy is generated: dense copy holds a claim in most sentences, a site's copy in about one of twelve.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from typing import TypeVar

from claimcheck.extraction import extract_document
from claimcheck.model import Document, Piece, Segment, Surface, Term, TermKind, Vocabulary, line_starts
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import PatternBook

R = TypeVar("R")
ON = date(2026, 3, 3)
PLAIN = (
    "The path goes down to the river and crosses by the old mill.", "We began in a shed behind the chapel.",
    "Sign up for our letter and read about the people behind the bench.",
    "Wipe with a damp cloth and let it dry.",
    "Made of oiled oak, brass and a little patience.", "Our team meets on the first floor above the bakery.",
    "Choose a colour, then tell us where the sun comes in.", "Nobody remembers who planted the pear tree.",
    "Read more in the guide that comes with every bench.", "She drew the first one on the back of a map.",
    "In the workshop it smells of linseed and rain.",
)
CLAIMS = (
    "In stock and ready to go.", "Only {n} left in this colour.", "Order by 2pm and it ships today.",
    "Delivered within {n} working days.", "The battery lasts up to {n} hours.", "Save {n}% until Sunday.",
    "It is {n} times brighter than the last one.", "Free delivery on orders over £{n}.",
    "Completely waterproof and dishwasher safe.", "The quietest pump on the market.", "99.{n}% uptime.",
)


def main() -> None:
    """Print the table."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--words", type=int, default=60_000)
    words = parser.parse_args().words
    book, loading = timed(load_patterns)
    print(f"load {len(book.entries)} entries and {len(book.cues)} cues: {loading:.2f} s")
    run([copy(2_000, dense=True)], book)  # import spaCy, compile what is used
    print("\nkind of copy                          words   claims   1,000 words/s")
    rate("a claim in most sentences", [copy(words, dense=True)], book)
    rate("a claim in one of twelve", [copy(words, dense=False)], book)
    rate("a site: 400 pages", [page(number) for number in range(400)], book)
    print("\nas it grows")
    for share in (4, 2, 1):
        part = PatternBook(book.entries[: len(book.entries) // share], book.cues, book.lists, book.sha256)
        run([copy(2_000, dense=True)], part)
        rate(f"{len(part.entries)} entries, dense", [copy(words, dense=True)], part)
    for count in (0, 5, 5_000):
        rate(f"{count} product names, dense", [copy(words, dense=True)], book, names(count))
    for size in (words // 4, words, words * 4):
        rate(f"one line of {size:,} words", [copy(size, dense=False)], book)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def page(number: int) -> Document:
    """A page of a site: five paragraphs of its own, and banners and a footer that every page has."""
    some = [PLAIN[(number * step + place) % len(PLAIN)] for place in range(4) for step in (1, 3)]
    own = [f"{first} See bench {number}. {second}"
           for first, second in zip(some[::2], some[1::2], strict=True)]
    own.append(CLAIMS[number % len(CLAIMS)].replace("{n}", str(number)))
    shared = ("Free delivery on orders over £40.", "Order by 2pm and it ships today.", *PLAIN[1:3])
    blocks = [*shared[:1], *own, *shared[1:]]
    segments: list[Segment] = []
    start = 0
    for text in blocks:
        end = start + len(text)
        segments.append(Segment(text, Surface.BODY, (Piece(0, len(text), start, end),)))
        start = end + 1
    whole = "\n".join(blocks)
    return Document(f"{number}.txt", whole, "plain", "0" * 64, tuple(segments),
                    line_starts=line_starts(whole))


def copy(words: int, *, dense: bool) -> Document:
    """One block of generated copy of at least this many words."""
    sentences: list[str] = []
    count = 0
    for number, (plain, claim) in enumerate(zip(cycle(PLAIN), cycle(CLAIMS), strict=False)):
        added = [claim.replace("{n}", str(number % 97 + 2))] if dense or number % 12 == 0 else []
        sentences += [*added, plain]
        count += sum(len(sentence.split()) for sentence in (*added, plain))
        if count >= words:
            break
    text = " ".join(sentences)
    block = Segment(text, Surface.BODY, (Piece(0, len(text), 0, len(text)),))
    return Document("page.txt", text, "plain", "0" * 64, (block,), line_starts=line_starts(text))


def names(count: int) -> Vocabulary:
    """Invented product names, each two words and a number."""
    colours = islice(cycle(("Harrow", "Corran", "Fell", "Ember", "Tally")), count)
    return Vocabulary(tuple(Term(f"{colour} Bench {n}", TermKind.PRODUCT, f"p{n}")
                            for n, colour in enumerate(colours)))


def run(documents: Iterable[Document], book: PatternBook, vocabulary: Vocabulary | None = None) -> int:
    """Extract from all documents; the number of claims."""
    known = vocabulary or Vocabulary()
    return sum(len(extract_document(replace(document), patterns=book, vocabulary=known, on=ON))
               for document in documents)


def rate(title: str, documents: list[Document], book: PatternBook,
         vocabulary: Vocabulary | None = None) -> None:
    """Print words a second for some copy."""
    words = sum(len(document.text.split()) for document in documents)
    claims, seconds = timed(lambda: run(documents, book, vocabulary))
    print(f"{title:34} {words:8,} {claims:8,} {words / seconds / 1000:11.1f}")


def timed(work: Callable[[], R]) -> tuple[R, float]:
    """What some work gives, and its seconds of one core."""
    start = time.process_time()
    return work(), time.process_time() - start


if __name__ == "__main__":
    main()
