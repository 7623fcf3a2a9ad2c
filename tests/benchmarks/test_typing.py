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
MOST_TIMES_A_SHORT_TEXT = 5


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 40)])
def test_a_key_in_twenty_thousand_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: int, lines: int
) -> None:
    assert len(PARAGRAPH) <= 600
    text = "\n".join([PARAGRAPH] * (20_000 // len(PARAGRAPH) + 1))
    short, _ = costs(tmp_path / "short", "按照要求，现公布如下。", columns, lines)
    typed, moves = costs(tmp_path / "long", text, columns, lines)
    ratio = min(echo for echo, _ in typed) / min(echo for echo, _ in short)
    with capsys.disabled():
        print()
        where = f"{len(text)} characters, {columns}x{lines}"
        tell(f"a key to its echo, a line, {columns}x{lines}", [echo for echo, _ in short], KEY_MS)
        tell(f"a key to its echo, {where}", [echo for echo, _ in typed], KEY_MS)
        print(f"which is {ratio:.1f} times that in a line (budget {MOST_TIMES_A_SHORT_TEXT})")
        tell(f"a key, sent, {where}", [sent for _, sent in typed], KEY_BYTES, "bytes")
        tell(f"a move, sent, {where}", [sent for _, sent in moves], KEY_BYTES, "bytes")
    assert sorted(sent for _, sent in typed)[len(typed) // 2] <= KEY_BYTES


def costs(
    folder: Path, text: str, columns: int, lines: int
) -> tuple[list[tuple[float, int]], list[tuple[float, int]]]:
    """What keys typed into a section with this text cost, and moves in it: ms and bytes."""
    edition = built_in().for_year(2025)
    report = filled_with_zeros(blank_report(edition, "某局", 2025)).with_text("overview", text)
    folder.mkdir()
    (folder / "年报.toml").write_text(report_to_toml(report), encoding="utf-8")
    command = [sys.executable, "-m", "nianbao", "年报.toml"]
    with Terminal(command, folder, columns=columns, lines=lines) as terminal:
        terminal.wait_for("F1")
        terminal.type("2")
        terminal.wait_for("已写")
        for _ in range(6):
            terminal.press("down")
        settled_bytes(terminal, 1.5)
        typed = [cost(terminal, partial(terminal.type, key), key) for key in "甲乙丙丁戊己"]
        moves = [cost(terminal, partial(terminal.press, "right"), "F1") for _ in range(4)]
    return typed, moves
