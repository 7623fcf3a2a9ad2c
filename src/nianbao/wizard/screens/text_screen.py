"""A section's text on the screen: the editor, what is beside it, and what is said about it."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Input, TextArea

from nianbao.checks.finding import Finding
from nianbao.editions import Section
from nianbao.wizard.completion import Completion
from nianbao.wizard.confirm_bar import ConfirmBar
from nianbao.wizard.document import Document
from nianbao.wizard.find_bar import FindBar
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.live_sentences import REST, LiveSentences, SentencesRead
from nianbao.wizard.paragraph import Paragraph, in_lines
from nianbao.wizard.prose import headings, location_in, place_in_text
from nianbao.wizard.prose_editor import ProseEditor
from nianbao.wizard.screens.section import SectionScreen
from nianbao.wizard.section_text import SectionText
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.text_panes import LastYear, Outline


class TextScreen(SectionScreen):
    """An editor, with what belongs into the section above it and a line on it below."""

    CSS = stylesheet("screens/section.tcss", "screens/narrative.tcss")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-beside"), (120, "-wide")]
    ROOM_ON_BOTH_SIDES = 200
    editor = getters.query_one(ProseEditor)
    completion = getters.query_one(Completion)
    outline = getters.query_one(Outline)
    last = getters.query_one(LastYear)

    def __init__(self, document: Document, section: Section, address: str | None = None) -> None:
        super().__init__(document, section, address)
        self._text = SectionText(document, section)
        self._sentences = LiveSentences(self, self._text, lambda: self.editor)
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
        """The line and column of the cursor, or of what is selected, in the text."""
        return place_in_text(self.section.name, min(self.editor.selection))

    def show_place(self, address: str) -> None:
        """Go to a place of the text, if the address has one; else stay."""
        location = location_in(address)
        if location is not None:
            self.editor.move_cursor(location)
            self.editor.scroll_cursor_visible(center=True)
            self.editor.select_question(location)
        self.editor.focus()

    @property
    def told(self) -> str:
        """What the line below the text says."""
        return self._said

    def will_tell(self, finding: Finding) -> bool:
        """A number that disagrees is told of below, as soon as its sentence is read."""
        return finding.figure is not None and self.document.writable

    def help_here(self) -> tuple[str, str]:
        """How a text is written here."""
        title, said = super().help_here()
        return title, f"{said}\n{HELP}"

    def on_mount(self) -> None:
        """Start in the text, at the place that is asked for."""
        self.last.set_class(bool(self.last.text), "-there")
        self.show_place(self.address or "")
        if location_in(self.address or "") is None:
            self.editor.select_question()
        self._look()

    @property
    def unsettled(self) -> bool:
        """Whether the text has more than the document."""
        return self.is_there and self.editor.pending

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
            self.places_changed()
        self._look()

    @on(TextArea.Changed)
    def text_changed(self) -> None:
        """What looks at the whole text follows at rest."""
        if self.editor.has_focus:
            self.query_one("#confirm").remove_class("-open")
        self._sentences.forget()
        self._tell()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._look)

    @on(SentencesRead)
    def sentences_read(self, message: SentencesRead) -> None:
        """Set off what was found, unless the text is another one by now."""
        if self.is_there and message.shown == self.editor.text:
            self._sentences.take(message.shown, message.found)
            self._sentences.mark()
            self._tell()
            self._offered = self._possible()
            # A key that could be pressed until the text was read may do nothing now.
            self.refresh_bindings()
            self._sentences.follow_up()

    @on(TextArea.SelectionChanged)
    def selection_changed(self) -> None:
        """A live figure at the cursor is told below."""
        self._tell()
        self._refresh_keys()

    @on(Outline.Chosen)
    def heading_chosen(self, message: Outline.Chosen) -> None:
        """Jump to the heading."""
        self.remove_class("-outline")
        self.editor.move_cursor((message.line, 0))
        self.editor.scroll_cursor_visible(center=True)
        self.editor.focus()

    def action_outline(self) -> None:
        """Go to the outline."""
        self.add_class("-outline")
        self.outline.open_at(self.editor.cursor_location[0])

    def action_last_year(self) -> None:
        """Go to last year's text."""
        self.add_class("-last-year")
        self.last.open()

    def _about(self) -> str:
        if self.section.table is not None:
            return "本部分表格前面的文字，可以不写。Esc 回到表格。"
        if not self.section.usual_length:
            return self.section.help
        aspects = self._text.aspects(self.editor.text if self.is_there else self._text.shown)
        ticked = [f"[{'x' if spoken else ' '}]{one.name}" for one, spoken in aspects]
        return in_lines(ticked, self.query_one("#about").size.width if self.is_there else 0)

    def _look(self) -> None:
        """Look at the whole text again."""
        if not self.is_there:
            return
        self._resting = None
        text = self.editor.text
        self._sentences.mark()
        if self.document.writable:
            self._sentences.read(text)
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
            self._kept
            or self._number_here()
            or self._mistake_here() is not None
            or self._sentences.here is not None,
            self.outline.has_class("-there"),
            self.last.has_class("-there"),
        )

    @property
    def _at_cursor(self) -> tuple[str, int]:
        """The paragraph at the cursor, and the column in it."""
        row, column = self.editor.cursor_location
        return self.editor.document.get_line(row), column

    def _number_here(self) -> bool:
        found = self._text.agreeing_at(*self._at_cursor)
        return found is not None and bool(found[1])

    def _mistake_here(self) -> tuple[int, int, str] | None:
        """A mistaken figure at the cursor: its columns, and the nearest figure there is."""
        return self._text.mistaken_at(*self._at_cursor)

    def _tell(self) -> None:
        said = (
            self._said_of_sentence()
            or self._said_of_place()
            or self._text.about_finding()
            or self._said_of_all
        )
        if said != self._said:
            self._said = said
            self.query_one("#state", Paragraph).say(with_keys(said, self.app))

    def _said_of_sentence(self) -> str:
        """What was found at the cursor, unless it stands at another number that is right."""
        found = self._sentences.here
        if found is None or (self._number_here() and not self._sentences.is_at_figure):
            return ""
        return found.brief

    def _said_of_place(self) -> str:
        figure = self.editor.figure_at(self.editor.cursor_location)
        if figure is not None:
            return self._text.about_figure(figure)
        return self._text.about_number(*self._at_cursor)

    def _said_of_text(self, text: str, kept: int) -> str:
        said = self._text.about_length(text)
        if kept:
            said += f"；有 {kept} 个数字与上年相同，按 <suggest> 逐个确认"
        if "=" in self.editor.marks.values():
            said += "；标 = 的段仍为上年原文"
        return said

    @on(Input.Submitted)
    def nothing_submitted(self, event: Input.Submitted) -> None:
        """The bars have taken what was submitted."""
        event.stop()

    def places_changed(self) -> None:
        """The text is another one: what points into it has to be looked for again."""


HELP = (
    "输入 { 引用表中的数（可输行、列的名字或拼音首字母），编辑时显示为 {名称}，公布时换成数字。\n"
    "【写：…】是要回答的问题，选中后直接输入就换成所答；<next_problem> 到下一处。\n"
    "光标停在数字上按 <suggest>，改为引用与它相同的数。<insert> 插入规范句、写作提纲或表中的数。\n"
    "行首的标记：= 仍为上年原文，+ 超过500字，? 存疑，! 错误。\n"
    "<outline> 目录，<last_year> 上年原文，<find> 查找和替换。"
)
