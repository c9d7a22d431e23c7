"""The word lists of ``rules/language/sentences.yaml``, and the comparison words of figures."""

from __future__ import annotations

from functools import cache

from claimcheck.facts.language import table

__all__ = ["contractions", "lead_words", "listed"]


@cache
def listed(group: str) -> frozenset[str]:
    """One group of ``sentences.yaml``."""
    return frozenset(table("sentences")[group])


@cache
def contractions(word: str) -> frozenset[str]:
    """What a word contracts to: ``is`` to ``'s``."""
    return frozenset(table("sentences")["contractions"].get(word, ()))


@cache
def lead_words() -> frozenset[str]:
    """Every word that may stand before a number inside a figure: "up to", "at least", "only", "between"."""
    words = table("figures")
    grouped = [*words["before"].values(), *words["before_money"].values()]
    phrases = [phrase for group in grouped for phrase in group]
    phrases += [*words["only"], *words["fillers"], *words["between"]]
    return frozenset(word for phrase in phrases for word in phrase.lower().split()) | {"of", "."}
