"""A laid-out table as HTML tables that a screen reader can read: caption, heads, and ids of heads.

The form has three levels of heads, more than `scope` can tell of, so every number also names the
heads it stands under and beside (`headers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from nianbao.report.column_widths import column_shares
from nianbao.report.layout import LaidBlock, LaidCell, LaidTable, Row
from nianbao.writers.printed import as_xml_text

# As `html.escape` has it, whose module brings the table of all named characters with it.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def text(said: str) -> str:
    """Text as HTML shows it, whatever stands in it."""
    return as_xml_text(said).translate(_ESCAPES)


def web_tables(table: LaidTable, caption: str, *, plain: bool = False) -> Iterator[str]:
    """A table for each block of the form's table, with the block's title as its caption.

    Args:
        table: what is laid out.
        caption: what a table is called whose block has no title.
        plain: say borders and alignment at the cells, for editors that keep no style sheet.
    """
    shares = column_shares(table)
    for number, block in enumerate(table.blocks):
        yield _Block(caption_id(table, number), block, shares, plain).html(caption)


def caption_id(table: LaidTable, number: int) -> str:
    """The id of the caption of the table that the block of that number gives."""
    return f"{table.name}-{number}"


class _Block:
    """One block as one table; `prefix` makes the ids of its heads unique in the page."""

    def __init__(
        self, prefix: str, block: LaidBlock, shares: tuple[float, ...], plain: bool
    ) -> None:
        self._prefix, self._plain = prefix, plain
        first = block.rows[0][0]
        self._title = first.text if first is not None and first.role == "title" else None
        start = 0 if self._title is None else 1
        self._rows = block.rows[start:]
        self._heads = block.head_rows - start
        self._stubs = block.stub_columns
        # Only a wider block has a cell in every column; HTML knows no column without one.
        begun = {n for row in self._rows for n, cell in enumerate(row) if cell is not None}
        self._column = list(accumulate(n in begun for n in range(len(shares) + 1)))
        self._shares = [0.0] * len(begun)
        for share, column in zip(shares, self._column, strict=False):
            self._shares[column - 1] += share
        self._above: dict[int, list[str]] = {}
        """The ids of the heads over each column."""
        self._beside: dict[int, list[str]] = {}
        """The ids of the labels before each row."""
        self._note_heads()

    def html(self, caption: str) -> str:
        """The table."""
        columns = "".join(f'<col style="width:{100 * share:.2f}%">' for share in self._shares)
        rows = [self._row(number, row) for number, row in enumerate(self._rows)]
        look = ' border="1" style="border-collapse:collapse;width:100%"' if self._plain else ""
        return "\n".join(
            [
                f"<table{look}>",
                f'<caption id="{self._prefix}">{text(self._title or caption)}</caption>',
                f"<colgroup>{columns}</colgroup>",
                "<thead>",
                *rows[: self._heads],
                "</thead>",
                "<tbody>",
                *rows[self._heads :],
                "</tbody>",
                "</table>",
            ]
        )

    def _note_heads(self) -> None:
        for number, row in enumerate(self._rows):
            for column, cell in enumerate(row):
                if cell is None:
                    continue
                name = self._id(number, column)
                if cell.role == "head":
                    for over in range(column, column + cell.column_span):
                        self._above.setdefault(over, []).append(name)
                elif cell.role == "stub":
                    for before in range(number, number + cell.row_span):
                        self._beside.setdefault(before, []).append(name)

    def _id(self, row: int, column: int) -> str:
        return f"{self._prefix}-{row}-{column}"

    def _row(self, number: int, row: Row) -> str:
        cells = (
            self._cell(number, column, cell) for column, cell in enumerate(row) if cell is not None
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, row: int, column: int, cell: LaidCell) -> str:
        wide = self._wide(column, cell)
        spans = "".join(
            f' {name}="{span}"'
            for name, span in (("colspan", wide), ("rowspan", cell.row_span))
            if span > 1
        )
        if cell.role == "number":
            named = " ".join((*self._above.get(column, ()), *self._beside.get(row, ())))
            look = ' style="text-align:center"' if self._plain else ""
            return f'<td headers="{named}"{spans}{look}>{text(cell.text)}</td>'
        if cell.role == "corner" and self._stubs != 1:
            return f'<td class="corner"{spans}>{text(cell.text)}</td>'
        scope = self._scope(cell, wide)
        if not cell.vertical:
            return f'<th id="{self._id(row, column)}" scope="{scope}"{spans}>{text(cell.text)}</th>'
        upright = f'<span class="vertical">{text(cell.text)}</span>'
        return (
            f'<th class="vertical" id="{self._id(row, column)}" scope="{scope}"{spans}>'
            f"{upright}</th>"
        )

    def _wide(self, column: int, cell: LaidCell) -> int:
        """How many of the columns that there are the cell spans."""
        return self._column[column + cell.column_span - 1] - self._column[column] + 1

    @staticmethod
    def _scope(cell: LaidCell, wide: int) -> str:
        if cell.role == "stub":
            return "rowgroup" if cell.row_span > 1 else "row"
        return "colgroup" if wide > 1 else "col"
