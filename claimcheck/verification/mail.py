"""What a mail's subject and preheader promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.model import Cause, ClaimType, DocumentCause, Family, Polarity, Surface, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling
from claimcheck.verification.reading import find_quantities
from claimcheck.verification.surroundings import find_any, share_said

FORM = frozenset({"EM001", "EM002"})
SERIOUS = (VerdictState.CONTRADICTED, VerdictState.NEEDS_QUALIFICATION)


def subject_contradicted(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EM001: a claim in the subject or preheader that fails another rule; there it is read on its own."""
    if not case.headline:
        return
    others = [r for r in rulings if isinstance(r, Cause) and r.code not in FORM and r.state in SERIOUS]
    if others:
        yield case.broken(
            "EM001",
            "fails",
            verdict=others[0].state,
            surface=case.claim.surface.value,
            reason=others[0].message,
        )


def subject_not_in_body(case: Case) -> Iterator[Ruling]:
    """EM002: the subject offers what the body does not carry, or carries at a lower value."""
    claim = case.claim
    if not case.headline or claim.polarity is Polarity.NEGATED:
        return
    if claim.family is not Family.OFFER or claim.type is ClaimType.DEADLINE:
        return
    body = "\n".join(
        s.text
        for s in case.asset.document.segments
        if s.surface not in (Surface.SUBJECT, Surface.PREHEADER, Surface.TITLE)
    )
    if not body:
        return
    if claim.value is not None and claim.value.unit != "units":
        present = [
            m.quantity for m in find_quantities(body) if m.quantity and m.quantity.unit == claim.value.unit
        ]
        if not any(q.high == claim.value.high for q in present):
            yield case.broken("EM002", "value", surface=claim.surface.value)
    elif share_said(claim.text, body) < 0.6:
        yield case.broken("EM002", "absent", surface=claim.surface.value)


def disguised_subject(case: DocumentCase) -> Iterator[DocumentCause]:
    """EM003: a promotional message that looks like a reply or a notice."""
    kind = case.asset.entry.kind if case.asset.entry else ""
    if kind in ("transactional", "service"):
        return
    promotes = kind == "promotional" or any(c.family is Family.OFFER for c in case.asset.claims)
    for index, segment in enumerate(case.asset.document.segments):
        if segment.surface is not Surface.SUBJECT:
            continue
        found = _disguise(case, segment.text, promotes)
        if found and (promotes or case.asset.claims):
            cause = case.cause(
                "EM003", "disguised", VerdictState.CONTRADICTED, text=segment.text[found[0] : found[1]]
            )
            yield case.found(cause, index, found)


def _disguise(case: DocumentCase, subject: str, promotes: bool) -> tuple[int, int] | None:
    """Where a subject opens as a reply, or on a promotion as a notice about something of one's own."""
    reply = next((w for w in case.words("EM003", "reply") if subject.casefold().startswith(w.casefold())), "")
    if reply:
        return 0, len(reply)
    notice = find_any(case.words("EM003", "notice"), subject) if promotes else None
    return notice if notice and notice[0] == 0 else None


CHECKS = {"EM002": subject_not_in_body}
AFTER_CHECKS = {"EM001": subject_contradicted}
DOCUMENT_CHECKS = {"EM003": disguised_subject}
