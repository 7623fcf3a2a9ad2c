"""The wizard line by line, on any terminal: for screen readers, `TERM=dumb` and very bad lines.

The same sections as questions one after another, the same messages, the same document and edit
log; nothing here, or imported from here, knows Textual.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from nianbao.report import Report
from nianbao.report.paths import typed_path
from nianbao.wizard.document import Document
from nianbao.wizard.opening import (
    FileInError,
    LockedByOther,
    OpeningProblem,
    OtherDocument,
    Setting,
    open_document,
)
from nianbao.wizard.plain.sections import Sections
from nianbao.wizard.plain.talk import Ended, Talk
from nianbao.wizard.preferences import Preferences

WELL, FAILED = 0, 2


def run(
    file: Path | None,
    *,
    last_year: Path | None = None,
    state_folder: Path,
    settings_folder: Path | None = None,
    read: Callable[[], str] | None = None,
    write: Callable[[str], object] | None = None,
) -> int:
    """Fill in a report line by line, and give the exit code.

    Args:
        file: the report; one that is not there is begun. None: its name is asked for.
        last_year: last year's report, instead of the one that the file names.
        state_folder: keeps the edit logs.
        settings_folder: keeps the user's settings; None: all is as by default.
        read: gives the next line, "" at the end; by default from the standard input.
        write: takes what is told; by default the standard output, which gets it at once.
    """
    unseen = read is None and not sys.stdin.isatty()
    talk = Talk(read or sys.stdin.readline, write or _write, echo=unseen)
    try:
        path = file or _asked(talk)
    except Ended:
        return FAILED
    preferences = Preferences(settings_folder)
    opened = _open(path, last_year, state_folder, preferences, talk)
    if not isinstance(opened, Document):
        talk.say(_reason(opened))
        return FAILED
    try:
        Sections(talk, opened, preferences).run()
    finally:
        opened.close()
    return _goodbye(talk, opened)


def _asked(talk: Talk) -> Path:
    while not (typed := talk.ask("年报文件的名字（没有的就新建）：").strip()):
        continue
    return typed_path(typed)


def _open(
    path: Path, last_year: Path | None, state_folder: Path, preferences: Preferences, talk: Talk
) -> Document | OpeningProblem:
    from nianbao import operations

    def now() -> datetime:
        return datetime.now().astimezone()

    choice, unknown = preferences.chosen_rules
    for mistake in (*preferences.read.mistakes, *unknown):
        talk.say(str(mistake))
    setting = Setting(operations.editions(), state_folder, now, _person(), _read_or_none, choice)
    last = _read_or_none(last_year) if last_year is not None else None
    if last_year is not None and last is None:
        talk.say(f"读不出上年年报 {last_year.name}，已不带上年数据打开。")
    return open_document(path, setting=setting, on_change=lambda _: None, last_year=last)


def _reason(problem: OpeningProblem) -> str:
    if isinstance(problem, FileInError):
        places = [f"第{found.line}行：{found.message}" for found in problem.problems if found.line]
        return "\n".join([problem.message, *places, "文件没有改动；请改正后再打开。"])
    if isinstance(problem, OtherDocument):
        return f"{problem.message}请用 nianbao import 导入。"
    if isinstance(problem, LockedByOther):
        return f"{problem.message}请等对方退出后再打开；现在可以用 nianbao show 查看。"
    return problem.message


def _goodbye(talk: Talk, document: Document) -> int:
    saving = document.saving
    if saving.trouble is not None:
        talk.say(saving.sentences)
        return FAILED
    talk.say(f"已保存到 {document.path}。再次运行同样的命令可以接着填。")
    return WELL


def _read_or_none(path: Path) -> Report | None:
    from nianbao import operations

    try:
        return operations.import_document(path).report
    except operations.Unreadable:
        return None


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
