"""Files named on the command line: what is read from them, and results written to them.

`-` is stdin or stdout. A result goes into a new file whole or not at all.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nianbao.finding_texts import problems_text
from nianbao.printing import Failed, clean_line, document, say

if TYPE_CHECKING:
    from nianbao.readers.unreadable import Unreadable
    from nianbao.report import Report
    from nianbao.report.refusals import Refusal

T = TypeVar("T")
DASH = "-"


def source_of(file: str) -> Path | bytes:
    """What a FILE argument means: a path, or the bytes of stdin for `-`.

    Raises:
        Failed: stdin was closed before the start.
    """
    if file != DASH:
        return Path(file)
    if sys.stdin is None:
        raise Failed("标准输入已经关闭，读不到内容；请写文件名。")
    if sys.stdin.isatty():
        say("正在从标准输入读：输入或粘贴内容，最后另起一行按 Ctrl+D。")
    from nianbao.readers.any_document import LARGEST_DOCUMENT

    # One byte more than is read of a file tells that there is too much.
    return sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)


def text_of(source: Path | bytes) -> str:
    """The text of a source, to show lines of it; empty where it is no text."""
    from nianbao.report.toml_sanity import UnreadableFile, decode, read_limited

    try:
        return decode(source if isinstance(source, bytes) else read_limited(source))
    except UnreadableFile:
        return ""


def read(file: str, *, supposed_year: int | None = None) -> Report:
    """The report of a FILE argument; where a document was not read for certain, that is told.

    `supposed_year` is the year of a document that does not say which.

    Raises:
        Failed: it cannot be read.
    """
    from nianbao import operations

    source = source_of(file)
    try:
        imported = operations.import_document(source)
    except operations.Unreadable as error:
        if not error.lacks_year or supposed_year is None:
            raise Failed(explained(file, error)) from error
        imported = operations.import_document(source, year=supposed_year)
    tell_doubts(file, len(imported.doubts))
    return imported.report


def tell_doubts(file: str, doubts: int) -> None:
    """Say that a document was not read for certain, where the doubts themselves are not listed."""
    if doubts:
        name = clean_line(file)
        say(f"{name} 不是年报文件，读入时有 {doubts} 处存疑，请用 nianbao import {name} 逐处核对。")


def why_unreadable(file: str, source: Path | bytes) -> str:
    """All that keeps a source from being read, where a record has only the first of it."""
    from nianbao import operations

    try:
        operations.read(source)
    except operations.Unreadable as error:
        return explained(file, error)
    return f"{clean_line(file)} 刚才读不出来，现在又可以了：可能正被别的程序改写，请再试一次。"


def explained(file: str, error: Unreadable) -> str:
    """What keeps a file from being read, place by place."""
    said = problems_text(file, error.problems, error.text)
    if error.lacks_year:
        name = clean_line(file)
        said += f"\n读成年报文件：nianbao import {name} --year 年份 -o 年报.toml"
    return said


def deliver(data: str | bytes, typed: Namespace) -> None:
    """Put a result on stdout, or with `-o` into a new file.

    Raises:
        Failed: the file is there, or cannot be written.
    """
    # A file's name may hold bytes that are no character; JSON and our own text show them escaped.
    encoded = data.encode(errors="backslashreplace") if isinstance(data, str) else data
    if typed.output in (None, DASH):
        document(encoded)
        return
    from nianbao.report.saving import write_new

    read_from = [getattr(typed, name, None) or "" for name in ("file", "before", "after")]
    if any(
        _is_same_file(typed.output, name) for name in (*read_from, *getattr(typed, "files", []))
    ):
        raise Failed(
            f"{clean_line(typed.output)} 就是要读的年报，没有改动它。请用 -o 写另一个文件名。"
        )
    _written(typed.output, lambda: write_new(typed.output, encoded, force=typed.force))


def _is_same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def write_report(report: Report, typed: Namespace) -> None:
    """Write a report's file to where `-o` says.

    Raises:
        Failed: the file is there, or cannot be written.
    """
    from nianbao import operations

    if typed.output in (None, DASH):
        document(operations.to_toml(report))
        return
    kept = _written(
        typed.output, lambda: operations.write_report(report, typed.output, force=typed.force)
    )
    if kept is not None:
        say(f"原来的文件另存为 {clean_line(str(kept))}。")


def _written(output: str, write: Callable[[], T]) -> T:
    name = clean_line(output)
    try:
        done = write()
    except FileExistsError as error:
        raise Failed(
            f"{name} 已经存在，没有改动它。要覆盖请加 --force，或者换一个名字。"
        ) from error
    except OSError as error:
        why = refusal_of(error)
        said = f"写不了 {name}：{why.reason}。没有写入任何内容。{why.remedy}。"
        raise Failed(said) from error
    say(f"已写入 {name}。")
    return done


def refusal_of(error: OSError) -> Refusal:
    """Why the system refused, and what to do, in Chinese."""
    from nianbao.report.refusals import refusal

    return refusal(error)
