"""Why a warning is no mistake: one line, kept with the report as 已说明."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from nianbao.checks.finding import Finding
from nianbao.report.width import printable
from nianbao.wizard.field import Entry, Field
from nianbao.wizard.menu import Item, Menu
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.reasons import reasons
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet


class Explain(WizardScreen[str]):
    """Gives the reason; "" withdraws one given before; None where all is left as it is."""

    AUTO_FOCUS = "Entry"
    CSS = stylesheet("screens/explain.tcss")
    heading = "说明理由"
    BINDINGS = [
        Binding("escape", "back", "不说明", id="back", tooltip="什么都不记，回到原处"),
        Binding(
            "enter",
            "accept",
            "保存说明",
            id="accept",
            tooltip="标为“已说明”，不再算作问题；<undo> 撤销",
            priority=True,
        ),
        Binding("down", "next(1)", "下一条理由", show=False, priority=True),
        Binding("up", "next(-1)", "上一条理由", show=False, priority=True),
    ]
    field = getters.query_one(Field)
    offered = getters.query_one(Menu)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        given = (finding.answered,) if finding.answered else ()
        self._reasons = tuple(dict.fromkeys((*given, *reasons(finding))))

    def body(self) -> ComposeResult:
        """The finding, the reason, and what else is often the reason."""
        finding = self._finding
        said = f"{finding.severity.label}：{printable(finding.title)}。{printable(finding.message)}"
        yield Paragraph(said, id="summary")
        yield Field("理由", self._reasons[0], hint=self._hint, entry=Entry, id="reason")
        yield Menu(Item(str(n), reason) for n, reason in enumerate(self._reasons))

    def on_mount(self) -> None:
        """The reason is replaced by what is typed."""
        self.offered.can_focus = False
        self.field.entry.select_all()

    def help_here(self) -> tuple[str, str]:
        """What an explanation does, and until when."""
        return self.heading, (
            "核对后确认没有错的，写明理由：这一处标为“已说明”，不再算作问题，核对结果里仍会列出。\n"
            "相关的数或句子以后改了，会重新提示。理由可以直接输入，也可以按上、下键选一条常用的。"
        )

    @property
    def _hint(self) -> str:
        if self._finding.answered:
            return "Enter 保存，清空后按 Enter 撤回说明；上、下键选常用的理由"
        return "Enter 保存；可直接输入，上、下键选常用理由"

    def action_accept(self) -> None:
        """Give it."""
        reason = self.field.value
        if reason or self._finding.answered:
            self.dismiss(reason)
        else:
            self.field.say("还没有写理由；Esc 不说明，回到原处")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes the reason into the line."""
        event.stop()
        self._take(int(event.option_id or 0))

    def action_next(self, step: int) -> None:
        """The next reason that is offered, or the one before."""
        typed = self.field.value
        here = self._reasons.index(typed) if typed in self._reasons else -max(step, 0)
        self._take((here + step) % len(self._reasons))

    def _take(self, number: int) -> None:
        self.offered.choose(str(number))
        self.field.value = self._reasons[number]
        self.field.entry.select_all()
        self.field.say(self._hint)
