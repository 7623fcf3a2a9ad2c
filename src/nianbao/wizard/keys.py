"""How keys are shown, in which order, and the keys that several screens have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

# What the user reads from the left: help and the way out first, the palette last.
FOOTER_ORDER = (
    "help",
    "back",
    "overview",
    "choose",
    "accept",
    "drop",
    "insert",
    "previous_question",
    "fill_blanks",
    "next_problem",
    "suggest",
    "review",
    "outline",
    "last_year",
    "quick",
    "next_section",
    "export",
    "find",
    "previous_section",
    "previous_problem",
    "undo",
    "redo",
    "save",
    "quit",
)
LAST_IN_FOOTER = "palette"
NO_KEY = "palette."
"""Begins the key of a command that has none: it is given in the palette, in F1, and by its row."""

FILL_BLANKS = Binding(
    "f6,ctrl+t",
    "fill_blanks",
    "空白填0",
    id="fill_blanks",
    tooltip="把本列的空白填为0；再按一次，填全表的空白",
    priority=True,
)
FIND = Binding("ctrl+f", "find", "查找", id="find", tooltip="按文字查找", priority=True)

FIND_CELL = Binding(
    "ctrl+f",
    "find_cell",
    "查找",
    id="find",
    tooltip="按行、列中的文字找到一格，并到那里去",
    priority=True,
)

_NAMES = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "enter": "Enter",
    "space": "空格",
    "up": "上",
    "down": "下",
    "tab": "Tab",
    "delete": "Delete",
}


_LEAVES = "Esc"
"""Always told first: every screen has it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can be given now: its keys, what it is called, and how it is run."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    action: str
    node: DOMNode
    in_footer: bool = True


def shown_key(key: str) -> str:
    """A key as the user knows it: `Ctrl+P` for `ctrl+p`, `Esc` for `escape`; "" for none."""
    if key.startswith(NO_KEY):
        return ""
    *modifiers, last = key.split("+")
    names = [*(modifier.capitalize() for modifier in modifiers), _NAMES.get(last, last.upper())]
    return "+".join(names)


def first_key(keys: str) -> str:
    """The first of some keys that Textual names, commas between, as the user knows it."""
    return min((shown_key(key) for key in keys.split(",") if key), key=len, default="")


def key_of(screen: Screen[Any], id: str) -> str:  # noqa: A002
    """The key of a command that works on this screen now, as the footer shows it; "" for none."""
    keys = next((command.keys for command in commands(screen) if command.id == id), ())
    return next(iter(keys), "")


def commands(screen: Screen[Any]) -> tuple[Command, ...]:
    """The commands that work on this screen now, in the footer's order, each with all its keys.

    Only our own count: those whose binding has an id.
    """
    found: dict[str, Command] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id is None or binding.system or not active.enabled:
            continue
        known = found.get(binding.id)
        keys = {*(known.keys if known else ()), shown_key(binding.key)} - {""}
        found[binding.id] = Command(
            binding.id,
            tuple(sorted(keys, key=lambda key: (key != _LEAVES, len(key)))),
            binding.description,
            binding.tooltip,
            binding.action,
            active.node,
            binding.show,
        )
    return tuple(_in_footer_order(found.values()))


def _in_footer_order(found: Iterable[Command]) -> list[Command]:
    def rank(command: Command) -> int:
        if command.id == LAST_IN_FOOTER:
            return len(FOOTER_ORDER) + 1
        order = FOOTER_ORDER
        return order.index(command.id) if command.id in order else len(order)

    return sorted(found, key=rank)
