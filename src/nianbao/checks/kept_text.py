"""The rules about what a text keeps of last year's."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.checks.sentences.figures_in_text import shortened
from nianbao.report.kept_text import figures_of, last_years_text, sentences
from nianbao.report.live_figures import fill
from nianbao.report.typed_numbers import format_number

_LONGEST = 40
_LEAST_REPEATED = 100
_MOST_REPEATED = 0.8
_SHORTEST = 10
_SHOWN = 3


@rule("figures")
def text_figure_unchanged(context: Context) -> Iterator[Finding]:
    """No figure is kept from last year's text unseen.

    标题：数字与上年原句相同
    程度：存疑
    层级：2
    应当：沿用上年文字的句子里，0 以外的数字已经逐个核对，改成本年的数，或者说明确实与上年相同。
    原因：以上年年报为底稿时，最容易漏改的是句子里的数字。
    来源：nianbao 的约定：沿用上年文字时的通病
    违反：上年写“公开信息 95 条”，本年还是这一句。
    符合：本年改写为“公开信息 103 条”。
    """
    report = context.report
    for section, text in context.texts():
        if section is report.edition.preface:
            continue
        before = last_years_text(section.name, context.last_year, report.year)
        kept: dict[str, list[str]] = {}
        for one in before.kept_sentences(text):
            for figure in figures_of(one.text):
                kept.setdefault(one.text, []).append(format_number(figure.value))
        for sentence, numbers in kept.items():
            quote = fill(sentence, report)
            shown = quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
            yield text_figure_unchanged.finding(
                f"{section.title}：“{shown}”与上年原句相同，其中的 {'、'.join(numbers)} 请核对；"
                "确实与上年相同的，可以说明。",
                section=section.name,
                quote=quote,
            )


@rule("figures")
def text_repeated(context: Context) -> Iterator[Finding]:
    """Sections that are written anew each year are not last year's again.

    标题：与上年年报雷同
    程度：存疑
    层级：2
    应当：第一部分和第五部分不是上年年报的原文。
    原因：格式要求反映本年情况，内容雷同的属于敷衍，会被退回。
    来源：国办公开办函〔2021〕30号；各地通知（不得出现敷衍、雷同）
    违反：第五部分与上年只差年份。
    符合：第五部分写了本年的问题和措施。
    """
    report, last = context.report, context.last_year
    for section, text in context.texts():
        if last is None or section.name not in report.edition.wording.compared:
            continue
        before = last_years_text(section.name, last, report.year)
        known = {one.text for one in (*sentences(before.text), *sentences(before.moved))}
        mine = [one.text for one in sentences(text) if len(one.text) >= _SHORTEST]
        same = [one for one in mine if one in known]
        length, kept = sum(map(len, mine)), sum(map(len, same))
        if length < _LEAST_REPEATED or kept < length * _MOST_REPEATED:
            continue
        shown = "、".join(f"“{shortened(fill(one, report))}”" for one in same[:_SHOWN])
        yield text_repeated.finding(
            f"{section.title}：{100 * kept // length}% 是上年年报的原文（共 {len(same)} 句），如{shown}。"
            "请按本年的情况重写。",
            section=section.name,
        )
