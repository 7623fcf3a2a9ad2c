"""The commands of a section's table: find, fill, paste, and what may be wrong in it."""

from __future__ import annotations

from textual import on
from textual.binding import Binding

from nianbao.checks.explanation import Explanation
from nianbao.checks.finding import Finding
from nianbao.editions import Cell, Section
from nianbao.wizard.cell_search import CellSearch
from nianbao.wizard.document import Document
from nianbao.wizard.explaining import EXPLAIN, Explaining
from nianbao.wizard.grid import ReportGrid
from nianbao.wizard.grid_finding import found_elsewhere
from nianbao.wizard.keys import FILL_BLANKS, FIND
from nianbao.wizard.messages import PlaceWanted
from nianbao.wizard.screens.cells_screen import CellsScreen
from nianbao.wizard.suggesting import SUGGEST, Suggesting


class TableScreen(Suggesting, Explaining, CellsScreen):
    """A section's table, with all that helps to fill it in."""

    BINDINGS = [
        FILL_BLANKS,
        FIND,
        SUGGEST,
        EXPLAIN,
        Binding(
            "ctrl+d",
            "edit_text",
            "表前文字",
            id="edit_text",
            tooltip="填写或修改本部分表格前面的文字（可以没有）",
        ),
    ]

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        self._elsewhere: Cell | None = None
        self._explains = False

    def to_explain(self) -> Finding | None:
        """The warning at the cell of the cursor, where no error stands before it."""
        return self.document.to_explain_at(self.grid.cursor) if self.is_there else None

    def told_of_reason(self, sentence: str) -> None:
        """Say it below the table."""
        self.say(sentence)

    def on_grid_view_cursor_moved(self, message: ReportGrid.CursorMoved) -> None:
        """Tell the new place; what is wrong there may want another key."""
        super().on_grid_view_cursor_moved(message)
        explains, self._explains = self._explains, self.to_explain() is not None
        if explains != self._explains:
            self.refresh_bindings()

    def on_report_grid_block_pasted(self, message: ReportGrid.BlockPasted) -> None:
        """Show where each number will go."""
        from nianbao.readers.pasted_block import deal_out
        from nianbao.wizard.pasting import Paste
        from nianbao.wizard.screens.paste import PastePreview

        message.stop()
        edition = self.document.edition
        dealt = deal_out(message.cells, edition, self.table, self.grid.cursor)
        if len(dealt) > MOST_PASTED:
            self.say(f"粘贴的内容有 {len(dealt)} 个数，比整张表还多，没有粘贴：请只复制这一张表。")
            return
        paste = Paste(self.document, dealt)
        if not paste.lines():
            self.say("粘贴的内容里没有数，什么都没有改。")
            return
        self.app.push_screen(PastePreview(paste), self._pasted)

    def _pasted(self, typed: dict[str, str] | None) -> None:
        """Put in what the preview gave."""
        if typed is None:
            self.say("没有粘贴，什么都没有改。")
            return
        self.document.type_cells(typed)
        self.document_changed()
        self.say(f"已粘贴 {len(typed)} 格，<undo> 撤销。" if typed else "什么都没有改。")

    @on(CellSearch.Wanted)
    def cell_wanted(self, message: CellSearch.Wanted) -> None:
        """Go to a cell found, while the words are typed; else tell of one in another table."""
        words = message.words.strip()
        count, self._elsewhere = self.grid.find(words, message.number), None
        if count:
            self.say(f"找到 {count} 格，这是第 {message.number % count + 1} 格。")
        elif others := found_elsewhere(self.document.report, words, self.table):
            self._elsewhere = others[0]
            title = self.document.edition.section_of(others[0].address).title
            self.say(f"本表没有；“{title}”有 {len(others)} 格：{others[0].place}。按 Enter 过去。")
        else:
            self.say(f"没有找到“{words}”。" if words else None)

    @on(CellSearch.Chosen)
    def cell_chosen(self) -> None:
        """Stay at the cell that was found, or go to the one in another table."""
        self._close_search()
        if self._elsewhere is not None:
            self.post_message(PlaceWanted(self._elsewhere.address))

    def action_find(self) -> None:
        """Ask for words of a row and a column."""
        self.settle()
        self.search.open(self.grid.cursor)

    def action_back(self) -> None:
        """Leave the search for where it began; else go one step back."""
        began_at = self.search.began_at
        if began_at is None:
            super().action_back()
        else:
            self._close_search()
            self.show_place(began_at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Repairs are there while some balance does not hold."""
        if action == "suggest":
            return self.to_explain() is None and self.document.is_out_of_balance(self.table.name)
        return super().check_action(action, parameters)

    def action_fill_blanks(self) -> None:
        """Zeros into the blanks of the cursor's column, or of the table where it has none."""
        self.settle()
        result = self.document.fill_column(self.grid.cursor)
        self.grid.document_changed()
        self.say(result.message)

    def to_mend(self) -> str | None:
        """The cell at the cursor."""
        return self.grid.cursor

    def told_of_repair(self, sentence: str) -> None:
        """Say it below the table."""
        self.say(sentence)

    def repaired(self, explanation: Explanation) -> None:
        """Go to the cell that was changed."""
        self.show_place(explanation.changes[0].cell)

    def _close_search(self) -> None:
        self.search.close()
        self.grid.end_search()
        self.grid.focus()
        self.refresh_bindings()


MOST_PASTED = 600
"""More than any table has cells, twice over."""
