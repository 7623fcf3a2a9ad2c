"""What an import has to say: the `import-…` rules and their titles."""

from __future__ import annotations

from typing import Any

from nianbao.checks.finding import Finding, Severity

TITLES = {
    "import-organ-missing": "没有找到单位名称",
    "import-edition-mixed": "表格的格式不一致",
    "import-section-missing": "没有找到这一部分",
    "import-section-title": "部分的标题与格式不同",
    "import-section-order": "各部分的顺序与格式不同",
    "import-section-unclear": "文字属于哪一部分不确定",
    "import-text-moved": "表格后面的文字移到了表格前面",
    "import-text-left-out": "有文字没有读入",
    "import-table-missing": "没有找到表格",
    "import-row-missing": "表格里没有找到这一行",
    "import-row-unknown": "有数字不知道属于哪一行",
    "import-row-twice": "同一行出现两次，数字不同",
    "import-cell-unclear": "数字属于哪一格不确定",
    "import-cell-unreadable": "格里写的不能填入",
    "import-cell-note": "格里的数字带有说明",
    "import-cell-dash": "格里写的是空白记号",
    "import-picture": "表格可能是图片",
    "import-formula": "公式没有算出结果",
    "import-tracked-changes": "文档里有没有处理的修订",
    "import-amount-unit": "金额的单位需要核对",
}
"""The title of each rule, by its name, in the order of the catalogue."""


def doubt(rule: str, message: str, **details: Any) -> Finding:
    """A doubt of one of the rules above; `details` are the other fields of `Finding`."""
    return Finding(rule, TITLES[rule], Severity.WARNING, message, **details)


def shown(text: str, longest: int = 40) -> str:
    """A text of the document as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def organ_missing() -> Finding:
    """The doubt that no office was found."""
    return doubt(
        "import-organ-missing", "文中没有找到单位名称，请用 --organ 指明，或在“基本信息”里补填。"
    )
