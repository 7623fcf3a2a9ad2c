"""The rules about sentences as such: the parts of a number, places, fees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.rule import Context, rule
from nianbao.checks.sentences.figures_in_text import shortened
from nianbao.checks.sentences.prose import sentences_of
from nianbao.checks.sentences.quantities import Quantity, quantities
from nianbao.report.live_figures import filled_text, name_of
from nianbao.report.typed_numbers import format_number

_OF_WHICH = re.compile("其中|包括")
_LAST_PART = re.compile("(?:^|[，、；和及])(?:以及|还有)?其[他它余][^，、；]{0,8}$")
_BREAK = re.compile("[；（）()]|同比|增|减|占|比|(?<!公)共|全年|累计|总计|合计|另|同时")
_JOINED = re.compile("[和及与、][^，；]{0,14}$")
_AREA = re.compile(
    r"((?:(?!.高)[一-龥]{2}新区)|[一-龥]{2}[区县旗])(?:人民)?(?:政府)?(?:信息)?(?:门户)?网站?"
)
_GENERIC = re.compile(
    "[我本该全各市园社郊辖小片景校厂库院专分外内地管两双多某老牧林灾特疆周边省县政关之相]区$"
    "|[我本该全各外邻两省市]县$|[我本该全各]旗$"
    # The last sign of what stands before 区政府网站, and of no district's name.
    "|[过用托助录问在由从经与强对及和按据为到于的至将把给是或且使以][区县旗]$"
)
_OWN_AREA = re.compile("[区县旗]")


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
            yield found if is_full else found._replace(severity=Severity.HINT)


@lru_cache(maxsize=4096)
def _listed(plain: str) -> tuple[Quantity, tuple[Quantity, ...], bool] | None:
    """The number before 其中, those of the list behind it, and whether the list is full."""
    mark = _OF_WHICH.search(plain)
    if mark is None or _OF_WHICH.search(plain, mark.end()):
        return None
    numbers = quantities(plain)
    found = [one for one in numbers if one.unit and one.unit != "%"]
    whole = next((one for one in reversed(found) if one.end <= mark.start()), None)
    parts = [one for one in found if one.start >= mark.end()]
    if whole is None or not parts or mark.start() - whole.end > 2:
        return None
    # Behind two numbers, as of reviews and of litigation, nobody knows of which the parts are.
    counted = found.index(whole)
    if counted and _JOINED.match(plain, found[counted - 1].end, whole.start):
        return None
    # What counts by a unit that is not known may be a part as well.
    if any(not one.unit and mark.start() < one.start < parts[-1].end for one in numbers):
        return None
    taken = plain[mark.start() : parts[-1].end]
    if _BREAK.search(taken) or any(p.unit != whole.unit or not p.exact for p in (whole, *parts)):
        return None
    last = plain[parts[-2].end if len(parts) > 1 else mark.end() : parts[-1].start]
    return whole, tuple(parts), len(parts) > 1 and bool(_LAST_PART.search(last))


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
