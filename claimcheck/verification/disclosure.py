"""Notes and what has to be said beside a claim."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.facts.model import DisclosureFacts
from claimcheck.facts.resolve import applies
from claimcheck.model import ClaimType, CueKind, DocumentCause, Segment, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling
from claimcheck.verification.metrics import metric_of
from claimcheck.verification.surroundings import find_any, says

SWEEPING = frozenset(
    {"delivers-everywhere", "every-variant", "every-store", "free", "free-delivery", "free-gift"}
)


def qualifier_contradicts(case: Case) -> Iterator[Ruling]:
    """DQ001: a note that takes back what the headline says."""
    claim = case.claim
    sweeping = case.has(CueKind.ABSOLUTE) or claim.type is ClaimType.ABSOLUTE or claim.sense in SWEEPING
    if not sweeping:
        return
    for note in case.around.notes(claim):
        taken = find_any(case.words("DQ001", "takes_back"), note.text)
        if taken:
            yield case.broken("DQ001", "takes_back", note=_short(note.text))
            return


def _short(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit)] + " …"


def required_disclosure_missing(case: Case) -> Iterator[Ruling]:
    """DQ003: words that the facts attach to this claim are not near it."""
    for needed in case.product.disclosures:
        if not applies(needed.only_for, case.ask(case.claim.variant)) or not _concerns(case, needed.when):
            continue
        if not says(needed.say_any_of, _within_reach(case, needed)):
            yield case.unqualified(
                "DQ003",
                "missing",
                words=needed.say_any_of[0] if needed.say_any_of else "",
                near=needed.near.replace("_", " "),
                where=str(needed.where),
            )
            return


def _concerns(case: Case, when: str) -> bool:
    """Whether ``when`` (a metric, a claim type, an offer's or guarantee's id) is what the claim speaks of."""
    claim = case.claim
    if when in (claim.type.value, claim.type.value.split(".")[1], claim.family.value):
        return True
    if when in case.product.performance:
        metric = metric_of(case)
        return metric is not None and metric.key == when
    if claim.type is ClaimType.GUARANTEE:
        return any(when == g.name.value for g in case.guarantees)
    if any(when == offer.id for offer in case.product.offers):
        return claim.type in (ClaimType.DISCOUNT, ClaimType.DEADLINE, ClaimType.FREE, ClaimType.PRICE)
    return False


def _within_reach(case: Case, needed: DisclosureFacts) -> str:
    around, claim = case.around, case.claim
    reach = {
        "same_sentence": around.sentence(claim),
        "same_paragraph": around.beside(claim),
        "same_screen": around.section(claim) + "\n" + around.near(claim),
        "same_asset": around.whole(),
    }
    return reach.get(needed.near, around.beside(claim))


def qualifier_detached(case: DocumentCase) -> Iterator[DocumentCause]:
    """DQ002: a mark without a note, or with a note that says nothing."""
    for index, segment in enumerate(case.asset.document.segments):
        for mark in segment.marks:
            place = (mark.prose_start, mark.prose_end)
            if mark.note is None:
                if _is_about_a_claim(case, index):
                    cause = case.cause("DQ002", "no_note", VerdictState.NEEDS_QUALIFICATION, mark=mark.label)
                    yield case.found(cause, index, place)
            elif _vague(case, case.asset.document.segments[mark.note]):
                cause = case.cause(
                    "DQ002",
                    "vague",
                    VerdictState.NEEDS_QUALIFICATION,
                    mark=mark.label,
                    note=_short(case.asset.document.segments[mark.note].text),
                )
                yield case.found(cause, index, place)


def _is_about_a_claim(case: DocumentCase, segment: int) -> bool:
    """A mark without a note matters where something is promised."""
    return any(claim.segment == segment for claim in case.asset.claims)


def _vague(case: DocumentCase, note: Segment) -> bool:
    """Whether the note is nothing but "terms apply"."""
    found = find_any(case.words("DQ002", "vague"), note.text)
    return found is not None and len(note.text.split()) <= len(note.text[found[0] : found[1]].split()) + 3


CHECKS = {"DQ001": qualifier_contradicts, "DQ003": required_disclosure_missing}
DOCUMENT_CHECKS = {"DQ002": qualifier_detached}
