"""Asking for the cells of a table, one after the other down each column."""

from __future__ import annotations

from nianbao.editions import Cell, Section
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.document import Document
from nianbao.wizard.grid_table import entry_table
from nianbao.wizard.plain.talk import Command, Given, Talk


def ask_table(talk: Talk, document: Document, section: Section) -> None:
    """Ask for every cell that no sum settles, from the first blank one on.

    Raises:
        Given: a command that leads out of the table.
        Ended: there is nothing more to read.
    """
    cells = _cells(document, section)
    blank = [n for n, cell in enumerate(cells) if _is_open(document, cell)]
    number = blank[0] if blank else 0
    talk.say(section.help)
    while 0 <= number < len(cells):
        cell = cells[number]
        place = f"（{number + 1}/{len(cells)}）"
        try:
            if _ask_cell(talk, document, cell, place):
                number += 1
                _tell_of_column(talk, document, cells, number)
        except Given as given:
            number = _obey(talk, document, cells, number, given)
    talk.say(f"{section.title}：{_state(document, section)}")


def _obey(talk: Talk, document: Document, cells: list[Cell], number: int, given: Given) -> int:
    """What a command does here; the number of the cell to ask for next."""
    cell = cells[number]
    if given.command is Command.PREVIOUS:
        return max(0, number - 1)
    if given.command is Command.CLEAR:
        document.clear_cell(cell.address)
        return number
    if given.command is Command.ZEROS:
        talk.say(document.fill_column(cell.address).message)
        document.save()
        blank = (n for n in range(number, len(cells)) if _is_open(document, cells[n]))
        return next(blank, len(cells))
    raise given


def _cells(document: Document, section: Section) -> list[Cell]:
    """The cells to ask for: down the columns; of small tables one below the other, along each."""
    table = document.edition.table(section.table or "")
    entry = entry_table(table, lambda address: address in document.report.cells)
    found: list[Cell] = []
    address: str | None = entry.first
    while address is not None:
        found.append(document.edition.cells[address])
        address = entry.down(address) if len(table.blocks) == 1 else entry.along(address)
    return [cell for cell in found if not document.cell(cell.address).follows]


def _is_open(document: Document, cell: Cell) -> bool:
    state = document.cell(cell.address)
    return state.value is None and state.draft is None


def _ask_cell(talk: Talk, document: Document, cell: Cell, place: str) -> bool:
    """Ask for one cell; whether what was typed is settled."""
    state = document.cell(cell.address)
    now = state.draft if state.draft is not None else None
    if now is None and state.value is not None:
        now = format_number(state.value)
    last = document.last_year_line(cell.address).partition("，按上年")[0]
    known = "，".join(filter(None, [f"现填 {now}" if now is not None else "", last]))
    typed = talk.ask(f"{place}{cell.place}{f'（{known}）' if known else ''}：")
    if not typed.strip():
        return True
    document.type_cell(cell.address, typed)
    document.save()
    if document.cell(cell.address).draft is not None:
        found = document.findings_at(cell.address)
        talk.say(f"! {found[0].message}" if found else "! 读不出这个数，请重新输入。")
        return False
    return True


def _tell_of_column(talk: Talk, document: Document, cells: list[Cell], number: int) -> None:
    """At the foot of a column, say how it balances."""
    done = cells[number - 1]
    ended = number == len(cells) or cells[number].column is not done.column
    line = document.balance_line(done.table, done.column.name) if ended else ""
    if line:
        talk.say(line)


def _state(document: Document, section: Section) -> str:
    status = document.status(section.name)
    return " ".join(filter(None, [status.label, status.detail]))
