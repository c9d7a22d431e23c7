"""Every rule's function, by code. Which types of claim a rule judges stands in its file, not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from claimcheck.model import Cause, DocumentCause
from claimcheck.verification import (
    areas,
    availability,
    campaign,
    comparison,
    deadlines,
    delivery,
    disclosure,
    evidence,
    free,
    guarantees,
    inventory,
    leads,
    mail,
    objections,
    performance,
    prices,
    reference_prices,
    reviews,
    savings,
    structured_data,
)
from claimcheck.verification.case import Case, DocumentCase, Ruling

__all__ = ["AFTER_CHECKS", "CHECKS", "DOCUMENT_CHECKS", "LIFE", "OF_FORM", "OPEN_ENDED", "implemented"]

Check = Callable[[Case], Iterator[Ruling]]
AfterCheck = Callable[[Case, Sequence[Ruling]], Iterator[Cause]]
DocumentCheck = Callable[[DocumentCase], Iterator[DocumentCause]]

#: What each claim is put to.
CHECKS: Mapping[str, Check] = {
    **availability.CHECKS,
    **delivery.CHECKS,
    **areas.CHECKS,
    **inventory.CHECKS,
    **performance.CHECKS,
    **comparison.CHECKS,
    **guarantees.CHECKS,
    **prices.CHECKS,
    **reference_prices.CHECKS,
    **savings.CHECKS,
    **free.CHECKS,
    **deadlines.CHECKS,
    **disclosure.CHECKS,
    **reviews.CHECKS,
    **mail.CHECKS,
    **campaign.CHECKS,
}
#: Rules that see what the others said, in this order.
AFTER_CHECKS: Mapping[str, AfterCheck] = {
    **evidence.AFTER_CHECKS,
    **campaign.AFTER_CHECKS,
    **mail.AFTER_CHECKS,
}
#: The rule that judges a claim once more on later days.
LIFE = "XA003"
DOCUMENT_CHECKS: Mapping[str, DocumentCheck] = {
    **delivery.DOCUMENT_CHECKS,
    **disclosure.DOCUMENT_CHECKS,
    **reviews.DOCUMENT_CHECKS,
    **mail.DOCUMENT_CHECKS,
    **objections.DOCUMENT_CHECKS,
    **savings.DOCUMENT_CHECKS,
    **structured_data.DOCUMENT_CHECKS,
    **leads.DOCUMENT_CHECKS,
    **campaign.DOCUMENT_CHECKS,
}
#: Rules of form: they judge the copy alone and need no product.
OF_FORM = frozenset({"CP001", "UR002", "UR003", "DQ001", "EM001", "EM002", "XA002"})
#: Senses that promise nothing that could be checked.
OPEN_ENDED = frozenset(
    {
        "ships-fast",
        "fast",
        "service-hours",
        "while-stocks-last",
        "limited-time",
        "rationed",
    }
)


def implemented() -> frozenset[str]:
    """The codes that verification can apply."""
    return frozenset((*CHECKS, *AFTER_CHECKS, *DOCUMENT_CHECKS, LIFE))
