"""The parts of a zipped office document, unpacked within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from nianbao.readers.imported import NotAReport, TooMuch
from nianbao.readers.xml_tree import Node, parse_xml

_MOST_ENTRIES = 2_000
_LARGEST_PART = 8_000_000
_LARGEST_UNPACKED = 20_000_000
_ENTRY = b"PK\x01\x02"
_OFFICE_DOCUMENT = "/officeDocument"
_PROPERTIES = "/metadata/core-properties"


class OfficeZip:
    """A zip of XML; each part is unpacked when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Look at what is in the zip.

        Raises:
            NotAReport: it is damaged, or has more entries than any document.
        """
        if data.count(_ENTRY) > _MOST_ENTRIES:
            raise TooMuch(f"压缩包里超过 {_MOST_ENTRIES} 个文件")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(entry.filename for entry in self._zip.infolist())
        except (zipfile.BadZipFile, *_DAMAGED) as error:
            raise NotAReport(_SAID_DAMAGED) from error
        self._left = _LARGEST_UNPACKED

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            NotAReport: it is damaged, encrypted, or unpacks to more than any document has.
        """
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise NotAReport("文档加了密码，请在 Word、Excel 或 WPS 里去掉密码后再读入。")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise NotAReport("文档用了少见的压缩方式，请在 Word、Excel 或 WPS 里另存一次。")
            with self._zip.open(entry) as part:
                data = part.read(min(_LARGEST_PART, self._left) + 1)
        except (zipfile.BadZipFile, *_DAMAGED) as error:
            raise NotAReport(_SAID_DAMAGED) from error
        if len(data) > _LARGEST_PART:
            limit = _LARGEST_PART // 1_000_000
            raise TooMuch(f"文档的一个部分解压后超过 {limit} MB")
        self._left -= len(data)
        if self._left < 0:
            limit = _LARGEST_UNPACKED // 1_000_000
            raise TooMuch(f"文档解压后超过 {limit} MB")
        return data

    def xml(self, name: str) -> Node:
        """The root element of a part.

        Raises:
            NotAReport: as `read`, or it is no sane XML.
        """
        return parse_xml(self.read(name))

    def main_part(self, usual: str) -> str:
        """The name of the part that holds the document, mostly `usual`."""
        if usual in self.names:
            return usual
        for kind, target in self.relations("").values():
            if kind.endswith(_OFFICE_DOCUMENT) and target in self.names:
                return target
        raise NotAReport(_SAID_DAMAGED)

    def title(self) -> str | None:
        """The title among the properties of the document, where they can be read."""
        kinds = (name for kind, name in self.relations("").values() if kind.endswith(_PROPERTIES))
        part = next(kinds, None)
        if part not in self.names:
            return None
        try:
            said = self.xml(part).child("title")
        except NotAReport:
            return None
        return said.text if said is not None else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: by id, the kind of the relation and the name of the other part."""
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self.names:
            return {}
        found = {}
        for node in self.xml(name).named("Relationship"):
            target = node.attributes.get("Target", "")
            if node.attributes.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[node.attributes.get("Id", "")] = (node.attributes.get("Type", ""), path)
        return found


_DAMAGED = (
    zlib.error, EOFError, KeyError, IndexError, NotImplementedError, OSError, RuntimeError,
    ValueError, struct.error, OverflowError,
)  # fmt: skip
_SAID_DAMAGED = "文档不完整或已损坏，请用 Word、Excel 或 WPS 打开它，另存一次再读入。"
