"""Rules about claims, read from ``rules/checks/<family>/<name>.yaml``: one rule a file.

A rule file holds what a person at the legal desk changes: code, name, severity, the sentences that are
shown, the reasons, the references and the examples. What a rule *does* is a function of the same code in
``claimcheck.verification``.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from claimcheck import yamlsource as yaml
from claimcheck.errors import RuleError, nearest
from claimcheck.model import Channel, ClaimType, Severity
from claimcheck.rulebook.rules import Law, Reference, Rule, RuleBook, RuleExample
from claimcheck.rulefolder import rules_folder

__all__ = ["Reference", "Rule", "RuleBook", "RuleExample", "load_rules"]

_CODE = re.compile(r"[A-Z]{2}[0-9]{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = ("code", "name", "tier", "severity", "judges", "claims", "needs", "message", "suggestion", "words",
         "jurisdictions", "rationale", "references", "no_reference", "examples")
#: The jurisdictions whose law the rule files tell apart.
JURISDICTIONS = ("US", "GB", "EU", "CA", "AU")
_NEEDED = ("code", "name", "tier", "severity", "message", "rationale", "examples")
_JUDGES = ("claim", "document", "fact", "reading", "structured-data")
_EXAMPLE = ("copy", "file", "channel", "on", "facts", "settings", "campaign", "more", "expect", "also")


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
        laws=_laws(source.get("jurisdictions")),
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


def _laws(node: yaml.Node | None) -> dict[str, Law]:
    """What each jurisdiction changes: ``{US: {severity: error, words: {least: ["28 days"]}}}``."""
    if node is None:
        return {}
    found = {}
    for key, value in _any_mapping(node).items():
        if key.text not in JURISDICTIONS:
            expected = ", ".join(JURISDICTIONS)
            raise RuleError(f'"{key.text}" is no jurisdiction with a pack; expected {expected}.', key.where)
        law = _mapping(value, ("severity", "words"))
        grave = Severity(_one_of(law, "severity", tuple(Severity))) if "severity" in law else None
        found[key.text] = Law(grave, _words(law.get("words")))
    return found


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
