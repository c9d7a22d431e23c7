"""The house's word: which rules count, how severe they are, from when on a run fails; for each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimcheck.config import Settings
from claimcheck.errors import UsageError, nearest
from claimcheck.files import matches, relative
from claimcheck.model import Cause, Finding, Severity, VerdictState
from claimcheck.rulebook.checks import Rule
from claimcheck.rulebook.rules import laws_of

__all__ = ["Policy", "fails", "overrides_of", "policy"]

SETTINGS = Settings()
#: Verdicts that are doubt, not proof: at most a warning unless the settings say ``strict: true``.
CAPPED = frozenset({VerdictState.UNSUPPORTED, VerdictState.STALE})


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that decide what becomes a finding, with every rule named by its code."""

    rules: Mapping[str, Rule]
    select: frozenset[str] = frozenset()  # empty: all
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    strict: bool = False
    jurisdictions: frozenset[str] = frozenset()  # empty: all
    settings: Settings = SETTINGS
    variants: dict[tuple[int, ...], Policy] = field(default_factory=dict, compare=False, repr=False)

    def of(self, path: str) -> Policy:
        """The policy for one file, with the overrides of the settings that its path matches."""
        matching = overrides_of(self.settings, path)
        if not matching:
            return self
        if matching not in self.variants:
            self.variants[matching] = policy(_overridden(self.settings, matching), self.rules)
        return self.variants[matching]

    def wants(self, code: str) -> bool:
        """Whether a rule counts in this run. What could not be read always does, unless it is ignored."""
        if code in self.ignore:
            return False
        return not self.select or code in self.select or self.rules[code].judges == "reading"

    def severity_of(self, cause: Cause) -> Severity:
        """The house's word for this code wins; else the rule's own, capped by the verdict."""
        if cause.code in self.severity:
            return self.severity[cause.code]
        own = cause.severity or self.rules[cause.code].severity
        capped = cause.state in CAPPED and not self.strict and own is Severity.ERROR
        return Severity.WARNING if capped else own

    def references(self, code: str) -> tuple[str, ...]:
        """The rule's references that hold in the jurisdictions switched on."""
        return tuple(
            reference.text
            for reference in self.rules[code].references
            if not self.jurisdictions or reference.jurisdiction in {"", *self.jurisdictions}
        )


def policy(settings: Settings, rules: Mapping[str, Rule]) -> Policy:
    """Read ``select``, ``ignore`` and ``severity``: codes, names, or a family's two letters.

    Raises UsageError for a word that is no rule, with the nearest one that is.
    """
    severity = {
        code: Severity(level) for word, level in settings.severity.items() for code in _codes(word, rules)
    }
    single: dict[tuple[int, ...], Policy] = {
        (number,): policy(_overridden(settings, (number,)), rules)
        for number, _ in enumerate(settings.overrides)
    }
    return Policy(
        rules=rules,
        select=frozenset(code for word in settings.select for code in _codes(word, rules)),
        ignore=frozenset(code for word in settings.ignore for code in _codes(word, rules)),
        severity=severity,
        strict=settings.strict,
        jurisdictions=frozenset(laws_of(settings.jurisdictions)),
        settings=settings,
        variants=single,
    )


def overrides_of(settings: Settings, path: str) -> tuple[int, ...]:
    """Which of the settings' overrides hold for a file, by number."""
    if not settings.overrides:
        return ()
    place = relative(path, settings.root)
    return tuple(
        number
        for number, override in enumerate(settings.overrides)
        if any(matches(place, glob) for glob in override.paths)
    )


def _overridden(settings: Settings, matching: Iterable[int]) -> Settings:
    """The settings with these overrides put over them, one after the other; none are left to come."""
    for number in matching:
        override = settings.overrides[number]
        settings = replace(
            settings,
            select=override.select or settings.select,
            ignore=(*settings.ignore, *override.ignore),
            severity={**settings.severity, **override.severity},
            strict=settings.strict if override.strict is None else override.strict,
            fail_on=override.fail_on or settings.fail_on,
        )
    return replace(settings, overrides=())


def _codes(word: str, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The codes that a word names: ``IN001``, ``quantity-contradicted`` or ``IN`` for all of a family."""
    found = tuple(
        code
        for code, rule in rules.items()
        if word.upper() in {code, code.rstrip("0123456789")} or word.lower() == rule.name
    )
    if not found:
        known = [*rules, *(rule.name for rule in rules.values())]
        hint = nearest(word.upper(), rules) or nearest(word, known)
        raise UsageError(f'"{word}" is no rule; expected a code, a name or a family such as "IN".', hint=hint)
    return found


def fails(findings: Iterable[Finding], settings: Settings) -> bool:
    """Whether any finding that is new and that nobody suppressed is at or above ``fail_on`` of its file."""
    return any(
        finding.severity.rank <= _limit(settings, finding.path)
        for finding in findings
        if finding.suppressed is None and not finding.known
    )


def _limit(settings: Settings, path: str) -> int:
    """The rank of the mildest severity that fails a run; -1 when none does."""
    fail_on = _overridden(settings, overrides_of(settings, path)).fail_on
    return -1 if fail_on == "never" else Severity(fail_on).rank
