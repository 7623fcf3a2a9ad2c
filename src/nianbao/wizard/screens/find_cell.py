"""Finding a cell of any table by words of its row and column, from wherever no table is shown."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from nianbao.editions import Cell
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import cut, display_width
from nianbao.wizard.document import Document
from nianbao.wizard.field import Entry
from nianbao.wizard.grid_finding import found_elsewhere
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.place_lines import CUT
from nianbao.wizard.screens.dialog import Search, leaving
from nianbao.wizard.styles import stylesheet

_MOST = 60
"""More cells than one looks through: a further word finds them sooner."""


_WIDEST, _AROUND = 80, 8
"""The cells of the box, and those of them beside a row."""


class FindCell(Search[str]):
    """A line to type words in, and the cells that hold them all; gives the address of one."""

    CSS = stylesheet("screens/help.tcss")
    BINDINGS = [leaving("ctrl+f")]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def box(self) -> ComposeResult:
        """The line, and the list."""
        with Vertical(id="palette"):
            yield Entry(placeholder="行、列中的字，如：公开 科研；Enter 到这一格", compact=True)
            yield Menu([Item("", "在各表中查找")])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the cells that hold these words."""
        event.stop()
        words = event.value.strip()
        found = found_elsewhere(self._document.report, words)
        rows = [Item(cell.address, self._row(cell)) for cell in found[:_MOST]]
        if len(found) > _MOST:
            rows.append(Item("", f"共 {len(found)} 格，请再输入几个字"))
        self.show(rows or [Item("", f"没有找到“{words}”" if words else "在各表中查找")])
        self.menu.choose(rows[0].id if rows else None)

    def chosen(self, id: str) -> None:  # noqa: A002
        """Give the cell."""
        self.dismiss(id)

    def _row(self, cell: Cell) -> str:
        value = self._document.report.cells.get(cell.address)
        number = "." if value is None else format_number(value)
        room = min(_WIDEST, self.app.size.width) - _AROUND - display_width(number) - 2
        names = [head.short for head in cell.row.under if head.spoken]
        names += [cell.row.short]
        names += [head.short for head in cell.column.under if head.spoken]
        names += [cell.column.short]
        return f"{cut(' / '.join(names), room, CUT)}  {number}"
