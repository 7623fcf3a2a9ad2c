"""The preface written from a few fields: whom to ask, and where the report is published."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, Static

from nianbao.report import Report
from nianbao.report.contact import NAMES, Contact
from nianbao.report.preface import usual_preface
from nianbao.report.texts import clean_line
from nianbao.wizard.field import Entry
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.dialog import Dialog
from nianbao.wizard.styles import stylesheet

_PLACEHOLDERS = {
    "address": "××路×号",
    "postcode": "6位数字",
    "telephone": "区号-号码",
    "email": "公务邮箱",
    "site": "公布年报的网站",
}


class PrefaceForm(Dialog[Contact]):
    """Five lines and the text they give; Enter in the last one takes it."""

    CSS = stylesheet("screens/preface_form.tcss")
    BINDINGS = [
        Binding("down", "app.focus_next", "下一行", show=False),
        Binding("up", "app.focus_previous", "上一行", show=False),
        Binding(
            "ctrl+k", "write", "写入引言", id="write", tooltip="把下面的引言写入年报", priority=True
        ),
    ]

    def __init__(self, report: Report, contact: Contact) -> None:
        super().__init__()
        self._report = report
        self._contact = contact

    def box(self) -> ComposeResult:
        """The lines, and the text."""
        with Vertical(id="box"):
            yield Static(
                "引言（不知道的可以不填；Enter 下一行，最后一行 Enter 写入）", markup=False
            )
            for name, names in NAMES.items():
                yield Label(names[0])
                value = getattr(self._contact, name)
                yield Entry(value, placeholder=_PLACEHOLDERS[name], compact=True, id=name)
            yield Paragraph(usual_preface(self._report, self._contact), id="preview")

    def on_mount(self) -> None:
        """Start in the first line."""
        for entry in self.query(Entry):
            entry.cursor_blink = False
        self.query(Entry).first().focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show how the text reads."""
        event.stop()
        self.query_one("#preview", Paragraph).say(usual_preface(self._report, self.contact))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line, or take it."""
        event.stop()
        if event.input is self.query(Entry).last():
            self.action_write()
        else:
            self.focus_next()

    @property
    def contact(self) -> Contact:
        """What the lines say."""
        return Contact(**{e.id: clean_line(e.value) for e in self.query(Entry) if e.id})

    def action_write(self) -> None:
        """Take it."""
        self.dismiss(self.contact)
