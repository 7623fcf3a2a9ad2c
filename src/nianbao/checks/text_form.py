"""The rules about what a section's text must speak of, and what must not be left in it.

Which words show that it does stand in the edition's data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.rule import Context, Rule, rule
from nianbao.checks.sentences.prose import MOST, sentences_of
from nianbao.editions import Edition
from nianbao.report.live_figures import figures

_MOST_PLACEHOLDERS = 50
_CLAUSE = "，。；、！？：\n"
_LONGEST_CLAUSE = 20
_LEEWAY = 1.1
_USUAL_DIGITS = 2
_MARKS = re.compile(r"[\s，。；、：:,.;！!]")


@rule("texts")
def placeholder(context: Context) -> Iterator[Finding]:
    """Nothing is left in a text that was only to hold the place of something.

    标题：文中还有没填的地方
    程度：存疑
    层级：1
    应当：文中没有“XX”“××”“（文字描述）”“【写：…】”“___”，数量词前面的数没有漏写。
    原因：这些是模板里等着填写的地方，漏填的会原样公布出去。
    来源：已发布年报中的实例（如“主动公开信息  条”）
    违反：全年主动公开信息  条，其中XX条在网站公开。
    符合：全年主动公开信息 120 条，其中 30 条在网站公开。
    """
    edition = context.report.edition
    for section, text in context.texts():
        plain = _figures_masked(text, edition)
        found: dict[str, tuple[str, tuple[int, int]]] = {}
        for words, place in _placeholders(plain, edition.placeholders):
            start, end = _around(text, *place)
            found.setdefault(text[start:end], (words, (start, end)))
        for quote, (words, span) in list(found.items())[:_MOST_PLACEHOLDERS]:
            said = f"“{words}”还没有填写" if words.strip(" \u3000条件") else "数量没有写"
            where = "" if quote.strip() == words else f"“{quote.strip()}”中"
            yield placeholder.finding(
                f"{section.title}：{where}{said}。请补写，或者删去。",
                section=section.name,
                quote=quote,
                span=span,
            )


@rule("texts")
def five_aspects(context: Context) -> Iterator[Finding]:
    """Section one speaks of all the aspects of the work.

    标题：第一部分没有写全各个方面
    程度：存疑
    层级：1
    应当：第一部分写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；各级人民政府还要写工作考核、社会评议和责任追究的结果。
    原因：格式逐项列出了这五个方面，缺项会被退回。
    来源：国办公开办函〔2021〕30号；考核、评议、追责见《条例》第五十条第（四）项
    违反：第一部分只写了主动公开和依申请公开。
    符合：第一部分五个方面都写到了。
    """
    return _unspoken(five_aspects, context, lambda names: f"没有写到{names}。请补写")


@rule("texts")
def fee_statement(context: Context) -> Iterator[Finding]:
    """Section six says what was charged for information, also when nothing was.

    标题：没有写明收取信息处理费的情况
    程度：存疑
    层级：1
    应当：第六部分写明收取信息处理费的情况，没有收取的也要写明。
    原因：格式在这一部分注明“收取信息处理费情况在此处报告”，只写“无”看不出是否收过费。
    来源：年度报告格式（国办公开办函〔2021〕30号）第六部分的注
    违反：第六部分只写“无其他需要报告的情况。”
    符合：第六部分写“2024年没有收取信息处理费。无其他需要报告的情况。”
    """
    return _unspoken(
        fee_statement, context, lambda names: f"没有写{names}。没有收取的，也请写明没有收取"
    )


@rule("texts")
def preface(context: Context) -> Iterator[Finding]:
    """What stands before section one tells the basis, the period, where to read and whom to ask.

    标题：引言没有写全
    程度：提示
    层级：1
    应当：引言写明编制依据、统计期限、查阅途径和联系方式。
    原因：读者要知道数据到哪一天、在哪里能看到全文、有疑问找谁。
    来源：各地通知的要求和业内通行做法，格式未明文规定
    违反：引言只写“现公布本机关年度报告。”
    符合：引言写了依据《条例》、期限为1月1日至12月31日、网址和电话。
    """
    return _unspoken(preface, context, lambda names: f"没有写{names}。请考虑补写")


@rule("texts")
def problems_empty(context: Context) -> Iterator[Finding]:
    """Section five names a problem and what is done about it.

    标题：第五部分没有写问题或者措施
    程度：存疑
    层级：1
    应当：第五部分不写“无”，写明存在的问题，并逐条提出改进措施。
    原因：只写成绩或者只写“无”的，属于敷衍，会被退回。
    来源：国办公开办函〔2021〕30号（逐条提出改进措施）；各地评估通报
    违反：第五部分只写“无。”
    符合：第五部分写“一是解读形式单一，将增加图解和视频。”
    """
    for section, text in context.texts():
        nothing = _any_of(section.nothing)
        if nothing is not None and nothing.fullmatch(_MARKS.sub("", text)):
            yield problems_empty.finding(
                f"{section.title}：只写了“{text.strip()}”。请写明存在的问题，并逐条提出改进措施。",
                section=section.name,
                quote=text.strip(),
            )
        else:
            mine = context._replace(only=section)
            yield from _unspoken(problems_empty, mine, lambda names: f"没有写{names}。请补写")


@rule("texts")
def text_unread(context: Context) -> Iterator[Finding]:
    """A text is short enough to be read to its end.

    标题：文字太长，后面的句子没有检查
    程度：提示
    层级：1
    应当：一个部分的文字不超过一万句。
    原因：年报的一个部分不过几百句，再长的多是误贴进来的；后面的句子不再与表格核对。
    来源：nianbao 的约定
    违反：第一部分粘贴了一万多行的数据。
    符合：第一部分只有几百句。
    """
    for section, text in context.texts():
        if len(text) > MOST and len(sentences_of(text)) >= MOST:
            yield text_unread.finding(
                f"{section.title}：文字超过 {MOST} 句，后面的没有检查。"
                "请删去误贴的内容，或者自行核对后面的句子。",
                section=section.name,
            )


@rule("texts")
def overview_length(context: Context) -> Iterator[Finding]:
    """A section with a usual length keeps to it.

    标题：第一部分过长
    程度：提示
    层级：1
    应当：第一部分一般在 1000 字左右。
    原因：第一部分是概述，过长的多是工作总结，要求删减。
    来源：武政办发〔2025〕54号等地方通知，各地不尽相同
    违反：第一部分写了 2600 字。
    符合：第一部分写了 900 字。
    """
    for section, text in context.texts():
        usual = section.usual_length
        if usual is None or len(text) <= usual:
            continue
        length = len("".join(text.split()))
        for figure in figures(text, context.report.edition) if "{" in text else ():
            length -= len("".join(figure.source.split())) - _USUAL_DIGITS
        if length > usual * _LEEWAY:
            yield overview_length.finding(
                f"{section.title}：有 {length} 字，一般在 {usual} 字左右，多 {length - usual} 字。"
                "请考虑精简。",
                section=section.name,
            )


def _unspoken(of: Rule, context: Context, say: Callable[[str], str]) -> Iterator[Finding]:
    """A finding for a text that does not speak of all that a rule asks for.

    What is asked only of some offices is a finding of its own, and but a hint.
    """
    for section, text in context.texts():
        missing = [
            aspect
            for aspect in section.aspects
            if aspect.rule == of.name
            and aspect.is_asked_of(context.report.organ)
            and not aspect.is_spoken_of(text)
        ]
        for some, severity in ((False, of.severity), (True, Severity.HINT)):
            names = "".join(f"“{one.name}”" for one in missing if bool(one.organs) == some)
            if names:
                finding = of.finding(f"{section.title}：{say(names)}。", section=section.name)
                yield finding._replace(severity=severity)


def _figures_masked(text: str, edition: Edition) -> str:
    """The text with zeros for each figure, whose address is no text; every place stays the same."""
    pieces, end = [], 0
    for figure in figures(text, edition) if "{" in text else ():
        pieces += [text[end : figure.start], "0" * len(figure.source)]
        end = figure.end
    return "".join([*pieces, text[end:]])


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for any of them; `re` keeps what it compiled."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def _placeholders(text: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    """What holds the place of something in a text, and where it stands."""
    begun = 0
    for line in text.split("\n"):
        for words, start in _placeholders_of(line, patterns):
            yield words, (begun + start, begun + start + len(words))
        begun += len(line) + 1


@lru_cache(maxsize=1024)
def _placeholders_of(line: str, patterns: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The same of a line, each with where it begins; most lines stay as they are for long."""
    pattern = _any_of(patterns)
    return tuple((one[0], one.start()) for one in pattern.finditer(line)) if pattern else ()


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of what was found with the clause it stands in, as far as that is short."""
    first, last = max(start - _LONGEST_CLAUSE, 0), min(end + _LONGEST_CLAUSE, len(text))
    while start > first and text[start - 1] not in _CLAUSE:
        start -= 1
    while end < last and text[end] not in _CLAUSE:
        end += 1
    return start, end
