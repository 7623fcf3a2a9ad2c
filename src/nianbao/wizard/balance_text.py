"""The line that says how far a column balances, while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nianbao.editions import Balance, Cell, Table
from nianbao.report import Number
from nianbao.wizard.figures_shown import brief, shown


def main_balance(table: Table) -> Balance | None:
    """The balance that a column is judged by: the one between two sides, else the first sum."""
    running = [item for item in table.balances if item.in_each == "column"]
    two_sided = [item for item in running if len(item.actual) > 1]
    return next(iter(two_sided or running), None)


def balance_text(table: Table, column: str, cells: Mapping[str, Number]) -> str:
    """The column, both sides, and what is missing: `…：…12＋…0＝12；…11＋…0＝11；尚有1件未列入`.

    "" where no balance runs down the column, or all its cells are blank. Blank cells are left out
    and count as 0.
    """
    balance = main_balance(table)
    if balance is None:
        return ""
    heading = next((line for line, _ in table.lines("column") if line.name == column), None)
    found = {name: table.find(name, column) for name in (*balance.expected, *balance.actual)}
    sides = [
        [cell for name in names if (cell := found[name]) is not None and cell.address in cells]
        for names in (balance.expected, balance.actual)
    ]
    if heading is None or not any(sides):
        return ""
    expected, actual = (sum(cells[cell.address] for cell in side) for side in sides)
    parts = [text for side in sides if (text := _side(side, cells))]
    return f"{heading.called}：" + "；".join([*parts, _difference(expected - actual)])


def _side(side: Iterable[Cell], cells: Mapping[str, Number]) -> str:
    terms = [(brief(cell.row), cells[cell.address]) for cell in side]
    text = "＋".join(f"{name}{shown(value)}" for name, value in terms)
    return f"{text}＝{shown(sum(value for _, value in terms))}" if len(terms) > 1 else text


def _difference(difference: Number) -> str:
    if difference == 0:
        return "相符"
    if difference > 0:
        return f"尚有{shown(difference)}件未列入"
    return f"多列{shown(-difference)}件"
