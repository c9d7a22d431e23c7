"""Every format for machines against its schema: the sample, the empty run, and what was accepted or known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

import claimcheck.reports
from claimcheck.errors import SourceLocation
from claimcheck.fingerprint import fingerprint
from claimcheck.model import Place, Replacement, Report, Suppressed
from claimcheck.reports import Style, render
from tests.reports.sample import sample

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"
OWN = Path(claimcheck.reports.__file__).parent / "report.schema.json"
JSON_SCHEMAS = {
    "sarif": SCHEMAS / "sarif-2.1.0.schema.json",
    "gitlab": SCHEMAS / "gitlab-codequality.schema.json",
    "rdjson": SCHEMAS / "rdjson.schema.json",
    "json": OWN,
}
XML_SCHEMAS = {"junit": SCHEMAS / "junit-10.xsd", "checkstyle": SCHEMAS / "checkstyle.xsd"}


def validate(text: str, name: str) -> None:
    """Raises when a report is not what the schema of its format wants."""
    if name in XML_SCHEMAS:
        xmlschema.XMLSchema(str(XML_SCHEMAS[name])).validate(text)
        return
    schema = json.loads(JSON_SCHEMAS[name].read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    kind(schema, format_checker=kind.FORMAT_CHECKER).validate(json.loads(text))


def accepted() -> Report:
    """The sample with one finding suppressed in the copy, one beside it, one known, and one with a fix."""
    report = sample()
    first, second, third, fourth, *rest = report.findings
    place = Place(first.start.offset + 5, first.start.line, first.start.column + 5)
    end = Place(place.offset + 1, place.line, place.column + 1)
    here = Suppressed("counted", "R. Okafor", "2026-12-31", SourceLocation(second.path, 2, 3))
    beside = replace(here, where=SourceLocation("suppressions.yaml", 4))
    findings = (
        replace(first, fixes=(Replacement(place, end, "412"),)),
        replace(second, suppressed=here),
        replace(third, suppressed=beside),
        replace(fourth, known=True),
        *rest,
    )
    marked = tuple(replace(f, fingerprint=fingerprint(f.code, f.text)) for f in findings)
    return replace(report, findings=marked, compared_with="claimcheck-baseline.json")


def empty() -> Report:
    return replace(sample(), documents=(), findings=(), coverage=(), notes=())


REPORTS = {"sample": sample, "empty": empty, "accepted": accepted}


@pytest.mark.parametrize("name", [*JSON_SCHEMAS, *XML_SCHEMAS])
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_what_its_schema_wants(report: str, name: str) -> None:
    made = replace(REPORTS[report](), rules_sha256="a" * 64, facts_sha256="b" * 64)
    validate(render(made, name, Style(base="shop")), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sarif", '{"version": "2.1.0"}'),
        ("gitlab", '[{"description": "x"}]'),
        ("rdjson", '{"diagnostics": [{"message": ""}]}'),
        ("json", '{"schema": "claimcheck-report/1"}'),
        ("junit", "<testsuites><testcase/></testsuites>"),
        ("checkstyle", '<checkstyle version="8"><file name="a"><error line="0"/></file></checkstyle>'),
    ],
)
def test_the_schemas_refuse_what_is_wrong(name: str, text: str) -> None:
    with pytest.raises((jsonschema.ValidationError, xmlschema.XMLSchemaValidationError)):
        validate(text, name)


# ---------------------------------------------------------------- SARIF


def sarif(report: Report, base: str = "") -> dict[str, Any]:
    run: dict[str, Any] = json.loads(render(report, "sarif", Style(base=base)))["runs"][0]
    return run


def test_sarif_says_what_is_new_known_and_suppressed() -> None:
    results = sarif(accepted())["results"]
    assert [r["baselineState"] for r in results[:5]] == ["new", "new", "new", "unchanged", "new"]
    assert [s["kind"] for r in results for s in r.get("suppressions", [])] == ["inSource", "external"]
    silence = results[1]["suppressions"][0]
    assert silence["justification"] == "counted (approved by R. Okafor, until 2026-12-31)"
    assert silence["location"]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 3}
    assert all("baselineState" not in result for result in sarif(sample())["results"])


def test_sarif_offers_a_fix() -> None:
    report = accepted()
    start = report.findings[0].start
    (fix,) = sarif(report)["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {
                "startLine": start.line,
                "startColumn": start.column + 5,
                "endLine": start.line,
                "endColumn": start.column + 6,
                "charOffset": start.offset + 5,
                "charLength": 1,
            },
            "insertedContent": {"text": "412"},
        }
    ]


def test_sarif_rules_bring_their_help() -> None:
    run = sarif(sample())
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["IN001"]["help"]["text"].count("Found in: ") == 1
    assert "```" in rules["IN001"]["help"]["markdown"]
    assert rules["IN001"]["fullDescription"]["text"]
    assert rules["IN001"]["defaultConfiguration"] == {"level": "error"}
    unknown = replace(sample().findings[0], code="ZZ001", name="of-another-version")
    (rule,) = sarif(replace(sample(), findings=(unknown,)))["tool"]["driver"]["rules"]
    assert rule == {
        "id": "ZZ001",
        "name": "of-another-version",
        "shortDescription": {"text": "Of another version."},
    }
    assert run["columnKind"] == "unicodeCodePoints"


def test_paths_start_at_the_root_of_the_repository() -> None:
    result = sarif(sample(), base="shop/site")["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": f"shop/site/{sample().findings[0].path}"}
    fact = result["relatedLocations"][-1]["physicalLocation"]
    assert fact["artifactLocation"]["uri"].startswith("shop/site/facts/")
    assert fact["region"]["startLine"] == sample().findings[0].facts[-1].line
    style = Style(base="shop")
    path = f"shop/{sample().findings[0].path}"
    assert json.loads(render(sample(), "gitlab", style))[0]["location"]["path"] == path
    assert render(sample(), "github", style).startswith(f"::error file={path},")
    assert json.loads(render(sample(), "rdjson", style))["diagnostics"][0]["location"]["path"] == path


def test_marks_are_each_findings_own() -> None:
    doubled = replace(accepted(), findings=(accepted().findings[0], accepted().findings[0]))
    marks = [r["partialFingerprints"] for r in sarif(doubled)["results"]]
    assert marks[0]["claimcheckWords/v1"] == marks[1]["claimcheckWords/v1"] == doubled.findings[0].fingerprint
    assert marks[0]["claimcheck/v1"] != marks[1]["claimcheck/v1"]
    assert len({entry["fingerprint"] for entry in json.loads(render(doubled, "gitlab"))}) == 2


def test_a_report_with_all_of_it_comes_back_from_json() -> None:
    from claimcheck.reports.reread import read_report

    report = accepted()
    again = read_report(render(report, "json"), "report.json")
    assert (again.findings, again.compared_with) == (report.findings, report.compared_with)


def test_rdjson_offers_a_fix_with_columns_in_bytes() -> None:
    report = sample()
    found = next(f for f in report.findings if f.excerpt and f.excerpt[0].column == 1)
    line = found.excerpt[0]
    at = Place(found.start.offset, line.line, line.start + 1)
    fix = Replacement(at, Place(at.offset + 1, line.line, line.start + 2), "Ü")
    only = replace(report, findings=(replace(found, fixes=(fix,)),))
    (diagnostic,) = json.loads(render(only, "rdjson"))["diagnostics"]
    column = len(line.text[: line.start].encode()) + 1
    assert diagnostic["suggestions"][0]["text"] == "Ü"
    assert diagnostic["suggestions"][0]["range"]["start"] == {"line": line.line, "column": column}
    beyond = replace(fix, end=replace(fix.end, line=line.line + 1))
    there = replace(report, findings=(replace(found, fixes=(beyond,)),))
    assert "suggestions" not in json.loads(render(there, "rdjson"))["diagnostics"][0]


def test_the_ledger_names_proof_and_approver() -> None:
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(render(accepted(), "csv"))))
    silent = [row for row in rows if row["state"] == "suppressed"]
    assert [(row["approved_by"], row["until"], row["reason_for_silence"]) for row in silent] == [
        ("R. Okafor", "2026-12-31", "counted")
    ] * 2
    assert [row["state"] for row in rows].count("known") == 1
    (hours,) = (row for row in rows if row["code"] == "PF004")
    assert (hours["evidence"], hours["evidence_file"]) == ("EV-RUN", "evidence/halden.pdf p. 6")
    assert hours["conditions"] == "at 200 lumens, 20 °C"
    assert next(row for row in rows if row["owner"])["owner"] == "maria@northbeck.example"
