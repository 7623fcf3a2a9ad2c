"""The screen of a mistake of our own: what happened, where the work is, what to do."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from nianbao.wizard.crash_report import Work, crash_report

LONG = Path("/共享盘") / ("政务公开办公室的文件夹" * 9) / f"{'送审稿' * 25}.toml"


def mistake() -> Exception:
    try:
        raise ValueError("正文里的话")
    except ValueError as error:
        return error


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("file", [Path("/共享盘/年报.toml"), LONG])
def test_it_is_one_screen_whatever_the_width_and_the_path(width: int, file: Path) -> None:
    said = crash_report(mistake(), Work(file, written=True), file.with_name("errors.log"), width)
    lines = said.split("\n")
    assert len(lines) <= 19
    assert max(map(cell_len, lines)) < width
    whole = "".join(line.strip() for line in lines)
    for piece in (
        "程序出错",
        "ValueError",
        "所填内容已保存在",
        "怎么办",
        file.name[-20:],
        "errors.log",
    ):
        assert piece in whole
    assert "正文里的话" not in whole


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (Work(Path("/盘/年报.toml"), written=True), "所填内容已保存在 /盘/年报.toml"),
        (Work(Path("/盘/年报.toml"), written=False), "重新打开时会自动恢复"),
        (Work(Path("/盘/年报.toml"), written=False, logged=False), "最后的修改可能没有保存"),
        (Work(None, written=False), "没有内容可丢"),
    ],
)
def test_it_says_where_the_work_is(work: Work, said: str) -> None:
    assert said in crash_report(mistake(), work, None, 200)


def test_the_users_own_folder_is_told_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/wang")
    work = Work(Path("/home/wang/年报/年报.toml"), written=True)
    assert "所填内容已保存在 ~/年报/年报.toml。" in crash_report(mistake(), work, None, 200)
