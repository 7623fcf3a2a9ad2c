"""Reasons that are often the right ones, offered where a warning is explained."""

from __future__ import annotations

from nianbao.checks.catalogue import RULES
from nianbao.checks.finding import Finding

_AGAINST_LAST_YEAR, _AGAINST_TEXT = 2, 4
_CHECKED = "已对照台账核对，情况属实。"
_BY_RULE = {
    "in-force": (
        "修改的文件也计为制发。",
        "有文件到期自行失效。",
        "清理后重新统计了现行有效的件数。",
    ),
    "items-carried": ("事项清单重新统计，口径与上年不同。",),
    "blank-cells": ("本机关没有这几类申请人的申请，原文即为空白。",),
    "rules-competence": ("本机关依法有规章制定权。",),
    "deadline": ("当地通知规定的日期较晚。",),
}
_BY_LEVEL = {
    _AGAINST_LAST_YEAR: ("统计口径与上年不同。", "工作量确有较大变化。"),
    _AGAINST_TEXT: ("文中所说的范围与表格不同。",),
}


def reasons(finding: Finding) -> tuple[str, ...]:
    """The reasons to choose from, the one that most often holds first."""
    level = next((rule.level for rule in RULES if rule.name == finding.rule), 1)
    return (_CHECKED, *_BY_RULE.get(finding.rule, ()), *_BY_LEVEL.get(level, ()))
