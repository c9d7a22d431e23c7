"""The published JSON Schema: valid, and no stricter than loading."""

from __future__ import annotations

from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from claimcheck.facts import json_schema
from claimcheck.facts.jsonschema import nouns
from claimcheck.facts.nouns import BLOCK

from . import test_load

SCHEMA = json_schema()
CHECKER = jsonschema.Draft7Validator(SCHEMA)


def as_editors_read(text: str) -> Any:
    """YAML 1.1 types but for dates, which editors keep as words."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
            first: [(tag, regexp) for tag, regexp in found if tag != "tag:yaml.org,2002:timestamp"]
            for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "product: p\nname: P\n" + test_load.STOCK.replace("\n    ", "\n").removeprefix("    "),
        "product: p\nname: P\nprice: {value: 89.00 GBP, includes_tax: true}\nfeatures: [{id: a, has: yes}]\n",
        "product: p\nname: P\nperformance: {a: 8 hours, b: {value: 3}, c: [{typical: 1 W}]}\n",
        "product: p\nname: P\ndelivery: {excluded: [US], on_time_rate: {value: 96%, period: 2025}}\n",
        "products: [{product: a, name: A}]\ncompany: {name: B}\nevidence: [{id: E, url: u, found: {a: 1}}]\n",
    ],
)
def test_what_loads_is_valid(text: str) -> None:
    CHECKER.validate(as_editors_read(text))


@pytest.mark.parametrize(
    "text",
    [
        "product: p\n",
        "product: p\nname: P\nstcok: {}\n",
        "product: p\nname: P\nstock: {availability: instock}\n",
        "product: p\nname: P\noffers: [{says: x}]\n",
        "evidence: [{id: E}]\n",
        "product: p\nname: P\nperformance: {a: {value: 1, betr: lower}}\n",
    ],
)
def test_what_does_not_load_is_not(text: str) -> None:
    assert not CHECKER.is_valid(as_editors_read(text))


def test_every_field_says_what_it_is() -> None:
    for noun in nouns():
        for entry in noun.fields:
            assert entry.doc, f"{noun.name}.{entry.key}"
    assert all(entry.doc for entry in BLOCK.values())
    assert len({noun.name for noun in nouns()}) == len(nouns())
