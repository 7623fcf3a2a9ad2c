"""How far a column balances while it is being filled in: both sides, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.checks.completeness import blank_in
from nianbao.checks.equations import Equation, equations
from nianbao.editions import Edition, Heading
from nianbao.report import Number, Report
from nianbao.report.typed_numbers import format_number

_LIST_MARK = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．])")


@dataclass(frozen=True, slots=True)
class ColumnBalance:
    """The balance a column is judged by, as its cells stand now."""

    equation: Equation
    cells: Mapping[str, Number]
    complete: bool
    """Whether no cell of the column is blank that the report needs."""

    @property
    def difference(self) -> Number:
        """What is not accounted for yet (> 0), or too much (< 0); 0 where both sides are equal."""
        expected, actual = self.equation.sides(self.cells)
        return expected - actual

    @property
    def sentence(self) -> str:
        """Both sides with their numbers and what is missing, blank cells left out.

        What is filled in may agree by chance while the column is not finished: that is said instead.
        """
        sides = (self._side(self.equation.expected), self._side(self.equation.actual))
        parts = [side for side in sides if side]
        return f"{self.equation.line.called}：{'；'.join([*parts, self._difference()])}"

    def _side(self, side: Mapping[str, Heading]) -> str:
        filled = {address: heading for address, heading in side.items() if address in self.cells}
        text = "＋".join(
            f"{_brief(heading)}{format_number(self.cells[address])}"
            for address, heading in filled.items()
        )
        total = sum(self.cells[address] for address in filled)
        return f"{text}＝{format_number(total)}" if len(filled) > 1 else text

    def _difference(self) -> str:
        if self.difference == 0:
            return "相符" if self.complete else "本列未填完"
        if self.difference > 0:
            return f"尚有{format_number(self.difference)}件未列入"
        return f"多列{format_number(-self.difference)}件"


def column_balance(report: Report, table: str, column: str) -> ColumnBalance | None:
    """The balance of a column: the one between two sides if there is one, else its first sum.

    None where no balance runs down the column, or all cells of the balance are blank.
    """
    equation = _of_column(report.edition, table, column)
    if equation is None or not any(address in report.cells for address in equation.headings):
        return None
    blank = (report.edition.cells[a] for a in blank_in(report, report.edition.table(table)))
    complete = all(cell.column.name != column for cell in blank)
    return ColumnBalance(equation, report.cells, complete)


def _of_column(edition: Edition, table: str, column: str) -> Equation | None:
    found = [
        equation
        for equation in equations(edition)
        if (equation.table, equation.in_each, equation.line.name) == (table, "column", column)
    ]
    two_sided = [equation for equation in found if not equation.is_sum]
    return next(iter(two_sided or found), None)


def _brief(heading: Heading) -> str:
    """The shortest name of a row that is still its own, without list mark."""
    return min(heading.called, _LIST_MARK.sub("", heading.short), key=len)
