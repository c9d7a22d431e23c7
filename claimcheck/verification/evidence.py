"""The proof behind the facts, judged where a claim rests on them.

These rules run after all others, on what those asked and found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claimcheck.facts.model import Evidence, Fact, Product
from claimcheck.facts.resolve import State, is_stale
from claimcheck.model import Attribution, Cause, ClaimType, Modality, Polarity, Severity, VerdictState
from claimcheck.verification.case import Case, Ruling, Support
from claimcheck.verification.guarantees import promises_a_guarantee
from claimcheck.verification.metrics import same_figure
from claimcheck.verification.plain import day, listed, span, spoken
from claimcheck.verification.reading import find_quantities
from claimcheck.verification.surroundings import content_words, says, share_said

#: Types that EV005 asks other facts for than the rest of their family.
NAMED_APART = {ClaimType.GUARANTEE: "guarantee", ClaimType.REVIEW: "review"}
#: What needs proof beyond the record itself; counts, prices and delivery times are records.
PROVEN = (".performance.", ".features.", ".comparisons.", ".superlatives.")


def supports(rulings: Sequence[Ruling]) -> tuple[Fact[object], ...]:
    """The facts that the claim rests on, each once."""
    facts = [fact for ruling in rulings if isinstance(ruling, Support) for fact in ruling.facts]
    return tuple({fact.key + str(fact.where): fact for fact in facts}.values())


def _needs_proof(fact: Fact[object]) -> bool:
    return any(part in f"{fact.key}." for part in PROVEN)


def evidence_missing(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EV001: the fact names no evidence, or a file that is not there."""
    for fact in supports(rulings):
        if not _needs_proof(fact):
            continue
        if not fact.block.evidence:
            yield case.unproven("EV001", "none", fact, fact=spoken(fact))
            return
        for name in fact.block.evidence:
            proof = case.facts.evidence.get(name)
            if proof is None:
                yield case.unproven("EV001", "unknown", fact, fact=spoken(fact), evidence=name)
                return
            if not (proof.file or proof.url or proof.source):
                yield case.unproven("EV001", "nowhere", fact, fact=spoken(fact), evidence=name)
                return
            if proof.file and not proof.file_exists:
                yield case.unproven(
                    "EV001", "no_file", fact, fact=spoken(fact), evidence=name, file=proof.file
                )
                return


def evidence_not_valid(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EV002: the fact or its proof is past its end, too old, or younger than the claim."""
    yield from _expired_facts(case, rulings)
    for fact in supports(rulings):
        if fact.block.as_of and _too_old(case, fact):
            yield case.broken(
                "EV002",
                "old",
                fact,
                verdict=VerdictState.STALE,
                fact=spoken(fact),
                as_of=day(fact.block.as_of),
                limit=span(_limit(case, fact)),
            )
            return
        proofs = [case.facts.evidence[name] for name in fact.block.evidence if name in case.facts.evidence]
        if proofs and not any(_valid(proof, case.day) for proof in proofs):
            yield _not_valid(case, fact, proofs[0])
            return


def _expired_facts(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """A fact that has ended, where nothing else bears the claim out."""
    if any(isinstance(ruling, Support) for ruling in rulings):
        return
    for answer in case.asked:
        if answer.state is State.EXPIRED and answer.expired and answer.since:
            yield case.broken(
                "EV002",
                "ended",
                answer.expired,
                verdict=VerdictState.STALE,
                fact=spoken(answer.expired),
                value=answer.expired.text,
                end=day(answer.since),
            )
            return


def _limit(case: Case, fact: Fact[object]) -> timedelta:
    ages = case.settings.max_age
    kinds = {".price": ages.price, ".delivery": ages.delivery, ".reviews": ages.reviews}
    return next((limit for part, limit in kinds.items() if part in fact.key), ages.performance)


def _too_old(case: Case, fact: Fact[object]) -> bool:
    """Stock has a rule of its own (AV002)."""
    return ".stock" not in fact.key and is_stale(fact, case.at, _limit(case, fact))


def _valid(proof: Evidence, on: date) -> bool:
    return not (proof.valid_through and proof.valid_through < on) and not (proof.date and proof.date > on)


def _not_valid(case: Case, fact: Fact[object], proof: Evidence) -> Cause:
    if proof.valid_through and proof.valid_through < case.day:
        return case.broken(
            "EV002",
            "proof_ended",
            fact,
            verdict=VerdictState.STALE,
            fact=spoken(fact),
            evidence=proof.id,
            end=day(proof.valid_through),
        )
    assert proof.date is not None  # noqa: S101 - the other way not to be valid
    return case.broken(
        "EV002",
        "proof_later",
        fact,
        verdict=VerdictState.UNSUPPORTED,
        fact=spoken(fact),
        evidence=proof.id,
        made=day(proof.date),
        moment=day(case.at),
    )


def evidence_product_mismatch(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EV003: the proof is of another model, version or region."""
    for fact in supports(rulings):
        proofs = [case.facts.evidence[n] for n in fact.block.evidence if n in case.facts.evidence]
        tested = [proof.tested_product for proof in proofs if proof.tested_product]
        if (
            _needs_proof(fact)
            and tested
            and case.product is not case.facts.company
            and not any(_is_product(case.product, words) for words in tested)
        ):
            yield case.broken(
                "EV003", "other", fact, fact=spoken(fact), evidence=proofs[0].id, tested=tested[0]
            )
            return


def _is_product(product: Product, words: str) -> bool:
    """Whether the words name the product: a name or SKU in them, or most of its own name's words."""
    names = (
        product.name,
        *product.also_called,
        product.id.replace("-", " "),
        *(v.sku for v in product.variants),
    )
    if says(names, words):
        return True
    said = content_words(words)
    own = " ".join((product.name, *product.also_called, product.brand))
    return bool(said) and share_said(" ".join(said), own) >= 0.75


def fact_conflict(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EV004: two facts for the same day and scope say different things."""
    del rulings
    for answer in case.asked:
        if answer.state is State.CONFLICT:
            values = listed(dict.fromkeys(f"{fact.text} ({fact.where})" for fact in answer.conflict))
            yield case.broken("EV004", "differ", *answer.conflict, fact=answer.conflict[0].key, values=values)
            return


def figure_unsupported(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """PF002: a figure about a product with measured properties, none of which it is."""
    if case.claim.type is ClaimType.FIGURE and case.product.performance and _unanswered(case, rulings):
        yield case.unproven("PF002", "none", known=_names(case))


def _names(case: Case, most: int = 6) -> str:
    """The measured properties on file, the first few of them."""
    names = [key.replace("_", " ") for key in case.product.performance]
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and others"


def claim_unmapped(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """EV005: a checkable claim, and nothing on file speaks to it.

    What a wide frame alone has found is told as a note: a false alarm costs more than a miss.
    """
    if case.claim.type is ClaimType.FIGURE and case.product.performance:
        return
    if case.claim.type is ClaimType.GUARANTEE and not promises_a_guarantee(case):
        return
    if _unanswered(case, rulings):
        asked = NAMED_APART.get(case.claim.type, case.claim.family.value)
        yield case.unproven("EV005", asked, severity=Severity.NOTE if case.claim.loose else None)


def _unanswered(case: Case, rulings: Sequence[Ruling]) -> bool:
    """A promise of the advertiser's own to which no rule had anything to say."""
    claim = case.claim
    if rulings or claim.template_value or claim.attribution is not Attribution.ADVERTISER:
        return False
    if _states_a_condition(case):
        return False
    return claim.polarity is not Polarity.NEGATED and claim.modality not in (
        Modality.AIM,
        Modality.HEDGED,
        Modality.CONDITIONAL,
    )


def _states_a_condition(case: Case) -> bool:
    """Whether the figure is a condition on file ("at 250 lumens"), said beside what it qualifies."""
    said = case.claim.value
    if said is None or case.claim.type is not ClaimType.FIGURE:
        return False
    blocks = [metric.block for metric in case.product.performance.values()]
    words = [text for block in blocks for text in block.conditions.values()]
    words += [comparison.scope for comparison in case.product.comparisons]
    known = (match.quantity for text in words for match in find_quantities(text))
    return any(quantity is not None and same_figure(quantity, said) for quantity in known)


AFTER_CHECKS = {
    "EV004": fact_conflict,
    "EV001": evidence_missing,
    "EV002": evidence_not_valid,
    "EV003": evidence_product_mismatch,
    "PF002": figure_unsupported,
    "EV005": claim_unmapped,
}
