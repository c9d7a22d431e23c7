"""The names that the facts give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from claimcheck.facts import vocabulary
from claimcheck.model import Term, TermKind

from .writing import facts


def test_every_name_with_its_owner(tmp_path: Path) -> None:
    found = vocabulary(
        facts(
            tmp_path,
            """\
        products:
          - product: trek-2
            name: Trek 2  lantern
            also_called: [Trek II]
            variants: [{sku: T2-GRN, color: green, size: [XL, 12]}]
            performance:
              battery_life: {called: [run time], typical: 8 hours}
              sound: Dolby Atmos
            features: [{id: usb-c, called: [USB-C charging], has: yes}]
            superlatives: [{claim: brightest}]
            comparisons:
              - {id: a, baseline: Voltmax AA, baseline_kind: competitor}
              - {id: b, baseline: Trek 1, baseline_kind: own_previous}
        company: {name: Northbeck, also_called: [we]}
    """,
        )
    )
    t = TermKind
    assert found.terms == (
        Term("Trek 2 lantern", t.PRODUCT, "trek-2"),
        Term("Trek II", t.PRODUCT, "trek-2"),
        Term("T2-GRN", t.VARIANT, "trek-2", "T2-GRN"),
        Term("green", t.VARIANT, "trek-2", "T2-GRN"),
        Term("XL, 12", t.VARIANT, "trek-2", "T2-GRN"),
        Term("run time", t.METRIC, "trek-2", "battery_life", "hour"),
        Term("battery life", t.METRIC, "trek-2", "battery_life", "hour"),
        Term("sound", t.METRIC, "trek-2", "sound"),
        Term("USB-C charging", t.FEATURE, "trek-2", "usb-c"),
        Term("usb c", t.FEATURE, "trek-2", "usb-c"),
        Term("brightest", t.SUPERLATIVE, "trek-2", "brightest"),
        Term("Voltmax AA", t.COMPETITOR, "trek-2", "a"),
        Term("Northbeck", t.COMPANY, "company"),
        Term("we", t.COMPANY, "company"),
    )
    assert found.products == ("trek-2",)


def test_importing_the_facts_is_light() -> None:
    code = (
        "import sys, claimcheck.facts\n"
        "assert not {'yaml', 'spacy', 'holidays', 'click'} & set(sys.modules), sorted(sys.modules)\n"
        "import claimcheck.facts.load, claimcheck.facts.check, claimcheck.facts.delivery\n"
        "assert not {'spacy', 'holidays', 'click'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
