"""What a company knows about its products: loading, resolving, places, dates and words.

Everything is imported when it is first used, so that a start stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcheck.facts.campaigns import asset_of, load_campaigns
    from claimcheck.facts.check import Problem, check_facts
    from claimcheck.facts.jsonschema import json_schema
    from claimcheck.facts.load import facts_files, load_facts
    from claimcheck.facts.resolve import Ask, Resolution, State, delivery_of, guarantees_of, holds, is_stale
    from claimcheck.facts.terms import vocabulary

_HOMES = {
    "Ask": "resolve",
    "Problem": "check",
    "Resolution": "resolve",
    "State": "resolve",
    "asset_of": "campaigns",
    "check_facts": "check",
    "delivery_of": "resolve",
    "facts_files": "load",
    "guarantees_of": "resolve",
    "holds": "resolve",
    "is_stale": "resolve",
    "json_schema": "jsonschema",
    "load_campaigns": "campaigns",
    "load_facts": "load",
    "vocabulary": "terms",
}

__all__ = [
    "Ask",
    "Problem",
    "Resolution",
    "State",
    "asset_of",
    "check_facts",
    "delivery_of",
    "facts_files",
    "guarantees_of",
    "holds",
    "is_stale",
    "json_schema",
    "load_campaigns",
    "load_facts",
    "vocabulary",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
