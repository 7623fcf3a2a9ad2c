"""The screen of a section's text."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Label
from textual.widgets.text_area import Selection

from nianbao.editions import Section
from nianbao.report.live_figures import figures, fill, value_of, with_addresses, with_names
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.document import Document
from nianbao.wizard.editor import Editor
from nianbao.wizard.field import Entry
from nianbao.wizard.keys import FIND
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import SectionScreen
from nianbao.wizard.styles import stylesheet

TOO_LONG = 3000
"""Characters in one paragraph above which editing becomes slow."""


class Narrative(SectionScreen):
    """An editor, with what belongs into the section above it and a line on it below."""

    CSS = stylesheet("screens/narrative.tcss")
    BINDINGS = [
        FIND,
        Binding("escape", "back", "返回", id="back", tooltip="退回上一步，所填内容都会保留"),
    ]
    editor = getters.query_one(Editor)

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        self._said = ""

    def body(self) -> ComposeResult:
        """The help, the line to find words in, the text, and the line on it."""
        yield Paragraph(self._about(), id="about")
        with Horizontal(id="find"):
            yield Label("查找")
            yield Entry(placeholder="输入文字，Enter 找下一处，Esc 回到正文", compact=True)
        yield Editor(
            self._text(),
            self._commit_text,
            read_only=not self.document.writable,
        )
        yield Paragraph(id="state")

    @property
    def place(self) -> str | None:
        """The text."""
        return f"narrative.{self.section.name}"

    def show_place(self, address: str) -> None:  # noqa: ARG002
        """The text is the only place there is."""
        self.editor.focus()

    def on_mount(self) -> None:
        """Start in the text."""
        self.editor.focus()
        self.editor.cursor_blink = False
        self._tell()

    @property
    def unsettled(self) -> bool:
        """Whether the text has more than the document."""
        return self.is_mounted and self.editor.pending

    def settle(self) -> None:
        """Commit the text."""
        self.editor.commit()

    def document_changed(self) -> None:
        """Show the text as the document has it, but for what is being typed."""
        super().document_changed()
        if not self.editor.pending:
            self.editor.load(self._text())
        self._tell()

    def on_text_area_changed(self) -> None:
        """The line below counts along."""
        self._tell()

    def on_text_area_selection_changed(self) -> None:
        """A live figure at the cursor is told below."""
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find the words again, from the cursor on."""
        event.stop()
        self._find(event.value)

    def action_find(self) -> None:
        """Ask for the words to find."""
        self.query_one("#find").add_class("-open")
        self.query_one(Entry).focus()

    def action_back(self) -> None:
        """Close the line to find words in, else leave the section."""
        find = self.query_one("#find")
        if find.has_class("-open"):
            find.remove_class("-open")
            self.editor.focus()
            return
        super().action_back()

    def _about(self) -> str:
        aspects = "、".join(aspect.name for aspect in self.section.aspects)
        if self.section.table is not None:
            return "本部分表格前面的文字，可以不写。Esc 回到表格。"
        return f"{self.section.help}" if self.section.help or not aspects else aspects

    def _text(self) -> str:
        text = self.document.report.narrative.get(self.section.name, "")
        return with_names(text, self.document.edition)

    def _commit_text(self, text: str) -> None:
        stored = with_addresses(text, self.document.edition)
        if self.document.report.narrative.get(self.section.name, "") != stored:
            self.document.set_text(self.section.name, stored)

    def _find(self, words: str) -> None:
        text, words = self.editor.text, words.strip()
        if not words:
            return
        start = _index(text, self.editor.selection.end)
        index = text.find(words, start)
        if index < 0:
            index = text.find(words)
        if index < 0:
            self.notify(f"没有找到“{words}”。", timeout=2)
            return
        self.editor.selection = Selection(
            _location(text, index), _location(text, index + len(words))
        )
        self.editor.scroll_cursor_visible()

    def _tell(self) -> None:
        said = self._figure_at_cursor() or self._finding() or self._length()
        if said != self._said:
            self._said = said
            self.query_one("#state", Paragraph).say(said)

    def _figure_at_cursor(self) -> str:
        text, edition = self.editor.text, self.document.edition
        index = _index(text, self.editor.cursor_location)
        start = max(text.rfind("{", 0, index + 1), 0)
        end = text.find("}", start) + 1
        if not start <= index <= end:
            return ""
        for figure in figures(with_addresses(text[start:end], edition), edition):
            if figure.known:
                value = value_of(figure, self.document.report)
                names = {address: name for name, address in edition.names.items()}
                called = "＋".join(names.get(address, address) for address in figure.addresses)
                return f"{called}：{'空白' if value is None else format_number(value)}（随表格自动更新）"
        return ""

    def _finding(self) -> str:
        here = self.document.findings_at(f"narrative.{self.section.name}")
        about = [f for f in self.document.findings if f.section == self.section.name and f.quote]
        found = [*here, *about]
        return f"! {found[0].message}" if found else ""

    def _length(self) -> str:
        text = fill(with_addresses(self.editor.text, self.document.edition), self.document.report)
        count = sum(not character.isspace() for character in text)
        usual = self.section.usual_length
        said = f"已写 {count} 字" + (f"，一般不超过 {usual} 字" if usual else "")
        if any(len(line) > TOO_LONG for line in text.splitlines()):
            said += f"；有一段超过 {TOO_LONG} 字，请分段，否则输入会变慢"
        return said


def _index(text: str, location: tuple[int, int]) -> int:
    row, column = location
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column


def _location(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1
