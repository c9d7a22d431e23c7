"""Learn how far words speak for a promise, from labelled copy; print or write the ``weights`` of the rules.

    pip install -e '.[weights]'
    python -m benchmarks.weights LABELLED.jsonl... [--write] [--strength 0.4] [--least -2.5]

For each family a logistic regression with an L1 penalty over the signs of every sentence: most words get no
points, and what is left can be read. A sentence counts as a promise when a label of the family overlaps
it; borderline ones are left out. The examples of the rule files count as sentences too, and are kept. Signs
that fewer than ``--fewest`` sentences show are not looked at, so that nothing is learned from one line. The
same files give the same points. What stands in a file before ``start:`` is written by hand and kept.

Records are those of ``benchmarks.accuracy``.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.accuracy import CORE, borderline, records
from claimcheck.extraction.engine import extract_document, sentences_of
from claimcheck.extraction.examples import document_of
from claimcheck.extraction.weighing import length_of, signs
from claimcheck.model import Document
from claimcheck.readers import read
from claimcheck.rulebook.checks import load_rules
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import CueRule, Entry, PatternBook
from claimcheck.rulefolder import rules_folder

DAY = date(2026, 3, 3)
WIDTH = 110
_EXAMPLE = 0.2  # what an example counts at first, against a labelled sentence
_ROUNDS = 6
_SMALLEST = 0.2  # points
_SHORTEST = 8  # words of a sentence that is weighed
_CAMPAIGN = Path(__file__).parents[1] / "examples"
_HARD = "\N{NO-BREAK SPACE}"  # holds a pair together when lines are wrapped
_READABLE = re.compile(r"(?:(?:[a-z']+|\{[a-z_]+\}|[\^$?!.,:;%()+&/-])(?: (?!$)|$)){1,2}")
_PLAIN = re.compile(r"[a-z]+( [a-z]+)?")
_WORDS_OF_YAML = frozenset({"no", "yes", "on", "off", "true", "false", "null", "y", "n"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence's signs, the families promised in it, and those of which that is not sure."""

    signs: frozenset[str]
    promised: frozenset[str]
    unsure: frozenset[str]
    length: int  # words
    given: bool = False  # by an example of the rule files


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    patterns = load_patterns()
    sentences = [*_labelled(options.files, patterns), *_from_examples(patterns)]
    print(f"# {len(sentences):,} sentences")
    for family in CORE:
        start, points = _learn(sentences, family, options)
        text = _head(family) + _yaml(start, points, options.least)
        if options.write:
            _file(family).write_text(text, encoding="utf-8")
        else:
            print(text)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the rule files instead of printing them")
    parser.add_argument("--strength", type=float, default=0.4, help="more: more words get points")
    parser.add_argument("--least", type=float, default=-2.5, help="a promise below these points is dropped")
    parser.add_argument("--fewest", type=int, default=12, help="signs in fewer sentences are not looked at")
    return parser.parse_args(arguments)


def _labelled(files: Iterable[Path], patterns: PatternBook) -> Iterator[Shown]:
    for record in records(files):
        document = read("excerpt.txt", record["text"].encode(), format="plain")
        for segment, sentence in sentences_of(document, patterns=patterns, on=DAY):
            start, end = segment.source(sentence.start, sentence.end)
            labels = [label for label in record["claims"] if label["start"] < end and start < label["end"]]
            promised = frozenset(label["type"] for label in labels if not borderline(label))
            unsure = frozenset(label["type"] for label in labels) - promised
            yield Shown(frozenset(signs(sentence)), promised, unsure, length_of(sentence))


def _from_examples(patterns: PatternBook) -> Iterator[Shown]:
    """The sentences of the rule files' examples in which patterns find a promise. Of other families nothing
    is known."""
    unweighed = replace(patterns, weights=())
    for document in _examples(patterns):
        claims = extract_document(document, patterns=unweighed, on=DAY)
        for segment, sentence in sentences_of(document, patterns=patterns, on=DAY):
            promised = frozenset(claim.family.value for claim in claims
                                 if document.segments[claim.segment] is segment
                                 and claim.sentence_start == sentence.start)
            yield Shown(frozenset(signs(sentence)), promised, frozenset(CORE) - promised,
                        length_of(sentence), given=True)


def _examples(patterns: PatternBook) -> Iterator[Document]:
    """The examples of the claims, the copy of those of the checks, and the shipped campaign."""
    owners: tuple[Entry | CueRule, ...] = (*patterns.entries, *patterns.cues)
    for owner in owners:
        yield from map(document_of, (*owner.match, *owner.no_match))
    for rule in load_rules().rules:
        for check in rule.examples:
            yield read(check.file, check.copy.encode())
    for path in sorted(_CAMPAIGN.rglob("*")):
        if path.suffix in {".html", ".mjml", ".md", ".txt", ".eml", ".docx", ".pdf"}:
            yield read(path.name, path.read_bytes())


def _learn(sentences: list[Shown], family: str, options: argparse.Namespace
           ) -> tuple[float, dict[str, float]]:
    """The points that a sentence starts with, and those of each sign.

    Examples whose promise would be dropped count for more from round to round, until they are kept.
    """
    known = [shown for shown in sentences if family in shown.promised or family not in shown.unsure]
    often = Counter(sign for shown in known for sign in shown.signs if _READABLE.fullmatch(sign))
    columns = {sign: n for n, sign in enumerate(sorted(s for s in often if often[s] >= options.fewest))}
    counts = [_EXAMPLE if shown.given else 1.0 for shown in known]
    start, points, lost = 0.0, dict.fromkeys(columns, 0.0), list[int]()
    for _ in range(_ROUNDS):
        start, points = _fit(known, family, columns, counts, options.strength)
        lost = [n for n, shown in enumerate(known) if shown.given and shown.length >= _SHORTEST
                and start + sum(points.get(sign, 0) for sign in shown.signs) < options.least]
        for n in lost:
            counts[n] *= 2
    print(f"# {family}: {len(points)} words and pairs, {len(lost)} examples below")
    return start, points


def _fit(known: list[Shown], family: str, columns: dict[str, int], counts: list[float], strength: float
         ) -> tuple[float, dict[str, float]]:
    """One regression; what hardly speaks for or against is left out."""
    from scipy.sparse import lil_matrix
    from sklearn.linear_model import LogisticRegression

    table = lil_matrix((len(known), len(columns)))
    for row, shown in enumerate(known):
        for sign in shown.signs & columns.keys():
            table[row, columns[sign]] = 1
    model = LogisticRegression(C=strength, l1_ratio=1, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(table.tocsr(), [family in shown.promised for shown in known], sample_weight=counts)
    points = {sign: round(float(model.coef_[0][n]), 1) for sign, n in columns.items()}
    return round(float(model.intercept_[0]), 1), {
        sign: value for sign, value in points.items() if abs(value) >= _SMALLEST}


def _file(family: str) -> Path:
    return rules_folder() / "claims" / f"weights-{family}.yaml"


def _head(family: str) -> str:
    """What is written by hand: everything before the points."""
    return _file(family).read_text(encoding="utf-8").split("    start:", 1)[0]


def _yaml(start: float, points: dict[str, float], least: float) -> str:
    lines = [f"    start: {start:.1f}", f"    least: {least:.1f}", f"    fewest: {_SHORTEST}", "    words:"]
    groups: dict[float, list[str]] = defaultdict(list)
    for sign, value in sorted(points.items()):
        groups[value].append(sign if _PLAIN.fullmatch(sign) and sign not in _WORDS_OF_YAML else f'"{sign}"')
    for value in sorted(groups, reverse=True):
        group = f"{value:+.1f}: [{', '.join(word.replace(' ', _HARD) for word in groups[value])}]"
        lines += [line.replace(_HARD, " ") for line in textwrap.wrap(
            group, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 12,
            break_long_words=False, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
