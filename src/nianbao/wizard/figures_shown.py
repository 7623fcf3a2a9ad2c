"""Numbers and labels as the wizard shows them."""

from __future__ import annotations

import re
from decimal import Decimal

from rich.cells import cell_len

from nianbao.editions import Heading
from nianbao.report import Number

_LIST_MARK = re.compile(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+\.)")


def shown(value: Number) -> str:
    """A number without exponent, point or trailing zeros that it does not need."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def brief(heading: Heading) -> str:
    """The shortest name of a row or column that is still its own, without list mark."""
    return min((heading.called, _LIST_MARK.sub("", heading.short)), key=cell_len)


def against_last_year(value: Number | None, last: Number | None) -> str:
    """Last year's figure and the change: `上年 2（增加 3）`; "" where last year's is not known."""
    if last is None:
        return ""
    if value is None:
        return f"上年 {shown(last)}"
    if value == last:
        return f"上年 {shown(last)}（持平）"
    change = f"增加 {shown(value - last)}" if value > last else f"减少 {shown(last - value)}"
    return f"上年 {shown(last)}（{change}）"
