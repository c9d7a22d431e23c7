"""Hits and their context become claims: places in the document, value, subject, a stable id."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from claimcheck.extraction.context import Context
from claimcheck.extraction.hits import Hit
from claimcheck.extraction.possible import PLACEHOLDER
from claimcheck.extraction.subjects import Subjects
from claimcheck.extraction.tokens import Sentence
from claimcheck.model import Claim, ClaimType, DateValue, Document, PieceKind, Quantity, Segment, Slot

__all__ = ["Assembler"]

#: The slots that hold a type's main figure, first that is there.
_MAIN: dict[ClaimType, tuple[str, ...]] = {
    ClaimType.QUANTITY: ("count", "number"), ClaimType.SCARCITY: ("count", "number"),
    ClaimType.DEMAND: ("count", "number"),
    ClaimType.DISPATCH: ("duration",), ClaimType.DELIVERY: ("duration",),
    ClaimType.DISCOUNT: ("percent", "money", "multiplier"), ClaimType.PRICE: ("money",),
    ClaimType.FREE: ("duration", "money"),
    ClaimType.DEADLINE: ("duration",), ClaimType.GUARANTEE: ("duration",),
    ClaimType.REVIEW: ("rating", "percent", "count"), ClaimType.COMPARATIVE: ("multiplier", "percent"),
}


@dataclass(slots=True, eq=False)
class Assembler:
    """Makes the claims of one document; counts equal ones so that ids stay apart and stable."""

    document: Document
    subjects: Subjects
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def claim(self, hit: Hit, context: Context, sentence: Sentence, number: int) -> Claim:
        """The claim of a hit in segment ``number``."""
        segment = self.document.segments[number]
        start, end = segment.source(hit.start, hit.end)
        text = segment.text[hit.start : hit.end]
        shown = _shown(self.document, segment, hit.start, hit.end)
        subject, variant = self.subjects.of(hit, sentence, number)
        return Claim(
            id=self._id(hit.type, text), type=hit.type, sense=context.sense, text=shown, start=start, end=end,
            segment=number, prose_start=hit.start, prose_end=hit.end, sentence_start=sentence.start,
            sentence_end=sentence.end, surface=segment.surface, subject=subject, variant=variant,
            value=_value(hit), date=_date(hit.slots), slots=hit.slots, cues=context.cues,
            polarity=context.polarity, modality=context.modality, attribution=context.attribution,
            template_value=hit.template, part=segment.part, entry=hit.entry,
            loose=hit.loose)

    def _id(self, kind: ClaimType, text: str) -> str:
        """File name and a hash of path, type, words and how often they came before: no line numbers."""
        words = " ".join(text.lower().split())
        self._seen[kind.value, words] += 1
        path = self.document.path
        key = "\0".join((path, kind.value, words, str(self._seen[kind.value, words])))
        return f"{PurePosixPath(path).name}:{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _shown(document: Document, segment: Segment, start: int, end: int) -> str:
    """Prose as people read it: a template's tag stands there as it is written in the source."""
    if PLACEHOLDER not in segment.text[start:end]:
        return segment.text[start:end]
    inside = (piece for piece in segment.pieces if piece.prose_start < end and start < piece.prose_end)
    return "".join(
        document.text[piece.start : piece.end] if piece.kind is PieceKind.PLACEHOLDER
        else segment.text[max(start, piece.prose_start) : min(end, piece.prose_end)] for piece in inside)


def _value(hit: Hit) -> Quantity | None:
    for name in ("value", *_MAIN.get(hit.type, ())):
        for slot in hit.slots:
            if slot.name == name and slot.quantity is not None:
                return slot.quantity
    return next((slot.quantity for slot in hit.slots if slot.quantity is not None), None)


def _date(slots: tuple[Slot, ...]) -> DateValue | None:
    return next((slot.date for slot in slots if slot.date is not None), None)
