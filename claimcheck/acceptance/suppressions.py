"""``suppressions.yaml``: findings accepted by fingerprint, for formats without comments and from the report.

Strict, with places; but a file that silences what people must see stops no run. What cannot be
understood silences nothing and is a finding at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimcheck import yamlsource as yaml
from claimcheck.acceptance.terms import NO_TERMS, Terms, problems_of, rule_problem
from claimcheck.errors import ClaimcheckError, SettingsError, SourceLocation, nearest
from claimcheck.files import shown
from claimcheck.fingerprint import LENGTH
from claimcheck.rulebook.checks import Rule

__all__ = ["DEFAULT", "NO_SUPPRESSIONS", "Entry", "Suppressions", "load_suppressions"]

DEFAULT = "suppressions.yaml"
SECTIONS = ("suppressions", "to_do")
KEYS = ("fingerprint", "code", "text", "path", "reason", "approved_by", "until")
TO_DO_KEYS = ("fingerprint", "code", "text", "path", "note", "asked_by", "until")
_FINGERPRINT = re.compile(f"[0-9a-f]{{{LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. ``path`` starts from the root; ``gone``: no such file is there (any more)."""

    fingerprint: str
    where: SourceLocation
    code: str = ""
    text: str = ""
    path: str = ""
    terms: Terms = NO_TERMS
    problems: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All entries of a project's suppression files, and the text of each file, for its places."""

    entries: tuple[Entry, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


NO_SUPPRESSIONS = Suppressions()


def load_suppressions(files: Sequence[str], root: Path, rules: Mapping[str, Rule]) -> Suppressions:
    """Read the files that the settings name, or ``suppressions.yaml`` where it is there.

    Raises SettingsError for a named file that is not there or lies outside the project.
    """
    chosen = files or ((DEFAULT,) if (root / DEFAULT).is_file() else ())
    entries: list[Entry] = []
    texts: dict[str, str] = {}
    for name in chosen:
        path = _inside(root, name)
        file = shown(path)
        data = yaml.read_bytes(path, file, SettingsError)
        texts[file] = data.decode("utf-8-sig", "replace")
        entries += _entries(data, file, root, rules)
    return Suppressions(tuple(entries), texts)


def _inside(root: Path, name: str) -> Path:
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise SettingsError(
            f'"{name}" lies outside the project; expected a file in its folder.',
            SourceLocation((root / "claimcheck.yaml").name),
        )
    return path


def _entries(data: bytes, file: str, root: Path, rules: Mapping[str, Rule]) -> Iterator[Entry]:
    try:
        tree = yaml.parse_yaml(data, file, SettingsError)
        sections = _sections(tree)
    except ClaimcheckError as error:
        where = error.where or SourceLocation(file, 1, 1)
        yield Entry("", where, problems=(f"{error.message} {error.hint}".strip(),))
        return
    for name, node in sections:
        if name.text not in SECTIONS:
            hint = nearest(name.text, SECTIONS) or "Expected suppressions or to_do."
            yield Entry("", name.where, problems=(f"“{name.text}” is no key here. {hint}",))
            continue
        items = node.items if isinstance(node, yaml.Sequence) else (node,)
        if not (isinstance(node, yaml.Scalar) and not node.text):
            entries = (_entry(item, root, rules, name.text) for item in items)
            yield from (entry for entry in entries if entry.problems or name.text != "to_do")


def _sections(tree: yaml.Node) -> Iterator[tuple[yaml.Scalar, yaml.Node]]:
    if not isinstance(tree, yaml.Mapping):
        raise SettingsError("Expected the key suppressions, with a list under it.", tree.where)
    return tree.items()


def _entry(node: yaml.Node, root: Path, rules: Mapping[str, Rule], section: str) -> Entry:
    if not isinstance(node, yaml.Mapping):
        return Entry("", node.where, problems=("expected keys such as fingerprint and reason",))
    keys = KEYS if section == "suppressions" else TO_DO_KEYS
    problems = [
        f"“{key.text}” is no key here. {nearest(key.text, keys) or 'Expected ' + ', '.join(keys) + '.'}"
        for key, _ in node.items()
        if key.text not in keys
    ]
    values = {
        key.text: " ".join(value.text.split())
        for key, value in node.items()
        if isinstance(value, yaml.Scalar)
    }
    problems += [f"{key.text} must be plain words" for key, _ in node.items() if key.text not in values]
    terms = Terms(values.get("reason", ""), values.get("approved_by", ""), values.get("until", ""))
    mark, code = values.get("fingerprint", ""), values.get("code", "")
    problems += _identity(mark, code, rules)
    if section == "suppressions":
        problems += problems_of(terms)
    path, gone = _placed(values.get("path", ""), root)
    return Entry(mark, node.where, code, values.get("text", ""), path, terms, tuple(problems), gone)


def _identity(mark: str, code: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    if not mark:
        yield "it has no fingerprint"
    elif not _FINGERPRINT.fullmatch(mark):
        yield f"“{mark}” is no fingerprint; expected {LENGTH} digits of 0-9 and a-f"
    if code and (problem := rule_problem(code, rules)):
        yield problem


def _placed(path: str, root: Path) -> tuple[str, bool]:
    """An entry's path from the root, and whether no such file is there.

    The report may have been made in a folder above the root; its paths then begin with more folders.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", "."}]
    for start in range(len(parts)):
        if ".." not in parts[start:] and root.joinpath(*parts[start:]).is_file():
            return "/".join(parts[start:]), False
    return "/".join(parts), True
