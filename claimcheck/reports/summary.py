"""The figures of a report, counted once for every format."""

from __future__ import annotations

import posixpath
from collections import Counter
from hashlib import sha256

from claimcheck.model import CheckedDocument, Finding, Report, Severity, VerdictState

EXPIRED = "SU002"
#: The order in which verdicts are told: what must change first, what is fine last but one.
VERDICT_ORDER = (
    VerdictState.CONTRADICTED,
    VerdictState.NEEDS_QUALIFICATION,
    VerdictState.STALE,
    VerdictState.UNSUPPORTED,
    VerdictState.SUPPORTED,
    VerdictState.NOT_CHECKED,
)


def acted_on(report: Report) -> tuple[Finding, ...]:
    """The findings that nobody suppressed."""
    return tuple(finding for finding in report.findings if finding.suppressed is None)


def fresh(report: Report) -> tuple[Finding, ...]:
    """The findings that decide: neither suppressed nor known from before."""
    return tuple(finding for finding in acted_on(report) if not finding.known)


def known(report: Report) -> tuple[Finding, ...]:
    """The findings that were there before, in the baseline or at the revision compared with."""
    return tuple(finding for finding in acted_on(report) if finding.known)


def expired(report: Report) -> int:
    """How many suppressions have ended."""
    return sum(finding.code == EXPIRED for finding in report.findings)


def by_code(findings: tuple[Finding, ...]) -> dict[str, tuple[int, Finding]]:
    """How often each rule is broken, the most frequent first, with one finding of it."""
    counted = Counter(finding.code for finding in findings)
    one = {finding.code: finding for finding in findings}
    return {code: (count, one[code]) for code, count in sorted(counted.items(), key=lambda c: (-c[1], c[0]))}


def severities(report: Report) -> dict[Severity, int]:
    """How many findings of each severity decide."""
    counted = Counter(finding.severity for finding in fresh(report))
    return {severity: counted[severity] for severity in Severity}


def verdicts(documents: tuple[CheckedDocument, ...]) -> dict[VerdictState, int]:
    counted = Counter(verdict.state for document in documents for verdict in document.verdicts)
    return {state: counted[state] for state in VERDICT_ORDER}


def claim_count(report: Report) -> int:
    return sum(len(document.verdicts) for document in report.documents)


def fingerprints(findings: tuple[Finding, ...]) -> list[str]:
    """A name for each finding that is its own in this report: fingerprint, file, and which of several."""
    counted: Counter[tuple[str, str]] = Counter()
    names = []
    for finding in findings:
        what = (finding.fingerprint, finding.path)
        counted[what] += 1
        names.append(sha256("\0".join((*what, str(counted[what]))).encode("utf-8", "replace")).hexdigest())
    return names


def from_root(path: str, base: str) -> str:
    """A path from the repository's root; ``base`` is the working folder from there.

    >>> from_root("email/a.eml", "shop"), from_root("../web/a.html", "shop"), from_root("a.md", "")
    ('shop/email/a.eml', 'web/a.html', 'a.md')
    """
    return posixpath.normpath(posixpath.join(base, path)) if path else path
