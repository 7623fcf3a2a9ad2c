"""The command `check`: files checked, or the catalogue of rules told."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao import arguments
from nianbao.argument_parser import UsageError
from nianbao.file_arguments import DASH, deliver, read, source_of, text_of, why_unreadable
from nianbao.printing import ExitCode, clean_line, is_coloured, records_text, result, say

if TYPE_CHECKING:
    from nianbao.checks.catalogue import Rule
    from nianbao.checks.record import Record
    from nianbao.report import Report


def check(typed: Namespace) -> int:
    """Check files and tell what was found, or tell about the rules."""
    if typed.list or typed.explain is not None:
        return _catalogue(typed)
    if not typed.files:
        raise UsageError("缺少要核对的文件。", arguments.CHECK)
    if typed.files.count(DASH) + (typed.last_year == DASH) > 1:
        raise UsageError("“-”（标准输入）只能写一次。", arguments.CHECK)
    if typed.format == "csv":
        raise UsageError("核对结果不能写成 csv，可以写：text、json。", arguments.CHECK)
    from nianbao import operations

    last = None if typed.last_year is None else read(typed.last_year)
    select, ignore = (
        [_rule(word).name if not word.startswith("import-") else word for word in words]
        for words in (typed.select, typed.ignore)
    )
    records, sources = [], {}
    for file in typed.files:
        source = source_of(file)
        record = operations.read_and_check(source, last_year=last, select=select, ignore=ignore)
        if record.report is not None:
            _tell_of_last_year(record, source, typed.last_year)
            sources[record.path] = text_of(source)
        elif typed.format != "json":
            say(why_unreadable(file, source) + "\n")
        records.append(record.without_answered() if typed.hide_answered else record)
    if typed.format == "json":
        deliver(operations.records_as_json(records), typed)
    else:
        coloured = typed.output in (None, DASH) and is_coloured(sys.stdout)
        text = records_text(records, sources, coloured=coloured)
        result(text) if coloured else deliver(text, typed)
    if any(record.report is None for record in records):
        return ExitCode.FAILED
    found = [finding for record in records for finding in record.findings]
    return ExitCode.ERRORS_FOUND if any(f.is_error for f in found) else ExitCode.WELL


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
    from nianbao import operations

    rules = operations.rules() if typed.list else (_rule(typed.explain),)
    text = operations.rules_as(typed.format or "text", rules, briefly=typed.list)
    # A spreadsheet takes a file without the mark for GB18030.
    mark = "\ufeff" if typed.format == "csv" and typed.output not in (None, DASH) else ""
    deliver(mark + text, typed)
    return ExitCode.WELL


def _rule(word: str) -> Rule:
    """The rule of that name or title."""
    from difflib import get_close_matches

    from nianbao import operations

    known = {name: rule for rule in operations.rules() for name in (rule.name, rule.title)}
    if word in known:
        return known[word]
    near = get_close_matches(word, known, n=1, cutoff=0.4)
    said = f"是不是 {near[0]}？" if near else ""
    raise UsageError(
        f"没有“{word}”这条规则。{said}全部规则见 nianbao check --list。", arguments.CHECK
    )
