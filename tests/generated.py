"""Hypothesis strategies for whole reports of the built-in editions.

`reports()` gives any report that a file may hold; `reports(balanced=True)` one that breaks no rule.
Whatever a file may hold and an export may not (a title, answers, the user's own keys, wild texts)
can be switched off by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from nianbao.editions import Balance, Edition, Kind, Table, built_in
from nianbao.report import Answer, Number, Report

LARGEST = 10**15 - 1

_PLACES = [
    "西工区",
    "洪泽县",
    "沭阳县",
    "喀什地区",
    "某某新区",
    "𠮷林市",
    "攸县",
    "龘镇",
    "呼和浩特市",
]
_OFFICES = [
    "人民政府", "教育局", "街道办事处", "司法局", "民政局", "卫生健康委员会",
    "市场监督管理局（知识产权局）", "政务服务中心", "退役军人事务局", "档案馆·方志馆",
]  # fmt: skip
_PROSE = [
    "本年度共收到政府信息公开申请", "全年主动公开信息", "按照《条例》第五十条的规定", "件，同比增长",
    "件；其中", "条。", "一是", "（一）主动公开。", "1.加强学习，", "“放管服”改革——", "12,345", "0.5%", "…",
    "2021年1月1日至12月31日", "（https://www.example.gov.cn/zfxxgk/）", "A4 纸", " ", "  ", "、", "。",
]  # fmt: skip
_NASTY = [
    "\t", "\\", '"', '"""', "'''", "\\u4e00", "#", "|", "||", "---", "***", "* ", "- ", "> ", "`", "~~~", "<b>",
    "&amp;", "&", "[x](y)", "==", "＝", "{", "}", "{}", "{{", "}}", "{你好}", "{a b}", "{本年新收·总计}",
    "{=本年新收·总计}", "{requests}", "requests.total.received", "\u3000", "\u00a0", "\u200b", "\u2028",
    "\ufeff", "\u202e", "é", "e\u0301", "🀄", "👨‍👩‍👧", "𠮷", "ａ１，．", "\ue000",
]  # fmt: skip
_UNKNOWN_FIGURES = [
    "{requests.total.recieved}", "{requests.total.received + }", "{disputes.review}", "{disclosure.}",
    "{requests.total.received + requests.total.nothing}",
]  # fmt: skip


def editions() -> st.SearchStrategy[Edition]:
    """One of the built-in editions."""
    return st.sampled_from(built_in().all)


def organs() -> st.SearchStrategy[str]:
    """The name of an office."""
    return st.builds(
        "{}{}{}".format,
        st.sampled_from(_PLACES),
        st.sampled_from(["", "", "城关", "王城路", "第二"]),
        st.sampled_from(_OFFICES),
    )


def years(edition: Edition) -> st.SearchStrategy[int]:
    """A year the edition was in force for."""
    return st.integers(edition.first_year, edition.last_year or 2035)


def whole_numbers() -> st.SearchStrategy[int]:
    """A count, most often a small one."""
    return st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 9_999), st.just(LARGEST))


def amounts() -> st.SearchStrategy[Number]:
    """An amount in 万元: whole, or a Decimal of 1 to 4 places, trailing zeros allowed."""
    decimals = st.builds(
        lambda units, places: Decimal(units).scaleb(-places),
        st.integers(0, 99_999_999),
        st.integers(0, 4),
    )
    return st.one_of(st.integers(0, 9_999), decimals)


def numbers(kind: Kind) -> st.SearchStrategy[Number]:
    """A number that a cell of this kind may hold."""
    if kind == "amount":
        return amounts()
    return st.integers(-999, 999) if kind == "signed" else whole_numbers()


@cache
def filled_cells(edition: Edition, max_size: int = 8) -> st.SearchStrategy[dict[str, Number]]:
    """Numbers for up to `max_size` cells, by address."""
    by_kind: dict[Kind, list[str]] = {}
    for cell in edition.cells.values():
        by_kind.setdefault(cell.kind, []).append(cell.address)
    one = [
        st.tuples(st.sampled_from(addresses), numbers(kind)) for kind, addresses in by_kind.items()
    ]
    return st.lists(st.one_of(one), max_size=max_size).map(dict)


@cache
def live_figures(edition: Edition) -> st.SearchStrategy[str]:
    """A live figure that names cells and groups of the edition, single or a sum."""
    address = st.sampled_from([*edition.cells, *edition.groups])
    plus = st.sampled_from([" + ", "+", " +", "  +  "])
    return st.one_of(
        address.map("{{{}}}".format),
        st.builds("{{{}{}{}}}".format, address, plus, address),
        st.builds("{{ {}{}{} + {} }}".format, address, plus, address, address),
    )


@cache
def texts(edition: Edition, *, wild: bool = True) -> st.SearchStrategy[str]:
    """The text of a section; `wild` with whatever a file may hold, else prose in paragraphs."""
    plain = st.sampled_from([*_PROSE, "甲", "乙丙", "丁戊己庚辛"])
    figures = live_figures(edition)
    if not wild:
        paragraph = st.lists(plain | figures, min_size=1, max_size=6).map("".join).map(str.strip)
        return st.lists(paragraph.filter(bool), min_size=1, max_size=3).map("\n".join)
    anything = st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\n"),
        max_size=8,
    )
    odd = st.sampled_from([*_NASTY, *_UNKNOWN_FIGURES, "\n"])
    pieces = st.lists(plain | figures | odd | anything, min_size=1, max_size=8)
    return pieces.map("".join).filter(lambda text: bool(text.strip()))


def _with_filled_figures(text: str, cells: Mapping[str, Number]) -> str:
    """This text with every live figure that has a blank operand replaced by one that has none."""
    instead = f"{{{next(iter(cells))}}}" if cells else "若干"

    def filled(found: re.Match[str]) -> str:
        operands = found[1].split("+")
        return found[0] if all(operand.strip() in cells for operand in operands) else instead

    return re.sub(r"\{([^{}]*)\}", filled, text)


@cache
def _any_cells(edition: Edition) -> st.SearchStrategy[dict[str, Number]]:
    """Each table blank, zero, or full; then some cells filled and some cleared."""
    bases = st.lists(
        st.sampled_from(["blank", "zero", "full"]),
        min_size=len(edition.tables),
        max_size=len(edition.tables),
    )
    return st.builds(
        lambda modes, seed, filled, cleared: {
            address: number
            for address, number in {**_base(edition, modes, seed), **filled}.items()
            if address not in cleared
        },
        bases,
        st.integers(0, 2**32),
        filled_cells(edition),
        st.sets(st.sampled_from(list(edition.cells)), max_size=4),
    )


def _base(edition: Edition, modes: Iterable[str], seed: int) -> dict[str, Number]:
    random, cells = Random(seed), dict[str, Number]()
    for table, mode in zip(edition.tables, modes, strict=True):
        with_optional = mode == "full" and random.random() < 0.2
        for cell in table.cells.values() if mode != "blank" else ():
            if cell.row.optional and not with_optional:
                continue
            cells[cell.address] = _random_number(random, cell.kind) if mode == "full" else 0
    return cells


def _random_number(random: Random, kind: Kind) -> Number:
    if kind == "amount":
        return Decimal(random.randint(0, 9_999_999)).scaleb(-random.randint(0, 4))
    return random.randint(-40, 40) if kind == "signed" else random.choice([0, 0, 1, 2, 12, 305])


def with_totals(edition: Edition, cells: Mapping[str, Number]) -> dict[str, Number]:
    """These cells with every total and the received requests set so that all balances hold."""
    found = dict(cells)
    for table in edition.tables:
        # A sum down a column comes before the sum over the columns, so that both hold at the corner.
        for balance in sorted(table.balances, key=lambda b: (b.in_each == "row", len(b.actual))):
            _settle(table, balance, found)
    return found


def _settle(table: Table, balance: Balance, found: dict[str, Number]) -> None:
    for heading, line in table.lines(balance.in_each):
        if balance.only and heading.name not in balance.only:
            continue
        names = {
            (cell.row.name if balance.in_each == "column" else cell.column.name): cell.address
            for cell in line
        }
        parts = [names[name] for name in balance.expected if name in names]
        stated = [names[name] for name in balance.actual if name in names]
        if not any(address in found for address in (*parts, *stated)):
            continue
        if balance.relation == "at_most":
            found[parts[0]] = max(found.get(parts[0], 0), found.get(stated[0], 0))
        elif len(stated) == 1:
            found[stated[0]] = sum(found.get(address, 0) for address in parts)
        else:
            out = sum(found.get(address, 0) for address in stated)
            found[parts[1]] = min(found.get(parts[1], 0), out)
            found[parts[0]] = out - found[parts[1]]


@st.composite
def reports(
    draw: st.DrawFn,
    edition: str | None = None,
    *,
    balanced: bool = False,
    wild: bool = True,
    heading: bool = True,
    answers: bool = True,
    extra: bool = True,
) -> Report:
    """A whole report.

    Args:
        draw: given by Hypothesis.
        edition: the name of its edition; by default either.
        balanced: all balances hold and no live figure is blank or unknown.
        wild: texts hold whatever a file may hold; else they are prose in paragraphs.
        heading: it may have a title of its own, a day of publication, and last year's file.
        answers: it may have answered findings.
        extra: it may have keys of the user's own.
    """
    form = draw(editions()) if edition is None else _edition(edition)
    cells = draw(_any_cells(form))
    if balanced:
        cells = with_totals(form, cells)
    narrative = draw(_narratives(form, wild and not balanced))
    if balanced:
        narrative = {key: _with_filled_figures(text, cells) for key, text in narrative.items()}
    return Report(
        edition=form,
        organ=draw(organs()),
        year=draw(years(form)),
        narrative=narrative,
        cells=cells,
        title=draw(_TITLES) if heading else None,
        published=draw(_DAYS) if heading else None,
        last_year=draw(_LAST_YEARS) if heading else None,
        answers=tuple(draw(_answers(form))) if answers else (),
        extra=draw(_EXTRAS) if extra else {},
    )


@cache
def _narratives(edition: Edition, wild: bool) -> st.SearchStrategy[dict[str, str]]:
    sections = st.sampled_from([section.name for section in edition.texts])
    return st.dictionaries(sections, texts(edition, wild=wild), max_size=4)


def _edition(name: str) -> Edition:
    found = built_in().get(name)
    assert found is not None, f"no built-in edition {name}"
    return found


@cache
def _answers(edition: Edition) -> st.SearchStrategy[list[Answer]]:
    addresses = st.sampled_from(list(edition.cells))
    values = st.dictionaries(
        addresses | addresses.map("last_year.{}".format), st.none() | whole_numbers(), max_size=3
    )
    answer = st.builds(
        Answer,
        rule=st.sampled_from(["disclosed-in-all", "jump", "in-force"]),
        cells=st.lists(addresses, max_size=3, unique=True).map(tuple),
        reason=st.sampled_from(["已核对登记台账", "机构合并，口径有变化", '"引号"与\\反斜杠']),
        quote=st.none() | st.just("全年共收到申请12件。"),
        values=values,
    )
    return st.lists(answer, max_size=2)


_DAY = st.dates(date(2020, 1, 1), date(2036, 12, 31))
_DAYS = st.none() | _DAY
_TITLES = st.none() | st.sampled_from(
    [
        "关于政府信息公开工作的报告",
        "某某局关于2001年度政府信息公开工作情况的报告（公开版）",
        "政府信息公开 年报",
        "总结",
        "某某局2001年政府信息公开工作年度报告",
    ]
)
_LAST_YEARS = st.none() | st.just("去年 年报.toml")
_KEYS = st.sampled_from(["经办人", "phone", "内部 备注", "a.b"])
_LEAF = st.booleans() | st.integers(-9_999, 9_999) | _DAY | st.sampled_from(["张三", "", "a\nb"])
_VALUE = _LEAF | st.lists(_LEAF, max_size=2) | st.dictionaries(_KEYS, _LEAF, max_size=2)
_EXTRAS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(_KEYS, _VALUE, max_size=2)
