"""What customers say: ratings, counts, awards and testimonials."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.facts.model import ReviewFacts
from claimcheck.facts.quantities import QuantityKind, kind_of
from claimcheck.model import Attribution, ClaimType, DocumentCause, Polarity, Quantity, VerdictState
from claimcheck.verification.case import Case, DocumentCase, Ruling, Support
from claimcheck.verification.metrics import best_first, is_better, measured_by, values_of
from claimcheck.verification.plain import figure
from claimcheck.verification.reading import find_phrase
from claimcheck.verification.surroundings import says, share_said


def testimonial_atypical(case: Case) -> Iterator[Ruling]:
    """DQ004: a customer's result that is better than the usual one, with no usual one beside it."""
    claim = case.claim
    found = measured_by(case) if claim.attribution is Attribution.TESTIMONIAL else None
    values = values_of(case, found[0]) if found else None
    if found is None or values is None or values.typical is None:
        return
    usual = values.typical
    asked = best_first(values, found[1], usual.value.unit)
    edge = usual.value.low if values.lower_is_better else usual.value.high
    if asked is None or not is_better(values, asked, edge, case.settings.thresholds.figure_tolerance):
        return
    if not says((figure(usual.value),), case.around.section(case.claim)):
        yield case.unqualified("DQ004", "better", usual, typical=figure(usual.value))


def quoted_without_consent(case: DocumentCase) -> Iterator[DocumentCause]:
    """DQ004: words on file as somebody's who has not agreed to be quoted."""
    refused = case.words("DQ004", "refused")
    company = case.facts.company
    for holder in (*case.facts.products, *((company,) if company else ())):
        for told in holder.testimonials:
            if told.consent.casefold().strip() not in refused:
                continue
            for index, segment in enumerate(case.asset.document.segments):
                for place in find_phrase(told.says, segment.text)[:1]:
                    cause = case.cause(
                        "DQ004", "consent", VerdictState.UNSUPPORTED, who=told.who, says=told.says
                    )
                    yield case.found(cause, index, place)


def review_figure_unsupported(case: Case) -> Iterator[Ruling]:
    """DQ005: a rating, a number of reviews or a share that is not the dated figure on file."""
    claim = case.claim
    if claim.sense == "award":
        yield from _award(case)
        return
    if claim.type is ClaimType.FIGURE and not (
        claim.value and kind_of(claim.value.unit) is QuantityKind.RATING
    ):
        return
    if claim.value is None or claim.polarity is Polarity.NEGATED or claim.template_value:
        return
    if claim.type is not ClaimType.FIGURE and measured_by(case):
        return
    known = [
        r for r in (case.product.reviews, case.facts.company.reviews if case.facts.company else None) if r
    ]
    answers = [answer for reviews in known if (answer := _against(case, reviews, claim.value))]
    borne_out = next((answer for answer in answers if isinstance(answer, Support)), None)
    if borne_out:
        yield borne_out
    elif answers:
        yield answers[0]


def _against(case: Case, reviews: ReviewFacts, claimed: Quantity) -> Ruling | None:
    """The claimed figure against the rating or the count; None when neither speaks to it."""
    rates = case.claim.sense == "rating" or kind_of(claimed.unit) is QuantityKind.RATING
    told = reviews.rating if rates else reviews.count if case.claim.sense == "count" else None
    fact = case.fact((told,)) if told else None
    if fact is None:
        return None
    if claimed.high > fact.value.high:
        return case.broken("DQ005", "better", fact, fact=figure(fact.value))
    if _unlabelled(case, reviews):
        return case.unqualified("DQ005", "incentivised", fact, how=reviews.incentivised)
    return Support(f"{figure(fact.value)} on file", (fact,))


def _unlabelled(case: Case, reviews: ReviewFacts) -> bool:
    paid = reviews.incentivised
    return bool(paid) and paid not in ("none", "no") and share_said(paid, case.around.near(case.claim)) < 0.5


def _award(case: Case) -> Iterator[Ruling]:
    company = case.facts.company
    awards = case.product.awards + (company.awards if company and company is not case.product else ())
    for award in awards:
        if share_said(award.name.value, case.around.sentence(case.claim)) >= 0.5:
            yield Support(f"{award.name.value} is on file", (award.name,))
            return


DOCUMENT_CHECKS = {"DQ004": quoted_without_consent}
CHECKS = {"DQ004": testimonial_atypical, "DQ005": review_figure_unsupported}
