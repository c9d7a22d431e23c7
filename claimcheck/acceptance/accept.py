"""Suppressions put to findings: what falls silent, what goes on, and what is wrong with the suppressions.

A suppression names a rule. When it silences a claim's strongest cause, the next one comes to light: to
accept a figure is not to accept the missing proof behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from claimcheck.acceptance.complaints import complaints, shelves
from claimcheck.acceptance.silence import Silence
from claimcheck.acceptance.suppressions import Suppressions
from claimcheck.model import CheckedDocument, DocumentCause, Finding, Verdict
from claimcheck.rulebook.checks import RuleBook
from claimcheck.triage import Policy, triage

__all__ = ["accepted"]


def accepted(
    documents: Sequence[CheckedDocument],
    causes: Iterable[DocumentCause],
    rulings: Policy,
    rules: RuleBook,
    suppressions: Suppressions,
    *,
    on: date,
    root: Path,
    whole: bool = False,
) -> tuple[Finding, ...]:
    """All findings in order of place: those that go on, those suppressed, and those about suppressions.

    ``whole``: the documents are all the copy of the project, so that an entry of ``suppressions.yaml``
    without a file, or with one that is gone, can be said to cover nothing.
    """
    causes = tuple(causes)
    silence = Silence(documents, suppressions, rules.by_code, on, root, whole)
    found = _silenced(documents, causes, rulings, silence)
    about = triage(shelves(silence), complaints(silence, rulings), rulings)
    return tuple(sorted((*found, *about), key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.path, finding.start.line, finding.start.column, finding.code, finding.end.offset)


def _silenced(
    documents: Sequence[CheckedDocument],
    causes: Sequence[DocumentCause],
    rulings: Policy,
    silence: Silence,
) -> list[Finding]:
    """Findings with the silent ones marked; causes that a silent one stood before are judged again."""
    found: list[Finding] = []
    told: set[tuple[object, ...]] = set()
    while documents or causes:
        fresh = [f for f in triage(documents, causes, rulings) if _identity(f) not in told]
        told.update(map(_identity, fresh))
        judged = silence.put_to(fresh)
        found += judged
        documents, causes = _behind(documents, [f for f in judged if f.suppressed and f.also]), ()
    return found


def _identity(finding: Finding) -> tuple[object, ...]:
    return (finding.path, finding.code, finding.start.offset, finding.end.offset, finding.text)


def _behind(documents: Sequence[CheckedDocument], silent: Sequence[Finding]) -> tuple[CheckedDocument, ...]:
    """The claims under silent findings, each with the causes that are left."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in silent:
        by_path[finding.path].append(finding)
    return tuple(
        CheckedDocument(checked.document, tuple(_left(checked, by_path[checked.document.path])))
        for checked in documents
        if checked.document.path in by_path
    )


def _left(checked: CheckedDocument, silent: Sequence[Finding]) -> Iterator[Verdict]:
    for verdict in checked.verdicts:
        start = verdict.claim.start
        over = {
            finding.code
            for finding in silent
            if finding.start.offset <= start < finding.end.offset
            or any(start == place.offset for place in finding.also_at)
        }
        if over:
            yield replace(verdict, causes=tuple(c for c in verdict.causes if c.code not in over))
