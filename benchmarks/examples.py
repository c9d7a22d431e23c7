"""Run the examples of ``rules/claims``: every ``match`` found as it says, no ``no_match`` found.

    python benchmarks/examples.py [RULE-ID ...] [--file stock.yaml] [--lenient]

``claimcheck rules test`` does the same; this one can leave wrong entries out while files are being written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from claimcheck.errors import RuleError
from claimcheck.extraction import run_examples
from claimcheck.rulebook.claims import load_patterns
from claimcheck.rulebook.entries import CueRule, Entry


def main() -> int:
    """Print every example that fails; exit 1 when one does."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("rules", nargs="*", help="ids of entries or cues; default: all")
    parser.add_argument("--file", default="", help="only the rules of files whose path contains this")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--lenient", action="store_true")
    options = parser.parse_args()
    left_out: list[RuleError] = []
    book = load_patterns(options.folder, left_out=left_out if options.lenient else None)
    for problem in left_out:
        print("LEFT OUT", problem, file=sys.stderr)
    rules: tuple[Entry | CueRule, ...] = (*book.entries, *book.cues)
    owners = [rule.id for rule in rules
              if (not options.rules or rule.id in options.rules) and options.file in rule.where.file]
    results = [result for owner in owners for result in run_examples(book, rule=owner)]
    failed = [result for result in results if not result.passed]
    for result in failed:
        print(f"{result.where} {result.rule}: {result.text!r}: {result.problem}")
    print(f"{len(results)} examples of {len(owners)} rules, {len(failed)} wrong")
    return 1 if failed or left_out else 0


if __name__ == "__main__":
    raise SystemExit(main())
