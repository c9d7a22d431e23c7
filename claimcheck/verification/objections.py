"""What sales hears, and whether the copy answers it; what must be said, and who is ruled out.

A machine that matches words can tell that an objection *is* answered, not that it is not. So only the
words that people agreed on (``answer_any_of``) and sentences they confirmed (``accepted``) count as an
answer; a sentence that shares the answer's words is ``possibly`` one, and is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.facts.model import DisqualifierFacts, ObjectionFacts, Product, SellingPointFacts
from claimcheck.facts.resolve import applies
from claimcheck.model import Cause, Coverage, DocumentCause, Severity, Surface, VerdictState
from claimcheck.verification.case import DocumentCase
from claimcheck.verification.plain import figure
from claimcheck.verification.surroundings import content_words, find_any, says, share_said

ANSWERED, POSSIBLY, OPEN, NOT_ASKED = "answered", "possibly", "not-confirmed", "not-required"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the copy: which segment, and where in its prose."""

    segment: int
    start: int
    end: int
    text: str

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?")


@dataclass(frozen=True, slots=True)
class Answer:
    state: str
    by: Sentence | None = None


def sentences(case: DocumentCase) -> tuple[Sentence, ...]:
    """The sentences of the copy, alternatives of one mail counted alike."""
    found = []
    for index, segment in enumerate(case.asset.document.segments):
        for match in _SENTENCE.finditer(segment.text):
            text = match[0].strip()
            if text:
                start = match.start() + match[0].index(text)
                found.append(Sentence(index, start, start + len(text), text))
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def answer(case: DocumentCase, objection: ObjectionFacts, said: tuple[Sentence, ...]) -> Answer:
    """Whether the copy answers the objection, and by which sentence."""
    refused = {_plain(text) for text in objection.not_an_answer}
    accepted = {_plain(text) for text in objection.accepted}
    telling = [s for s in said if _plain(s.text) not in refused]
    for sentence in telling:
        if _plain(sentence.text) in accepted:
            return Answer(ANSWERED, sentence)
    telling = [s for s in telling if not s.asks]
    for sentence in telling:
        if says(objection.answer_any_of, sentence.text):
            return Answer(ANSWERED, sentence)
    close = [(_closeness(case, objection, s), -order, s) for order, s in enumerate(telling)]
    best = max(close, key=lambda item: item[:2], default=None)
    return Answer(POSSIBLY, best[2]) if best and best[0] > 0 else Answer(OPEN)


def _closeness(case: DocumentCase, objection: ObjectionFacts, sentence: Sentence) -> float:
    """How many of the answer's own words the sentence shares; 0 when too few to show."""
    phrases = [p for p in objection.answer_any_of if len(content_words(p)) > 1]
    if any(share_said(phrase, sentence.text) == 1 for phrase in phrases):
        return 1.0
    words = content_words(objection.agreed_answer)
    shared = share_said(objection.agreed_answer, sentence.text)
    if len(words) >= 3 and shared >= 0.5:
        return shared
    return 0.75 if _under_the_question(case, objection, sentence) else 0.0


def _under_the_question(case: DocumentCase, objection: ObjectionFacts, sentence: Sentence) -> bool:
    """Whether the sentence stands under a heading that puts the objection."""
    segment = case.asset.document.segments[sentence.segment]
    if segment.surface is Surface.HEADING or not segment.section:
        return False
    return any(share_said(heard, segment.section[-1]) >= 0.6 for heard in objection.heard_as)


def products_of(case: DocumentCase) -> tuple[Product, ...]:
    """The products that the document is about: the campaign's, else those that its claims or words name."""
    entry, campaign = case.asset.entry, case.asset.campaign
    listed = (entry.products if entry else ()) or (campaign.products if campaign else ())
    if listed:
        return tuple(p for name in listed if (p := case.facts.product(name)))
    whole = case.around.whole()
    subjects = {claim.subject for claim in case.asset.claims}
    return tuple(p for p in case.facts.products if p.id in subjects or says((p.name, *p.also_called), whole))


def is_heard(case: DocumentCase, objection: ObjectionFacts) -> bool:
    """Whether this channel must answer it and sales hears it often enough."""
    if case.asset.channel.value not in objection.required_in:
        return False
    often = objection.frequency
    return often is None or often.value.high >= case.settings.thresholds.objection_frequency


def coverage(case: DocumentCase) -> Iterator[Coverage]:
    """The row of the matrix: every objection, selling point and disqualifier of the document's products."""
    said = sentences(case)
    for product in products_of(case):
        for objection in product.objections:
            found = answer(case, objection, said) if is_heard(case, objection) else Answer(NOT_ASKED)
            label = objection.heard_as[0] if objection.heard_as else objection.id
            yield _row(case, product, "objection", objection.id, found, label)
        for point in product.selling_points:
            yield _row(
                case,
                product,
                "selling-point",
                point.id,
                _point(case, point.any_of, point.required_in, said),
                point.any_of[0] if point.any_of else point.id,
            )
        for limit in product.disqualifiers:
            required = limit.required_in if _applies(case, limit) else ("",)
            yield _row(
                case,
                product,
                "disqualifier",
                limit.id,
                _point(case, limit.say_any_of, required, said),
                limit.text or limit.id,
            )


def _point(
    case: DocumentCase, words: tuple[str, ...], required: tuple[str, ...], said: tuple[Sentence, ...]
) -> Answer:
    if required and case.asset.channel.value not in required:
        return Answer(NOT_ASKED)
    by = next((s for s in said if says(words, s.text)), None)
    return Answer(ANSWERED, by) if by else Answer(OPEN)


def _row(case: DocumentCase, product: Product, kind: str, name: str, found: Answer, label: str) -> Coverage:
    document = case.asset.document
    line = 0
    if found.by:
        segment = document.segments[found.by.segment]
        line = document.place(segment.source(found.by.start, found.by.end)[0]).line
    return Coverage(
        document.path, product.id, kind, name, found.state, found.by.text if found.by else "", line, label
    )


def objection_unanswered(case: DocumentCase) -> Iterator[DocumentCause]:
    """OB001: an objection that this channel must answer, and does not in words that people agreed on."""
    said = sentences(case)
    for product in products_of(case):
        for objection in product.objections:
            if not is_heard(case, objection):
                continue
            found = answer(case, objection, said)
            if found.state == OPEN:
                yield case.found(_unanswered(case, objection, "open"))
            elif found.state == POSSIBLY and found.by:
                cause = _unanswered(
                    case, objection, "possibly", severity=Severity.NOTE, sentence=found.by.text
                )
                yield case.found(cause, found.by.segment, (found.by.start, found.by.end))


def _unanswered(
    case: DocumentCase,
    objection: ObjectionFacts,
    wording: str,
    /,
    *,
    severity: Severity | None = None,
    **values: object,
) -> Cause:
    often = objection.frequency
    return case.cause(
        "OB001",
        wording,
        VerdictState.NEEDS_QUALIFICATION,
        severity=severity,
        facts=(often,) if often else (),
        id=objection.id,
        heard=objection.heard_as[0] if objection.heard_as else objection.id,
        share=figure(often.value) if often else "many",
        answer=objection.agreed_answer,
        **values,
    )


def answer_off_script(case: DocumentCase) -> Iterator[DocumentCause]:
    """OB002: the answer itself says something that the facts contradict."""
    said = sentences(case)
    wrong = [v for v in case.verdicts if v.state is VerdictState.CONTRADICTED]
    for product in products_of(case):
        for objection in product.objections:
            found = answer(case, objection, said)
            by = found.by
            if by and any(
                v.claim.segment == by.segment and by.start <= v.claim.prose_start < by.end for v in wrong
            ):
                cause = case.cause(
                    "OB002",
                    "contradicted",
                    VerdictState.CONTRADICTED,
                    id=objection.id,
                    sentence=by.text,
                    answer=objection.agreed_answer,
                )
                yield case.found(cause, by.segment, (by.start, by.end))


def selling_point_missing(case: DocumentCase) -> Iterator[DocumentCause]:
    """OB003: a point that must appear in the asset, or somewhere in the campaign, does not."""
    said = sentences(case)
    for product in products_of(case):
        for point in product.selling_points:
            if _point(case, point.any_of, point.required_in, said).state != OPEN:
                continue
            words = point.any_of[0] if point.any_of else point.id
            if point.must_appear == "asset":
                yield case.found(
                    case.cause("OB003", "asset", VerdictState.NEEDS_QUALIFICATION, id=point.id, words=words)
                )
            elif point.must_appear == "campaign" and case.is_first and not _elsewhere(case, point):
                yield case.found(
                    case.cause(
                        "OB003", "campaign", VerdictState.NEEDS_QUALIFICATION, id=point.id, words=words
                    )
                )


def _elsewhere(case: DocumentCase, point: SellingPointFacts) -> bool:
    texts = ("\n".join(s.text for s in asset.document.segments) for asset in case.others)
    return any(says(point.any_of, text) for text in texts)


def disqualifier_hidden(case: DocumentCase) -> Iterator[DocumentCause]:
    """OB004: what rules a buyer out is nowhere in the asset."""
    whole = case.around.whole()
    for product in products_of(case):
        for limit in product.disqualifiers:
            if case.asset.channel.value not in limit.required_in or not _applies(case, limit):
                continue
            if find_any(limit.say_any_of, whole) is None:
                yield case.found(
                    case.cause(
                        "OB004",
                        "hidden",
                        VerdictState.NEEDS_QUALIFICATION,
                        id=limit.id,
                        limit=limit.text or limit.id,
                        words=limit.say_any_of[0] if limit.say_any_of else limit.id,
                    )
                )


def _applies(case: DocumentCase, limit: DisqualifierFacts) -> bool:
    """A limit for some audiences counts when the campaign speaks to one of them."""
    spoken_to = case.asset.campaign.audience if case.asset.campaign else ()
    if limit.only_for.audiences and not set(spoken_to) & set(limit.only_for.audiences):
        return False
    return applies(limit.only_for, case.ask()) or bool(limit.only_for.audiences)


DOCUMENT_CHECKS = {
    "OB001": objection_unanswered,
    "OB002": answer_off_script,
    "OB003": selling_point_missing,
    "OB004": disqualifier_hidden,
}
