"""One cell of the grid as text."""

from __future__ import annotations

from nianbao.report.typed_numbers import format_number
from nianbao.report.width import clusters, cut, display_width, pad_left
from nianbao.wizard.cell_state import CellState
from nianbao.wizard.grid_editor import CellEditor

_CUT = "~"


def content(state: CellState) -> str:
    """The marks and the number of a cell: `=15`, `!*7`, `.`."""
    severity = state.mark if state.mark in "!?" else ""
    if state.draft is not None:
        return severity + state.draft
    if state.value is None:
        return f"{severity}."
    total = "*" if state.typed_total else "=" if state.follows else ""
    return f"{severity}{total}{format_number(state.value)}"


def width_of(state: CellState) -> int:
    """The cells that a cell takes; what could not be read may be cut."""
    if state.draft is not None:
        return 0
    number = display_width(format_number(state.value)) if state.value is not None else 1
    # The cursor's brackets take the place of one mark, and the gap to the right.
    return max(display_width(content(state)), number + 1)


def cell_text(state: CellState, width: int, *, at_cursor: bool, selected: bool = False) -> str:
    """A cell in exactly `width` cells, in brackets where the cursor is; `<` after a selected one."""
    text = content(state)
    if not at_cursor:
        return pad_left(cut(text, width - 1, _CUT), width - 1) + ("<" if selected else " ")
    room = width - 2
    if state.draft is None:
        while display_width(text) > room:
            text = text[1:]
    return f"[{pad_left(cut(text, room, _CUT), room)}]"


def editor_text(editor: CellEditor, width: int, most: int) -> tuple[str, int]:
    """A cell that is typed in, and where in it the caret stands.

    It is `width` cells wide, or wider, up to `most`, where the text asks for it; of a longer text
    the part around the caret. Behind the last character, the caret stands on the bracket.
    """
    room = max(width - 2, min(most - 2, display_width(editor.text)))
    parts, caret = list(clusters(editor.text)), editor.caret
    while parts and caret > room:
        caret -= parts.pop(0)[1]
    text = cut("".join(part for part, _ in parts), room)
    padding = room - display_width(text)
    return f"[{' ' * padding}{text}]", 1 + padding + caret
