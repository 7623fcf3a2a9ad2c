"""What is to be said of the rows of one table that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nianbao.checks.finding import Finding
from nianbao.editions import Edition
from nianbao.readers.document import Places
from nianbao.readers.doubts import doubt, shown
from nianbao.readers.form_lines import WHOLE_TABLE, FormLine, form_lines
from nianbao.readers.row_balance import Way
from nianbao.readers.table_rows import FoundRow
from nianbao.report import Number

_MOST_TOLD_ONE_BY_ONE = 4
_MOST_WAYS_TOLD = 4


class TableDoubts:
    """Collects the doubts about one table."""

    def __init__(self, edition: Edition, section: str, places: Places) -> None:
        self.found: list[Finding] = []
        self._edition, self._section, self._places = edition, section, places

    def table_missing(self, cells: tuple[str, ...]) -> None:
        """The whole table was not found."""
        title = self._edition.section(self._section).title
        self._add(
            "import-table-missing",
            f"没有找到“{title}”的表格，{len(cells)} 格都没有填入；请对照原文补填。",
            cells,
        )

    def rows_missing(self, lines: Sequence[FormLine]) -> None:
        """Some rows of the form were not found."""
        names = "、".join(f"“{line.called}”" for line in lines[:6])
        more = f"等 {len(lines)} 行" if len(lines) > 6 else ""
        self._add(
            "import-row-missing",
            f"表里没有读到 {names}{more}，这些格没有填入；请对照原文补填。",
            tuple(address for line in lines for address in line.names),
        )

    def row_unknown(self, row: FoundRow, cells: tuple[str, ...]) -> None:
        """A row has numbers, but none of the form's names; `cells` are those it may be about."""
        texts = "、".join(shown(cell.text, 16) for _, cell in row.values[:20])
        self._add(
            "import-row-unknown",
            f"原文{self._place(row)}的 {shown(texts, 80)} 没有对上表里的任何一行，没有填入；"
            "请对照原文补填。",
            cells,
            row,
        )

    def row_twice(self, line: FormLine, rows: Sequence[FoundRow]) -> None:
        """A row of the form stands in the document several times, with other numbers."""
        places = "、".join(self._place(row) for row in rows)
        self._add(
            "import-row-twice",
            f"“{line.called}”一行在原文{places}都有，数字不同；已读入{self._place(rows[0])}的，"
            "请核对原文应以哪一行为准。",
            line.names,
            rows[0],
        )

    def row_of_another_edition(self, line: FormLine, cells: tuple[str, ...], instead: int) -> None:
        """The document has one row where this edition's form has `instead` rows."""
        self._add(
            "import-edition-mixed",
            f"“{line.called}”在原文里是一行，{self._edition.name} 年格式分为 {instead} 行；"
            "已按原文的一行读入，没有分到各行，请核对。",
            cells,
        )

    def heads_absent(self, row: FoundRow, absent: tuple[str, ...]) -> None:
        """Some columns have no head, so that their cells were not found."""
        places = "、".join(f"“{self._edition.cells[address].place}”" for address in absent)
        self._add(
            "import-cell-unclear",
            f"原文的表里没有找到 {places} 的列标题，这些格没有填入；请对照原文补填。",
            absent,
            row,
        )

    def holes(self, line: FormLine, row: FoundRow, holes: tuple[str, ...]) -> None:
        """A row has no cell of its own under some heads."""
        places = "、".join(f"“{self._edition.cells[address].place}”" for address in holes[:4])
        more = f"等 {len(holes)} 格" if len(holes) > 4 else ""
        self._add(
            "import-cell-unclear",
            f"“{line.called}”一行在原文{self._place(row)}没有单独的 {places}{more}，"
            "可能少了一格，或者与旁边的格合并了；请对照原文核对。",
            holes,
            row,
        )

    def unclear(
        self,
        rows: Sequence[tuple[FormLine, FoundRow]],
        read: Mapping[str, Number],
        possible: Mapping[str, Sequence[Way]],
    ) -> None:
        """It is not certain which number of a row belongs to which column.

        Args:
            rows: these rows.
            read: what was filled in, of them too.
            possible: the ways that the balances leave, by the name of the row.
        """
        if len(rows) <= _MOST_TOLD_ONE_BY_ONE:
            for line, row in rows:
                self._row_unclear(line, row, read, possible.get(line.called, ()))
            return
        places = "、".join(f"“{line.called}”（原文{self._place(row)}）" for line, row in rows)
        cells = tuple(address for line, _ in rows for address in line.names)
        self._add(
            "import-cell-unclear",
            f"表里有 {len(rows)} 行的数字不能确定各属于哪一格，{_filled(cells, read)}；"
            f"请对照原文核对：{places}。",
            cells,
            rows[0][1],
        )

    def _row_unclear(
        self, line: FormLine, row: FoundRow, read: Mapping[str, Number], ways: Sequence[Way]
    ) -> None:
        texts = "、".join(shown(cell.text, 16) for _, cell in row.values[:20]) or "空白"
        self._add(
            "import-cell-unclear",
            f"“{line.called}”一行在原文{self._place(row)}读到 {texts}，"
            f"格式上有 {len(line.names)} 格，不能确定各数属于哪一格，"
            f"{_filled(line.names, read)}{self._possibilities(ways)}；请对照原文核对。",
            line.names,
            row,
        )

    def _possibilities(self, ways: Sequence[Way]) -> str:
        if not ways:
            return ""
        said = "；或 ".join(
            "、".join(f"{self._in_its_row(a)} {shown(cell.text, 16)}" for a, cell in way.items())
            for way in ways[:_MOST_WAYS_TOLD]
        )
        more = f"等 {len(ways)} 种" if len(ways) > _MOST_WAYS_TOLD else ""
        return f"，按勾稽关系可能是：{said}{more}"

    def _in_its_row(self, address: str) -> str:
        """A cell's name among those of its row."""
        cell = self._edition.cells[address]
        table = self._edition.table(cell.table)
        in_one = WHOLE_TABLE in form_lines(self._edition, table)
        return cell.called if in_one else cell.column.label

    def _place(self, row: FoundRow) -> str:
        return self._places.said(row.line)

    def _add(
        self, rule: str, message: str, cells: tuple[str, ...], row: FoundRow | None = None
    ) -> None:
        line = self._places.line(row.line) if row is not None else None
        self.found.append(doubt(rule, message, cells=cells, section=self._section, line=line))


def _filled(cells: tuple[str, ...], read: Mapping[str, Number]) -> str:
    filled = any(address in read for address in cells)
    return "已按最可能的位置填入" if filled else "没有填入"
