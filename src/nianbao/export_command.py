"""The command `export`: a report as documents, on stdout or in files."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao import arguments
from nianbao.argument_parser import UsageError
from nianbao.file_arguments import (
    DASH,
    deliver,
    refusal_of,
    source_of,
    tell_doubts,
    why_unreadable,
)
from nianbao.finding_texts import findings_text
from nianbao.printing import ExitCode, Failed, clean_line, say

if TYPE_CHECKING:
    from nianbao.operations import ExportFormat
    from nianbao.report import Report

_ALL = "all"
_ONLY_FOR = (
    ("width", "--width", ("txt",)),
    ("fragment", "--fragment", ("html",)),
    ("html_tables", "--html-tables", ("md",)),
    ("template", "--template", ("docx", "pdf", _ALL)),
)


def export(typed: Namespace) -> int:
    """Put a report out in one format, or in all of them."""
    for name, flag, formats in _ONLY_FOR:
        if getattr(typed, name) and typed.to not in formats:
            raise UsageError(f"{flag} 只用于 --to {'、'.join(formats)}。", arguments.EXPORT)
    template = None if typed.template is None else _template(typed.template)
    report = _read_naming_errors(typed.file)
    if typed.to == _ALL:
        return _export_all(report, typed, template)
    _export_one(report, typed, template)
    return ExitCode.WELL


def _template(file: str) -> bytes:
    from nianbao import operations

    try:
        return operations.read_template(file)
    except operations.CannotExport as error:
        raise Failed(clean_line(str(error))) from error


def _export_one(report: Report, typed: Namespace, template: bytes | None) -> None:
    from nianbao import operations

    to: ExportFormat = typed.to
    if typed.output is None and to not in operations.TEXT_FORMATS:
        typed.output = operations.document_name(report, f".{to}")
    if typed.output == DASH and to not in operations.TEXT_FORMATS and _is_terminal():
        raise Failed(f"{to} 不是文本，不能显示在终端上，请用 -o 写到文件。")
    deliver(_made(report, to, typed, template), typed)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _made(report: Report, to: ExportFormat, typed: Namespace, template: bytes | None) -> bytes:
    from nianbao import operations

    try:
        return operations.export(
            report,
            to,
            width=typed.width,
            template=template,
            fragment=typed.fragment,
            html_tables=typed.html_tables,
        )
    except operations.CannotExport as error:
        raise Failed(str(error)) from error


def _export_all(report: Report, typed: Namespace, template: bytes | None) -> int:
    """Write every format there is into a folder; what cannot be made is told, the rest is written."""
    from nianbao import operations
    from nianbao.report.paths import is_there

    if typed.output == DASH:
        raise Failed("--to all 要写好几个文件，请用 -o 写一个文件夹的名字。")
    folder = Path(typed.output or ".")
    paths = {
        to: folder / operations.document_name(report, f".{to}") for to in operations.ALL_FORMATS
    }
    there = [clean_line(path.name) for path in paths.values() if is_there(path)]
    if there and not typed.force:
        raise Failed(
            f"文件夹 {clean_line(str(folder))} 里已经有 {'、'.join(there)}，什么也没有写。"
            "要覆盖请加 --force，或者换一个文件夹。"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = refusal_of(error).sentences
        raise Failed(f"建不了文件夹 {clean_line(str(folder))}：{why}") from error
    code = ExitCode.WELL
    for to, path in paths.items():
        try:
            data = _made(report, to, typed, template)
        except Failed as error:
            say(f"没有导出 {to}：{error}")
            code = ExitCode.FAILED
            continue
        deliver(data, Namespace(**{**vars(typed), "output": str(path)}))
    return code


def _read_naming_errors(file: str) -> Report:
    """The report of a file; its open errors are named on stderr."""
    from nianbao import operations

    source = source_of(file)
    record = operations.read_with_errors(source)
    if record.report is None:
        raise Failed(why_unreadable(file, source))
    tell_doubts(file, sum(finding.rule.startswith("import-") for finding in record.findings))
    errors = tuple(finding for finding in record.findings if finding.is_error)
    if errors:
        say(f"还有 {len(errors)} 处错误没有改，导出的内容照年报原样：\n")
        say(findings_text(file, errors).rstrip("\n"))
    return record.report
