"""The screen of a section with a table."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Click
from textual.widgets import Input, Label, Static

from nianbao.checks.diagnosis_sentences import diagnosis_sentences
from nianbao.checks.explanation import Explanation
from nianbao.editions import Cell, Section, Table
from nianbao.report.live_figures import fill
from nianbao.report.width import cut
from nianbao.wizard.document import Document
from nianbao.wizard.field import Entry
from nianbao.wizard.grid import ReportGrid
from nianbao.wizard.keys import FILL_BLANKS, FIND
from nianbao.wizard.messages import SectionWanted
from nianbao.wizard.place_lines import CUT, PlaceLines
from nianbao.wizard.screens.base import SectionScreen
from nianbao.wizard.screens.suggest import Suggestions
from nianbao.wizard.styles import stylesheet


class TextBefore(Static):
    """The beginning of the text before the table; a click is not the start of a selection."""

    ALLOW_SELECT = False


class TableScreen(SectionScreen):
    """One table, with the place, the balance and the help of the cell at the cursor below it."""

    AUTO_FOCUS = "ReportGrid"
    CSS = stylesheet("screens/table.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (72, "-narrow"), (120, "-wide")]
    BINDINGS = [
        FILL_BLANKS,
        FIND,
        Binding(
            "f9,ctrl+g",
            "suggest",
            "修改建议",
            id="suggest",
            tooltip="勾稽关系不符时，推算哪一格可能有误、应是多少",
            priority=True,
        ),
        Binding("down", "next_match", "下一处", id="next_match", tooltip="到下一个找到的格"),
        Binding(
            "ctrl+d",
            "edit_text",
            "表前文字",
            id="edit_text",
            tooltip="填写或修改本部分表格前面的文字（可以没有）",
        ),
    ]

    entry = getters.query_one(Entry)
    grid = getters.query_one(ReportGrid)
    lines = getters.query_one(PlaceLines)

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        if section.table is None:
            raise ValueError(f"no table in {section.name}")
        self._table: Table = document.edition.table(section.table)
        self._text = ""
        self._said: str | None = None
        self._said_at: str | None = None
        self._typing = False
        self._find_from: str | None = None
        self._match = 0

    def body(self) -> ComposeResult:
        """The line to find a cell in, the grid, and the lines below it."""
        with Horizontal(id="find"):
            yield Label("查找")
            yield Entry(placeholder=FIND_WHAT, compact=True)
        yield TextBefore(markup=False)
        yield ReportGrid(self.document, self._table, self.address)
        yield PlaceLines()

    @property
    def place(self) -> str | None:
        """The address of the cell at the cursor."""
        return self.grid.cursor if self.is_there else self.address

    def show_place(self, address: str) -> None:
        """Put the cursor at a cell; what was said before is over."""
        self.grid.go_to(address)
        self._say(None)
        self.grid.focus()

    def settle(self) -> None:
        """Commit the cell that is typed in."""
        self.grid.commit()

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
        if self._find_from is None and self._said_at != self.grid.cursor:
            self._said = None
        self._tell()

    def on_report_grid_cell_committed(self, message: ReportGrid.CellCommitted) -> None:
        """The balance may be another now."""
        message.stop()
        self._say(None)

    def on_report_grid_typing_changed(self, message: ReportGrid.TypingChanged) -> None:
        """Escape means something else while something is typed."""
        message.stop()
        if (message.text is None) is self._typing:
            self._typing = not self._typing
            self.refresh_bindings()

    def on_report_grid_end_reached(self, message: ReportGrid.EndReached) -> None:
        """Say where to go from the last cell."""
        message.stop()
        self._say("已到本表最后一格。F4 下一部分，F2 总览。")

    def on_report_grid_said(self, message: ReportGrid.Said) -> None:
        """Say it below the table."""
        message.stop()
        self._say(message.text)

    def on_report_grid_block_pasted(self, message: ReportGrid.BlockPasted) -> None:
        """Show where each number will go."""
        from nianbao.readers.pasted_block import deal_out
        from nianbao.wizard.pasting import Paste
        from nianbao.wizard.screens.paste import PastePreview

        message.stop()
        edition = self.document.edition
        dealt = deal_out(message.cells, edition, self._table, self.grid.cursor)
        if len(dealt) > MOST_PASTED:
            self._say(f"粘贴的内容有 {len(dealt)} 个数，比整张表还多，没有粘贴：请只复制这一张表。")
            return
        paste = Paste(self.document, dealt)
        if not paste.lines():
            self._say("粘贴的内容里没有数，什么都没有改。")
            return
        self.app.push_screen(PastePreview(paste), self._pasted)

    def _pasted(self, typed: dict[str, str] | None) -> None:
        """Put in what the preview gave."""
        if typed is None:
            self._say("没有粘贴，什么都没有改。")
            return
        self.document.type_cells(typed)
        self.document_changed()
        self._say(f"已粘贴 {len(typed)} 格，Ctrl+Z 撤销。" if typed else "什么都没有改。")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to the first cell found, while the words are typed."""
        event.stop()
        self._match = 0
        self._find(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Stay at the cell that was found."""
        event.stop()
        self._close_find()

    def action_find(self) -> None:
        """Ask for words of a row and a column."""
        self.settle()
        self._find_from = self.grid.cursor
        self.query_one("#find").add_class("-open")
        self.entry.value = ""
        self.entry.focus()

    def action_next_match(self) -> None:
        """Go to the next cell found."""
        self._match += 1
        self._find(self.entry.value)

    def action_back(self) -> None:
        """Leave the search for where it began; else go one step back."""
        if self._find_from is None:
            super().action_back()
        else:
            self.grid.go_to(self._find_from)
            self._close_find()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The next match is there only while something is looked for; repairs, while some are."""
        if action == "next_match":
            return self._find_from is not None
        if action == "suggest":
            return self.document.is_out_of_balance(self._table.name)
        return super().check_action(action, parameters)

    def action_fill_blanks(self) -> None:
        """Zeros into the blanks of the cursor's column, or of the table where it has none."""
        self.settle()
        result = self.document.fill_column(self.grid.cursor)
        self.grid.document_changed()
        self._say(result.message)

    def action_suggest(self) -> None:
        """Show which cell may be wrong, and with which value all would be in order."""
        self.settle()
        diagnosis = self.document.diagnosis_at(self.grid.cursor)
        if diagnosis is None:
            self._say("本表没有勾稽关系不符的地方，没有修改建议。")
        elif not diagnosis.explanations:
            (sentence,) = diagnosis_sentences(diagnosis, self.document.edition)
            self._say(sentence)
        else:
            screen = Suggestions(diagnosis, self.document.edition)
            self.app.push_screen(screen, self._suggested)

    def _suggested(self, explanation: Explanation | None) -> None:
        """Change what the user took."""
        if explanation is None:
            self._say("没有更正，什么都没有改。")
            return
        self.document.accept(explanation)
        self.document_changed()
        self.show_place(explanation.changes[0].cell)
        self._say("已更正，请核对台账；Ctrl+Z 撤销。")

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
        before.update(
            cut(f" 表前文字（Ctrl+D 修改）：{text}", max(20, self.app.size.width - 2), CUT)
        )

    def _find(self, words: str) -> None:
        count = self.grid.find(words, self._match)
        if words.strip():
            at = self._match % count + 1 if count else 0
            self._say(f"找到 {count} 格，这是第 {at} 格。" if count else f"没有找到“{words}”。")

    def _close_find(self) -> None:
        self._find_from = None
        self.grid.end_search()
        self.query_one("#find").remove_class("-open")
        self.grid.focus()
        self.refresh_bindings()

    @property
    def _cell(self) -> Cell:
        return self.document.edition.cells[self.grid.cursor]

    def _say(self, sentence: str | None) -> None:
        """Show the place; the sentence stands in the balance's place until the cursor moves."""
        self._said, self._said_at = sentence, self.grid.cursor
        self._tell()

    def _tell(self) -> None:
        cell = self._cell
        self.lines.say(
            cell.place,
            self.document.last_year_line(cell.address),
            self._said or self.document.line_at(cell.address),
            _with_basis(cell.row.basis, cell.row.help) or cell.column.help,
        )


MOST_PASTED = 600
"""More than any table has cells, twice over."""

FIND_WHAT = "行、列中的字，如：公开 科研；Enter 到这一格，向下键下一处，Esc 回到原处"
TOTALS_HELP = (
    "总计格前的 = 表示随各项自动合计；直接输入数字即成为核对用的总数（*），"
    "与各项之和不符时会指出；按 Delete 恢复自动合计。\n"
    "勾稽关系不符时按 F9，推算哪一格可能有误；照登记台账填了总数的，推算更准。"
)


def _with_basis(basis: str, text: str) -> str:
    return f"{basis}：{text}" if basis and text else text or basis
