"""The all-zero report of a street office, from last year's file to this year's export, counted."""

import re
import shutil
from pathlib import Path

import pytest

from nianbao.editions import built_in
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.wizard_session import command, saved, wizard

LAST = Path(__file__).parents[2] / "examples" / "西工区金谷园街道办事处2021年.toml"
NEW = "西工区金谷园街道办事处2022年.toml"
MOST_KEYS = 25


class Counted:
    """Presses keys and counts them; text that is typed is not counted."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pressed: list[str] = []

    def press(self, *keys: str, until: str) -> None:
        """Press keys, and wait for what they lead to."""
        self.pressed += keys
        self.terminal.press(*keys)
        self.terminal.wait_for(until)


def start(keys: Counted) -> None:
    """From the start screen to the first question."""
    keys.terminal.wait_for("以上年年报为底稿新建")
    keys.press("2", until="选择上年的年报")
    keys.press("down", "enter", until="带入文字和结转数")
    keys.press("enter", "enter", "enter", until="快速填报")


def answer(keys: Counted) -> None:
    """Every question, as it is proposed."""
    edition = built_in().for_year(2022)
    for question in edition.quick:
        keys.terminal.wait_for(question.question)
        keys.press("enter", until="快速填报" if question is not edition.quick[-1] else "已填 0")
    keys.terminal.wait_for("已填 175/175 格")


def last_years(folder: Path, format: str) -> None:  # noqa: A002
    """Last year's report in a folder, as the file of this program or as a document it exported."""
    if format == "toml":
        shutil.copy(LAST, folder)
    else:
        document = f"{LAST.stem}.{format}"
        exported = command(folder, "export", str(LAST), "--to", format, "-o", document)
        assert exported.returncode == 0, exported.stderr


@pytest.mark.parametrize(("last", "export"), [("toml", "9"), ("docx", "ctrl+e")])
def test_from_last_years_file_to_this_years_export(tmp_path: Path, last: str, export: str) -> None:
    """Without a single function key: many desktops and laptops take some of them."""
    last_years(tmp_path, last)
    with wizard(tmp_path) as terminal:
        keys = Counted(terminal)
        start(keys)
        answer(keys)

        # The text of section five is this year's; typed, as any text is.
        keys.press("6", until="2022年,金谷园")
        terminal.type("2022年的主要问题是政策解读不多；改进措施是每季度培训一次。")
        terminal.wait_for("每季度培训一次")

        keys.press("escape", until="8 核对")
        keys.press(export, until="文件夹")
        keys.press("1", "enter", until="已导出")
        keys.press("ctrl+q", until="")
        assert terminal.wait_exit() == 0

    assert len(keys.pressed) <= MOST_KEYS, keys.pressed
    assert not [key for key in keys.pressed if re.fullmatch(r"f\d+", key)]
    report = saved(tmp_path / NEW)
    assert len(report.cells) == 200
    assert set(report.cells.values()) == {0}
    assert "2022年未收取信息处理费。" in report.narrative["other_matters"]
    assert command(tmp_path, "export", NEW, "--to", "docx", "-o", "b.docx").returncode == 0
    (exported,) = tmp_path.glob("*年度报告.docx")
    assert exported.read_bytes() == (tmp_path / "b.docx").read_bytes()
    checked = command(tmp_path, "check", NEW).stdout
    assert "错误 0 处" in checked
