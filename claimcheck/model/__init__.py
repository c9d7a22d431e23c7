"""The nouns, in the order of the pipeline. All frozen, all tuples, no behaviour beyond look-ups.

One coordinate system: half-open offsets ``[start, end)`` in code points into ``Document.text``, the
file as decoded. Offsets into a segment's prose are the only other kind, and are always called
``prose_*``. Lines and columns are computed in one place, ``Document.place``.
"""

from __future__ import annotations

from claimcheck.model.claims import (
    Claim,
    Cue,
    CueKind,
    Mention,
    Slot,
    Term,
    TermKind,
    Vocabulary,
)
from claimcheck.model.documents import (
    Document,
    Link,
    Mark,
    Piece,
    PieceKind,
    Pieces,
    Place,
    Placeholder,
    ReadProblem,
    Segment,
    StructuredItem,
    line_starts,
)
from claimcheck.model.judgements import (
    Cause,
    CheckedDocument,
    Coverage,
    DocumentCause,
    EvidenceRef,
    ExcerptLine,
    FactRef,
    Finding,
    Lapse,
    Replacement,
    Report,
    Suppressed,
    Verdict,
)
from claimcheck.model.values import (
    DateValue,
    Quantity,
)
from claimcheck.model.words import (
    SENSES,
    Attribution,
    Channel,
    ClaimType,
    Family,
    Modality,
    Polarity,
    Precision,
    Severity,
    Surface,
    VerdictState,
)

__all__ = [
    "SENSES",
    "Attribution",
    "Cause",
    "Channel",
    "CheckedDocument",
    "Claim",
    "ClaimType",
    "Coverage",
    "Cue",
    "CueKind",
    "DateValue",
    "Document",
    "DocumentCause",
    "EvidenceRef",
    "ExcerptLine",
    "FactRef",
    "Family",
    "Finding",
    "Lapse",
    "Link",
    "Mark",
    "Mention",
    "Modality",
    "Piece",
    "PieceKind",
    "Pieces",
    "Place",
    "Placeholder",
    "Polarity",
    "Precision",
    "Quantity",
    "ReadProblem",
    "Replacement",
    "Report",
    "Segment",
    "Severity",
    "Slot",
    "StructuredItem",
    "Suppressed",
    "Surface",
    "Term",
    "TermKind",
    "Verdict",
    "VerdictState",
    "Vocabulary",
    "line_starts",
]
