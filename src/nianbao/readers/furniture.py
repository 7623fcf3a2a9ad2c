"""What a site puts around a report on its page: when it was published, how often read, by whom hosted.

Such lines are no text of the report. The day of publication among them is of use; the rest is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.readers.dates import read_date
from nianbao.readers.document import Document, GridRow, Line
from nianbao.readers.folding import simplified
from nianbao.readers.tidy import may_be_page_number

_LONGEST = 160
_FIELD = (
    r"(?:发布|公开|公布|发文|生成|成文|更新|录入|上传)(?:日期|时间)|(?:信息|文章|稿件)?来源"
    r"|(?:发布|公开|发文|信息提供)(?:机构|单位|机关)|作者|(?:责任)?编辑|(?:信息)?审核|(?:浏览|阅读|点击|访问)(?:次数|量|数)?"
    r"|(?:字体|字号)(?:大小)?|索引号|文号|发文字号|主题分类|信息分类|有效性|打印|关闭|分享到?|收藏|扫一扫.{0,20}"
)
_BESIDE_TITLE = re.compile(rf"[【\[（(]?\s*(?:{_FIELD})\s*(?:[:：]|[】\]）)]|$|\s(?={_FIELD}))")
_LINK = (
    r"(?:网站地图|网站声明|关于我们|联系我们|隐私声明|使用帮助|无障碍(?:浏览|阅读)?|返回(?:顶部|首页|列表)?|首页|打印(?:本页)?"
    r"|关闭(?:窗口|本页)?|分享到?|收藏本页|我要纠错|大|中|小|字体)"
)
_FOOT = re.compile(
    r"(?:主办|承办|协办|技术支持|运维|运行维护|版权|上一[篇条]|下一[篇条]|相关(?:链接|阅读|文章|信息|附件))(?:单位)?\s*[:：]"
    r"|版权所有|(?:政府)?网站标识码|Copyright|©|.{0,12}(?:ICP备|公网安备)|扫一扫"
    rf"|[【\[（(]?\s*{_LINK}(?:[\s|｜>·:：【】\[\]（）()]+{_LINK})*\s*[】\]）)]?$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:发布|公开|公布)(?:日期|时间)[:：\s]*(\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?)"
)

_CLOCK = re.compile(r"[\s\d:：]*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Which items of a document belong to the page, and the day of publication they tell."""

    items: frozenset[int] = frozenset()
    foot: int = 0
    """The index behind the report's last item."""
    date: dt.date | None = None
    date_at: int | None = None
    """The index of the item that tells the day and nothing else."""


def find_furniture(document: Document, front: int) -> Furniture:
    """The lines of a page before its first section, at index `front`, and at its end.

    A document whose headings are marked is one of our own exports, and has none.
    """
    if document.marked:
        return Furniture(foot=len(document.items))
    foot = _foot(document, front)
    date, date_at = next(_days(document, front), (None, None))
    beside = {at for at in range(front) if _matches(document, at, _BESIDE_TITLE)}
    return Furniture(frozenset(beside | set(range(foot, len(document.items)))), foot, date, date_at)


def _foot(document: Document, front: int) -> int:
    at = len(document.items)
    while at > front and _matches(document, at - 1, _FOOT):
        at -= 1
    last = at
    while last > front and _is_page_number(document, last - 1):
        last -= 1
    # Anywhere but behind the day that closes a report a number may be a table's.
    return last if last > front and read_date(_text(document, last - 1)) else at


def _is_page_number(document: Document, at: int) -> bool:
    item = document.items[at]
    return isinstance(item, Line) and may_be_page_number(item.text)


def _days(document: Document, front: int) -> Iterator[tuple[dt.date, int | None]]:
    """The days of publication among the items before the first section."""
    for at in range(front):
        found = _DAY.search(simplified(_text(document, at)))
        date = read_date(found[1]) if found else None
        if date is not None:
            alone = _CLOCK.fullmatch(_text(document, at)[found.end() :]) if found else None
            yield date, at if alone else None


def _matches(document: Document, at: int, pattern: re.Pattern[str]) -> bool:
    item = document.items[at]
    if not isinstance(item, Line) or len(item.text) > _LONGEST or "。" in item.text:
        return False
    return bool(pattern.match(simplified(item.text)))


def _text(document: Document, at: int) -> str:
    item = document.items[at]
    if isinstance(item, GridRow):
        return " ".join(cell.text for cell in item.row.texts)[: 2 * _LONGEST]
    return item.text[: 2 * _LONGEST]
