"""Facts files -> ``Facts``: which files, what each holds, and what must fit together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from claimcheck.collection import no_collection
from claimcheck.config import Settings
from claimcheck.errors import FactsError, FactsErrors, SourceLocation, nearest
from claimcheck.facts import schema
from claimcheck.facts.crosscheck import crosscheck
from claimcheck.facts.evidence import looked_up
from claimcheck.facts.kinds import Setting
from claimcheck.facts.model import Block, Evidence, Facts, Product
from claimcheck.facts.regions import World, country_of_timezone
from claimcheck.facts.site import Site
from claimcheck.facts.stockfile import with_stock_files
from claimcheck.yamlsource import Mapping, Node, parse_yaml, read_bytes

__all__ = ["facts_files", "load_facts", "setting_of"]

ENDINGS = (".yaml", ".yml")


def load_facts(paths: Sequence[str], root: Path, settings: Settings | None = None) -> Facts:
    """Load facts from files and folders (read recursively, ``*.yaml`` and ``*.yml``).

    ``paths`` are taken from ``root``, the folder of the settings. ``settings`` give the time zone of
    bare times and the names of places. Raises FactsErrors with everything that is wrong, or FactsError
    for a path that is not there. Without any path there are no facts, and that is no error.
    """
    site = Site(setting_of(settings or Settings(root=root)))
    files = facts_files(paths, root)
    digest = sha256()
    with no_collection():
        found = _Found()
        for name, path in files:
            data = _read(path, name, site)
            digest.update(f"{name_of(path, root)}\0{len(data)}\0".encode() + data)
            _take(data, name, found, site)
        return _finished(found, [name for name, _ in files], digest, root, site)


def setting_of(settings: Settings) -> Setting:
    """The time zone and the names of places by which facts and campaigns are read."""
    home = settings.home or country_of_timezone(settings.timezone)
    return Setting(ZoneInfo(settings.timezone), World(settings.regions, home))


def facts_files(paths: Sequence[str], root: Path, what: str = "facts") -> tuple[tuple[str, Path], ...]:
    """The files to read, each once, by name: (name as people see it, path). Raises FactsError."""
    found: dict[str, Path] = {}
    for path in paths:
        start = root / path
        if not start.exists():
            raise FactsError(
                f'There is no {what} file or folder "{path}".', hint=f"Looked in {root.as_posix()}."
            )
        listed = list(_walk(start)) if start.is_dir() else [start]
        if not listed:
            raise FactsError(f'The folder "{path}" holds no {what} file.', hint="Expected *.yaml or *.yml.")
        found |= {shown(file, root): file for file in listed}
    return tuple(sorted(found.items()))


def _walk(folder: Path) -> Iterator[Path]:
    """YAML files below a folder. A link that leads out of it, or to another folder, is an error: it is
    neither followed nor passed over."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = sorted(n for n in names if n.endswith(ENDINGS) and not n.startswith("."))
        for name in (*folders, *wanted):
            path = os.path.join(parent, name)  # noqa: PTH118 - a thousand Path objects cost a tenth of the load
            if os.path.islink(path):  # noqa: PTH114
                _refuse_link(Path(path), folder)
        yield from (Path(parent, name) for name in wanted)


def _refuse_link(link: Path, folder: Path) -> None:
    if link.is_dir():
        raise FactsError("Links to folders are not followed.", SourceLocation(link.as_posix()))
    if not link.resolve().is_relative_to(folder.resolve()):
        raise FactsError("This link leads out of the folder of the facts.", SourceLocation(link.as_posix()))


def shown(path: Path, root: Path) -> str:
    """The path as people see it: from the working folder, where they can open it, else from the root."""
    name = name_of(path, Path())
    if not Path(name).is_absolute():
        return name
    if Path.cwd().is_relative_to(os.path.abspath(root)):  # noqa: PTH100 - links stay as named
        return os.path.relpath(path).replace(os.sep, "/")
    return name_of(path, root)


def name_of(path: Path, root: Path) -> str:
    """The path from ``root`` when it lies below, with forward slashes; else as it was given."""
    absolute, base = os.path.abspath(path), os.path.abspath(root)  # noqa: PTH100 - links stay as named
    inside = absolute.startswith(base.rstrip(os.sep) + os.sep)
    return absolute[len(base.rstrip(os.sep)) + 1 :].replace(os.sep, "/") if inside else path.as_posix()


class _Found:
    """What the files held so far."""

    def __init__(self) -> None:
        self.products: dict[str, Product] = {}
        self.company: Product | None = None
        self.evidence: dict[str, Evidence] = {}


def _read(path: Path, name: str, site: Site) -> bytes:
    try:
        return read_bytes(path, name, FactsError)
    except FactsError as error:
        site.errors.append(error)
        return b""


def _take(data: bytes, name: str, found: _Found, site: Site) -> None:
    """Read one file: a product, or lists of products, a company and evidence."""
    try:
        node = parse_yaml(data, name, FactsError)
    except FactsError as error:
        site.errors.append(error)
        return
    if isinstance(node, Mapping) and "product" in node:
        _add_products([schema.PRODUCT.read(node, "", Block(), site)], found, site)
        return
    if not _is_index(node, site):
        return
    held: dict[str, Any] = schema.FILE.read(node, "", Block(), site)
    _add_products(held.get("products", ()), found, site)
    if (company := held.get("company")) is not None:
        if found.company is not None:
            site.wrong(f"The company stands twice; first in {found.company.where}.", company.where)
        found.company = company
    _add_evidence(held.get("evidence", ()), found, site)


def _is_index(node: Node, site: Site) -> bool:
    expected = ("product", "products", "company", "evidence")
    if isinstance(node, Mapping) and any(key in node for key in expected[1:]):
        return True
    first = next(iter(node.items()))[0] if isinstance(node, Mapping) and node.entries else None
    hint = nearest(first.text, expected) if first else ""
    site.wrong(
        "This is no facts file; expected a product (`product:`), or `products:`, `company:` or `evidence:`.",
        first.where if first else node.where,
        hint,
    )
    return False


def _add_products(products: Iterable[Product | None], found: _Found, site: Site) -> None:
    for product in products:
        if product is None:
            continue
        first = found.products.get(product.id)
        if first is not None:
            site.wrong(f'The product "{product.id}" stands twice; first in {first.where}.', product.where)
        elif product.id == "company":
            site.wrong(
                'A product cannot be called "company".',
                product.where,
                "Use `company:` for the company itself.",
            )
        else:
            found.products[product.id] = product


def _add_evidence(entries: Iterable[Evidence], found: _Found, site: Site) -> None:
    for entry in entries:
        first = found.evidence.get(entry.id)
        if first is not None:
            site.wrong(f'The evidence "{entry.id}" stands twice; first in {first.where}.', entry.where)
        found.evidence.setdefault(entry.id, entry)


def _finished(found: _Found, names: list[str], digest: Any, root: Path, site: Site) -> Facts:
    facts = Facts(tuple(found.products.values()), found.company, found.evidence, "", tuple(names))
    crosscheck(facts, site)
    facts, stock_files = with_stock_files(facts, root, site)
    facts = replace(facts, evidence={id_: looked_up(entry, root) for id_, entry in facts.evidence.items()})
    for name, data in stock_files:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    for entry in facts.evidence.values():
        digest.update(f"{entry.id}\0{entry.file_sha256}\0".encode())
    if site.errors:
        raise FactsErrors(sorted(set_of(site.errors), key=_place))
    return replace(facts, sha256=digest.hexdigest(), files=(*names, *(name for name, _ in stock_files)))


def set_of(errors: Iterable[FactsError]) -> list[FactsError]:
    """Each error once: a value may be read for its block and for its field."""
    return list({str(error): error for error in errors}.values())


def _place(error: FactsError) -> SourceLocation:
    return error.where or SourceLocation("")
