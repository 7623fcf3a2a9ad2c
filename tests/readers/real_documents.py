"""The published reports that tests read, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from nianbao.readers.imported import Imported
from nianbao.report import Number

DATA = Path(__file__).parent.parent / "data"
STREET_OFFICE = "西工区金谷园街道办事处2021年"
CITY = "上海市人民政府办公厅2025年"


def text_of(name: str) -> str:
    return (DATA / f"{name}.txt").read_text(encoding="utf-8")


def cells_of(name: str) -> Mapping[str, Number]:
    return _expected(name)["cells"]


def uncertain_in(name: str) -> set[str]:
    return set(_expected(name).get("uncertain", ()))


def _expected(name: str) -> dict[str, dict[str, Number]]:
    text = (DATA / f"{name}.expected.json").read_text(encoding="utf-8")
    expected: dict[str, dict[str, Number]] = json.loads(text, parse_float=Decimal)
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
