"""Promises made in the facts' own words: a metric beside a figure, a named feature, a superlative."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.extraction.figures import Figure
from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.names import NameIndex, NameMatch
from claimcheck.extraction.tokens import Sentence
from claimcheck.facts.units import same_dimension
from claimcheck.model import ClaimType, Slot, Term, TermKind
from claimcheck.rulebook.words import pieces, word_forms

__all__ = ["hits_in_facts_words"]

#: Words that may stand between a metric's name and its figure.
_FARTHEST = 6
_STOPS = frozenset(".;!?\u2026")
_CELL_WORDS = 8
#: No guarantee is for hours: "12 hours of light, 2-year guarantee" gives two figures.
_GUARANTEE_UNITS = frozenset({"day", "week", "month", "year"})


def hits_in_facts_words(sentence: Sentence, names: NameIndex, header: str) -> Iterator[Hit]:
    """Hits that need no pattern. ``header`` names the metric of a short cell or value."""
    for name in sentence.names:
        if name.of(TermKind.METRIC):
            yield from _beside(name, sentence, header)
        for term in name.of(TermKind.FEATURE)[:1]:
            yield _plain(name, sentence, ClaimType.QUALITY, _sense(term))
        if name.of(TermKind.SUPERLATIVE):
            yield _plain(name, sentence, ClaimType.SUPERLATIVE, "best-of")
    if header and names and len(sentence.tokens) <= _CELL_WORDS:
        yield from _under(header, sentence, names)


def _beside(name: NameMatch, sentence: Sentence, header: str) -> Iterator[Hit]:
    """The figures of the metric's dimension that stand near its name, the nearest one only."""
    near = [(gap, number) for number, figure in enumerate(sentence.figures)
            if _measures(figure, name.of(TermKind.METRIC)) and not _is_guarantees(figure, sentence, header)
            and (gap := _gap(name, number, sentence)) <= _FARTHEST]
    if near:
        figure = sentence.figures[min(near)[1]]
        slot = Slot("metric", sentence.text[name.start : name.end], name.start, name.end)
        yield _figure(sentence, figure, min(name.start, figure.start), max(name.end, figure.end), slot)


def _measures(figure: Figure, terms: tuple[Term, ...]) -> bool:
    if figure.tag in {"date", "event", "time", "placeholder"}:
        return False
    if figure.quantity is None:
        return figure.template
    unit = figure.quantity.unit
    return any(same_dimension(term.unit, unit) if term.unit else figure.tag not in {"count", "money"}
               for term in terms)


def _is_guarantees(figure: Figure, sentence: Sentence, header: str) -> bool:
    """Whether a span of days or more is how long something is guaranteed: the sentence or header says so."""
    if figure.quantity is None or figure.quantity.unit not in _GUARANTEE_UNITS:
        return False
    words = listed("guarantee_words")
    return not words.isdisjoint(sentence.forms) or not words.isdisjoint(word_forms(header))


def _gap(name: NameMatch, number: int, sentence: Sentence) -> int:
    """Tokens between a name and a figure; beyond reach when a stop stands between."""
    places = [place for place, token in enumerate(sentence.tokens) if token.figure == number]
    if not places:
        return _FARTHEST + 1
    start, end = (name.last, places[0]) if places[0] >= name.last else (places[-1] + 1, name.first)
    between = sentence.tokens[start:end]
    return _FARTHEST + 1 if any(token.form in _STOPS for token in between) else max(0, len(between))


def _under(header: str, sentence: Sentence, names: NameIndex) -> Iterator[Hit]:
    terms = tuple(term for name in names.find(pieces(header), header) for term in name.of(TermKind.METRIC))
    for figure in sentence.figures:
        if terms and _measures(figure, terms) and not _is_guarantees(figure, sentence, header):
            yield _figure(sentence, figure, figure.start, figure.end, Slot("metric", header, 0, 0))
            return


def _figure(sentence: Sentence, figure: Figure, start: int, end: int, metric: Slot) -> Hit:
    return _hit(sentence, start, end, (_figure_slot(figure, sentence), metric), ClaimType.FIGURE, "measured",
                "facts:metric", template=figure.template)


def _plain(name: NameMatch, sentence: Sentence, kind: ClaimType, sense: str) -> Hit:
    which = "feature" if kind is ClaimType.QUALITY else "superlative"
    slot = Slot(which, sentence.text[name.start : name.end], name.start, name.end)
    return _hit(sentence, name.start, name.end, (slot,), kind, sense, f"facts:{which}")


def _sense(term: Term) -> str:
    return "compatible" if not listed("compatible").isdisjoint(term.words.lower().split()) else "property"


def _figure_slot(figure: Figure, sentence: Sentence) -> Slot:
    return Slot(figure.tag, sentence.text[figure.start : figure.end], figure.start, figure.end,
                figure.quantity, figure.date)


def _hit(sentence: Sentence, start: int, end: int, slots: tuple[Slot, ...], kind: ClaimType, sense: str,
         entry: str, *, template: bool = False) -> Hit:
    places = [place for place, token in enumerate(sentence.tokens) if start <= token.start < end]
    return Hit(entry, kind, sense, places[0], places[-1] + 1, start, end, slots, frozenset(places), template,
               firm=True)
