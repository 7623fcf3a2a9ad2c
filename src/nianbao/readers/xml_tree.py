"""The XML inside office documents as a small tree, read within limits.

`xml.etree` follows entities and knows no limit of depth or size, so expat is driven here directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from nianbao.readers.imported import NotAReport, TooMuch

_MOST_NODES, _MOST_ATTRIBUTES, _DEEPEST = 150_000, 200, 200
# Expat takes in a whole tag before anybody may count its attributes.
_LONG_TAG = re.compile(rb"<[^<>]{20000,}")


@dataclass(slots=True)
class Node:
    """An element; names are without their namespace."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """What stands directly in it."""

    def child(self, *path: str) -> Node | None:
        """The first child of that name, or its child of the next name …, if there is one."""
        node: Node | None = self
        for name in path:
            if node is None:
                return None
            node = next((child for child in node.children if child.name == name), None)
        return node

    def named(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def anywhere(self, *names: str) -> Iterator[Node]:
        """All elements of these names inside this one, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.anywhere(*names)

    def value(self, *path: str) -> str | None:
        """The attribute `val` of the child found by `path`."""
        node = self.child(*path)
        return None if node is None else node.attributes.get("val")


def parse_xml(data: bytes) -> Node:
    """The root element of an XML file.

    Raises:
        NotAReport: it is no XML, declares entities, or passes a limit.
    """
    for tag in _LONG_TAG.finditer(data):
        if tag[0].count(b"=") > 2 * _MOST_ATTRIBUTES:
            raise _too_many_attributes()
    root = Node("", {})
    _Builder(root).feed(data)
    return root.children[0]


class _Builder:
    def __init__(self, root: Node) -> None:
        self._open = [root]
        self._count = 0
        self._pieces: list[str] = []

    def feed(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise NotAReport(
                "文档里的 XML 不完整，文件可能损坏，没有读取。请用 Word、Excel 或 WPS 打开它，另存一次再读入。"
            ) from error
        except (LookupError, ValueError) as error:
            raise NotAReport(
                "文档里的 XML 用了不认识的编码，没有读取。请用 Word、Excel 或 WPS 打开它，另存一次再读入。"
            ) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._take_text()
        self._count += 1
        if self._count > _MOST_NODES:
            raise TooMuch(f"文档里的 XML 超过 {_MOST_NODES} 个元素")
        if len(self._open) > _DEEPEST:
            raise TooMuch(f"文档里的 XML 嵌套超过 {_DEEPEST} 层")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _too_many_attributes()
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._take_text()
        self._open.pop()

    def _take_text(self) -> None:
        if self._pieces:
            self._open[-1].text += "".join(self._pieces)
            self._pieces.clear()


def _too_many_attributes() -> TooMuch:
    return TooMuch(f"文档里一个 XML 元素的属性超过 {_MOST_ATTRIBUTES} 个")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_doctype(*_: object) -> None:
    raise NotAReport(
        "文档里的 XML 带有 DOCTYPE 或实体定义，正常的文档没有，没有读取。请用 Word、Excel 或 WPS 打开它，另存一次再读入。"
    )
