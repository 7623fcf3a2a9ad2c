"""What can be written into a text with one key: a sentence on figures, the questions, a figure."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.live_figures import fill
from nianbao.wizard.menu import Item, Menu, numbered
from nianbao.wizard.offered_sentences import named, offered, rank
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.dialog import Dialog
from nianbao.wizard.styles import stylesheet

FIGURE, SKELETON = "#figure", "#skeleton"


class Insert(Dialog[str]):
    """Gives the text to insert, figures as addresses; `FIGURE` where one is to be picked."""

    CSS = stylesheet("screens/insert.tcss")
    menu = getters.query_one(Menu)

    def __init__(self, report: Report, section: Section) -> None:
        super().__init__()
        self._report, self._section = report, section
        self._sentences = offered(report, section.name)

    def box(self) -> ComposeResult:
        """The list, and how the sentence at the cursor reads now."""
        with Vertical(id="box"):
            yield Static("插入（数字随表格自动更新）", markup=False)
            items = self._items()
            yield Menu(items)
            yield Paragraph(self._preview(items[0].id), id="preview")

    def on_mount(self) -> None:
        """Start at the first, which fits the numbers best."""
        self.menu.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show how it reads."""
        event.stop()
        self.query_one("#preview", Paragraph).say(self._preview(event.option_id or ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        event.stop()
        chosen = event.option_id or ""
        self.dismiss(FIGURE if chosen == FIGURE else self._text(chosen))

    def _items(self) -> list[Item]:
        """What fits, the questions and a figure; then the sentences that do not fit now."""
        rows = [(str(n), named(one, self._report)) for n, one in enumerate(self._sentences)]
        fitting = sum(rank(one, self._report) <= 1 for one in self._sentences)
        skeleton = (SKELETON, "写作提纲（逐条提问，答完即成文）")
        figure = (FIGURE, "表中的一个数（选行和列，也可输入 {）")
        others = [skeleton, figure] if self._section.skeleton else [figure]
        return numbered([*rows[:fitting], *others, *rows[fitting:]])

    def _text(self, chosen: str) -> str:
        if chosen == SKELETON:
            return "\n".join(self._section.skeleton)
        return self._sentences[int(chosen)].of_year(self._report.year)

    def _preview(self, chosen: str) -> str:
        return "" if chosen in ("", FIGURE) else fill(self._text(chosen), self._report)
