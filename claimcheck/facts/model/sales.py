"""What sales hear and need: objections, points to make, whom the product does not suit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claimcheck.errors import SourceLocation
from claimcheck.facts.model.fact import EVERYWHERE, Fact, Scope
from claimcheck.model import Quantity


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    id: str
    where: SourceLocation
    heard_as: tuple[str, ...] = ()
    frequency: Fact[Quantity] | None = None
    as_of: datetime | None = None
    source: str = ""
    agreed_answer: str = ""
    facts: tuple[str, ...] = ()
    answer_any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    not_an_answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SellingPointFacts:
    id: str
    where: SourceLocation
    must_appear: str = ""  # asset | campaign
    any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisqualifierFacts:
    id: str
    where: SourceLocation
    text: str = ""
    say_any_of: tuple[str, ...] = ()
    required_in: tuple[str, ...] = ()
    only_for: Scope = EVERYWHERE
