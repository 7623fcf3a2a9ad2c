"""A clerk who does anything at all in the wizard, and what must hold after each thing done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rich.cells import cell_len
from textual.pilot import WaitForScreenTimeout

from nianbao.report import Report
from nianbao.report.disk import Disk
from nianbao.report.edit_log import Edit, EditLog, Replay
from nianbao.report.live_figures import with_names
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.app import Wizard
from nianbao.wizard.cell_state import CellState
from nianbao.wizard.desk import Desk
from nianbao.wizard.document import Document
from nianbao.wizard.field import Field
from nianbao.wizard.journal import NoJournal
from nianbao.wizard.logged_answers import answers_of
from nianbao.wizard.saving_state import digest
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.screens.basic import BasicData
from nianbao.wizard.screens.overview import Overview
from nianbao.wizard.screens.table import TableScreen
from nianbao.wizard.screens.text_screen import TextScreen
from nianbao.wizard.years_and_days import read_day, read_year
from tests.faults.session import UNSYNCED, die, read
from tests.wizard.session import Session

KEYS = {
    "enter": 12, "up": 3, "down": 6, "left": 3, "right": 3, "tab": 6, "shift+tab": 3, "home": 1,
    "end": 1, "pageup": 1, "pagedown": 1, "ctrl+home": 1, "ctrl+end": 1, "backspace": 4,
    "delete": 4, "escape": 5, "f2": 2, "f3": 3, "f4": 6, "f5": 2, "f6": 2, "f7": 2, "f8": 3,
    "f9": 4, "f1": 1, "f12": 1, "ctrl+z": 9, "ctrl+y": 5, "ctrl+s": 2, "ctrl+f": 1, "ctrl+d": 2,
    "ctrl+k": 2, "ctrl+p": 1, "shift+down": 2, "shift+right": 2, "ctrl+g": 1, "ctrl+t": 2,
    "ctrl+c": 1, "ctrl+l": 1, "ctrl+u": 1, "ctrl+q": 1, "space": 1,
}  # fmt: skip
TYPED = (
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "1", "7", "12", "３", "1+2", "999999", "十二", "。5", "本年新收", "公开信息3条。", "{", "-",
    "2024", "某局", "2025-01-31", "４", "\n",
)  # fmt: skip
PASTED = (
    "一、本年新收\t３\t1\r\n二、上年结转\t0\t0\r\n",
    "1\t2\n3\t4\n",
    "　　（一）主动公开。全年公开信息12条。\r\n\r\n（二）依申请公开。\n",
    "{requests.total.received}件",
    "\x1b[31m红\x1b[0m\x00",
    "7",
)
SIZES = ((80, 24), (120, 40), (60, 20), (50, 15), (200, 50), (100, 30))
EVENTS = {
    "key": 60, "type": 30, "paste": 4, "wait": 10, "resize": 2, "rest": 4,
    "reopen": 1, "die": 1,
}  # fmt: skip


@dataclass
class Clerk:
    """Somebody at one report, until they go away from the program or it dies under them."""

    folder: Path
    file: Path
    random: Random
    first: Report
    size: tuple[int, int] = (80, 24)
    now: datetime = field(default_factory=lambda: datetime(2026, 1, 12, 10, 32).astimezone())
    done: list[str] = field(default_factory=list)
    """What was done, to do it again by hand."""
    saves: int = 0

    async def go(self, events: int) -> None:
        """Do so many things, in one run of the program after another."""
        while len(self.done) < events:
            async with self._program() as session:
                while len(self.done) < events and session.app.is_running:
                    # A pilot waits in vain for a widget that is removed meanwhile.
                    with suppress(WaitForScreenTimeout):
                        await self._act(session)
                    await self.check(session)
                if session.app.walk is not None:
                    session.app._write_all()
                    session.document.close()
        self._undo_all()

    @asynccontextmanager
    async def _program(self) -> AsyncIterator[Session]:
        app = Wizard(self._desk(UNSYNCED), self.file)
        async with app.run_test(size=self.size, notifications=True) as pilot:
            await pilot.pause()
            yield Session(app, pilot)

    def _desk(self, disk: Disk) -> Desk:
        desk = Desk(
            self.folder / "state",
            settings_folder=self.folder / "config",
            folder=self.folder,
            clock=lambda: self.now,
        )
        desk.setting = replace(desk.setting, disk=disk)
        return desk

    async def _act(self, session: Session) -> None:
        """One thing."""
        random = self.random
        if session.app.walk is None:
            self.done.append("open")
            await session.open(self.file)
            return
        what = random.choices(list(EVENTS), list(EVENTS.values()))[0]
        if what == "key":
            self.done.append(random.choices(list(KEYS), list(KEYS.values()))[0])
            await session.press(self.done[-1])
        elif what == "type":
            text = random.choice(TYPED)
            self.done.append(f"type {text!r}")
            await session.type(text)
        elif what == "paste":
            text = random.choice(PASTED)
            self.done.append(f"paste {text!r}")
            if session.app.focused is not None:
                await session.paste(text)
        else:
            self.done.append(what)
            await self._happen(what, session)

    async def _happen(self, what: str, session: Session) -> None:
        """What befalls a program: time, another window, its end."""
        app, screen = session.app, session.app.screen
        if what == "wait":
            self.now += timedelta(seconds=self.random.choice([0.3, 1, 6]))
            app._tick()
        elif what == "resize":
            self.size = self.random.choice(SIZES)
            await session.pilot.resize_terminal(*self.size)
        elif what == "rest" and isinstance(screen, TextScreen):
            screen.editor.commit()
        elif what in ("reopen", "die"):
            document = session.document
            if what == "reopen":
                app._write_all()
                document.close()
            else:
                die(document)
            held = report_with_marks(document)
            # Nobody writes any more: what the old screens still hand over goes nowhere.
            document._saving.writable, document._journal = False, NoJournal()
            app.walk = None
            await session.open(self.file)
            assert report_with_marks(session.document) == held
        await session.pilot.pause()

    async def check(self, session: Session) -> None:
        """Memory, log, file and screen agree."""
        walk = session.app.walk
        if walk is None or not session.app.is_running:
            return
        document = walk.document
        assert document.saving.trouble is None
        assert replayed(document, self.folder / "state") == report_with_marks(document)
        if not document._saving.pending and self.file.exists():
            self.saves += 1
            assert read(self.file.read_text("utf-8")) == document.report
        # Where there is nothing to do again, its key leaves what is typed as it is.
        typing = self.done[-1] != "ctrl+z"
        for left in reversed(range(40)):
            try:
                _compare_screen(session, document, typing=typing)
            except (AssertionError, IndexError):
                # On a busy machine a message may still be under way.
                if not left:
                    raise
                # What is said in passing may stand over a cell.
                session.app.clear_notifications()
                await session.pilot.pause(0.1)
            else:
                return

    def _undo_all(self) -> None:
        """Undo to the beginning gives the first report, redo to the end the last."""
        from nianbao.wizard.opening import open_document

        setting = self._desk(UNSYNCED).setting
        document = open_document(self.file, setting=setting, on_change=lambda _: None)
        assert isinstance(document, Document)
        last = report_with_marks(document)
        undone = 0
        while document.undo() is not None:
            undone += 1
        assert document.report == self.first
        for _ in range(undone):
            assert document.redo() is not None
        assert report_with_marks(document) == last
        document.close()
        assert read(self.file.read_text("utf-8")) == document.report


def report_with_marks(document: Document) -> object:
    """All that a clerk would miss: the report, what could not be read, whose the totals are."""
    contents = document._contents
    return document.report, dict(contents.drafts), set(contents.held)


def replayed(document: Document, state_folder: Path) -> object:
    """The same from the file and the edit log on the disk alone, each edit put in one by one."""
    path = document.path
    data = path.read_bytes() if path.exists() else None
    log = EditLog(path, state_folder, lambda: datetime.now().astimezone(), "")
    if not log.read():
        return report_with_marks(document)
    assert data is not None
    pending = log.pending(digest(data))
    assert isinstance(pending, Replay), pending
    report = read(data.decode("utf-8"))
    cells, texts = dict(report.cells), dict(report.narrative)
    fields: dict[str, Any] = {}
    for edit in pending.edits:
        head, _, name = edit.address.partition(".")
        value: Any = edit.after
        if edit.address == "answers":
            fields["answers"] = answers_of(value)
        elif head == "narrative":
            texts[name] = value
        elif head == "report":
            fields[name] = value
        elif value is None:
            cells.pop(edit.address, None)
        else:
            cells[edit.address] = value
    texts = {name: text for name, text in texts.items() if text}
    if document.report.edition != report.edition:
        fields["edition"] = document.report.edition
    report = replace(report, cells=cells, narrative=texts, **fields)
    contents = document._contents
    drafts, held = dict(contents.drafts), set(contents.held)
    last = {entry.address: entry for entry in log.read() if isinstance(entry, Edit)}
    for address, edit in last.items():
        if address in document.edition.cells:
            assert drafts.get(address) == edit.draft, address
            assert (address in held) == bool(edit.typed), address
    return report, drafts, held


def _compare_screen(session: Session, document: Document, *, typing: bool) -> None:
    screen = session.app.screen
    if not isinstance(screen, DocumentScreen) or not screen.is_mounted:
        return
    lines = session.lines
    assert document.saving.label in lines[0], (document.saving, lines[0])
    if isinstance(screen, TableScreen):
        _compare_cells(screen, document, lines)
    elif isinstance(screen, TextScreen):
        name = screen.section.name
        text = with_names(document.report.narrative.get(name, ""), document.edition)
        if not screen.editor.pending:
            assert screen._text.holds(screen.editor.text), (screen.editor.text, text)
    elif isinstance(screen, BasicData):
        shown = {
            "organ": document.report.organ,
            "year": str(document.report.year),
            "title": document.report.title or "",
            "published": str(document.report.published or ""),
        }
        for name, value in shown.items():
            field = screen.query_one(f"#{name}", Field)
            entry = field.entry
            # What is no year or no day stays as it was typed, with a word on it.
            unread = name in ("year", "published") and not _is_read(name, entry.value)
            if (entry is not screen.focused or not typing) and not unread:
                # A space at its end is not seen, and not kept.
                assert field.value == value, (name, entry.value, value)
    elif isinstance(screen, Overview):
        for section in document.edition.texts:
            label = document.status(section.name).label
            with suppress(StopIteration):
                line = next(line for line in lines if section.title[:6] in line)
                assert label in line, (label, line)


def _is_read(name: str, value: str) -> bool:
    return (read_year(value) if name == "year" else read_day(value)) is not None or not value


def _compare_cells(screen: TableScreen, document: Document, lines: list[str]) -> None:
    """Each cell in the window, cut out of what the terminal shows."""
    grid, picture = screen.grid, screen.grid._picture
    region, first = grid.content_region, grid.scroll_offset.y
    # What is being typed may reach over the cells before it.
    spot = picture.spot(grid.cursor) if grid.typed is not None else None
    typed_over = {cell.address for cell in picture.rows[spot.row][0].cells} if spot else set()
    seen = 0
    for row, (line, _) in enumerate(picture.rows):
        y = row - first + picture.head
        if not picture.head <= y < region.height:
            continue
        for column in picture.layout.shown if line.cells else ():
            if column >= len(line.cells):
                continue
            address = line.cells[column].address
            left = picture.layout.left(column)
            assert left is not None
            shown = cut_out(lines[region.y + y], region.x + left, picture.layout.columns[column])
            if address in typed_over:
                continue
            _compare_cell(document.cell(address), shown, address)
            seen += 1
    assert seen or typed_over or region.height <= picture.head


def _compare_cell(state: CellState, shown: str, address: str) -> None:
    said = shown.strip("[]< ")
    if state.draft is not None:
        said = said.lstrip("!?").removesuffix("~")
        assert state.draft.startswith(said), (address, state, shown)
    elif state.value is None:
        assert said.lstrip("!?") in ("", "."), (address, state, shown)
    else:
        assert said.lstrip("!?=*") == format_number(state.value).lstrip(), (address, state, shown)


def cut_out(line: str, left: int, width: int) -> str:
    """What stands in some cells of a line."""
    taken, at = "", 0
    for character in line:
        if left <= at < left + width:
            taken += character
        at += cell_len(character)
    return taken
