"""Which format the bytes of a document are in, told by the bytes alone, and its reader."""

from __future__ import annotations

import re

from nianbao.readers.decoding import decoded_page
from nianbao.readers.document import Document
from nianbao.readers.imported import NotAReport, NotInstalled

_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"{\\rtf"
_PDF = re.compile(rb"%PDF-\d")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_XML = re.compile(rb"progid=.Word\.Document|schemas\.microsoft\.com/office/word/2003")
_MAIL = re.compile(rb"\s*MIME-Version:|\s*From:", re.IGNORECASE)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[!?]|/?[a-zA-Z][a-zA-Z0-9:]*[\s/>])")
_PAGE_UTF_16 = re.compile(rb"(?:\xff\xfe(?:\s\0)*<\0|\xfe\xff(?:\0\s)*\0<)")
_KINDS = {
    b"\x89PNG": "图片", b"\xff\xd8\xff": "图片", b"GIF8": "图片", b"BM": "图片", b"II*\0": "图片",
    b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包", b"\x1f\x8b": "压缩包",
}  # fmt: skip


def document_of_bytes(data: bytes) -> Document | None:
    """The lines and grids of a document in any format but plain text; None where it is that.

    Raises:
        NotAReport: it is in a format that cannot be read, damaged, or passes a limit.
        NotInstalled: its format needs what is not installed.
    """
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if _PDF.search(data[:1024]):
        return _pdf(data)
    if data.lstrip()[:5] == _RTF:
        return _converted(data, "rtf")
    for signature, kind in _KINDS.items():
        if data.startswith(signature):
            raise NotAReport(f"这是{kind}，不能读入；请选年报的网页、Word、PDF 或文本文件。")
    if _MAIL.match(data) and b"multipart/related" in data[:4000].lower():
        raise NotAReport("这是单个文件网页（.mht），请用 Word 或 WPS 打开它，另存为 .docx 再读入。")
    if _PAGE.match(data) or _PAGE_UTF_16.match(data):
        return _converted(data, "xml") if _WORD_XML.search(data[:4000]) else _page(data)
    return None


def _zipped(data: bytes) -> Document:
    from nianbao.readers.office_zip import OfficeZip

    archive = OfficeZip(data)
    names = {name.lower() for name in archive.names}
    if "ofd.xml" in names:
        raise NotAReport(
            "这是 OFD 文档，不能直接读入；请用阅读器打开它，另存为 PDF 或 Word 再读入。"
        )
    if any(name.startswith("xl/") for name in names):
        from nianbao.readers.workbook import workbook_document

        return workbook_document(archive)
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        from nianbao.readers.word import word_document

        return word_document(archive)
    if "content.xml" in names and "mimetype" in names:
        return _converted(data, "odt")
    raise NotAReport("这是压缩包，里面不是一份 Word 或 Excel 文档；请解压后选其中的年报。")


def _old_office(data: bytes) -> Document:
    if _ENCRYPTED in data:
        raise NotAReport("文档加了密码，请在 Word、Excel 或 WPS 里去掉密码后再读入。")
    return _converted(data, "xls" if _is_workbook(data) else "doc")


def _is_workbook(data: bytes) -> bool:
    """Whether an old Office file is a workbook: its directory names the stream that holds it."""
    return any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0", "ETExt"))


def _converted(data: bytes, ending: str) -> Document:
    from nianbao.readers.converting import converted

    return _zipped(converted(data, ending))


def _pdf(data: bytes) -> Document:
    from nianbao.readers.pdf import pdf_document

    return pdf_document(data)


def _page(data: bytes) -> Document:
    text = decoded_page(data)
    try:
        from nianbao.readers.web_page import page_document
    except ModuleNotFoundError as error:
        raise NotInstalled(
            "读网页要用 lxml", "也可以打开网页，全选、复制，粘贴到文本文件里"
        ) from error
    return page_document(text)
