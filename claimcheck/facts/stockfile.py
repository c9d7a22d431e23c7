"""``stock.source``: a CSV inside the project whose rows stand in for the written counts.

Columns: ``sku, location, units, allocated, as_of, availability, available_from``; others are left
alone. Several rows of a variant are its places. Whole counts are sums; a sum is as old as its oldest row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claimcheck.errors import FactsError, SourceLocation, nearest
from claimcheck.facts import kinds
from claimcheck.facts.evidence import inside
from claimcheck.facts.model import Block, Fact, Facts, Product, StockFacts
from claimcheck.facts.schema import AVAILABILITY
from claimcheck.facts.site import Site
from claimcheck.model import Quantity
from claimcheck.yamlsource import read_bytes

__all__ = ["names_csv", "with_stock_files"]

COLUMNS = ("sku", "location", "units", "allocated", "as_of", "availability", "available_from")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what each known column says, parsed, with its place."""

    where: SourceLocation
    sku: str
    location: str = ""
    units: Quantity | None = None
    allocated: Quantity | None = None
    as_of: datetime | None = None
    as_of_is_day: bool = False
    availability: str = ""
    available_from: date | None = None


def names_csv(source: str) -> bool:
    """Whether ``stock.source`` names a CSV file rather than an address or a command."""
    return source.lower().endswith(".csv") and "://" not in source


def with_stock_files(facts: Facts, root: Path, site: Site) -> tuple[Facts, list[tuple[str, bytes]]]:
    """The facts with the counts of their stock files, and the files that were read."""
    read: dict[str, tuple[bytes, tuple[Row, ...]] | None] = {}
    products = []
    for product in facts.products:
        source = product.stock.source
        if source and names_csv(source) and source not in read:
            read[source] = _read(source, root, site)
        held = read.get(source)
        products.append(_counted(product, held[1]) if held else product)
    files = sorted((name, held[0]) for name, held in read.items() if held)
    return (replace(facts, products=tuple(products)) if files else facts), files


def _read(source: str, root: Path, site: Site) -> tuple[bytes, tuple[Row, ...]] | None:
    """The rows of a stock file; None when it is not there (``facts check`` says so)."""
    path = inside(source, root)
    if path is None:
        return None
    try:
        data = read_bytes(path, source, FactsError)
        return data, tuple(_rows(data.decode("utf-8-sig"), source, site))
    except UnicodeDecodeError:
        site.wrong("This stock file is not UTF-8.", SourceLocation(source))
    except FactsError as error:
        site.errors.append(error)
    except csv.Error as problem:
        site.wrong(f"This is no CSV: {problem}.", SourceLocation(source))
    return None


def _rows(text: str, source: str, site: Site) -> Iterable[Row]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip().lower() for name in next(reader, [])]
    if not _header_fits(header, source, site):
        return
    for cells in reader:
        if any(cell.strip() for cell in cells):
            cell_of = {
                name: cell.strip() for name, cell in zip(header, cells, strict=False) if name in COLUMNS
            }
            row = _row(cell_of, SourceLocation(source, reader.line_num, 1), site)
            if row is not None:
                yield row


def _header_fits(header: list[str], source: str, site: Site) -> bool:
    where = SourceLocation(source, 1, 1)
    for name in header:
        if name not in COLUMNS and (hint := nearest(name, set(COLUMNS) - set(header))):
            site.wrong(f'The column "{name}" is not known.', where, hint)
            return False
    for needed in ("sku", "units"):
        if needed not in header:
            site.wrong(
                f'This stock file has no column "{needed}".', where, f"Expected: {', '.join(COLUMNS)}."
            )
            return False
    return True


_KINDS: Mapping[str, kinds.Kind] = {
    "units": kinds.COUNT,
    "allocated": kinds.COUNT,
    "as_of": kinds.MOMENT,
    "availability": AVAILABILITY,
    "available_from": kinds.DAY,
}


def _row(cells: Mapping[str, str], where: SourceLocation, site: Site) -> Row | None:
    values: dict[str, Any] = {"sku": cells.get("sku", ""), "location": cells.get("location", "")}
    for name, kind in _KINDS.items():
        if not cells.get(name):
            continue
        try:
            values[name] = kind.read(cells[name], site.setting)
        except ValueError as problem:
            site.wrong(f"Column {name}: {problem}", where)
            return None
    return Row(where, **values, as_of_is_day=kinds.is_day(cells.get("as_of", "")))


def _counted(product: Product, rows: tuple[Row, ...]) -> Product:
    """The product with the counts of its rows; unchanged when the file has none of its SKUs."""
    skus = {variant.sku for variant in product.variants} or {product.id}
    own = [row for row in rows if row.sku in skus or row.sku == product.id]
    if not own:
        return product
    key = f"{product.id}.stock"
    stock = _pool(own, key, product.stock)
    variants = {
        sku: _pool(group, f"{key}.by_variant.{sku}", product.stock.by_variant.get(sku, StockFacts()))
        for sku, group in _grouped(own, "sku").items()
        if sku != product.id
    }
    places = {
        place: _pool(group, f"{key}.by_location.{place}", product.stock.by_location.get(place, StockFacts()))
        for place, group in _grouped(own, "location").items()
        if place
    }
    return replace(
        product,
        stock=replace(
            stock,
            by_variant=variants or product.stock.by_variant,
            by_location=places or product.stock.by_location,
        ),
    )


def _grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, name), []).append(row)
    return groups


def _pool(rows: list[Row], key: str, written: StockFacts) -> StockFacts:
    """The written pool with what the rows say in its place."""
    first = rows[0]
    dated = [(row.as_of, row.as_of_is_day) for row in rows if row.as_of]
    as_of, is_day = min(dated, default=(None, False))
    block = Block(as_of=as_of, as_of_is_day=is_day)

    def fact(name: str, value: Any, text: str) -> tuple[Fact[Any], ...]:
        return (Fact(f"{key}.{name}", value, text, first.where, block),)

    found: dict[str, Any] = {}
    for name in ("units", "allocated"):
        counts = [count for row in rows if (count := getattr(row, name))]
        if counts:
            total = sum(count.low for count in counts)
            found[name] = fact(name, replace(counts[0], op="=", low=total, high=total), f"{total:,}")
    status = _status(rows)
    if any(row.availability for row in rows):
        found["availability"] = fact("availability", status, status) if status else ()
    starts = [row.available_from for row in rows if row.available_from]
    if starts and status != "in_stock":
        found["available_from"] = fact("available_from", min(starts), min(starts).isoformat())
    if as_of:
        found["as_of"] = fact("as_of", as_of, as_of.isoformat())[0]
    return replace(written, **found)


def _status(rows: list[Row]) -> str:
    """One word for the whole: in stock when any row is; else the word that all share."""
    words = {row.availability for row in rows if row.availability}
    if "in_stock" in words:
        return "in_stock"
    return words.pop() if len(words) == 1 else ""
