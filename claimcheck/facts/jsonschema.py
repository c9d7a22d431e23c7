"""The published JSON Schema of facts files, from the same tables that reading uses."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from claimcheck.facts import schema
from claimcheck.facts.nouns import BLOCK, Noun

__all__ = ["json_schema", "nouns", "nouns_within"]


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 7, which editors read) of a facts file: a product, or lists of them.

    Editors complete and check by it (``# yaml-language-server: $schema=...``). It allows everything
    that loading allows; what only loading can know (units, places, names that point at names) it leaves.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "claimcheck facts",
        "anyOf": [{"$ref": "#/definitions/product"}, {"$ref": "#/definitions/facts file"}],
        "definitions": {
            **{noun.name: noun.schema() for noun in nouns()},
            **{name: {**entry.shape.schema(), "description": entry.doc} for name, entry in BLOCK.items()},
        },
    }


def nouns() -> tuple[Noun, ...]:
    """Every noun that a facts file may hold, each once, outermost first."""
    return nouns_within(schema.FILE, schema.PRODUCT)


def nouns_within(*roots: Noun) -> tuple[Noun, ...]:
    """These nouns and all that stand inside them, each once, outermost first."""
    found: dict[str, Noun] = {}
    waiting = list(roots)
    while waiting:
        noun = waiting.pop(0)
        if noun.name not in found:
            found[noun.name] = noun
            around = noun.outer().values()
            waiting += [inner for entry in (*noun.fields, *around) for inner in _inside(entry.shape)]
    return tuple(found.values())


def _inside(shape: object) -> list[Noun]:
    """The nouns that a shape holds."""
    if isinstance(shape, Noun):
        return [shape]
    if is_dataclass(shape) and not isinstance(shape, type):
        held = [getattr(shape, f.name) for f in fields(shape) if f.name in ("noun", "shape")]
        return [noun for inner in held for noun in _inside(inner)]
    return []
