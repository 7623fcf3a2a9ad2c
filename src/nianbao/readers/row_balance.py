"""Numbers of a row whose blanks are gone, put back where the row's own sum allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, islice

from nianbao.checks.equations import equations_by_cell
from nianbao.editions import Edition
from nianbao.readers.document import Cell
from nianbao.readers.numbers_in_cells import read_number

_MOST_TRIED = 2_000


def placed_by_balance(
    edition: Edition, addresses: Sequence[str], cells: Sequence[Cell]
) -> Mapping[str, Cell]:
    """The only way to lay `cells` over `addresses` in their order so that the row's sums hold.

    Empty where there is no way, or more than one.
    """
    within = set(addresses)
    sums = {
        id(equation): equation
        for address in addresses
        for equation in equations_by_cell(edition).get(address, ())
        if set(equation.headings) <= within
    }
    if not sums or not cells or len(cells) >= len(addresses):
        return {}
    numbers = [read_number(cell.text, edition.cells[addresses[0]].kind).value for cell in cells]
    found: list[tuple[str, ...]] = []
    for chosen in islice(combinations(addresses, len(cells)), _MOST_TRIED):
        values = {a: n for a, n in zip(chosen, numbers, strict=True) if n is not None}
        if all(equation.holds(values) for equation in sums.values()):
            found.append(chosen)
            if len(found) > 1:
                return {}
    return dict(zip(found[0], cells, strict=True)) if found else {}
