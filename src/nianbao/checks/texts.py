"""The rules that look at the report's texts."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.balance_messages import place_of_cells
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.editions import Edition, Section
from nianbao.report import Report
from nianbao.report.live_figures import BLANK, LiveFigure, cells_of, figures, with_names

_LONGEST = 50


@rule("figures")
def live_figure(context: Context) -> Iterator[Finding]:
    """Every live figure in a text names cells or groups, and they are filled.

    标题：文中引用的数据取不到数
    程度：错误
    层级：4
    应当：文字中用大括号引用的数据，名称在表中找得到，所引用的格子已经填写。
    原因：引用的数据在公布的文字中换成表中的数；取不到数的，公布的文字中会留下空缺。
    来源：nianbao 报告文件的约定
    违反：全年收到申请{requests.total.recieved}件：名称写错，表中没有这一格。
    符合：全年收到申请{requests.total.received}件，且表中这一格已经填写。
    """
    report = context.report
    for section, text in context.texts():
        # The same figure twice in a text is one thing to mend.
        for figure in {figure.source: figure for figure in figures(text, report.edition)}.values():
            blank = () if not figure.known else _blank_cells(figure, report)
            if blank or not figure.known:
                yield live_figure.finding(
                    _of_blank(section, figure, blank, report.edition)
                    if blank
                    else _of_unknown(section, figure, report.edition),
                    cells=blank,
                    section=section.name,
                    quote=figure.source,
                )


def _blank_cells(figure: LiveFigure, report: Report) -> tuple[str, ...]:
    """The cells that must be filled for the figure to have a number; each cell once."""
    operands = (cells_of(address, report.edition) for address in figure.addresses)
    blank = (cells for cells in operands if report.sum_of(cells) is None)
    return tuple(dict.fromkeys(address for cells in blank for address in cells))


def _of_blank(
    section: Section, figure: LiveFigure, blank: tuple[str, ...], edition: Edition
) -> str:
    return (
        f"{section.title}：文中的{_cut(with_names(figure.source, edition))}还没有数，"
        f"{place_of_cells(blank, edition)}为空白，现在公布会显示为“{BLANK}”。请先在表中填写。"
    )


def _of_unknown(section: Section, figure: LiveFigure, edition: Edition) -> str:
    wrong = f"，其中“{_cut(figure.wrong)}”" if figure.wrong and "+" in figure.source else ""
    said = f"{section.title}：文中的{_cut(figure.source)}{wrong}不是表中的数据"
    if figure.nearest is None:
        return f"{said}。请改正，或者重新选取要引用的数据。"
    name = with_names(f"{{{figure.nearest}}}", edition)
    return f"{said}，最接近的是“{figure.nearest}”，即{name}。请改正，或者重新选取。"


def _cut(text: str) -> str:
    """A text at the length at which a sentence can still be read."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
