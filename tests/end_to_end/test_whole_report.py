"""A whole report typed with the keyboard in the real program, from the start screen to the export."""

from pathlib import Path
from random import Random

from nianbao.editions import Edition, Table, built_in
from nianbao.report import Number
from nianbao.report.live_figures import fill
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import command, fill_down, saved, start_new, wizard
from tests.generated import with_totals

ORGAN = "金谷园街道办事处"
YEAR = 2024
TEXTS = {
    "overview": [
        "（一）主动公开。全年公开信息 128 条。",
        "（二）依申请公开。新收申请{requests.total.received}件，都在期限内答复。",
        "（三）政府信息管理、平台建设和监督保障。更新了网站专栏，组织了培训。",
    ],
    "problems": ["存在的主要问题：政策解读形式不多。", "改进措施：每季度组织一次业务培训。"],
    "other_matters": ["2024年发出收费通知，申请人逾期未缴费，未收取信息处理费。"],
}


def edition() -> Edition:
    found = built_in().get("2021")
    assert found is not None
    return found


def entry_order(table: Table) -> list[str]:
    """The addresses of the form's own cells down each column, as Enter walks them."""
    width = max(len(block.columns) for block in table.blocks)
    return [
        table.cell(row, block.columns[index]).address
        for index in range(width)
        for block in table.blocks
        if index < len(block.columns)
        for row in block.rows
        if not row.optional
    ]


def balanced_cells() -> dict[str, Number]:
    """A number for each of the form's 200 cells, all balances kept, hardly any of them trivial."""
    random = Random(20240131)
    form = edition()
    cells: dict[str, Number] = {
        cell.address: random.randint(0, 30) for cell in form.cells.values() if not cell.row.optional
    }
    # A street office makes no regulations, and what it issues is in force.
    cells |= {cell: 0 for cell in cells if cell.startswith("disclosure.rules.")}
    cells["disclosure.normative_documents.in_force"] = 60
    cells = with_totals(form, cells)
    assert len(cells) == 200
    return cells


def numbers_of(table: str, cells: dict[str, Number]) -> list[Number]:
    return [cells[address] for address in entry_order(edition().table(table))]


def type_text(terminal: Terminal, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        if number:
            terminal.press("enter")
        terminal.type(line)


def test_a_whole_report_is_typed_checked_and_exported(tmp_path: Path) -> None:
    cells = balanced_cells()
    requests = numbers_of("requests", cells)
    rows = len([row for row in edition().table("requests").rows if not row.optional])
    with wizard(tmp_path) as terminal:
        name = start_new(terminal, ORGAN, YEAR)

        terminal.press("2")
        terminal.wait_for("一、总体情况")
        type_text(terminal, TEXTS["overview"])

        terminal.press("f4")
        terminal.wait_for("第二十条第（一）项")
        fill_down(terminal, numbers_of("disclosure", cells))

        terminal.press("f4")
        terminal.wait_for("自然人")
        received, *rest = requests[:rows]
        fill_down(terminal, [int(received) + 1, *rest])
        terminal.press("left")
        terminal.wait_for("自然人：本年新收")
        terminal.wait_for("尚有1件未列")
        terminal.press("home", "ctrl+home")
        fill_down(terminal, [received])
        terminal.wait_for("相符")
        terminal.press("right", "up")
        fill_down(terminal, requests[rows:])

        terminal.press("f4")
        terminal.wait_for("行政复议")
        fill_down(terminal, numbers_of("disputes", cells))

        for section in ("problems", "other_matters"):
            terminal.press("f4")
            terminal.wait_for(edition().section(section).title)
            type_text(terminal, TEXTS[section])

        terminal.press("f2")
        terminal.wait_for("已填 175/175 格")
        terminal.press("f5")
        terminal.wait_for("未发现问题")
        terminal.press("f12")
        terminal.wait_for("文件夹")
        terminal.press("3")
        terminal.wait_for("Markdown")
        terminal.press("4", "enter")
        terminal.wait_for("已导出")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0

    report = saved(tmp_path / name)
    assert (report.organ, report.year) == (ORGAN, YEAR)
    assert dict(report.cells) == cells
    assert {key: text.split("\n") for key, text in report.narrative.items()} == TEXTS

    checked = command(tmp_path, "check", name)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "未发现问题" in checked.stdout
    printed = command(tmp_path, "export", name, "--to", "md")
    exported = tmp_path / f"{ORGAN}{YEAR}年政府信息公开工作年度报告.md"
    assert printed.stdout == exported.read_text(encoding="utf-8")
    assert fill(TEXTS["overview"][1], report) in printed.stdout
    assert f"新收申请{cells['requests.total.received']}件" in printed.stdout
