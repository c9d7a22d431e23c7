"""The JSON report: valid by its schema, with nothing in it that the schema does not name, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimcheck.errors import SourceLocation, UsageError
from claimcheck.model import Suppressed
from claimcheck.reports import render
from claimcheck.reports.json_report import to_data
from claimcheck.reports.reread import read_report
from tests.reports.sample import sample

SCHEMA = json.loads(Path("claimcheck/reports/report.schema.json").read_text("utf-8"))


def made() -> dict[str, Any]:
    report = sample()
    silence = Suppressed(
        "agreed with legal", "J. Ahmed", "2026-06-30", SourceLocation("claimcheck.yaml", 4, 3)
    )
    findings = (replace(report.findings[0], suppressed=silence), *report.findings[1:])
    text = render(replace(report, rules_sha256="a" * 64, facts_sha256="b" * 64, findings=findings), "json")
    return json.loads(text)


def test_report_is_valid_by_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(made())


def unnamed(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    """Keys of the report that the schema does not name."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in schema.get("properties", {}):
                yield f"{at}.{key}"
            else:
                yield from unnamed(inner, schema["properties"][key], f"{at}.{key}")
    if isinstance(value, list):
        for inner in value:
            yield from unnamed(inner, schema["items"], at)


def test_schema_names_every_key_that_is_written() -> None:
    assert list(unnamed(made(), SCHEMA, "report")) == []


def test_schema_refuses_a_wrong_verdict() -> None:
    data = made()
    data["documents"][0]["claims"][0]["verdict"] = "wrong"
    with pytest.raises(jsonschema.ValidationError, match="'wrong' is not one of"):
        jsonschema.validate(data, SCHEMA)


def test_figures_are_numbers_and_exact() -> None:
    claims = [claim for document in made()["documents"] for claim in document["claims"]]
    assert claims[0]["value"] == {"op": "=", "low": 3, "high": 3, "unit": "units", "basis": ""}
    assert claims[4]["value"] == {"op": "<=", "low": 14, "high": 14.5, "unit": "hour", "basis": ""}
    assert claims[4]["qualifiers"] == ["of light"]


def test_summary_leaves_out_what_is_suppressed() -> None:
    assert made()["summary"] == {
        "documents": 3,
        "claims": 8,
        "error": 3,
        "warning": 1,
        "note": 1,
        "suppressed": 1,
        "expired": 0,
        "known": 0,
    }


def test_lone_surrogates_are_escaped() -> None:
    report = sample()
    odd = replace(report.findings[0], message="half \ud83d pair")
    text = render(replace(report, findings=(odd,)), "json")
    assert "half \\ud83d pair" in text
    assert json.loads(text)["findings"][0]["message"] == "half \ud83d pair"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "report.json is no JSON"),
        ("[" * 100_000, "report.json is no JSON"),
        ("[]", 'report.json is no report of claimcheck; expected "schema": "claimcheck-report/1".'),
        ('{"schema": "claimcheck-report/2"}', "is no report of claimcheck"),
        ('{"schema": "claimcheck-report/1"}', "report.json is not a whole report: KeyError 'on'."),
        (json.dumps({**to_data(sample()), "findings": [{}]}), "is not a whole report: KeyError 'severity'"),
        (json.dumps({**to_data(sample()), "documents": 7}), "is not a whole report: TypeError"),
    ],
)
def test_what_is_no_report_is_said_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        read_report(text, "report.json")
    assert says in str(error.value)


def test_a_field_added_later_is_left_alone() -> None:
    data = to_data(sample())
    data["findings"][0]["colour"] = "red"
    data["findings"][0]["facts"][0]["mood"] = "good"
    assert read_report(json.dumps(data), "r").findings[0].code == "IN001"


def test_pages_of_a_pdf_come_back_and_are_shown() -> None:
    report = sample()
    checked = report.documents[0]
    document = replace(checked.document, page_starts=(0, 0, 0))
    first = report.findings[0]
    place = replace(first.start, page=3)
    report = replace(
        report,
        documents=(replace(checked, document=document),),
        findings=(replace(first, start=place, end=place),),
    )
    text = render(report, "json")
    assert list(unnamed(json.loads(text), SCHEMA, "report")) == []
    again = read_report(text, "report.json")
    assert {name: render(again, name) for name in ("json", "text")} == {
        name: render(report, name) for name in ("json", "text")
    }
    assert f"{first.path}:{place.line}:{place.column} (page 3)  " in render(report, "text")
    assert f"page 3, line {place.line}, column {place.column}" in render(again, "html")
