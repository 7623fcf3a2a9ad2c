"""The rules about sentences as such: the parts of a number, years, places, fees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.rule import Context, rule
from nianbao.checks.sentences.figures_in_text import shortened
from nianbao.checks.sentences.prose import Sentence, sentences_of
from nianbao.checks.sentences.quantities import Quantity, quantities
from nianbao.report.live_figures import filled_text, name_of
from nianbao.report.typed_numbers import format_number

_OF_WHICH = re.compile("其中|包括")
_LAST_PART = re.compile("(?:^|[，、；和及])(?:以及|还有)?其[他它余][^，、；]{0,8}$")
_BREAK = re.compile("[；（）()]|同比|增|减|占|比|(?<!公)共|全年|累计|总计|合计|另|同时")
_JOINED = re.compile("[和及与、][^，；]{0,14}$")
_AREA = re.compile(r"([一-龥]{2}[区县旗])(?:人民)?(?:政府)?(?:信息)?(?:门户)?网站?")
_GENERIC = re.compile(
    "[我本该全各市园社郊辖小片景校厂库院专分外内地管两双多某老牧林灾特疆周边省县政关之相过用托助录问在由从经与]区$"
    "|[我本该全各外邻两省市过用托助录问在由从经与]县$|[我本该全各过用托助录问在由从经与]旗$"
)
_OWN_AREA = re.compile("[区县旗]")
_NARROW = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")
_PERIOD = re.compile(r"(20[0-9]{2})年1月1日(?:起)?[至到—~～-]+(?:(20[0-9]{2})年)?12月31日")
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])?(?:[^，。（(]{0,8}[）)、：:])?"
    r"(20[0-9]{2})年(?:度|以来|全年|，|我|本|共|累计|收到|受理|新收|主动公开|办理|发布)"
)
_RIGHTLY_OTHER = re.compile(
    "决算|预算|比|同期|问题|整改|改进|上年|去年|上一年|结转|报告|印发|修订|制定|出台|办法|规划|至今|起"
    "|年报|计划|条例|通知|考核结果|评估|排名"
)
_FUTURE = re.compile("将|下一步|拟|打算")


@rule("figures")
def text_parts(context: Context) -> Iterator[Finding]:
    """The parts that a sentence lists do not exceed the number before them, and add up to it.

    标题：其中各项与总数不符
    程度：存疑
    层级：1
    应当：“N 件，其中 a 件，b 件”各项之和不超过 N；列到“其他”的，之和等于 N。
    原因：列到“其他”就是列全了，加起来应当是总数。
    来源：已发布年报中的实例
    违反：公开信息68条，其中动态6条、政策17条、其他40条。
    符合：公开信息68条，其中动态6条、政策17条、其他45条。
    """
    for section, text in context.texts():
        filled = filled_text(text, context.report)
        for sentence in sentences_of(filled.text):
            listed = _listed(sentence.plain)
            if listed is None:
                continue
            whole, parts, is_full = listed
            total = sum(part.value for part in parts)
            if total <= whole.value and not (is_full and total != whole.value):
                continue
            places = [sentence.span(one.start, one.digits_end) for one in (whole, *parts)]
            if all(filled.holds_figure(*place) for place in places):
                continue
            said = "、".join(format_number(part.value) for part in parts)
            found = text_parts.finding(
                f"{section.title}：“{shortened(sentence.source)}”中各项 {said} 之和为 "
                f"{format_number(total)}，前面的总数写 {format_number(whole.value)}。"
                "请核对各项和总数。",
                section=section.name,
                quote=sentence.source,
                span=filled.source(sentence.start, sentence.end),
            )
            yield found if is_full else replace(found, severity=Severity.HINT)


def _listed(plain: str) -> tuple[Quantity, list[Quantity], bool] | None:
    """The number before 其中, those of the list behind it, and whether the list is full."""
    mark = _OF_WHICH.search(plain)
    if mark is None or _OF_WHICH.search(plain, mark.end()):
        return None
    found = [one for one in quantities(plain) if one.unit and one.unit != "%"]
    whole = next((one for one in reversed(found) if one.end <= mark.start()), None)
    parts = [one for one in found if one.start >= mark.end()]
    if whole is None or not parts or mark.start() - whole.end > 2:
        return None
    # Behind two numbers, as of reviews and of litigation, nobody knows of which the parts are.
    counted = found.index(whole)
    if counted and _JOINED.match(plain, found[counted - 1].end, whole.start):
        return None
    taken = plain[mark.start() : parts[-1].end]
    if _BREAK.search(taken) or any(p.unit != whole.unit or not p.exact for p in (whole, *parts)):
        return None
    last = plain[parts[-2].end if len(parts) > 1 else mark.end() : parts[-1].start]
    return whole, parts, len(parts) > 1 and bool(_LAST_PART.search(last))


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
            wrong, is_sure = _other_year(sentence, year)
            if wrong is None or (both and not is_sure and wrong != year - 2):
                continue
            found = text_year.finding(
                f"{section.title}：“{shortened(sentence.source)}”写的是 {wrong} 年，"
                f"本报告是 {year} 年的。请核对年份，写错的请改正。",
                section=section.name,
                quote=sentence.source,
                span=filled.source(sentence.start, sentence.end),
            )
            yield found if is_sure or wrong < year else replace(found, severity=Severity.HINT)


def _other_year(sentence: Sentence, year: int) -> tuple[int | None, bool]:
    """Another year that a sentence speaks of as its own, and whether that is the whole period."""
    plain = sentence.plain[:300].translate(_NARROW)
    period = _PERIOD.search(plain)
    if period:
        named = [int(one) for one in period.groups() if one and int(one) != year]
        return (named[0], True) if named else (None, False)
    opening = _OPENING.match(plain)
    if opening is None or str(year) in plain or _RIGHTLY_OTHER.search(plain):
        return None, False
    named_year = int(opening[1])
    if named_year == year - 1 or (named_year == year + 1 and not _FUTURE.search(plain)):
        return named_year, False
    return None, False


@rule("texts")
def foreign_place(context: Context) -> Iterator[Finding]:
    """No other district's or county's site is spoken of as the office's own.

    标题：文中写了别处的网站
    程度：提示
    层级：1
    应当：文中所说的政府网站是本区、本县的。
    原因：借用别处的年报作底稿时，地名容易漏改。
    来源：已发布年报中的实例（西工区2021年的年报写“高新区门户网站”）
    违反：西工区某街道的年报写“通过高新区门户网站公布”。
    符合：西工区某街道的年报写“通过西工区门户网站公布”。
    """
    organ = context.report.organ
    if not _OWN_AREA.search(organ):
        return
    for section, text in context.texts():
        seen: set[str] = set()
        for found in _AREA.finditer(text):
            place = found[1]
            if place in seen or place in organ or _GENERIC.search(place):
                continue
            if any(organ[i : i + 2] in place for i in range(len(organ) - 1)):
                continue
            seen.add(place)
            yield foreign_place.finding(
                f"{section.title}：写到“{found[0]}”，本单位是“{organ}”。"
                "请核对是不是借用的文字没有改。",
                section=section.name,
                quote=found[0],
                span=found.span(),
            )


@rule("report")
def fee_consistent(context: Context) -> Iterator[Finding]:
    """What a text says of fees for information and what the tables say go together.

    标题：收费情况与表格对不上
    程度：提示
    层级：4
    应当：表中有逾期未缴费的申请，第六部分就写到收费通知；第六部分写收了费，表中的收费金额就不是0。
    原因：信息处理费列入收费目录，收了应当计入表中；发过收费通知的应当报告。
    来源：国办函〔2020〕109号；新会区收费目录
    违反：第六部分写收取信息处理费200元，表中收费金额为0。
    符合：第六部分写没有收取信息处理费，表中逾期未缴费的为0。
    """
    report, wording = context.report, context.report.edition.wording
    filled = filled_text(report.narrative.get(wording.fee_section, ""), report)
    text = filled.text
    if not text:
        return
    section = report.edition.section(wording.fee_section)
    unpaid = report.sum_of(wording.unpaid)
    if unpaid and not any(re.search(pattern, text) for pattern in wording.unpaid_words):
        yield fee_consistent.finding(
            f"{section.title}：没有写到收费通知，表中“{name_of(wording.unpaid[0], report.edition)}”"
            f"为 {format_number(unpaid)}。请补写收费情况，或者核对表中的数。",
            cells=wording.unpaid,
            section=section.name,
        )
    amount = report.sum_of(wording.fee_cells)
    for sentence in sentences_of(text) if amount == 0 else ():
        for one in quantities(sentence.plain):
            before = f"{sentence.plain[max(0, one.start - 40) : one.start]}#"
            place = sentence.span(one.start, one.digits_end)
            if one.unit not in ("元", "万元") or not one.value or filled.holds_figure(*place):
                continue
            if any(re.search(pattern, before) for pattern in wording.fees):
                yield fee_consistent.finding(
                    f"{section.title}：“{shortened(sentence.source)}”写收了"
                    f" {format_number(one.value)} {one.unit}，"
                    f"表中“{name_of(wording.fee_cells[0], report.edition)}”为 0。请核对并改正。",
                    cells=wording.fee_cells,
                    section=section.name,
                    quote=sentence.source,
                    span=filled.source(sentence.start, sentence.end),
                )
                break
