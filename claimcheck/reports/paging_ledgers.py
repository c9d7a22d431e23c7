"""What the page tells of all assets together: disagreements, the calendar, objections, facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.model import Coverage, FactRef, Lapse
from claimcheck.reports.page import AssetView, Disagreement, FactRow, Lapsing, Matrix, Note

ACROSS = "XA"  # the family of the rules about several assets
KINDS = {
    "objection": "Sales objections",
    "selling-point": "Selling points",
    "disqualifier": "Who it is not for",
}


def disagreements(assets: Sequence[AssetView]) -> tuple[Disagreement, ...]:
    """Findings about several assets, each with the claim it differs from."""
    pairs = [(asset, note) for asset in assets for note in asset.notes]
    return tuple(
        Disagreement(asset, note, *_other(note, pairs))
        for asset, note in pairs
        if note.finding and note.finding.code.startswith(ACROSS)
    )


def _other(note: Note, pairs: Iterable[tuple[AssetView, Note]]) -> tuple[AssetView | None, Note | None]:
    """The claim of the same type and subject whose words and place the finding's sentence names."""
    for asset, other in pairs:
        same = (other.kind, other.product) == (note.kind, note.product) and other is not note
        if same and other.text in note.message and f"{asset.path}:{other.line}" in note.message:
            return asset, other
    return None, None


def calendar(lapses: Sequence[Lapse], assets: Sequence[AssetView]) -> tuple[Lapsing, ...]:
    """What breaks later, with the note on the same claim today."""
    numbers = {
        (asset.path, note.verdict.claim.id): note.number
        for asset in assets
        for note in asset.notes
        if note.verdict
    }
    return tuple(
        Lapsing(lapse.at, lapse.finding, numbers.get((lapse.finding.path, lapse.finding.claim), 0))
        for lapse in lapses
    )


def matrices(coverage: Sequence[Coverage], numbers: Mapping[str, int]) -> tuple[Matrix, ...]:
    """One table for each kind and product, in the order of the kinds and then of the report."""
    tables: dict[tuple[str, str], list[Coverage]] = defaultdict(list)
    for row in coverage:
        tables[row.kind, row.product].append(row)
    return tuple(
        _matrix(title, product, rows, numbers)
        for kind, title in KINDS.items()
        for (found, product), rows in tables.items()
        if found == kind
    )


def _matrix(title: str, product: str, rows: Sequence[Coverage], numbers: Mapping[str, int]) -> Matrix:
    asked = {row.id: row.label or row.id for row in rows}
    cells = {(row.path, row.id): row for row in rows}
    return Matrix(
        title,
        product,
        tuple(asked.values()),
        tuple(
            (path, numbers.get(path, 0), tuple(cells.get((path, id_)) for id_ in asked))
            for path in dict.fromkeys(row.path for row in rows)
        ),
    )


def fact_rows(notes: Iterable[Note]) -> tuple[FactRow, ...]:
    """Every fact that decided something, in order of file and line, with the notes that rest on it."""
    resting: dict[FactRef, list[int]] = {}
    for fact, number in _rests(notes):
        resting.setdefault(fact, []).append(number)
    ordered = sorted(resting, key=lambda fact: (fact.file, fact.line, fact.fact, fact.value))
    return tuple(FactRow(fact, tuple(dict.fromkeys(resting[fact]))) for fact in ordered)


def _rests(notes: Iterable[Note]) -> Iterator[tuple[FactRef, int]]:
    for note in notes:
        for fact in (*note.facts, *(note.verdict.facts if note.verdict else ())):
            yield fact, note.number
