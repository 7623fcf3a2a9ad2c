"""The bytes of a document, whatever it is, handed to the reader they are for."""

from __future__ import annotations

import re
from typing import Literal

from nianbao.editions import Editions
from nianbao.readers.decoding import decoded_text
from nianbao.readers.document import Document
from nianbao.readers.formats import document_of_bytes
from nianbao.readers.imported import Imported, NotAReport, TooMuch, YearNotFound
from nianbao.readers.unreadable import Unreadable
from nianbao.report.file_keys import Problem
from nianbao.report.toml_file import ReportFileError, ReportText, read_report
from nianbao.report.toml_sanity import LARGEST, decode

_Kind = Literal["toml", "json", "text"]

# A report's file names its layout before anything else; prose and Markdown have no such line.
_REPORT_FILE = re.compile(
    r"^[ \t]*(?:schema[ \t]*=|edition[ \t]*=|\[[ \t]*report[ \t]*\])", re.MULTILINE
)
LARGEST_DOCUMENT = 20_000_000
"""The most bytes a document may have: a Word file or a PDF may hold pictures and fonts."""


def open_bytes(
    data: bytes, editions: Editions, *, organ: str | None, year: int | None
) -> ReportText | Imported:
    """The report that a document holds, or a report's own file under another name.

    Raises:
        Unreadable: it cannot be read, or is no report.
        UnreadableFile: it is a report's own file that is not UTF-8.
    """
    text: str | None = None
    try:
        document = _document(data)
        if document is not None:
            from nianbao.readers.reading import read_document

            return read_document(document, editions, organ=organ, year=year)
        kind, text = _kind_and_text(data)
        if kind == "toml":
            return read_report(text, editions)
        return _imported(kind, text, editions, organ, year)
    except ReportFileError as error:
        raise Unreadable(error.problems, text) from error
    except NotAReport as error:
        lacks_year = isinstance(error, YearNotFound)
        raise Unreadable((Problem(error.message),), lacks_year=lacks_year) from error


def _imported(
    kind: _Kind, text: str, editions: Editions, organ: str | None, year: int | None
) -> Imported:
    if kind == "json":
        from nianbao.readers.json_report import read_json

        return read_json(text, editions, organ=organ, year=year)
    from nianbao.readers.text import read_text

    return read_text(text, editions, organ=organ, year=year)


def _document(data: bytes) -> Document | None:
    """The document in any format but plain text; None where it is that."""
    if len(data) > LARGEST_DOCUMENT:
        raise TooMuch(f"文件超过 {LARGEST_DOCUMENT // 1_000_000} MB")
    return document_of_bytes(data)


def _kind_and_text(data: bytes) -> tuple[_Kind, str]:
    if len(data) > LARGEST:
        raise TooMuch(f"内容超过 {LARGEST // 1_000_000} MB")
    text = decoded_text(data)
    if "\0" in text:
        raise NotAReport("文件里不是文字，请核对是否选错了文件。")
    if _REPORT_FILE.search(text):
        # A report's own file has to be UTF-8, whatever else a text may be in.
        return "toml", decode(data)
    return ("json" if text.lstrip().startswith("{") else "text"), text
