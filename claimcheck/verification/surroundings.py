"""The words round a claim: its sentence, what stands beside it, the notes that marks lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimcheck.model import Claim, Document, Quantity, Segment, Surface
from claimcheck.verification.reading import find_phrase, find_quantities

__all__ = ["Surroundings", "content_words", "figure_in", "find_any", "says", "share_said"]

#: Words that carry no meaning of their own when two phrases are compared.
FUNCTION_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "under",
        "up",
        "was",
        "we",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "you",
        "your",
        "both",
        "each",
        "every",
        "all",
        "only",
        "per",
        "via",
        "over",
    )
)
CLAUSE_ENDS = ",;:.!?()–—\n"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Look-ups in one document, made once a document."""

    document: Document
    groups: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    sections: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def of(cls, document: Document) -> Surroundings:
        groups: dict[tuple[str, int], list[int]] = {}
        sections: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for index, segment in enumerate(document.segments):
            groups.setdefault((segment.part, segment.group), []).append(index)
            sections.setdefault((segment.part, segment.section), []).append(segment.text)
        return cls(
            document,
            {key: tuple(members) for key, members in groups.items()},
            {key: "\n".join(texts) for key, texts in sections.items()},
            "\n".join(segment.text for segment in document.segments),
        )

    def segment(self, claim: Claim) -> Segment:
        return self.document.segments[claim.segment]

    def sentence(self, claim: Claim) -> str:
        return self.segment(claim).text[claim.sentence_start : claim.sentence_end]

    def clause_from(self, claim: Claim) -> str:
        """The claim's words and what follows them in its sentence, up to the next mark."""
        text = self.segment(claim).text
        rest = text[claim.prose_end : claim.sentence_end]
        end = next((n for n, character in enumerate(rest) if character in CLAUSE_ENDS), len(rest))
        return text[claim.prose_start : claim.prose_end + end]

    def beside(self, claim: Claim) -> str:
        """The claim's own block and the blocks of its container; a subject line stands alone."""
        segment = self.segment(claim)
        if segment.surface in (Surface.SUBJECT, Surface.PREHEADER):
            return segment.text
        members = self.groups[segment.part, segment.group] if segment.group else (claim.segment,)
        texts = [self.document.segments[index].text for index in members]
        return "\n".join([segment.header, *texts])

    def near(self, claim: Claim) -> str:
        """What a reader sees at one glance: beside, the heading above, the blocks just before and after."""
        segment = self.segment(claim)
        if segment.surface in (Surface.SUBJECT, Surface.PREHEADER):
            return segment.text
        neighbours = [
            self.document.segments[i].text
            for i in (claim.segment - 1, claim.segment + 1)
            if 0 <= i < len(self.document.segments) and self._same_section(i, claim.segment)
        ]
        return "\n".join([self.beside(claim), *segment.section[-1:], *neighbours])

    def section(self, claim: Claim) -> str:
        """Everything under the same headings."""
        segment = self.segment(claim)
        return self.sections[segment.part, segment.section]

    def notes(self, claim: Claim) -> tuple[Segment, ...]:
        """The notes that marks in the claim's sentence lead to."""
        segment = self.segment(claim)
        return tuple(
            self.document.segments[mark.note]
            for mark in segment.marks
            if mark.note is not None and claim.sentence_start <= mark.prose_start <= claim.sentence_end + 1
        )

    def noted(self, claim: Claim) -> str:
        return "\n".join(note.text for note in self.notes(claim))

    def whole(self) -> str:
        """All of the prose."""
        return self.text

    def _same_section(self, one: int, other: int) -> bool:
        first, second = self.document.segments[one], self.document.segments[other]
        return first.section == second.section and first.part == second.part


def says(phrases: Iterable[str], text: str) -> bool:
    """Whether the text says any of the phrases: by word, any inflection, any hyphenation, equal number."""
    return any(find_phrase(phrase, text) for phrase in phrases)


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, lower-cased, in order."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return tuple(dict.fromkeys(word for word in words if word not in FUNCTION_WORDS))


def share_said(phrase: str, text: str) -> float:
    """The share of a phrase's content words that the text says; 1.0 for a phrase without any."""
    words = content_words(phrase)
    if not words:
        return 1.0
    return sum(1 for word in words if find_phrase(word, text)) / len(words)


def figure_in(claim: Claim) -> Quantity | None:
    """The claim's main figure: its value, else the first figure in its slots or words."""
    if claim.value is not None:
        return claim.value
    slot = next((s.quantity for s in claim.slots if s.quantity), None)
    return slot or next((m.quantity for m in find_quantities(claim.text) if m.quantity), None)


def find_any(phrases: Iterable[str], text: str) -> tuple[int, int] | None:
    """Where the first of the phrases that the text says stands; None when it says none."""
    return next((found[0] for phrase in phrases if (found := find_phrase(phrase, text))), None)
