"""The text and the ruled tables of a PDF's pages, as JSON on stdout: a program of its own.

A PDF can be made to need any time and memory, so `pdf.py` runs this apart and within limits.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import signal
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer import pdfinterp, psparser
from pdfminer.layout import LTChar, LTItem
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from nianbao.readers.pdf_tokens import QuickContentParser

MOST_PAGES = 60
_MOST_CHARACTERS = 200_000
_NUMBERS = list(range(1, MOST_PAGES + 2))
_SECONDS, _SECONDS_A_PAGE = 1.0, 0.25
"""Of the processor's time; a page of a report takes a tenth of a second."""
_SAME_EDGE = 3.0
_SAME_PLACE = 1.0
_FOOT = 0.88
_WIDE = 0.6

Box = tuple[float, float, float, float]


class _OutOfTime(BaseException):
    """Nothing on the way out may take this for a mistake in the file."""


def _end_after(seconds: float) -> None:
    """Give up when so much of the processor's time was used from now on."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _give_up)
        # Again and again: what is raised while an object goes away is lost.
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.1 if seconds else 0)


def _give_up(_number: int, _frame: object) -> None:
    raise _OutOfTime


def _hurry() -> None:
    """Spare what costs half of the time.

    That are searches for cycles, a log of every token, tokens read byte by byte, and everything
    about a character but its place, size and text.
    """
    gc.set_threshold(100_000)
    psparser.log = pdfinterp.log = _Silent("pdfminer")
    pdfinterp.PDFContentParser = QuickContentParser  # type: ignore[misc]
    whole = Page.process_object

    def process_object(page: Page, item: LTItem) -> dict[str, Any]:
        return _char(page, item) if type(item) is LTChar else whole(page, item)

    Page.process_object = process_object  # type: ignore[assignment, method-assign]


def _char(page: Page, item: LTChar) -> dict[str, Any]:
    left, above = page.mediabox[:2]
    return {
        "object_type": "char",
        "text": item.get_text(),
        "size": item.size,
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "top": page.height - item.y1 + above,
        "bottom": page.height - item.y0 + above,
    }


class _Silent(logging.Logger):
    def debug(self, *_: object, **__: object) -> None:
        """Nobody reads it."""


def main() -> None:
    """Read a PDF from stdin; print its pages, or `{"error": …}`."""
    _hurry()
    try:
        found: object = _pages(sys.stdin.buffer.read())
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        found = {"error": "password" if isinstance(cause, PDFPasswordIncorrect) else "damaged"}
    except PDFPasswordIncorrect:
        found = {"error": "password"}
    except (
        PDFException, PSException, MalformedPDFException, ValueError, TypeError, KeyError, IndexError,
        AttributeError, AssertionError, OSError, RecursionError, ArithmeticError, NotImplementedError, LookupError,
    ):  # fmt: skip
        found = {"error": "damaged"}
    except MemoryError:
        found = {"error": "memory"}
    except _OutOfTime:
        # At once: the time goes on while what was read is let go.
        _end_after(0)
        found = {"error": "time"}
    finally:
        _end_after(0)
    json.dump(found, sys.stdout)


def _pages(data: bytes) -> object:
    pages, characters = [], 0
    end = time.process_time() + _SECONDS + _SECONDS_A_PAGE
    _end_after(_SECONDS + _SECONDS_A_PAGE)
    with pdfplumber.open(io.BytesIO(data), pages=_NUMBERS) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            return {"error": "pages"}
        for page in pdf.pages:
            _end_after(max(end - time.process_time(), 0.001))
            end += _SECONDS_A_PAGE
            characters += len(page.chars)
            if characters > _MOST_CHARACTERS:
                return {"error": "characters"}
            pages.append(_page(page))
            page.close()
    return pages


def _page(page: Page) -> dict[str, Any]:
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    chars = list(_once(page.chars))
    left = min((char["x0"] for char in chars if char["text"].strip()), default=0.0)
    wide = (left, _WIDE * float(page.width))
    inside = [
        (table.bbox[1], _table(table.cells, _inside(chars, table.bbox), wide)) for table in tables
    ]
    outside = [char for char in chars if not any(_within(char, box) for box in boxes)]
    lines = [(line["top"], line) for line in _lines(outside)]
    items = sorted([*inside, *lines], key=lambda item: item[0])
    if items and items[-1][0] > _FOOT * float(page.height):
        if items[-1][1].get("text", "").strip().isdigit():
            items.pop()
    return {"items": [item for _, item in items], "images": len(page.images)}


def _once(chars: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The characters without those drawn again at the same place to look bold."""
    met: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    for char in chars:
        x, y, text = char["x0"], char["top"], char["text"]
        column, row = int(x // _SAME_PLACE), int(y // _SAME_PLACE)
        near = (
            place
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for place in met.get((text, across, down), ())
        )
        if not any(abs(a - x) <= _SAME_PLACE and abs(b - y) <= _SAME_PLACE for a, b in near):
            met.setdefault((text, column, row), []).append((x, y))
            yield char


def _table(
    cells: list[Box], chars: list[dict[str, Any]], wide: tuple[float, float]
) -> dict[str, Any]:
    """The cells of a table with the rows and columns they span, told by their edges.

    `wide` is where the page's text begins, from which lines in a cell of that width are indented.
    """
    xs = _edges([x for cell in cells for x in (cell[0], cell[2])])
    ys = _edges([y for cell in cells for y in (cell[1], cell[3])])
    made: list[list[Any]] = []
    owners: dict[tuple[int, int], list[Any]] = {}
    chars = sorted(chars, key=_middle)
    middles = [_middle(char) for char in chars]
    taken: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        left, right = _at(xs, cell[0]), _at(xs, cell[2])
        top, bottom = _at(ys, cell[1]), _at(ys, cell[3])
        if left < right and top < bottom:
            beside = chars[bisect_left(middles, cell[1]) : bisect_left(middles, cell[3])]
            inside = _inside(beside, cell)
            taken.update(map(id, inside))
            texts = _texts(inside, wide[0] if cell[2] - cell[0] > wide[1] else None)
            made.append([top, left, bottom - top, right - left, texts])
            for y in range(top, bottom):
                owners.update(((y, x), texts) for x in range(left, right))
    # What stands in no cell, since a rule of it is lost, stands where the cell would be.
    rest: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for char in chars:
        if id(char) not in taken and char["text"].strip():
            across = bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1
            rest.setdefault((bisect_right(ys, _middle(char)) - 1, across), []).append(char)
    for (y, x), inside in sorted(rest.items()):
        texts = _texts(inside, None)
        if (y, x) in owners:
            owners[y, x] += texts
        else:
            made.append([y, x, 1, 1, texts])
    return {"xs": xs, "rows": len(ys) - 1, "cells": made}


def _texts(chars: list[dict[str, Any]], left: float | None) -> list[dict[str, Any]]:
    return [{"text": line["text"], "indented": line["indented"]} for line in _lines(chars, left)]


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _inside(chars: list[dict[str, Any]], box: Box) -> list[dict[str, Any]]:
    return [char for char in chars if _within(char, box)]


def _middle(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _within(char: dict[str, Any], box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _lines(chars: list[dict[str, Any]], left: float | None = None) -> list[dict[str, Any]]:
    """The lines of some characters; a gap wider than a character is shown as three spaces."""
    lines: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if lines and char["text"].strip():
            last = lines[-1][-1]
            if middle - (last["top"] + last["bottom"]) / 2 < max(2.0, 0.5 * last["size"]):
                lines[-1].append(char)
                continue
        if char["text"].strip():
            lines.append([char])
    if left is None:
        left = min((char["x0"] for line in lines for char in line), default=0.0)
    made = []
    for line in lines:
        line.sort(key=lambda char: char["x0"])
        made.append(
            {
                "text": _text(line),
                "words": _words(line),
                "top": line[0]["top"],
                "indented": line[0]["x0"] - left > 1.2 * line[0]["size"],
            }
        )
    return made


def _text(line: list[dict[str, Any]]) -> str:
    text = line[0]["text"]
    for before, char in pairwise(line):
        gap, size = char["x0"] - before["x1"], max(char["size"], 1.0)
        text += "   " if gap > 1.2 * size else " " if gap > 0.3 * size else ""
        text += char["text"]
    return str(text)


def _words(line: list[dict[str, Any]]) -> list[tuple[str, float, float]]:
    """The pieces of a line between its wide gaps, with where each begins and ends."""
    words = [[line[0]]]
    for before, char in pairwise(line):
        if char["x0"] - before["x1"] > 1.2 * max(char["size"], 1.0):
            words.append([])
        words[-1].append(char)
    return [(_text(word), word[0]["x0"], word[-1]["x1"]) for word in words]


if __name__ == "__main__":
    main()
