"""What F6 writes into blank cells: zeros, and what last year's report settles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nianbao.editions import Carried, Cell, Table
from nianbao.report import Number, Report
from nianbao.report.new_report import follows
from nianbao.report.typed_numbers import format_number


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a cell is by last year's report."""

    cell: Cell
    base: Number
    """Last year's figure."""
    plus: tuple[Cell, ...]
    minus: tuple[Cell, ...]

    def value(self, cells: Mapping[str, Number]) -> Number | None:
        """The cell's number; None while a change of this year it needs is blank, or below 0."""
        changes = (*self.plus, *self.minus)
        if any(cell.address not in cells for cell in changes):
            return None
        value = (
            self.base
            + sum(cells[cell.address] for cell in self.plus)
            - sum(cells[cell.address] for cell in self.minus)
        )
        return value if value >= 0 or self.cell.kind == "signed" else None

    def sentence(self, cells: Mapping[str, Number]) -> str:
        """How the number came about."""
        changes = "".join(
            f"{sign}{self._name(cell)} {format_number(cells[cell.address])}"
            for sign, part in (("＋", self.plus), ("－", self.minus))
            for cell in part
        )
        value = self.value(cells)
        assert value is not None, "only a proposal with a value is told"
        return f"{self.cell.called}按上年 {format_number(self.base)}{changes} 填为 {format_number(value)}"

    def _name(self, cell: Cell) -> str:
        return cell.column.called if cell.row is self.cell.row else cell.row.called


def proposals(report: Report, last: Report | None) -> dict[str, Proposal]:
    """The cells that the report on the year before settles, by address."""
    if last is None or not follows(last, report.year):
        return {}
    return {
        proposal.cell.address: proposal
        for table in report.edition.tables
        for carried in table.carried
        if last.edition.name in carried.last_editions
        for proposal in _proposed(table, carried, last)
    }


def _proposed(table: Table, carried: Carried, last: Report) -> Iterator[Proposal]:
    before = {source.name: source for source in last.edition.tables}.get(table.name)
    if before is None:
        return
    for line, _ in table.lines(carried.in_each):
        if carried.only and line.name not in carried.only:
            continue

        def find(source: Table, names: Iterable[str], line: str = line.name) -> tuple[Cell, ...]:
            by_row = carried.in_each == "row"
            found = (source.find(*((line, n) if by_row else (n, line))) for n in names)
            return tuple(cell for cell in found if cell is not None)

        base = last.sum_of(cell.address for cell in find(before, carried.last_year))
        for cell in find(table, [carried.cell]) if base is not None else ():
            assert base is not None
            yield Proposal(cell, base, find(table, carried.add), find(table, carried.subtract))


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills some blank cells, and the sentence that says so."""

    values: Mapping[str, Number]
    message: str


def filling(report: Report, last: Report | None, blanks: Iterable[str]) -> Filling:
    """Zeros for these blank cells, but what last year's report settles where it does.

    A cell that last year's report settles and that needs a change of this year which is blank
    stays blank: a zero there would be wrong more often than right.
    """
    blanks = list(blanks)
    proposed = proposals(report, last)
    values: dict[str, Number] = {a: 0 for a in blanks if a not in proposed}
    zeros = len(values)
    taken, waiting = [], []
    for address in blanks:
        if (proposal := proposed.get(address)) is None:
            continue
        value = proposal.value({**report.cells, **values})
        if value is None:
            waiting.append(proposal)
        else:
            values[address] = value
            taken.append(proposal)
    said = [f"空白格已填 0，共 {zeros} 格"] if zeros else []
    cells = {**report.cells, **values}
    said += _taken(taken, cells)
    said += [_waits(proposal, cells) for proposal in waiting]
    return Filling(values, "；".join(said) + "。" if said else "没有空白格可填。")


def _taken(taken: list[Proposal], cells: Mapping[str, Number]) -> Iterator[str]:
    if len(taken) <= 2:
        yield from (proposal.sentence(cells) for proposal in taken)
        return
    rows = {proposal.cell.row.called for proposal in taken}
    columns = {proposal.cell.column.called for proposal in taken}
    names = rows if len(rows) <= len(columns) else columns
    yield f"{'、'.join(sorted(names))}按上年年报填入，共 {len(taken)} 格"


def _waits(proposal: Proposal, cells: Mapping[str, Number]) -> str:
    parts = (*proposal.plus, *proposal.minus)
    missing = [cell.column.called for cell in parts if cell.address not in cells]
    if missing:
        return f"{proposal.cell.called}要按上年数推算，请先填{'、'.join(missing)}"
    return f"{proposal.cell.called}按上年数推算小于 0，请核对后填写"
