"""The Word file a report is put into: the built-in one, or an office's own template.

Both are opened alike, and of both only what is needed to read and print them is kept: author,
company, dates, custom properties and the path of an attached template are not published.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from copy import deepcopy
from importlib import resources
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from nianbao.writers.printed import as_xml_text
from nianbao.writers.steady_zip import steady, zipped

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LARGEST_UNPACKED = 200_000_000
_MOST_ENTRIES = 2_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_UNPUBLISHED = (
    KIND.CORE_PROPERTIES,
    KIND.EXTENDED_PROPERTIES,
    KIND.CUSTOM_PROPERTIES,
    KIND.THUMBNAIL,
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
)
_NAMES_PEOPLE = (
    *("attachedTemplate", "comments", "commentsExtended", "commentsExtensible", "commentsIds"),
    *("customXml", "people", "mailMergeSource", "mailMergeHeaderSource", "recipientData"),
    "transform",
)
"""The last words of the kinds of relation whose parts tell who worked on a document, and where."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, LookupError, ValueError,
    AttributeError, NotImplementedError, RuntimeError, etree.XMLSyntaxError,
)  # fmt: skip
_COMMENT_MARKS = tuple(
    qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_SETTINGS_OF_A_MACHINE = ("attachedTemplate", "mailMerge", "docVars", "saveThroughXslt")
"""What settings tell of the machine a template was made on: paths, sources of data."""
_ON_A_MACHINE = re.compile(r"(?i)file:|[a-z]:[\\/]|[\\/]")
_NOWHERE = "about:blank"
_NO_TEMPLATE = "模板不是 Word 的 .docx 文件，请核对是不是选错了文件。"
_INSERTED = (qn("w:ins"), qn("w:moveTo"))


class UnusableTemplate(Exception):
    """An office's template cannot be used; the message says why in Chinese and what to do."""


def built_in_letter() -> bytes:
    """The Word file with the page of GB/T 9704-2012 and an empty body."""
    file = resources.files("nianbao.writers").joinpath("word_template.xml")
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False)
    parts = etree.fromstring(file.read_bytes(), parser)
    types = etree.fromstring(f'<Types xmlns="{_TYPES}"/>')
    entries = []
    for part in parts.iterfind(f"{_PACKAGE}part"):
        name, kind = (str(part.get(f"{_PACKAGE}{key}")) for key in ("name", "contentType"))
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
        content = deepcopy(part[0][0])
        etree.cleanup_namespaces(content)
        entries.append((name.removeprefix("/"), _serialised(content)))
    return zipped([("[Content_Types].xml", _serialised(types)), *entries])


def _serialised(content: etree._Element) -> bytes:
    return etree.tostring(content, xml_declaration=True, encoding="UTF-8", standalone=True)


def opened(template: bytes | None) -> WordDocument:
    """The document to fill: the office's template, or the built-in one.

    Raises:
        UnusableTemplate: it is no docx, or one that cannot be read.
    """
    if template is None:
        return Document(io.BytesIO(built_in_letter()))
    if template.startswith(_OLD_WORD):
        raise UnusableTemplate("模板是旧版的 .doc（或者加了密），请在 Word 或 WPS 里另存为 .docx。")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_ENTRIES or size > _LARGEST_UNPACKED:
                raise UnusableTemplate("模板太大，请换一个只有格式、没有图片的 .docx。")
        document = Document(io.BytesIO(template))
        # A damaged file may open and lack what is asked of it later.
        _ = document.settings, document.styles, document.sections[-1], document.core_properties
        return document
    except _DAMAGED as error:
        raise UnusableTemplate(_NO_TEMPLATE) from error


def published_bytes(document: WordDocument, title: str) -> bytes:
    """The document's bytes, with no property but its title and language.

    The same document gives the same bytes.
    """
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in _UNPUBLISHED:
            del package.rels[key]
    properties = document.core_properties
    for told in list(properties._element):
        properties._element.remove(told)
    properties.title = as_xml_text(title)[:255]
    properties.language = "zh-CN"
    _forget_people(document)
    data = io.BytesIO()
    document.save(data)
    return steady(data.getvalue())


def _forget_people(document: WordDocument) -> None:
    """Take out comments, who changed what, and every path on the machine of the template's maker."""
    for part in document.part.package.iter_parts():
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _NAMES_PEOPLE:
                del part.rels[key]
            elif relation.is_external and _ON_A_MACHINE.match(relation.target_ref):
                relation._target = _NOWHERE
        if isinstance(part, XmlPart):
            _accept_changes(part.element)
        elif "wordprocessingml" in part.content_type and part.content_type.endswith("+xml"):
            # Notes, and the building blocks of the template, python-docx keeps as bytes.
            part._blob = _with_changes_accepted(part.blob)
    settings = document.settings.element
    for name in _SETTINGS_OF_A_MACHINE:
        for told in settings.findall(qn(f"w:{name}")):
            settings.remove(told)


def _with_changes_accepted(xml: bytes) -> bytes:
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise UnusableTemplate(_NO_TEMPLATE) from error
    _accept_changes(root)
    return _serialised(root)


def _accept_changes(root: etree._Element) -> None:
    """Let a text stand as its tracked changes have it, without their authors."""
    for mark in list(root.iter(*_COMMENT_MARKS)):
        _remove(mark)
    for change in [one for one in root.iter() if one.get(qn("w:author")) is not None]:
        if change.tag in _INSERTED:
            for child in list(change):
                change.addprevious(child)
        _remove(change)


def _remove(old: etree._Element) -> None:
    holder = old.getparent()
    if holder is not None:
        holder.remove(old)
