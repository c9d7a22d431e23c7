"""The baseline: old findings that were there when claimcheck came, so that only new ones stop a run.

A readable JSON file, sorted, one finding a line, without line numbers: it changes only when findings do.
What could not be read, and what is wrong with suppressions, is never an old finding.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimcheck import yamlsource as yaml
from claimcheck.acceptance.matching import Old, matched
from claimcheck.config import Settings
from claimcheck.errors import SourceLocation, UsageError
from claimcheck.files import relative, shown
from claimcheck.model import Finding, Report
from claimcheck.rulebook.checks import Rule

__all__ = [
    "DEFAULT",
    "Baseline",
    "Known",
    "as_text",
    "baseline_file",
    "compared",
    "load_baseline",
    "pruned",
    "taken",
    "updated",
]

DEFAULT = "claimcheck-baseline.json"
SCHEMA = "claimcheck-baseline/1"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """Old findings of the same words in one file: ``path`` starts from the project's root."""

    path: str
    code: str
    text: str
    fingerprint: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known of a project, and the folder that paths start from."""

    entries: tuple[Known, ...]
    root: Path

    def old(self, paths: Iterable[str]) -> list[Old]:
        """The entries as seen by a run over ``paths`` (from the root)."""
        met = set(paths)
        return [
            Old(entry.fingerprint, entry.path, entry.count, movable=entry.path in met or self.gone(entry))
            for entry in self.entries
        ]

    def gone(self, entry: Known) -> bool:
        return not (self.root / entry.path).is_file()


def baseline_file(settings: Settings, named: str | None = None) -> Path | None:
    """The baseline that holds: the one named, the settings' own, or the default where it is there."""
    if named:
        return Path(named)
    if settings.baseline:
        return settings.root / settings.baseline
    default = settings.root / DEFAULT
    return default if default.is_file() else None


def load_baseline(file: Path, root: Path) -> Baseline:
    """Read a baseline. Raises UsageError, with the file, for anything that is none."""
    name = shown(file)
    data = yaml.read_bytes(file, name, UsageError)
    try:
        content = json.loads(data)
        if not isinstance(content, dict) or content.get("schema") != SCHEMA:
            raise UsageError(f'This is no baseline; expected "schema": "{SCHEMA}".', SourceLocation(name))
        return Baseline(tuple(_known(item) for item in content["findings"]), root)
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        said = f"This baseline is damaged ({type(problem).__name__}: {problem})."
        raise UsageError(said, SourceLocation(name), "Make it anew: claimcheck baseline create.") from None


def _known(item: Mapping[str, Any]) -> Known:
    path, code, text, mark = (item[key] for key in ("path", "code", "text", "fingerprint"))
    count = item["count"]
    if not all(isinstance(word, str) for word in (path, code, text, mark)):
        raise TypeError("expected words")
    if not isinstance(count, int) or count < 1:
        raise ValueError(f"{path} has a count of {count!r}")
    return Known(path, code, text, mark, count)


def as_text(entries: Iterable[Known]) -> str:
    """The file's text: one finding a line, in order of path, rule and words."""
    lines = ",\n".join(f"    {json.dumps(_data(entry), ensure_ascii=False)}" for entry in sorted(entries))
    body = f"[\n{lines}\n  ]" if lines else "[]"
    text = f'{{\n  "schema": "{SCHEMA}",\n  "findings": {body}\n}}\n'
    return text.encode("utf-8", "backslashreplace").decode()


def _data(entry: Known) -> dict[str, object]:
    keys = ("path", "code", "text", "fingerprint", "count")
    return {key: getattr(entry, key) for key in keys}


# ---------------------------------------------------------------- old and new


def compared(report: Report, baseline: Baseline, name: str) -> Report:
    """The report with the findings that the baseline knows marked; ``name`` is how people know it."""
    paths = [relative(checked.document.path, baseline.root) for checked in report.documents]
    new = [(finding.fingerprint, relative(finding.path, baseline.root)) for finding in report.findings]
    pairs = matched(new, baseline.old(paths))
    findings = tuple(
        replace(finding, known=True) if index in pairs else finding
        for index, finding in enumerate(report.findings)
    )
    return replace(report, findings=findings, compared_with=name)


def taken(report: Report, root: Path, rules: Mapping[str, Rule]) -> tuple[Known, ...]:
    """What a baseline takes of a report: findings that nobody suppressed, of rules about copy."""
    return _counted((finding for finding in report.findings if _fits(finding, rules)), root)


def _fits(finding: Finding, rules: Mapping[str, Rule]) -> bool:
    return finding.suppressed is None and rules[finding.code].judges != "reading"


def _counted(findings: Iterable[Finding], root: Path) -> tuple[Known, ...]:
    counted = Counter(
        Known(relative(f.path, root), f.code, " ".join(f.text.split()) or f.message, f.fingerprint)
        for f in findings
    )
    return tuple(sorted(replace(entry, count=count) for entry, count in counted.items()))


def updated(
    baseline: Baseline, report: Report, rules: Mapping[str, Rule], *, whole: bool
) -> tuple[Known, ...]:
    """New findings taken in, fixed ones dropped. What the run did not meet stays as it is."""
    left = _left(baseline, report, rules, whole=whole)[1]
    return _joined((*taken(report, baseline.root, rules), *left))


def pruned(
    baseline: Baseline, report: Report, rules: Mapping[str, Rule], *, whole: bool
) -> tuple[Known, ...]:
    """Fixed findings dropped, nothing taken in."""
    still, left = _left(baseline, report, rules, whole=whole)
    return _joined((*_counted(still, baseline.root), *left))


def _left(
    baseline: Baseline, report: Report, rules: Mapping[str, Rule], *, whole: bool
) -> tuple[list[Finding], tuple[Known, ...]]:
    """The old findings that still stand, and the entries that this run cannot tell about."""
    paths = {relative(checked.document.path, baseline.root) for checked in report.documents}
    findings = [finding for finding in report.findings if _fits(finding, rules)]
    new = [(finding.fingerprint, relative(finding.path, baseline.root)) for finding in findings]
    pairs = matched(new, baseline.old(paths))
    met = Counter(pairs.values())
    unseen = tuple(
        replace(entry, count=entry.count - met[number])
        for number, entry in enumerate(baseline.entries)
        if entry.count > met[number] and entry.path not in paths and not (whole and baseline.gone(entry))
    )
    return [findings[index] for index in sorted(pairs)], unseen


def _joined(entries: Sequence[Known]) -> tuple[Known, ...]:
    """Entries of the same words in the same file as one."""
    counted: Counter[Known] = Counter()
    for entry in entries:
        counted[replace(entry, count=1)] += entry.count
    return tuple(sorted(replace(entry, count=count) for entry, count in counted.items()))
