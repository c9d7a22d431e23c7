"""Every suppression of one run, put to its findings, and which of them were of use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from claimcheck.acceptance.directives import Directive, directives
from claimcheck.acceptance.matching import Old, matched
from claimcheck.acceptance.suppressions import Entry, Suppressions
from claimcheck.acceptance.terms import Terms
from claimcheck.errors import SourceLocation
from claimcheck.files import relative
from claimcheck.model import CheckedDocument, Document, Finding, Suppressed
from claimcheck.rulebook.checks import Rule

__all__ = ["Silence"]


@dataclass(slots=True)
class Silence:
    """What silences: directives by path, entries of suppression files. Use is marked as findings come."""

    documents: Sequence[CheckedDocument]
    suppressions: Suppressions
    rules: Mapping[str, Rule]
    on: date
    root: Path
    whole: bool
    by_path: dict[str, tuple[Directive, ...]] = field(init=False)
    copy: dict[str, Document] = field(init=False)  # by path as shown
    paths: set[str] = field(init=False)  # from the root
    used: set[tuple[Directive, str]] = field(default_factory=set)  # with the code that was found
    used_entries: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.copy = {checked.document.path: checked.document for checked in self.documents}
        read = {path: directives(document, self.rules) for path, document in self.copy.items()}
        self.by_path = {path: found for path, found in read.items() if found}
        self.paths = {relative(path, self.root) for path in self.copy}

    def put_to(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, each with the suppression that covers it, if one does."""
        by_directive = [self._directive(finding) for finding in findings]
        by_entry = self._entries(findings)
        return [
            replace(finding, suppressed=self._by_directive(directive) if directive else by_entry.get(index))
            for index, (finding, directive) in enumerate(zip(findings, by_directive, strict=True))
        ]

    def _directive(self, finding: Finding) -> Directive | None:
        """The innermost directive that covers a finding; every one that does is of use."""
        covering = [d for d in self.by_path.get(finding.path, ()) if d.holds(finding)]
        self.used.update((directive, finding.code) for directive in covering)
        valid = [directive for directive in covering if not directive.terms.ended(self.on)]
        return min(valid, key=lambda d: (d.covers[1] - d.covers[0], -d.comment.start), default=None)

    def _by_directive(self, directive: Directive) -> Suppressed:
        place = self.copy[directive.path].place(directive.comment.start)
        return _suppressed(directive.terms, SourceLocation(directive.path, place.line, place.column))

    def _entries(self, findings: Sequence[Finding]) -> dict[int, Suppressed]:
        """What entries silence, by index of the finding. One that has ended silences nothing."""
        entries = self.suppressions.entries
        whole = [number for number, entry in enumerate(entries) if not entry.problems]
        if not whole:
            return {}
        new = [(finding.fingerprint, relative(finding.path, self.root)) for finding in findings]
        pairs = matched(new, [self._old(entries[number]) for number in whole])
        found = {index: whole[number] for index, number in pairs.items()}
        self.used_entries.update(found.values())
        return {
            index: _suppressed(entries[number].terms, entries[number].where)
            for index, number in found.items()
            if not entries[number].terms.ended(self.on)
        }

    def _old(self, entry: Entry) -> Old:
        return Old(entry.fingerprint, entry.path, 0, movable=entry.gone or entry.path in self.paths)


def _suppressed(terms: Terms, where: SourceLocation) -> Suppressed:
    return Suppressed(terms.reason, terms.approved_by, terms.until, where)
