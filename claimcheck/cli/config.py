"""``claimcheck config``: the settings as they hold here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from claimcheck.cli import options
from claimcheck.cli.environment import VARIABLES
from claimcheck.cli.output import emit
from claimcheck.cli.project import settings_of
from claimcheck.config import Override, Settings
from claimcheck.reports.layout import plural

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.group("config")
def command() -> None:
    """Show the settings and where each came from."""


@command.command("show")
@options.config_option
def show(config: str | None) -> None:
    """Show every setting, its value, and the place it was set (or default)."""
    rows = list(_of_environment(settings_of(config)))
    wide = max(len(f"{key}: {value}") for key, value, _ in rows if len(value) < 50)
    emit("".join(f"{f'{key}: {value}':<{wide}}  # {origin}\n" for key, value, origin in rows))


def _of_environment(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Every setting with its origin; then what else the environment says."""
    told = {name: os.environ[name] for name in VARIABLES if os.environ.get(name)}
    for key, value in _rows(settings):
        name = f"CLAIMCHECK_{key.upper()}"
        origin = settings.origins.get(key, "default")
        yield (key, told.pop(name), name) if name in told else (key, value, origin)
    for name, value in told.items():
        yield name.removeprefix("CLAIMCHECK_").lower(), value, name


def _rows(noun: object, above: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(noun):  # type: ignore[arg-type]
        value = getattr(noun, field.name)
        if field.name == "origins":
            continue
        if field.name == "overrides":
            yield field.name, _words([_filled(override) for override in value])
        elif is_dataclass(value):
            yield from _rows(value, f"{above}{field.name}.")
        else:
            yield f"{above}{field.name}", _days(value) if field.name == "working_days" else _words(value)


def _filled(override: Override) -> dict[str, object]:
    """What an override says, without what it leaves as it is."""
    said = {each.name: getattr(override, each.name) for each in fields(override)}
    return {key: value for key, value in said.items() if value not in ("", None, (), {})}


def _days(numbers: Sequence[int]) -> str:
    return _words([DAYS[number] for number in numbers])


def _words(value: object) -> str:
    """A value as a person would write it in YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_words(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_words(item) for item in value) + "]"
    if isinstance(value, timedelta):
        hours = value // timedelta(hours=1)
        return plural(hours, "hour") if hours % 24 else plural(hours // 24, "day")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return value.as_posix() if isinstance(value, Path) else str(value)
