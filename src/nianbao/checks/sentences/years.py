"""The rule that a text speaks of its own year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.rule import Context, rule
from nianbao.checks.sentences.figures_in_text import shortened
from nianbao.checks.sentences.prose import sentences_of
from nianbao.report.live_figures import filled_text

_LONGEST = 300
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_ANY_YEAR = re.compile("[2２][0０][0-9０-９]{2}年")
_TITLES = re.compile("《[^《》]*》")
_PERIOD = re.compile(r"(20[0-9]{2})年1月1日(?:起)?[至到—~～-]+(?:(20[0-9]{2})年)?12月31日")
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])?(?:[^，。（(]{0,8}[）)、：:])?"
    r"(20[0-9]{2})年(度|以来|全年|，|我|本|共|累计|收到|受理|新收|主动公开|办理|发布)"
)
_CLOSING_DAY = re.compile("截[至止]到?(20[0-9]{2})年(?:12月31日|12月底?|年底|底|末)")
_OWN = re.compile(
    "我|本(?:局|委|办|厅|镇|乡|街道|县|区|市|机关|单位|行政)|全[局镇乡县区市厅委]|收到|受理|主动公开|共|累计"
)
_ANOTHER_MATTER = re.compile(
    "决算|预算|同比|相比|比上|比20|较20|较上|同期|问题|整改|改进|上年|去年|上一年|结转|至今|年报|年度报告|要点"
    "|考核结果|考核中|评估|排名|规划|计划"
)
_OTHERS_PAPER = re.compile("印发|修订|制定|出台|颁布|公布|施行|实施|办法|条例|通知")
_PAPER_OF_THEN = re.compile("年[^。；]{0,18}(?:印发|修订|制定|出台|颁布|发布|实施)的")
_FUTURE = re.compile("将|下一步|拟|打算")


@rule("figures")
def text_year(context: Context) -> Iterator[Finding]:
    """No sentence speaks of another year as the report's own.

    标题：文中的年份不是本年度
    程度：存疑
    层级：1
    应当：以本年度口吻写的句子写报告年度，统计期限是报告年度的1月1日至12月31日。
    原因：以上年年报为底稿时，年份容易漏改。
    来源：已发布年报中的实例
    违反：2024年的年报写“2023年，我局共收到申请5件”。
    符合：2024年的年报写“2024年，我局共收到申请5件”。
    """
    year = context.report.year
    for section, text in context.texts():
        both = section.name == context.report.edition.wording.plan_section
        filled = filled_text(text, context.report)
        for sentence in sentences_of(filled.text):
            if not _ANY_YEAR.search(sentence.plain):
                continue
            wrong, severity = _other_year(sentence.plain, year, is_plan=both)
            if wrong is None:
                continue
            found = text_year.finding(
                f"{section.title}：“{shortened(sentence.source)}”写的是 {wrong} 年，"
                f"本报告是 {year} 年的。请核对年份，写错的请改正。",
                section=section.name,
                quote=sentence.source,
                span=filled.source(sentence.start, sentence.end),
            )
            yield found._replace(severity=severity)


def _other_year(said: str, year: int, *, is_plan: bool) -> tuple[int | None, Severity]:
    """Another year that a sentence speaks of as its own, and how sure that is.

    `is_plan`: the section speaks of the years before and after too, but has no period of its own.
    """
    plain = _TITLES.sub("", said[:_LONGEST].translate(_NARROW))
    if period := _PERIOD.search(plain):
        named = [int(one) for one in period.groups() if one and int(one) != year]
        return (named[0], Severity.WARNING) if named else (None, Severity.HINT)
    if is_plan or str(year) in plain or _ANOTHER_MATTER.search(plain):
        return None, Severity.HINT
    if (day := _CLOSING_DAY.search(plain)) and int(day[1]) == year - 1:
        return year - 1, Severity.HINT
    opening = _OPENING.match(plain)
    if opening is None or _PAPER_OF_THEN.search(plain):
        return None, Severity.HINT
    named_year, is_own = int(opening[1]), _OWN.search(plain, opening.end(1)) is not None
    if not is_own and _OTHERS_PAPER.search(plain):
        return None, Severity.HINT
    if named_year == year - 1:
        return named_year, Severity.HINT if opening[2] == "以来" else Severity.WARNING
    if named_year == year + 1 and not _FUTURE.search(plain):
        return named_year, Severity.HINT
    # Two or three years back is history more often than a slip.
    is_older = year - 3 <= named_year < year - 1 and is_own and opening[2] != "以来"
    return (named_year if is_older else None), Severity.HINT
