"""End-to-end cases: facts, copy and what must be said of it.

    python -m benchmarks.cases FOLDER [--only NAME] [--show]

Each folder below FOLDER that holds an ``expected.yaml`` is one case: ``claimcheck.yaml``, the facts, the
copy, and what is expected: the date (``on``), the findings (``file``, ``any_of`` codes, ``quote`` or
``about``, ``must``), texts that must stay silent (``silent``) and how many other findings are allowed
(``max_other``); ``runs`` holds several dates. A finding answers an expectation when its file and one of
its codes agree and its words overlap the quote. Exit code 1 when a demanded finding is missing or a
silent text is flagged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import yaml

from claimcheck.clock import moment
from claimcheck.config import load_settings
from claimcheck.files import CopyFile
from claimcheck.model import Finding, Report, Severity
from claimcheck.pipeline import check, load_project

NOT_COPY = frozenset({"facts.yaml", "claimcheck.yaml", "campaign.yaml", "expected.yaml"})
LOUD = frozenset({Severity.ERROR, Severity.WARNING})
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[%£$€°]")


def words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"<[^>]*>", "", text).lower())


def overlaps(quote: str, said: str) -> bool:
    """Whether two texts share most of the words of the shorter, in order."""
    short, long = sorted((words(quote), words(said)), key=len)
    row = [0] * (len(long) + 1)
    for word in short:
        new = [0]
        for index, other in enumerate(long):
            new.append(row[index] + 1 if word == other else max(row[index + 1], new[-1]))
        row = new
    return bool(short) and row[-1] >= max(1, round(0.6 * len(short)))


def report_of(case: Path, on: str) -> Report:
    """The case checked in its own folder; paths in the report are file names."""
    settings = load_settings(case)
    names = sorted(p.name for p in case.iterdir() if p.is_file() and p.name not in NOT_COPY)
    files = [CopyFile(name, case / name) for name in names]
    project = load_project(settings)
    named = replace(project, settings=replace(settings, root=Path()))  # as the campaign names its files
    return check(files, named, moment(on, settings.timezone))


def answers(expected: Mapping[str, Any], finding: Finding) -> bool:
    """Whether a finding is what was expected."""
    codes = {finding.code, *finding.also}
    if finding.path != expected["file"] or not codes & set(expected["any_of"]):
        return False
    if "quote" not in expected:
        about = str(expected.get("about", ""))
        return about in finding.message or any(about in fact.fact for fact in finding.facts)
    places = [expected["quote"], *expected.get("or_at", [])]
    return any(overlaps(place, finding.text) for place in places)


def score(block: Mapping[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    """What was found, missed and said too much: (kind, words)."""
    explained: set[int] = set()
    for expected in block.get("findings") or []:
        found = [i for i, f in enumerate(report.findings) if answers(expected, f)]
        explained |= set(found)
        if expected["must"] == "true":
            what = f"{'/'.join(expected['any_of'])} {expected.get('quote', expected.get('about'))}"
            yield ("found" if found else "missed"), what
    loud = [
        (i, f) for i, f in enumerate(report.findings)
        if f.severity in LOUD and i not in explained and not f.code.startswith("LC")
    ]
    for quiet in block.get("silent") or []:
        hit = next((f for _, f in loud if f.path == quiet["file"] and overlaps(quiet["quote"], f.text)), None)
        yield ("flagged", f"{hit.code} {hit.text}") if hit else ("silent", quiet["quote"])
    for _, finding in loud[int(block.get("max_other", 0)) :]:
        yield "other", f"{finding.code} {finding.path}: {finding.text}"


def cases(folder: Path, only: str) -> Sequence[Path]:
    return sorted(p.parent for p in folder.glob("*/expected.yaml") if p.parent.name.startswith(only))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", default="", help="Only cases whose name starts so.")
@click.option("--show", is_flag=True, help="Print what was missed, flagged or said too much.")
def main(folder: Path, only: str, show: bool) -> None:
    total: Counter[str] = Counter()
    for case in cases(folder, only):
        expected = yaml.load((case / "expected.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        for block in expected.get("runs") or [expected]:
            scored = list(score(block, report_of(case, block["on"])))
            bad = [(kind, text) for kind, text in scored if kind in {"missed", "flagged", "other"}]
            total.update(kind for kind, _ in scored)
            total["runs"] += 1
            total["passed"] += not bad
            for kind, text in bad if show else []:
                click.echo(f"{case.name}: {kind} {text}")
    demanded = total["found"] + total["missed"]
    quiet = total["silent"] + total["flagged"]
    click.echo(
        f"{total['passed']} of {total['runs']} runs right; found {total['found']} of {demanded} demanded; "
        f"{total['flagged']} of {quiet} silent texts flagged; {total['other']} other findings"
    )
    raise SystemExit(int(bool(total["missed"] or total["flagged"])))


if __name__ == "__main__":
    main()
