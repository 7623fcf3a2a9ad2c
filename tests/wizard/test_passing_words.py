"""What is said in passing goes with the next key, once it could be read."""

from datetime import timedelta
from pathlib import Path

from nianbao.wizard.paragraph import folded
from tests.wizard.session import NOW, sample, wizard, write


async def test_a_word_is_taken_away_by_a_key_when_it_was_read(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample())) as session:
        session.app.notify("[请看] 已填 0：193 格；<undo> 撤销。", timeout=60)
        await session.pilot.pause()
        await session.press("4")
        assert session.shows("[请看] 已填 0：193 格；Ctrl+Z 撤销。")
        session.app.desk.clock = lambda: NOW + timedelta(seconds=4)
        await session.press("down")
        assert not session.shows("[请看]")
        assert "[" in session.line("二、上年结转")


async def test_in_a_narrow_window_all_of_a_word_is_seen(tmp_path: Path) -> None:
    said = "暂未写入文件（没有权限），所填内容已另行保存，不会丢失。请向管理员要权限，或改用自己的文件夹。"
    async with wizard(tmp_path, size=(60, 20)) as session:
        session.app.notify(said)
        await session.pilot.pause()
        lines = folded(said, 54).split("\n")
        assert len(lines) == 2
        assert all(line in session.text for line in lines)
