"""Which cell may be wrong, and with which value all would be in order: the user decides."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from nianbao.checks.diagnosis_sentences import explanation_sentence, undecided
from nianbao.checks.explanation import Diagnosis, Explanation
from nianbao.editions import Edition
from nianbao.report import Number
from nianbao.report.typed_numbers import format_number
from nianbao.report.width import cut
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.place_lines import CUT
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet

_AROUND = 8
"""The cells that a row needs for its edges."""


class Alternatives(Menu, inherit_bindings=False):
    """The explanations, the likeliest first."""

    BINDINGS = [
        known for known in Menu.BINDINGS if isinstance(known, Binding) and known.id != "choose"
    ]


class Suggestions(WizardScreen[Explanation]):
    """Gives the explanation that the user takes; None where all is left as it is."""

    CSS = stylesheet("screens/suggest.tcss")
    heading = "修改建议"
    BINDINGS = [
        Binding("escape", "back", "不改", id="back", tooltip="什么都不改，回到表格"),
        Binding("enter", "accept", "照此更正", id="accept", tooltip="改这几格；<undo> 可一次撤销"),
    ]
    listed = getters.query_one(Alternatives)

    def __init__(self, diagnosis: Diagnosis, edition: Edition) -> None:
        super().__init__()
        self._diagnosis, self._edition = diagnosis, edition

    def body(self) -> ComposeResult:
        """What can be told for certain, the alternatives, and the one at the cursor in full."""
        count = len(self._diagnosis.explanations)
        yield Paragraph(
            "只有一种改法，所改的格最少："
            if count == 1
            else undecided(self._diagnosis, lists_all=True),
            id="summary",
        )
        yield Alternatives()
        yield Paragraph(id="detail")

    def help_here(self) -> tuple[str, str]:
        """What is shown here, and what it is worth."""
        return "修改建议", (
            "按勾稽关系推算：改哪几格、改成多少，不符的地方就都相符。最可能的排在最前。\n"
            "推算只能说明数字对得上，是不是这样，要核对台账。按上、下键看其他改法，Enter 更正，Esc 不改。\n"
            "手填的合计（*）也参与推算：照登记台账填合计，推算就更准。"
        )

    def on_mount(self) -> None:
        """Show the list."""
        self._show()

    def on_resize(self) -> None:
        """The rows are cut to the width."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the alternative in full."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click only shows it: nothing is changed without Enter."""
        event.stop()
        self._tell()

    def action_accept(self) -> None:
        """Change what the alternative at the cursor says."""
        chosen = self.listed.chosen
        if chosen is not None:
            self.dismiss(self._diagnosis.explanations[int(chosen)])

    def _show(self) -> None:
        width = max(20, self.size.width - _AROUND)
        self.listed.show(
            Item(str(number), cut(_brief(explanation, self._edition), width, CUT))
            for number, explanation in enumerate(self._diagnosis.explanations)
        )
        self._tell()

    def _tell(self) -> None:
        chosen = self.listed.chosen
        if chosen is None:
            return
        sentence = explanation_sentence(
            self._diagnosis.explanations[int(chosen)],
            self._edition,
            len(self._diagnosis.findings),
            certain=self._diagnosis.certain,
        )
        self.query_one("#detail", Paragraph).say(f"{sentence}。")


def _brief(explanation: Explanation, edition: Edition) -> str:
    def number(value: Number | None) -> str:
        return "空白" if value is None else format_number(value)

    return "；".join(
        f"{edition.cells[change.cell].called} {number(change.before)} -> {number(change.after)}"
        for change in explanation.changes[: explanation.suspects]
    )
