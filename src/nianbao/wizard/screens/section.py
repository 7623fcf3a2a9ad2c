"""A screen of one section, between the task list and the findings where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from nianbao.wizard.footer import Footer
from nianbao.wizard.messages import SectionWanted
from nianbao.wizard.screens.base import DocumentScreen

if TYPE_CHECKING:
    from nianbao.checks.finding import Finding
    from nianbao.editions import Section
    from nianbao.wizard.document import Document


class SectionScreen(DocumentScreen):
    """A screen of one section: a table, a narrative, or the basic data."""

    ROOM_ON_BOTH_SIDES = 160
    """The columns from which the task list stands at the left and the findings at the right."""
    BINDINGS = [
        Binding(
            "f4,ctrl+pagedown",
            "neighbour(1)",
            "下一部分",
            id="next_section",
            tooltip="到下一部分，停在上次离开的地方",
            priority=True,
        ),
        Binding(
            "f3,ctrl+pageup",
            "neighbour(-1)",
            "上一部分",
            id="previous_section",
            tooltip="到上一部分，停在上次离开的地方",
            priority=True,
        ),
    ]

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section.title)
        self.section = section
        self.address = address
        """Where the cursor stands at first; None for the section's beginning."""

    def compose(self) -> ComposeResult:
        """The top line, the body between the panels, the footer."""
        from nianbao.wizard.side_panel import FindingPanel, SidePanel

        yield from self.top()
        with Horizontal():
            yield SidePanel(self.document, self.section.name)
            with Vertical():
                yield from self.body()
            yield FindingPanel(self.document, self.section.name, id="right")
        yield Footer()

    def on_resize(self) -> None:
        """Where there is room on both sides, the findings stand at the right."""
        self.set_class(self.app.size.width >= self.ROOM_ON_BOTH_SIDES, "-widest")

    def document_changed(self) -> None:
        """Show the document as it is now."""
        from nianbao.wizard.side_panel import FindingPanel, SidePanel

        super().document_changed()
        self.query_one(SidePanel).update()
        for panel in self.query(FindingPanel):
            panel.update()

    @property
    def place(self) -> str | None:
        """The address where the cursor is, to come back to."""
        return None

    def show_place(self, address: str) -> None:
        """Move the cursor to an address of this section."""

    def tell_of(self, finding: Finding) -> None:
        """Say why one came here: called when a finding leads here, before the screen is shown too."""
        self.app.call_after_refresh(self._say_unless_told, finding)

    @property
    def told(self) -> str:
        """What the screen says of what was found here."""
        return ""

    def will_tell(self, finding: Finding) -> bool:  # noqa: ARG002
        """Whether the screen says by itself what was found where the cursor stands."""
        return False

    def _say_unless_told(self, finding: Finding) -> None:
        if self.is_there and finding.message not in self.told and not self.will_tell(finding):
            self.notify(f"{finding.severity.label}：{finding.message}", timeout=10)

    def help_here(self) -> tuple[str, str]:
        """The section's own help."""
        return self.section.title, self.section.help

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way to a neighbour that is not there."""
        if action == "neighbour":
            return self._neighbour(int(str(parameters[0]))) is not None
        return super().check_action(action, parameters)

    def action_neighbour(self, step: int) -> None:
        """Go to the next section, or to the one before."""
        neighbour = self._neighbour(step)
        if neighbour is not None:
            self.settle()
            self.post_message(SectionWanted(neighbour.name))

    def _neighbour(self, step: int) -> Section | None:
        sections = self.document.edition.texts
        index = [section.name for section in sections].index(self.section.name) + step
        return sections[index] if 0 <= index < len(sections) else None
