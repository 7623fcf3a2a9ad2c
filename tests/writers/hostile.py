"""Two hundred strings that some program might obey: every writer has to put them down as text."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from nianbao.report import Report
from tests.writers.real_reports import busy_report

_ACTIONS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "</td></tr></table><a href=javascript:alert(1)>x</a>",
    "]]><x/><![CDATA[",
    "&lt;b&gt;&#60;i&#62;",
    "--><iframe src=//x.cn>",
    "=1+1",
    "=HYPERLINK(\"http://x.cn\",\"甲\")",
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "=cmd|'/c calc'!A1",
    "[甲](javascript:alert(1))",
    "![甲](http://x.cn/a.png)",
    "<http://x.cn>",
    "http://x.cn/?a=1&b=<2>",
    "www.x.cn/_a_",
    "{requests.total.received}<b>",
    "\x1b[31m红\x1b[0m",
    "\x1b]8;;http://x.cn\x07甲\x1b]8;;\x07",
    "\x9b2J",
    "\x07\x08\x7f\x00",
    "\u202e甲乙\u202c",
    "\u2066甲\u2069\u200f",
    "a\ufffeb\uffffc",
    "w:instrText HYPERLINK \"http://x.cn\"",
    "{ INCLUDETEXT \"/etc/passwd\" }",
    "<w:br/><w:p/>",
    "_x000D_\u2028\u2029",
    "%2e%2e/../../etc",
    "'quoted'\"",
    "```\n# 甲\n```",
)  # fmt: skip
_AROUND = ("{}", "甲{}乙", "\t{} ", "{}\n{}", "\u3000{}。", "（一）{}")

_MADE = [around.replace("{}", action) for action, around in product(_ACTIONS, _AROUND)]
HOSTILE = (*_MADE, "", " ")
"""198 strings made of each action in each surrounding, and two of nothing."""

FORBIDDEN = frozenset(
    {
        *map(chr, (*range(9), *range(11, 13), *range(14, 32), *range(127, 160))),
        *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    }
)
"""What must stand nowhere in a published document."""


def hostile_report(said: str) -> Report:
    """A report in which office, title and every text say it."""
    report = replace(busy_report(), organ=said, title=said, narrative={})
    for section in report.edition.texts:
        report = replace(report, narrative={**report.narrative, section.name: said})
    return report


def all_hostile() -> Report:
    """One report with all of them, each a paragraph, and one in the name of its office."""
    return replace(
        busy_report(),
        organ='<b onclick="x()">=1+1|局\u202e\x1b[31m&amp;',
        title="".join(HOSTILE[:40]),
        narrative={section.name: "\n".join(HOSTILE) for section in busy_report().edition.texts},
    )
