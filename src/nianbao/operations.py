"""What nianbao can do with reports: the public API, which the commands and the wizard call too.

A *source* is a path (`Path` or `str`) or the bytes of a document: a report's own file (TOML), plain
text, Markdown, or the JSON written here. Which one it is, is told by what stands in it; a file named
`.toml` is always taken for a report's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nianbao.editions import Editions, Section, built_in
from nianbao.readers.sources import Source, Unreadable, open_source
from nianbao.report import Report
from nianbao.report.toml_file import ReportFileError, ReportText, read_report
from nianbao.report.toml_sanity import UnreadableFile, decode, read_limited

if TYPE_CHECKING:
    from nianbao.checks.catalogue import Rule
    from nianbao.checks.checking import Places
    from nianbao.checks.finding import Finding
    from nianbao.checks.record import Record
    from nianbao.readers.imported import Imported

__all__ = [
    "ALL_FORMATS",
    "TEXT_FORMATS",
    "CannotExport",
    "CheckFormat",
    "ExportFormat",
    "Source",
    "Unreadable",
    "compared_as",
    "document_name",
    "editions",
    "export",
    "find_section",
    "import_document",
    "last_year_file",
    "last_year_of",
    "new_report",
    "read",
    "read_and_check",
    "records_as",
    "records_as_json",
    "rules",
    "rules_as",
    "schema",
    "show",
    "to_toml",
    "unreadable_record",
    "write_report",
]

ExportFormat = Literal["docx", "html", "xlsx", "pdf", "md", "txt", "json"]

ALL_FORMATS: tuple[ExportFormat, ...] = ("docx", "html", "xlsx", "md", "txt", "json")
"""Every format that is made here; PDF is made of the docx by another program."""

TEXT_FORMATS: tuple[ExportFormat, ...] = ("md", "txt", "json")
"""The formats that can be read on a terminal."""

CheckFormat = Literal["json", "jsonl", "sarif", "brief", "xlsx"]
"""The forms in which a check's findings go to others than the one who checks."""

_NO_OPENPYXL = "导出 Excel 要用 openpyxl，这里没有安装。请运行 pip install openpyxl 安装后再试。"
_INSTALL_OFFICE = "请运行 pip install 'nianbao[office]' 安装后再试"


class CannotExport(Exception):
    """A document cannot be made; the message says why in Chinese and what to do."""


def editions() -> Editions:
    """The editions of the form: the built-in ones, and those of the user's settings folder.

    The folder is `editions` in nianbao's settings folder (`~/.config/nianbao` on Linux).

    Raises:
        EditionError: a file in that folder has a mistake; it says where.
    """
    from platformdirs import user_config_path

    return _editions_with(user_config_path("nianbao") / "editions")


@lru_cache(maxsize=1)
def _editions_with(folder: Path) -> Editions:
    return built_in().with_folder(folder)


def read(source: Source) -> Report:
    """The report that a source holds.

    Raises:
        Unreadable: it cannot be read, or is no report.
    """
    return open_source(source, editions()).report


def import_document(
    source: Source, *, organ: str | None = None, year: int | None = None
) -> Imported:
    """The report that a document holds, and what in it could not be read for certain.

    `organ` and `year` are taken instead of what the document says.

    Raises:
        Unreadable: it cannot be read, or is no report.
    """
    from nianbao.readers.imported import Imported

    opened = open_source(source, editions(), organ=organ, year=year)
    if isinstance(opened, Imported):
        return opened
    report = opened.report
    report = replace(report, organ=organ or report.organ, year=year or report.year)
    return Imported(report, doubts=(), places={})


def read_and_check(
    source: Source,
    *,
    last_year: Report | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Record:
    """A report with what was found in it, or the reason why it could not be read.

    The doubts of a document that had to be imported come first. Without `last_year`, the file that
    the report names as last year's is taken, when it lies beside it and can be read. Nothing is
    written; the same source gives the same record.

    Args:
        source: what to check.
        last_year: last year's report, instead of the one the file names.
        select: names of rules; only these are reported.
        ignore: names of rules that are not reported.
    """
    from nianbao.checks.checking import check
    from nianbao.checks.diagnosis import diagnose
    from nianbao.checks.record import Record

    path = "-" if isinstance(source, bytes) else str(source)
    try:
        opened = open_source(source, editions())
    except Unreadable as error:
        return unreadable_record(path, error)
    report = opened.report
    last = last_year or last_year_of(report, source)
    chosen, refused = set(select), set(ignore)
    doubts: tuple[Finding, ...] = ()
    places: Places = opened if isinstance(opened, ReportText) else _DocumentPlaces(opened.places)
    if not isinstance(opened, ReportText):
        doubts = tuple(
            doubt
            for doubt in opened.doubts
            if (not chosen or doubt.rule in chosen) and doubt.rule not in refused
        )
    found = check(report, last_year=last, places=places, select=chosen, ignore=refused)
    findings = (*doubts, *found)
    diagnoses = diagnose(report, findings, last_year=last)
    return Record(path, report, findings, diagnoses, last_year=last)


@dataclass(frozen=True, slots=True)
class _DocumentPlaces:
    """Where the cells of an imported report stand in its document."""

    places: Mapping[str, tuple[int, int]]

    def place_of(self, address: str) -> tuple[int, int] | None:
        return self.places.get(address)


def unreadable_record(path: str, error: Unreadable) -> Record:
    """What a check records of a source that cannot be read."""
    from nianbao.checks.record import FileProblem, Record

    first = error.problems[0]
    return Record(path, None, (), error=FileProblem(first.message, first.line, first.column))


def last_year_of(report: Report, source: Source) -> Report | None:
    """Last year's report, where the report names its file and that can be read."""
    file = last_year_file(report, source)
    try:
        return None if file is None else read(file)
    except Unreadable:
        return None


def last_year_file(report: Report, source: Source) -> Path | None:
    """The file that a report names as last year's: in its own folder, and looked for nowhere else."""
    if report.last_year is None or isinstance(source, bytes):
        return None
    return Path(source).resolve().parent / report.last_year


def find_section(report: Report, said: str) -> Section | None:
    """The section that is meant by its name, its title, its number, or words of its title alone."""
    texts = report.edition.texts
    for section in texts:
        if said in (section.name, section.title) or section.title.startswith(f"{said}、"):
            return section
    if said.isdecimal():
        number = int(said)
        return report.edition.sections[number - 1] if 1 <= number < len(texts) else None
    holding = [section for section in texts if said and said in section.title]
    return holding[0] if len(holding) == 1 else None


def new_report(
    organ: str,
    year: int,
    edition: str | None = None,
    last: Report | None = None,
    *,
    zero: bool = False,
) -> Report:
    """A new report, not yet written anywhere.

    Args:
        organ: the office's full name.
        year: the year it reports on.
        edition: the name of the form's edition; by default the one in force for that year.
        last: last year's report, whose texts and opening figures it begins with.
        zero: every cell that is blank then is 0.

    Raises:
        KeyError: there is no edition of that name.
    """
    from nianbao.report.new_report import blank_report, filled_with_zeros, started_from

    known = editions()
    form = known.for_year(year) if edition is None else known.get(edition)
    if form is None:
        raise KeyError(edition)
    if last is None:
        report = blank_report(form, organ, year)
    else:
        report = started_from(last, form, organ, year)
    return filled_with_zeros(report, last) if zero else report


def write_report(report: Report, path: Path | str, *, force: bool = False) -> Path | None:
    """Write a report's file, whole or not at all.

    Returns:
        Where the old file was kept: one with comments, or not as nianbao writes it, is not lost.

    Raises:
        FileExistsError: there is such a file, and `force` is not set.
        OSError: it could not be written; `nianbao.report.saving.reason` says why in Chinese.
    """
    from nianbao.report.saving import keep_backup, write_new

    kept = keep_backup(path) if force and not _is_our_own(Path(path)) else None
    write_new(path, to_toml(report), force=force)
    return kept


def to_toml(report: Report) -> bytes:
    """The bytes of a report's file."""
    from nianbao.report.toml_writing import report_to_toml

    return report_to_toml(report).encode()


def _is_our_own(path: Path) -> bool:
    """Whether the file is missing, or just what nianbao would write: then nothing is lost."""
    try:
        data = read_limited(path) if path.exists() else b""
        return not data or to_toml(read_report(decode(data), editions()).report) == data
    except (UnreadableFile, ReportFileError):
        return False


def export(
    report: Report,
    to: ExportFormat,
    *,
    width: int | None = None,
    template: bytes | None = None,
    fragment: bool = False,
    html_tables: bool = False,
) -> bytes:
    """The whole report as a document, figures in its texts filled in; texts are in UTF-8.

    The same report gives the same bytes, but for PDF, which another program makes. Nothing of the
    report's answers, nor of the machine it is made on, is in it.

    Args:
        report: the report.
        to: the format.
        width: of plain text: the cells of a line; by default lines are not broken.
        template: of Word and PDF: an office's own .docx, whose form is filled or whose styles are
            used.
        fragment: of HTML: only what stands under the title, for the editor of a site.
        html_tables: of Markdown: tables are HTML, with merged heads.

    Raises:
        CannotExport: what the format needs is not installed, or the template cannot be used.
    """
    if to in ("docx", "pdf"):
        docx = _docx(report, template)
        return docx if to == "docx" else _pdf(docx)
    if to == "html":
        from nianbao.writers.web_page import to_web_fragment, to_web_page

        return (to_web_fragment if fragment else to_web_page)(report).encode()
    if to == "xlsx":
        return _xlsx(report)
    if to == "md":
        from nianbao.writers.markdown import to_markdown

        return to_markdown(report, html_tables=html_tables).encode()
    if to == "txt":
        from nianbao.writers.plain_text import to_plain_text

        return to_plain_text(report, width).encode()
    from nianbao.writers.json_report import to_json

    return to_json(report).encode()


def _docx(report: Report, template: bytes | None) -> bytes:
    try:
        from nianbao.writers.word import to_docx
        from nianbao.writers.word_letter import UnusableTemplate
    except ModuleNotFoundError as error:
        raise CannotExport(
            f"导出 Word 要用 python-docx，这里没有安装。{_INSTALL_OFFICE}；"
            "或者用 --to html 导出网页，再用 Word 打开另存。"
        ) from error
    try:
        return to_docx(report, template)
    except UnusableTemplate as error:
        raise CannotExport(str(error)) from error


def _xlsx(report: Report) -> bytes:
    try:
        from nianbao.writers.workbook import to_xlsx
    except ModuleNotFoundError as error:
        raise CannotExport(_NO_OPENPYXL) from error
    return to_xlsx(report)


def _pdf(docx: bytes) -> bytes:
    from nianbao.writers.pdf import NoConverter, converter, to_pdf

    try:
        return to_pdf(docx, converter())
    except NoConverter as error:
        raise CannotExport(str(error)) from error


def document_name(report: Report, ending: str) -> str:
    """The usual name of an exported file: office and year, and at most 255 bytes."""
    from nianbao.report.file_names import document_name as name

    return name(report, ending)


def show(report: Report, section: str | None, width: int) -> str:
    """The report, or one section of it, in printed form for a terminal `width` cells wide."""
    from nianbao.writers.terminal import to_terminal

    return to_terminal(report, section, width)


def compared_as(
    form: Literal["text", "json", "html"], before: tuple[str, Report], after: tuple[str, Report]
) -> str:
    """What differs between two reports, each given with the name of its file, in that form."""
    from nianbao.report.comparison import compare
    from nianbao.writers.comparison import Side, comparison_to_json, comparison_to_text

    found = compare(before[1], after[1])
    if form == "html":
        from nianbao.writers.comparison_page import comparison_to_page

        return comparison_to_page(found, Side(*before), Side(*after))
    write = comparison_to_json if form == "json" else comparison_to_text
    return write(found, Side(*before), Side(*after))


def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which their findings are printed."""
    from nianbao.checks.catalogue import RULES

    return RULES


def rules_as(form: str, chosen: Sequence[Rule], *, briefly: bool) -> str:
    """Rules as `text` (a line a rule when `briefly`), `json` or `csv`."""
    from nianbao.writers import rules as writer

    if form == "text":
        return (
            writer.rules_to_text(chosen) if briefly else "\n".join(map(writer.rule_to_text, chosen))
        )
    return writer.rules_to_json(chosen) if form == "json" else writer.rules_to_csv(chosen)


def records_as_json(records: Sequence[Record]) -> str:
    """What was found in several files, in the form of `check --format json`."""
    from nianbao.writers.check_json import records_to_json

    return records_to_json(records)


def records_as(form: CheckFormat, records: Sequence[Record]) -> str | bytes:
    """What was found in several files, for a program, a message or a spreadsheet.

    Args:
        form: `json`, or `jsonl` with a line a file; `sarif`; `brief`, a line a file to be sent as
            a message; `xlsx`, a list to answer and the tables with comments, as bytes.
        records: the files.

    Raises:
        CannotExport: openpyxl is not installed.
    """
    if form == "sarif":
        from nianbao.writers.check_sarif import records_to_sarif

        return records_to_sarif(records, rules())
    if form == "brief":
        from nianbao.writers.check_brief import records_to_brief

        return records_to_brief(records)
    if form == "xlsx":
        return _checked_workbook(records)
    if form == "jsonl":
        from nianbao.writers.check_json import records_to_json_lines

        return records_to_json_lines(records)
    return records_as_json(records)


def _checked_workbook(records: Sequence[Record]) -> bytes:
    try:
        from nianbao.writers.check_workbook import records_to_workbook
    except ModuleNotFoundError as error:
        raise CannotExport(_NO_OPENPYXL) from error
    return records_to_workbook(records, rules())


def schema() -> dict[str, Any]:
    """The JSON Schema of the report's file."""
    from nianbao.writers.schema import report_schema

    return report_schema(editions())
