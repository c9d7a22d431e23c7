"""Settings: ``claimcheck.yaml`` or ``[tool.claimcheck]``, read strictly. Every value knows its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

__all__ = ["MaxAge", "Override", "Settings", "Thresholds", "load_settings"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits that decide a rule. Shares are percentages (0-100)."""

    low_stock: Decimal = Decimal(25)
    low_stock_days_of_cover: Decimal = Decimal(7)
    on_time_rate: Decimal = Decimal(95)
    quantity_tolerance: Decimal = Decimal(5)
    figure_tolerance: Decimal = Decimal(0)
    from_upto_coverage: Decimal = Decimal(10)
    upto_share: Mapping[str, Decimal] = field(
        default_factory=lambda: {"US": Decimal(90), "default": Decimal(10)}
    )
    objection_frequency: Decimal = Decimal(15)
    long_lead_time_days: Decimal = Decimal(30)


@dataclass(frozen=True, slots=True)
class MaxAge:
    """How old a fact may be on the day it is relied on."""

    stock: timedelta = timedelta(hours=24)
    price: timedelta = timedelta(days=7)
    delivery: timedelta = timedelta(days=90)
    performance: timedelta = timedelta(days=730)
    reviews: timedelta = timedelta(days=30)
    objections: timedelta = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Override:
    """Other settings for the files that match ``paths``; what is empty or None is left as it is.

    ``ignore`` and ``severity`` add to the settings' own, the others stand in for them.
    """

    paths: tuple[str, ...]
    channel: str = ""
    fail_on: str = ""
    strict: bool | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set. ``root`` is the folder that relative paths start from."""

    root: Path = Path()
    facts: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    channels: Mapping[str, str] = field(default_factory=dict)  # glob -> channel
    fail_on: str = "error"  # error | warning | note | never
    jurisdictions: tuple[str, ...] = ()
    timezone: str = "UTC"
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    holidays: tuple[date, ...] = ()
    thresholds: Thresholds = Thresholds()
    max_age: MaxAge = MaxAge()
    audiences: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default_regions: tuple[str, ...] = ()  # --region, or the campaign's
    strict: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()  # globs of files never read as copy
    severity: Mapping[str, str] = field(default_factory=dict)  # code -> severity
    overrides: tuple[Override, ...] = ()  # for some files; later ones win
    phrases: tuple[str, ...] = ()  # files and folders of the project's own phrases
    front_matter: tuple[str, ...] = ("title", "description", "subject", "preheader")
    home: str = ""  # ISO country that "nationwide" means; empty: the country of the time zone
    holidays_of: tuple[str, ...] = ()  # places whose public holidays are kept, beside ``holidays``
    suppressions: tuple[str, ...] = ()  # files of accepted findings; empty: suppressions.yaml where it is
    baseline: str = ""  # the file of old findings; empty: claimcheck-baseline.json where it is
    origins: Mapping[str, str] = field(
        default_factory=dict
    )  # dotted key -> "claimcheck.yaml:4:1" or "default"


def load_settings(start: Path, explicit: Path | None = None) -> Settings:
    """The settings that hold for ``start``: the nearest file at or above it, or the file ``explicit``.

    Looks for ``claimcheck.yaml`` and for ``[tool.claimcheck]`` in ``pyproject.toml``, upwards to the root
    of the repository (the folder with ``.git``) or of the file system. Without any, the defaults, with
    ``start`` as root. Raises SettingsError with everything that is wrong, each with its place.
    """
    from claimcheck.facts.settingsfile import find_settings, read_settings

    file = explicit or find_settings(start)
    return read_settings(file) if file else Settings(root=start if start.is_dir() else start.parent)
