"""The numbers of cells whose place is known, with a doubt where a cell holds something else."""

from __future__ import annotations

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.readers.document import Cell, Places
from nianbao.readers.doubts import doubt, shown
from nianbao.readers.folding import fold
from nianbao.readers.numbers_in_cells import Reading, read_number
from nianbao.report import Number

_YUAN, _TEN_THOUSAND_YUAN = "元", "万元"


class CellValues:
    """Reads cells and collects what is to be said of them."""

    def __init__(self, edition: Edition, section: str, places: Places, *, own: bool) -> None:
        self._doubts: list[Finding] = []
        self._dashes: list[tuple[str, Cell]] = []
        self._edition, self._section, self._own = edition, section, own
        self._places = places

    def read(self, address: str, cell: Cell, head: str) -> Number | None:
        """The number of a cell; `head` is the label over its column, where there is one."""
        form = self._edition.cells[address]
        folded = fold(head)
        in_yuan = _YUAN in folded and _TEN_THOUSAND_YUAN not in folded
        reading = read_number(cell.text, form.kind, column_in_yuan=in_yuan)
        if reading.dash:
            self._dashes.append((address, cell))
            return None
        said = self._said(reading, address, folded)
        if said is not None:
            rule, what = said
            self._doubts.append(
                doubt(
                    rule,
                    f"“{form.place}”一格在原文{self._places.said(cell.line)}写的是“{shown(cell.text)}”，{what}",
                    cells=(address,),
                    section=self._section,
                    **self._place(cell),
                )
            )
        return reading.value

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What is to be said of the cells that were read, their dashes in one doubt."""
        if not self._dashes:
            return tuple(self._doubts)
        address, cell = self._dashes[0]
        more = f"等 {len(self._dashes)} 格" if len(self._dashes) > 1 else "一格"
        said = doubt(
            "import-cell-dash",
            f"“{self._edition.cells[address].place}”{more}在原文里写的是空白记号"
            f"“{shown(cell.text)}”（从{self._places.said(cell.line) or '这一格'}起），按空白读入；如果没有，请填 0。",
            cells=tuple(address for address, _ in self._dashes),
            section=self._section,
            **self._place(cell),
        )
        return (*self._doubts, said)

    def _place(self, cell: Cell) -> dict[str, int]:
        """Line and column of a cell, where the document has any."""
        if self._places.line(cell.line) is None:
            return {}
        return {"line": cell.line, "column": cell.column}

    def _said(self, reading: Reading, address: str, head: str) -> tuple[str, str] | None:
        form = self._edition.cells[address]
        if reading.value is None:
            expected = "万元为单位、最多 4 位小数的数" if form.kind == "amount" else "整数"
            return "import-cell-unreadable", f"这里应是{expected}，没有填入；请核对后补填。"
        if reading.in_yuan:
            return "import-amount-unit", f"单位是元，已折合为 {reading.value} 万元；请核对。"
        if reading.note:
            return "import-cell-note", f"只读入数字 {reading.value}，说明没有读入；请核对。"
        if form.kind == "amount" and self._is_unit_unknown(reading, form.column.label, head):
            return "import-amount-unit", "表里没有写明单位，按万元读入；请核对。"
        return None

    def _is_unit_unknown(self, reading: Reading, label: str, head: str) -> bool:
        unit = _TEN_THOUSAND_YUAN
        stated = reading.in_ten_thousand or unit in head or unit in fold(label)
        return not self._own and not stated and reading.value != 0
