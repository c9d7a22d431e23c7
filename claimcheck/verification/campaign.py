"""One campaign, one truth: the same promise in every asset, for as long as it is up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from claimcheck.model import Cause, Claim, ClaimType, DocumentCause, Polarity, Quantity, VerdictState
from claimcheck.verification.case import Asset, Case, DocumentCase, Ruling, Support
from claimcheck.verification.plain import day
from claimcheck.verification.reading import find_quantities
from claimcheck.verification.spans import days_of
from claimcheck.verification.surroundings import says, share_said

TIMED = (ClaimType.DELIVERY, ClaimType.DISPATCH)
#: Senses of which an asset says one value: prices, terms, counts left, savings and measured figures.
ALIKE = frozenset({"price", "guarantee", "money-back", "units-left", "percent-off", "measured"})
_UNTOLD = re.compile(r"[\d.,%]+")
UNSIGNED = "0" * 64


def cross_asset_conflict(case: Case, rulings: Sequence[Ruling]) -> Iterator[Cause]:
    """XA001: the same attribute of the same product has another value in another place."""
    claim = case.claim
    borne_out = any(isinstance(ruling, Support) for ruling in rulings)
    if claim.value is None or claim.polarity is Polarity.NEGATED or borne_out:
        return
    other = _slower(case) if claim.type in TIMED else _otherwise(case)
    if other:
        asset, found = other
        where = f"{asset.document.path}:{asset.document.place(found.start).line}"
        yield case.broken("XA001", "differs", other=found.text, where=where)


def _slower(case: Case) -> tuple[Asset, Claim] | None:
    """The place where the same thing takes longer; the promise to mend is the faster one."""
    claim = case.claim
    mine = days_of(claim.value)
    if mine is None or _service(case, case.around.near(claim)):
        return None
    for asset, other in _same_attribute(case, (case.asset, *case.others)):
        theirs = days_of(other.value)
        if theirs and theirs.high > mine.high and not _service(case, _sentence(asset, other)):
            return asset, other
    return None


def _otherwise(case: Case) -> tuple[Asset, Claim] | None:
    """Another asset that gives one other value, where this one gives one too; told at the better promise."""
    claim = case.claim
    if claim.sense not in ALIKE or len(_values(case, case.asset)) > 1:
        return None
    for asset in (other for other in case.others if other.campaign is case.asset.campaign):
        values = _values(case, asset)
        if len(values) == 1 and claim.value and _promises_more(claim, claim.value, values[0][1]):
            return asset, values[0][0]
    return None


def _values(case: Case, asset: Asset) -> list[tuple[Claim, Quantity]]:
    """What an asset says of the claim's attribute, each value once."""
    found = {
        (other.value.low, other.value.high): (other, other.value)
        for _, other in (*_same_attribute(case, (asset,)), (asset, case.claim))
        if other.value and (asset is case.asset or other is not case.claim) and _is_same(case, other)
    }
    return list(found.values())


def _is_same(case: Case, other: Claim) -> bool:
    """One sense and unit; figures are told apart by the words of their sentence."""
    claim = case.claim
    if other.sense != claim.sense or not other.value or not claim.value:
        return False
    if other.value.unit != claim.value.unit:
        return False
    if claim.type is not ClaimType.FIGURE:
        return True
    words = [_UNTOLD.sub(" ", text) for text in (claim.text, other.text)]
    return share_said(words[0], words[1]) >= 0.5 and share_said(words[1], words[0]) >= 0.5


def _promises_more(claim: Claim, mine: Quantity, theirs: Quantity) -> bool:
    """The lower price, the longer guarantee, the larger figure: one finding for a pair."""
    if claim.type in (ClaimType.PRICE, ClaimType.QUANTITY):
        return mine.high < theirs.high
    return mine.high > theirs.high


def _same_attribute(case: Case, assets: Sequence[Asset]) -> Iterator[tuple[Asset, Claim]]:
    for asset in assets:
        for other in asset.claims:
            if (
                other.type is case.claim.type
                and other.subject == case.claim.subject
                and other is not case.claim
                and other.value is not None
                and other.polarity is Polarity.AFFIRMED
            ):
                yield asset, other


def _service(case: Case, text: str) -> bool:
    """Whether the words tell one service or place from another, so that two values may both be right."""
    return says(case.words("XA001", "services"), text)


def _sentence(asset: Asset, claim: Claim) -> str:
    return asset.document.segments[claim.segment].text[claim.sentence_start : claim.sentence_end]


def landing_missing_offer(case: Case) -> Iterator[Ruling]:
    """XA002: the page that is linked to does not carry the offer."""
    claim, entry = case.claim, case.asset.entry
    if entry is None or not entry.links_to or claim.polarity is Polarity.NEGATED:
        return
    if claim.type not in (ClaimType.DISCOUNT, ClaimType.FREE) or claim.sense in (
        "free-delivery",
        "free-returns",
    ):
        return
    pages = [a for a in case.others if a.entry and a.entry.id in entry.links_to and a.document.segments]
    texts = ["\n".join(s.text for s in page.document.segments) for page in pages]
    if pages and not any(_carries(claim, text) for text in texts):
        yield case.broken("XA002", "absent", page=pages[0].document.path)


def _carries(claim: Claim, text: str) -> bool:
    if claim.value is not None and claim.value.unit != "units":
        return any(
            m.quantity and (m.quantity.unit, m.quantity.high) == (claim.value.unit, claim.value.high)
            for m in find_quantities(text)
        )
    return share_said(claim.text, text) >= 0.6


def drift_since_approval(case: DocumentCase) -> Iterator[DocumentCause]:
    """XA004: facts or copy have changed since the asset was approved."""
    campaign, entry = case.asset.campaign, case.asset.entry
    if campaign is None or entry is None:
        return
    for approval in campaign.approvals:
        if approval.asset != entry.id:
            continue
        values: dict[str, Any] = {
            "by": approval.by,
            "date": day(approval.on) if approval.on else "an earlier day",
        }
        if _changed(approval.facts_sha256, case.facts.sha256):
            yield case.found(case.cause("XA004", "facts", VerdictState.NEEDS_QUALIFICATION, **values))
        elif _changed(approval.content_sha256, case.asset.document.sha256):
            yield case.found(case.cause("XA004", "copy", VerdictState.NEEDS_QUALIFICATION, **values))


def _changed(approved: str, now: str) -> bool:
    return bool(approved) and approved != UNSIGNED and approved.removeprefix("sha256:") != now


CHECKS = {"XA002": landing_missing_offer}
AFTER_CHECKS = {"XA001": cross_asset_conflict}
DOCUMENT_CHECKS = {"XA004": drift_since_approval}
