"""A new report: blank, all zero, or started from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nianbao.editions import Carried, Cell, Edition, Table
from nianbao.report.file_keys import number_mistake
from nianbao.report.model import Number, Report
from nianbao.report.moved_year import with_year_moved


def blank_report(edition: Edition, organ: str, year: int) -> Report:
    """A report in which nothing is written yet."""
    return Report(edition=edition, organ=organ, year=year)


def started_from(last: Report, edition: Edition, organ: str, year: int) -> Report:
    """A report that keeps last year's texts and takes over what last year's figures settle.

    Where a text speaks of the report's own year, the year is moved.

    The figures are cleared, but for those that last year's report alone determines (such as what
    was carried over; `Table.carried` states them). They are taken only from the report on the very
    year before: an older one does not know them. Answers, the day of publication and the name of
    the file before are of that report and not of this one.
    """
    texts = {section.name for section in edition.texts}
    return replace(
        last,
        edition=edition,
        organ=organ,
        year=year,
        narrative={
            name: _moved_text(text, last.year, year, edition)
            for name, text in last.narrative.items()
            if name in texts
        },
        cells=_opening_figures(last, edition) if follows(last, year) else {},
        title=_moved_title(last, organ, year),
        published=None,
        last_year=None,
        answers=(),
    )


def filled_with_zeros(report: Report, last: Report | None = None) -> Report:
    """`report` with every blank cell of its form at 0.

    A stock that only this year's changes move (what is in force) stays what it was last year, since no
    change means no difference; rows of another edition's form stay blank.
    """
    values: dict[str, Number] = {
        cell.address: 0 for cell in report.edition.cells.values() if not _is_optional(cell)
    }
    if last is not None and follows(last, report.year):
        values.update(_figures(last, report.edition, changing=True))
    return report.with_cells({**values, **report.cells})


def follows(last: Report, year: int) -> bool:
    """Whether `last` is the report on the year before `year`."""
    return last.year == year - 1


def _opening_figures(last: Report, edition: Edition) -> dict[str, Number]:
    return dict(_figures(last, edition, changing=False))


def _figures(last: Report, edition: Edition, *, changing: bool) -> Iterator[tuple[str, Number]]:
    """The cells that last year's figures determine, with or without changes of this year."""
    for table in edition.tables:
        for carried in table.carried:
            if bool(carried.add or carried.subtract) is changing:
                yield from _carried(last, table, carried)


def _carried(last: Report, table: Table, carried: Carried) -> Iterator[tuple[str, Number]]:
    if last.edition.name not in carried.last_editions:
        return
    before = last.edition.table(table.name)
    for heading, _ in table.lines(carried.in_each):
        if carried.only and heading.name not in carried.only:
            continue

        def cell_of(source: Table, name: str, line: str = heading.name) -> Cell | None:
            return (
                source.find(name, line) if carried.in_each == "column" else source.find(line, name)
            )

        cell = cell_of(table, carried.cell)
        known = [found for name in carried.last_year if (found := cell_of(before, name))]
        value = last.sum_of(found.address for found in known)
        # Last year's figures may be wrong, and come to what the cell cannot hold.
        if cell is not None and value is not None and number_mistake(cell, value) is None:
            yield cell.address, value


def _moved_text(text: str, last: int, year: int, edition: Edition) -> str:
    """A text with the year moved; what quick filling asks stays last year's until it is answered."""
    moved = with_year_moved(text, last, year)
    for question in edition.quick:
        if question.sentence:
            moved = moved.replace(
                question.sentence.format(year=year), question.sentence.format(year=last)
            )
    return moved


def _moved_title(last: Report, organ: str, year: int) -> str | None:
    """Last year's own title with the year moved; None (the form's pattern) where it has no year."""
    if last.title is None or organ != last.organ or str(last.year) not in last.title:
        return None
    return last.title.replace(str(last.year), str(year))


def _is_optional(cell: Cell) -> bool:
    return cell.row.optional or cell.column.optional
