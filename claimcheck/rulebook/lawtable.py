"""The table of what jurisdictions change, for the docs: ``python -m claimcheck.rulebook.lawtable``."""

from __future__ import annotations

from claimcheck.rulebook.checks import JURISDICTIONS, load_rules
from claimcheck.rulebook.rules import Law, Rule, RuleBook

__all__ = ["law_table"]


def law_table(rules: RuleBook) -> str:
    """Markdown: a row for each rule that some jurisdiction changes, then what each one can quote."""
    lines = [f"| rule | base | {' | '.join(JURISDICTIONS)} |", "| --- " * (len(JURISDICTIONS) + 2) + "|"]
    for rule in rules.rules:
        if rule.laws:
            cells = [_cell(rule, rule.laws.get(name)) for name in JURISDICTIONS]
            lines.append(f"| {rule.code} {rule.name} | {rule.severity} | {' | '.join(cells)} |")
    quoted = [str(_quoted(rules, name)) for name in JURISDICTIONS]
    lines.append(f"| rules with a reference | {len(rules.rules)} rules | {' | '.join(quoted)} |")
    return "\n".join(lines) + "\n"


def _cell(rule: Rule, law: Law | None) -> str:
    if law is None:
        return ""
    told = [str(law.severity)] if law.severity and law.severity is not rule.severity else []
    told += [f"{key.replace('_', ' ')} {', '.join(words)}" for key, words in law.words.items()]
    return "; ".join(told)


def _quoted(rules: RuleBook, jurisdiction: str) -> int:
    return sum(any(r.jurisdiction == jurisdiction for r in rule.references) for rule in rules.rules)


if __name__ == "__main__":
    print(law_table(load_rules()), end="")
