"""What a key costs in a long text: time to its echo, and bytes on the wire."""

import sys
from functools import partial
from pathlib import Path

import pytest

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report, filled_with_zeros
from nianbao.report.toml_writing import report_to_toml
from tests.benchmarks.figures import tell
from tests.benchmarks.test_wizard import cost, settled_bytes
from tests.end_to_end.terminal import Terminal

PARAGRAPH = "收到申请{requests.total.received}件，健全目录，规范流程，加强审查。" * 13
KEY_MS = 30
KEY_BYTES = 1_500


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40)])
def test_a_key_in_twenty_thousand_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: int, lines: int
) -> None:
    edition = built_in().for_year(2025)
    assert len(PARAGRAPH) <= 600
    text = "\n".join([PARAGRAPH] * (20_000 // len(PARAGRAPH) + 1))
    report = filled_with_zeros(blank_report(edition, "某局", 2025)).with_text("overview", text)
    (tmp_path / "年报.toml").write_text(report_to_toml(report), encoding="utf-8")
    command = [sys.executable, "-m", "nianbao", "年报.toml"]
    with Terminal(command, tmp_path, columns=columns, lines=lines) as terminal:
        terminal.wait_for("F1")
        terminal.type("2")
        terminal.wait_for("已写")
        for _ in range(6):
            terminal.press("down")
        settled_bytes(terminal, 1.5)
        typed = [cost(terminal, partial(terminal.type, key), key) for key in "甲乙丙丁戊己"]
        moves = [cost(terminal, partial(terminal.press, "right"), "F1") for _ in range(4)]
    with capsys.disabled():
        print()
        where = f"{len(text)} characters, {columns}x{lines}"
        tell(f"a key to its echo, {where}", [echo for echo, _ in typed], KEY_MS)
        tell(f"a key, sent, {where}", [sent for _, sent in typed], KEY_BYTES, "bytes")
        tell(f"a move, sent, {where}", [sent for _, sent in moves], KEY_BYTES, "bytes")
    assert sorted(sent for _, sent in typed)[len(typed) // 2] <= 2 * KEY_BYTES
