"""A campaign: its assets, approvals and what it may expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from claimcheck.errors import SourceLocation
from claimcheck.model import Quantity


@dataclass(frozen=True, slots=True)
class AssetEntry:
    """One asset as a campaign file describes it."""

    id: str
    file: str
    where: SourceLocation
    channel: str = ""
    kind: str = ""  # promotional | transactional | service
    subject: str = ""
    preheader: str = ""
    products: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    publish_at: datetime | None = None
    live_until: datetime | None = None
    recallable: bool | None = None
    links_to: tuple[str, ...] = ()
    form: str = ""
    response_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    asset: str
    by: str
    on: date | None
    content_sha256: str
    facts_sha256: str
    where: SourceLocation


@dataclass(frozen=True, slots=True)
class Campaign:
    id: str
    where: SourceLocation
    goal: str = ""
    qualified_lead: str = ""
    audience: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    utm: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form_fields: tuple[str, ...] = ()
    qualifying_questions: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    assets: tuple[AssetEntry, ...] = ()
    approvals: tuple[Approval, ...] = ()
    handoff: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    recipients: Quantity | None = None
    expected_orders: Quantity | None = None
