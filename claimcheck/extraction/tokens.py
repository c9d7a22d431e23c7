"""A sentence as tokens: words and marks, each tagged with the figure or name that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from claimcheck.extraction.figures import Figure, read_figures
from claimcheck.extraction.hyphens import Prose
from claimcheck.extraction.names import PROPER, NameIndex, NameMatch
from claimcheck.extraction.possible import PLACEHOLDER, possible_tags
from claimcheck.model import TermKind
from claimcheck.rulebook.words import STOPS, Piece, pieces

__all__ = ["EDGE_FORMS", "Sentence", "Token", "read_sentence"]

#: Words that stand for the sentence's edges among the tokens given to the matcher.
EDGE_FORMS = ("<s>", "</s>")
_TERM_TAGS = {TermKind.PRODUCT: "product", TermKind.VARIANT: "variant", TermKind.COMPANY: "company",
              TermKind.COMPETITOR: "competitor", TermKind.METRIC: "metric", TermKind.FEATURE: "feature"}


@dataclass(frozen=True, slots=True)
class Token:
    """``start`` and ``end`` are prose offsets; ``figure`` indexes the sentence's figures, -1 for none.

    ``tag`` is a slot's kind on the first word of what fills it and kind plus ``+`` on the rest, ``lead``
    on a figure's comparison words, else word, mark or stop.
    """

    form: str
    start: int
    end: int
    tag: str
    figure: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a segment. ``forms`` and ``tags`` say at once what can match at all."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    figures: tuple[Figure, ...]
    names: tuple[NameMatch, ...]
    forms: frozenset[str]
    tags: frozenset[str]


def read_sentence(prose: Prose, start: int, end: int, *, on: date, names: NameIndex,
                  places: NameIndex) -> Sentence:
    """Tokenize a stretch of a block; all offsets are into the block as written."""
    text = prose.read
    cut = pieces(text, start, end)
    named = names.find(cut, text) if names else ()
    taken = tuple((n.start - start, n.end - start) for n in named if n.terms[0].kind in PROPER)
    possible = possible_tags(text[start:end], {piece.form for piece in cut if piece.is_word})
    figures = tuple(_moved(f, start) for f in read_figures(text[start:end], on, taken, possible))
    tags = [_plain_tag(piece) for piece in cut]
    owner = [-1] * len(cut)
    _tag_names(tags, places.find(cut, text), "place")
    _tag_names(tags, [n for n in named if n.terms[0].kind not in PROPER])
    _tag_figures(tags, owner, cut, figures)
    _tag_names(tags, [n for n in named if n.terms[0].kind in PROPER])
    tokens = tuple(Token(piece.form, piece.start, prose.end(piece.end), tag, figure)
                   for piece, tag, figure in zip(cut, tags, owner, strict=True))
    if prose.ends:
        figures = tuple(replace(figure, end=prose.end(figure.end)) for figure in figures)
        named = tuple(replace(name, end=prose.end(name.end)) for name in named)
    return Sentence(prose.text, start, end, tokens, figures, named,
                    frozenset(t.form for t in tokens), frozenset(tags))


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by, core=figure.core + by)


def _plain_tag(piece: Piece) -> str:
    if piece.form == PLACEHOLDER:
        return "placeholder"
    if piece.is_word:
        return "word"
    return "stop" if piece.form in STOPS else "mark"


def _tag_names(tags: list[str], names: tuple[NameMatch, ...] | list[NameMatch], tag: str = "") -> None:
    for name in names:
        kind = tag or _TERM_TAGS.get(name.terms[0].kind, "")
        if kind:
            tags[name.first] = kind
            tags[name.first + 1 : name.last] = [kind + "+"] * (name.last - name.first - 1)


def _tag_figures(tags: list[str], owner: list[int], cut: list[Piece], figures: tuple[Figure, ...]) -> None:
    """Tag each figure's words: comparison words first, then the figure itself."""
    place = 0
    for number, figure in enumerate(figures):
        while place < len(cut) and cut[place].end <= figure.start:
            place += 1
        first = place
        while place < len(cut) and cut[place].start < figure.end:
            owner[place] = number
            place += 1
        if place > first:
            core = next((at for at in range(first, place) if cut[at].end > figure.core), place - 1)
            tags[first:core] = ["lead"] * (core - first)
            tags[core:place] = [figure.tag, *[figure.tag + "+"] * (place - core - 1)]
