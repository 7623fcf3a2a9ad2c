"""Reports as documents, on the terminal, and held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from nianbao.editions import Section
from nianbao.operations.opening import editions
from nianbao.report import Report

if TYPE_CHECKING:
    from nianbao.writers.terminal import Marks

ExportFormat = Literal["docx", "html", "xlsx", "pdf", "md", "txt", "json"]

ALL_FORMATS: tuple[ExportFormat, ...] = ("docx", "html", "xlsx", "md", "txt", "json")
"""Every format that is made here; PDF is made of the docx by another program."""

TEXT_FORMATS: tuple[ExportFormat, ...] = ("md", "txt", "json")
"""The formats that can be read on a terminal."""

LARGEST_TEMPLATE = 20_000_000
"""The most bytes of a template."""

NO_OPENPYXL = "导出 Excel 要用 openpyxl，这里没有安装。请运行 pip install openpyxl 安装后再试。"
_INSTALL_OFFICE = "请运行 pip install 'nianbao[office]' 安装后再试"


class CannotExport(Exception):
    """A document cannot be made; the message says why in Chinese and what to do."""


def read_template(file: Path | str) -> bytes:
    """An office's own Word file, to export by; it may hold pictures.

    Raises:
        CannotExport: it cannot be read.
    """
    from nianbao.report.toml_sanity import UnreadableFile, read_limited

    name = Path(file).name
    try:
        if Path(file).is_dir():
            raise CannotExport(f"“{name}”是文件夹，请写模板文件的名字。")
        if Path(file).stat().st_size > LARGEST_TEMPLATE:
            most = LARGEST_TEMPLATE // 1_000_000
            raise CannotExport(f"模板“{name}”超过 {most} MB，请去掉其中的大图片再用。")
        return read_limited(file, LARGEST_TEMPLATE)
    except FileNotFoundError as error:
        raise CannotExport(f"没有“{name}”这个模板，请核对名字和所在的文件夹。") from error
    except UnreadableFile as error:
        raise CannotExport(f"模板“{name}”读不出来：{error}") from error
    except (OSError, ValueError) as error:
        raise CannotExport(f"模板“{name}”读不出来，请核对文件。") from error


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
        raise CannotExport(NO_OPENPYXL) from error
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


def show(report: Report, section: str | None, width: int, marks: Marks | None = None) -> str:
    """The report, or one section of it, in printed form for a terminal `width` cells wide.

    `marks` stand beside what somebody is to look at.
    """
    from nianbao.writers.terminal import Marks, to_terminal

    return to_terminal(report, section, width, marks or Marks())


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


def schema() -> dict[str, Any]:
    """The JSON Schema of the report's file."""
    from nianbao.writers.schema import report_schema

    return report_schema(editions())
