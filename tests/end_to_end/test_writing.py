"""Texts in a real terminal: words committed by an input method, pastes, figures."""

from pathlib import Path

import pytest

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report, filled_with_zeros
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.wizard_session import saved, wizard


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40)])
def test_an_input_method_writes_words_and_figures(tmp_path: Path, columns: int, lines: int) -> None:
    report = filled_with_zeros(blank_report(built_in().for_year(2025), "某局", 2025))
    file = tmp_path / "年报.toml"
    file.write_text(report_to_toml(report), encoding="utf-8")
    with wizard(tmp_path, file.name, columns=columns, lines=lines) as terminal:
        terminal.wait_for("核对（F5）")
        terminal.type("2")
        terminal.wait_for("[ ]主动公开")
        terminal.type("全年新收政府信息公开申请｛本年新收")
        terminal.wait_for("本年新收·总计  ")
        terminal.press("enter")
        terminal.wait_for("申请{本年新收·总计}")
        terminal.wait_for("随表格自动更新")
        terminal.type("件。")
        terminal.press("enter")
        terminal.wait_until(
            lambda shown: "件。" in shown[terminal.cursor[1] - 1], "cursor below the text"
        )
        terminal.paste("　　" + "发布信息。" * 2_000 + "\r\n")
        terminal.wait_for("已写 100")
        terminal.press("f2")
        terminal.wait_for("核对（F5）")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    lines_written = saved(file).narrative["overview"].split("\n")
    assert lines_written[0] == "全年新收政府信息公开申请{requests.total.received}件。"
    assert [len(one) for one in lines_written[1:]] == [500] * 20
