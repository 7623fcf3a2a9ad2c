"""The command `check`: files checked, or the catalogue of rules told."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao import arguments
from nianbao.argument_parser import UsageError
from nianbao.file_arguments import DASH, deliver, read, source_of, text_of, why_unreadable
from nianbao.finding_texts import records_text
from nianbao.printing import ExitCode, Failed, clean_line, is_coloured, result, say

if TYPE_CHECKING:
    from nianbao.checks.catalogue import Rule
    from nianbao.checks.record import Record
    from nianbao.report import Report

_TELLING_ERRORS = ("json", "jsonl", "sarif")
"""The forms that themselves tell of a file that cannot be read."""

_FOR_OTHERS = (*_TELLING_ERRORS, "brief", "xlsx")
_WORKBOOK = "核对结果.xlsx"
_ALL_RULES = "全部规则见 nianbao check --list。"


def check(typed: Namespace) -> int:
    """Check files and tell what was found, or tell about the rules."""
    if typed.list or typed.explain is not None:
        return _catalogue(typed)
    if not typed.files:
        raise UsageError("缺少要核对的文件。", arguments.CHECK)
    if typed.files.count(DASH) + (typed.last_year == DASH) > 1:
        raise UsageError("“-”（标准输入）只能写一次。", arguments.CHECK)
    if typed.format == "csv":
        raise UsageError(
            "核对结果不能写成 csv，可以写：text、json、jsonl、sarif、brief、xlsx。", arguments.CHECK
        )
    from nianbao import operations

    last = None if typed.last_year is None else read(typed.last_year)
    select, ignore = _chosen(typed)
    records, sources = [], {}
    for file in typed.files:
        source = source_of(file)
        record = operations.read_and_check(source, last_year=last, select=select, ignore=ignore)
        if record.report is not None:
            _tell_of_last_year(record, source, typed.last_year)
            sources[record.path] = text_of(source)
        elif typed.format not in _TELLING_ERRORS:
            say(why_unreadable(file, source) + "\n")
        records.append(record.without_answered() if typed.hide_answered else record)
    if typed.format in _FOR_OTHERS:
        _deliver_as(typed, records)
    else:
        coloured = typed.output in (None, DASH) and is_coloured(sys.stdout)
        text = records_text(records, sources, coloured=coloured)
        result(text) if coloured else deliver(text, typed)
    if any(record.report is None for record in records):
        return ExitCode.FAILED
    found = [finding for record in records for finding in record.findings]
    return ExitCode.ERRORS_FOUND if any(f.is_error for f in found) else ExitCode.WELL


def _deliver_as(typed: Namespace, records: Sequence[Record]) -> None:
    """Put what was found where `-o` says, a workbook else into a file of the usual name."""
    from nianbao import operations

    if typed.format == "xlsx":
        typed.output = typed.output or _WORKBOOK
        if typed.output == DASH and sys.stdout is not None and sys.stdout.isatty():
            raise Failed("xlsx 不是文本，不能显示在终端上，请用 -o 写到文件。")
    try:
        deliver(operations.records_as(typed.format, records), typed)
    except operations.CannotExport as error:
        raise Failed(str(error)) from error


def _chosen(typed: Namespace) -> tuple[set[str], set[str]]:
    """The rules to check only, and those not to check.

    What the command says goes before `[checks]` of the settings: a rule selected there and then is
    not ignored by the settings.
    """
    from nianbao import operations
    from nianbao.readers.doubts import TITLES
    from nianbao.settings import read_settings
    from nianbao.settings.chosen_rules import chosen_rules

    select, ignore = ({_name(word) for word in words} for words in (typed.select, typed.ignore))
    read = read_settings(operations.settings_folder())
    chosen, unknown = chosen_rules(read, TITLES)
    for mistake in (*read.mistakes, *unknown):
        say(str(mistake))
    return select or set(chosen.select), ignore | (chosen.ignore - select)


def _name(word: str) -> str:
    from nianbao.checks.choice import UnknownRule, rule_name
    from nianbao.readers.doubts import TITLES

    try:
        return rule_name(word, TITLES)
    except UnknownRule as unknown:
        raise UsageError(f"{unknown}{_ALL_RULES}", arguments.CHECK) from unknown


def _tell_of_last_year(record: Record, source: Path | bytes, given: str | None) -> None:
    """Say where the file that a report names is missing, or what was taken is not last year's."""
    from nianbao.report.new_report import follows

    report, last = record.report, record.last_year
    name = given or (report.last_year if report else None)
    if report is None or name is None:
        return
    file = clean_line("标准输入" if record.path == DASH else record.path)
    if last is None:
        say(
            f"{file} 所写的上年年报“{clean_line(name)}”读不出来：{_why_unread(report, source)}"
            "没有用它核对；也可以用 --last-year 指明上年年报。"
        )
        return
    is_other = bool(report.organ and last.organ) and report.organ != last.organ
    if is_other or not follows(last, report.year):
        theirs, ours = (last.organ, report.organ) if is_other else ("", "")
        say(
            f"{clean_line(name)} 是{clean_line(theirs)}{last.year}年的年报，"
            f"而 {file} 的上年年报应是{clean_line(ours)}{report.year - 1}年的。"
            "仍照它核对了，请看看是不是用错了文件。"
        )


def _why_unread(report: Report, source: Path | bytes) -> str:
    from nianbao import operations

    file = operations.last_year_file(report, source)
    if file is None:
        return "标准输入没有所在的文件夹。"
    try:
        operations.read(file)
    except operations.Unreadable as error:
        return str(error)
    return "刚才读不出来，现在又可以了。"


def _catalogue(typed: Namespace) -> int:
    if typed.files:
        raise UsageError("--list 和 --explain 不与文件一起写。", arguments.CHECK)
    if typed.format not in (None, "text", "json", "csv"):
        raise UsageError("规则可以写成：text、json、csv。", arguments.CHECK)
    from nianbao import operations

    rules = operations.rules() if typed.list else (_rule(typed.explain),)
    text = operations.rules_as(typed.format or "text", rules, briefly=typed.list)
    # A spreadsheet takes a file without the mark for GB18030.
    mark = "\ufeff" if typed.format == "csv" and typed.output not in (None, DASH) else ""
    deliver(mark + text, typed)
    return ExitCode.WELL


def _rule(word: str) -> Rule:
    """The rule of that name or title."""
    from nianbao.checks.choice import UnknownRule, find_rule

    try:
        return find_rule(word)
    except UnknownRule as unknown:
        raise UsageError(f"{unknown}{_ALL_RULES}", arguments.CHECK) from unknown
