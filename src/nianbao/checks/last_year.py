"""The rules that hold a report against last year's.

Which cells last year's report determines, and after which editions, stands in the edition's data;
here stand the reasons and the sentences. A blank counts as 0; where last year's report itself is
blank there is nothing to hold against. Last year's report is the one given, of whatever office and
year it is: whether it is the right one is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.balance_messages import carried_message
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, Rule, rule


@rule("carried")
def carry_over(context: Context) -> Iterator[Finding]:
    """What was carried in is what last year's report carried forward.

    标题：结转数与上年年报不符
    程度：错误
    层级：2
    应当：第三部分的表，每一列由上年转来的件数，等于上年年报同一列转到下年的件数，不论上年年报用哪一版格式。
    原因：上年没有办完的申请，一件不多、一件不少地转到本年；两数不等，说明其中一份年报有误，或者填错了列。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）两栏名称的含义
    违反：上年年报转到下年 5 件，本年填由上年转来 3 件。
    符合：上年年报转到下年 5 件，本年填由上年转来 5 件。
    """
    return _differing(carry_over, context, "请对照台账核对这一格；若是上年年报有误，请一并更正。")


@rule("carried")
def in_force(context: Context) -> Iterator[Finding]:
    """The stock in force is last year's and this year's changes.

    标题：现行有效的件数与上年推算的不符
    程度：存疑
    层级：2
    应当：第二部分第一张小表，每一行现行有效的件数等于上年年报的件数，加本年制发的，减本年废止的；上年年报也用2021年格式的才核对。
    原因：制发一件多一件，废止一件少一件。修改的文件有的也计为制发，文件会到期自行失效，清理后会重新统计，
        所以不符的不一定错，但应当说得出原因。
    来源：年度报告格式（国办公开办函〔2021〕30号）三栏名称的含义
    违反：上年 10 件，本年制发 2 件、废止 1 件，本年填现行有效 12 件：推算是 11 件。
    符合：上年 10 件，本年制发 2 件、废止 1 件，本年填现行有效 11 件。
    """
    return _differing(
        in_force,
        context,
        "请核对：修改的文件也计为制发、到期自行失效、清理后重新统计的，都会不符；"
        "确有原因的，可以说明理由。",
    )


@rule("carried")
def items_carried(context: Context) -> Iterator[Finding]:
    """The number of items a year ago is last year's number with last year's change.

    标题：上一年的项目数与上年年报不符
    程度：存疑
    层级：2
    应当：2019年试行格式第二部分的表，上一年的项目数等于上年年报所填的上一年项目数加上年的增减；上年年报也用这一格式的才核对。
    原因：上年年报的项目数加当年的增减，就是那一年年底的项目数；两数不等，可能增减填反，或者沿用了更早的数。
    来源：年度报告格式（试行）（国办公开办函〔2019〕60号）两栏名称的含义
    违反：上年年报填 10 项、增 2 项，本年填上一年 10 项：推算是 12 项。
    符合：上年年报填 10 项、增 2 项，本年填上一年 12 项。
    """
    return _differing(
        items_carried,
        context,
        "请核对：事项清单重新统计、口径变化的，可能不符；确有原因的，可以说明理由。",
    )


def _differing(of: Rule, context: Context, todo: str) -> Iterator[Finding]:
    last = context.last_year
    if last is None:
        return
    cells = context.report.cells
    for figure in context.carried(of.name):
        if figure.holds(cells, last.cells):
            continue
        expected, actual = figure.expected(cells, last.cells), cells.get(figure.address)
        yield of.finding(
            carried_message(figure, cells, last, todo),
            cells=tuple(
                address
                for address, heading in figure.headings.items()
                if address in cells or address == figure.address or not heading.optional
            ),
            expected=expected,
            actual=actual,
            imbalance=(actual or 0) - expected,
            section=figure.section,
        )
