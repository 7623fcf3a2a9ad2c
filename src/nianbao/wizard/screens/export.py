"""The export: the format, the folder and the name, and where the file is then."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input, OptionList

from nianbao import operations
from nianbao.checks.finding import Severity
from nianbao.report import Report
from nianbao.report.paths import in_full, is_folder, is_there, typed_path
from nianbao.report.refusals import refusal
from nianbao.report.saving import write_new
from nianbao.report.texts import clean_line
from nianbao.report.width import pad_right, printable
from nianbao.wizard.document import Document
from nianbao.wizard.field import Entry, Field
from nianbao.wizard.formats import FORMATS, OTHER, USUAL, Format
from nianbao.wizard.menu import Item, Menu, numbered
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.preferences import Preferences
from nianbao.wizard.screens.base import DocumentScreen
from nianbao.wizard.styles import stylesheet

_OTHER = "other"
"""The row that leads to the formats that are not the usual ones."""


def _rows(formats: tuple[Format, ...], *, other: bool) -> list[Item]:
    rows = [(known.name, f"{pad_right(known.called, 12)}{known.use}") for known in formats]
    more = "、".join(known.called for known in OTHER)
    return numbered([*rows, (_OTHER, f"{pad_right('其他格式', 12)}{more}")] if other else rows)


def _made(report: Report, chosen: Format, template: Path | None) -> bytes:
    like = None if template is None else operations.read_template(template)
    return operations.export(report, chosen.to, fragment=chosen.fragment, template=like)


class NameEntry(Entry):
    """The last line: Enter exports."""

    BINDINGS = [Binding("enter", "submit", "导出", id="choose", tooltip="写出这个文件")]


class Export(DocumentScreen):
    """First the format, then where to; what goes wrong is said below."""

    CSS = stylesheet("screens/export.tcss")
    menu = getters.query_one(Menu)

    def __init__(self, document: Document, folder: Path, preferences: Preferences) -> None:
        """`folder` is proposed to export to; `preferences` remember the template."""
        super().__init__(document, "导出")
        self._folder = folder
        self._preferences = preferences
        self._format: Format | None = None
        self._in_other = False
        """Whether the other formats are shown."""
        self._asked: tuple[str, Path] | None = None
        """What was asked about last, and for which file: asked twice means yes."""

    def body(self) -> ComposeResult:
        """The formats, the two lines, and what is said."""
        yield Menu(_rows(USUAL, other=True))
        yield Field(
            "模板",
            self._preferences.settings.template,
            hint="本单位的 .docx：填入其中的表，或用其版式",
            placeholder="不填就照公文格式",
            id="template",
        )
        yield Field("文件夹", str(self._folder), id="folder")
        yield Field("文件名", entry=NameEntry, id="name")
        yield Button("导出", compact=True, id="begin")
        yield Paragraph(id="said")

    def help_here(self) -> tuple[str, str]:
        """What is exported."""
        return "导出", (
            "先选格式，再定文件夹和名字；送审、公布用 Word，上传网站用网页。导出的是印出来的样子，文中引用的数字已填入；"
            "年报本身仍在原来的文件里，可以随时再导出。"
        )

    def on_mount(self) -> None:
        """Begin with the format."""
        self._choose(USUAL[0])

    def action_back(self) -> None:
        """From the other formats back to the usual ones, else one step back."""
        if self._in_other:
            self._show_formats(other=False)
        else:
            super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the way to where one is."""
        return action != "export" and super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the format and go on to the name, or show the other formats."""
        event.stop()
        if event.option_id == _OTHER:
            self._show_formats(other=True)
            return
        self._choose(next(known for known in FORMATS if known.name == event.option_id))
        self.query_one("#name", Field).entry.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The name follows the format at the cursor."""
        event.stop()
        if event.option_id != _OTHER:
            self._choose(next(known for known in FORMATS if known.name == event.option_id))

    def _show_formats(self, *, other: bool) -> None:
        self._in_other = other
        self.menu.show(_rows(OTHER if other else USUAL, other=not other))
        self.menu.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the folder goes on to the name, there it exports."""
        event.stop()
        if event.input is self.query_one("#name", Field).entry:
            self._export()
        else:
            self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Export."""
        event.stop()
        self._export()

    def _choose(self, chosen: Format) -> None:
        name = self.query_one("#name", Field)
        if self._format is None or name.value == self._name_of(self._format):
            name.value = self._name_of(chosen)
        self._format = chosen
        self.query_one("#template", Field).display = chosen.takes_template

    def _name_of(self, chosen: Format) -> str:
        return operations.document_name(self.document.report, chosen.ending)

    def _export(self) -> None:
        chosen = self._format
        typed = self.query_one("#folder", Field).value
        # A path in another encoding cannot be shown as it is.
        proposed = typed == clean_line(str(self._folder))
        folder = self._folder if proposed else typed_path(typed)
        name = self.query_one("#name", Field).value
        if chosen is None or not name:
            self._say("! 请填文件名。")
            return
        path = in_full(self.document.path.parent / folder / name)
        if not is_folder(path.parent):
            self._say(f"! 没有 {path.parent} 这个文件夹，请核对，或先建好文件夹。")
            return
        if path in (self.document.path, self._template()):
            self._say("! 这是年报或模板本身的文件，请换一个名字。")
            return
        if (question := self._question(path)) and self._asked != (question, path):
            self._asked = (question, path)
            self._say(f"? {question}仍要导出，请再按一次 Enter。")
            return
        template = self._template()
        if chosen.to == "pdf":
            self._say("正在转成 PDF，请稍候。")
            self.run_worker(self._export_slowly(path, chosen, template), exclusive=True)
            return
        try:
            self._write(path, _made(self.document.report, chosen, template))
        except operations.CannotExport as error:
            self._say(f"! {error}")

    async def _export_slowly(self, path: Path, chosen: Format, template: Path | None) -> None:
        """Export what another program takes seconds to make, while the screen goes on."""
        try:
            made = await asyncio.to_thread(_made, self.document.report, chosen, template)
            self._write(path, made)
        except operations.CannotExport as error:
            self._say(f"! {error}")

    def _template(self) -> Path | None:
        """The office's own Word file, where the format takes one and one is named."""
        typed = self.query_one("#template", Field).value
        if not typed or self._format is None or not self._format.takes_template:
            return None
        return in_full(self.document.path.parent / typed_path(typed))

    def _remember_template(self) -> None:
        settings = self._preferences.settings
        typed = self.query_one("#template", Field).value
        if self._format is None or not self._format.takes_template or typed == settings.template:
            return
        # From another report's folder a bare name would not be found.
        kept = str(self._template() or "")
        if said := self._preferences.change(replace(settings, template=kept)):
            self.notify(said, timeout=8)

    def _question(self, path: Path) -> str:
        errors = [f for f in self.document.all_findings if f.severity is Severity.ERROR]
        questions = []
        if errors:
            questions.append(f"还有错误 {len(errors)} 处，第一处：{errors[0].message}\n")
        if is_there(path):
            questions.append(f"{path.name} 已经存在，会被替换；不想替换请换一个名字。\n")
        return "".join(questions)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_new(path, data, force=True)
        except OSError as error:
            self._say(f"! 没有写成：{refusal(error).sentences}")
            return
        self._asked = None
        self._remember_template()
        self.app.copy_to_clipboard(printable(str(path)))
        remote = "文件在服务器上" if "SSH_CONNECTION" in os.environ else "已导出"
        self._say(f"{remote}：{path}\n路径已复制，可以粘贴使用。Esc 返回。")

    def _say(self, said: str) -> None:
        self.query_one("#said", Paragraph).say(said)
