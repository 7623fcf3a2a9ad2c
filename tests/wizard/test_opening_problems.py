"""What cannot be opened says why, and leaves the file alone."""

from pathlib import Path

from nianbao.report.lock import Lock
from tests.wizard.session import NOW, PERSON, sample, saved, wizard, write


async def test_a_file_in_error_is_shown_with_its_place(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample({f"{PERSON}.received": 3}))
    good = file.read_text(encoding="utf-8")
    bad = good.replace("received = 3", "recieved = 3")
    file.write_text(bad, encoding="utf-8")
    async with wizard(tmp_path, file) as session:
        assert "打不开 年报.toml" in session.lines[0]
        assert "recieved = 3" in session.text
        assert "行" in session.text
        assert session.shows("文件没有改动")
        await session.press("1")
        assert "打不开 年报.toml" in session.lines[0]
        file.write_text(good, encoding="utf-8")
        await session.press("1")
        assert session.report.cells == {f"{PERSON}.received": 3}


async def test_another_file_can_be_begun_instead(tmp_path: Path) -> None:
    file = tmp_path / "年报.toml"
    file.write_text("organ = ", encoding="utf-8")
    async with wizard(tmp_path, file) as session:
        await session.press("3")
        assert "机关全称" in session.text
        await session.press("escape")
        assert "打不开 年报.toml" in session.lines[0]
        await session.press("escape")
        assert "新建" in session.text
    assert file.read_text(encoding="utf-8") == "organ = "


async def test_a_document_opens_as_an_import(tmp_path: Path) -> None:
    text = Path(__file__).parents[2] / "examples" / "西工区金谷园街道办事处2021年.txt"
    file = tmp_path / "公布.txt"
    file.write_bytes(text.read_bytes())
    async with wizard(tmp_path, file) as session:
        assert "新建年报（导入）" in session.lines[0]
        assert "从 公布.txt 读到 200 格数字；没有存疑。" in session.text
        await session.press("escape")
        assert "1 新建" in session.text
    assert file.read_bytes() == text.read_bytes()


async def test_a_document_that_is_no_report_says_why(tmp_path: Path) -> None:
    file = tmp_path / "信.txt"
    file.write_text("今天天气很好。\n", encoding="utf-8")
    async with wizard(tmp_path, file) as session:
        assert "打不开 信.txt" in session.lines[0]
        assert session.shows("这不是政府信息公开工作年度报告")
        assert "2 打开另一个文件" in session.text


async def test_a_missing_file_is_a_new_report(tmp_path: Path) -> None:
    async with wizard(tmp_path, tmp_path / "新.toml") as session:
        assert "1 标题和引言" in session.text
        assert session.document.path.name == "新.toml"


async def test_a_report_open_elsewhere_can_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample({f"{PERSON}.received": 3}))
    held = Lock.acquire(file, tmp_path / "state", "李强", lambda: NOW)
    assert isinstance(held, Lock)
    async with wizard(tmp_path, file) as session:
        assert "李强" in session.text
        assert "另存为 年报.2.toml" in session.line("2 另存")
        await session.press("2")
        assert session.document.path == tmp_path / "年报.2.toml"
        await session.press("4", "8", "enter", "ctrl+s")
        await session.open(file)
        await session.press("1")
        assert "只读" in session.lines[0]
        await session.press("4", "5", "enter")
        assert session.report.cells == {f"{PERSON}.received": 3}
    held.release()
    assert saved(tmp_path / "年报.2.toml").cells[f"{PERSON}.received"] == 8
    assert saved(file).cells == {f"{PERSON}.received": 3}


async def test_an_import_whose_file_is_taken_elsewhere_loses_nothing(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "examples" / "西工区金谷园街道办事处2021年.txt"
    file = tmp_path / "公布.txt"
    file.write_bytes(source.read_bytes())
    target = tmp_path / "西工区金谷园街道办事处2021年.toml"
    held = Lock.acquire(target, tmp_path / "state", "李强", lambda: NOW)
    assert isinstance(held, Lock)
    for chosen, is_written in (("1", False), ("2", True)):
        async with wizard(tmp_path, file) as session:
            await session.press("enter", "enter", "enter", "enter")
            assert "李强" in session.text
            await session.press(chosen)
            assert session.shows("已导入，读到 200 格数字")
            assert (session.report.year, len(session.report.cells)) == (2021, 200)
            assert session.document.path.exists() is is_written
    assert not target.exists()
    held.release()
