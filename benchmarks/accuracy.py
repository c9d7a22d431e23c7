"""Precision and recall of extraction on labelled copy.

    python benchmarks/accuracy.py tests/data/labelled/*.jsonl [--family performance] [--show] [--lenient]

A record has ``text``, ``channel`` and ``claims`` with ``type`` (the family), ``start``, ``end``, and where
known the exact claim type as ``claim_type`` or ``kind``. A found claim is right when a labelled one of the
same family overlaps it. Labels whose note says "borderline" cost nothing either way. Offers are told apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.errors import RuleError
from claimcheck.extraction import extract_document
from claimcheck.model import Claim
from claimcheck.readers import read
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import PatternBook

CORE = ("availability", "inventory", "performance")
FAMILIES = (*CORE, "offer")


@dataclass(slots=True)
class Score:
    """Counts of one family or channel. ``exact``: same span; ``typed``: labels that name the exact type."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    exact: int = 0
    typed: int = 0
    type_right: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def line(self, name: str) -> str:
        typed = f"{self.type_right / self.typed:6.1%}" if self.typed else "     -"
        return (f"{name:14} P {self.precision:6.1%}  R {self.recall:6.1%}  F1 {self.f1:6.1%}  "
                f"right {self.right:4}  wrong {self.wrong:4}  missed {self.missed:4}  "
                f"same span {self.exact / max(1, self.found):6.1%}  same type {typed}")


@dataclass(slots=True)
class Tally:
    """Everything counted over all records."""

    families: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    channels: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    records: int = 0
    words: int = 0
    silent: int = 0
    alarmed: int = 0
    alarms: int = 0
    silent_words: int = 0


def main(arguments: list[str] | None = None) -> int:
    """Score the files named and print the table; exit 1 below the floors asked for."""
    options = _options(arguments)
    left_out: list[RuleError] = []
    patterns = load_patterns(options.rules, left_out=left_out if options.lenient else None)
    for problem in left_out:
        print("LEFT OUT", problem, file=sys.stderr)
    tally = Tally()
    for record in records(options.files):
        _score(record, patterns, options, tally)
    _print(tally, options.family)
    return _below_floor(tally, options)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--family", choices=FAMILIES, help="show and score one family only")
    parser.add_argument("--show", action="store_true", help="print every miss and every false claim")
    parser.add_argument("--show-all", action="store_true", help="print every claim found as well")
    parser.add_argument("--rules", type=Path, help="another folder of claim patterns")
    parser.add_argument("--lenient", action="store_true", help="leave wrong rule entries out and say so")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 3, 3))
    parser.add_argument("--floor", action="append", default=[], metavar="FAMILY=P,R",
                        help="exit 1 below this precision and recall, in percent")
    parser.add_argument("--most-alarms", type=float, metavar="PERCENT",
                        help="exit 1 when more excerpts without a core claim raise one")
    return parser.parse_args(arguments)


def records(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def found_in(text: str, patterns: PatternBook, on: date) -> tuple[Claim, ...]:
    """The claims of an excerpt, read as plain text; offsets are into ``text``."""
    return extract_document(read("excerpt.txt", text.encode(), format="plain"), patterns=patterns, on=on)


def _score(record: dict[str, Any], patterns: PatternBook, options: argparse.Namespace, tally: Tally) -> None:
    text: str = record["text"]
    claims = [c for c in found_in(text, patterns, options.on) if options.family in (None, c.family.value)]
    labels = [c for c in record["claims"] if options.family in (None, c["type"])]
    shown: list[str] = []
    for claim in claims:
        _score_claim(claim, labels, record, tally, shown)
    for label in labels:
        _score_label(label, claims, record, tally, shown)
    _count_alarms(record, claims, tally)
    if options.show_all:
        shown += [f"  found    {c.type.value}/{c.sense} {c.polarity.value} {c.modality.value} "
                  f"{c.attribution.value} {c.text!r} by {c.entry}" for c in claims]
    if shown and (options.show or options.show_all):
        print(f"{record['id']} [{record['channel']}] {text!r}", *shown, sep="\n")


def _score_claim(claim: Claim, labels: list[dict[str, Any]], record: dict[str, Any], tally: Tally,
                 shown: list[str]) -> None:
    near = [label for label in labels if _matches(claim, label)]
    family, channel = tally.families[claim.family.value], tally.channels[record["channel"]]
    core = claim.family.value in CORE
    if not near:
        family.wrong += 1
        channel.wrong += core
        shown.append(f"  FALSE    {claim.type.value}/{claim.sense} {claim.text!r} by {claim.entry}")
    elif not all(borderline(label) for label in near):
        family.right += 1
        channel.right += core


def _score_label(label: dict[str, Any], claims: list[Claim], record: dict[str, Any], tally: Tally,
                 shown: list[str]) -> None:
    if borderline(label):
        return
    near = [claim for claim in claims if _matches(claim, label)]
    family, channel = tally.families[label["type"]], tally.channels[record["channel"]]
    core = label["type"] in CORE
    if not near:
        family.missed += 1
        channel.missed += core
        shown.append(f"  MISSED   {label['type']} {label['span']!r} {label.get('note', '')}")
        return
    exact = any((claim.start, claim.end) == (label["start"], label["end"]) for claim in near)
    kind = label.get("claim_type") or label.get("kind")
    typed = any(claim.type.value == kind for claim in near)
    for score in (family, *([channel] if core else [])):
        score.found += 1
        score.exact += exact
        score.typed += bool(kind)
        score.type_right += typed
    if kind and not typed:
        shown.append(f"  TYPE     {kind}, found {near[0].type.value} {near[0].text!r} by {near[0].entry}")
    elif not exact:
        shown.append(f"  SPAN     {label['span']!r}, found {near[0].text!r} by {near[0].entry}")


def _matches(claim: Claim, label: dict[str, Any]) -> bool:
    overlap: int = min(claim.end, label["end"]) - max(claim.start, label["start"])
    return claim.family.value == label["type"] and overlap > 0


def borderline(label: dict[str, Any]) -> bool:
    return "borderline" in (label.get("note") or "")


def _count_alarms(record: dict[str, Any], claims: list[Claim], tally: Tally) -> None:
    words = len(record["text"].split())
    tally.records += 1
    tally.words += words
    if any(label["type"] in CORE for label in record["claims"]):
        return
    alarms = sum(claim.family.value in CORE for claim in claims)
    tally.silent += 1
    tally.silent_words += words
    tally.alarms += alarms
    tally.alarmed += bool(alarms)


def _print(tally: Tally, family: str | None) -> None:
    print(f"{tally.records} excerpts, {tally.words:,} words")
    for name in FAMILIES:
        if family in (None, name):
            print(tally.families[name].line(name))
    for name in sorted(tally.channels):
        print(tally.channels[name].line(name))
    share = tally.alarmed / max(1, tally.silent)
    rate = 1000 * tally.alarms / max(1, tally.silent_words)
    print(f"without a core claim: {tally.silent} excerpts, {tally.alarmed} with a false alarm "
          f"({share:.1%}), {rate:.2f} false claims per 1,000 words")


def _below_floor(tally: Tally, options: argparse.Namespace) -> int:
    code = 0
    for floor in options.floor:
        family, _, limits = floor.partition("=")
        precision, recall = (float(limit) / 100 for limit in limits.split(","))
        score = tally.families[family]
        if score.precision < precision or score.recall < recall:
            print(f"below the floor: {family} P {score.precision:.1%} R {score.recall:.1%}, "
                  f"expected {limits}")
            code = 1
    if options.most_alarms is not None and 100 * tally.alarmed > options.most_alarms * tally.silent:
        print(f"more false alarms than {options.most_alarms} % of excerpts")
        code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
