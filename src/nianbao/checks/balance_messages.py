"""The sentences that say which equation does not hold, by how much, and what to do.

Rows and columns are named as the edition labels them. A sentence stays within three lines of 80
cells, so of many cells only the first or the ones that matter are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nianbao.checks.equations import Equation
from nianbao.editions import Edition, Heading
from nianbao.report import Number
from nianbao.report.typed_numbers import format_number

_NAMED_GROUPS = 4
_NAMED_PARTS = 3


def sum_message(equation: Equation, cells: Mapping[str, Number]) -> str:
    """What is said of a total that is not the sum of its parts."""
    expected, actual = equation.sides(cells)
    (address, total), *_ = equation.actual.items()
    is_stated = address in cells
    stated = f"填 {format_number(actual)}" if is_stated else "为空白（按 0 计）"
    todo = "核对各分项和总计" if is_stated else f"填写{total.short}，并核对各分项"
    return (
        f"{_place(equation)}：{total.short}{stated}，{_groups(equation.expected.values())}"
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


def _place(equation: Equation) -> str:
    return " / ".join(equation.line.path)


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


def _groups(headings: Iterable[Heading]) -> str:
    """The parts by their outermost labels: each where they are few, else from first to last."""
    names = list(
        dict.fromkeys(
            next((head.short for head in heading.under if head.spoken), heading.short)
            for heading in headings
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
    return f"；不为 0 的是{'、'.join(named)}"


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
    if len(blank) <= _NAMED_PARTS:
        return f"{''.join(f'“{heading.short}”' for heading in blank)}空白，按 0 计。"
    return f"{blank[0].short}等 {len(blank)} 格空白，按 0 计。"


def place_of_cells(addresses: Iterable[str], edition: Edition) -> str:
    """The places of some cells: the first, and how many there are."""
    places = [edition.cells[address].place for address in addresses]
    return places[0] if len(places) == 1 else f"{places[0]}等 {len(places)} 格"
