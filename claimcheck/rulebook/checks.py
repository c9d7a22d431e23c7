"""Rules about claims, read from ``rules/checks/<family>/<name>.yaml``: one rule a file.

A rule file holds what a person at the legal desk changes: code, name, severity, the sentences that are
shown, the reasons, the references and the examples. What a rule *does* is a function of the same code in
``claimcheck.verification``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimcheck import yamlsource as yaml
from claimcheck.errors import RuleError, SourceLocation, nearest
from claimcheck.model import Channel, ClaimType, Severity
from claimcheck.rulebook.folder import rules_folder
from claimcheck.rulebook.messages import fill, gaps

__all__ = ["Reference", "Rule", "RuleBook", "RuleExample", "load_rules"]

#: ISO 3166 codes of the member states of the European Union.
EU_MEMBERS = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
_CODE = re.compile(r"[A-Z]{2}[0-9]{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = (
    "code",
    "name",
    "tier",
    "severity",
    "judges",
    "claims",
    "needs",
    "message",
    "suggestion",
    "words",
    "rationale",
    "references",
    "no_reference",
    "examples",
)
_NEEDED = ("code", "name", "tier", "severity", "message", "rationale", "examples")
_JUDGES = ("claim", "document", "fact", "reading", "structured-data")
_EXAMPLE = ("copy", "file", "channel", "on", "facts", "settings", "campaign", "more", "expect", "also")


@dataclass(frozen=True, slots=True)
class Reference:
    """A law, code or guide that stands behind a rule; ``jurisdiction`` is empty where it holds everywhere."""

    text: str
    jurisdiction: str = ""


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
        """The same rules with the references of these jurisdictions only; all of them when none is named.

        A member state of the European Union (``DE``) brings the references of the ``EU`` with it.
        """
        if not jurisdictions:
            return self
        union = {code for code in jurisdictions if code in EU_MEMBERS}
        known = {"", *jurisdictions, *(("EU",) if union else ())}
        kept = {
            code: replace(rule, references=tuple(r for r in rule.references if r.jurisdiction in known))
            for code, rule in self.by_code.items()
        }
        return RuleBook(kept, self.sha256)

    def explain(self, word: str) -> str:
        """The rule for people: what it says, why, where it comes from, an example each way."""
        return "\n".join(_explanation(self.rule(word))) + "\n"


def load_rules(folder: Path | None = None) -> RuleBook:
    """Read every rule file, strictly. Raises RuleError with file, line and column."""
    folder = folder or rules_folder() / "checks"
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        raise RuleError(f"There are no rules in {folder.as_posix()}.")
    digest = hashlib.sha256()
    rules: dict[str, Rule] = {}
    for file in files:
        name = file.relative_to(folder.parent.parent).as_posix()
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
        rule = _rule(yaml.read_yaml(file, name, RuleError))
        for other in rules.values():
            if rule.code == other.code or rule.name == other.name:
                raise RuleError(
                    f"{rule.code} {rule.name} is already a rule, in {other.where.file}.", rule.where
                )
        rules[rule.code] = rule
    return RuleBook({code: rules[code] for code in sorted(rules)}, digest.hexdigest())


# ---------------------------------------------------------------- one file


def _rule(root: yaml.Node) -> Rule:
    source = _mapping(root, _KEYS)
    for key in _NEEDED:
        if key not in source:
            raise RuleError(f'A rule needs "{key}".', root.where)
    rule = Rule(
        code=_matching(source, "code", _CODE, "two capitals and three digits, such as AV001"),
        name=_matching(source, "name", _NAME, "lower-case words with hyphens"),
        tier=int(_one_of(source, "tier", ("1", "2", "3"))),
        severity=Severity(_one_of(source, "severity", tuple(Severity))),
        judges=_one_of(source, "judges", _JUDGES) if "judges" in source else "claim",
        claims=tuple(_claim_type(node) for node in _list(source.get("claims"))),
        needs=_texts(source.get("needs")),
        message=_sentences(source.get("message")),
        suggestion=_sentences(source.get("suggestion")),
        words=_words(source.get("words")),
        rationale=_text(source.get("rationale")),
        references=tuple(_reference(node) for node in _list(source.get("references"))),
        no_reference=_text(source.get("no_reference")),
        examples=_examples(source.get("examples")),
        where=root.where,
    )
    _agree(rule)
    return rule


def _agree(rule: Rule) -> None:
    """Rules about rules that one key alone cannot show."""
    if rule.judges == "claim" and not rule.claims:
        raise RuleError(
            "A rule that judges claims needs their types.", rule.where, 'Expected "claims: [...]".'
        )
    if bool(rule.references) == bool(rule.no_reference):
        raise RuleError(
            'A rule has "references", or "no_reference" with the reason; one of both.', rule.where
        )
    for key in rule.suggestion:
        if key not in rule.message:
            raise RuleError(
                f'The suggestion "{key}" belongs to no message.', rule.where, nearest(key, rule.message)
            )


def _matching(source: yaml.Mapping, key: str, pattern: re.Pattern[str], expected: str) -> str:
    node = source.get(key)
    text = _text(node)
    if not pattern.fullmatch(text):
        raise RuleError(f'"{text}" is no {key}; expected {expected}.', node.where if node else source.where)
    return text


def _one_of(source: yaml.Mapping, key: str, words: tuple[str, ...]) -> str:
    node = source.get(key)
    text = _text(node)
    if text not in words:
        expected = ", ".join(words)
        raise RuleError(
            f'"{text}" is no {key}; expected one of {expected}.',
            node.where if node else source.where,
            nearest(text, words),
        )
    return text


def _claim_type(node: yaml.Node) -> ClaimType:
    text = _text(node)
    if text not in tuple(ClaimType):
        raise RuleError(f'"{text}" is no claim type.', node.where, nearest(text, tuple(ClaimType)))
    return ClaimType(text)


def _reference(node: yaml.Node) -> Reference:
    if isinstance(node, yaml.Scalar):
        return Reference(node.text)
    source = _mapping(node, ("text", "in"))
    return Reference(_text(source.get("text")), _text(source.get("in")))


def _sentences(node: yaml.Node | None) -> dict[str, str]:
    if node is None:
        return {}
    return {key.text: _text(value) for key, value in _any_mapping(node).items()}


def _words(node: yaml.Node | None) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    return {key.text: _texts(value) for key, value in _any_mapping(node).items()}


def _examples(node: yaml.Node | None) -> tuple[RuleExample, ...]:
    if node is None:
        return ()
    source = _mapping(node, ("bad", "good"))
    return tuple(
        _example(item, good=key == "good") for key in ("bad", "good") for item in _list(source.get(key))
    )


def _example(node: yaml.Node, *, good: bool) -> RuleExample:
    source = _mapping(node, _EXAMPLE)
    if "copy" not in source:
        raise RuleError('An example needs "copy".', node.where)
    marked = _text(source.get("expect")) if "expect" in source else ""
    if good and marked:
        raise RuleError('A good example expects nothing; take "expect" out.', node.where)
    channel = _one_of(source, "channel", tuple(Channel)) if "channel" in source else "web"
    return RuleExample(
        copy=_text(source.get("copy")),
        good=good,
        where=node.where,
        channel=Channel(channel),
        file=_text(source.get("file")) or "copy.md",
        on=_text(source.get("on")),
        expect=marked.removeprefix("[[").removesuffix("]]"),
        facts=_plain(source.get("facts")),
        settings=_plain(source.get("settings")),
        campaign=_plain(source.get("campaign")),
        more=_sentences(source.get("more")),
    )


# ---------------------------------------------------------------- nodes


def _any_mapping(node: yaml.Node) -> yaml.Mapping:
    if not isinstance(node, yaml.Mapping):
        raise RuleError("Expected keys and values here.", node.where)
    return node


def _mapping(node: yaml.Node, keys: tuple[str, ...]) -> yaml.Mapping:
    source = _any_mapping(node)
    for name in source:
        if name not in keys:
            expected = ", ".join(keys)
            where = source.key(name).where
            raise RuleError(f'"{name}" is no key here; expected {expected}.', where, nearest(name, keys))
    return source


def _list(node: yaml.Node | None) -> tuple[yaml.Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, yaml.Sequence) else (node,)


def _text(node: yaml.Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, yaml.Scalar):
        raise RuleError("Expected words here, not a list or a block.", node.where)
    return node.text


def _texts(node: yaml.Node | None) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(node))


def _plain(node: yaml.Node | None) -> dict[str, object]:
    return dict(yaml.plain(_any_mapping(node))) if node is not None else {}


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
    if rule.no_reference:
        lines.append(f"No outside reference: {rule.no_reference}")
    return lines
