"""A list to choose from, with the arrows and Enter, the mouse, or a digit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

Piece = str | tuple[str, str]
"""A part of a row, with its style where it has one of its own."""

_CUT = ".."
_STATUS_STYLES = {"有问题": "$text-error bold", "已完成": "$text-success", "未开始": "$text-muted"}


def status_style(label: str) -> str:
    """The colour of a section's status; the word says the same."""
    return _STATUS_STYLES.get(label, "$foreground")


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a menu; one without an id is a heading, or a blank line."""

    id: str
    text: str | Sequence[Piece]
    digit: str = ""
    """The digit that chooses it, "" for none."""


def numbered(items: Iterable[tuple[str, str | Sequence[Piece]]], first: int = 1) -> list[Item]:
    """Rows with the digits from `first` to 9; those after the ninth have none."""
    return [
        Item(name, text, str(number) if number <= 9 else "")
        for number, (name, text) in enumerate(items, first)
    ]


class Menu(OptionList, inherit_bindings=False):
    """Rows to choose from; `OptionList.OptionSelected` tells which, by its id.

    A digit chooses the row that shows it, also a full-width one from an input method.
    """

    BINDINGS = [
        Binding("down", "cursor_down", "下一行", show=False),
        Binding("up", "cursor_up", "上一行", show=False),
        Binding("pagedown", "page_down", "下一页", show=False),
        Binding("pageup", "page_up", "上一页", show=False),
        Binding("home", "first", "第一行", show=False),
        Binding("end", "last", "最后一行", show=False),
        Binding("enter", "select", "选定", id="choose", tooltip="选定这一行（也可按行首的数字）"),
    ]

    def __init__(self, items: Iterable[Item] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(compact=True, markup=False, id=id)
        self._items: list[Item] = []
        self.show(items)

    def show(self, items: Iterable[Item]) -> None:
        """Show these rows; only those that changed are drawn again where their ids are the same."""
        items = list(items)
        room = self.scrollable_content_region.width
        if [_fixed(item) for item in items] == [_fixed(item) for item in self._items]:
            for old, new in zip(self._items, items, strict=True):
                if old != new:
                    self.replace_option_prompt(new.id, _prompt(new, room))
            self._items = items
            return
        chosen = self.chosen
        self._items = items
        self.set_options(
            Option(_prompt(item, room), id=item.id or None, disabled=not item.id) for item in items
        )
        self.choose(chosen)

    def on_resize(self) -> None:
        """A row that is too long for the list says that it is cut."""
        room = self.scrollable_content_region.width
        for item in self._items:
            if item.id and self.get_option(item.id).prompt != (prompt := _prompt(item, room)):
                self.replace_option_prompt(item.id, prompt)

    @property
    def chosen(self) -> str | None:
        """The id of the row at the cursor."""
        option = self.highlighted_option
        return option.id if option is not None else None

    def choose(self, id: str | None) -> None:  # noqa: A002
        """Put the cursor on a row; on the first one where there is no such row."""
        ids = [item.id for item in self._items]
        usable = [index for index, known in enumerate(ids) if known]
        if id in ids:
            self.highlighted = ids.index(id)
        else:
            self.highlighted = usable[0] if usable else None

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        digit = unicodedata.digit(event.character or " ", None) if event.character else None
        chosen = [item for item in self._items if item.digit and item.digit == str(digit)]
        if chosen:
            event.stop()
            event.prevent_default()
            self.choose(chosen[0].id)
            self.action_select()


def _fixed(item: Item) -> Item | str:
    """What of a row can only change with the whole list: its id, or all of one without an id."""
    return item.id or item


def _prompt(item: Item, room: int) -> Content:
    """A row in so many cells, unless it is folded; while the list has no size yet, all of it."""
    pieces = [item.text] if isinstance(item.text, str) else list(item.text)
    head = [(f" {item.digit or ' '} ", "bold")] if item.id else []
    row = Content.assemble(*head, *pieces)
    if 0 < room < row.cell_length and "\n" not in row.plain:
        return row.truncate(max(0, room - len(_CUT))).rstrip() + _CUT
    return row
