"""The word lists of ``rules/language/sentences.yaml``."""

from __future__ import annotations

from functools import cache

from claimcheck.facts.language import table

__all__ = ["contractions", "listed"]


@cache
def listed(group: str) -> frozenset[str]:
    """One group of ``sentences.yaml``."""
    return frozenset(table("sentences")[group])


@cache
def contractions(word: str) -> frozenset[str]:
    """What a word contracts to: ``is`` to ``'s``."""
    return frozenset(table("sentences")["contractions"].get(word, ()))
