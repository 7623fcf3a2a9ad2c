"""The one way from a document to a report: sections, title, edition, tables, texts."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.checks.finding import Finding
from nianbao.editions import Edition, Editions
from nianbao.readers.closing import Closing, find_closing
from nianbao.readers.document import Document, GridRow, Line
from nianbao.readers.doubts import doubt, organ_missing, shown
from nianbao.readers.edition_choice import EditionChoice
from nianbao.readers.folding import fold
from nianbao.readers.furniture import find_furniture
from nianbao.readers.imported import Imported, NotAReport, TextPlaces, YearNotFound
from nianbao.readers.section_texts import SectionTexts
from nianbao.readers.sections import Opening, Titles, openings
from nianbao.readers.title import Title, find_title, with_page_heading
from nianbao.readers.zones import TablesOfDocument, Zone, zones_of
from nianbao.report import Report
from nianbao.report.texts import clean_text

_FEWEST_SECTIONS = 2
_FEWEST_LABELS = 6


def read_document(
    document: Document, editions: Editions, *, organ: str | None = None, year: int | None = None
) -> Imported:
    """The report that a document holds.

    Raises:
        NotAReport: it is no annual report in a statutory form.
        YearNotFound: it does not say on which year it reports, and `year` is not given.
    """
    titles = Titles(editions.all)
    opened = openings(document, titles)
    front = _front(document, opened)
    title = find_title(front, editions.all, marked=document.marked, stated=document.stated)
    title = with_page_heading(title, document.headings, editions.all)
    year = year or title.year
    _refuse_before_the_form(editions, year)
    zones = zones_of(document, opened)
    choice = EditionChoice(_texts_of_tables(document, zones, editions), editions)
    if len(opened) < _FEWEST_SECTIONS and choice.labels_seen < _FEWEST_LABELS:
        raise NotAReport(
            "这不是政府信息公开工作年度报告：没有找到报告各部分的标题和规定的表格。"
            "请核对是否选错了文件。"
        )
    edition = choice.choose(year)
    if year is None or edition is None:
        raise YearNotFound(
            "文中没有写明是哪一年的年度报告，请用 --year 指明年份，例如 --year 2024。"
        )
    return _Reading(document, choice, edition, titles, opened, zones, title).imported(organ, year)


def _front(document: Document, opened: Sequence[Opening]) -> list[Line]:
    end = opened[0].at if opened else len(document.items)
    return [item for item in document.items[:end] if isinstance(item, Line)]


def _refuse_before_the_form(editions: Editions, year: int | None) -> None:
    first = min(edition.first_year for edition in editions.all)
    if year is not None and year < first:
        raise NotAReport(f"{first - 1} 年度及以前没有统一表格，不能读入。")


def _texts_of_tables(document: Document, zones: Sequence[Zone], editions: Editions) -> list[str]:
    """The texts that may be labels: of grids, and of lines in sections with a table."""
    with_table = {
        section.name for edition in editions.all for section in edition.sections if section.table
    }
    inside = {at for zone in zones if zone.section in with_table for at in zone.items}
    texts: dict[str, None] = {}
    for at, item in enumerate(document.items):
        if isinstance(item, GridRow):
            texts.update((cell.text, None) for cell in item.row.texts)
        elif at in inside and not item.indented:
            texts[item.text] = None
    return list(texts)


class _Reading:
    def __init__(
        self,
        document: Document,
        choice: EditionChoice,
        edition: Edition,
        titles: Titles,
        opened: Sequence[Opening],
        zones: Sequence[Zone],
        title: Title,
    ) -> None:
        self._document, self._choice, self._edition = document, choice, edition
        self._opened, self._zones, self._title = opened, zones, title
        own = document.marked and all(
            any(fold(section.title) == fold(opening.title) for opening in opened)
            for section in edition.sections
        )
        self._tables = TablesOfDocument(document, zones, edition, titles, own=own)
        self._doubts: list[Finding] = list(document.notes)

    def imported(self, organ: str | None, year: int) -> Imported:
        """The report, with everything that is to be said of it."""
        front = self._opened[0].at if self._opened else len(self._document.items)
        furniture = find_furniture(self._document, front)
        closing = find_closing(self._document, self._title.organ, furniture.foot)
        organ = organ or self._title.organ or closing.organ or ""
        self._say_of_organ(organ, closing)
        self._say_of_edition()
        texts = SectionTexts(
            self._document,
            self._edition,
            self._opened,
            self._zones,
            self._tables,
            closing,
            furniture,
        )
        texts.read(self._title)
        narrative = texts.narrative
        self._doubts.extend(texts.doubts)
        cells = {}
        places, written = {}, {}
        for read in self._tables.read.values():
            cells.update(read.cells)
            places.update(read.places)
            written.update(read.written)
            self._doubts.extend(read.doubts)
        self._say_of_pictures()
        stated = self._title.text
        own = self._edition.report_title(organ, year)
        report = Report(
            edition=self._edition,
            organ=organ,
            year=year,
            narrative={
                section.name: text
                for section in self._edition.texts
                if section.name in narrative and (text := clean_text(narrative[section.name].text))
            },
            cells={address: cells[address] for address in self._edition.cells if address in cells},
            title=stated if stated and "".join(stated.split()) != "".join(own.split()) else None,
            published=closing.date or furniture.date,
        )
        laid = {
            name: text.starts
            for name, text in narrative.items()
            if report.narrative.get(name) == text.text
        }
        names = self._document.places.names
        return Imported(report, tuple(self._doubts), places, written, TextPlaces(laid, names))

    def _say_of_organ(self, organ: str, closing: Closing) -> None:
        if organ and organ == closing.organ and not self._title.organ:
            said = f"标题里没有写单位，按文末的署名“{shown(organ)}”填入；请核对。"
            self._doubts.append(doubt("import-organ-missing", said))
        elif organ and organ == self._title.organ and self._title.of_page:
            said = f"正文里没有写明单位的标题，单位按网页的标题“{shown(self._title.of_page)}”填入；请核对。"
            self._doubts.append(doubt("import-organ-missing", said))
        elif not organ:
            self._doubts.append(organ_missing())

    def _say_of_pictures(self) -> None:
        lacking = [name for name, read in self._tables.read.items() if not read.cells]
        if self._document.pictures and lacking:
            cells = (cell for table in self._edition.tables for cell in table.cells.values())
            self._doubts.append(
                doubt(
                    "import-picture",
                    f"文档里有 {self._document.pictures} 张图片；没有读到的表格如果是图片，"
                    "这里读不出来，请对照图片填写。",
                    cells=tuple(
                        cell.address for cell in cells if cell.address.split(".")[0] in lacking
                    ),
                )
            )

    def _say_of_edition(self) -> None:
        for table in self._edition.tables:
            counts = self._choice.own_labels(table.name)
            other = max(counts, key=lambda name: counts[name])
            if other != self._edition.name and counts[other] > counts[self._edition.name]:
                section = self._edition.section_of(next(iter(table.cells.values())).address)
                self._doubts.append(
                    doubt(
                        "import-edition-mixed",
                        f"“{section.title}”的表格是 {other} 年格式的，其余按 {self._edition.name} "
                        "年格式读入；对不上的格没有填入，请对照原文补填。",
                        cells=tuple(cell.address for cell in table.cells.values()),
                        section=section.name,
                    )
                )
