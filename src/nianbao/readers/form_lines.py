"""The rows of numbers that the form prints for a table."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.editions import Edition, Table

WHOLE_TABLE = ""
"""The name of the only row of a table whose rows are printed under its columns."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row of numbers."""

    called: str
    """Its labels, as messages name it."""
    names: tuple[str, ...]
    """The addresses of its cells, in the order of the form."""
    labels: tuple[str, ...]
    """The name of the label over each of them."""
    optional: bool = False
    """Whether it belongs to another edition's form."""


def form_lines(edition: Edition, table: Table) -> dict[str, FormLine]:
    """The rows of a table by their names, in the order of the form."""
    if table.printed == "rows_under_columns":
        cells = [
            table.cell(row, column)
            for block in table.blocks
            for column in block.columns
            for row in block.rows
        ]
        names = tuple(cell.address for cell in cells)
        title = edition.section_of(names[0]).title
        return {WHOLE_TABLE: FormLine(title, names, tuple(cell.row.name for cell in cells))}
    return {
        row.name: FormLine(
            " / ".join(row.path),
            tuple(table.cell(row, column).address for column in block.columns),
            tuple(column.name for column in block.columns),
            row.optional,
        )
        for block in table.blocks
        for row in block.rows
    }
