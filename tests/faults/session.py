"""A clerk's session with one report, step by step, as the fault tests repeat it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.disk import REAL_DISK
from nianbao.report.toml_file import read_report
from nianbao.wizard.document import Document
from tests.wizard.desk import Desk

UNSYNCED = replace(REAL_DISK, sync=lambda _: None, sync_data=lambda _: None)
"""For faults that the system survives: what it has been given, it has, synced or not."""

GRANTED = "requests.natural_person.granted"
RECEIVED = "requests.natural_person.received"
UPHELD = "disputes.review.upheld"

Step = Callable[[Desk, Document], object]

STEPS: tuple[Step, ...] = (
    lambda _, document: document.type_cell(RECEIVED, "12"),
    lambda _, document: document.type_cell(GRANTED, "１０"),
    lambda desk, document: desk.pass_time(document),
    lambda _, document: document.type_cells({UPHELD: "1", "disputes.review.pending": "约三件"}),
    lambda _, document: document.set_text("overview", "本年情况。\n\n共收到申请。"),
    lambda _, document: document.undo(),
    lambda _, document: document.redo(),
    lambda desk, document: desk.pass_time(document),
    lambda _, document: document.fill_column(GRANTED),
    lambda _, document: document.leave_section("requests"),
    lambda _, document: document.set_field("published", date(2026, 1, 20)),
    lambda _, document: document.type_cell(GRANTED, ""),
    lambda _, document: document.save(),
    lambda _, document: document.type_cell(UPHELD, "2"),
)


def state(document: Document) -> object:
    """All that a clerk would miss: cells, texts, fields, what could not be read, typed totals."""
    cells = [document.cell(address) for address in document.edition.cells]
    return document.report, [(cell.value, cell.draft, cell.typed_total) for cell in cells]


@lru_cache(maxsize=200)
def read(text: str) -> Report:
    """The report that a file of this text holds."""
    return read_report(text, built_in()).report


def die(document: Document) -> None:
    """The process is killed: nothing more is written, its lock is stale."""
    document._release()


def states(desk: Desk) -> tuple[list[object], list[Report]]:
    """Every state that the session comes through when nothing fails, and what a file may hold."""
    desk.write({UPHELD: 5})
    document = desk.open()
    seen, reports = [state(document)], [document.report]
    for step in STEPS:
        step(desk, document)
        seen.append(state(document))
        reports.append(document.report)
    document.close()
    return seen, reports
