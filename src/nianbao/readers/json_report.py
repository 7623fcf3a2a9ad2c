"""A report's JSON export read back: the tree of its file under the same keys."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from nianbao.editions import Editions
from nianbao.readers.doubts import organ_missing
from nianbao.readers.imported import Imported, NotAReport
from nianbao.report.file_keys import ReportKeys


def read_json(
    text: str, editions: Editions, *, organ: str | None = None, year: int | None = None
) -> Imported:
    """The report that a JSON text holds.

    Args:
        text: the whole document.
        editions: the editions it may be in.
        organ: the office, where the user has said it.
        year: the year reported on, where the user has said it.

    Raises:
        NotAReport: it is not JSON, or holds no report; the message names the key.
    """
    data = _tree(text)
    head = data.get("report")
    if isinstance(head, dict):
        said = {"organ": organ, "year": year}
        head.update({key: value for key, value in said.items() if value is not None})
        head["published"] = _day(head.get("published"))
        if head["published"] is None:
            del head["published"]
    keys = ReportKeys(data, dict)
    report = keys.report(editions)
    if report is None:
        raise NotAReport(f"这份 JSON 不是年报：{keys.problems[0].message}请核对是否选错了文件。")
    return Imported(report, () if report.organ else (organ_missing(),), {})


def _tree(text: str) -> dict[str, Any]:
    try:
        data = json.loads(
            text.removeprefix("\ufeff"), parse_float=Decimal, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise NotAReport(
            f"这份 JSON 在第 {error.lineno} 行第 {error.colno} 列有语法错误，读不下去。请改正，或者重新导出一份。"
        ) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise NotAReport(
            "这份 JSON 里有读不了的数字，或者嵌套太深，不是年报。请核对是否选错了文件。"
        ) from error
    if not isinstance(data, dict):
        raise NotAReport("这份 JSON 不是年报：最外层应是一个对象。请核对是否选错了文件。")
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
