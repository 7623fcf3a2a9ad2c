"""The grid: one table of the report, filled in cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from nianbao.editions import Table
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import clusters, display_width
from nianbao.wizard.document import Document
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_keys import GRID_KEYS
from nianbao.wizard.grid_picture import GridPicture
from nianbao.wizard.pasting import DoesNotFit, pasted_rows, placed


class ReportGrid(ScrollView, can_focus=True):
    """A table with a cursor; its shape comes from the edition, its numbers from the document.

    Only cells that changed are drawn again. Heads and labels stay while the rest scrolls.
    """

    ALLOW_SELECT = False
    BINDINGS = [*GRID_KEYS]
    COMPONENT_CLASSES = {
        "grid--head",
        "grid--heading",
        "grid--label",
        "grid--cell",
        "grid--blank",
        "grid--total",
        "grid--error",
        "grid--doubt",
        "grid--cursor",
        "grid--typing",
        "grid--caret",
    }
    """
    | Class | Description |
    | :- | :- |
    | `grid--head` | The labels of the columns. |
    | `grid--heading` | A heading over several rows, or of a block. |
    | `grid--label` | The label of a row. |
    | `grid--cell`, `grid--blank` | A cell, and one without a number. |
    | `grid--total` | A total that follows its parts. |
    | `grid--error`, `grid--doubt` | A cell that is marked. |
    | `grid--cursor`, `grid--typing` | The cell at the cursor, at rest and while typed in. |
    | `grid--caret` | The character at the caret, or the bracket behind the last one. |
    """

    DEFAULT_CSS = """
    ReportGrid {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
        & > .grid--head { color: $text-primary; text-style: bold; background: $background; }
        & > .grid--heading { color: $text-primary; background: $background; }
        & > .grid--label { color: $foreground; background: $background; }
        & > .grid--cell { color: $foreground; background: $background; }
        & > .grid--blank { color: $text-muted; background: $background; }
        & > .grid--total { color: $text-secondary; background: $background; }
        & > .grid--error { color: $text-error; text-style: bold; background: $background; }
        & > .grid--doubt { color: $text-warning; text-style: bold; background: $background; }
        & > .grid--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        & > .grid--typing { color: $foreground; background: $surface; text-style: bold; }
        & > .grid--caret { color: $foreground; background: $surface; text-style: reverse; }
    }
    """

    cursor: var[str] = var("", init=False)
    """The address of the cell at the cursor."""

    class CursorMoved(Message):
        """The cursor stands at another cell."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class CellCommitted(Message):
        """What was typed at a cell is in the document."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class EndReached(Message):
        """Enter or Down was pressed at the last cell."""

    class TypingChanged(Message):
        """Other text is typed at the cursor now; None when it was committed or dropped."""

        def __init__(self, text: str | None) -> None:
            super().__init__()
            self.text = text

    class Said(Message):
        """Something to tell the user in one line."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, document: Document, table: Table, address: str | None = None) -> None:
        """`address` is the cell to start at; None for the first."""
        super().__init__()
        self._document = document
        self._picture = GridPicture(document, table)
        self._editor: CellEditor | None = None
        self._reach = 0
        known = address is not None and self._picture.entry.place(address) is not None
        start = address if known and address else self._picture.entry.first
        self.set_reactive(ReportGrid.cursor, start)

    @property
    def typed(self) -> str | None:
        """What is typed at the cursor and not committed yet; None when nothing is."""
        return self._editor.text if self._editor is not None else None

    def commit(self) -> None:
        """Put what is typed into the document."""
        if self._editor is None:
            return
        text, self._editor = self._editor.text, None
        self._redraw_line()
        self._document.type_cell(self.cursor, text)
        self.document_changed()
        self.post_message(self.CellCommitted(self.cursor))

    def go_to(self, address: str) -> None:
        """Commit, and put the cursor at a cell of this table."""
        self.commit()
        if self._picture.entry.place(address) is not None:
            self.cursor = address

    def document_changed(self) -> None:
        """Draw the cells that the document changed."""
        changed = self._picture.refresh()
        if self._picture.entry.place(self.cursor) is None:
            self.cursor = self._picture.entry.first
        if self._picture.outgrown(self.cursor):
            self._lay_out()
        else:
            for address in changed:
                self._redraw(address)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        picture, first = self._picture, self.scroll_offset.y
        row = y - picture.head + first
        if y < picture.head:
            pieces = picture.head_line(y, first)
        elif row < len(picture.rows):
            pieces = picture.line(row, self.cursor, focused=self.has_focus)
        else:
            pieces = []
        strip = Strip([Segment(piece.text, self._style(piece.look)) for piece in pieces])
        strip = strip.adjust_cell_length(self.size.width, self.rich_style)
        spot = picture.spot(self.cursor)
        if self._editor is None or spot is None or y < picture.head or spot.row != row:
            return strip
        text, caret = picture.typed(self._editor, spot)
        typing = Strip([Segment(text, self._style("typing"))])
        over = Strip.join(
            [
                typing.crop(0, caret),
                Strip([Segment(_character_at(text, caret), self._style("caret"))]),
            ]
        )
        over = Strip.join([over, typing.crop(over.cell_length)])
        right = spot.left + spot.width
        return Strip.join([strip.crop(0, right - over.cell_length), over, strip.crop(right)])

    def watch_cursor(self, before: str, after: str) -> None:
        """Draw both cells, and scroll where the cursor is not seen."""
        if self._picture.outgrown(after):
            self._lay_out()
        self._redraw(before)
        self._redraw(after)
        self._scroll_to_cursor()
        self._place_terminal_cursor()
        self.post_message(self.CursorMoved(after))

    def on_mount(self) -> None:
        """Nothing is drawn before the size is known."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay out for the new width; the cursor stays where it is."""
        self._lay_out()
        self.call_after_refresh(self._scroll_to_cursor)

    def on_focus(self) -> None:
        """The terminal's cursor shows where the input method's window belongs."""
        self._redraw(self.cursor)
        self.call_after_refresh(self._place_terminal_cursor)

    def on_blur(self) -> None:
        """Leaving the grid commits."""
        self.commit()
        self._redraw(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor at the cell under the mouse; a double click opens it."""
        row = event.y - self._picture.head + self.scroll_offset.y
        address = self._picture.address_at(row, event.x) if event.y >= self._picture.head else None
        if address is None:
            return
        self.go_to(address)
        if event.chain == 2:
            self._open()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed; commands are bindings."""
        if not event.is_printable or event.character is None:
            return
        if self._editor is None and event.character.isspace():
            return
        event.stop()
        event.prevent_default()
        self._type(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted number as if it were typed, and a block of numbers from the cursor on."""
        event.stop()
        event.prevent_default()
        rows = pasted_rows(event.text)
        if len(rows) == 1 and len(rows[0]) == 1:
            if rows[0][0]:
                self._type(rows[0][0])
            return
        self.commit()
        try:
            typed = placed(rows, self._picture.entry, self.cursor)
        except DoesNotFit as error:
            self.post_message(self.Said(str(error)))
            return
        self._document.type_cells(typed)
        self.document_changed()
        self.post_message(self.CellCommitted(self.cursor))
        self.post_message(self.Said(f"已粘贴 {len(typed)} 格，Ctrl+Z 撤销。"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Escape restores only while something is typed; else it leaves the table."""
        return self._editor is not None if action == "restore" else True

    def action_down(self) -> None:
        """Commit and go down, at the foot to the head of the next column."""
        self.commit()
        after = self._picture.entry.down(self.cursor)
        if after is None:
            self.post_message(self.EndReached())
        else:
            self.cursor = after

    def action_up(self) -> None:
        """Commit and go up, at the head to the foot of the column before."""
        self.commit()
        self.cursor = self._picture.entry.down(self.cursor, -1) or self.cursor

    def action_right_and_on(self) -> None:
        """Commit and go right, at the end of a row to the next one."""
        self.commit()
        self.cursor = self._picture.entry.along(self.cursor) or self.cursor

    def action_left_and_back(self) -> None:
        """Commit and go left, at the start of a row to the one before."""
        self.commit()
        self.cursor = self._picture.entry.along(self.cursor, -1) or self.cursor

    def action_left(self) -> None:
        """Go left; inside the number while it is edited."""
        self._move_or_edit(CellEditor.left, 0, -1)

    def action_right(self) -> None:
        """Go right; inside the number while it is edited."""
        self._move_or_edit(CellEditor.right, 0, 1)

    def action_row_start(self) -> None:
        """Go to the first cell of the row; to the start of the number while it is edited."""
        self._move_or_edit(CellEditor.move_to_start, 0, -self._picture.entry.width)

    def action_row_end(self) -> None:
        """Go to the last cell of the row; to the end of the number while it is edited."""
        self._move_or_edit(CellEditor.move_to_end, 0, self._picture.entry.width)

    def action_page(self, step: int) -> None:
        """Go a window down or up."""
        self._move(step * max(1, self.size.height - self._picture.head - 1), 0)

    def action_table_start(self) -> None:
        """Go to the first cell."""
        self.go_to(self._picture.entry.first)

    def action_table_end(self) -> None:
        """Go to the last cell."""
        self._move(len(self._picture.rows), self._picture.entry.width)

    def action_open(self) -> None:
        """Open the number for editing; while something is typed, delete the character before."""
        if self._editor is None:
            self._open()
        else:
            self._editor.backspace()
            self._draw_editor()

    def action_clear(self) -> None:
        """Make the cell blank, and a total follow; while a number is edited, delete in it."""
        if self._editor is not None and not self._editor.anew:
            self._editor.delete()
            self._draw_editor()
            return
        self.action_restore()
        self._document.clear_cell(self.cursor)
        self.document_changed()
        self.post_message(self.CellCommitted(self.cursor))

    def action_restore(self) -> None:
        """Drop what is typed; the cell has what it had."""
        if self._editor is not None:
            self._editor = None
            self._redraw_line()
            self._typing_changed()

    def _type(self, characters: str) -> None:
        if not self._document.writable:
            self.post_message(self.Said("现在只能查看，不能修改。"))
            return
        if self._editor is None:
            self._editor = CellEditor(anew=True)
        self._editor.insert(characters)
        self._draw_editor()

    def _open(self) -> None:
        if not self._document.writable:
            return
        state = self._document.cell(self.cursor)
        text = state.draft or ("" if state.value is None else format_number(state.value))
        self._editor = CellEditor(text, anew=False)
        self._draw_editor()

    def _move_or_edit(self, edit: Callable[[CellEditor], None], rows: int, columns: int) -> None:
        if self._editor is not None and not self._editor.anew:
            edit(self._editor)
            self._draw_editor()
        else:
            self._move(rows, columns)

    def _move(self, rows: int, columns: int) -> None:
        self.commit()
        self.cursor = self._picture.entry.moved(self.cursor, rows, columns)

    def _draw_editor(self) -> None:
        """Draw the cell that is typed in, and of its line what a longer text covered before."""
        spot = self._picture.spot(self.cursor)
        if self._editor is not None and spot is not None:
            size = display_width(self._picture.typed(self._editor, spot)[0])
            self._reach, reach = size, max(size, self._reach)
            y = self._window_line(spot.row)
            if y is not None:
                self.refresh(Region(spot.left + spot.width - reach, y, reach, 1))
        self._typing_changed()

    def _typing_changed(self) -> None:
        self._place_terminal_cursor()
        self.post_message(self.TypingChanged(self.typed))

    def _redraw_line(self) -> None:
        spot, self._reach = self._picture.spot(self.cursor), 0
        y = self._window_line(spot.row) if spot is not None else None
        if y is not None:
            self.refresh(Region(0, y, self.size.width, 1))

    def _redraw(self, address: str) -> None:
        spot = self._picture.spot(address)
        y = self._window_line(spot.row) if spot is not None else None
        if spot is not None and y is not None:
            self.refresh(Region(spot.left, y, spot.width, 1))

    def _window_line(self, row: int) -> int | None:
        y = row - self.scroll_offset.y + self._picture.head
        return y if self._picture.head <= y < self.size.height else None

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"grid--{look}")

    def _lay_out(self) -> None:
        self._picture.lay_out(self.size.width, self.cursor)
        height = self._picture.head + len(self._picture.rows)
        self.virtual_size = Size(self.size.width, height)
        self.refresh()

    def _scroll_to_cursor(self) -> None:
        """Scroll by half a window, so that crossing the edge costs one whole repaint and not many."""
        spot = self._picture.spot(self.cursor)
        window = self.size.height - self._picture.head
        if spot is None or window <= 0:
            return
        first = self.scroll_offset.y
        if spot.row < first:
            first = min(spot.row, first - window // 2)
            # The headings above a first row belong to it.
            while 0 < first == spot.row and not self._picture.rows[first - 1][0].cells:
                first -= 1
        elif spot.row >= first + window:
            first = max(spot.row - window + 1, first + window // 2)
        most = max(0, len(self._picture.rows) - window)
        first = max(0, min(first, most))
        if first != self.scroll_offset.y:
            self.scroll_to(y=first, animate=False, immediate=True)

    def _place_terminal_cursor(self) -> None:
        if not self.has_focus:
            return
        spot = self._picture.spot(self.cursor)
        y = self._window_line(spot.row) if spot is not None else None
        if spot is None or y is None:
            return
        x = spot.left + spot.width - 2
        if self._editor is not None:
            text, caret = self._picture.typed(self._editor, spot)
            x = spot.left + spot.width - display_width(text) + caret
        self.app.cursor_position = self.content_region.offset + Offset(x, y)


def _character_at(text: str, cell: int) -> str:
    """The character that covers a cell of a text."""
    seen = 0
    for part, size in clusters(text):
        seen += size
        if seen > cell:
            return part
    return " "
