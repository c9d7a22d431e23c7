"""Which product, variant or company a promise is about; empty where the copy does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimcheck.extraction.hits import Hit
from claimcheck.extraction.language import listed
from claimcheck.extraction.names import NameIndex, NameMatch
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import ClaimType, Document, Surface, Term, TermKind, Vocabulary
from claimcheck.rulebook.words import pieces, word_forms

__all__ = ["COMPANY", "Subjects"]

COMPANY = "company"
_OF_COMPANY = frozenset({ClaimType.SUPERLATIVE, ClaimType.REVIEW, ClaimType.AREA, ClaimType.COMPARATIVE})
#: Promises that a company makes for everything it sells, where no product is known.
_FOR_ALL = frozenset({ClaimType.DELIVERY, ClaimType.DISPATCH, ClaimType.AREA, ClaimType.GUARANTEE,
                      ClaimType.REVIEW, ClaimType.SUPERLATIVE, ClaimType.COMPARATIVE, ClaimType.FREE,
                      ClaimType.ABSOLUTE})


@dataclass(slots=True, eq=False)
class Subjects:
    """Finds subjects in one document; names in its blocks are read once, when first asked for.

    ``only`` is the one product that the asset is for, when something outside the copy says so.
    """

    document: Document
    vocabulary: Vocabulary
    names: NameIndex
    only: str = ""
    _blocks: dict[int, tuple[NameMatch, ...]] = field(default_factory=dict)
    _groups: dict[int, list[int]] | None = None
    _sole: str | None = None

    def of(self, hit: Hit, sentence: Sentence, segment: int) -> tuple[str, str]:
        """Product id (or ``company``, or empty) and SKU (or empty) of a hit."""
        if not self.names:
            return "", ""
        subject = self._subject(hit, sentence, segment)
        return subject, self._variant(subject, sentence, segment)

    def _subject(self, hit: Hit, sentence: Sentence, segment: int) -> str:
        here = _products(sentence.names)
        if here:
            return _nearest(hit, sentence, here)
        if self._speaks_of_company(hit, sentence):
            return COMPANY
        return (self._in_group(segment) or self._in_headings(segment) or self._earlier(sentence, segment)
                or self._only_product() or self._for_everything(hit))

    def _speaks_of_company(self, hit: Hit, sentence: Sentence) -> bool:
        if not self._has_company():
            return False
        if any(name.of(TermKind.COMPANY) for name in sentence.names) and hit.type in _FOR_ALL:
            return True
        if hit.type not in _OF_COMPANY:
            return False
        inside = {token.form for token in sentence.tokens[hit.first : hit.last]}
        return not listed("trade").isdisjoint(inside) or (
            not listed("ours").isdisjoint(sentence.forms) and not listed("trade").isdisjoint(sentence.forms))

    def _has_company(self) -> bool:
        return any(term.owner == COMPANY for term in self.vocabulary.terms)

    def _in_group(self, segment: int) -> str:
        """The one product named elsewhere in the same list item, row or tile."""
        return _one(owner for number in self._group(segment) for owner in self._owners(number))

    def _group(self, segment: int) -> list[int]:
        """The blocks of the same list item, row or tile; none when the block stands alone."""
        group = self.document.segments[segment].group
        if not group:
            return []
        if self._groups is None:
            self._groups = {}
            for number, other in enumerate(self.document.segments):
                self._groups.setdefault(other.group, []).append(number)
        return self._groups[group]

    def _names_in_row(self, segment: int) -> Iterator[tuple[NameMatch, ...]]:
        """The names in each other cell of a cell's row, first to last, then those in its header."""
        block = self.document.segments[segment]
        if block.surface is Surface.TABLE_CELL:
            yield from (self._names(number) for number in self._group(segment) if number != segment)
            yield self.names.find(pieces(block.header), block.header) if block.header else ()

    def _in_headings(self, segment: int) -> str:
        block = self.document.segments[segment]
        for heading in (block.header, *reversed(block.section)):
            owner = _one(_owners(self.names.find(pieces(heading), heading))) if heading else ""
            if owner:
                return owner
        return ""

    def _earlier(self, sentence: Sentence, segment: int) -> str:
        """The product named last before the sentence in its own block."""
        before = [name for name in _products(self._names(segment)) if name.end <= sentence.start]
        return _one(_owners(before[-1:]))

    def _only_product(self) -> str:
        if self._sole is None:
            numbers = range(len(self.document.segments))
            named = _one(owner for number in numbers for owner in self._owners(number))
            known = self.vocabulary.products
            self._sole = named or self.only or (known[0] if len(known) == 1 else "")
        return self._sole

    def _for_everything(self, hit: Hit) -> str:
        return COMPANY if hit.type in _FOR_ALL and self._has_company() else ""

    def _names(self, segment: int) -> tuple[NameMatch, ...]:
        if segment not in self._blocks:
            text = self.document.segments[segment].text
            named = not word_forms(text).isdisjoint(self.names.by_first)
            self._blocks[segment] = self.names.find(pieces(text), text) if named else ()
        return self._blocks[segment]

    def _owners(self, segment: int) -> list[str]:
        return _owners(self._names(segment))

    def _variant(self, subject: str, sentence: Sentence, segment: int) -> str:
        """The SKU of the one variant of the subject that the sentence names, else its block, else its row
        or the header of its cell."""
        for names in (sentence.names, self._names(segment), *self._names_in_row(segment)):
            keys = _one(term.key or term.words for name in names for term in name.of(TermKind.VARIANT)
                        if term.owner == subject)
            if keys:
                return keys
        return ""


def _one(values: Iterable[str]) -> str:
    """The value when there is just one, else empty."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _owners(names: Iterable[NameMatch]) -> list[str]:
    return [term.owner for name in names for term in name.of(TermKind.PRODUCT)]


def _products(names: Iterable[NameMatch]) -> list[NameMatch]:
    return [name for name in names if name.of(TermKind.PRODUCT)]


def _nearest(hit: Hit, sentence: Sentence, names: list[NameMatch]) -> str:
    """Of the products in a sentence, the one in the hit's clause; of several there, the last before it."""
    if len({owner for name in names for owner in _owners([name])}) == 1:
        return _owners(names)[0]
    start, end = _clause(hit, sentence)
    inside = [name for name in names if start <= name.first < end] or names
    before = [name for name in inside if name.first < hit.last]
    chosen = before[-1] if before else inside[0]
    if _joined(chosen, inside, sentence):
        return ""
    return _one(_owners([chosen]))


def _clause(hit: Hit, sentence: Sentence) -> tuple[int, int]:
    start, end = hit.first, hit.last
    while start > 0 and sentence.tokens[start - 1].form not in listed("clause_words"):
        start -= 1
    while end < len(sentence.tokens) and sentence.tokens[end].form not in listed("clause_words"):
        end += 1
    return start, end


def _joined(chosen: NameMatch, names: list[NameMatch], sentence: Sentence) -> bool:
    """"The Trek 2 and the Trek 3 are in stock" is about both: no one subject."""
    for other in names:
        if other.last <= chosen.first:
            between = {token.form for token in sentence.tokens[other.last : chosen.first]}
            if between and between <= listed("joins_names"):
                return True
    return False


def term_of(names: Iterable[NameMatch], kind: TermKind) -> Term | None:
    """The first term of a kind among some names."""
    return next((term for name in names for term in name.of(kind)), None)
