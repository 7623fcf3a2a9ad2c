"""Ten minutes of typing, key after key as fast as they are echoed: never a pause, nothing lost."""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial
from itertools import cycle
from pathlib import Path

from nianbao.editions import built_in
from nianbao.report.new_report import blank_report, filled_with_zeros
from nianbao.report.toml_writing import report_to_toml
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import saved
from tests.faults.size import runs, told

KEYS = 25
"""How many keys the small run types; the large one goes on until the time is over."""

SECONDS = runs(0, 600)

MOST_GROWN = 30.0
"""MB that the program may take in the large run beyond what it had after the first keys."""

WARM = 200
"""So many keys, after which what is loaded once is loaded."""

LONGEST_PAUSE = 5.0
"""Seconds; on a machine busy with other things only a real stop is one."""

SENTENCE = "本年度收到申请十二件，均已按期答复；全年主动公开信息三百余条，更新机构职能两次。"


def _answered(terminal: Terminal, before: int, _: list[str]) -> bool:
    return terminal.bytes_written > before


def _memory(pid: int) -> float:
    """The MB that a process holds of its own."""
    pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_typing_on_and_on_never_waits_and_loses_nothing(tmp_path: Path) -> None:
    edition = built_in().for_year(2025)
    file = tmp_path / "年报.toml"
    report = filled_with_zeros(blank_report(edition, "某局", 2025))
    file.write_text(report_to_toml(report), encoding="utf-8")
    typed: list[str] = []
    echoes: list[float] = []
    memory: list[float] = []
    with Terminal(
        [sys.executable, "-m", "nianbao", file.name],
        tmp_path,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as terminal:
        terminal.wait_for("核对（F5）")
        terminal.press("2")
        terminal.wait_for("字")
        begun = time.monotonic()
        for key in cycle(SENTENCE):
            if len(typed) >= KEYS and time.monotonic() - begun >= SECONDS:
                break
            before = terminal.bytes_written
            start = time.perf_counter()
            terminal.type(key)
            terminal.wait_until(partial(_answered, terminal, before), "echo")
            echoes.append(time.perf_counter() - start)
            typed.append(key)
            if len(typed) % 120 == 0:
                terminal.press("enter")
            if len(typed) in (1, WARM) or len(typed) % 500 == 0:
                memory.append(_memory(terminal.pid))
        took = time.monotonic() - begun
        memory.append(_memory(terminal.pid))
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert saved(file).narrative["overview"].replace("\n", "") == "".join(typed)
    grown = memory[-1] - memory[min(1, len(memory) - 1)]
    told(
        f"{len(typed)} keys typed on in {took:.0f} s: echo median "
        f"{1000 * statistics.median(echoes):.0f} ms, longest {1000 * max(echoes):.0f} ms, "
        f"{memory[-1]:.1f} MB held, {grown:+.1f} since key {WARM}"
    )
    assert max(echoes) <= LONGEST_PAUSE
    assert grown <= MOST_GROWN
