"""Another program writes the file while it is open here: shown cell by cell, merged by choice."""

from pathlib import Path

from tests.wizard.session import PERSON, sample, saved, wizard, write


async def test_each_difference_is_shown_and_merged_by_choice(tmp_path: Path) -> None:
    at_first = {f"{PERSON}.received": 4, f"{PERSON}.granted": 1, f"{PERSON}.carried_in": 2}
    file = write(tmp_path / "年报.toml", sample(at_first))
    async with wizard(tmp_path, file) as session:
        await session.press("4")
        await session.type("5")
        write(file, sample({**at_first, f"{PERSON}.received": 9, f"{PERSON}.granted": 3}))
        await session.press("enter", "ctrl+s")
        assert "两边有 2 处不同" in session.text
        assert "合并：1 处取文件的，1 处留这里的" in session.line("合并：")
        assert session.line("留这里* ").endswith("自然人：这里 5，文件 9")
        assert session.line("取文件  （一）予以公开").endswith("这里 1，文件 3")
        assert session.widest <= 80
        await session.press("end", "up", "enter", "end", "enter")
        assert "取文件* " in session.text
        assert "留这里  （一）予以公开" in session.text

        write(file, sample({**at_first, f"{PERSON}.received": 8, f"{PERSON}.granted": 3}))
        await session.press("1")
        assert session.shows("刚才又被其他程序改动，请再看一遍")
        assert session.line("留这里* ").endswith("自然人：这里 5，文件 8")
        await session.type("１")
        assert "两边有" not in session.text
    assert saved(file) == sample({**at_first, f"{PERSON}.received": 5, f"{PERSON}.granted": 3})
    assert saved(file.with_name("年报.toml.bak")).cells[f"{PERSON}.received"] == 8


async def test_what_was_written_before_it_was_opened_again_is_merged_too(tmp_path: Path) -> None:
    at_first = {f"{PERSON}.received": 4, f"{PERSON}.granted": 1}
    file = write(tmp_path / "年报.toml", sample(at_first))
    async with wizard(tmp_path, file) as session:
        await session.press("4")
        await session.type("5")
        await session.press("enter", "ctrl+s")
        await session.type("2")
        await session.press("enter")
        session.document._release()
        session.app.walk = None
    there = {**at_first, f"{PERSON}.received": 8}
    write(file, sample(there))
    async with wizard(tmp_path, file) as session:
        assert "在这里关闭以后被其他程序改动，有 2 处" in "".join(map(str.strip, session.lines))
        assert session.line("留这里  ").endswith("自然人：这里 2，文件 （空）")
        assert session.line("取文件  ").endswith(" / 自然人：这里 5，文件 8")
        await session.press("enter")
        assert "在这里关闭以后" not in session.text
        await session.press("ctrl+s")
    mine = {f"{PERSON}.carried_in": 2, "requests.total.carried_in": 2}
    assert saved(file) == sample(there | mine)
