"""The commands: each parses, calls an operation, prints, and gives its exit code.

Findings and results go to stdout, everything else to stderr. Whatever is slow to import is imported
in the command that needs it, so that `--version` and `--help` need nothing of the form.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao import __version__, arguments
from nianbao.argument_parser import UsageError, help_text, parse, usage_text
from nianbao.file_arguments import (
    DASH,
    deliver,
    explained,
    read,
    refusal_of,
    source_of,
    write_report,
)
from nianbao.finding_texts import imported_text
from nianbao.printing import (
    ExitCode,
    Failed,
    NoStdout,
    clean_line,
    document,
    finish,
    give_up_stdout,
    prepare_streams,
    say,
)

if TYPE_CHECKING:
    from nianbao.report import Report

_WIDEST_HELP = 100
_UNCONNECTED_WIDTH = 80


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; `argv` is without the program's name."""
    prepare_streams()
    try:
        code = _run_or_explain(list(sys.argv[1:] if argv is None else argv))
        finish()
        return code
    except KeyboardInterrupt:
        say("已中断，没有做完。")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        give_up_stdout()
        return ExitCode.PIPE_CLOSED
    except NoStdout:
        say("标准输出已经关闭，结果没有地方可写。请用 -o 写到文件，或者不要关闭标准输出。")
    except OSError as error:
        give_up_stdout()
        say(f"读写出错：{refusal_of(error).sentences}")
    except Exception as error:  # noqa: BLE001 - the edge: nobody above could tell the user
        say(_unexpected(error))
    return ExitCode.FAILED


def _run_or_explain(words: list[str]) -> int:
    try:
        return _run(words)
    except UsageError as error:
        usage = usage_text(error.command, _UNCONNECTED_WIDTH)
        say(f"{error.message}\n{usage}\n全部说明：{error.command.called} --help")
    except Failed as error:
        say(str(error))
    return ExitCode.FAILED


def _run(words: list[str]) -> int:
    named = {command.name: command for command in arguments.COMMANDS}
    command = named.get(words[0]) if words else None
    typed = parse(command, words[1:]) if command else parse(arguments.WIZARD, words)
    if typed.help:
        from shutil import get_terminal_size

        width = min(get_terminal_size().columns, _WIDEST_HELP)
        others = () if command else arguments.COMMANDS
        document(help_text(command or arguments.WIZARD, width, others).encode())
        return ExitCode.WELL
    if command is None and typed.version:
        document(f"nianbao {__version__}\n".encode())
        return ExitCode.WELL
    from nianbao.editions import EditionError

    try:
        return _RUN[command.name](typed) if command else _wizard(typed)
    except EditionError as error:
        raise Failed(f"设置文件夹里的格式文件有错，请改正它或者移走它。{error}") from error


def _wizard(typed: Namespace) -> int:
    if DASH in (typed.file, typed.last_year):
        raise Failed("填报界面要用文件，不能从标准输入读；请写年报文件的名字。")
    _refuse_misspelt_command(typed.file)
    last = None if typed.last_year is None else Path(typed.last_year)
    file = None if typed.file is None else Path(typed.file)
    if typed.plain or os.environ.get("TERM") == "dumb":
        from nianbao import wizard

        return wizard.run_plain(file, last_year=last)
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise Failed(
            "填报界面要在终端里使用，现在的输入或错误输出不是终端。请在终端里直接运行 nianbao；"
            "没有终端时可以用 nianbao new、check、export 等命令，见 nianbao --help。"
        )
    from nianbao import wizard

    return wizard.run(file, last_year=last, mouse=False if typed.no_mouse else None)


def _refuse_misspelt_command(word: str | None) -> None:
    from difflib import get_close_matches

    from nianbao.report.paths import is_there

    if word is None or not (word.isascii() and word.isalpha()) or is_there(Path(word)):
        return
    if word == "help":
        raise Failed("没有“help”这个命令。看说明请用 nianbao --help。")
    names = [command.name for command in arguments.COMMANDS]
    if near := get_close_matches(word.lower(), names, n=1, cutoff=0.7):
        raise Failed(
            f"没有“{word}”这个命令，也没有这个文件。是不是 nianbao {near[0]}？"
            f"要新建这个名字的年报，请写成 ./{word}。"
        )


def _new(typed: Namespace) -> int:
    from nianbao import operations
    from nianbao.report.new_report import follows

    year_before = None if typed.year is None else typed.year - 1
    last = None if typed.last is None else read(typed.last, supposed_year=year_before)
    organ = (typed.organ or (last.organ if last else "")).strip()
    year = typed.year or (last.year + 1 if last else None)
    if not organ or year is None:
        missing = "--year：报告年度" if organ else "--organ：机关的全称"
        raise UsageError(f"缺少 {missing}。", arguments.NEW)
    known = operations.editions().names
    if typed.edition is not None and typed.edition not in known:
        raise UsageError(
            f"没有“{typed.edition}”版的格式，可以写：{'、'.join(known)}。", arguments.NEW
        )
    if last is not None and last.year >= year:
        raise Failed(
            f"{clean_line(typed.last)} 是{last.year}年的年报，不能作{year}年年报的底稿。"
            "请核对 --from 和 --year。"
        )
    report = operations.new_report(organ, year, typed.edition, last, zero=typed.zero)
    if last is not None and not follows(last, year):
        say(
            f"{clean_line(typed.last)} 是{last.year}年的年报，不是上一年的：只用了文字，没有填结转数。"
        )
    elif last is not None:
        report = _naming_last_year(report, typed.last, typed.output)
    write_report(report, typed)
    return ExitCode.WELL


def _naming_last_year(report: Report, last: str, output: str) -> Report:
    from nianbao.report.paths import in_full

    if DASH in (last, output):
        return report
    source, file = in_full(Path(last)), in_full(Path(output))
    if source == file:
        raise Failed(f"新的年报不能写在上年年报 {clean_line(last)} 上，请用 -o 写另一个文件名。")
    return replace(report, last_year=Path(last).name) if source.parent == file.parent else report


def _import(typed: Namespace) -> int:
    from nianbao import operations
    from nianbao.checks.record import Record

    as_json = typed.format == "json"
    try:
        imported = operations.import_document(
            source_of(typed.source), organ=typed.organ, year=typed.year
        )
    except operations.Unreadable as error:
        if as_json:
            document(
                operations.records_as_json(
                    [operations.unreadable_record(typed.source, error)]
                ).encode()
            )
        raise Failed(explained(typed.source, error)) from error
    record = Record(typed.source, imported.report, imported.doubts)
    told = operations.records_as_json([record]) if as_json else imported_text(record)
    to_stdout = typed.output in (None, DASH)
    if not (to_stdout and as_json):
        write_report(imported.report, typed)
    if to_stdout and not as_json:
        say(told.rstrip("\n"))
    else:
        document(told.encode())
    return ExitCode.WELL


def _show(typed: Namespace) -> int:
    from shutil import get_terminal_size

    from nianbao import operations
    from nianbao.paging import show_paged

    report = read(typed.file)
    section = None
    if typed.section is not None:
        found = operations.find_section(report, typed.section)
        if found is None:
            titles = "、".join(section.title for section in report.edition.texts)
            raise UsageError(f"没有“{typed.section}”这个部分，可以写：{titles}。", arguments.SHOW)
        section = found.name
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    size = get_terminal_size()
    text = operations.show(report, section, size.columns if is_terminal else _UNCONNECTED_WIDTH)
    if typed.no_pager:
        document(text.encode())
    else:
        show_paged(text, size.lines)
    return ExitCode.WELL


def _schema(typed: Namespace) -> int:
    import json

    from nianbao import operations

    deliver(json.dumps(operations.schema(), ensure_ascii=False, indent=2) + "\n", typed)
    return ExitCode.WELL


def _unexpected(error: Exception) -> str:
    """What to say of a mistake of ours: where it is, and none of the report's content."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"程序内部出错（{type(error).__name__}，{place}，版本 {__version__}），没有做完。"
        "请把这一行和所用的命令告诉维护者。"
    )


def _check(typed: Namespace) -> int:
    from nianbao.check_command import check

    return check(typed)


def _export(typed: Namespace) -> int:
    from nianbao.export_command import export

    return export(typed)


def _compare(typed: Namespace) -> int:
    from nianbao.compare_command import compare

    return compare(typed)


_RUN = {
    "new": _new,
    "check": _check,
    "import": _import,
    "export": _export,
    "show": _show,
    "compare": _compare,
    "schema": _schema,
}
