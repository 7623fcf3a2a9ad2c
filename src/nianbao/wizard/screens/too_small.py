"""What stands there while the window is too small."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

WIDTH, HEIGHT = 60, 20


class TooSmall(ModalScreen[None]):
    """Asks for a larger window; everything below stays as it is."""

    BINDINGS = [Binding("ctrl+q", "app.quit", "退出", id="quit", priority=True)]

    @staticmethod
    def fits(size: Size) -> bool:
        """Whether a window of this size is large enough."""
        return size.width >= WIDTH and size.height >= HEIGHT

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(f"窗口太小，请放大到 {WIDTH} 列 {HEIGHT} 行以上；所填内容都在。", markup=False)
