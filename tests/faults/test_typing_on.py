"""Ten minutes of typing, key after key as fast as they are echoed: never a pause, nothing lost."""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report, filled_with_zeros
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import saved
from tests.faults.size import runs, told

KEYS = runs(25, 3_000)
"""At five a second, three thousand take ten minutes."""

LONGEST_PAUSE = 5.0
"""Seconds; on a machine busy with other things only a real stop is one."""

SENTENCE = "本年度收到申请十二件，均已按期答复；全年主动公开信息三百余条，更新机构职能两次。"


def _answered(terminal: Terminal, before: int, _: list[str]) -> bool:
    return terminal.bytes_written > before


def test_typing_on_and_on_never_waits_and_loses_nothing(tmp_path: Path) -> None:
    edition = built_in().for_year(2025)
    file = tmp_path / "年报.toml"
    report = filled_with_zeros(blank_report(edition, "某局", 2025))
    file.write_text(report_to_toml(report), encoding="utf-8")
    typed = "".join(islice(cycle(SENTENCE), KEYS))
    echoes = []
    with Terminal(
        [sys.executable, "-m", "nianbao", file.name],
        tmp_path,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as terminal:
        terminal.wait_for("核对（F5）")
        terminal.press("2")
        terminal.wait_for("字")
        for number, key in enumerate(typed, 1):
            before = terminal.bytes_written
            start = time.perf_counter()
            terminal.type(key)
            terminal.wait_until(partial(_answered, terminal, before), "echo")
            echoes.append(time.perf_counter() - start)
            if number % 120 == 0:
                terminal.press("enter")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert saved(file).narrative["overview"].replace("\n", "") == typed
    told(
        f"{KEYS} keys typed on: echo median {1000 * statistics.median(echoes):.0f} ms, "
        f"longest {1000 * max(echoes):.0f} ms"
    )
    assert max(echoes) <= LONGEST_PAUSE
