"""An app with nothing but the screen of one table, and the document behind it."""

from __future__ import annotations

from textual.app import App

from nianbao.wizard.document import Document
from nianbao.wizard.grid import ReportGrid
from nianbao.wizard.messages import SectionWanted
from nianbao.wizard.screens.table import TableScreen
from nianbao.wizard.styles import stylesheet


class TableApp(App[None]):
    """Shows one section's table, and keeps what its screen told."""

    CSS = stylesheet("wizard.tcss")

    def __init__(self, document: Document, section: str, address: str | None = None) -> None:
        super().__init__()
        self.document = document
        self.table_screen = TableScreen(document, document.edition.section(section), address)
        self.wanted: list[SectionWanted] = []
        self.left = False

    def on_mount(self) -> None:
        self.push_screen(self.table_screen)

    def on_section_wanted(self, message: SectionWanted) -> None:
        self.wanted.append(message)

    def on_back_wanted(self) -> None:
        self.left = True

    def document_changed(self) -> None:
        """What the real app does after every change."""
        if self.table_screen.is_mounted:
            self.table_screen.document_changed()

    @property
    def grid(self) -> ReportGrid:
        return self.table_screen.grid

    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def line(self, label: str) -> str:
        """The first line that opens with a label."""
        return next(line for line in self.lines() if line.strip(" .").startswith(label)).rstrip()
