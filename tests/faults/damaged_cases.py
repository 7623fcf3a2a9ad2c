"""The damaged files that each reader is given, one a number, and what is to come of each.

Most are made of small reports, with one table or two: what is damaged in them is what is read.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from types import FrameType
from typing import Any

import pytest

from nianbao import operations
from nianbao.editions import built_in
from nianbao.readers import pdf, pdf_pages
from nianbao.readers.imported import Imported, NotAReport
from nianbao.report import Number, Report
from nianbao.report.toml_file import read_report
from nianbao.report.toml_writing import report_to_toml
from tests.faults.damaged_files import bytes_damaged, json_damaged, parts_damaged, toml_damaged
from tests.faults.damaged_markup import elements_damaged, objects_damaged, tags_damaged
from tests.faults.damaged_tables import (
    drawing_damaged,
    page_damaged,
    sheet_damaged,
    word_damaged,
)
from tests.faults.size import runs
from tests.readers.made_pdf import Page, drawn, objects_of, pdf_of
from tests.readers.made_reports import made_report
from tests.readers.real_documents import CITY, DATA, STREET_OFFICE, cells_of, silently_wrong
from tests.readers.test_damaged_documents import damaged as lines_damaged
from tests.readers.ugly_layouts import UglyLayout

SECONDS = 4
"""Of the processor's time, for one file; a busy machine fails nothing."""

POOL = runs(2, 24)
"""How many reports the damaged files are made of."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged file, and what stood in it when only its layout was damaged."""

    data: bytes
    year: int
    cells: Mapping[str, Number] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A document before any damage."""

    data: bytes
    year: int
    cells: Mapping[str, Number]


class TookTooLong(BaseException):
    """The reader did not come to an end; no reader may catch this."""


def _made(at: int) -> Report:
    """A report: one of eight has all tables, two lack the longest, and the others have only one."""
    report = made_report(Random(at))
    left_out = (
        (), ("requests",), ("requests", "disputes"), ("requests", "disclosure"),
        ("requests",), ("requests", "disputes"), ("requests", "disclosure"), ("disclosure", "disputes"),
    )[at % 8]  # fmt: skip
    return _without(report, left_out)


def _without(report: Report, left_out: tuple[str, ...]) -> Report:
    sections = tuple(one for one in report.edition.sections if one.name not in left_out)
    return replace(report, edition=replace(report.edition, sections=sections))


@cache
def _exported(to: operations.ExportFormat, at: int) -> Whole:
    report = _made(at)
    return Whole(operations.export(report, to), report.year, report.cells)


@cache
def _real(name: str, ending: str) -> Whole:
    return Whole((DATA / f"{name}.{ending}").read_bytes(), int(name[-5:-1]), cells_of(name))


def _text(random: Random) -> Damaged:
    whole = random.choice((_real(STREET_OFFICE, "txt"), _real(CITY, "txt"), _ugly(random)))
    if random.random() < 0.3:
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    text = lines_damaged(whole.data.decode(), random, gently=True)
    return Damaged(text.encode(), whole.year, whole.cells)


def _ugly(random: Random) -> Whole:
    if random.random() < 0.4:
        return _exported("txt", random.randrange(POOL))
    report = made_report(random)
    report = report if random.random() < 0.3 else _without(report, ("requests",))
    text = UglyLayout(report, random, one_a_line=False).text()
    return Whole(text.encode(), report.year, report.cells)


def _markdown(random: Random) -> Damaged:
    whole = _exported("md", random.randrange(POOL))
    if random.random() < 0.3:
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    text = lines_damaged(whole.data.decode(), random, gently=True)
    return Damaged(text.encode(), whole.year, whole.cells)


def _json(random: Random) -> Damaged:
    whole = _exported("json", random.randrange(POOL))
    damage = bytes_damaged if random.random() < 0.4 else json_damaged
    return Damaged(damage(whole.data, random), whole.year)


def _toml(random: Random) -> Damaged:
    at = random.randrange(POOL)
    data = report_to_toml(_made(at)).encode()
    kind = random.random()
    if kind < 0.4:
        return Damaged(bytes_damaged(data, random), _made(at).year)
    if kind < 0.8:
        return Damaged(toml_damaged(data, random), _made(at).year)
    text = lines_damaged(data.decode(), random, gently=False)
    return Damaged(text.encode(), _made(at).year)


def _web_page(random: Random) -> Damaged:
    real = random.choice(
        (("上海市人民政府办公厅2019年", "html"), ("沭阳县发展和改革局2023年", "html"))
    )
    whole = _real(*real) if random.random() < 0.2 else _exported("html", random.randrange(POOL))
    kind = random.random()
    if kind < 0.25:
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    if kind < 0.6:
        return Damaged(tags_damaged(whole.data, random), whole.year)
    return Damaged(page_damaged(whole.data, random), whole.year, whole.cells)


def _word(random: Random) -> Damaged:
    return _office(_exported("docx", random.randrange(POOL)), word_damaged, random)


def _workbook(random: Random) -> Damaged:
    return _office(_exported("xlsx", random.randrange(POOL)), sheet_damaged, random)


def _office(whole: Whole, damage: Callable[[bytes, Random], bytes], random: Random) -> Damaged:
    kind = random.random()
    if kind < 0.1:
        # Every part carries its sum: what was turned in it is noticed.
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    if kind < 0.25:
        return Damaged(parts_damaged(whole.data, random), whole.year)
    if kind < 0.6:
        return Damaged(elements_damaged(whole.data, random), whole.year)
    return Damaged(damage(whole.data, random), whole.year, whole.cells)


@cache
def _drawn(at: int) -> list[Page]:
    return drawn(_made(at))


@cache
def _objects(at: int, page: int, packed: bool) -> list[bytes]:
    return objects_of([_drawn(at)[page]], packed=packed)


def _pdf(random: Random) -> Damaged:
    at = random.randrange(POOL)
    report, pages = _made(at), _drawn(at)
    kind = random.random()
    if kind < 0.3:
        return Damaged(pdf_of(drawing_damaged(pages, random)), report.year, report.cells)
    objects = _objects(at, random.randrange(-1, min(1, len(pages))), random.random() < 0.2)
    return Damaged(objects_damaged(objects, random), report.year)


READERS: Mapping[str, Callable[[Random], Damaged]] = {
    "text": _text, "markdown": _markdown, "json": _json, "toml": _toml, "page": _web_page,
    "word": _word, "workbook": _workbook, "pdf": _pdf,
}  # fmt: skip


def case(reader: str, seed: int) -> tuple[Damaged, Random]:
    """The damaged file of this number, and the random numbers that follow it."""
    random = Random(f"{reader} {seed}")
    return READERS[reader](random), random


@contextmanager
def within_seconds(seconds: float = SECONDS) -> Iterator[None]:
    """Raise `TookTooLong` when what is inside needs more of the processor's time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def pages_read_here() -> Iterator[None]:
    """Read the pages of a PDF in this process: twenty thousand of its own would take a day."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf, "_pages", _pages)
        yield


def _pages(data: bytes) -> Any:
    class _Input:
        buffer = io.BytesIO(data)

    with pytest.MonkeyPatch.context() as patched:
        out = io.StringIO()
        patched.setattr(sys, "stdin", _Input)
        patched.setattr(sys, "stdout", out)
        pdf_pages.main()
    found = json.loads(out.getvalue())
    if isinstance(found, dict):
        raise NotAReport(found["error"])
    return found


def what_came_of(damaged: Damaged, random: Random) -> str:
    """`refused`, `doubted` or `read`; raises when it is none of them."""
    if random.random() < 0.1:
        record = operations.read_and_check(damaged.data)
        assert (record.report is None) == (record.error is not None)
    try:
        imported = operations.import_document(damaged.data, year=damaged.year)
    except operations.Unreadable as error:
        return "refused" if error.problems[0].message else "refused without a word"
    if random.random() < 0.1:
        keeps(imported)
    if damaged.cells is not None:
        wrong = silently_wrong(imported, damaged.cells)
        known = imported.report.edition.cells
        # A row that the form does not ask for is not missed when its line is lost.
        lost = {a for a in wrong if known[a].row.optional and a not in imported.report.cells}
        assert wrong.keys() == lost, {a: wrong[a] for a in wrong.keys() - lost}
    return "doubted" if imported.doubts else "read"


def keeps(imported: Imported) -> None:
    """Assert that the report goes into its file and comes out of it as it is."""
    report = imported.report
    again = read_report(report_to_toml(report), built_in()).report if report.organ else report
    assert again.cells == report.cells
    assert again.narrative == report.narrative
