"""The terms of every suppression: which rules, why, in whose name, until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from claimcheck.errors import nearest
from claimcheck.rulebook.checks import Rule

__all__ = ["NO_TERMS", "Terms", "day", "problems_of", "rule_problem"]

#: The rules about suppressions themselves; nothing silences them.
OWN = "SU"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """Reason, approver and last day, as written; ``""`` for what is missing."""

    reason: str = ""
    approved_by: str = ""
    until: str = ""

    def ended(self, on: date) -> bool:
        """Whether the last day lies before ``on``. The terms are whole."""
        return date.fromisoformat(self.until) < on


NO_TERMS = Terms()


def problems_of(terms: Terms) -> tuple[str, ...]:
    """What is missing or wrong, each as half a sentence."""
    no_date = terms.until and not day(terms.until)
    missing = (
        "it gives no reason" if not terms.reason else "",
        "it names nobody who approved it" if not terms.approved_by else "",
        "it has no end date" if not terms.until else "",
        f"“{terms.until}” is no date; expected year-month-day" if no_date else "",
    )
    return tuple(filter(None, missing))


def day(text: str) -> date | None:
    """A date written year-month-day, None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def rule_problem(word: str, rules: Mapping[str, Rule]) -> str:
    """Why a word cannot stand for a rule to silence, as half a sentence; empty when it can."""
    if word.startswith(OWN) and word in rules:
        return f"{word} is about suppressions and cannot be suppressed"
    if word in rules:
        return ""
    hint = nearest(word.upper(), rules) or nearest(word, _names(rules.values()))
    return f"“{word}” is no rule" + (f". {hint}" if hint else "")


def _names(rules: Iterable[Rule]) -> list[str]:
    return [rule.name for rule in rules]
