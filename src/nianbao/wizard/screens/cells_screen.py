"""A table on the screen: the grid, and the lines that tell of the cell at the cursor."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.events import Click
from textual.widgets import Static

from nianbao.checks.finding import Finding
from nianbao.editions import Cell, Section, Table
from nianbao.report.live_figures import fill
from nianbao.report.width import cut
from nianbao.wizard.cell_search import CellSearch
from nianbao.wizard.document import Document
from nianbao.wizard.grid import ReportGrid
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.messages import SectionWanted
from nianbao.wizard.place_lines import CUT, PlaceLines
from nianbao.wizard.screens.section import SectionScreen
from nianbao.wizard.styles import stylesheet


class TextBefore(Static):
    """The beginning of the text before the table; a click is not the start of a selection."""

    ALLOW_SELECT = False


class CellsScreen(SectionScreen):
    """One table, with the place, the balance and the help of the cell at the cursor below it."""

    AUTO_FOCUS = "ReportGrid"
    CSS = stylesheet("screens/section.tcss", "screens/table.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (72, "-narrow"), (120, "-wide")]

    search = getters.query_one(CellSearch)
    grid = getters.query_one(ReportGrid)
    lines = getters.query_one(PlaceLines)

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        if section.table is None:
            raise ValueError(f"no table in {section.name}")
        self.table: Table = document.edition.table(section.table)
        self._text = ""
        self._said: str | None = None
        self._said_at: str | None = None
        self._typing = False

    def body(self) -> ComposeResult:
        """The line to find a cell in, the grid, and the lines below it."""
        yield CellSearch()
        yield TextBefore(markup=False)
        yield ReportGrid(self.document, self.table, self.address)
        yield PlaceLines()

    @property
    def place(self) -> str | None:
        """The address of the cell at the cursor."""
        return self.grid.cursor if self.is_there else self.address

    def show_place(self, address: str) -> None:
        """Put the cursor at a cell; what was said before is over."""
        self.grid.go_to(address)
        self.say(None)
        self.grid.focus()

    def tell_of(self, finding: Finding) -> None:
        """Say what was found, until the cursor moves on."""
        cursor = self.grid.cursor if self.is_there else self.address
        if cursor is not None and cursor in finding.cells:
            self._said, self._said_at = self.document.line_on(finding, cursor), cursor
            if self.is_there:
                self._tell()
        else:
            super().tell_of(finding)

    def settle(self) -> None:
        """Commit the cell that is typed in."""
        self.grid.commit()

    def set_aside(self) -> None:
        """Half a number is no number: it is kept as a draft."""
        self.grid.set_aside()

    def take_up(self) -> None:
        """The number goes on where it stood."""
        self.grid.take_up()

    def help_here(self) -> tuple[str, str]:
        """The help of the row and column at the cursor, with the article it rests on."""
        cell = self._cell
        said = [_with_basis(cell.row.basis, cell.row.help), cell.column.help]
        return cell.place, "\n".join(filter(None, [*said, self.section.help, TOTALS_HELP]))

    def document_changed(self) -> None:
        """Draw what the document changed."""
        super().document_changed()
        self.grid.document_changed()
        self._show_text()
        self._tell()

    def on_mount(self) -> None:
        """Start at the cell."""
        self._show_text()
        self._tell()

    @on(Click, "TextBefore")
    def text_clicked(self) -> None:
        """A click on the text before the table opens it."""
        self.action_edit_text()

    def on_grid_view_cursor_moved(self, message: ReportGrid.CursorMoved) -> None:
        """Tell the new place."""
        message.stop()
        if self.search.began_at is None and self._said_at != self.grid.cursor:
            self._said = None
        self._tell()

    def on_report_grid_cell_committed(self, message: ReportGrid.CellCommitted) -> None:
        """The balance may be another now."""
        message.stop()
        self.say(None)

    def on_report_grid_typing_changed(self, message: ReportGrid.TypingChanged) -> None:
        """Escape means something else while something is typed."""
        message.stop()
        if (message.text is None) is self._typing:
            self._typing = not self._typing
            self.refresh_bindings()

    def on_report_grid_end_reached(self, message: ReportGrid.EndReached) -> None:
        """Say where to go from the last cell."""
        message.stop()
        self.say("已到本表最后一格。<next_section> 下一部分，<overview> 总览。")

    def on_report_grid_said(self, message: ReportGrid.Said) -> None:
        """Say it below the table."""
        message.stop()
        self.say(message.text)

    def action_edit_text(self) -> None:
        """Go to the text before the table."""
        self.settle()
        self.post_message(SectionWanted(self.section.name, f"narrative.{self.section.name}"))

    def _show_text(self) -> None:
        """The beginning of the text before the table, where there is one."""
        report = self.document.report
        text = " ".join(fill(report.narrative.get(self.section.name, ""), report).split())
        if text == self._text:
            return
        self._text = text
        before = self.query_one(TextBefore)
        before.display = bool(text)
        about = with_keys(" 表前文字（<edit_text> 修改）：", self.app)
        before.update(cut(f"{about}{text}", max(20, self.app.size.width - 2), CUT))

    @property
    def _cell(self) -> Cell:
        return self.document.edition.cells[self.grid.cursor]

    def say(self, sentence: str | None) -> None:
        """Show the place; the sentence stands in the balance's place until the cursor moves."""
        self._said, self._said_at = sentence, self.grid.cursor
        self._tell()

    def _tell(self) -> None:
        cell = self._cell
        self.lines.say(
            cell.place,
            with_keys(self.document.last_year_line(cell.address), self.app),
            with_keys(self._said or self.document.line_at(cell.address), self.app),
            _with_basis(cell.row.basis, cell.row.help) or cell.column.help,
        )


TOTALS_HELP = (
    "总计格前的 = 表示随各项自动合计；直接输入数字即成为核对用的总数（*），"
    "与各项之和不符时会指出；按 Delete 恢复自动合计。\n"
    "勾稽关系不符时按 <suggest>，推算哪一格可能有误；照登记台账填了总数的，推算更准。"
)


def _with_basis(basis: str, text: str) -> str:
    return f"{basis}：{text}" if basis and text else text or basis
