"""What differs between two reports, as text for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from nianbao.report import Number, Report
from nianbao.report.comparison import CellChange, Comparison, SentenceChange
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import printable
from nianbao.writers.check_json import json_number
from nianbao.writers.json_text import json_text

BLANK = "空白"
FIELD_NAMES = {
    "edition": "格式版本",
    "organ": "机关名称",
    "year": "报告年度",
    "title": "标题",
    "published": "公布日期",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with the name of the file it was read from."""

    path: str
    report: Report


def comparison_to_text(found: Comparison, one: Side, other: Side) -> str:
    """A line a difference: number and change, or the sentence before and the sentence after."""
    lines = [f"甲：{_named(one)}", f"乙：{_named(other)}", ""]
    if found.is_same:
        return "\n".join([*lines, "两份年报的数据和文字都相同。"]) + "\n"
    lines += [
        f"{FIELD_NAMES[change.field]}：{_shown(change.before)} → {_shown(change.after)}"
        for change in found.fields
    ]
    if found.fields:
        lines.append("")
    lines += [f"数据：{_counted(len(found.cells), '格')}", *_cell_lines(found.cells)]
    lines += ["", f"文字：{_counted(sum(len(s.sentences) for s in found.sections), '处')}"]
    for section in found.sections:
        lines += ["", section.title]
        lines += [line for sentence in section.sentences for line in _sentence_lines(sentence)]
    return "\n".join(lines) + "\n"


def _named(side: Side) -> str:
    report = side.report
    path = "标准输入" if side.path == "-" else printable(side.path)
    return f"{path}  {printable(report.organ)}{report.year}年"


def _counted(number: int, unit: str) -> str:
    return f"不同 {number} {unit}" if number else "都相同"


def _shown(value: str | None) -> str:
    return BLANK if value is None else printable(value)


def _cell_lines(cells: tuple[CellChange, ...]) -> Iterator[str]:
    for section, changes in groupby(cells, key=lambda change: change.section):
        yield ""
        yield section
        for change in changes:
            yield f"  {change.place}：{number(change.before)} → {number(change.after)}{grown(change)}"


def number(value: Number | None) -> str:
    """A cell's number as it is shown, and in a word that there is none."""
    return BLANK if value is None else format_number(value)


def grown(change: CellChange) -> str:
    """In brackets by how much a cell grew or shrank; nothing where one of the two is blank."""
    more = change.change
    if more is None:
        return ""
    return f"（{'增加' if more > 0 else '减少'} {format_number(more if more > 0 else -more)}）"


def _sentence_lines(sentence: SentenceChange) -> Iterator[str]:
    if sentence.before is not None:
        yield f"- {printable(sentence.before)}"
    if sentence.after is not None:
        yield f"+ {printable(sentence.after)}"


def comparison_to_json(found: Comparison, one: Side, other: Side) -> str:
    """The same as JSON: `before` is of the first, `after` of the second, null where it has none."""
    tree = {
        "before": _side(one),
        "after": _side(other),
        "fields": [
            {"field": change.field, "before": change.before, "after": change.after}
            for change in found.fields
        ],
        "cells": [
            {
                "cell": change.address,
                "place": change.place,
                "before": json_number(change.before),
                "after": json_number(change.after),
                "change": json_number(change.change),
            }
            for change in found.cells
        ],
        "sections": [
            {
                "section": section.section,
                "title": section.title,
                "sentences": [
                    {"before": sentence.before, "after": sentence.after}
                    for sentence in section.sentences
                ],
            }
            for section in found.sections
        ],
    }
    return json_text(tree, indent=2) + "\n"


def _side(side: Side) -> dict[str, Any]:
    report = side.report
    return {
        "path": side.path,
        "organ": report.organ,
        "year": report.year,
        "edition": report.edition.name,
    }
