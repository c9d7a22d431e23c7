"""The tables of ``docs/facts.md``, from the same tables that reading uses.

``python -m claimcheck.facts.reference docs/facts.md`` writes them anew between their two marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from claimcheck.facts.campaigns import CAMPAIGN
from claimcheck.facts.factof import FactOf
from claimcheck.facts.jsonschema import nouns, nouns_within
from claimcheck.facts.kind import Kind
from claimcheck.facts.nouns import BLOCK, Conditions, Noun
from claimcheck.facts.settingsfile import SETTINGS
from claimcheck.facts.shapes import Field, Group, ItemsOf, Keyed, ListOf, Plain, Shape

__all__ = ["BEGIN", "END", "tables", "with_tables"]

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def tables() -> str:
    """One table for the block around a fact, and one a noun: key, what it takes, what it means."""
    parts = [_table("The block around any fact", BLOCK.values())]
    listed = {noun.name: noun for root in (*nouns(), CAMPAIGN, SETTINGS) for noun in nouns_within(root)}
    parts += [_table(_title(noun), noun.fields) for noun in listed.values()]
    return "\n".join(parts)


def with_tables(document: str) -> str:
    """The document with its tables as they are now. Raises ValueError when the marks are missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The marks {BEGIN} and {END} are missing.")
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def _title(noun: Noun) -> str:
    return noun.name[0].upper() + noun.name[1:].replace("_", " ")


def _table(title: str, fields: Iterable[Field]) -> str:
    rows = [f"| `{f.key}`{' (needed)' if f.required else ''} | {_takes(f.shape)} | {f.doc} |" for f in fields]
    return "\n".join([f"### {title}", "", "| key | takes | meaning |", "| --- | --- | --- |", *rows, ""])


def _takes(shape: Shape) -> str:
    """What may be written, in words."""
    words = "anything, kept as words"
    match shape:
        case FactOf(kind=kind, many=many, listed=listed):
            several = "; or a list of blocks" if many else ""
            words = f"{'a list of ' if listed else ''}{_kind(kind)}, or a block{several}"
        case Plain(kind=kind):
            words = _kind(kind)
        case ListOf(kind=kind):
            words = f"a list: {_kind(kind)}"
        case Group(noun=noun):
            words = f"a block: {noun.name.replace('_', ' ')}"
        case ItemsOf(noun=noun):
            words = f"a list: {noun.name.replace('_', ' ')}"
        case Keyed(shape=inner):
            words = f"names, and for each {_takes(inner)}"
        case Conditions():
            words = "words, or words for `typical`, `max` and `min`"
        case _:
            pass
    return words


def _kind(kind: Kind) -> str:
    if not kind.example or kind.name.startswith("one of"):
        return kind.name
    return f"{kind.name} (`{kind.example}`)"


def main() -> None:
    document = Path(sys.argv[1])
    document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
