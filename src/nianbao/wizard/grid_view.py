"""The grid as it is drawn: heads and labels that stay, cells, and the cell that is typed in."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from nianbao.editions import Table
from nianbao.report.width import clusters, display_width
from nianbao.wizard.document import Document
from nianbao.wizard.grid_editor import CellEditor
from nianbao.wizard.grid_picture import GridPicture


class GridView(ScrollView):
    """Draws a table of the document with a cursor, and again only the cells that changed."""

    ALLOW_SELECT = False
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
        "grid--selected",
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
    | `grid--selected` | A cell of the selected block; `<` stands behind it. |
    | `grid--caret` | The character at the caret, or the bracket behind the last one. |
    """

    DEFAULT_CSS = """
    GridView {
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
        & > .grid--selected { color: $foreground; background: $surface; text-style: reverse; }
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

    def __init__(self, document: Document, table: Table, address: str | None = None) -> None:
        """`address` is the cell to start at; None for the first."""
        super().__init__()
        self._picture = GridPicture(document, table)
        self._editor: CellEditor | None = None
        self._reach = 0
        known = address is not None and self._picture.entry.place(address) is not None
        start = address if known and address else self._picture.entry.first
        self.set_reactive(GridView.cursor, start)

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
        self._show_cursor()
        self.post_message(self.CursorMoved(after))

    def on_resize(self) -> None:
        """Lay out for the new width; the cursor stays where it is, and is seen."""
        self._lay_out()
        self.call_after_refresh(self._show_cursor)

    def on_focus(self) -> None:
        """The terminal's cursor shows where the input method's window belongs."""
        self._redraw(self.cursor)
        self.call_after_refresh(self._place_terminal_cursor)

    def _draw_editor(self) -> None:
        """Draw the cell that is typed in, and of its line what a longer text covered before."""
        spot = self._picture.spot(self.cursor)
        if self._editor is not None and spot is not None:
            size = display_width(self._picture.typed(self._editor, spot)[0])
            self._reach, reach = size, max(size, self._reach)
            y = self._window_line(spot.row)
            if y is not None:
                self.refresh(Region(spot.left + spot.width - reach, y, reach, 1))
        self._place_terminal_cursor()

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

    def _show_cursor(self) -> None:
        self._scroll_to_cursor()
        self._place_terminal_cursor()

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
