"""What of a web page is not read, and what is to be said of it.

Scripts and styles hold no text. What a page hides, offers to press or puts in a frame is no part of
its text either, but a report may have got there: then it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from nianbao.checks.finding import Finding
from nianbao.readers.doubts import doubt, shown

_NO_TEXT = frozenset(("script", "style", "head", "title", "meta", "link", "rp"))
_LEFT_OUT = {
    "select": "选项的文字", "button": "按钮的文字", "textarea": "输入框的文字", "noscript": "不显示的部分的文字",
    "template": "不显示的部分的文字", "del": "划掉的部分的文字", "strike": "划掉的部分的文字", "rt": "注音的文字",
    "object": "嵌入部分的文字", "svg": "图形的文字",
}  # fmt: skip
_OF_TABLES = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot"))
_HIDDEN_PART = "不显示的部分的文字"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NO_SIZE = re.compile(r"\s*[01](?:px)?\s*")
_ADDRESS = re.compile(r"(?!about:|javascript:|data:)\S")
_LONGEST_WORD_TO_PRESS = 4
_MOST_REMEMBERED, _LONGEST = 2_000, 100


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether a page says of an element that it is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


class LeftOut:
    """Decides which elements are not read, and remembers what stood in them."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._count = 0

    def takes(self, element: html.HtmlElement, name: str) -> bool:
        """Whether an element of this name is not read."""
        if name in _NO_TEXT:
            return True
        if is_hidden(element):
            self._remember_hidden(element, whatever=name in _OF_TABLES)
            return True
        if name == "nav" and not _is_content(element):
            self._remember("导航栏的文字", element.itertext())
            return True
        if name == "iframe":
            address = (element.get("src") or "").strip()
            sizes = (element.get("width") or "", element.get("height") or "")
            if _ADDRESS.match(address) and not any(map(_NO_SIZE.fullmatch, sizes)):
                self._remember("嵌入的另一页面", (address,))
            return True
        kind = _LEFT_OUT.get(name)
        if kind == _HIDDEN_PART:
            self._remember_hidden(element, whatever=False)
        elif kind in ("按钮的文字", "选项的文字"):
            self._remember(kind, filter(_is_no_mere_word, element.itertext()))
        elif kind is not None:
            self._remember(kind, element.itertext())
        return kind is not None

    def notes(self) -> Iterator[Finding]:
        """What is to be said of what was left out, a doubt for each kind."""
        for kind, texts in self._found.items():
            first = "、".join(f"“{shown(text, 20)}”" for text in texts[:3])
            yield doubt(
                "import-text-left-out",
                f"网页{kind}（{len(texts)} 项，{first}{'等' if len(texts) > 3 else ''}）"
                "没有读入；如果属于报告，请补填。",
            )

    def _remember_hidden(self, element: html.HtmlElement, *, whatever: bool) -> None:
        """Menus and notices to share a page are hidden on many; a report's text is told."""
        if whatever or _is_content(element) or "信息公开" in element.text_content():
            self._remember(_HIDDEN_PART, element.itertext())

    def _remember(self, kind: str, texts: Iterator[str] | tuple[str, ...]) -> None:
        for text in texts:
            plain = " ".join(text[: 10 * _LONGEST].split())[:_LONGEST]
            if plain:
                self._count += 1
                if self._count <= _MOST_REMEMBERED:
                    self._found.setdefault(kind, []).append(plain)


def _is_content(element: html.HtmlElement) -> bool:
    """Whether something holds a table or a sentence."""
    return element.find(".//table") is not None or "。" in element.text_content()


def _is_no_mere_word(text: str) -> bool:
    """Whether the text of a button or a choice may be more than what it does."""
    return len(text.strip()) > _LONGEST_WORD_TO_PRESS or any(c.isdigit() for c in text)
