"""What every writer makes of one report, kept to be looked at: `python -m tests.writers.golden` writes it anew.

A Word file and a workbook are kept as the text of their body, line by line, and cell by cell.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from nianbao import operations
from nianbao.report import Report
from nianbao.report.comparison import compare
from nianbao.writers.comparison import Side, comparison_to_text
from nianbao.writers.comparison_page import comparison_to_page
from tests.writers.real_reports import real_report
from tests.writers.word_file import WordFile

FOLDER = Path(__file__).parent / "golden"


def golden_report() -> Report:
    """A report with numbers, blanks, headings of every level, figures and a closing."""
    report = real_report("淮安市洪泽区人民政府2024年")
    narrative = {
        "preface": "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为2024年1月1日至12月31日。",
        "overview": (
            "（一）主动公开\n全年公开“三公”经费等信息<1,234>条 & 视频5条。\n"
            "（二）依申请公开。全年新收申请{requests.total.received}件，"
            "不予公开{requests.total.refused}件。\n"
            "1.规范流程\n（1）一次告知\n\n另见 https://www.example.gov.cn/a_b/。"
        ),
        "requests": "见下表。",
        "problems": "问题：解读不多。\n措施：每季度培训。",
        "other_matters": "未收取信息处理费。",
    }
    return replace(report, narrative=narrative, published=date(2025, 1, 15)).with_cells(
        {"disclosure.fees.amount": None, "requests.natural_person.granted": 41}
    )


def made() -> dict[str, str]:
    """What is kept, by the name of its file."""
    report = golden_report()
    after = report.with_cell("requests.natural_person.granted", 50).with_text("problems", "无。")
    sides = Side("甲.toml", report), Side("乙.toml", after)
    texts = {
        f"report.{to}": operations.export(report, to).decode()
        for to in ("md", "txt", "json", "html")
    }
    return texts | {
        "report.fragment.html": operations.export(report, "html", fragment=True).decode(),
        "report.tables.md": operations.export(report, "md", html_tables=True).decode(),
        "report.80.txt": operations.export(report, "txt", width=80).decode(),
        "report.terminal.txt": operations.show(report, None, 80),
        "report.docx.txt": WordFile(operations.export(report, "docx")).outline(),
        "report.xlsx.txt": _workbook(operations.export(report, "xlsx")),
        "comparison.txt": comparison_to_text(compare(report, after), *sides),
        "comparison.html": comparison_to_page(compare(report, after), *sides),
    }


def _workbook(data: bytes) -> str:
    shown = load_workbook(io.BytesIO(data), data_only=True)
    lines: list[str] = []
    for sheet in shown.worksheets:
        lines.append(f"[{sheet.title}]")
        lines += [
            f"{cell.coordinate}: {cell.value}"
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
