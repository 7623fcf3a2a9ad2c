"""The rules of the form's own arithmetic (勾稽关系), each an equation in every row or column.

What must be equal to what stands in the edition's data; here stand the reasons and the sentences.
A blank counts as 0, so that an equation whose cells are all blank holds, a total of 0 over blank
parts holds, and a blank total over filled parts does not. Of a sum, the finding's `actual` is the
total as stated: None where it is blank, and `imbalance` then is 0 − `expected`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from nianbao.checks.balance_messages import at_most_message, sum_message, two_sided_message
from nianbao.checks.equations import Equation
from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, Rule, rule
from nianbao.report import Number


@rule("equations")
def requests_balance(context: Context) -> Iterator[Finding]:
    """What came in and was carried in is what was concluded and is carried forward.

    标题：收到与办理的申请数不等
    程度：错误
    层级：1
    应当：第三部分的表，每一列第一项加第二项之和，等于第三项（办理结果总计）加第四项之和。
    原因：一件申请不是本年办结，就是结转下年度；两边不等，说明有申请漏填、重填，或者填错了列。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）表内注明的勾稽关系
    违反：第一项 12、第二项 0，第三项总计 10、第四项 0：收到 12 件，只办理和结转 10 件。
    符合：第一项 12、第二项 0，第三项总计 11、第四项 1。
    """
    return _unequal(requests_balance, context, two_sided_message)


@rule("equations")
def requests_concluded(context: Context) -> Iterator[Finding]:
    """The results of a column add up to its total of results.

    标题：办理结果总计不等于各项之和
    程度：错误
    层级：1
    应当：第三部分的表，每一列办理结果的总计，等于（一）至（六）各项之和。
    原因：一件申请只计一种办理结果；总计不等于各项之和，说明有一项或者总计填错。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）办理结果“总计”一栏的含义
    违反：（一）20、（二）1，其余为 0，总计填 12：各项之和是 21。
    符合：（一）11、（二）1，其余为 0，总计填 12。
    """
    return _unequal(requests_concluded, context, sum_message)


@rule("equations")
def requests_total(context: Context) -> Iterator[Finding]:
    """The kinds of applicants of a row add up to its total.

    标题：申请人总计不等于各类之和
    程度：错误
    层级：1
    应当：第三部分的表，每一行的总计，等于各类申请人之和。
    原因：每件申请只归入一类申请人；总计不等于各类之和，说明有一格或者总计填错。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）申请人“总计”一列的含义
    违反：个人申请 3、企业申请 1，其余为 0，总计填 5：各类之和是 4。
    符合：个人申请 3、企业申请 1，其余为 0，总计填 4。
    """
    return _unequal(requests_total, context, sum_message)


@rule("equations")
def disputes_total(context: Context) -> Iterator[Finding]:
    """The results of a group of disputes add up to its total.

    标题：案件总计不等于各项结果之和
    程度：错误
    层级：1
    应当：第四部分的表，每一组的总计，等于维持、纠正、其他和未审结四项之和。
    原因：一件案件只有一种结果；总计不等于各项之和，说明有一格或者总计填错。
    来源：年度报告格式（国办公开办函〔2021〕30号、〔2019〕60号）各组“总计”一栏的含义
    违反：维持 2、纠正 0、其他 1、未审结 0，总计填 2：各项之和是 3。
    符合：维持 2、纠正 0、其他 1、未审结 0，总计填 3。
    """
    return _unequal(disputes_total, context, sum_message)


@rule("equations")
def disclosed_in_all(context: Context) -> Iterator[Finding]:
    """What was newly disclosed is part of what is disclosed in all.

    标题：公开总数少于本年新公开数
    程度：提示
    层级：1
    应当：2019年试行格式第二部分的表，本年新公开的件数不多于对外公开的总数。
    原因：对外公开的总数包括本年新公开的；总数更少，可能两格填反，或者总数只填了往年的。
    来源：年度报告格式（试行）（国办公开办函〔2019〕60号）两栏名称的含义
    违反：本年新公开 5，总数填 3。
    符合：本年新公开 5，总数填 8。
    """
    return _unequal(disclosed_in_all, context, at_most_message)


@rule("equations")
def issued_in_force(context: Context) -> Iterator[Finding]:
    """What was issued this year is in force, or was repealed.

    标题：现行有效的件数少于本年净增
    程度：提示
    层级：1
    应当：第二部分的表，现行有效的件数不少于本年制发减本年废止的件数。
    原因：本年制发而没有废止的文件年末仍然有效；更少的，可能现行有效只填了往年的，或者没有填。
    来源：年度报告格式（国办公开办函〔2021〕30号）各栏名称的含义
    违反：本年制发 5 件、废止 0 件，现行有效 3 件。
    符合：本年制发 5 件、废止 0 件，现行有效 12 件。
    """
    return _unequal(issued_in_force, context, at_most_message)


def _unequal(
    of: Rule, context: Context, message: Callable[[Equation, Mapping[str, Number]], str]
) -> Iterator[Finding]:
    cells = context.report.cells
    for equation in context.equations(of.name):
        if equation.holds(cells):
            continue
        yield of.finding(
            message(equation, cells),
            cells=tuple(
                address
                for address, heading in equation.headings.items()
                if address in cells or not heading.optional
            ),
            section=equation.section,
            **_numbers(equation, cells),
        )


def _numbers(equation: Equation, cells: Mapping[str, Number]) -> dict[str, Number | None]:
    if equation.relation != "equal":
        return {}
    expected, actual = equation.sides(cells)
    unstated = equation.is_sum and not any(address in cells for address in equation.actual)
    return {
        "expected": expected,
        "actual": None if unstated else actual,
        "imbalance": actual - expected,
    }
