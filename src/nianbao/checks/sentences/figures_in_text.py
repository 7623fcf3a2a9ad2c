"""The rules that hold the figures of a sentence against the tables, honest readings first."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.finding import Finding, Severity
from nianbao.checks.rule import Context, Rule, rule
from nianbao.checks.sentences.claims import Claim, claims
from nianbao.checks.sentences.readings import apart, fits, meant, named, nearest, value_of
from nianbao.report import Number, Report
from nianbao.report.live_figures import filled_text
from nianbao.report.typed_numbers import format_number

_LONGEST_QUOTE = 60
NONE = "text-none"


@rule("report")
def text_received(context: Context) -> Iterator[Finding]:
    """What a text says was received is what the table has.

    标题：文中收到申请的数量与表格不一致
    程度：存疑
    层级：4
    应当：文中写的收到、新收、受理申请的件数，与第三部分表格一致；写“受理”的，可以含上年结转。
    原因：同一份报告前后不一致，是退回修改最常见的原因。
    来源：业内通行做法；已发布年报中的实例
    违反：文中写收到申请17件，表中新收总计为95。
    符合：文中写收到申请95件，表中新收总计也是95。
    """
    return _contradictions(text_received, context)


@rule("report")
def text_results(context: Context) -> Iterator[Finding]:
    """What a text says of the results of requests is what the table has.

    标题：文中办理结果的数量与表格不一致
    程度：存疑
    层级：4
    应当：文中写的各种办理结果、结转的件数，与第三部分表格同一行的总计一致。
    原因：同一份报告前后不一致，读者无从判断哪个数是对的。
    来源：业内通行做法；已发布年报中的实例
    违反：文中写结转下年度3件，表中为5。
    符合：文中写结转下年度5件，表中也是5。
    """
    return _contradictions(text_results, context)


@rule("report")
def text_disputes(context: Context) -> Iterator[Finding]:
    """What a text says of reviews and litigation is what the table has.

    标题：文中复议、诉讼的数量与表格不一致
    程度：存疑
    层级：4
    应当：文中写的复议、诉讼件数，与第四部分表格的总计一致；诉讼包括两类起诉。
    原因：同一份报告前后不一致，读者无从判断哪个数是对的。
    来源：业内通行做法
    违反：文中写复议3件，表中复议总计为2。
    符合：文中写复议2件，表中复议总计也是2。
    """
    return _contradictions(text_disputes, context)


@rule("report")
def normative_text(context: Context) -> Iterator[Finding]:
    """What a text says of documents issued, repealed and in force is what the table has.

    标题：文中文件的数量与表格不一致
    程度：存疑
    层级：4
    应当：文中写的规章、规范文件制发、废止、现行有效的件数，与第二部分表格一致。
    原因：这几个数在第一部分和表格里都要写，容易只改一处。
    来源：武威市2025年通知（第一部分和表格都要求填写）
    违反：文中写制发规范文件6件，表中为8。
    符合：文中写制发规范文件8件，表中也是8。
    """
    return _contradictions(normative_text, context)


@rule("report")
def text_none(context: Context) -> Iterator[Finding]:
    """What a text says there was none of is 0 in the table.

    标题：文中写没有，表格里有数
    程度：存疑
    层级：4
    应当：文中写“未收到”“没有”“无”的，表格里相应的数是0。
    原因：多半是沿用了上年的文字，或者数填错了地方。
    来源：业内通行做法；已发布年报中的实例
    违反：文中写未收到政府信息公开申请，表中新收总计为4。
    符合：文中写未收到政府信息公开申请，表中新收总计为0。
    """
    return _contradictions(text_none, context)


def _contradictions(of: Rule, context: Context) -> Iterator[Finding]:
    report = context.report
    known: dict[str, Number | None] = {}
    for section, text in context.texts():
        seen: set[tuple[str, Number, tuple[str, ...]]] = set()
        filled = filled_text(text, report)
        for claim in claims(filled.text, report.edition, report.year, report.organ):
            name = NONE if claim.denies else claim.phrases[0].rule
            if name != of.name or fits(claim, report, known):
                continue
            key = claim.sentence.source, claim.value, claim.phrases[0].means.cells
            place = claim.place and claim.sentence.span(*claim.place)
            if key in seen or (place and filled.holds_figure(*place)):
                continue
            seen.add(key)
            tell = _of_share if claim.is_share else _finding
            found = tell(of, section.name, section.title, claim, report)
            yield found._replace(
                span=filled.source(claim.sentence.start, claim.sentence.end),
                figure=place and filled.source(*place),
            )


def _finding(of: Rule, name: str, title: str, claim: Claim, report: Report) -> Finding:
    phrase = claim.phrases[0]
    means = meant(claim, report.edition)
    expected: Number = value_of(means, report) or 0
    elsewhere = phrase.own_topic and not phrase.about.is_in(claim.sentence.whole)
    several = len({one.means.source for one in claim.phrases}) > 2
    is_hint = claim.is_narrower or phrase.hint or elsewhere or several
    said = "写没有" if claim.denies else f"写 {format_number(claim.value)}"
    near = nearest(claim, report)
    parts = [
        f"{title}：“{shortened(claim.sentence.source)}”{said}，",
        f"表中“{named(means, report.edition)}”为 {format_number(expected)}",
        "" if claim.denies else f"，相差 {format_number(apart(expected, claim.value))}",
        f"；最接近的是{near}" if near else "",
        "。如果文中所说的范围与表格不同，请写明；否则" if is_hint else "。",
        "请核对哪一个对，改正另一个。",
    ]
    found = of.finding(
        "".join(parts),
        cells=tuple(dict.fromkeys(means.cells)),
        expected=expected,
        actual=claim.value,
        imbalance=claim.value - expected,
        section=name,
        quote=claim.sentence.source,
        instead=None if claim.denies or "-" in means.source else f"{{{means.source}}}",
    )
    return found._replace(severity=Severity.HINT) if is_hint else found


def _of_share(of: Rule, name: str, title: str, claim: Claim, report: Report) -> Finding:
    means, whole = claim.phrases[0].means, report.edition.wording.wholes[0]
    part, of_all = value_of(means, report) or 0, value_of(whole, report) or 0
    share = f"，占 {100 * part / of_all:.2f}%" if of_all else ""
    found = of.finding(
        f"{title}：“{shortened(claim.sentence.source)}”写占 {format_number(claim.value)}%，"
        f"表中“{named(means, report.edition)}”为 {format_number(part)}，"
        f"“{named(whole, report.edition)}”为 {format_number(of_all)}{share}。"
        "如果是占别的数的，请写明；否则请核对百分比。",
        cells=tuple(dict.fromkeys((*means.cells, *whole.cells))),
        section=name,
        quote=claim.sentence.source,
    )
    return found._replace(severity=Severity.HINT)


def shortened(sentence: str) -> str:
    """A sentence on one line, at a length at which a message can still be read."""
    line = "".join(sentence.split("\n"))
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
