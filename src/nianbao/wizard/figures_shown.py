"""A number beside last year's."""

from __future__ import annotations

from nianbao.report import Number
from nianbao.report.typed_numbers import format_number


def against_last_year(value: Number | None, last: Number | None) -> str:
    """Last year's figure and the change: `上年 2（增加 3）`; "" where last year's is not known."""
    if last is None:
        return ""
    if value is None:
        return f"上年 {format_number(last)}"
    if value == last:
        return f"上年 {format_number(last)}（持平）"
    change = f"增加 {format_number(value - last)}"
    if value < last:
        change = f"减少 {format_number(last - value)}"
    return f"上年 {format_number(last)}（{change}）"
