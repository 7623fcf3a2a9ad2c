"""A text of several lines, folded as Chinese is: between any two characters, marks kept together."""

from __future__ import annotations

from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static

from nianbao.report.width import display_width, wrap


class Paragraph(Static):
    """A text that is folded to its width; Textual alone folds at spaces only."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self._text = text
        super().__init__(text, id=id, classes=classes, markup=False)

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update(text)

    def render(self) -> VisualType:
        """The folded text."""
        return folded(self._text, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The lines it needs in a width."""
        return folded(self._text, width).count("\n") + 1


def folded(text: str, width: int) -> str:
    """The text in lines of at most `width` cells."""
    if width <= 0:
        return text
    return "\n".join(line for part in text.split("\n") for line in wrap(part, width) or [""])


def in_lines(items: list[str], width: int) -> str:
    """The items one behind the other, none of them broken at the end of a line of `width` cells."""
    lines = [""]
    for item in items:
        if lines[-1] and display_width(f"{lines[-1]} {item}") > width > 0:
            lines.append("")
        lines[-1] = f"{lines[-1]} {item}".strip()
    return "\n".join(lines)
