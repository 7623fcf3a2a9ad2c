"""One section's text as its screen works with it: by names, beside last year's."""

from __future__ import annotations

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.kept_text import text_figure_unchanged
from nianbao.editions import Aspect, Section
from nianbao.report import Answer
from nianbao.report.agreeing_figures import TypedNumber, agreeing, number_at
from nianbao.report.kept_text import KeptFigure, LastYearsText, last_years_text
from nianbao.report.live_figures import (
    NamedFigure,
    figures,
    fill,
    name_of,
    number_of,
    with_addresses,
    with_names,
)
from nianbao.report.typed_numbers import format_number
from nianbao.wizard.document import Document
from nianbao.wizard.pasted_prose import LONG, TOO_LONG
from nianbao.wizard.prose import counted_characters, location_of, place_in_text, questions, written

UNCHANGED = text_figure_unchanged.name
"""The rule that asks for each figure kept from last year's text."""

KEPT, LONG_MARK, DOUBT, ERROR = "=", "+", "?", "!"
"""The marks before a paragraph: last year's, too long to edit well, a doubt, an error."""


class SectionText:
    """Reads and writes the section's text; every text here is as it is shown for editing."""

    def __init__(self, document: Document, section: Section) -> None:
        self.document, self.section = document, section

    @property
    def shown(self) -> str:
        """The text of the document."""
        text = self.document.report.narrative.get(self.section.name, "")
        return with_names(text, self.document.edition)

    def commit(self, shown: str) -> None:
        """Give the document the text."""
        stored = with_addresses(shown, self.document.edition)
        if self.document.report.narrative.get(self.section.name, "") != stored:
            self.document.set_text(self.section.name, stored)

    def holds(self, shown: str) -> bool:
        """Whether this is the text of the document, however its figures were typed."""
        stored = self.document.report.narrative.get(self.section.name, "")
        return with_addresses(shown, self.document.edition) == stored

    @property
    def last_years(self) -> LastYearsText:
        """Last year's text, its figures by the names of this year's form."""
        report = self.document.report
        last = last_years_text(self.section.name, self.document.last_year, report.year)
        return LastYearsText(with_names(last.text, report.edition), last.year, last.now)

    @property
    def read_last_year(self) -> str:
        """Last year's text as it was published, its figures filled in."""
        last = self.document.last_year
        return "" if last is None else fill(last.narrative.get(self.section.name, ""), last)

    def filled(self, shown: str) -> str:
        """A text as it will be published."""
        if "{" not in shown:
            return shown
        report = self.document.report
        return fill(with_addresses(shown, report.edition), report)

    def aspects(self, shown: str) -> list[tuple[Aspect, bool]]:
        """What the section has to speak of, and whether the text does."""
        organ = self.document.report.organ
        asked = [aspect for aspect in self.section.aspects if aspect.is_asked_of(organ)]
        said = written(shown)
        return [(aspect, aspect.is_spoken_of(said)) for aspect in asked]

    def marks(self, shown: str) -> dict[int, str]:
        """The mark of each paragraph that has one, by its number from 0."""
        lines = shown.split("\n")
        marks = dict.fromkeys(self.last_years.kept_lines(shown), KEPT)
        marks |= {number: LONG_MARK for number, line in enumerate(lines) if len(line) > LONG}
        filled = self.filled(shown).split("\n")
        for finding in sorted(self._quoting(), key=lambda finding: finding.is_error):
            if finding.severity is not Severity.HINT:
                quote, mark = finding.quote or "", ERROR if finding.is_error else DOUBT
                shown_quote = with_names(quote, self.document.edition)
                marks |= {
                    number: mark
                    for number, line in enumerate(lines)
                    if shown_quote in line or quote in filled[min(number, len(filled) - 1)]
                }
        return marks

    def unconfirmed(self, shown: str) -> tuple[KeptFigure, ...]:
        """The figures kept from last year's text that nobody has confirmed yet."""
        kept = self.last_years.kept_figures(shown)
        answered = {a.quote for a in self.document.report.answers if a.rule == UNCHANGED}
        return tuple(one for one in kept if self.filled(one.sentence) not in answered)

    def confirmation(self, sentence: str) -> Answer:
        """The answer that says the figures of a sentence were looked at."""
        quote = self.filled(sentence)
        return Answer(UNCHANGED, (), "已核对，与上年相同", quote)

    def agreeing_at(self, line: str, column: int) -> tuple[TypedNumber, tuple[str, ...]] | None:
        """The number at a place of a line, and the figures of the tables it agrees with."""
        number = number_at(line, column)
        if number is None:
            return None
        return number, agreeing(number, line, self.document.report)

    def mistaken_at(self, line: str, column: int) -> tuple[int, int, str] | None:
        """A mistaken figure at a place of a line: its columns, and the nearest figure there is."""
        for figure in figures(line, self.document.edition) if "{" in line else ():
            if figure.nearest is not None and figure.start <= column <= figure.end:
                return figure.start, figure.end, figure.nearest
        return None

    def about_number(self, line: str, column: int) -> str:
        """That the number at a place of a line stands in the tables too; "" where it does not."""
        found = self.agreeing_at(line, column)
        if found is None or not found[1]:
            return ""
        name = name_of(found[1][0], self.document.edition)
        others = f"等 {len(found[1])} 处" if len(found[1]) > 1 else ""
        return f"与表中“{name}”{others}的数相同，按 <suggest> 改为引用，以后随表格更新"

    def about_figure(self, figure: NamedFigure) -> str:
        """A live figure with its number."""
        report = self.document.report
        called = "＋".join(name_of(address, report.edition) for address in figure.addresses)
        value = number_of(figure.addresses, report)
        said = "空白，请先在表中填写" if value is None else format_number(value)
        return f"{called}：{said}（随表格自动更新）"

    def about_finding(self) -> str:
        """The first finding about the text."""
        here = self.document.findings_at(f"narrative.{self.section.name}")
        found = [*(one for one in here if one.answered is None), *self._quoting()]
        return f"{ERROR if found[0].is_error else DOUBT} {found[0].message}" if found else ""

    def place_of(self, quote: str) -> str:
        """The address of a sentence of the text, or of the question in it; else of the text."""
        shown, first = self.shown, quote.partition("\n")[0]
        index = shown.find(with_names(first, self.document.edition))
        if index >= 0:
            end = index + len(with_names(first, self.document.edition))
            asked = next((start for start, _ in questions(shown) if index <= start < end), index)
            return place_in_text(self.section.name, location_of(shown, asked))
        filled = enumerate(self.filled(shown).split("\n"))
        row = next((number for number, line in filled if first in line), 0)
        return place_in_text(self.section.name, (row, 0))

    def place_at(self, index: int) -> str:
        """The address of a place in the text as the file has it."""
        stored = self.document.report.narrative.get(self.section.name, "")
        before = with_names(stored[:index], self.document.edition)
        return place_in_text(self.section.name, location_of(before, len(before)))

    def _quoting(self) -> list[Finding]:
        """The findings about a sentence of the text, but those that F9 asks for one by one."""
        return [
            one
            for one in self.document.findings
            if one.section == self.section.name
            and one.quote
            and one.rule != UNCHANGED
            and one.answered is None
        ]

    def about_length(self, shown: str) -> str:
        """How long the text is, and what of it is last year's."""
        count, usual = counted_characters(written(self.filled(shown))), self.section.usual_length
        said = [f"已写 {count} 字"]
        if usual:
            said[0] += f"，一般不超过 {usual} 字" + ("（已超过）" if count > usual else "")
        longest = max(map(len, shown.split("\n")))
        if longest > TOO_LONG:
            said.append(f"有一段超过 {TOO_LONG} 字，请分段，否则输入会变慢")
        return "；".join(said)
