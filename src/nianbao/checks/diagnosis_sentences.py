"""What a diagnosis says to people: which cell is suspect, why, and what becomes of it.

The word is 疑似 or 可能: arithmetic tells which change would put all in order, not what happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.checks.diagnosis_slips import slip
from nianbao.checks.explanation import Change, Diagnosis, Explanation, Kind
from nianbao.editions import Edition
from nianbao.report import Number
from nianbao.report.typed_numbers import format_number

_SLIPS: dict[Kind, str] = {
    "digit-changed": "一位数字录错",
    "digits-swapped": "两位数字颠倒",
    "digit-dropped": "漏录一位数字",
    "digit-doubled": "多录一位数字",
    "total-in-part": "填成了总计的数",
    "last-years-figure": "填成了上年的数",
    "blank-cell": "漏填",
}
_NUMERALS = "〇一二三四五六七八九十"
_NAMED = 3
_GROUP = 5
"""As many candidates as one sum of the disputes has cells: all of them are named."""
_CERTAIN, _MAYBE = "疑似", "可能"
_TODO = "请核对台账后更正"


def explanation_sentence(
    explanation: Explanation, edition: Edition, balances: int, *, certain: bool = False
) -> str:
    """What one explanation supposes, without a full stop at its end.

    Args:
        explanation: the explanation.
        edition: the edition of the report, for the names of rows and columns.
        balances: how many balances it mends.
        certain: whether no other explanation is as simple.
    """
    (first, *others) = explanation.changes[: explanation.suspects]
    # One cell is named again with its value; of several, each was named with its own.
    then = f"改为 {_number(first.after)} 后" if not others else "照此更正后"
    if explanation.kind == "blank-total":
        then = "按各分项之和填写后"
    said = _supposed(explanation, edition, _CERTAIN if certain else _MAYBE)
    return f"{said}；{then}{_moving(explanation)}{_mended(balances)}"


def _supposed(explanation: Explanation, edition: Edition, word: str) -> str:
    """Which cells are suspect, and why."""
    suspects = explanation.changes[: explanation.suspects]
    if explanation.kind == "blank-total":
        return _blank_totals(suspects, edition, word)
    if explanation.kind == "shifted-block":
        return _shifted(suspects, edition, word)
    if explanation.kind in ("moved-column", "moved-row"):
        return _moved(explanation, suspects, edition, word)
    kind = explanation.kind if len(suspects) == 1 else None
    return "；".join(_suspect(change, edition, word, kind) for change in suspects)


def _moving(explanation: Explanation) -> str:
    following = len(explanation.changes) - explanation.suspects
    return f"（{following} 格总计随之更改）" if following else ""


def _mended(balances: int) -> str:
    return f"相关 {balances} 处勾稽关系均相符。{_TODO}"


def diagnosis_sentences(diagnosis: Diagnosis, edition: Edition) -> tuple[str, ...]:
    """The diagnosis in whole sentences: what can be said of it, then the likeliest explanations."""
    explanations, balances = diagnosis.explanations, len(diagnosis.findings)
    if not explanations:
        return (
            f"以上 {balances} 处勾稽关系涉及的格较多，不止几格有误，无法推断是哪几格。"
            "请对照台账逐格核对。"
            if balances > 1
            else "不止几格有误，仅凭勾稽关系无法推断是哪几格。请对照台账逐格核对。",
        )
    if diagnosis.certain:
        return (f"{explanation_sentence(explanations[0], edition, balances, certain=True)}。",)
    if len(explanations) == 1:
        return (f"{explanation_sentence(explanations[0], edition, balances)}。",)
    shown = explanations[: _named(len(explanations))]
    numbered = (
        f"{number}. {_supposed(one, edition, _MAYBE)}{_moving(one)}。"
        for number, one in enumerate(shown, 1)
    )
    return (undecided(diagnosis), *numbered, f"照其中一种更正后，{_mended(balances)}。")


def _named(count: int) -> int:
    """How many of so many explanations are told in sentences."""
    return count if count <= _GROUP else _NAMED


def undecided(diagnosis: Diagnosis, *, lists_all: bool = False) -> str:
    """That arithmetic cannot tell which of several cells it is, and how many ways there are.

    `lists_all`: all of them are listed behind it, not only the likeliest.
    """
    explanations = diagnosis.explanations
    cells = {change.cell for one in explanations for change in one.changes[: one.suspects]}
    count = len(explanations)
    ways = f"共有 {count} 种改法，最可能的"
    ways += "排在前面" if lists_all or _named(count) == count else f" {_NAMED} 种是"
    if all(one.suspects == 1 for one in explanations):
        return f"这{_counted(len(cells))}个数中至少一个有误，仅凭勾稽关系无法判断是哪一个；{ways}："
    return f"仅凭勾稽关系无法判断是哪几格有误；{ways}："


def _suspect(change: Change, edition: Edition, word: str, kind: Kind | None) -> str:
    after = change.after or 0
    kind = kind or slip(change.before, after)[0]
    if change.before is None:
        return f"{_place(change, edition)} 现为空白，{word}漏填了 {_number(after)}"
    reason = _SLIPS.get(kind, "")
    if kind == "times-ten":
        reason = "多录一个 0" if after < change.before else "少录一个 0"
    meant = word if word == _CERTAIN else f"{word}应为"
    said = f"{_place(change, edition)} 现填 {_number(change.before)}，{meant} {_number(after)}"
    return f"{said}（{reason}）" if reason else said


def _moved(
    explanation: Explanation, suspects: Sequence[Change], edition: Edition, word: str
) -> str:
    line = "列" if explanation.kind == "moved-column" else "行"
    listed = "，".join(
        f"{_place(change, edition)} 由 {_number(change.before)} 改为 {_number(change.after)}"
        for change in suspects[: 2 * _NAMED]
    )
    more = f"等 {len(suspects)} 格" if len(suspects) > 2 * _NAMED else ""
    return f"{word}填错了{line}：{listed}{more}"


def _shifted(suspects: Sequence[Change], edition: Edition, word: str) -> str:
    values = "、".join(_number(change.after) for change in suspects)
    first, last = (_place(suspects[at], edition) for at in (0, -1))
    return f"{first} 至 {last} {word}整体错开了一格：其中 {len(suspects)} 格应依次为 {values}"


def _blank_totals(suspects: Sequence[Change], edition: Edition, word: str) -> str:
    return f"{_place(suspects[0], edition)}等 {len(suspects)} 格总计均为空白，{word}整行或整列漏填"


def _place(change: Change, edition: Edition) -> str:
    return edition.cells[change.cell].place


def _number(value: Number | None) -> str:
    return "空白" if value is None else format_number(value)


def _counted(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else f" {number} "
