"""Whatever happens to the program or its terminal, what was committed is there again."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import fill_down, saved, start_new, wizard

ORGAN = "金谷园街道办事处"


def enter_three_numbers(terminal: Terminal) -> str:
    name = start_new(terminal, ORGAN, 2024)
    terminal.press("4")
    terminal.wait_for("自然人")
    fill_down(terminal, [12, 3, 7])
    terminal.wait_for("（二）部分公开（区分处理的")
    return name


FIRST_THREE = {
    "requests.natural_person.received": 12,
    "requests.natural_person.carried_in": 3,
    "requests.natural_person.granted": 7,
}


def parts(file: Path) -> dict[str, object]:
    cells = saved(file).cells
    return {address: cells[address] for address in FIRST_THREE if address in cells}


def reopen(home: Path, name: str) -> Terminal:
    terminal = wizard(home, name)
    terminal.wait_for("一、本年新收")
    return terminal


def test_a_killed_program_is_reopened_with_everything_and_its_undo(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        name = enter_three_numbers(terminal)
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    with reopen(tmp_path, name) as terminal:
        terminal.wait_for("12")
        terminal.press("ctrl+z")
        terminal.press("ctrl+z")
        terminal.press("ctrl+s")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert parts(tmp_path / name) == {"requests.natural_person.received": 12}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_with_the_file_written(
    tmp_path: Path, number: signal.Signals
) -> None:
    with wizard(tmp_path) as terminal:
        name = enter_three_numbers(terminal)
        terminal.type("9")
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
    assert parts(tmp_path / name) == FIRST_THREE


def test_a_closed_terminal_loses_nothing(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        name = enter_three_numbers(terminal)
        terminal.hang_up()
        terminal.wait_exit()
    with reopen(tmp_path, name) as terminal:
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert parts(tmp_path / name) == FIRST_THREE


@pytest.mark.parametrize(
    ("columns", "lines", "env"),
    [
        (80, 24, {"NO_COLOR": "1"}),
        (80, 24, {"TERM": "linux"}),
        (120, 40, {}),
    ],
    ids=["no-colour", "linux-console", "large"],
)
def test_numbers_can_be_typed_everywhere(
    tmp_path: Path, columns: int, lines: int, env: dict[str, str]
) -> None:
    with wizard(tmp_path, columns=columns, lines=lines, env=env) as terminal:
        name = enter_three_numbers(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert parts(tmp_path / name) == FIRST_THREE


def in_overview(terminal: Terminal, act: Callable[[], None], shown: str) -> str:
    name = start_new(terminal, ORGAN, 2024)
    terminal.press("2")
    terminal.wait_for("一般不超过")
    act()
    terminal.wait_for(shown)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    return name


def test_a_word_of_six_characters_committed_at_once_arrives_whole(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        name = in_overview(terminal, lambda: terminal.type("政府信息公开"), "政府信息公开")
    assert saved(tmp_path / name).narrative == {"overview": "政府信息公开"}


def test_full_width_digits_are_numbers(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        name = start_new(terminal, ORGAN, 2024)
        terminal.press("4")
        terminal.wait_for("自然人")
        terminal.type("１２")
        terminal.press("enter")
        terminal.wait_for("二、上年结转政府信息公开申请数量")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert saved(tmp_path / name).cells["requests.natural_person.received"] == 12


def test_ten_thousand_pasted_characters_are_all_kept(tmp_path: Path) -> None:
    paragraphs = [f"{number:04}" + "政府信息公开工作" * 24 for number in range(50)]
    text = "\n".join(paragraphs)
    assert len(text) > 9_800
    with wizard(tmp_path) as terminal:
        name = in_overview(terminal, lambda: terminal.paste(text), "0049")
    assert saved(tmp_path / name).narrative == {"overview": text}


def test_a_resize_keeps_the_cell_and_what_is_being_typed(tmp_path: Path) -> None:
    with wizard(tmp_path) as terminal:
        name = enter_three_numbers(terminal)
        terminal.type("42")
        terminal.wait_for("42]")
        terminal.resize(50, 15)
        terminal.wait_for("窗口")
        terminal.resize(120, 40)
        terminal.wait_for("（二）部分公开（区分处理的")
        fill_down(terminal, ["", 5])
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    cells = saved(tmp_path / name).cells
    assert cells["requests.natural_person.partly_granted"] == 42
    assert cells["requests.natural_person.refused_state_secret"] == 5
