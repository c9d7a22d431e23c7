"""Every suppression of one run, put to its findings, and which of them were of use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from claimcheck.acceptance.directives import Directive, directives
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
    by_mark: dict[str, list[tuple[int, Entry]]] = field(init=False)  # whole entries by fingerprint
    used: set[tuple[Directive, str]] = field(default_factory=set)  # with the code that was found
    used_entries: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.copy = {checked.document.path: checked.document for checked in self.documents}
        read = {path: directives(document, self.rules) for path, document in self.copy.items()}
        self.by_path = {path: found for path, found in read.items() if found}
        self.by_mark = defaultdict(list)
        for number, entry in enumerate(self.suppressions.entries):
            if not entry.problems:
                self.by_mark[entry.fingerprint].append((number, entry))
        self.paths = {relative(path, self.root) for path in self.copy}

    def put_to(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, each with the suppression that covers it, if one does."""
        return [replace(finding, suppressed=self._suppression(finding)) for finding in findings]

    def _suppression(self, finding: Finding) -> Suppressed | None:
        """A comment in the copy comes before an entry of a file; both are of use."""
        directive, entry = self._directive(finding), self._entry(finding)
        return self._by_directive(directive) if directive else entry

    def _directive(self, finding: Finding) -> Directive | None:
        """The innermost directive that covers a finding; every one that does is of use."""
        covering = [d for d in self.by_path.get(finding.path, ()) if d.holds(finding)]
        self.used.update((directive, finding.code) for directive in covering)
        valid = [directive for directive in covering if not directive.terms.ended(self.on)]
        return min(valid, key=lambda d: (d.covers[1] - d.covers[0], -d.comment.start), default=None)

    def _by_directive(self, directive: Directive) -> Suppressed:
        place = self.copy[directive.path].place(directive.comment.start)
        return _suppressed(directive.terms, SourceLocation(directive.path, place.line, place.column))

    def _entry(self, finding: Finding) -> Suppressed | None:
        """What an entry silences, wherever its words stand; its own file's first, then the first listed."""
        found = self.by_mark.get(finding.fingerprint, ())
        self.used_entries.update(number for number, _ in found)
        path = relative(finding.path, self.root) if found else ""
        valid = [entry for _, entry in found if not entry.terms.ended(self.on)]
        chosen = min(valid, key=lambda entry: entry.path != path, default=None)
        return _suppressed(chosen.terms, chosen.where) if chosen else None


def _suppressed(terms: Terms, where: SourceLocation) -> Suppressed:
    return Suppressed(terms.reason, terms.approved_by, terms.until, where)
