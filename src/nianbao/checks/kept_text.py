"""The rule about what a text keeps of last year's."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.finding import Finding
from nianbao.checks.rule import Context, rule
from nianbao.report.kept_text import last_years_text
from nianbao.report.live_figures import fill
from nianbao.report.typed_numbers import format_number

_LONGEST = 40


@rule("texts")
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
        for figure in before.kept_figures(text):
            kept.setdefault(figure.sentence, []).append(format_number(figure.value))
        for sentence, numbers in kept.items():
            quote = fill(sentence, report)
            shown = quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
            yield text_figure_unchanged.finding(
                f"{section.title}：“{shown}”与上年原句相同，其中的 {'、'.join(numbers)} 请核对；"
                "确实与上年相同的，可以说明。",
                section=section.name,
                quote=quote,
            )
