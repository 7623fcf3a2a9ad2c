"""Which cell is wrong where the balances do not hold, with which value, and by what slip.

Exact and without any solver: the smallest sets of cells that mend all balances at once, ranked by
how likely a slip made what stands there. What arithmetic cannot tell apart is all listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from nianbao.checks.diagnosis_blank_totals import blank_totals
from nianbao.checks.diagnosis_evidence import Evidence
from nianbao.checks.diagnosis_moves import mended, misplaced
from nianbao.checks.diagnosis_ranking import ranked
from nianbao.checks.diagnosis_search import Repair, Search, TooMany
from nianbao.checks.diagnosis_system import System, definitions, system
from nianbao.checks.equations import Equation, equations_by_cell
from nianbao.checks.explanation import Change, Diagnosis, Explanation, applied
from nianbao.checks.finding import Finding
from nianbao.editions import Edition, Table
from nianbao.report import Number, Report

__all__ = ["Change", "Diagnosis", "Explanation", "applied", "diagnose"]

_MOST_CLUSTERS = 6


def diagnose(
    report: Report,
    findings: Sequence[Finding],
    *,
    last_year: Report | None = None,
    typed_totals: Collection[str] | None = None,
) -> tuple[Diagnosis, ...]:
    """What may be wrong where balances do not hold: one diagnosis for each cluster of them.

    Args:
        report: the report.
        findings: what was found in it; diagnoses name the findings by their places in this list.
        last_year: last year's report, which may tell the likelier of two explanations.
        typed_totals: the totals that somebody stated, which do not follow their parts. By default
            every total that equals the sum of its parts follows it.
    """
    numbers = _numbers(findings, report.edition)
    evidence = Evidence(report, last_year)
    found: list[Diagnosis] = []
    for table in report.edition.tables:
        broken = {equation for equation in numbers if equation.table == table.name}
        if broken:
            found.extend(_of_table(table, evidence, numbers, typed_totals))
    return tuple(sorted(found, key=lambda one: one.findings))


def _numbers(findings: Sequence[Finding], edition: Edition) -> dict[Equation, int]:
    """The place of the finding of each equation that does not hold."""
    by_cell = equations_by_cell(edition)
    return {
        equation: number
        for number, finding in enumerate(findings)
        if finding.cells
        for equation in by_cell.get(finding.cells[0], ())
        if equation.rule == finding.rule and equation.relation == "equal"
    }


def _of_table(
    table: Table,
    evidence: Evidence,
    numbers: Mapping[Equation, int],
    typed: Collection[str] | None,
) -> Iterator[Diagnosis]:
    report = evidence.report
    sums = blank_totals(report, table)
    cells = {**report.cells, **sums}
    if sums:
        yield from _of_blank_totals(sums, cells, report, numbers)
    following = frozenset(
        total
        for total, definition in definitions(report.edition).items()
        if total in sums or ((typed is None or total not in typed) and definition.holds(cells))
    )
    lines = system(report.edition, table.name, following, _left_out(table, cells))
    residuals = lines.residuals(cells)
    clusters = list(_clusters(lines, cells, residuals))
    implied = [lines.equations[n] for n in lines.implied if residuals[n]]
    for broken, repairs, smallest in clusters:
        mine = [equation for n, equation in enumerate(lines.equations) if broken >> n & 1]
        # What only follows from the other columns belongs to the one of them that does not hold.
        if len(clusters) == 1:
            mine += implied
        places = tuple(sorted(numbers[equation] for equation in mine if equation in numbers))
        if places:
            filled = {a: n for a, n in sums.items() if any(a in e.headings for e in mine)}
            # A single balance tells its cells apart only by what numbers cannot be negative.
            is_certain = len(smallest) == len(repairs) == 1 and broken.bit_count() > 1
            explanations = ranked(repairs, lines, cells, evidence, filled)
            yield Diagnosis(places, is_certain, explanations)


def _left_out(table: Table, cells: Mapping[str, Number]) -> frozenset[str]:
    """The cells that belong to another edition's form, as long as nobody filled them."""
    return frozenset(
        cell.address
        for cell in table.cells.values()
        if (cell.row.optional or cell.column.optional) and cell.address not in cells
    )


def _of_blank_totals(
    sums: Mapping[str, Number],
    cells: Mapping[str, Number],
    report: Report,
    numbers: Mapping[Equation, int],
) -> Iterator[Diagnosis]:
    by_cell = equations_by_cell(report.edition)
    places = {
        numbers[equation]
        for total in sums
        for equation in by_cell[total]
        if equation in numbers and equation.holds(cells)
    }
    if places:
        changes = tuple(Change(address, None, value) for address, value in sums.items())
        explanation = Explanation("blank-total", changes, len(changes))
        # Where each total stands in its own sum only, a part may as well be the wrong one.
        is_certain = all(len(by_cell[total]) > 1 for total in sums)
        yield Diagnosis(tuple(sorted(places)), is_certain, (explanation,))


Cluster = tuple[int, list[Repair], list[Repair]]
"""Broken equations (a mask), all their repairs, and those with the fewest cells."""


def _clusters(
    lines: System, cells: Mapping[str, Number], residuals: Sequence[Number]
) -> Iterator[Cluster]:
    broken = sum(1 << n for n, by in enumerate(residuals) if by and n not in lines.implied)
    values = [cells.get(address, 0) for address in lines.cells]
    search = Search(lines, values, residuals)
    parts = list(_connected(lines, broken))
    sizes = (1, 2, 3) if len(parts) == 1 else (1,)
    singles = {part: _searched(search, part, sizes) for part in parts}
    # Where so few cells explain it, and no others do, no slip of another shape is as simple.
    if all(len(repairs) == 1 for repairs in singles.values()) or (
        len(parts) == 1 and singles[parts[0]] and len(singles[parts[0]][0].cells) == 1
    ):
        yield from ((part, repairs, repairs) for part, repairs in singles.items())
        return
    one_slip = [
        (by, repair)
        for repair in misplaced(lines, cells, residuals)
        if (by := mended(repair, lines, residuals))
    ]
    parts = _merged(parts, [by for by, _ in one_slip])
    yield from _searched_parts(parts, one_slip, search)


def _searched_parts(
    parts: list[int], one_slip: Sequence[tuple[int, Repair]], search: Search
) -> Iterator[Cluster]:
    placed = {part: [repair for by, repair in one_slip if by == part] for part in parts}
    found = {part: _searched(search, part, (1, 2)) for part in parts}
    for union in _unions([part for part in parts if not found[part] and not placed[part]]):
        within = [part for part in parts if part & union]
        if sum(within) == union and not any(found[part] for part in within):
            if repairs := _searched(search, union, (2, 3)):
                parts = [*(part for part in parts if part not in within), union]
                found[union], placed[union] = repairs, []
    for part in parts:
        if not found[part] and not placed[part]:
            found[part] = _searched(search, part, (3,))
        yield part, [*placed[part], *found[part]], found[part]


def _unions(parts: list[int]) -> Iterator[int]:
    """Parts of which none can be mended alone: what may be mended by a few cells together."""
    if len(parts) <= _MOST_CLUSTERS:
        yield from (one | other for one, other in combinations(parts, 2))
    if 2 < len(parts) <= 2 * _MOST_CLUSTERS:
        yield sum(parts)


def _searched(search: Search, broken: int, sizes: Sequence[int]) -> list[Repair]:
    try:
        return search.smallest(broken, sizes)
    except TooMany:
        return []


def _connected(lines: System, broken: int) -> Iterator[int]:
    """The broken equations, those together that some unknown moves together."""
    left = broken
    while left:
        part, grown = left & -left, 0
        while part != grown:
            grown = part
            for n in range(len(lines.equations)):
                if grown >> n & 1:
                    for cell in lines.members[n]:
                        part |= lines.masks[cell] & broken
        left &= ~part
        yield part


def _merged(parts: list[int], masks: Iterable[int]) -> list[int]:
    """The parts, those as one that a single slip would mend at once."""
    whole = set(parts)
    original = set(parts)
    # What mends more at once explains more: a block that was shifted, not each of its figures.
    for mask in sorted(masks, key=int.bit_count, reverse=True):
        touched = [part for part in whole if part & mask]
        if len(touched) > 1 and sum(touched) == mask and original.issuperset(touched):
            whole.difference_update(touched)
            whole.add(mask)
    return sorted(whole)
