"""A report as a Word document, by the page that GB/T 9704-2012 lays down.

A4 with 22 lines of 28 characters; the title in 二号小标宋, text in 三号仿宋 with two characters of
indent, headings by their numbering in 黑体, 楷体 and 仿宋, all as styles, so that Word and WPS show
them for navigation; page numbers between dashes on the outer side. The tables have really merged
cells. An office's own template takes the place of all this when it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.editions import Section
from nianbao.report import Report
from nianbao.report.layout import LaidTable, laid_out
from nianbao.report.width import display_width
from nianbao.writers import word_styles as style
from nianbao.writers.paragraphs import understood
from nianbao.writers.printed import closing, text_lines, titles
from nianbao.writers.word_elements import element, paragraph, run
from nianbao.writers.word_letter import opened, published_bytes
from nianbao.writers.word_table import TableLook, word_table
from nianbao.writers.word_template import fill_forms

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_TWIP = 635
"""English Metric Units, in which python-docx counts."""

_ROWS_OF_A_PAGE = 20
"""A table of more rows has a page of its own, which it fills."""

_TITLE_WIDTH = 40
"""Cells of a line of the title: 20 characters."""

_ROW, _LOW_ROW = 400, 340
"""Twips that a row is high at least, and in a table that fills a page."""


def to_docx(report: Report, template: bytes | None = None) -> bytes:
    """The whole report as a Word document; the same bytes for the same report and template.

    Args:
        report: the report.
        template: an office's own .docx. Where it holds the tables of the form, they and the texts
            around them are filled in as they stand; else its styles and its page are used.

    Raises:
        UnusableTemplate: the template cannot be used.
        ModuleNotFoundError: the extra `office` is not installed.
    """
    document = opened(template)
    styles = style.Styles(document, None if template is None else opened(None))
    page = _Page(report, styles, _text_width(document))
    if template is None or not fill_forms(document, page):
        body = document.element.body
        for old in [child for child in body if not child.tag.endswith("}sectPr")]:
            body.remove(old)
        for number, part in enumerate(page.parts()):
            body.insert(number, part)
    return published_bytes(document, titles(report)[0])


def _text_width(document: WordDocument) -> int:
    """Twips between the margins of the last section."""
    section = document.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        return 8844
    return max(2000, (width - left - right) // _TWIP)


class _Page:
    """The parts of a report as Word's elements, in the styles of one document."""

    def __init__(self, report: Report, styles: style.Styles, width: int) -> None:
        self.report = report
        self._styles = styles
        self._width = width

    def parts(self) -> Iterator[Element]:
        """The whole report."""
        yield from self.title()
        yield from self.text(self.report.edition.preface.name)
        for section in self.report.edition.sections:
            yield self.heading(section)
            small = section.table is not None and not _fills_a_page(self._laid(section))
            yield from self.text(section.name, keep_last=small)
            if section.table is not None:
                yield self.table(section)
        yield from self.signature()

    def title(self) -> Iterator[Element]:
        """The title, and an empty line behind it."""
        heading, *own = titles(self.report)
        yield paragraph(self._styles[style.TITLE], *_broken(heading, self.report.organ))
        centred = (element("ind", firstLine=0, firstLineChars=0), element("jc", val="center"))
        for line in own:
            yield paragraph(self._styles[style.BODY], run(line), properties=centred)
        yield paragraph(self._styles[style.BODY])

    def text(self, section: str, *, keep_last: bool = False) -> Iterator[Element]:
        """The paragraphs of a section, headings by their numbering.

        With `keep_last` the last one stays on the page of what follows it.
        """
        lines = text_lines(self.report, section)
        for number, line in enumerate(lines, 1):
            read = understood(line)
            if read.is_heading and read.level > 1:
                yield paragraph(self._styles[style.HEADINGS[read.level - 1]], run(read.lead))
                continue
            kept = (element("keepNext"),) if keep_last and number == len(lines) else ()
            lead = style.LEADS[read.level - 1] if 0 < read.level <= len(style.LEADS) else None
            runs = [
                run(part, None if named is None else self._styles[named])
                for part, named in ((read.lead, lead), (read.rest, None))
                if part
            ]
            yield paragraph(self._styles[style.BODY], *runs, properties=kept)

    def table(self, section: Section) -> Element:
        """The table of a section; a large one is on a page of its own, in smaller type."""
        laid = self._laid(section)
        large = _fills_a_page(laid)
        text, label = style.SMALL_FORM if large else style.FORM
        return word_table(
            laid,
            TableLook(
                width=self._width,
                text=self._styles[text],
                label=self._styles[label],
                row_height=_LOW_ROW if large else _ROW,
                whole=not large,
                new_page=large and bool(text_lines(self.report, section.name)),
            ),
        )

    def signature(self) -> Iterator[Element]:
        """Below an empty line office and day, each set in from the right as the standard says."""
        signed = closing(self.report)
        if not signed:
            return
        yield paragraph(self._styles[style.BODY])
        for line, characters in zip(signed, _from_the_right(signed), strict=True):
            indent = element("ind", right=320 * characters, rightChars=100 * characters)
            yield paragraph(self._styles[style.SIGNATURE], run(line), properties=(indent,))

    def heading(self, section: Section) -> Element:
        """The title of a section, on a new page where the page below it is the table's."""
        own_page = (
            section.table is not None
            and _fills_a_page(self._laid(section))
            and not text_lines(self.report, section.name)
        )
        marks = (element("pageBreakBefore"),) if own_page else ()
        return paragraph(self._styles[style.HEADINGS[0]], run(section.title), properties=marks)

    def _laid(self, section: Section) -> LaidTable:
        return laid_out(self.report.edition.table(section.table or ""), self.report)


def _broken(heading: str, organ: str) -> list[Element]:
    """The title, broken behind the office's name where one line does not hold it."""
    rest = heading.removeprefix(organ)
    if display_width(heading) <= _TITLE_WIDTH or rest == heading or not (organ and rest):
        return [run(heading)]
    return [run(organ), element("r", element("br")), run(rest)]


def _fills_a_page(table: LaidTable) -> bool:
    return len(table.rows) > _ROWS_OF_A_PAGE


def _from_the_right(signed: tuple[str, ...]) -> list[int]:
    """How many characters stay free at the right of office and day.

    The day begins two characters behind the office's first one; the one that then reaches further
    to the right leaves two characters free.
    """
    widths = [-(-display_width(line) // 2) for line in signed]
    if len(widths) == 1:
        return [4]
    office, day = widths
    return [2, office - day] if office - day >= 2 else [day + 4 - office, 2]
