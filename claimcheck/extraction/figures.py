"""Figures, dates and times read at character level, before any word is looked at."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from claimcheck.extraction.possible import PLACEHOLDER
from claimcheck.facts.dates import find_dates, find_times
from claimcheck.facts.quantities import QuantityKind, find_quantities
from claimcheck.facts.units import get_unit
from claimcheck.model import DateValue, Quantity

__all__ = ["Figure", "read_figures"]

Span = tuple[int, int]
_QUANTITIES = frozenset({f"{{{kind}}}" for kind in QuantityKind} | {"{rate}"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in prose with its comparison words, which end at ``core``. ``tag`` is the slot it fills.

    ``quantity`` is None for a vague figure ("a few minutes") and for a template's value.
    """

    start: int
    end: int
    core: int
    tag: str
    quantity: Quantity | None = None
    date: DateValue | None = None
    template: bool = False

    @property
    def dimension(self) -> str:
        """The unit's dimension; for a figure per time that of the unit above the line."""
        unit = get_unit(self.quantity.unit) if self.quantity else None
        return unit.dimension if unit else ""


def read_figures(text: str, on: date, taken: tuple[Span, ...] = (),
                 possible: AbstractSet[str] | None = None) -> tuple[Figure, ...]:
    """All figures of ``text``, left to right, never overlapping.

    A template's value is read as some number, so that ``{{ days }} days`` is a duration without a
    value. ``taken`` are spans of names ("Trek 2") whose digits are no figures. Where readings overlap
    the longest wins; of equals a date, then a time. ``possible`` are the tags to look for; default all.
    """
    filled = text.replace(PLACEHOLDER, "7")
    found: list[Figure] = []
    if possible is None or "{date}" in possible:
        found += [Figure(d.start, d.end, d.start, "event" if d.value.event else "date", date=d.value)
                  for d in find_dates(filled, on)]
    if possible is None or "{time}" in possible:
        found += [Figure(t.start, t.end, t.start, "time") for t in find_times(filled)]
    if possible is None or not _QUANTITIES.isdisjoint(possible):
        found += [Figure(q.start, q.end, q.figure_start, _tag(q.kind, q.quantity), q.quantity)
                  for q in find_quantities(filled)]
    kept = _without_overlap(found, taken)
    return tuple(_unfilled(figure, text) for figure in kept)


def _tag(kind: str, quantity: Quantity | None) -> str:
    if kind == "measure" and quantity is not None and "/" in quantity.unit:
        return "rate"
    return str(kind)


def _without_overlap(found: list[Figure], taken: tuple[Span, ...]) -> list[Figure]:
    blocked: list[Span] = list(taken)
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda figure: figure.start - figure.end):
        if not any(figure.start < end and start < figure.end for start, end in blocked):
            kept.append(figure)
            blocked.append((figure.start, figure.end))
    return sorted(kept, key=lambda figure: figure.start)


def _unfilled(figure: Figure, text: str) -> Figure:
    """Take the stand-in value out of a figure that a template fills."""
    if PLACEHOLDER not in text[figure.start : figure.end]:
        return figure
    tag = "placeholder" if figure.tag == "count" else figure.tag
    return Figure(figure.start, figure.end, figure.core, tag, template=True)
