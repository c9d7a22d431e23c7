"""The days after the first: what is known to change while an asset is up.

A claim is judged on the day on which the asset goes out. Facts with a window, and proof with an end, say
today on which later day they change; at each of these days the claim is judged once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from claimcheck.model import Cause, VerdictState
from claimcheck.verification.case import Case, Ruling
from claimcheck.verification.evidence import supports
from claimcheck.verification.plain import clock, day, spoken
from claimcheck.verification.stock import claims_presence, counted_at, days_of_cover, pool

__all__ = ["live_past_truth"]

#: Deadlines have rules of their own for the days after (UR002).
DATED = ("UR", "PR")
MOST = 12


def live_past_truth(
    case: Case, rulings: Sequence[Ruling], judge_again: Callable[[Case], list[Ruling]]
) -> Iterator[Cause]:
    """XA003: the asset is up for longer than what it says is known to hold."""
    entry = case.asset.entry
    if entry is None or entry.live_until is None or any(isinstance(r, Cause) for r in rulings):
        return
    until = clock(entry.live_until)
    for check in (_fact_ends, _proof_ends, _stock_ends):
        found = check(case, rulings, entry.live_until, until)
        if found:
            yield found
            return
    for moment in changes(case, entry.live_until):
        later = judge_again(replace(case, at=moment, asked=[], windows=[], worked_out={}))
        broken = next(
            (
                r
                for r in later
                if isinstance(r, Cause)
                and r.state is VerdictState.CONTRADICTED
                and not r.code.startswith(DATED)
            ),
            None,
        )
        if broken:
            yield case.unqualified("XA003", "changes", until=until, moment=day(moment), reason=broken.message)
            return


def changes(case: Case, until: datetime) -> list[datetime]:
    """The moments up to ``until`` at which a fact that was asked for begins or has just ended."""
    moments = {m for begin, end in case.windows for m in (begin, end and end + timedelta(seconds=1)) if m}
    return sorted(m for m in moments if case.at < m <= until)[:MOST]


def _fact_ends(case: Case, rulings: Sequence[Ruling], last: datetime, until: str) -> Cause | None:
    for fact in supports(rulings):
        end = fact.block.valid_through
        if end and case.at <= end < last and ".offers" not in fact.key:
            return case.unqualified(
                "XA003", "fact_ends", fact, fact=spoken(fact), end=clock(end), until=until
            )
    return None


def _proof_ends(case: Case, rulings: Sequence[Ruling], last: datetime, until: str) -> Cause | None:
    for fact in supports(rulings):
        proofs = [case.facts.evidence[name] for name in fact.block.evidence if name in case.facts.evidence]
        lasting = [p for p in proofs if p.valid_through is None or p.valid_through >= last.date()]
        if proofs and not lasting and proofs[0].valid_through:
            end = day(proofs[0].valid_through)
            return case.unqualified("XA003", "proof_ends", fact, evidence=proofs[0].id, end=end, until=until)
    return None


def _stock_ends(case: Case, rulings: Sequence[Ruling], last: datetime, until: str) -> Cause | None:
    """Stock that lasts so many days, none on its way, and a page that promises it for longer."""
    if not rulings or claims_presence(case.claim) is not True:
        return None
    held = pool(case)
    cover, known = days_of_cover(case, held), counted_at(case, held)
    if cover is None or known is None:
        return None
    gone = known[1] + timedelta(days=int(cover.value.high))
    refilled = any(i.confirmed and i.arrives <= gone.date() for i in held.whole.incoming)
    if gone >= last or refilled:
        return None
    return case.unqualified("XA003", "stock_ends", cover, end=day(gone), until=until)
