"""The published reports that tests read, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from nianbao import operations
from nianbao.readers.imported import Imported
from nianbao.report import Number

DATA = Path(__file__).parent.parent / "data"
STREET_OFFICE = "西工区金谷园街道办事处2021年"
CITY = "上海市人民政府办公厅2025年"


DOCUMENTS = tuple(
    path
    for path in sorted(DATA.iterdir())
    if path.suffix not in (".json", ".md") and path.with_suffix(".expected.json").exists()
)
"""The published documents of which it is known what stands in their tables."""


@cache
def imported(path: Path) -> Imported:
    """What is read of a document; each is read once, a PDF takes its time."""
    return operations.import_document(path)


def text_of(name: str) -> str:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8")


def cells_of(name: str) -> Mapping[str, Number]:
    cells: Mapping[str, Number] = _expected(name)["cells"]
    return cells


def uncertain_in(name: str) -> set[str]:
    return set(_expected(name).get("uncertain", ()))


def head_of(name: str) -> tuple[str, int, str]:
    """The office, the year and the edition of a document."""
    source = _expected(name)["source"]
    return source["organ"], source["year"], source["edition"]


def _expected(name: str) -> dict[str, Any]:
    text = (DATA / f"{name}.expected.json").read_text(encoding="utf-8")
    expected: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return expected


def doubted(imported: Imported) -> set[str]:
    """The cells that any doubt names."""
    return {cell for doubt in imported.doubts for cell in doubt.cells}


def silently_wrong(imported: Imported, cells: Mapping[str, Number]) -> dict[str, object]:
    """Every cell that is neither as expected nor named in a doubt."""
    read, named = imported.report.cells, doubted(imported)
    return {
        address: (cells.get(address), read.get(address))
        for address in imported.report.edition.cells
        if cells.get(address) != read.get(address) and address not in named
    }
