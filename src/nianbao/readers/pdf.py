"""A PDF as lines and grids: its ruled tables by their edges, the rest by where the words stand."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from nianbao.readers.blocks import Block, Paragraph, Table, TableCell, document_of_blocks
from nianbao.readers.document import Document, Line
from nianbao.readers.imported import NotAReport, NotInstalled, TooMuch
from nianbao.readers.pasted_text import cells_of, wrap_width_of
from nianbao.readers.pdf_columns import aligned_rows
from nianbao.readers.tidy import is_page_number, tidy

_SECONDS = 60
_PROCESSOR_SECONDS = 35
_MEMORY = 450_000_000
_LARGEST_STREAM = 16_000_000
_LARGEST_UNPACKED = 60_000_000
_OUT_OF_TIME = {int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGKILL")} - {0}
_MOST_FILTERS = 3
_STREAM = re.compile(rb"stream\r?\n")
_SAME_EDGE = 3.0
_SAID = {
    "password": "PDF 加了密码，请去掉密码（打开后另存或打印为 PDF）再读入。",
    "damaged": "PDF 不完整或已损坏，请用阅读器打开它，另存一次再读入。",
}
_PASSED = {
    "memory": f"读这份 PDF 要用的内存超过 {_MEMORY // 1_000_000} MB",
    "pages": "PDF 超过 60 页",
    "characters": "PDF 超过 200000 字",
    "time": "读这份 PDF 用的时间超过 1 秒加每页 0.25 秒",
}


def pdf_document(data: bytes) -> Document:
    """The parts of a PDF.

    Raises:
        NotInstalled: the library for it is missing.
        NotAReport: it is damaged, protected, only pictures, or passes a limit.
    """
    if find_spec("pdfplumber") is None:
        raise NotInstalled("读 PDF 要用 pdfplumber", "也可以打开 PDF，全选、复制，粘贴到文本文件里")
    _refuse_bombs(data)
    pages = _pages(data)
    blocks = _blocks(pages)
    if not blocks:
        raise NotAReport(
            "PDF 里没有文字，是扫描件或图片，读不出来；"
            "请找 Word 或网页的原稿，或者用文字识别软件转换后再读入。"
        )
    pictures = sum(page["images"] for page in pages)
    document = document_of_blocks(blocks, pictures=pictures)
    if document.wrap_width is not None:
        return document
    lines = [part for part in document.parts if isinstance(part, Line)]
    return replace(
        document, wrap_width=wrap_width_of(Counter(cells_of(line.text) for line in lines))
    )


def _refuse_bombs(data: bytes) -> None:
    """Refuse streams that unpack to more than any page has, before a library unpacks them whole."""
    whole = 0
    for found in _STREAM.finditer(data):
        packed = data[found.end() : found.end() + _LARGEST_STREAM]
        for _ in range(_MOST_FILTERS):
            try:
                packed = zlib.decompressobj().decompress(packed, _LARGEST_STREAM + 1)
            except zlib.error:
                break
            whole += len(packed)
            if len(packed) > _LARGEST_STREAM or whole > _LARGEST_UNPACKED:
                limit = _LARGEST_STREAM if len(packed) > _LARGEST_STREAM else _LARGEST_UNPACKED
                raise TooMuch(f"PDF 的内容解压后超过 {limit // 1_000_000} MB")


def _pages(data: bytes) -> list[dict[str, Any]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    with program:
        # What comes next is loaded while the other program runs.
        import nianbao.readers.reading  # noqa: F401

        try:
            output, trouble = program.communicate(data, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            raise TooMuch(f"读这份 PDF 超过 {_SECONDS} 秒") from None
        finally:
            program.kill()
    try:
        found = json.loads(output)
    except ValueError:
        found = {"error": _how_it_ended(program.returncode, trouble)}
    if isinstance(found, dict):
        error = found["error"]
        raise TooMuch(_PASSED[error]) if error in _PASSED else NotAReport(_SAID[error])
    pages: list[dict[str, Any]] = found
    return pages


def _how_it_ended(code: int, trouble: bytes) -> str:
    """Why nothing came of it: the system ended it for its time or its memory, or it fell."""
    if b"MemoryError" in trouble:
        return "memory"
    return "time" if -code in _OUT_OF_TIME else "damaged"


_PROGRAM = f"""
try:
    import resource
    resource.setrlimit(resource.RLIMIT_DATA, ({_MEMORY}, {_MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({_PROCESSOR_SECONDS}, {_PROCESSOR_SECONDS}))
except (ImportError, ValueError, OSError):
    pass
from nianbao.readers.pdf_pages import main
main()
"""


def _blocks(pages: Sequence[dict[str, Any]]) -> list[Block]:
    """Lines and tables; a table that goes on over the end of a page with the same edges is one."""
    blocks: list[Block] = []
    last: tuple[Table, list[float]] | None = None
    kept = [
        (f"第 {number} 页", item)
        for number, page in enumerate(pages, 1)
        for item in page["items"]
        if not _is_page_number(item)
    ]
    rows = aligned_rows([item for _, item in kept])
    page_before = ""
    for at, (place, item) in enumerate(kept):
        begins, page_before = place != page_before, place
        if at in rows:
            cells = [TableCell([Paragraph(text)]) for text in rows[at]]
            if at - 1 in rows and isinstance(blocks[-1], Table):
                blocks[-1].rows.append(cells)
                blocks[-1].places.append(place)
            else:
                blocks.append(Table([cells], exact=False, counted=True, places=[place]))
            last = None
        elif "cells" not in item:
            blocks.append(
                Paragraph(
                    item["text"], indented=item["indented"], place=place, follows=bool(blocks)
                )
            )
            last = None
        else:
            table = _table(item)
            table.places = [place] * len(table.rows)
            if begins and last is not None and _same(last[1], item["xs"]):
                last[0].rows.extend(table.rows)
                last[0].places.extend(table.places)
            else:
                blocks.append(table)
                last = table, item["xs"]
    return blocks


def _is_page_number(item: dict[str, Any]) -> bool:
    return "text" in item and is_page_number(tidy(item["text"]))


def _same(before: Sequence[float], after: Sequence[float]) -> bool:
    return len(before) == len(after) and all(
        abs(one - other) <= _SAME_EDGE for one, other in zip(before, after, strict=True)
    )


def _table(item: dict[str, Any]) -> Table:
    """The table of a page; where its rules leave a gap, an empty cell stands."""
    starts = {
        (top, left): (down, across, texts) for top, left, down, across, texts in item["cells"]
    }
    width = len(item["xs"]) - 1
    covered: set[tuple[int, int]] = set()
    rows = []
    for y in range(item["rows"]):
        row = []
        for x in range(width):
            if (y, x) in covered:
                continue
            down, across, texts = starts.get((y, x), (1, 1, []))
            covered.update((b, a) for b in range(y, y + down) for a in range(x, x + across))
            lines: list[Block] = [
                Paragraph(text["text"], indented=text["indented"], follows=True) for text in texts
            ]
            row.append(TableCell(lines, across, down))
        rows.append(row)
    return Table(rows)
