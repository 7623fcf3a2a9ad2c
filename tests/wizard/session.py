"""The whole wizard without a terminal: keys go in, the screen comes out as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.report.new_report import blank_report
from nianbao.report.toml_file import read_report
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.app import Wizard
from nianbao.wizard.desk import Desk
from nianbao.wizard.document import Document
from nianbao.wizard.footer import Footer
from nianbao.wizard.messages import Opening

NOW = datetime(2026, 1, 12, 10, 32).astimezone()
ORGAN = "西工区金谷园街道办事处"
PERSON = "requests.natural_person"
SIZES = [(80, 24), (120, 40), (60, 20)]


def sample(
    cells: Mapping[str, Number] | None = None,
    narrative: Mapping[str, str] | None = None,
    *,
    organ: str = ORGAN,
    year: int = 2025,
) -> Report:
    """A report of that year that holds these cells and texts."""
    report = blank_report(built_in().for_year(year), organ, year).with_cells(dict(cells or {}))
    for section, text in (narrative or {}).items():
        report = report.with_text(section, text)
    return report


TEXTS = {
    "overview": "主动公开信息，办理依申请公开，规范信息管理，维护网站平台，加强监督保障。",
    "problems": "一是解读形式单一，将增加图解。",
    "other_matters": "2025年没有收取信息处理费。",
}


def whole(table: str, cells: Mapping[str, Number]) -> Report:
    """A report in which nothing is missing but in this one table, which holds these cells."""
    others = {
        cell.address: 0
        for cell in built_in().for_year(2025).cells.values()
        if cell.table != table and not cell.row.optional
    }
    return sample({**others, **cells}, TEXTS)


def write(path: Path, report: Report) -> Path:
    """Put a report's file somewhere."""
    path.write_text(report_to_toml(report), encoding="utf-8")
    return path


class Session:
    """A wizard that runs."""

    def __init__(self, app: Wizard, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            # One that was given up meanwhile is no less done.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text character by character."""
        for character in text:
            # A pilot knows no full-width marks.
            self.app.post_message(events.Key(_character_to_key(character), character))
            await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste a text where the cursor is."""
        widget = self.app.focused
        assert widget is not None
        widget.post_message(events.Paste(text))
        await self.pilot.pause()

    async def open(self, path: Path) -> None:
        """Open a report, as the start screen would."""
        self.app.open_report(Opening(path))
        await self.pilot.pause()

    @property
    def document(self) -> Document:
        """The report that is open."""
        assert self.app.walk is not None
        return self.app.walk.document

    @property
    def report(self) -> Report:
        """What it holds now."""
        return self.document.report

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What is on the screen; text folded by the screen reads as one line."""
        return "\n".join(self.lines)

    def line(self, part: str) -> str:
        """The first line with these words on it."""
        found = next((line for line in self.lines if part in line), None)
        assert found is not None, f"no {part!r} on\n{self.text}"
        return found

    def shows(self, part: str) -> bool:
        """Whether these words are on the screen, folded or not."""
        return part in "".join(line.strip() for line in self.lines)

    @property
    def footer(self) -> str:
        """The last line."""
        return self.lines[-1]

    @property
    def footer_keys(self) -> list[tuple[str, str]]:
        """The keys in the footer, as Textual names them, each with its label."""
        footer = self.app.screen.query_one(Footer)
        return [(command.keys[0], command.label) for command in footer.shown()]

    @property
    def widest(self) -> int:
        """The cells of the longest line."""
        return max(cell_len(line) for line in self.lines)


@asynccontextmanager
async def wizard(
    folder: Path,
    file: Path | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    last_year: Path | None = None,
) -> AsyncIterator[Session]:
    """The wizard with its folders in `folder`, at a fixed time."""
    desk = Desk(
        folder / "state", settings_folder=folder / "config", folder=folder, clock=lambda: NOW
    )
    app = Wizard(desk, file, last_year)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Session(app, pilot)


def saved(path: Path) -> Report:
    """The report that the file holds now."""
    return read_report(path.read_text(encoding="utf-8"), built_in()).report
