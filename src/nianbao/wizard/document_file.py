"""The report's file behind an open report: how it stands, and when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nianbao.checks.choice import Choice
from nianbao.editions import Editions
from nianbao.report import Report
from nianbao.report.toml_file import read_report
from nianbao.report.toml_sanity import decode, read_limited
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.contents import Contents
from nianbao.wizard.document_reading import DocumentReading
from nianbao.wizard.journal import Journal
from nianbao.wizard.saving_state import (
    AGAIN,
    Clock,
    Saving,
    SavingState,
    digest,
    is_time,
)


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What a call of the document changed."""

    addresses: frozenset[str] = frozenset()
    """The cells, texts (`narrative.…`) and fields (`report.…`) that hold something else now."""
    findings: bool = False
    """Whether other findings are shown now."""


OnChange = Callable[[DocumentChange], None]


_REWRITTEN = "重新写入时，其中的注释和格式不再保留"
NOT_TAKEN = "其中有的内容没有采用"
"""Why a backup was kept of the file."""


class DocumentFile(DocumentReading):
    """An open report with its file: the edit log is written first, the file follows."""

    def __init__(
        self,
        contents: Contents,
        last_year: Report | None,
        saving: Saving,
        *,
        editions: Editions,
        journal: Journal,
        clock: Clock,
        on_change: OnChange,
        told: Iterable[str],
        release: Callable[[], None],
        choice: Choice | None,
        in_file: Report | None,
    ) -> None:
        """`in_file` is what the file was found to hold; None where nobody knows."""
        super().__init__(contents, last_year, choice)
        self._saving = saving
        self._editions = editions
        self._journal = journal
        self._clock = clock
        self._on_change = on_change
        self._release = release
        self._told = list(told)
        self._untold = list(told)
        self._log_due = clock()
        self._in_file = in_file
        self._closed = False
        self._kept_because = _REWRITTEN

    @property
    def path(self) -> Path:
        """Its file."""
        return self._saving.file.path

    @property
    def writable(self) -> bool:
        """Whether it can be edited; a second opener only reads, and a closed one belongs to others."""
        return self._saving.writable and not self._closed

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences there were to say since opening."""
        return tuple(self._told)

    def take_told(self) -> tuple[str, ...]:
        """The sentences not yet taken, each once."""
        taken, self._untold = tuple(self._untold), []
        return taken

    @property
    def saving(self) -> SavingState:
        """How the file stands to the report."""
        state, why = self._saving.state, self._journal.trouble
        if why is None:
            return state
        if state.trouble is None:
            said = f"编辑记录暂未写入（{why.reason}），文件照常保存"
            return replace(state, trouble=said, remedy=why.remedy)
        said = f"文件和编辑记录都没能写入（{why.reason}），请先不要关闭窗口"
        return replace(state, trouble=said, remedy=why.remedy)

    @property
    def safe(self) -> bool:
        """Whether everything is in the file; if not, leaving asks."""
        return not self._saving.pending and self._saving.state.trouble is None

    @property
    def recoverable(self) -> bool:
        """Whether opening the report again brings back what the file does not hold."""
        return self.safe or self._journal.trouble is None

    def tick(self, now: datetime) -> None:
        """Write the file when it is due; the app calls this a few times a second.

        Where only the edit log could not be written, it is tried again now and then.
        """
        if self._saving.is_due(now):
            self._write(now)
        elif self._journal.trouble is not None and self.safe and is_time(now, self._log_due):
            self._log_due = now + AGAIN
            if self._saving.file.known is not None:
                self._journal.written(self._saving.file.known)
                self._on_change(DocumentChange())

    def save(self) -> None:
        """Write the file now, where it does not hold everything yet."""
        if self._saving.pending or self._saving.file.known is None:
            self._write(self._clock())

    def flush(self) -> None:
        """Write what is not yet written: before the program may end."""
        if self._saving.pending:
            self._write(self._clock())

    def close(self) -> None:
        """Write what is not yet written, and let others open the report; it is not edited after."""
        if not self._closed:
            self.flush()
            self._closed = True
            self._release()

    def _read_outside(self) -> tuple[str, Report]:
        """The file's text and report as they are now.

        Raises:
            UnreadableFile: it cannot be read.
            ReportFileError: it holds no report.
        """
        text = decode(read_limited(self.path))
        return text, read_report(text, self._editions).report

    def _write(self, now: datetime) -> None:
        text = report_to_toml(self.report)
        if not self.writable:
            return
        self._journal.writing(digest(text.encode("utf-8")))
        done, kept = self._saving.write(text, now)
        if kept is not None:
            self._tell(f"原文件已另存为 {kept.name}：{self._kept_because}。")
            self._kept_because = _REWRITTEN
        if done and self._saving.file.known is not None:
            self._in_file = self.report
            self._journal.written(self._saving.file.known)
        self._on_change(DocumentChange())

    def _tell(self, sentence: str) -> None:
        self._told.append(sentence)
        self._untold.append(sentence)
