"""One page that asks what a new report needs: whose, which year, which file, last year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input

from nianbao import operations
from nianbao.readers.imported import Imported
from nianbao.report import Report
from nianbao.report.paths import in_full, is_file, is_there, typed_path
from nianbao.wizard.desk import Desk, file_name
from nianbao.wizard.documents_read import reading
from nianbao.wizard.field import Field
from nianbao.wizard.last_year_note import unlike_last_year
from nianbao.wizard.messages import Opening, WorkWanted
from nianbao.wizard.paragraph import Paragraph
from nianbao.wizard.screens.base import WizardScreen
from nianbao.wizard.styles import stylesheet
from nianbao.wizard.waiting import in_thread
from nianbao.wizard.years_and_days import period, read_year


@dataclass(frozen=True, slots=True)
class Origin:
    """What a new report begins with."""

    last: Path | None = None
    """Last year's report, whose texts it takes over."""
    imported: Imported | None = None
    """What was read of a document."""
    organ: str = ""
    year: int | None = None
    source: str = ""
    """The name of the document it comes from."""


class NewReport(WizardScreen[Opening]):
    """The page; it gives the report to open."""

    CSS = stylesheet("screens/new.tcss")
    BINDINGS = [
        Binding("up", "app.focus_previous", "上一行", show=False),
        Binding("down", "app.focus_next", "下一行", show=False),
    ]

    def __init__(self, desk: Desk, origin: Origin) -> None:
        super().__init__()
        self._desk = desk
        self._origin = origin
        self._proposed_name = ""
        self._proposed_last = ""
        self._has_looked_around = False
        self._being_read: set[Path] = set()
        self.heading = f"新建年报{'（导入）' if origin.imported else ''}"

    @classmethod
    def from_last(cls, desk: Desk, path: Path) -> NewReport | str:
        """The page for a report that begins with last year's; or what is wrong with that one."""
        read = desk.documents.imported(path, desk.last_calendar_year - 1)
        if isinstance(read, operations.Unreadable):
            return f"读不出 {path.name}：{read.problems[0].message}"
        last = read.report
        origin = Origin(last=path, organ=last.organ, year=last.year + 1, source=path.name)
        return cls(desk, origin)

    @classmethod
    def importing(cls, desk: Desk, source: Path | bytes) -> NewReport | str:
        """The page for a report that is imported, from a file or from what was pasted.

        What is wrong with the document instead, where it cannot be read.
        """
        name = source.name if isinstance(source, Path) else "粘贴的内容"
        read = desk.documents.imported(source, desk.last_calendar_year)
        if isinstance(read, operations.Unreadable):
            return f"读不出 {name}：{read.problems[0].message}"
        report = read.report
        return cls(desk, Origin(None, read, report.organ, report.year, name))

    def body(self) -> ComposeResult:
        """The four lines and the button."""
        origin = self._origin
        yield Paragraph(self._about(), id="about")
        organ = origin.organ or self._desk.settings.organ
        yield Field("机关全称", organ, hint="与印章一致的全称", id="organ")
        year = origin.year or self._desk.last_calendar_year
        yield Field("报告年度", str(year), hint=period(year), id="year")
        yield Field("文件名", hint="", id="file")
        if origin.last is None:
            yield Field("上年年报", hint="", placeholder="没有就不填", id="last")
        yield Button("开始填写", compact=True, id="begin")

    def help_here(self) -> tuple[str, str]:
        """What each line is for."""
        return "新建年报", (
            "逐行填写，Enter 到下一行，最后按“开始填写”。\n"
            "上年年报在同一文件夹里时会自动找到，用来核对上年结转、对比上年数字；可以改，可以不填。"
        )

    def on_mount(self) -> None:
        """Propose what can be proposed, and begin where something is missing."""
        self._propose()
        missing = "year" if self._value("organ") else "organ"
        self.query_one(f"#{missing}", Field).entry.focus()
        if self._origin.last is None:
            self.run_worker(self._look_around())

    async def _look_around(self) -> None:
        await in_thread(self._desk.look_around)
        self._has_looked_around = True
        self._propose_anew()

    async def _read_last(self, path: Path) -> None:
        await in_thread(lambda: self._desk.documents.report(path))
        self._propose_anew()

    def _propose_anew(self) -> None:
        if self.is_there:
            self._propose()

    def on_input_changed(self) -> None:
        """The proposals follow what is typed."""
        self._propose()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line."""
        event.stop()
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Begin the report, once last year's is found and read."""
        event.stop()
        last = self._last_path()
        if self._origin.last is None and not self._has_looked_around:
            said = "正在文件夹里找上年的年报 ……\n按 Esc 不等了。"
            self.post_message(WorkWanted(said, self._desk.look_around, self._begin_found))
        elif last is not None and self._desk.documents.takes_long(last):
            self.post_message(
                WorkWanted(reading(last), lambda: self._desk.documents.report(last), self._begin)
            )
        else:
            self._begin()

    def _begin_found(self) -> None:
        self._has_looked_around = True
        self._begin()

    def _begin(self) -> None:
        self._propose()
        wrong = self._wrong()
        if wrong is not None:
            field, said = wrong
            field.say(f"! {said}")
            field.entry.focus()
            return
        self.dismiss(self._opening())

    def _about(self) -> str:
        origin = self._origin
        if origin.imported is not None:
            filled, doubts = len(origin.imported.report.cells), len(origin.imported.doubts)
            unsure = f"没有读准的有 {doubts} 处" if doubts else "没有存疑"
            return f"从 {origin.source} 读到 {filled} 格数字；{unsure}。"
        if origin.last is not None:
            return f"以 {origin.source} 为底稿：带入文字和结转数，数字清空重填。"
        return f"新文件放在 {self._desk.folder}"

    def _about_draft(self, organ: str, year: int) -> str:
        """What is taken over; and where it is not last year's report, that it is not."""
        last = self._last()
        unlike = unlike_last_year(last, organ, year) if last is not None else ""
        return (
            f"{self._about()}\n? {self._origin.source} {unlike}，请核对。"
            if unlike
            else self._about()
        )

    def _propose(self) -> None:
        organ, year = self._value("organ"), read_year(self._value("year"))
        self._field("year").say(period(year) if year else "请填四位数的年份")
        if year is None:
            return
        file = self._field("file")
        if file.value == self._proposed_name:
            self._proposed_name = file_name(organ, year, self._is_taken)
            file.value = self._proposed_name
        file.say("这个名字的文件已经存在" if self._is_taken(file.value) else "自动保存，不用另存")
        if self._origin.last is None:
            self._propose_last(organ, year)
        else:
            self.query_one("#about", Paragraph).say(self._about_draft(organ, year))

    def _propose_last(self, organ: str, year: int) -> None:
        field = self._field("last")
        if field.value == self._proposed_last:
            found = self._desk.year_before(organ, year) if organ else None
            self._proposed_last = found.name if found is not None else ""
            field.value = self._proposed_last
        found_it = bool(field.value) and field.value == self._proposed_last
        last = None if found_it else self._last()
        unlike = unlike_last_year(last, organ, year) if last is not None else ""
        said = "已在文件夹中找到" if found_it else self._about_last()
        field.say(f"? {unlike}" if unlike else said)

    def _about_last(self) -> str:
        """What last year's report is for; or that it is being looked for, or read."""
        if not self._has_looked_around:
            return "正在文件夹里找 ……"
        return (
            "正在读 ……" if self._last_path() in self._being_read else "用来核对结转、对比上年数字"
        )

    def _wrong(self) -> tuple[Field, str] | None:
        if not self._value("organ"):
            return self._field("organ"), "请填机关全称，与印章一致"
        if read_year(self._value("year")) is None:
            return self._field("year"), "请填四位数的年份，如 2025"
        if not self._value("file") or self._is_taken(self._value("file")):
            return self._field("file"), "请换一个文件名：不能为空，也不能与已有的文件同名"
        if self._origin.last is None and self._value("last") and self._last() is None:
            return self._field("last"), "读不出这个文件，请核对名字，或清空这一行"
        return None

    def _opening(self) -> Opening:
        organ, year = self._value("organ"), read_year(self._value("year"))
        if year is None:
            raise ValueError("the year was checked before")
        path = self._path(self._value("file"))
        last, source = self._last(), self._last_path()
        if self._origin.imported is not None:
            first = replace(self._origin.imported.report, organ=organ, year=year)
        else:
            taken_over = last if self._origin.last is not None else None
            first = operations.new_report(organ, year, last=taken_over)
        beside = source is not None and in_full(source).parent == in_full(path).parent
        if last is not None and beside and source is not None:
            first, last = replace(first, last_year=source.name), None
        quick = self._origin.imported is None
        return Opening(path, first, last, imported=self._origin.imported, quick=quick)

    def _last_path(self) -> Path | None:
        if self._origin.last is not None:
            return self._origin.last
        typed = self._value("last")
        return self._desk.folder / typed_path(typed) if typed else None

    def _last(self) -> Report | None:
        """Last year's report; None also while it is still being read."""
        path, documents = self._last_path(), self._desk.documents
        if path is None or not is_file(path):
            return None
        if not documents.takes_long(path):
            self._being_read.discard(path)
            return documents.report(path)
        if path not in self._being_read:
            self._being_read.add(path)
            self.run_worker(self._read_last(path))
        return None

    def _is_taken(self, name: str) -> bool:
        return bool(name) and is_there(self._path(name))

    def _path(self, name: str) -> Path:
        path = self._desk.folder / typed_path(name)
        if path.suffix.lower() == ".toml" or not path.name:
            return path
        return path.with_name(f"{path.name}.toml")

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def _value(self, name: str) -> str:
        return self._field(name).value
