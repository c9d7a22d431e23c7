"""House policy: verdicts and settings in, findings out. What the law says was decided before this.

One claim gives one finding, for its strongest cause; the other rules it breaks stand in ``also``.
The same claim in the plain and the HTML part of one mail is one finding, with ``also_at``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from claimcheck.excerpt import excerpt
from claimcheck.fingerprint import fingerprint
from claimcheck.model import (
    Cause,
    CheckedDocument,
    Claim,
    Document,
    DocumentCause,
    Finding,
    Place,
    Verdict,
)
from claimcheck.policy import Policy, fails, overrides_of, policy

__all__ = ["Policy", "fails", "overrides_of", "policy", "triage"]


def triage(
    documents: Iterable[CheckedDocument], causes: Iterable[DocumentCause], rulings: Policy
) -> tuple[Finding, ...]:
    """Turn verdicts and document causes into findings, sorted by path, line, column and code."""
    documents = tuple(documents)
    found: list[Finding] = []
    for checked in documents:
        own = rulings.of(checked.document.path)
        found += _once_a_place(_once_a_mail(_of_document(checked, own)))
    by_path = {checked.document.path: checked.document for checked in documents}
    found += [
        _document_finding(cause, by_path.get(cause.path), rulings.of(cause.path))
        for cause in causes
        if rulings.of(cause.path).wants(cause.cause.code)
    ]
    return tuple(sorted(found, key=lambda f: (f.path, f.start.line, f.start.column, f.code, f.end.offset)))


def _of_document(checked: CheckedDocument, rulings: Policy) -> list[tuple[Claim, Finding]]:
    """Findings of one document's claims, each with its claim."""
    pairs = []
    for verdict in checked.verdicts:
        causes = [cause for cause in verdict.causes if rulings.wants(cause.code)]
        if causes:
            pairs.append((verdict.claim, _claim_finding(checked.document, verdict, causes, rulings)))
    return pairs


def _claim_finding(document: Document, verdict: Verdict, causes: list[Cause], rulings: Policy) -> Finding:
    """One finding for the strongest cause: the most severe, and among equals the first."""
    strongest = min(causes, key=lambda cause: rulings.severity_of(cause).rank)
    others = dict.fromkeys(cause.code for cause in causes if cause.code != strongest.code)
    claim = verdict.claim
    return replace(
        _finding(strongest, document, (claim.start, claim.end), claim.text, rulings),
        claim=claim.id,
        also=tuple(others),
        facts=strongest.facts or verdict.facts,
        fingerprint=fingerprint(strongest.code, claim.text, claim.subject),
    )


def _document_finding(found: DocumentCause, document: Document | None, rulings: Policy) -> Finding:
    document = document or Document(path=found.path, text="", format="", sha256="")
    finding = _finding(found.cause, document, (found.start, found.end), found.text, rulings)
    return replace(finding, fingerprint=_of_document_finding(finding, rulings))


def _of_document_finding(finding: Finding, rulings: Policy) -> str:
    """By its words and the keys of its facts; without either by its sentence.

    A file that could not be read is only ever itself: what was accepted of one says nothing of another.
    """
    facts = [fact.fact for fact in finding.facts]
    aside = finding.message if not finding.text and not facts else ""
    if rulings.rules[finding.code].judges == "reading":
        aside = f"{finding.path} {finding.message}"
    return fingerprint(finding.code, finding.text, facts=facts, aside=aside)


def _finding(cause: Cause, document: Document, span: tuple[int, int], text: str, rulings: Policy) -> Finding:
    rule = rulings.rules[cause.code]
    start, end = span
    return Finding(
        code=cause.code,
        name=rule.name,
        severity=rulings.severity_of(cause),
        message=cause.message,
        path=document.path,
        start=document.place(start),
        end=document.place(end),
        text=text,
        facts=cause.facts,
        suggestion=cause.suggestion,
        references=rulings.references(cause.code),
        excerpt=excerpt(document, start, end) if end > start else (),
    )


def _once_a_mail(pairs: list[tuple[Claim, Finding]]) -> list[Finding]:
    """Join the findings of the same claim in several parts of one mail: first place kept, others beside.

    The first occurrence in one part is paired with the first in the other, the second with the second.
    """
    groups: dict[tuple[object, ...], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for claim, finding in pairs:
        groups[_same(claim, finding)][claim.part].append(finding)
    joined = []
    for parts in groups.values():
        for row in zip_longest(*parts.values()):
            first, *rest = sorted((f for f in row if f is not None), key=lambda f: f.start.offset)
            joined.append(replace(first, also_at=tuple(place for f in rest for place in _places(f, first))))
    return joined


def _once_a_place(findings: list[Finding]) -> list[Finding]:
    """Join findings of one rule on the same words: the widest stands, the rules beside it are kept.

    "Free UK delivery on all orders" is a claim about delivery and one about what is free; when both break
    the same rule, a person has one thing to put right.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.code, f.start.offset, -f.end.offset)):
        last = kept[-1] if kept else None
        if last and last.code == finding.code and finding.end.offset <= last.end.offset:
            also = dict.fromkeys((*last.also, *finding.also))
            at = dict.fromkeys((*last.also_at, *finding.also_at))
            kept[-1] = replace(last, also=tuple(also), also_at=tuple(at))
        else:
            kept.append(finding)
    return kept


def _places(finding: Finding, first: Finding) -> tuple[Place, ...]:
    return (finding.start,) if finding.start != first.start else ()


def _same(claim: Claim, finding: Finding) -> tuple[object, ...]:
    """What makes two claims of one mail the same claim: rule, kind, words and subject. No part: itself."""
    if not claim.part:
        return (claim.id, claim.start)
    words = " ".join("".join(c if c.isalnum() else " " for c in claim.text.casefold()).split())
    return (finding.code, claim.type, claim.subject, words)
