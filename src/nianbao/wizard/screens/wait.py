"""What is being done while the user has to wait for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from nianbao.wizard.messages import WaitNoLonger
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.dialog import Dialog


class Wait(Dialog[None]):
    """Says it; Esc gives it up."""

    BINDINGS = [
        Binding("escape", "close", "不等了", id="back", tooltip="不再等，回到原处", priority=True),
    ]

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def box(self) -> ComposeResult:
        """The sentence."""
        with Vertical(classes="question"):
            yield Paragraph(self._said)

    def action_close(self) -> None:
        """Give it up."""
        self.post_message(WaitNoLonger())
