"""A terminal that draws “ and its like in two cells shows every number in its column all the same."""

import shutil
from pathlib import Path

from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import wizard

EXAMPLE = Path(__file__).parents[2] / "examples" / "两位数字颠倒.toml"
LABEL = "三安全一稳定"


def start(folder: Path, *, wide_marks: bool) -> Terminal:
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "年报.toml")
    return wizard(folder, "年报.toml", wide_marks=wide_marks)


def standing(terminal: Terminal) -> list[list[tuple[int, str]]]:
    """Every digit and ideograph with the cell it stands in, line by line but for the time."""
    return [
        [
            (column, cell)
            for column, cell in enumerate(terminal.cells(line))
            if cell.isdigit() or cell > "\u4e00"
        ]
        for line in range(1, 24)
    ]


def test_numbers_stand_in_their_columns_where_marks_are_wide(tmp_path: Path) -> None:
    with (
        start(tmp_path / "narrow", wide_marks=False) as narrow,
        start(tmp_path / "wide", wide_marks=True) as wide,
    ):
        for keys, shown in [
            (["4", *["down"] * 8], f"“{LABEL}”"),
            (["8", "8"], "88]"),
            (["enter", "f5"], "问题"),
            (["tab", "pgup"], "|"),
        ]:
            for terminal in (narrow, wide):
                terminal.press(*keys)
                terminal.wait_for(plain(shown) if terminal is wide else shown)
                terminal.wait_idle()
            assert standing(narrow) == standing(wide), keys
            lines = [line for line in narrow.screen() if shown in line]
            assert all(plain(line) in wide.screen()[1:] for line in lines if "“" in line)


def plain(line: str) -> str:
    """A line with the marks that a terminal may draw in two cells put into one."""
    return line.replace("“", '"').replace("”", '"')


def test_what_is_typed_ahead_of_the_answer_is_all_there(tmp_path: Path) -> None:
    with start(tmp_path / "wide", wide_marks=True) as terminal:
        terminal.press("4")
        terminal.type("77")
        terminal.wait_for("77]")
        assert not any("R" in line for line in terminal.screen()[1:-1])
