"""The keys of a report's file, each checked for its name, type and range.

All problems of a file are collected, in the order met, so that one reading tells them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from nianbao.editions import Cell, Edition, Editions
from nianbao.editions.toml_positions import Path
from nianbao.report.model import Answer, Number, Report
from nianbao.report.texts import clean_line, clean_text
from nianbao.report.typed_numbers import plain_number

SCHEMA = 1
"""The version of the file's layout."""

LARGEST_NUMBER = 10**15 - 1
DECIMAL_PLACES = 4

# A look for the nearest name costs half a millisecond; a file of nothing but unknown keys has
# thousands of them, and one who reads the messages does not get so far.
_MOST_SUGGESTIONS = 20


class Problem(NamedTuple):
    """One mistake in a report's file and where it stands."""

    message: str
    line: int | None = None
    column: int | None = None


class ReportKeys:
    """Reads the parsed tree of a report's file and collects what is wrong with it."""

    def __init__(
        self, data: Mapping[str, Any], find_places: Callable[[], Mapping[Path, tuple[int, int]]]
    ) -> None:
        """`find_places` gives line and column of the keys; it is called for the first problem."""
        self._data, self._find_places = data, find_places
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, in the order of the file."""
        return tuple(sorted(self._problems, key=lambda p: (p.line or 0, p.column or 0)))

    def report(self, editions: Editions) -> Report | None:
        """The report, or None when there are problems."""
        edition = self._edition(editions)
        if edition is None:
            return None
        tables = [table.name for table in edition.tables]
        known = ["schema", "edition", "report", "narrative", *tables, "answers", "extra"]
        self._refuse_unknown((), self._data, known)
        head = self._table(("report",), ["organ", "year", "title", "published", "last_year"])
        texts = [section.name for section in edition.texts]
        narrative = self._table(("narrative",), texts) if "narrative" in self._data else {}
        report = Report(
            edition=edition,
            organ=self._line(("report", "organ"), head, required=True) or "",
            year=self._year(head),
            narrative={
                name: text
                for name in texts
                if name in narrative and (text := self._text(("narrative", name), narrative[name]))
            },
            cells=self._cells(edition),
            title=self._line(("report", "title"), head),
            published=self._published(head),
            last_year=self._last_year(head),
            answers=self._answers(),
            extra=self._table(("extra",), None) if "extra" in self._data else {},
        )
        return None if self._problems else report

    @cached_property
    def _places(self) -> Mapping[Path, tuple[int, int]]:
        return self._find_places()

    def _problem(self, path: Path, message: str) -> None:
        place = next(
            (self._places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._places),
            (None, None),
        )
        self._problems.append(Problem(message, *place))

    def _refuse_unknown(self, path: Path, table: Mapping[str, Any], known: Iterable[str]) -> None:
        names = list(known)
        for key in table:
            if key not in names:
                near = self._nearest(key, names)
                said = f"，是否应为“{near[0]}”？" if near else f"，这里可以写：{_some(names)}。"
                where = f"[{'.'.join(path)}] 里" if path else ""
                self._problem((*path, key), f"{where}不认识“{_cut(key)}”{said}")

    def _nearest(self, key: str, names: list[str]) -> list[str]:
        """The known name most like `key`; looked for only while the mistakes are few."""
        if len(self._problems) >= _MOST_SUGGESTIONS:
            return []
        # Only what is mistyped needs it.
        from difflib import get_close_matches

        return get_close_matches(_cut(key), names, n=1, cutoff=0.5)

    def _table(self, path: Path, known: Iterable[str] | None) -> dict[str, Any]:
        value: Any = self._data
        for key in path:
            if key not in value:
                self._problem(path[:-1], f"缺少 [{'.'.join(path)}]，请补上这张表。")
                return {}
            value = value[key]
        if not isinstance(value, dict):
            self._problem(path, f"“{'.'.join(path)}”应是一张表，写成 [{'.'.join(path)}]。")
            return {}
        if known is not None:
            self._refuse_unknown(path, value, known)
        return value

    def _edition(self, editions: Editions) -> Edition | None:
        schema = self._data.get("schema")
        if schema is None and "edition" not in self._data:
            self._problem((), "这不是年报文件：缺少 schema 和 edition。")
            return None
        if schema is None:
            self._problem((), f"缺少 schema，请在文件开头写上 schema = {SCHEMA}。")
        elif isinstance(schema, bool) or not isinstance(schema, int):
            self._problem(("schema",), f"schema 应是数字 {SCHEMA}。")
        elif schema != SCHEMA:
            self._problem(
                ("schema",), f"schema 是 {schema}，本程序只认得 {SCHEMA}；请用较新版本的程序打开。"
            )
        name = self._data.get("edition")
        edition = editions.get(name) if isinstance(name, str) else None
        if edition is None:
            names = "、".join(f'"{known}"' for known in editions.names)
            said = "缺少 edition" if name is None else f"edition 写的是 {_shown(name)}"
            self._problem(("edition",) if name is not None else (), f"{said}，应是 {names} 之一。")
        return edition

    def _line(self, path: Path, table: Mapping[str, Any], *, required: bool = False) -> str | None:
        value = table.get(path[-1])
        if value is None:
            if required and table:
                self._problem(path, f"缺少“{path[-1]}”，请在 [{path[0]}] 里补上。")
            return None
        if not isinstance(value, str):
            self._problem(path, f"“{path[-1]}”应是文字，写在半角引号里。")
            return None
        return clean_line(value) or (None if not required else "")

    def _text(self, path: Path, value: Any) -> str:
        if isinstance(value, str):
            return clean_text(value)
        self._problem(path, f"“{'.'.join(path)}”应是文字，写在半角引号里。")
        return ""

    def _year(self, head: Mapping[str, Any]) -> int:
        year = head.get("year")
        if year is None:
            if head:
                self._problem(("report", "year"), "缺少“year”，请在 [report] 里写上年份。")
        elif isinstance(year, bool) or not isinstance(year, int):
            self._problem(("report", "year"), "“year”应是四位的年份，不加引号，例如 2021。")
        elif not 1000 <= year <= 9999:
            self._problem(("report", "year"), f"“year”写的是 {year}，应是四位的年份，例如 2021。")
        else:
            return year
        return 0

    def _published(self, head: Mapping[str, Any]) -> date | None:
        published = head.get("published")
        if isinstance(published, date) and not isinstance(published, datetime):
            return published
        if published is not None:
            self._problem(
                ("report", "published"), "“published”应是日期，不加引号，例如 2026-01-15。"
            )
        return None

    def _last_year(self, head: Mapping[str, Any]) -> str | None:
        name = self._line(("report", "last_year"), head)
        if name is not None and (name in (".", "..") or any(sign in name for sign in "/\\:")):
            self._problem(
                ("report", "last_year"), "“last_year”只写文件名，文件应与本报告在同一个文件夹里。"
            )
            return None
        return name

    def _cells(self, edition: Edition) -> dict[str, Number]:
        cells: dict[str, Number] = {}
        for table in edition.tables:
            if table.name not in self._data:
                continue
            columns: dict[str, list[str]] = {}
            for address in (cell.address for cell in table.cells.values()):
                _, column, key = address.split(".")
                columns.setdefault(column, []).append(key)
            for column in self._table((table.name,), columns):
                if column not in columns:
                    continue
                path = (table.name, column)
                for key, value in self._table(path, columns[column]).items():
                    cell = edition.cells.get(f"{table.name}.{column}.{key}")
                    if cell is not None:
                        mistake = number_mistake(cell, value)
                        if mistake is None:
                            cells[cell.address] = plain_number(value)
                        else:
                            self._problem((*path, key), f"“{cell.place}”{mistake}")
        return {address: cells[address] for address in edition.cells if address in cells}

    def _answers(self) -> tuple[Answer, ...]:
        items = self._data.get("answers", [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self._problem(("answers",), "“answers”应是表的列表，每一条写成 [[answers]]。")
            return ()
        return tuple(self._answer(str(index), item) for index, item in enumerate(items))

    def _answer(self, index: str, item: Mapping[str, Any]) -> Answer:
        path = ("answers", index)
        self._refuse_unknown(path, item, ["rule", "cells", "quote", "reason", "values"])
        for key in ("rule", "reason", "quote"):
            if (key in item or key != "quote") and not isinstance(item.get(key), str):
                self._problem((*path, key), f"[[answers]] 里的“{key}”应是文字。")
        cells, values = item.get("cells", []), item.get("values", {})
        if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
            self._problem((*path, "cells"), "[[answers]] 里的“cells”应是单元格名称的列表。")
            cells = []
        if not isinstance(values, dict) or not all(map(_is_answer_value, values.values())):
            self._problem((*path, "values"), '[[answers]] 里的“values”应是数字，空白写成 ""。')
            values = {}
        return Answer(
            rule=str(item.get("rule", "")),
            cells=tuple(cells),
            reason=clean_text(str(item.get("reason", ""))),
            quote=item.get("quote"),
            values={key: None if n == "" else plain_number(n) for key, n in values.items()},
        )


def number_mistake(cell: Cell, value: Any) -> str | None:
    """What is wrong with `value` as the number of `cell`, in words; None when nothing is."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return f"写的是 {_shown(value)}，应是数字，不加引号；没有数字的格请删去这一行。"
    if isinstance(value, Decimal) and not value.is_finite():
        return f"写的是 {value}，应是数字。"
    if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        return "的数字超过 15 位，请核对。"
    if value < 0 and cell.kind != "signed":
        return f"写的是 {value}，不能是负数。"
    if cell.kind == "amount":
        if _places(Decimal(value)) > DECIMAL_PLACES:
            return f"写的是 {value}，单位是万元，最多 {DECIMAL_PLACES} 位小数。"
    elif isinstance(value, Decimal):
        return f"写的是 {value}，应是整数，不带小数点。"
    return None


def _is_answer_value(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) <= LARGEST_NUMBER and _places(value) <= 15
    return value == "" or (isinstance(value, int) and not isinstance(value, bool))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _shown(value: Any) -> str:
    return _cut(repr(value) if isinstance(value, str) else str(value))


def _cut(shown: str) -> str:
    return shown if len(shown) <= 40 else f"{shown[:40]}…"


def _some(names: list[str]) -> str:
    return "、".join(names[:8]) + (" 等" if len(names) > 8 else "")
