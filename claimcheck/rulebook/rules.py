"""A rule about claims, and the book of them: what verification, triage and ``explain`` read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.model import Channel, ClaimType, Severity
from claimcheck.rulebook.messages import fill, gaps

__all__ = ["Law", "Reference", "Rule", "RuleBook", "RuleExample", "laws_of"]

#: ISO 3166 codes of the member states of the European Union.
EU_MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
))


@dataclass(frozen=True, slots=True)
class Reference:
    """A law, code or guide that stands behind a rule; ``jurisdiction`` is empty where it holds everywhere."""

    text: str
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """What one jurisdiction changes of a rule: how grave it is, and lists of words or thresholds."""

    severity: Severity | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def laws_of(jurisdictions: Sequence[str]) -> tuple[str, ...]:
    """The jurisdictions with the European Union after its member states: ``DE`` brings ``EU`` with it."""
    union = ("EU",) if EU_MEMBERS.intersection(jurisdictions) else ()
    return tuple(dict.fromkeys((*jurisdictions, *union)))


@dataclass(frozen=True, slots=True)
class RuleExample:
    """Copy with the facts it is judged by. ``expect`` is the text in ``[[ ]]``, empty when nothing is found.

    ``facts``, ``settings`` and ``campaign`` are mappings as in the files of those names; ``more`` holds
    further files of copy by name.
    """

    copy: str
    good: bool
    where: SourceLocation
    file: str = "copy.md"
    channel: Channel = Channel.WEB
    on: str = ""
    expect: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    campaign: Mapping[str, object] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it judges, how it is worded, why it exists."""

    code: str
    name: str
    tier: int
    severity: Severity
    judges: str
    claims: tuple[ClaimType, ...]
    needs: tuple[str, ...]
    message: Mapping[str, str]
    suggestion: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    rationale: str
    references: tuple[Reference, ...]
    no_reference: str
    examples: tuple[RuleExample, ...]
    where: SourceLocation
    laws: Mapping[str, Law] = field(default_factory=dict)

    def within(self, laws: Sequence[str]) -> Rule:
        """The rule as these jurisdictions have it: the gravest severity, the first one's words."""
        chosen = [self.laws[name] for name in laws if name in self.laws]
        severities = [law.severity for law in chosen if law.severity]
        words = {**self.words}
        for law in reversed(chosen):
            words |= law.words
        return replace(
            self,
            severity=min((self.severity, *severities), key=lambda severity: severity.rank),
            words=words,
            references=tuple(r for r in self.references if r.jurisdiction in {"", *laws}),
        )

    @property
    def reference_texts(self) -> tuple[str, ...]:
        return tuple(reference.text for reference in self.references)

    def say(self, sentence: str, values: Mapping[str, object]) -> str:
        """The named sentence of ``message`` with its gaps filled; KeyError for a gap left open."""
        return fill(self.message[sentence], values)

    def suggest(self, sentence: str, values: Mapping[str, object]) -> str:
        """The suggestion of the same name; empty when there is none or a value it needs is not known."""
        template = self.suggestion.get(sentence, "")
        if any(not str(values.get(gap, "")) for gap in gaps(template)):
            return ""
        return fill(template, values)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules by code, in order of code. ``sha256`` covers every rule file."""

    by_code: Mapping[str, Rule]
    sha256: str

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(self.by_code.values())

    def rule(self, word: str) -> Rule:
        """The rule of this code or name. RuleError with the nearest word when there is none."""
        for rule in self.rules:
            if word.upper() == rule.code or word.lower() == rule.name:
                return rule
        known = [name for rule in self.rules for name in (rule.code, rule.name)]
        raise RuleError(
            f'There is no rule "{word}".', hint=nearest(word.upper(), known) or nearest(word, known)
        )

    def within(self, jurisdictions: Sequence[str]) -> RuleBook:
        """The rules as these jurisdictions have them; when none is named, the base rules as they stand.

        A member state of the European Union (``DE``) brings the law of the ``EU`` with it.
        """
        if not jurisdictions:
            return self
        laws = laws_of(jurisdictions)
        return RuleBook({code: rule.within(laws) for code, rule in self.by_code.items()}, self.sha256)

    def explain(self, word: str) -> str:
        """The rule for people: what it says, why, where it comes from, an example each way."""
        return "\n".join(_explanation(self.rule(word))) + "\n"


def _explanation(rule: Rule) -> list[str]:
    lines = [f"{rule.code} {rule.name} ({rule.severity})", "", rule.rationale.strip(), ""]
    if rule.needs:
        lines += [f"Facts it reads: {', '.join(rule.needs)}", ""]
    for title, good in (("Found in:", False), ("Silent in:", True)):
        lines += [
            f"{title} {' '.join(example.copy.split())}" for example in rule.examples if example.good is good
        ]
    lines += [
        "",
        *(
            f"Reference: {r.text}" + (f" ({r.jurisdiction})" if r.jurisdiction else "")
            for r in rule.references
        ),
    ]
    lines += [f"In {name}: {_told(law)}" for name, law in rule.laws.items()]
    if rule.no_reference:
        lines.append(f"No outside reference: {rule.no_reference}")
    return lines


def _told(law: Law) -> str:
    """What a jurisdiction changes, in words."""
    parts = [f"severity {law.severity}"] if law.severity else []
    parts += [f"{key.replace('_', ' ')}: {', '.join(words)}" for key, words in law.words.items()]
    return "; ".join(parts)
