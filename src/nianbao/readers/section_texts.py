"""The texts of the sections, and what is to be said of where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nianbao.checks.finding import Finding
from nianbao.editions import Edition, Section
from nianbao.readers.closing import Closing
from nianbao.readers.document import Document, Line
from nianbao.readers.doubts import doubt, shown
from nianbao.readers.folding import fold
from nianbao.readers.furniture import Furniture
from nianbao.readers.narrative import LaidText, as_line, text_of_lines
from nianbao.readers.sections import Opening, in_order
from nianbao.readers.tidy import may_be_page_number
from nianbao.readers.title import Title
from nianbao.readers.zones import TablesOfDocument, Zone

_NOTE = re.compile(r"[（(]?(?:注|备注|说明|填表说明)[:：]")


class SectionTexts:
    """Takes every line that no table has to the section it belongs to."""

    def __init__(
        self,
        document: Document,
        edition: Edition,
        opened: Sequence[Opening],
        zones: Sequence[Zone],
        tables: TablesOfDocument,
        closing: Closing,
        furniture: Furniture,
    ) -> None:
        self._document, self._edition, self._opened = document, edition, opened
        self._zones, self._tables, self._closing = zones, tables, closing
        self._furniture = furniture
        self._missing = [
            section
            for section in edition.sections
            if all(zone.section != section.name for zone in zones)
        ]
        self.narrative: dict[str, LaidText] = {}
        """The text of each section that has any, by the section's name."""
        self.doubts: list[Finding] = []

    def read(self, title: Title) -> None:
        """Take the texts of the preface and of every section."""
        self._say_of_furniture()
        self._front(title)
        for zone in self._zones:
            self._zone(zone)
        self._say_of_titles()

    def _front(self, title: Title) -> None:
        end = self._opened[0].at if self._opened else len(self._document.items)
        lines = [line for _, line in self._lines(range(end))]
        # The title was looked for among lines only, so rows of grids are left out of its count.
        own = [item for item in self._document.items[:end] if isinstance(item, Line)]
        first = own[title.first].line if title.behind else 0
        last = own[title.behind - 1].line if title.behind else 0
        before = [line for line in lines if line.line < first]
        if before:
            texts = "、".join(f"“{shown(line.text)}”" for line in before[:5])
            self.doubts.append(
                doubt(
                    "import-text-left-out",
                    f"标题前面的文字没有读入：{texts}{'等' if len(before) > 5 else ''}；"
                    "如果属于报告，请补到引言里。",
                    section=self._edition.preface.name,
                    line=self._document.places.line(before[0].line),
                )
            )
        self._put(self._edition.preface.name, [line for line in lines if line.line > last])

    def _say_of_furniture(self) -> None:
        """Tell what of the page was left out, but for a day of publication that is kept."""
        kept = self._furniture.date_at if self._closing.date is None else None
        texts = [
            f"“{shown(as_line(self._document.items[at]).text)}”"
            for at in sorted(self._furniture.items)
            if at != kept and not may_be_page_number(as_line(self._document.items[at]).text)
        ]
        if texts:
            self.doubts.append(
                doubt(
                    "import-text-left-out",
                    f"页面上报告以外的文字没有读入：{'、'.join(texts[:5])}"
                    f"{'等' if len(texts) > 5 else ''}；如果属于报告，请补填。",
                )
            )

    def _lines(self, items: Iterable[int]) -> list[tuple[int, Line]]:
        return [
            (at, as_line(self._document.items[at]))
            for at in items
            if at not in self._tables.used
            and at not in self._closing.items
            and at not in self._furniture.items
        ]

    def _put(self, section: str, lines: Sequence[Line]) -> None:
        laid = text_of_lines(lines, self._document)
        if laid.text:
            kept = self.narrative.get(section)
            self.narrative[section] = laid.behind(kept) if kept else laid

    def _zone(self, zone: Zone) -> None:
        section = self._edition.section(zone.section)
        lines = self._lines(zone.items)
        end = self._tables.ends.get(section.table or "")
        behind = [line for at, line in lines if end is not None and at > end]
        following = self._following(section)
        if following is not None and following in self._missing:
            notes = _leading_notes(behind)
            moved = behind[notes:]
            if moved:
                lines = [entry for entry in lines if entry[1] not in moved]
                behind = behind[:notes]
                self._put(following.name, moved)
                self._say_moved_to(following, section, moved[0])
        self._put(section.name, [line for _, line in lines])
        if behind:
            self.doubts.append(
                doubt(
                    "import-text-moved",
                    f"“{section.title}”的表格后面有文字“{shown(behind[0].text)}”，"
                    "已并入表格前面的文字；请核对。",
                    section=section.name,
                    line=self._document.places.line(behind[0].line),
                )
            )

    def _following(self, section: Section) -> Section | None:
        """The next section of the form, where it is one without a table."""
        at = self._edition.sections.index(section) + 1
        if section.table is None or at >= len(self._edition.sections):
            return None
        following = self._edition.sections[at]
        return following if following.table is None else None

    def _say_moved_to(self, section: Section, before: Section, line: Line) -> None:
        self.doubts.append(
            doubt(
                "import-section-unclear",
                f"没有找到“{section.title}”的标题；“{before.title}”的表格后面从"
                f"“{shown(line.text)}”起的文字（原文{self._document.places.said(line.line)}）已作为这一部分读入，请核对。",
                section=section.name,
                line=self._document.places.line(line.line),
            )
        )

    def _say_of_titles(self) -> None:
        for opening in self._opened:
            section = self._edition.section(opening.section)
            if fold(opening.title) != fold(section.title):
                item = self._document.items[opening.at]
                self.doubts.append(
                    doubt(
                        "import-section-title",
                        f"原文的标题是“{shown(opening.title, 60)}”，格式规定的是“{section.title}”；"
                        "文件里用规定的标题，请核对内容是否属于这一部分。",
                        section=section.name,
                        quote=opening.title,
                        line=self._document.places.line(as_line(item).line),
                    )
                )
        for section in self._missing:
            if section.name not in self.narrative:
                table = self._tables.read.get(section.table or "")
                said = "，表格已按标签读入" if table and table.cells else ""
                self.doubts.append(
                    doubt(
                        "import-section-missing",
                        f"没有找到“{section.title}”这一部分的标题{said}；请对照原文补填。",
                        section=section.name,
                    )
                )
        if not in_order(self._opened, self._edition.sections):
            self.doubts.append(
                doubt(
                    "import-section-order",
                    "原文各部分的顺序与格式规定的不同，已按标题读入各部分；请核对。",
                )
            )


def _leading_notes(lines: Sequence[Line]) -> int:
    """How many lines at the beginning are notes to the table."""
    count = 0
    while count < len(lines) and _NOTE.match(lines[count].text):
        count += 1
    return count
