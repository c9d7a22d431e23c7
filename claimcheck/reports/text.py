"""The report for people at a terminal: place, sentence, the line of copy, the fact, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimcheck.model import ExcerptLine, FactRef, Finding, Report, Severity, Verdict, VerdictState
from claimcheck.reports import Style
from claimcheck.reports.layout import one_line, plural, visible, when, width, wrapped
from claimcheck.reports.summary import (
    acted_on,
    by_code,
    claim_count,
    expired,
    fresh,
    known,
    severities,
    verdicts,
)

BOLD, DIM, RED, YELLOW, BLUE, GREEN = "1", "2", "31", "33", "34", "32"
SEVERITY_COLOR = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: BLUE}
STATE_COLOR = {
    VerdictState.SUPPORTED: GREEN,
    VerdictState.CONTRADICTED: RED,
    VerdictState.NEEDS_QUALIFICATION: RED,
    VerdictState.STALE: YELLOW,
    VerdictState.UNSUPPORTED: YELLOW,
    VerdictState.NOT_CHECKED: DIM,
}
LABEL = 11  # cells of the labels under a finding: "  fact     "


def render(report: Report, style: Style) -> str:
    paint = Paint(style.color)
    lines: list[str] = []
    shown = acted_on(report) if style.show_known else fresh(report)
    if style.statistics:
        lines += _statistics(shown, paint)
    for finding in () if style.statistics else shown:
        lines += [*_finding(finding, paint), ""]
    if style.explain:
        lines += _ledger(report, {} if style.statistics else {(f.path, f.claim): f for f in shown}, paint)
    if not style.quiet:
        lines += [summary_line(report), *_notes(report)]
    return "".join(f"{line}\n" for line in lines)


class Paint:
    """Colours words when the terminal wants it."""

    __slots__ = ("on",)

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.on and text else text


def _statistics(findings: tuple[Finding, ...], paint: Paint) -> list[str]:
    """``  12  IN001  error    quantity-contradicted``, the most frequent first."""
    counted = by_code(findings)
    wide = max((len(f"{count:,}") for count, _ in counted.values()), default=0)
    lines = []
    for code, (count, finding) in counted.items():
        severity = paint(finding.severity.value.ljust(7), SEVERITY_COLOR[finding.severity])
        lines.append(f"{f'{count:,}':>{wide}}  {code}  {severity}  {finding.name}")
    return [*lines, ""] if lines else []


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    color = SEVERITY_COLOR[finding.severity]
    place = f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}"
    if finding.start.page:
        place += f" (page {finding.start.page})"
    before = f"  {paint('known', DIM)}" if finding.known else ""
    head = f"{paint(finding.severity, color, BOLD)} {finding.code} {paint(finding.name, DIM)}{before}"
    yield f"{paint(place, BOLD)}  {head}"
    yield from wrapped(one_line(finding.message), "  ", "  ")
    yield from _excerpt(finding.excerpt, paint, color)
    said = ""
    for fact in finding.facts:
        details = _details(fact)
        yield from _fact(fact, details if details != said else "", paint)
        said = details
    if finding.suggestion:
        yield from _labelled("instead", one_line(finding.suggestion), paint)
    if finding.also:
        yield from _labelled("also", ", ".join(finding.also), paint)
    if finding.also_at:
        places = ", ".join(f"line {place.line}, column {place.column}" for place in finding.also_at)
        yield from _labelled("again at", places, paint)


def _labelled(label: str, text: str, paint: Paint) -> list[str]:
    first, *rest = wrapped(text, " " * LABEL, " " * LABEL)
    return [f"  {paint(label.ljust(LABEL - 2), DIM)}{first[LABEL:]}", *rest]


def _fact(fact: FactRef, details: str, paint: Paint) -> Iterator[str]:
    """The fact as written and where it stands, then its details unless the fact before has the same."""
    place = f"{visible(fact.file)}:{fact.line}"
    yield from _labelled("fact", f"{one_line(fact.fact)}: {one_line(fact.value)}  ({place})", paint)
    if details:
        yield from _labelled("", details, paint)


def _details(fact: FactRef) -> str:
    """Since when a fact holds, under which conditions, whose it is, and the proof behind it."""
    parts = [f"as of {when(fact.as_of)}" if fact.as_of else "", fact.conditions, fact.owner]
    for proof in fact.evidence:
        page = f"p. {proof.page}" if proof.page else ""
        parts.append(" ".join(filter(None, (proof.id, proof.done_by, proof.date, proof.file, page))))
    return "; ".join(one_line(part) for part in parts if part)


def _excerpt(lines: tuple[ExcerptLine, ...], paint: Paint, color: str) -> Iterator[str]:
    """The copy with carets under the claim; the gutter holds the line number."""
    gutter = max((len(str(line.line)) for line in lines), default=0)
    for line in lines:
        before = visible(line.text[: line.start])
        claim = visible(line.text[line.start : line.end])
        after = visible(line.text[line.end :])
        left, right = ("…" if line.column > 1 else ""), ("…" if line.cut else "")
        number = paint(f"  {line.line:>{gutter}} | ", DIM)
        yield f"{number}{left}{before}{paint(claim, color)}{after}{right}"
        carets = "^" * max(1, width(claim))
        bar = paint(f"  {'':>{gutter}} | ", DIM)
        yield f"{bar}{' ' * (len(left) + width(before))}{paint(carets, color)}"


def _ledger(report: Report, told: Mapping[tuple[str, str], Finding], paint: Paint) -> list[str]:
    """Every claim with its verdict and the reason for it; what was told above is not repeated."""
    lines = []
    for checked in report.documents:
        if checked.verdicts:
            count = plural(len(checked.verdicts), "claim")
            lines.append(f"{paint(visible(checked.document.path), BOLD)}  {count}")
            for verdict in checked.verdicts:
                place = checked.document.place(verdict.claim.start)
                above = told.get((checked.document.path, verdict.claim.id))
                lines += _ledger_entry(verdict, f"{place.line}:{place.column}", above, paint)
            lines.append("")
    return lines


def _ledger_entry(verdict: Verdict, place: str, above: Finding | None, paint: Paint) -> Iterator[str]:
    claim = verdict.claim
    state = paint(verdict.state.value.ljust(19), STATE_COLOR[verdict.state])
    yield f'  {place:>7}  {state} {claim.type}  "{one_line(claim.text)}"'
    if above and above.message == verdict.reason:
        yield f"{'':11}{above.code}, above"
        return
    if verdict.reason:
        yield from wrapped(one_line(verdict.reason), " " * 11, " " * 11)
    for fact in verdict.facts:
        yield f"           {one_line(fact.fact)}: {one_line(fact.value)}  ({visible(fact.file)}:{fact.line})"


def summary_line(report: Report) -> str:
    """``2 files, 9 claims: 1 contradicted, 8 supported. 1 error, 0 warnings, 0 notes. 2 suppressed.``"""
    told = ", ".join(f"{count:,} {state}" for state, count in verdicts(report.documents).items() if count)
    claims = plural(claim_count(report), "claim")
    found = ", ".join(plural(count, severity.value) for severity, count in severities(report).items())
    checked = f"{plural(len(report.documents), 'file')}, {claims}{': ' + told if told else ''}. {found}."
    return " ".join((checked, *_silent(report)))


def _silent(report: Report) -> Iterator[str]:
    """What does not decide: suppressed, suppressions that have ended, known from before."""
    hidden = len(report.findings) - len(acted_on(report))
    words = (
        f"{hidden:,} suppressed" if hidden else "",
        f"{ended:,} expired" if (ended := expired(report)) else "",
    )
    if any(words):
        yield f"{', '.join(filter(None, words))}."
    if old := len(known(report)):
        yield f"{old:,} known ({one_line(report.compared_with)})."


def _notes(report: Report) -> list[str]:
    return [f"Left out: {one_line(note)}" for note in report.notes]
