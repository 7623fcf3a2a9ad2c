"""Choose a figure of the tables: a row, then a column, or by a part of its name."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from nianbao.editions import Cell
from nianbao.report import Report
from nianbao.report.live_figures import name_of
from nianbao.report.width import pad_right
from nianbao.wizard.field import Entry
from nianbao.wizard.figure_names import figures_named, number_of_figure
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.screens.dialog import Search
from nianbao.wizard.styles import stylesheet

_NAME = 44
_ROW = "row:"


class PickFigure(Search[str]):
    """Gives the address of the cell or group chosen.

    At first the rows of all tables are listed, those of groups too; choosing one lists its columns.
    Where only some figures come into question (`among`), they alone are listed.
    """

    CSS = stylesheet("screens/pick_figure.tcss")

    def __init__(self, report: Report, heading: str, among: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._report = report
        self._heading = heading
        self._among = among
        self._row = ""

    def box(self) -> ComposeResult:
        """The line to type in, and the list."""
        with Vertical(id="box"):
            yield Static(self._heading, markup=False)
            yield Entry(placeholder="按行、列的名字或拼音首字母查找", compact=True)
            yield Menu(self._items(""))

    def on_mount(self) -> None:
        """Where there is little to choose from, there is no line."""
        self.entry.display = not self._among

    def starts_at(self) -> Widget:
        """The line; where there is little to choose from, the list."""
        return self.menu if self._among else self.entry

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        event.stop()
        self._row = ""
        self.show(self._items(event.value))

    def action_close(self) -> None:
        """Back to the rows, else to the text."""
        if self._row:
            row, self._row = self._row, ""
            self.show(self._items(""))
            self.menu.choose(row)
        else:
            self.dismiss(None)

    def chosen(self, id: str) -> None:  # noqa: A002
        """Take the figure, or show those of the row."""
        if not id.startswith(_ROW):
            self.dismiss(id)
            return
        columns = self._of_row(id)
        if len(columns) == 1:
            self.dismiss(columns[0])
            return
        self._row = id
        self.show(self._figure(address) for address in columns)

    def _items(self, query: str) -> Iterator[Item]:
        if self._among:
            yield from (self._figure(address, n) for n, address in enumerate(self._among, 1))
        elif query.strip():
            found = figures_named(query, self._report.edition)
            yield from (self._figure(address) for address in found)
        else:
            yield from self._rows()

    def _rows(self) -> Iterator[Item]:
        """A row of the list for each row of the tables, a group above the first row it adds up."""
        edition = self._report.edition
        for table in edition.tables:
            groups: dict[str, list[str]] = {}
            for group in table.groups:
                groups.setdefault(group.cells[0].rpartition(".")[2], []).append(group.address)
            for row in dict.fromkeys(cell.row for cell in table.cells.values()):
                for addresses in groups.get(row.name, [])[:1]:
                    called = name_of(addresses, edition).partition("·")[0]
                    yield Item(f"{_ROW}{table.name}/{addresses.rpartition('.')[2]}", called)
                first = next(cell for cell in table.cells.values() if cell.row is row)
                yield Item(f"{_ROW}{table.name}/{row.name}", _called(first))

    def _of_row(self, chosen: str) -> list[str]:
        table_name, _, row = chosen.removeprefix(_ROW).partition("/")
        table = self._report.edition.table(table_name)
        cells = [cell.address for cell in table.cells.values() if cell.row.name == row]
        return cells or [g.address for g in table.groups if g.address.rpartition(".")[2] == row]

    def _figure(self, address: str, number: int = 0) -> Item:
        name = pad_right(name_of(address, self._report.edition), _NAME)
        digit = str(number) if 0 < number <= 9 else ""
        return Item(address, f"{name} {number_of_figure(address, self._report)}", digit)


def _called(cell: Cell) -> str:
    """A row as it is listed: under the headings that are spoken."""
    return " / ".join([*(head.short for head in cell.row.under if head.spoken), cell.row.short])
