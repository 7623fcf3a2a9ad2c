"""Sentences about a report's figures whose truth is known, as reports write them.

A pattern names its figures as `{figure}`; a true sentence has the table's numbers, a false one has
one of them wrong. `TUNED` were in sight when the phrases were written, `HELD_OUT` were not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from nianbao.editions import built_in
from nianbao.report import Report

Nones = tuple[tuple[str, tuple[str, ...]], ...]
"""Sentences that say there was none, each with the figures it speaks of."""

TUNED = (
    "全年共收到政府信息公开申请{received}件。",
    "{year}年，我局收到政府信息公开申请 {received} 件，均按期答复。",
    "本年新收政府信息公开申请{received}件，上年结转{carried_in}件。",
    "本年度新收政府信息公开申请数量为{received}件。",
    "共受理依申请公开{received}件。",
    "我局共受理公民、法人和其他组织提出的政府信息公开申请{received}件次。",
    "收到{received}件政府信息公开申请。",
    "全年共收到依申请公开申请{received}宗，办结{concluded}宗。",
    "受理政府信息公开申请{in_all}件（含上年结转{carried_in}件），办结{concluded}件。",
    "全年收到政府信息公开申请{received}件，其中自然人申请{natural}件，法人或其他组织申请{legal}件。",
    "答复政府信息公开申请{concluded}件，其中予以公开{granted}件，部分公开{partly}件，不予公开{refused}件。",
    "办结政府信息公开申请{concluded}件。其中，予以公开{granted}件（占比较高），无法提供{unavailable}件。",
    "依申请公开方面，予以公开{granted}件、部分公开{partly}件、不予公开{refused}件、无法提供{unavailable}件、不予处理{declined}件、其他处理{closed}件。",
    "办结的申请中，因属于国家秘密不予公开的{secret}件。",
    "办理政府信息公开申请，本机关不掌握相关政府信息的{not_held}件，重复申请{repeated}件。",
    "政府信息公开申请结转下年度继续办理{forward}件。",
    "收到政府信息公开申请{received}件，另有{forward}件申请顺延至下年度答复。",
    "因政府信息公开被申请行政复议{review}件，被提起行政诉讼{litigation}件。",
    "信息公开类行政复议{review}件，诉讼{litigation}件。",
    "全年有{review}件政府信息公开行政复议案件。",
    "因政府信息公开引起的行政诉讼{litigation}件。",
    "全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
    "{year}年制定规范性文件{issued}件。",
    "废止行政规范性文件{repealed}件。",
    "截至{year}年12月31日，现行有效规范性文件{in_force}件。",
    "办结政府信息公开申请{concluded}件（含上年结转{carried_in}件）。",
    "一年来，我单位共接收政府信息公开申请\n{received}件。",
    "{year}年度，全局累计收到各类政府信息公开申请共{received}件。",
    "依申请公开工作有序开展，本年受理信息公开申请{received}件，已全部办结。",
    "本年度共受理政府信息公开申请，共计{received}件。",
    "新收政府信息公开申请{received}件，加上上年度结转的{carried_in}件，共办理{in_all}件。",
    "在办理的政府信息公开申请中，予以公开的{granted}件，部分公开的{partly}件，其他处理的{closed}件。",
    "全年办理政府信息公开申请{concluded}件，其中：不予公开{refused}件；不予处理{declined}件。",
    "政府信息公开申请答复情况：予以公开{granted}件，无法提供{unavailable}件，结转下一年度办理{forward}件。",
    "公民提出的政府信息公开申请{natural}件。",
    "本年度发生政府信息公开行政复议案件{review}件。",
    "涉及政府信息公开的行政诉讼案件共{litigation}件。",
    "政府信息公开方面，行政复议{review}件、行政诉讼{litigation}件。",
    "因政府信息公开工作被复议{review}件。",
    "我局全年出台行政规范性文件{issued}件。",
    "按程序印发规范性文件{issued}件，宣布失效规范性文件{repealed}件。",
    "答复申请{concluded}件，信访举报投诉类申请{petition}件。",
    "共收到依申请公开事项{received}件，按时答复率100%。",
)
HELD_OUT = (
    "截至12月31日，本机关共收到政府信息公开申请{received}件，全部依法答复。",
    "本年度我街道受理政府信息公开申请为{received}件。",
    "我局依法规范办理政府信息公开申请，全年新收申请{received}件。",
    "今年共收到依申请公开件{received}件，均在规定期限内答复申请人。",
    "全年共收到政府信息公开申请{received}件，其中，自然人{natural}件、法人或其他组织{legal}件。",
    "处理上，予以公开{granted}件，不予公开{refused}件，结转下年度{forward}件，均为政府信息公开申请。",
    "上年度结转政府信息公开申请{carried_in}件，本年新收{received}件。",
    "{year}年新收到政府信息公开申请{received}件次，较好地满足了公众需求。",
    "政府信息公开申请办理结果：予以公开{granted}件；部分公开{partly}件；无法提供{unavailable}件。",
    "依申请公开的答复中，属于不予公开范围的情形共有不予公开{refused}件。",
    "当年政府信息公开申请答复{concluded}件，结转下年{forward}件。",
    "涉政府信息公开行政复议案件{review}件，行政诉讼案件{litigation}件，均已妥善处理。",
    "共发生信息公开行政诉讼{litigation}起。",
    "因信息公开引起的复议{review}件、诉讼{litigation}件。",
    "全年共制定行政规范性文件{issued}件，均已在网站公开。",
    "现行有效行政规范性文件{in_force}件，全部集中公开。",
)
NEITHER = (
    "全年办理人大代表建议{any}件、政协提案{any}件。",
    "受理群众来信来访{any}件，办结率{any}%。",
    "12345热线受理诉求{any}件，全部按期办结。",
    "主动公开政府信息{any}条，其中网站公开{any}条。",
    "发布政策解读{any}条，回应公众留言{any}条。",
    "全年受理不动产登记申请{any}件。",
    "通过网络收到申请{any}件，信函收到申请{any}件。",
    "{last}年收到政府信息公开申请{any}件。",
    "政府信息公开申请比上年增加{any}件。",
    "收到政府信息公开申请数量同比减少{any}件。",
    "开展政务公开培训{any}次，参加人员{any}人次。",
    "清理规范性文件{any}件，审查合同{any}件。",
    "公开行政许可结果信息{any}条、行政处罚信息{any}条。",
    "作为行政复议机关，全年审理行政复议案件{any}件。",
    "培训行政诉讼应诉人员{any}次。",
    "受理的政府信息公开申请中，涉及征地拆迁的{any}件。",
    "政府信息公开申请中，申请人撤回{any}件，补正{any}件。",
    "政府信息公开行政复议维持{any}件，行政诉讼驳回起诉{any}件。",
    "自2019年以来，累计收到政府信息公开申请{any}件。",
    "上半年收到政府信息公开申请{any}件。",
    "收到政府信息公开申请约{any}件。",
    "现有内部规章制度{any}项，制定工作方案{any}个。",
    "制定规范性文件解读{any}条。",
    "办理答复书模板{any}份，培训{any}次。",
)
NONES = (
    ("{year}年未收到政府信息公开申请。", ("received",)),
    ("全年没有收到政府信息公开申请，无上年结转。", ("received", "carried_in")),
    ("未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。", ("review", "litigation")),
    ("全年无政府信息公开行政复议。", ("review",)),
    ("未制发行政规范性文件。", ("issued",)),
    ("本年度未收到公民、法人或其他组织的政府信息公开申请。", ("received",)),
    ("无因政府信息公开引发的行政诉讼案件。", ("litigation",)),
)
AROUND = (
    "我局高度重视政务公开工作，不断完善制度。",
    "主动公开各类信息 1203 条，发布会 3 次。",
    "（二）依申请公开\n",
    "（四）平台建设。网站全年发布信息四百余条。",
    "扎实推进基层政务公开标准化规范化。",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A text in a report, and whether it contradicts the tables."""

    report: Report
    text: str
    pattern: str
    is_true: bool


def made(random: Random, patterns: tuple[str, ...], rounds: int) -> Iterator[Made]:
    """Each pattern `rounds` times, every other time false, with fresh tables and spellings."""
    for number in range(rounds):
        for pattern in patterns:
            report, values = _report(random)
            names = [name for name in values if f"{{{name}}}" in pattern]
            wrong = random.choice(names) if number % 2 and names else None
            yield _made(random, report, values, pattern, wrong)


def denials(random: Random, rounds: int, patterns: Nones = NONES) -> Iterator[Made]:
    """The sentences that say there was none, every other time false."""
    for number in range(rounds):
        for pattern, names in patterns:
            is_true = number % 2 == 0
            report, _ = _report(random, none=names if is_true else ())
            text = _around(random, pattern.format(year=report.year))
            yield Made(_with(report, text), text, pattern, is_true)


def _made(
    random: Random, report: Report, values: Mapping[str, int], pattern: str, wrong: str | None
) -> Made:
    known = {*values.values(), *_sums(list(values.values()))}
    said = {name: _spelt(random, value) for name, value in values.items()}
    if wrong:
        other = next(n for n in iter(lambda: random.randint(1, 900), 0) if n not in known)
        said[wrong] = _spelt(random, other)
    text = pattern
    while "{any}" in text:
        text = text.replace("{any}", _spelt(random, random.randint(1, 900)), 1)
    share = f"{100 * values['granted'] / values['concluded']:.2f}"
    text = text.format(
        year=report.year, last=report.year - 1, next=report.year + 1, granted_share=share, **said
    )
    text = _around(random, text)
    return Made(_with(report, text), text, pattern, wrong is None)


def _with(report: Report, text: str) -> Report:
    return report.with_text("overview", text)


def _around(random: Random, text: str) -> str:
    before = random.sample(AROUND, random.randint(0, 2))
    after = random.sample(AROUND, random.randint(0, 1))
    joined = [one if one.endswith("\n") else one + random.choice(["", "\n"]) for one in before]
    return "".join([*joined, text, *after])


def _sums(values: list[int]) -> set[int]:
    return {a + b for a in values for b in values} | {abs(a - b) for a in values for b in values}


def _report(random: Random, none: tuple[str, ...] = ()) -> tuple[Report, dict[str, int]]:
    def some(name: str, most: int) -> int:
        return 0 if name in none else random.randint(1, most)

    rows = {
        "granted": some("granted", 200),
        "partly_granted": some("partly", 40),
        "refused_state_secret": some("secret", 30),
        "refused_internal_affairs": some("internal", 30),
        "unavailable_not_held": some("not_held", 90),
        "unavailable_needs_creation": some("creation", 30),
        "declined_petition": some("petition", 30),
        "declined_repeated": some("repeated", 20),
        "closed_other": some("closed", 40),
    }
    concluded = sum(rows.values())
    carried_in, forward = some("carried_in", 30), some("forward", 40)
    received = concluded + forward - carried_in
    if "received" in none:
        received = 0
    legal = random.randint(0, received // 2)
    review, direct, after = some("review", 20), some("litigation", 15), some("litigation", 15)
    issued, repealed, in_force = some("issued", 20), some("repealed", 15), some("force", 150)
    cells = {f"requests.total.{row}": value for row, value in rows.items()}
    cells |= {
        "requests.total.received": received,
        "requests.total.carried_in": carried_in,
        "requests.total.concluded": concluded,
        "requests.total.carried_forward": forward,
        "requests.natural_person.received": received - legal,
        "requests.business.received": legal,
        "disputes.review.upheld": review,
        "disputes.review.total": review,
        "disputes.direct_litigation.upheld": direct,
        "disputes.direct_litigation.total": direct,
        "disputes.litigation_after_review.upheld": after,
        "disputes.litigation_after_review.total": after,
        "disclosure.normative_documents.issued": issued,
        "disclosure.normative_documents.repealed": repealed,
        "disclosure.normative_documents.in_force": in_force,
    }
    values = {
        "received": received, "carried_in": carried_in, "in_all": received + carried_in,
        "concluded": concluded, "forward": forward, "natural": received - legal, "legal": legal,
        "granted": rows["granted"], "partly": rows["partly_granted"],
        "secret": rows["refused_state_secret"], "not_held": rows["unavailable_not_held"],
        "refused": rows["refused_state_secret"] + rows["refused_internal_affairs"],
        "unavailable": rows["unavailable_not_held"] + rows["unavailable_needs_creation"],
        "petition": rows["declined_petition"], "repeated": rows["declined_repeated"],
        "declined": rows["declined_petition"] + rows["declined_repeated"],
        "closed": rows["closed_other"], "review": review, "litigation": direct + after,
        "issued": issued, "repealed": repealed, "in_force": in_force,
        "both": rows["granted"] + rows["partly_granted"], "direct": direct, "after": after,
        "internal": rows["refused_internal_affairs"],
        "creation": rows["unavailable_needs_creation"],
    }  # fmt: skip
    return Report(built_in().for_year(2024), "某市教育局", 2024, {}, cells), values


def _spelt(random: Random, value: int) -> str:
    plain = str(value)
    return random.choice(
        [plain, plain, f" {plain} ", f"{value:,}", plain.translate(_WIDE), chinese(value)]
    )


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(value: int) -> str:
    """A number below 10,000 in Chinese numerals."""
    if value == 0:
        return "零"
    digits, said, gap = "零一二三四五六七八九", "", False
    for tens, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // tens % 10
        if digit:
            said += ("零" if gap else "") + digits[digit] + sign
            gap = False
        elif said:
            gap = True
    return said.removeprefix("一") if said.startswith("一十") else said
