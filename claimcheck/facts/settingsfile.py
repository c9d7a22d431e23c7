"""The settings file, by the same tables as the facts: strict, with places, everything wrong at once."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimcheck.config import MaxAge, Override, Settings, Thresholds
from claimcheck.errors import SettingsError, SourceLocation
from claimcheck.facts import kinds as k
from claimcheck.facts.kinds import Kind, Setting
from claimcheck.facts.model import Block
from claimcheck.facts.nouns import Noun
from claimcheck.facts.regions import World, country_codes, country_of_timezone
from claimcheck.facts.settingstree import settings_tree
from claimcheck.facts.shapes import Field, Group, ItemsOf, Keyed, ListOf, Plain
from claimcheck.facts.site import Site
from claimcheck.facts.tomlnodes import tool_table
from claimcheck.facts.units import convert
from claimcheck.model import Quantity
from claimcheck.yamlsource import Mapping as Table
from claimcheck.yamlsource import Node

__all__ = ["SETTINGS", "find_settings", "read_settings"]

NAMES = ("claimcheck.yaml", "claimcheck.yml")


# ---------------------------------------------------------------- the table


def _version(text: str, _setting: Setting) -> str:
    if text != "1":
        raise ValueError(f'This file is for settings of version "{text}"; this claimcheck reads version 1.')
    return text


def _jurisdiction(text: str, setting: Setting) -> str:
    if text == "EU" or text in country_codes():
        return text
    hint = f'Did you mean "{text.upper()}"?' if text.upper() in country_codes() else ""
    if not hint and setting.world.knows(text) and len(named := country_codes(text)) == 1:
        hint = f'Did you mean "{named[0]}"?'
    raise ValueError(f'"{text}" is no country code. {hint or "Expected ISO 3166 codes such as GB, or EU."}')


def _share(text: str, setting: Setting) -> Decimal:
    share = _figure(k.PERCENT.read(text, setting))
    if not 0 <= share <= 100:
        raise ValueError(f'"{text}" is no share: expected 0% to 100%.')
    return share


def _count(text: str, setting: Setting) -> Decimal:
    return _figure(k.COUNT.read(text, setting))


def _days(text: str, setting: Setting) -> Decimal:
    """A span in days; a bare number is days."""
    if re.fullmatch(r"\d+", text):
        return Decimal(text)
    span = k.SPAN.read(text, setting)
    return convert(span.high, span.unit, "day") or Decimal(0)


def _figure(quantity: Quantity) -> Decimal:
    return quantity.low


SHARE = Kind("a share", _share, {"type": "string"}, "95%")
COUNT = Kind("a count", _count, {"type": ["string", "number"]}, "25 units")
DAYS = Kind("a number of days", _days, {"type": ["string", "number"]}, "7 days")
JURISDICTION = Kind("a country code, or EU", _jurisdiction, {"type": "string"}, "GB")
SEVERITY = k.word("error", "warning", "note")
TEXTS = ListOf(k.TEXT)

THRESHOLDS = Noun("thresholds", (
    Field("low_stock", Plain(COUNT), "below this, stock may be called low"),
    Field("low_stock_days_of_cover", Plain(DAYS), "or below this many days of sales"),
    Field("on_time_rate", Plain(SHARE), "share of deliveries that must arrive in time"),
    Field("quantity_tolerance", Plain(SHARE), "how far a large round count may be off"),
    Field("figure_tolerance", Plain(SHARE), "how far a figure may be off"),
    Field("from_upto_coverage", Plain(SHARE), 'share that a "from" or "up to" price must reach'),
    Field("upto_share", Keyed(Plain(SHARE)), 'share who must reach an "up to" figure, by jurisdiction'),
    Field("objection_frequency", Plain(SHARE), "from this share on an objection must be answered"),
    Field("long_lead_time_days", Plain(DAYS), "a longer lead time must be said"),
), lambda values, _block, _where, _key: values, around="none")

MAX_AGE = Noun("max_age", tuple(
    Field(f.name, Plain(k.AGE), f"how old {f.name} facts may be on the day") for f in fields(MaxAge)
), lambda values, _block, _where, _key: values, around="none")

FAIL_ON = k.word("error", "warning", "note", "never")
OVERRIDE = Noun("override", (
    Field("paths", TEXTS, "globs of the files that it holds for", required=True),
    Field("channel", Plain(k.CHANNEL), "what they are"),
    Field("fail_on", Plain(FAIL_ON), "from which severity they fail a run"),
    Field("strict", Plain(k.YES_NO), "their unsupported and stale claims may be errors"),
    Field("select", TEXTS, "only these rules there"),
    Field("ignore", TEXTS, "nor these rules there"),
    Field("severity", Keyed(Plain(SEVERITY)), "rule and severity there"),
), lambda values, _block, _where, _key: Override(**values), around="none")

SETTINGS = Noun("settings", (
    Field("extends", TEXTS, "settings files that this one adds to, from its own folder"),
    Field("claimcheck", Plain(Kind("1", _version, {"enum": [1, "1"]}, "1")), "version of this file's schema"),
    Field("facts", TEXTS, "files or folders of facts, from this file's folder"),
    Field("campaigns", TEXTS, "campaign files or folders"),
    Field("phrases", TEXTS, "files or folders of your own phrases (docs/patterns.md)"),
    Field("channels", Keyed(Plain(k.CHANNEL)), "which files are what: glob and channel"),
    Field("fail_on", Plain(FAIL_ON), "from which severity a run fails"),
    Field("jurisdictions", ListOf(JURISDICTION), "country codes, or EU"),
    Field("timezone", Plain(k.ZONE), "of times without an offset"),
    Field("home", Plain(JURISDICTION), 'the country that "nationwide" means; else that of the time zone'),
    Field("working_days", ListOf(k.WEEKDAY, flat=True), "days on which orders leave"),
    Field("holidays", ListOf(k.HOLIDAY), "days on which none leave: dates, or a place's public holidays"),
    Field("thresholds", Group(THRESHOLDS), "limits that decide a rule"),
    Field("max_age", Group(MAX_AGE), "how old a fact may be"),
    Field("audiences", Keyed(Plain(k.TEXT)), "id and words"),
    Field("regions", Keyed(TEXTS), "your own names for groups of places"),
    Field("default_regions", ListOf(k.REGION), "where copy is shown when no campaign says so"),
    Field("strict", Plain(k.YES_NO), "unsupported and stale claims may be errors"),
    Field("select", TEXTS, "only these rules"),
    Field("ignore", TEXTS, "not these rules"),
    Field("exclude", TEXTS, "globs of files that are never read as copy"),
    Field("severity", Keyed(Plain(SEVERITY)), "rule and severity"),
    Field("overrides", ItemsOf(OVERRIDE), "other settings for some files; the last that matches wins"),
    Field("front_matter", TEXTS, "front matter fields that are copy"),
    Field("suppressions", TEXTS, "files of accepted findings; else suppressions.yaml where it is there"),
    Field("baseline", Plain(k.TEXT), "file of old findings; else claimcheck-baseline.json where it is there"),
), lambda values, _block, _where, _key: values, around="none")


# ---------------------------------------------------------------- finding and reading


def find_settings(start: Path) -> Path | None:
    """The nearest settings file at or above ``start``. Raises SettingsError where two stand side by side."""
    start = start.absolute()
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        here = [folder / name for name in NAMES if (folder / name).is_file()]
        project = folder / "pyproject.toml"
        if project.is_file() and tool_table(project) is not None:
            here.append(project)
        if len(here) > 1:
            listed = " and ".join(path.name for path in here)
            where = SourceLocation(folder.as_posix())
            raise SettingsError(f"Two settings stand side by side: {listed}.", where)
        if here:
            return here[0]
        if (folder / ".git").exists():
            return None
    return None


def read_settings(file: Path) -> Settings:
    """Read one settings file; its folder is the root. Raises SettingsError with everything that is wrong."""
    node = settings_tree(file)
    site = Site(_setting(node))
    values = SETTINGS.read(node, "", Block(), site)
    if isinstance(node, Table):
        _check_regions(node, site)
    if site.errors:
        raise _as_settings_error(site)
    return _made(values, file, node)


def _setting(node: Node) -> Setting:
    """Time zone, groups and home country come first: other values are read by them."""
    quiet = Site(Setting(k.zone("UTC")))
    wanted = ("timezone", "home", "regions")
    first = tuple(f for f in SETTINGS.fields if f.key in wanted)
    early = Noun("settings read first", first, SETTINGS.make, around="none", open=True)
    values = early.read(node, "", Block(), quiet) if isinstance(node, Table) else {}
    zone = values.get("timezone", "UTC")
    home = values.get("home") or country_of_timezone(zone)
    return Setting(k.zone(zone), World(values.get("regions", {}), home))


def _check_regions(node: Table, site: Site) -> None:
    """Every place that a group of the settings names must be known."""
    groups = node.get("regions")
    for name, _ in groups.items() if isinstance(groups, Table) else ():
        try:
            site.setting.world.region(name.text)
        except ValueError as problem:
            site.wrong(str(problem), name.where)


def _as_settings_error(site: Site) -> SettingsError:
    errors = sorted(site.errors, key=lambda error: error.where or SourceLocation(""))
    if len(errors) == 1:
        return SettingsError(errors[0].message, errors[0].where, errors[0].hint)
    return SettingsError("\n".join(str(error) for error in errors))


def _made(values: dict[str, Any], file: Path, node: Node) -> Settings:
    defaults = Settings()
    for read_before in ("claimcheck", "extends"):
        values.pop(read_before, None)
    limits = values.pop("thresholds", {})
    if "upto_share" in limits:
        limits["upto_share"] = {**defaults.thresholds.upto_share, **limits["upto_share"]}
    ages = values.pop("max_age", {})
    holidays = values.pop("holidays", ())
    return replace(
        defaults, **values,
        root=file.parent,
        thresholds=replace(Thresholds(), **limits),
        max_age=replace(MaxAge(), **ages),
        holidays=tuple(day for day in holidays if not isinstance(day, str)),
        holidays_of=tuple(place for place in holidays if isinstance(place, str)),
        origins=_origins(node),
    )


def _origins(node: Node) -> dict[str, str]:
    """Where each value came from: a place in the file, or "default"."""
    origins: dict[str, str] = {}
    for name in (f.name for f in fields(Settings) if f.name not in ("root", "origins", "holidays_of")):
        value = getattr(Settings(), name)
        if is_dataclass(value):
            origins |= {f"{name}.{f.name}": _origin(node, name, f.name) for f in fields(value)}
        else:
            origins[name] = _origin(node, name)
    return origins


def _origin(node: Node | None, *path: str) -> str:
    where = None
    for name in path:
        if not isinstance(node, Table) or name not in node:
            return "default"
        where, node = node.key(name).where, node.get(name)
    return str(where)
