"""Twenty thousand damaged files for every reader: each is read right, doubted, or refused in time.

Damage to the layout alone never makes a number another one in silence. Damage to the bytes may
change any number; then nothing else than a report or a sentence that says why not may come of it.
"""

from __future__ import annotations

import io
import signal
import sys
import traceback
from collections import Counter
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
from tests.faults.damaged_files import (
    bytes_damaged,
    drawing_damaged,
    json_damaged,
    page_damaged,
    parts_damaged,
    sheet_damaged,
    toml_damaged,
    word_damaged,
)
from tests.faults.size import runs, told
from tests.readers.made_pdf import Page, drawn, pdf_of
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
    """A report; two of three are documents that lack the longest table, and so are read sooner."""
    report = made_report(Random(at))
    return report if at % 3 == 0 else _without_requests(report)


def _without_requests(report: Report) -> Report:
    sections = tuple(one for one in report.edition.sections if one.name != "requests")
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
    report = report if random.random() < 0.3 else _without_requests(report)
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
    whole = _real(*real) if random.random() < 0.3 else _exported("html", random.randrange(POOL))
    if random.random() < 0.3:
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    return Damaged(page_damaged(whole.data, random), whole.year, whole.cells)


def _word(random: Random) -> Damaged:
    return _office(_exported("docx", random.randrange(POOL)), word_damaged, random)


def _workbook(random: Random) -> Damaged:
    return _office(_exported("xlsx", random.randrange(POOL)), sheet_damaged, random)


def _office(whole: Whole, damage: Callable[[bytes, Random], bytes], random: Random) -> Damaged:
    kind = random.random()
    if kind < 0.2:
        # Every part carries its sum: what was turned in it is noticed.
        return Damaged(bytes_damaged(whole.data, random), whole.year)
    if kind < 0.4:
        return Damaged(parts_damaged(whole.data, random), whole.year)
    return Damaged(damage(whole.data, random), whole.year, whole.cells)


@cache
def _drawn(at: int) -> list[Page]:
    return drawn(_made(at))


def _pdf(random: Random) -> Damaged:
    at = random.randrange(POOL)
    report = _made(at)
    pages = _drawn(at) if random.random() < 0.2 else _drawn(at)[-1:]
    packed = random.random() < 0.5
    if random.random() < 0.4:
        return Damaged(bytes_damaged(pdf_of(pages, packed=packed), random), report.year)
    return Damaged(pdf_of(drawing_damaged(_drawn(at), random)), report.year, report.cells)


READERS: Mapping[str, Callable[[Random], Damaged]] = {
    "text": _text, "markdown": _markdown, "json": _json, "toml": _toml, "web page": _web_page,
    "word": _word, "workbook": _workbook, "pdf": _pdf,
}  # fmt: skip


@contextmanager
def _limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _pages_here(data: bytes) -> Any:
    """The pages of a PDF, read in this process: twenty thousand of its own would take a day."""
    import json

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
        _keeps(imported)
    if damaged.cells is not None:
        wrong = silently_wrong(imported, damaged.cells)
        known = imported.report.edition.cells
        # A row that the form does not ask for is not missed when its line is lost.
        lost = {a for a in wrong if known[a].row.optional and a not in imported.report.cells}
        assert wrong.keys() == lost, {a: wrong[a] for a in wrong.keys() - lost}
    return "doubted" if imported.doubts else "read"


def _keeps(imported: Imported) -> None:
    """The report goes into its file and comes out of it as it is."""
    report = imported.report
    again = read_report(report_to_toml(report), built_in()).report if report.organ else report
    assert again.cells == report.cells


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_right_doubted_or_refused(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_pages", _pages_here)
    came: Counter[str] = Counter()
    failures: dict[str, str] = {}
    for seed in range(runs(3 if reader == "pdf" else 7, 20_000)):
        random = Random(f"{reader} {seed}")
        damaged = READERS[reader](random)
        try:
            with _limited():
                came[what_came_of(damaged, random)] += 1
        except (Exception, TookTooLong) as error:  # noqa: BLE001  All are counted, then told.
            came["failed"] += 1
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {place.filename}:{place.lineno}"
            failures.setdefault(key, f"seed {seed}: {str(error)[:300]}")
    assert came["refused without a word"] == 0
    told(f"{reader}: {came.total()} damaged files, {dict(came)}")
    assert not failures, failures
