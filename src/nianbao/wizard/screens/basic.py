"""The screen of the basic data: the office, the year, the title, and the text before section one."""

from __future__ import annotations

from datetime import date

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input, TextArea

from nianbao.checks.finding import Finding
from nianbao.editions import Section
from nianbao.report.contact import Contact
from nianbao.report.preface import usual_preface
from nianbao.wizard.completion import Completion
from nianbao.wizard.document import Document
from nianbao.wizard.field import Field
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.live_sentences import REST, LiveSentences, SentencesRead
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.prose import location_in, place_in_text
from nianbao.wizard.prose_editor import ProseEditor
from nianbao.wizard.remembered_contact import known_contact, remember_contact
from nianbao.wizard.screens.section import SectionScreen
from nianbao.wizard.section_text import SectionText
from nianbao.wizard.sentence_repair import offer_repair
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.years_and_days import period, read_day, read_year


class BasicData(SectionScreen):
    """What stands before section one."""

    CSS = stylesheet("screens/section.tcss", "screens/basic.tcss")
    BINDINGS = [
        Binding(
            "ctrl+k",
            "preface",
            "写引言",
            id="insert",
            tooltip="填联系方式，按通常的写法写成引言；联系方式记在设置里，下一年自动带出",
            priority=True,
        ),
        Binding(
            "f9,ctrl+g",
            "suggest",
            "修改建议",
            id="suggest",
            tooltip="光标处的句子有问题的，看怎样改",
            priority=True,
        ),
    ]
    editor = getters.query_one(ProseEditor)

    def __init__(
        self,
        document: Document,
        section: Section,
        address: str | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        """`preferences` remember whom to ask about the report."""
        super().__init__(document, section, address)
        self._preferences = preferences
        self._text = SectionText(document, section)
        self._sentences = LiveSentences(self, self._text, lambda: self.editor)
        self._resting: Timer | None = None
        self._said = ""
        self._settled: dict[str, str] = {}
        """What was handed over last of each field: it follows the document until typed in again."""

    def body(self) -> ComposeResult:
        """Four lines and the text."""
        report = self.document.report
        yield Field("机关全称", report.organ, hint="与印章一致的全称", id="organ")
        yield Field("报告年度", str(report.year), hint=period(report.year), id="year")
        yield Field(
            "标题",
            report.title or "",
            placeholder=report.edition.report_title(report.organ, report.year),
            hint="不填时用格式规定的标题",
            id="title",
        )
        yield Field(
            "公布日期",
            str(report.published or ""),
            placeholder=f"{report.year + 1}-01-31",
            hint="可以不填；填了，导出时落款写机关和日期",
            id="published",
        )
        yield Paragraph(f"引言（可以不写）：{self.section.help}", id="about")
        completion = Completion()
        yield ProseEditor(
            self._text.shown,
            self._text.commit,
            report=lambda: self.document.report,
            completion=completion,
            read_only=not self.document.writable,
        )
        yield completion
        yield Paragraph(id="state")

    @property
    def place(self) -> str | None:
        """The field, or the text, at the cursor."""
        focused = self.focused
        if focused is self.editor:
            return place_in_text(self.section.name, self.editor.cursor_location)
        for field in self.query(Field):
            if focused is field.entry:
                return f"report.{field.id}"
        return None

    def show_place(self, address: str) -> None:
        """Put the cursor into a field, or the text."""
        head, _, name = address.partition(".")
        if head == "narrative":
            if (location := location_in(address)) is not None:
                self.editor.move_cursor(location)
            self.editor.focus()
        elif head == "report" and name in {field.id for field in self.query(Field)}:
            self.query_one(f"#{name}", Field).entry.focus()

    def on_mount(self) -> None:
        """Start where one was; where nothing can be written, the lines only show."""
        for field in self.query(Field):
            field.entry.disabled = not self.document.writable
        if self.address is not None:
            self.show_place(self.address)
        self._look()

    @on(TextArea.Changed)
    def text_changed(self) -> None:
        """The sentences are read at rest."""
        self._sentences.forget()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._look)

    @on(TextArea.SelectionChanged)
    def selection_changed(self) -> None:
        """What was found at the cursor is told below."""
        self._tell()

    @on(SentencesRead)
    def sentences_read(self, message: SentencesRead) -> None:
        """Set off what was found, unless the text is another one by now."""
        if self.is_there and message.shown == self.editor.text:
            self._sentences.take(message.shown, message.found)
            self._sentences.mark()
            self._tell()
            self._sentences.follow_up()

    @property
    def told(self) -> str:
        """What the line below the text says."""
        return self._said

    def will_tell(self, finding: Finding) -> bool:
        """A number that disagrees is told of below, as soon as its sentence is read."""
        return finding.figure is not None and self.document.writable

    def action_suggest(self) -> None:
        """Suggest what fits at the cursor, as soon as the sentences are read."""
        self._sentences.when_read(self._suggest)

    def _suggest(self) -> None:
        found = self._sentences.here
        if found is not None:
            self.editor.commit()
            offer_repair(self, self.editor, found, self.document.edition)

    def _look(self) -> None:
        """Look at the whole text again."""
        if not self.is_there:
            return
        self._resting = None
        self._sentences.mark()
        if self.document.writable:
            self._sentences.read(self.editor.text)
        self._tell()

    def _tell(self) -> None:
        found = self._sentences.here if self.editor.has_focus else None
        said = found.brief if found is not None else self._text.about_finding()
        if said != self._said:
            self._said = said
            state = self.query_one("#state", Paragraph)
            state.say(with_keys(said, self.app))
            state.set_class(bool(said), "-there")
            self.refresh_bindings()

    @property
    def unsettled(self) -> bool:
        """Whether a field or the text has more than the document."""
        if not self.is_there:
            return False
        values = self._values()
        typed = any(field.value != values[field.id or ""] for field in self.query(Field))
        return typed or self.editor.pending

    def settle(self) -> None:
        """Commit the fields and the text."""
        for field in self.query(Field):
            self._commit_field(field)
        self.editor.commit()

    def document_changed(self) -> None:
        """Show what the document holds, but for what is being typed."""
        super().document_changed()
        report, values = self.document.report, self._values()
        for field in self.query(Field):
            name = field.id or ""
            if field.entry is not self.focused or field.value == self._settled.get(name):
                field.value = values[name]
        self.query_one("#title", Field).entry.placeholder = report.edition.report_title(
            report.organ, report.year
        )
        if not self.editor.pending and not self._text.holds(self.editor.text):
            self.editor.load(self._text.shown)
        self._look()

    def _values(self) -> dict[str, str]:
        """What the document holds, as it is written into the fields."""
        report = self.document.report
        return {
            "organ": report.organ,
            "year": str(report.year),
            "title": report.title or "",
            "published": str(report.published or ""),
        }

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Leaving a field commits it."""
        self._commit_entry(event.input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter commits the field and goes on to the next."""
        self._commit_entry(event.input)
        self.focus_next()

    def _commit_entry(self, entry: Input) -> None:
        for field in self.query(Field):
            if field.entry is entry:
                self._commit_field(field)

    def _commit_field(self, field: Field) -> None:
        report, value = self.document.report, field.value
        year, day = read_year(value), read_day(value)
        wrong = (field.id == "year" and year is None) or (
            field.id == "published" and bool(value) and day is None
        )
        if not wrong:
            self._settled[field.id or ""] = value
        if field.id == "organ":
            self._set("organ", report.organ, value)
        elif field.id == "title":
            self._set("title", report.title, value or None)
        elif field.id == "year":
            field.say(period(year) if year else f"请填四位数的年份，如 {report.year}")
            if year is not None:
                self._set("year", report.year, year)
        elif field.id == "published":
            field.say(
                "请按 2026-01-31 这样填写日期"
                if wrong
                else "可以不填；填了，导出时落款写机关和日期"
            )
            if not wrong:
                self._set("published", report.published, day)

    def _set(self, name: str, old: object, new: str | int | date | None) -> None:
        if old != new:
            self.document.set_field(name, new)

    def action_preface(self) -> None:
        """Write the usual preface from the office's contact."""
        from nianbao.wizard.screens.preface_form import PrefaceForm

        self.settle()
        report, contact = self.document.report, known_contact(self.document, self._preferences)
        self.app.push_screen(PrefaceForm(report, contact), self._write_preface)

    def _write_preface(self, contact: Contact | None) -> None:
        if contact is None:
            return
        before = self.document.report.narrative.get(self.section.name, "")
        text = usual_preface(self.document.report, contact)
        self.document.set_text(self.section.name, text)
        if before not in ("", text):
            self.notify("已写入引言，原来的引言已替换，按 <undo> 还原。", timeout=8)
        if said := remember_contact(contact, self._preferences):
            self.notify(said, timeout=8)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot be done with a report that is only read."""
        if action == "preface":
            return self.document.writable
        if action == "suggest":
            return self.is_there and self.document.writable and self._sentences.here is not None
        return super().check_action(action, parameters)
