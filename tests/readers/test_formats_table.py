"""The table of ``docs/formats.md`` is what the readers do."""

from __future__ import annotations

import pytest

from claimcheck.model import Surface
from claimcheck.readers import FORMATS
from tests.readers import surfaces


@pytest.mark.parametrize(
    ("path", "surface", "data"),
    [
        pytest.param(path, surface, data, id=f"{name}-{surface}")
        for name, (path, files) in surfaces.SAMPLES.items()
        for surface, data in files.items()
    ],
)
def test_each_cell(path: str, surface: Surface, data: bytes) -> None:
    surfaces.precision(path, surface, data)


def test_every_format_has_a_column() -> None:
    assert set(surfaces.SAMPLES) == set(FORMATS)


def test_the_page_is_up_to_date() -> None:
    page = surfaces.DOCS.read_text(encoding="utf-8")
    assert surfaces.with_table(page) == page, "run: python -m tests.readers.surfaces"
