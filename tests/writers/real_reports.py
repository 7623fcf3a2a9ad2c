"""The published reports of tests/data as reports, and texts to put into them."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report import Report

DATA = Path(__file__).parent.parent / "data"
NAMES = tuple(
    sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))
)

HARD_TEXT = """一、总体情况
全年收到申请 {requests.total.received} 件。
| 规章 | 1 | 2 | 3 |
# 不是标题
---

+----+
1. 甲 *乙* _丙_ `丁` <b>戊</b> [己](庚) \\ &amp; ~~辛~~ $壬$
- 见 https://www.a_b.gov.cn/x_y/ 和 http://c.cn/_d_，邮箱 a_b@x.gov.cn
"""
"""Lines that look like something else, and markup that is meant as typed."""


def real_report(name: str) -> Report:
    """The report of that name, with the numbers that stand in the published document."""
    text = (DATA / f"{name}.expected.json").read_text(encoding="utf-8")
    data = json.loads(text, parse_float=Decimal)
    edition = built_in().get(data["source"]["edition"])
    assert edition is not None
    return Report(edition, data["source"]["organ"], data["source"]["year"], cells=data["cells"])


def busy_report() -> Report:
    """A report with numbers, hard texts, a section without text, and a day of publication."""
    report = real_report("淮安市洪泽区人民政府2024年")
    narrative = {"preface": "引言。", "overview": HARD_TEXT, "requests": "见下表。\n另说明。"}
    return replace(report, narrative=narrative, published=date(2025, 1, 15))
