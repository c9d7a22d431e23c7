"""What is wrong with suppressions: malformed, expired, unused. Each is a finding where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.acceptance.directives import END, Directive
from claimcheck.acceptance.silence import Silence
from claimcheck.acceptance.suppressions import Entry
from claimcheck.acceptance.terms import Terms
from claimcheck.errors import SourceLocation
from claimcheck.model import Cause, CheckedDocument, Document, DocumentCause, VerdictState, line_starts
from claimcheck.triage import Policy

__all__ = ["complaints", "shelves"]

MALFORMED, EXPIRED, UNUSED = "SU001", "SU002", "SU003"


def shelves(silence: Silence) -> tuple[CheckedDocument, ...]:
    """The files that suppressions stand in, without claims: for places and excerpts."""
    copy = [silence.copy[path] for path in silence.by_path]
    lists = [
        Document(file, text, "yaml", "", line_starts=line_starts(text))
        for file, text in silence.suppressions.texts.items()
    ]
    return tuple(CheckedDocument(document, ()) for document in (*copy, *lists))


def complaints(silence: Silence, rulings: Policy) -> Iterator[DocumentCause]:
    """Once every finding has been judged: what there is to say about the suppressions themselves."""
    for found in silence.by_path.values():
        for directive in found:
            cause = _about_directive(directive, silence, rulings)
            if cause:
                comment = directive.comment
                yield DocumentCause(cause, directive.path, comment.start, comment.end, comment.text)
    lists = {shelf.document.path: shelf.document for shelf in shelves(silence)}
    for number, entry in enumerate(silence.suppressions.entries):
        cause = _about_entry(entry, number in silence.used_entries, silence, rulings)
        if cause:
            document = lists[entry.where.file]
            start, end = _line(document, entry.where)
            yield DocumentCause(cause, document.path, start, end, document.text[start:end])


def _about_directive(directive: Directive, silence: Silence, rulings: Policy) -> Cause | None:
    if directive.problems:
        return _cause(silence, MALFORMED, "comment", problem=_listing(directive.problems))
    if directive.action == END:
        return _cause(silence, UNUSED, "enable") if directive.idle else None
    if directive.terms.ended(silence.on):
        return _ended(silence, directive.codes, directive.terms)
    wants = rulings.of(directive.path).wants
    unused = [c for c in directive.codes if (directive, c) not in silence.used and wants(c)]
    return _cause(silence, UNUSED, "covers-nothing", codes=", ".join(unused)) if unused else None


def _about_entry(entry: Entry, used: bool, silence: Silence, rulings: Policy) -> Cause | None:
    if entry.problems:
        return _cause(silence, MALFORMED, "entry", problem=_listing(entry.problems))
    if not used and not _concerns(entry, silence):
        return None
    if entry.terms.ended(silence.on):
        return _ended(silence, (entry.code,), entry.terms)
    if used or (entry.code and not rulings.of(str(silence.root / entry.path)).wants(entry.code)):
        return None
    return _cause(silence, UNUSED, "covers-nothing", codes=entry.code or "a finding")


def _concerns(entry: Entry, silence: Silence) -> bool:
    """Whether this run would have met what the entry accepts."""
    return silence.whole if entry.gone else entry.path in silence.paths


def _ended(silence: Silence, codes: Sequence[str], terms: Terms) -> Cause:
    named = ", ".join(filter(None, codes)) or "a finding"
    return _cause(silence, EXPIRED, "ended", codes=named, by=terms.approved_by, until=terms.until)


def _cause(silence: Silence, code: str, sentence: str, **values: str) -> Cause:
    return Cause(code, VerdictState.NOT_CHECKED, silence.rules[code].say(sentence, values))


def _listing(problems: Sequence[str]) -> str:
    """Half sentences as one, ended: at most three of them."""
    text = "; ".join(problem.rstrip(".") for problem in problems[:3])
    return text if text.endswith("?") else f"{text}."


def _line(document: Document, where: SourceLocation) -> tuple[int, int]:
    """From a place to the end of its line."""
    line = min(max(where.line, 1), len(document.line_starts))
    start = min(document.line_starts[line - 1] + max(0, where.column - 1), len(document.text))
    end = document.text.find("\n", start)
    return start, len(document.text) if end < 0 else end
