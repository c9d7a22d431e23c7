"""Small facts written to a folder and read again."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from claimcheck.config import Settings
from claimcheck.errors import FactsErrors
from claimcheck.facts import load_facts
from claimcheck.facts.model import Fact, Facts, Product

LONDON = "Europe/London"


def settings(root: Path, **values: object) -> Settings:
    return Settings(root=root, **{"timezone": LONDON, **values})  # type: ignore[arg-type]


def facts(root: Path, text: str, name: str = "facts.yaml", **values: object) -> Facts:
    """The facts of one file."""
    (root / name).write_text(dedent(text), encoding="utf-8")
    return load_facts((name,), root, settings(root, **values))


def product(root: Path, text: str, **values: object) -> Product:
    """One product: ``text`` are its keys below ``product`` and ``name``."""
    return facts(root, "product: p\nname: P\n" + dedent(text), **values).products[0]


def errors(root: Path, text: str, **values: object) -> list[str]:
    """What is said about one product's file; its first key stands on line 3."""
    return file_errors(root, "product: p\nname: P\n" + dedent(text), **values)


def file_errors(root: Path, text: str, **values: object) -> list[str]:
    try:
        facts(root, text, **values)
    except FactsErrors as problem:
        return [str(error) for error in problem.errors]
    return []


def value(fact: Fact[object] | None) -> object:
    """The value of a fact that must be there."""
    assert fact is not None
    return fact.value
