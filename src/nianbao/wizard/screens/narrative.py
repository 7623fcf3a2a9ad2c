"""The screen of a section's text."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from nianbao.editions import Section
from nianbao.report.live_figures import figures, name_of, with_addresses, with_names
from nianbao.report.width import display_width
from nianbao.wizard.completion import Completion
from nianbao.wizard.confirm_bar import ConfirmBar
from nianbao.wizard.confirming import Confirming
from nianbao.wizard.document import Document
from nianbao.wizard.find_bar import FindBar
from nianbao.wizard.finding_words import is_in_figure, next_match, replaced_everywhere
from nianbao.wizard.keys import FIND
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.prose import headings, index_of, location_of
from nianbao.wizard.prose_editor import ProseEditor
from nianbao.wizard.screens.base import SectionScreen
from nianbao.wizard.section_text import SectionText, told_of_paste
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.text_panes import LastYear, Outline

REST = 0.2
"""Seconds without a key after which all that takes the whole text is looked at again."""


class Narrative(SectionScreen):
    """An editor, with what belongs into the section above it and a line on it below."""

    CSS = stylesheet("screens/narrative.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-beside"), (120, "-wide")]
    ROOM_ON_BOTH_SIDES = 200
    BINDINGS = [
        FIND,
        Binding("escape", "back", "返回", id="back", tooltip="退回上一步，所填内容都会保留"),
        Binding(
            "ctrl+k",
            "insert",
            "插入",
            id="insert",
            tooltip="插入写数字和收费的规范句、写作提纲，或表中的一个数",
            priority=True,
        ),
        Binding(
            "f9,ctrl+g",
            "suggest",
            "修改建议",
            id="suggest",
            tooltip="把光标处的数字改为引用表中的数；没有时，逐个确认与上年相同的数字",
            priority=True,
        ),
        Binding("tab", "outline", "目录", id="outline", tooltip="列出（一）、1.各级标题，选定跳转"),
        Binding("shift+tab", "last_year", "上年原文", id="last_year", tooltip="看上年本部分的文字"),
    ]
    editor = getters.query_one(ProseEditor)
    completion = getters.query_one(Completion)
    outline = getters.query_one(Outline)
    last = getters.query_one(LastYear)

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        self._text = SectionText(document, section)
        self._confirming = Confirming(self._text)
        self._said = self._said_of_all = ""
        self._kept = False
        self._resting: Timer | None = None
        self._offered: tuple[bool, ...] = ()

    def body(self) -> ComposeResult:
        """The help, the lines to find words and confirm figures in, the text, and a line on it."""
        yield Paragraph(self._about(), id="about")
        yield FindBar(id="find")
        yield ConfirmBar(id="confirm")
        completion = Completion()
        with Container(id="desk"):
            yield ProseEditor(
                self._text.shown,
                self._text.commit,
                report=lambda: self.document.report,
                completion=completion,
                read_only=not self.document.writable,
            )
            with Vertical(id="beside"):
                yield Outline()
                year = self.document.report.year - 1
                yield LastYear(f"上年（{year}年）原文", self._text.read_last_year)
        yield completion
        yield Paragraph(id="state")

    @property
    def place(self) -> str | None:
        """The text."""
        return f"narrative.{self.section.name}"

    def show_place(self, address: str) -> None:  # noqa: ARG002
        """The text is the only place there is."""
        self.editor.focus()

    def help_here(self) -> tuple[str, str]:
        """How a text is written here."""
        title, said = super().help_here()
        return title, f"{said}\n{HELP}"

    def on_mount(self) -> None:
        """Start in the text."""
        self.last.set_class(bool(self.last.text), "-there")
        self.editor.focus()
        self._look()

    @property
    def unsettled(self) -> bool:
        """Whether the text has more than the document."""
        return self.is_mounted and self.editor.pending

    def settle(self) -> None:
        """Commit the text."""
        self.editor.commit()

    def on_resize(self) -> None:
        """The lines above the text follow the width."""
        self.call_after_refresh(self._look)

    def document_changed(self) -> None:
        """Show the text as the document has it, but for what is being typed."""
        super().document_changed()
        if not self.editor.pending and not self._text.holds(self.editor.text):
            self.editor.load(self._text.shown)
            # After an undo the figures that are asked for stand somewhere else.
            self._ask_on()
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what would do nothing here."""
        if action in ("insert", "suggest") and not self.document.writable:
            return False
        if action in ("suggest", "outline", "last_year"):
            order = ("suggest", "outline", "last_year")
            return self.is_mounted and self._possible()[order.index(action)]
        return super().check_action(action, parameters)

    @on(TextArea.Changed)
    def text_changed(self) -> None:
        """What looks at the whole text follows at rest."""
        if self.editor.pasted is not None:
            if said := told_of_paste(self.editor.pasted):
                self.notify(said, timeout=8)
            self.editor.pasted = None
        if self.editor.has_focus:
            self.query_one("#confirm").remove_class("-open")
        self._tell()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._look)

    @on(TextArea.SelectionChanged)
    def selection_changed(self) -> None:
        """A live figure at the cursor is told below."""
        self._tell()
        self._refresh_keys()

    @on(FindBar.Wanted)
    def words_wanted(self, message: FindBar.Wanted) -> None:
        """Find the words from the cursor on, or replace them."""
        words = message.words.strip()
        if not words:
            return
        if message.everywhere and message.instead is not None:
            self._replace_everywhere(words, message.instead)
            return
        if message.instead is not None and self.editor.selected_text == words:
            self._replace_here(message.instead)
        self._find(words)

    @on(ConfirmBar.Answered)
    def figure_answered(self, message: ConfirmBar.Answered) -> None:
        """Keep the figure or write the new one, and ask for the next."""
        if message.number is None:
            self._confirming.keep()
        elif (found := self._confirming.next) is not None:
            self._write_over(found.start, found.end, message.number)
            self._confirming.changed(len(message.number))
        self._ask()

    @on(Outline.Chosen)
    def heading_chosen(self, message: Outline.Chosen) -> None:
        """Jump to the heading."""
        self.remove_class("-outline")
        self.editor.move_cursor((message.line, 0))
        self.editor.scroll_cursor_visible(center=True)
        self.editor.focus()

    def action_find(self) -> None:
        """Ask for the words to find."""
        self.query_one("#find").add_class("-open")
        bar = self.query_one(FindBar)
        if (selected := self.editor.selected_text) and "\n" not in selected:
            bar.words.value = selected
        bar.words.focus()

    def action_outline(self) -> None:
        """Go to the outline."""
        self.add_class("-outline")
        self.outline.open_at(self.editor.cursor_location[0])

    def action_last_year(self) -> None:
        """Go to last year's text."""
        self.add_class("-last-year")
        self.last.open()

    def action_insert(self) -> None:
        """Choose a sentence, the questions or a figure, and write it at the cursor."""
        from nianbao.wizard.screens.insert import Insert

        self.app.push_screen(Insert(self.document.report, self.section), self._insert)

    def action_suggest(self) -> None:
        """Turn the number at the cursor into the figure it agrees with; else confirm figures."""
        if self._mend_figure() or self._offer_figures():
            return
        self.editor.commit()
        if self._confirming.begin(self.editor.text):
            self._ask()
            return
        self.notify("光标处没有与表中相同的数字。", timeout=3)

    def action_back(self) -> None:
        """Close what is open, else leave the section."""
        for opened, name in (("#find", "-open"), ("#confirm", "-open")):
            if self.query_one(opened).has_class(name):
                self.query_one(opened).remove_class(name)
                self.editor.focus()
                self._look()
                return
        if not self.editor.has_focus:
            self.remove_class("-outline")
            self.editor.focus()
        elif self.has_class("-last-year") and self.has_class("-narrow"):
            self.remove_class("-last-year")
        else:
            super().action_back()

    def _about(self) -> str:
        if self.section.table is not None:
            return "本部分表格前面的文字，可以不写。Esc 回到表格。"
        if not self.section.usual_length:
            return self.section.help
        aspects = self._text.aspects(self.editor.text if self.is_mounted else self._text.shown)
        ticked = [f"[{'x' if spoken else ' '}]{one.name}" for one, spoken in aspects]
        return _in_lines(ticked, self.query_one("#about").size.width if self.is_mounted else 0)

    def _look(self) -> None:
        """Look at the whole text again."""
        if not self.is_mounted:
            return
        self._resting = None
        text = self.editor.text
        self.editor.mark(self._text.marks(text))
        found = headings(text)
        self.outline.show_headings(found)
        self.outline.set_class(bool(found), "-there")
        self.query_one("#about", Paragraph).say(self._about())
        kept = len(self._text.unconfirmed(text))
        self._kept = kept > 0
        self._said_of_all = self._said_of_text(text, kept)
        self._tell()
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        possible = self._possible()
        if possible != self._offered:
            self._offered = possible
            self.refresh_bindings()

    def _possible(self) -> tuple[bool, ...]:
        """Whether there is something to suggest, an outline, a text of last year."""
        return (
            self._kept or self._number_here() or self._mistake_here() is not None,
            self.outline.has_class("-there"),
            self.last.has_class("-there"),
        )

    def _number_here(self) -> bool:
        row, column = self.editor.cursor_location
        found = self._text.agreeing_at(self.editor.document.get_line(row), column)
        return found is not None and bool(found[1])

    def _insert(self, chosen: str | None) -> None:
        from nianbao.wizard.screens.insert import FIGURE
        from nianbao.wizard.screens.pick_figure import PickFigure

        if chosen == FIGURE:
            report = self.document.report
            heading = "选一个数：先选行，再选列"
            self.app.push_screen(PickFigure(report, heading), self._insert_figure)
        elif chosen is not None:
            self.editor.insert_block(with_names(chosen, self.document.edition))

    def _insert_figure(self, address: str | None) -> None:
        if address is not None:
            start, end = sorted(self.editor.selection)
            self.editor.put(self._named(address), start, end)

    def _named(self, address: str) -> str:
        return f"{{{name_of(address, self.document.edition)}}}"

    def _mistake_here(self) -> tuple[int, int, str] | None:
        """A mistaken figure at the cursor: its columns, and the nearest figure there is."""
        row, column = self.editor.cursor_location
        line = self.editor.document.get_line(row)
        for figure in figures(line, self.document.edition) if "{" in line else ():
            if figure.nearest is not None and figure.start <= column <= figure.end:
                return figure.start, figure.end, figure.nearest
        return None

    def _mend_figure(self) -> bool:
        mistake = self._mistake_here()
        if mistake is None:
            return False
        start, end, nearest = mistake
        row = self.editor.cursor_location[0]
        self.editor.put(self._named(nearest), (row, start), (row, end))
        return True

    def _offer_figures(self) -> bool:
        """Turn the number at the cursor into a figure; where several agree, let one be chosen."""
        from nianbao.wizard.screens.pick_figure import PickFigure

        row, column = self.editor.cursor_location
        found = self._text.agreeing_at(self.editor.document.get_line(row), column)
        if found is None or not found[1]:
            return False
        number, addresses = found

        def write(address: str | None) -> None:
            if address is not None:
                self.editor.put(self._named(address), (row, number.start), (row, number.end))
                self._ask_on()

        if len(addresses) == 1:
            write(addresses[0])
        else:
            heading = f"表中有 {len(addresses)} 处的数与此相同，请选要引用的"
            self.app.push_screen(PickFigure(self.document.report, heading, addresses), write)
        return True

    def _ask_on(self) -> None:
        """The figure asked for follows the table now, and need not be confirmed."""
        if self.query_one("#confirm").has_class("-open"):
            self._confirming.begin(self.editor.text)
            self._ask()

    def _ask(self) -> None:
        bar, found = self.query_one(ConfirmBar), self._confirming.next
        if found is None:
            bar.remove_class("-open")
            self.editor.focus()
            self.notify("与上年相同的数字都已确认。", timeout=3)
            self._look()
            return
        text = self.editor.text
        self.editor.selection = Selection(
            location_of(text, found.start), location_of(text, found.end)
        )
        self.editor.scroll_cursor_visible(center=True)
        bar.add_class("-open")
        bar.ask(self._confirming.left, text[found.start : found.end])

    def _write_over(self, start: int, end: int, new: str) -> None:
        text = self.editor.text
        self.editor.put(new, location_of(text, start), location_of(text, end))

    def _find(self, words: str) -> None:
        text = self.editor.text
        index = next_match(text, words, index_of(text, max(self.editor.selection)))
        if index is None:
            self.notify(f"没有找到“{words}”。", timeout=2)
            return
        self.editor.selection = Selection(
            location_of(text, index), location_of(text, index + len(words))
        )
        self.editor.scroll_cursor_visible()

    def _replace_here(self, instead: str) -> None:
        start, end = sorted(self.editor.selection)
        text = self.editor.text
        where = index_of(text, start), index_of(text, end)
        if is_in_figure(text, *where, self.document.edition):
            self.notify("这里是引用的数，不能只换其中几个字；可以整个删去。", timeout=4)
        else:
            self.editor.put(instead, start, end)

    def _replace_everywhere(self, words: str, instead: str) -> None:
        text = self.editor.text
        new, count = replaced_everywhere(text, words, instead, self.document.edition)
        if count:
            self.editor.commit()
            self.document.set_text(self.section.name, with_addresses(new, self.document.edition))
            self.document_changed()
        said = f"已替换 {count} 处，按 Ctrl+Z 还原。" if count else f"没有找到“{words}”。"
        self.notify(said, timeout=3)

    def _tell(self) -> None:
        said = self._said_of_place() or self._text.about_finding() or self._said_of_all
        if said != self._said:
            self._said = said
            self.query_one("#state", Paragraph).say(said)

    def _said_of_place(self) -> str:
        row, column = self.editor.cursor_location
        figure = self.editor.figure_at((row, column))
        if figure is not None:
            return self._text.about_figure(figure)
        found = self._text.agreeing_at(self.editor.document.get_line(row), column)
        if found is None or not found[1]:
            return ""
        name = name_of(found[1][0], self.document.edition)
        others = f"等 {len(found[1])} 处" if len(found[1]) > 1 else ""
        return f"与表中“{name}”{others}的数相同，按 F9 改为引用，以后随表格更新"

    def _said_of_text(self, text: str, kept: int) -> str:
        said = self._text.about_length(text)
        if kept:
            said += f"；有 {kept} 个数字与上年相同，按 F9 逐个确认"
        if "=" in self.editor.marks.values():
            said += "；标 = 的段仍为上年原文"
        return said

    @on(Input.Submitted)
    def nothing_submitted(self, event: Input.Submitted) -> None:
        """The bars have taken what was submitted."""
        event.stop()


def _in_lines(items: list[str], width: int) -> str:
    """The items one behind the other, none of them broken at the end of a line."""
    lines = [""]
    for item in items:
        if lines[-1] and display_width(f"{lines[-1]} {item}") > width > 0:
            lines.append("")
        lines[-1] = f"{lines[-1]} {item}".strip()
    return "\n".join(lines)


HELP = (
    "输入 { 引用表中的数（可输行、列的名字或拼音首字母），编辑时显示为 {名称}，公布时换成数字。\n"
    "光标停在数字上按 F9，改为引用与它相同的数。Ctrl+K 插入规范句、写作提纲或表中的数。\n"
    "行首的标记：= 仍为上年原文，+ 超过500字，? 存疑，! 错误。\n"
    "Tab 目录，Shift+Tab 上年原文，Ctrl+F 查找和替换。"
)
