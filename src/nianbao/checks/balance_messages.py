"""The sentences that say which equation does not hold, by how much, and what to do.

Rows and columns are named as the edition labels them. A sentence stays within three lines of 80
cells (four, where the label of the row alone is nearly a line), so of many cells only the first or
the ones that matter are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from nianbao.checks.carried_figures import CarriedFigure
from nianbao.checks.equations import Equation
from nianbao.editions import Edition, Heading
from nianbao.report import Number, Report
from nianbao.report.typed_numbers import format_number

_NAMED_GROUPS = 4
_NAMED_PARTS = 3
# In characters: longer lists of names would make a fourth line.
_LONGEST_PARTS = 28
_LONGEST_BLANKS = 36


def sum_message(equation: Equation, cells: Mapping[str, Number]) -> str:
    """What is said of a total that is not the sum of its parts."""
    expected, actual = equation.sides(cells)
    (address, total), *_ = equation.actual.items()
    is_stated = address in cells
    stated = f"填 {format_number(actual)}" if is_stated else "为空白（按 0 计）"
    todo = "核对各分项和总计" if is_stated else f"填写{total.short}，并核对各分项"
    return (
        f"{_place(equation)}：{total.short}{stated}，{_groups(equation)}"
        f"合计 {format_number(expected)}，{_difference(actual - expected)}"
        f"{_filled(equation, cells)}。{_blank_parts(equation, cells)}请对照台账{todo}。"
    )


def two_sided_message(equation: Equation, cells: Mapping[str, Number]) -> str:
    """What is said of two sides, each of several cells, that are not equal."""
    expected, actual = equation.sides(cells)
    blank = "空白按 0 计。" if any(equation.blanks(cells)) else ""
    return (
        f"{_place(equation)}：{_side(equation.expected, cells)}＝{format_number(expected)}，"
        f"{_side(equation.actual, cells)}＝{format_number(actual)}，"
        f"两者应相等，后者{_difference(actual - expected)}。{blank}请对照台账核对以上各项。"
    )


def at_most_message(equation: Equation, cells: Mapping[str, Number]) -> str:
    """What is said of a number that is more than the one it is a part of."""
    expected, actual = equation.sides(cells)
    blank = "空白按 0 计。" if any(equation.blanks(cells)) else ""
    return (
        f"{_place(equation)}：{_side(equation.actual, cells)}，{_side(equation.expected, cells)}，"
        f"后者应包括前者，却{_difference(expected - actual)}。{blank}请核对这两项。"
    )


def carried_message(
    figure: CarriedFigure, cells: Mapping[str, Number], last: Report, todo: str
) -> str:
    """What is said of a cell that is not what last year's report makes it; `todo` ends it."""
    expected, actual = figure.expected(cells, last.cells), cells.get(figure.address, 0)
    is_stated = figure.address in cells
    stated = f"填 {format_number(actual)}" if is_stated else "为空白（按 0 计）"
    said = f"{_place(figure)}：{figure.heading.short}{stated}，"
    difference, result = _difference(actual - expected), format_number(expected)
    changes = {**figure.add, **figure.subtract}
    if len(figure.last_year) == 1 and not changes:
        (before,) = figure.last_year.values()
        return (
            f"{said}{last.year}年年报的{before.short}是 {result}，两者应相等，"
            f"前者{difference}。{todo}"
        )
    terms = _side(figure.last_year, last.cells) + "".join(
        f"{'＋' if address in figure.add else '－'}{_side({address: heading}, cells)}"
        for address, heading in changes.items()
    )
    is_blank = not (changes.keys() <= cells.keys() and figure.last_year.keys() <= last.cells.keys())
    blank = "空白按 0 计。" if is_blank else ""
    return f"{said}按{last.year}年年报的{terms}，应为 {result}，{difference}。{blank}{todo}"


def _place(figure: Equation | CarriedFigure) -> str:
    return " / ".join(figure.line.path)


def _difference(difference: Number) -> str:
    if difference < 0:
        return f"少 {format_number(-difference)}"
    return f"多 {format_number(difference)}"


def _side(side: Mapping[str, Heading], cells: Mapping[str, Number]) -> str:
    return "＋".join(
        f"{heading.short} {format_number(cells[address])}"
        if address in cells
        else f"{heading.short}（空白）"
        for address, heading in side.items()
    )


@lru_cache(maxsize=256)
def _groups(equation: Equation) -> str:
    """The parts by their outermost labels: each where they are few, else from first to last."""
    names = list(
        dict.fromkeys(
            next((head.short for head in heading.under if head.spoken), heading.short)
            for heading in equation.expected.values()
        )
    )
    return "、".join(names) if len(names) <= _NAMED_GROUPS else f"{names[0]}至{names[-1]}"


def _filled(equation: Equation, cells: Mapping[str, Number]) -> str:
    """The parts that are not 0, where they are few: the wrong one is most likely among them."""
    filled = [address for address in equation.expected if cells.get(address)]
    if not 1 <= len(filled) <= _NAMED_PARTS:
        return ""
    named = (
        f"{equation.expected[address].short} {format_number(cells[address])}" for address in filled
    )
    said = f"；不为 0 的是{'、'.join(named)}"
    return said if len(said) <= _LONGEST_PARTS else ""


def _blank_parts(equation: Equation, cells: Mapping[str, Number]) -> str:
    blank = [
        equation.expected[address]
        for address in equation.blanks(cells)
        if address in equation.expected
    ]
    if not blank:
        return ""
    if not equation.expected.keys() & cells.keys():
        return "各分项均为空白，按 0 计。"
    named = "".join(f"“{heading.short}”" for heading in blank)
    if len(blank) == 1 or (len(blank) <= _NAMED_PARTS and len(named) <= _LONGEST_BLANKS):
        return f"{named}空白，按 0 计。"
    return f"{blank[0].short}等 {len(blank)} 格空白，按 0 计。"


def place_of_cells(addresses: Iterable[str], edition: Edition) -> str:
    """The places of some cells: the first, and how many there are."""
    places = [edition.cells[address].place for address in addresses]
    return places[0] if len(places) == 1 else f"{places[0]}等 {len(places)} 格"
