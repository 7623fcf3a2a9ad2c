"""The names of figures that fit what is being typed behind a brace."""

from __future__ import annotations

from nianbao.report import Report
from nianbao.report.live_figures import name_of
from nianbao.report.width import pad_right
from nianbao.wizard.figure_names import MANY, figures_named, number_of_figure
from nianbao.wizard.menu import Item, Menu

_NAME = 44


class Completion(Menu, can_focus=False):
    """A list below the text, shown while a name is typed; the keys go on to the text."""

    def __init__(self) -> None:
        super().__init__(id="completion")
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether names are offered now."""
        return bool(self.display)

    def offer(self, query: str, report: Report) -> None:
        """Show the names that fit; none of them closes the list."""
        found = figures_named(query, report.edition)[:MANY]
        self.show(
            Item(a, f"{pad_right(name_of(a, report.edition), _NAME)} {number_of_figure(a, report)}")
            for a in found
        )
        self.choose(found[0] if found else None)
        self.display = bool(found)

    def close(self) -> None:
        """Offer nothing."""
        self.display = False

    def move(self, step: int) -> None:
        """Put the mark on another name."""
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
