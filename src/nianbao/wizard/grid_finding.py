"""Finding a cell by words of its row and column."""

from __future__ import annotations

from nianbao.editions import Cell, Heading, Table
from nianbao.report import Report
from nianbao.wizard.grid_table import EntryTable, entry_table


def found(entry: EntryTable, words: str, at: str) -> list[str]:
    """The cells whose row and column hold all these words, the nearest to the one at `at` first.

    A column that no word speaks of is the one at the cursor, where there is a match; a row too.
    A name told in full goes first, and what a row is called before the rest of its label and the
    headings over it.
    """
    wanted = words.split()
    cells = [cell for line in entry.lines for cell in line.cells]
    here = next(cell for cell in cells if cell.address == at)
    matching = [cell for cell in cells if all(_holds(cell, word) for word in wanted)]

    def farness(cell: Cell) -> tuple[int, bool, bool, int]:
        speaks_of_row = any(word in _text(cell.row) for word in wanted)
        speaks_of_column = any(word in _text(cell.column) for word in wanted)
        named = (cell.row.called in wanted) + (cell.column.called in wanted)
        return (
            -named,
            not speaks_of_column and cell.column != here.column,
            not speaks_of_row and cell.row != here.row,
            sum(word not in cell.row.called + "\n" + cell.column.called for word in wanted),
        )

    return [cell.address for cell in sorted(matching, key=farness)] if wanted else []


def found_elsewhere(report: Report, words: str, beside: Table | None = None) -> list[Cell]:
    """The cells of the other tables that hold all these words, in the order of the form.

    Args:
        report: its cells decide which rows of another edition's form there are.
        words: spaces between.
        beside: the table not to look in; None: look in all.
    """
    entries = [
        entry_table(table, report.cells.__contains__)
        for table in report.edition.tables
        if table is not beside
    ]
    addresses = [address for entry in entries for address in found(entry, words, entry.first)]
    return [report.edition.cells[address] for address in addresses]


def _holds(cell: Cell, word: str) -> bool:
    return word in _text(cell.row) or word in _text(cell.column)


def _text(heading: Heading) -> str:
    return "\n".join([*heading.path, heading.called, heading.short])
