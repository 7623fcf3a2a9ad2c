"""The commands of a section's text: find, insert, and what may be wrong in it."""

from __future__ import annotations

from textual import on
from textual.binding import Binding
from textual.widgets.text_area import Selection

from nianbao.editions import Section
from nianbao.report.live_figures import name_of, with_addresses, with_names
from nianbao.wizard.confirm_bar import ConfirmBar
from nianbao.wizard.confirming import Confirming
from nianbao.wizard.document import Document
from nianbao.wizard.find_bar import FindBar
from nianbao.wizard.finding_words import is_in_figure, next_match, replaced_everywhere
from nianbao.wizard.keys import FIND
from nianbao.wizard.prose import index_of, location_of
from nianbao.wizard.screens.text_screen import TextScreen
from nianbao.wizard.sentence_repair import offer_repair


class Narrative(TextScreen):
    """The text of a section, with all that helps to write it."""

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
            tooltip="光标处的句子与表中不一致的，改为引用表中的数，或者到表中去改；与表中相同的数改为引用；"
            "没有时，逐个确认与上年相同的数字",
            priority=True,
        ),
        Binding("tab", "outline", "目录", id="outline", tooltip="列出（一）、1.各级标题，选定跳转"),
        Binding("shift+tab", "last_year", "上年原文", id="last_year", tooltip="看上年本部分的文字"),
    ]

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        self._confirming = Confirming(self._text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what would do nothing here."""
        if action in ("insert", "suggest") and not self.document.writable:
            return False
        if action in ("suggest", "outline", "last_year"):
            order = ("suggest", "outline", "last_year")
            # Of what was just typed nobody knows yet: the key waits for the answer, not the user.
            asks = action == "suggest" and self.is_there and not self._sentences.has_read_here
            return self.is_there and (asks or self._possible()[order.index(action)])
        return super().check_action(action, parameters)

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

    def action_find(self) -> None:
        """Ask for the words to find."""
        self.query_one("#find").add_class("-open")
        bar = self.query_one(FindBar)
        if (selected := self.editor.selected_text) and "\n" not in selected:
            bar.words.value = selected
        bar.words.focus()

    def action_insert(self) -> None:
        """Choose a sentence, the questions or a figure, and write it at the cursor."""
        from nianbao.wizard.screens.insert import Insert

        self.app.push_screen(Insert(self.document.report, self.section), self._insert)

    def action_suggest(self) -> None:
        """Suggest what fits at the cursor, as soon as the sentences are read."""
        self._sentences.when_read(self._suggest)

    def _suggest(self) -> None:
        """Turn the number at the cursor into the figure it agrees with; else confirm figures."""
        found = self._sentences.here
        at_figure = self._sentences.is_at_figure
        if self._mend_figure() or (not at_figure and self._offer_figures()):
            return
        self.editor.commit()
        if found is not None:
            offer_repair(self, self.editor, found, self.document.edition, self.places_changed)
            return
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
                self.places_changed()

        if len(addresses) == 1:
            write(addresses[0])
        else:
            heading = f"表中有 {len(addresses)} 处的数与此相同，请选要引用的"
            self.app.push_screen(PickFigure(self.document.report, heading, addresses), write)
        return True

    def places_changed(self) -> None:
        """Look again for the figures to confirm: one that follows the table now is none."""
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
        said = f"已替换 {count} 处，按 <undo> 还原。" if count else f"没有找到“{words}”。"
        self.notify(said, timeout=3)
