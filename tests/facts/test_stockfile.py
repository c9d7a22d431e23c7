"""``stock.source``: a CSV whose rows stand in for the written counts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claimcheck.facts.model import Facts

from .writing import LONDON, facts, file_errors, value

ZONE = ZoneInfo(LONDON)
PRODUCT = """\
product: lamp
name: Lamp
variants: [{sku: L-GRN}, {sku: L-BLK}]
stock:
  {held_by: us, units: 5, availability: in_stock, as_of: 2026-01-01, source: stock.csv,
   by_location: {Leeds: 5}}
"""
ROWS = """\
sku,location,units,allocated,as_of,availability,available_from,colour
L-GRN,Leeds,"1,380",30,2026-03-02 07:30,in_stock,,green
L-GRN,Bristol shop,32,7,2026-03-01,in_stock,,green
L-BLK,Leeds,0,,2026-03-02 07:30,backorder,2026-03-20,black

OTHER,Leeds,9,,2026-03-02,in_stock,,
"""


def counted(root: Path, rows: str) -> Facts:
    (root / "stock.csv").write_text(rows, encoding="utf-8")
    return facts(root, PRODUCT)


def test_rows_stand_in_for_the_written_values(tmp_path: Path) -> None:
    stock = counted(tmp_path, ROWS).products[0].stock
    assert (stock.units[0].value.low, stock.units[0].text, str(stock.units[0].where)) == (
        1412,
        "1,412",
        "stock.csv:2:1",
    )
    assert (stock.allocated[0].value.low, stock.availability[0].value) == (37, "in_stock")
    assert stock.available_from == ()
    assert stock.held_by[0].value == "us"
    assert stock.units[0].block.as_of == datetime(2026, 3, 1, tzinfo=ZONE)
    assert stock.units[0].block.as_of_is_day is True
    assert value(stock.as_of) == datetime(2026, 3, 1, tzinfo=ZONE)


def test_variants_and_places(tmp_path: Path) -> None:
    stock = counted(tmp_path, ROWS).products[0].stock
    assert {place: pool.units[0].value.low for place, pool in stock.by_location.items()} == {
        "Leeds": 1380,
        "Bristol shop": 32,
    }
    black = stock.by_variant["L-BLK"]
    assert (black.units[0].key, black.units[0].value.low) == ("lamp.stock.by_variant.L-BLK.units", 0)
    assert (black.availability[0].value, black.available_from[0].value) == ("backorder", date(2026, 3, 20))
    assert black.units[0].block.as_of == datetime(2026, 3, 2, 7, 30, tzinfo=ZONE)
    assert stock.by_variant["L-GRN"].units[0].value.low == 1412


def test_a_product_without_variants_goes_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("sku,units\nlamp,3\n")
    stock = (
        facts(tmp_path, "product: lamp\nname: L\nstock: {units: 9, source: stock.csv}\n").products[0].stock
    )
    assert (stock.units[0].value.low, stock.by_variant) == (3, {})


def test_a_file_without_our_rows_leaves_what_is_written(tmp_path: Path) -> None:
    stock = counted(tmp_path, "sku,units\nOTHER,3\n").products[0].stock
    assert stock.units[0].value.low == 5


def test_the_stock_file_counts_for_the_hash(tmp_path: Path) -> None:
    first = counted(tmp_path, "sku,units\nL-GRN,3\n")
    assert first.files == ("facts.yaml", "stock.csv")
    assert counted(tmp_path, "sku,units\nL-GRN,4\n").sha256 != first.sha256


@pytest.mark.parametrize(
    "source", ["../stock.csv", "link.csv", "gone.csv", "https://x.example/stock.csv", "print-stock --all"]
)
def test_nothing_outside_the_project_is_read(tmp_path: Path, source: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "stock.csv").write_text("sku,units\nlamp,3\n")
    (root / "link.csv").symlink_to(tmp_path / "stock.csv")
    found = facts(root, f"product: lamp\nname: L\nstock: {{units: 9, source: '{source}'}}\n")
    assert (found.products[0].stock.units[0].value.low, found.files) == (9, ("facts.yaml",))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("sku,unit\nL-GRN,3\n", 'stock.csv:1:1: The column "unit" is not known. Did you mean "units"?'),
        ("item,units\nL-GRN,3\n", 'stock.csv:1:1: This stock file has no column "sku".'),
        ("sku,location\nL-GRN,Leeds\n", 'stock.csv:1:1: This stock file has no column "units".'),
        ("sku,units\nL-GRN,3\nL-BLK,many\n", "stock.csv:3:1: Column units: "),
        (
            "sku,units,as_of\nL-GRN,3,2026-02-30\n",
            'stock.csv:2:1: Column as_of: "2026-02-30" is not a day of the calendar.',
        ),
        (
            "sku,units,availability\nL-GRN,3,instock\n",
            'stock.csv:2:1: Column availability: "instock" is none of',
        ),
        ("sku,units\nL-GRN,=1+1\n", "stock.csv:2:1: Column units: "),
        ("", 'stock.csv:1:1: This stock file has no column "sku".'),
    ],
)
def test_wrong_rows_are_errors(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "stock.csv").write_text(rows)
    found = file_errors(tmp_path, PRODUCT)
    assert len(found) == 1, found
    assert found[0].startswith(said)


def test_a_stock_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_bytes(b"sku,units\n\xff,3\n")
    assert file_errors(tmp_path, PRODUCT) == ["stock.csv: This stock file is not UTF-8."]
    (tmp_path / "stock.csv").write_text("sku,units\n" + "x" * 200_000 + ",3\n")
    assert file_errors(tmp_path, PRODUCT) == [
        "stock.csv: This is no CSV: field larger than field limit (131072)."
    ]
