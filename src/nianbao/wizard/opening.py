"""Opening a report in the wizard: its file, what the edit log adds, or why it cannot be opened."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.checks.choice import Choice
from nianbao.editions import Editions
from nianbao.report import Report
from nianbao.report.disk import REAL_DISK, Disk
from nianbao.report.edit_log import EditLog
from nianbao.report.file_keys import Problem
from nianbao.report.lock import HeldBy, Lock, break_lock
from nianbao.report.moved_log import follow
from nianbao.report.new_report import blank_report
from nianbao.report.paths import is_folder, is_there, resolved
from nianbao.report.refusals import refusal
from nianbao.report.saving import remove_left_over
from nianbao.report.toml_file import ReportFileError, read_report
from nianbao.report.toml_sanity import UnreadableFile, decode, read_limited
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.contents import Contents
from nianbao.wizard.document import Document, OnChange
from nianbao.wizard.history import History
from nianbao.wizard.journal import Journal, LogJournal, NoJournal
from nianbao.wizard.restoring import Restored, restored
from nianbao.wizard.saving_state import Clock, ReportFile, Saving, digest
from nianbao.wizard.totals import totals_of

# A report's file names its layout before anything else; prose and Markdown have no such line.
_REPORT_FILE = re.compile(
    r"^[ \t]*(?:schema[ \t]*=|edition[ \t]*=|\[[ \t]*report[ \t]*\])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class OpeningProblem:
    """Why a file cannot be opened; it is untouched."""

    path: Path
    message: str
    """What is wrong and what can be done, for the user."""


@dataclass(frozen=True, slots=True)
class FileInError(OpeningProblem):
    """A report's file with mistakes in it."""

    problems: tuple[Problem, ...] = ()
    """All that was found, each with line and column, in the order of the file."""
    lines: tuple[str, ...] = field(default=(), repr=False)
    """The file's own lines, to show the place."""


@dataclass(frozen=True, slots=True)
class OtherDocument(OpeningProblem):
    """A document that is no report's file: it can be imported into one, beside it."""

    proposed: Path
    """A file of that name would be the report's; it is not there yet."""


@dataclass(frozen=True, slots=True)
class LockedByOther(OpeningProblem):
    """Somebody else has the report open: it can be read, or taken over once they are gone."""

    held: HeldBy


@dataclass(frozen=True, slots=True)
class Setting:
    """What opening a report needs from around it."""

    editions: Editions
    state_folder: Path
    """Where the edit logs are kept."""
    clock: Clock
    who: str
    """The person's name, for the edit log and the lock."""
    read_report: Callable[[Path], Report | None] = lambda _: None
    """Reads last year's report from any file that can be imported; None when it cannot."""
    choice: Choice | None = None
    """The rules to check by; None: all."""
    disk: Disk = REAL_DISK
    """The system's calls by which the file, its lock and its edit log are written."""
    moved: Callable[[Path], object] = lambda _: None
    """Told where a report was whose file is found elsewhere now, its edit log taken along."""


def open_document(
    path: Path,
    *,
    setting: Setting,
    on_change: OnChange,
    first: Report | None = None,
    last_year: Report | None = None,
    read_only: bool = False,
    take_over: HeldBy | None = None,
    lost: Report | None = None,
) -> Document | OpeningProblem:
    """Open a report's file, or begin one where there is no file.

    Args:
        path: the report's file.
        setting: the editions, folders, clock and person.
        on_change: told after every change of the document.
        first: what a new file holds at first; None for a blank report on the last calendar year.
        last_year: last year's report, instead of the one that the file names.
        read_only: show it without locking or ever writing it.
        take_over: break this lock first; the user has decided that nobody holds it any more.
        lost: the office and the year of a file that is gone, should the edit log bring it back.
    """
    try:
        target = resolved(path)
        data = read_limited(target) if target.exists() else None
    except OSError as error:
        return OpeningProblem(path, f"打不开 {path.name}：{refusal(error).sentences}")
    except UnreadableFile as error:
        return OpeningProblem(path, error.message)
    if data is None:
        started = _begun(target, first, lost, setting)
    elif first is not None:
        return OpeningProblem(path, f"{path.name} 已经存在，请换一个文件名，或直接打开它。")
    else:
        started = _read(path, data, setting.editions)
    if isinstance(started, OpeningProblem):
        return started
    lock = None if read_only else _locked(target, setting, take_over)
    if isinstance(lock, OpeningProblem):
        return lock
    if lock is not None:
        remove_left_over(target.parent, setting.clock().timestamp())
    ours = data is None or decode(data) == report_to_toml(started)
    known = None if data is None else digest(data)
    file = ReportFile(target, known, ours=ours, disk=setting.disk)
    saving = Saving(file, writable=not read_only)
    contents = Contents(started, totals_of(started.edition).held(started.cells))
    begun = first is not None
    document = _document(contents, saving, lock, last_year, setting, on_change, begun=begun)
    if data is None and first is not None:
        document.save()
    return document


def unwritten_edits(path: Path, setting: Setting) -> int:
    """How many edits of a report its file does not hold, or did not when it was last written here.

    That is what opening it would recover, or, where another program wrote the file since, ask about.
    """
    try:
        target = resolved(path)
        known = digest(read_limited(target)) if target.exists() else None
        log = EditLog(target, setting.state_folder, setting.clock, setting.who)
    except (OSError, UnreadableFile):
        return 0
    return len(log.pending(known).edits)


def _locked(path: Path, setting: Setting, take_over: HeldBy | None) -> Lock | LockedByOther | None:
    """The lock; None where none can be written, which keeps nobody from working."""
    if take_over is not None:
        break_lock(take_over)
    try:
        lock = Lock.acquire(
            path, setting.state_folder, setting.who, setting.clock, disk=setting.disk
        )
    except OSError:
        return None
    if isinstance(lock, Lock):
        return lock
    who = lock.person or "另一个程序"
    where = f"（{lock.machine}）" if lock.machine else ""
    said = f"{who}{where}从 {lock.since:%Y-%m-%d %H:%M} 起正在填写这份年报。"
    return LockedByOther(path, said, lock)


def _begun(
    path: Path, first: Report | None, lost: Report | None, setting: Setting
) -> Report | OpeningProblem:
    unwritten = 0 if first is not None else unwritten_edits(path, setting)
    if not is_folder(path.parent):
        said = f"没有 {path.parent} 这个文件夹，请核对路径，或先建好文件夹。"
        if unwritten:
            said += (
                f"还有 {unwritten} 处修改没有写入过文件：重新接上磁盘，或建好这个文件夹，"
                "再打开就会恢复。"
            )
        return OpeningProblem(path, said)
    if lost is not None and unwritten:
        return lost
    year = setting.clock().year - 1
    return first or blank_report(setting.editions.for_year(year), "", year)


def _document(
    contents: Contents,
    saving: Saving,
    lock: Lock | None,
    last_year: Report | None,
    setting: Setting,
    on_change: OnChange,
    *,
    begun: bool,
) -> Document:
    def last_year_of(report: Report) -> Report | None:
        if last_year is not None or report.last_year is None:
            return last_year
        return setting.read_report(saving.file.path.with_name(report.last_year))

    known = saving.file.known
    told: tuple[str, ...] = ()
    if saving.writable:
        moved = _moved_from(saving.file.path, known, setting)
        log = EditLog(
            saving.file.path,
            setting.state_folder,
            setting.clock,
            setting.who,
            disk=setting.disk,
        )
        kept = LogJournal(log)
        found = restored(log, contents, known, kept, setting.editions, begun=begun)
        journal: Journal = kept
        if moved is not None:
            setting.moved(moved)
        if moved is not None and found.unwritten:
            told = (f"这份年报原来是 {moved}，后来改名或移动过，当时的编辑记录找到了。",)
    else:
        journal, found = NoJournal(), Restored(contents, History())
    if found.unwritten:
        saving.edited(setting.clock())
    document = Document(
        found.contents,
        saving,
        editions=setting.editions,
        journal=journal,
        clock=setting.clock,
        on_change=on_change,
        last_year_of=last_year_of,
        history=found.history,
        told=(*told, *found.told),
        in_file=contents.report if known is not None else None,
        release=lock.release if lock is not None else lambda: None,
        choice=setting.choice,
    )
    document.found_changed(found.outside)
    return document


def _moved_from(path: Path, known: str | None, setting: Setting) -> Path | None:
    """Where the file was before it was renamed or moved, when its log could be taken along."""
    if known is None:
        return None
    return follow(path, known, setting.state_folder, disk=setting.disk)


def _read(path: Path, data: bytes, editions: Editions) -> Report | OpeningProblem:
    """The report in a file's bytes, or what is to be said instead."""
    try:
        text = decode(data)
    except UnreadableFile as error:
        if path.suffix.lower() != ".toml":
            return _other(path)
        problem = Problem(error.message, error.line, error.column)
        return FileInError(path, error.message, (problem,))
    try:
        return read_report(text, editions).report
    except ReportFileError as error:
        if path.suffix.lower() != ".toml" and not _REPORT_FILE.search(text):
            return _other(path)
        return FileInError(path, error.message, error.problems, tuple(text.splitlines()))


def free_name(path: Path) -> Path:
    """A report's file beside `path`, of its name or the next one that is not taken.

    It is never `path` itself, which somebody else may be about to write.
    """
    proposed, number = path.with_suffix(".toml"), 2
    while is_there(proposed) or proposed == path:
        proposed = path.with_name(f"{path.stem}.{number}.toml")
        number += 1
    return proposed


def _other(path: Path) -> OtherDocument:
    proposed = free_name(path)
    said = f"{path.name} 不是本程序的年报文件。可以把它导入为 {proposed.name}，原文件不动。"
    return OtherDocument(path, said, proposed)
