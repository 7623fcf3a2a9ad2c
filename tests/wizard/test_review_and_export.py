"""The review and the export."""

import re
import sys
from pathlib import Path

import pytest

from nianbao import operations
from nianbao.checks.checking import check
from nianbao.report.new_report import filled_with_zeros
from nianbao.wizard.field import Field
from tests.wizard.session import ORGAN, PERSON, SIZES, TEXTS, sample, whole, wizard, write
from tests.wizard.test_walk import BROKEN

TEMPLATE = Path(__file__).parents[1] / "data" / "政务公开年报模版.docx"
Formats = tuple[tuple[tuple[str, ...], operations.ExportFormat, dict[str, bool]], ...]


def endings(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


@pytest.mark.parametrize("size", SIZES)
async def test_review_shows_the_report_and_what_was_found(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    file = write(tmp_path / "年报.toml", whole("requests", BROKEN))
    async with wizard(tmp_path, file, size=size) as session:
        await session.press("f5")
        assert "错误" in session.text
        assert re.search(r"错误 \d+ 处  存疑 \d+ 处(  提示 \d+ 条)?( |$)", session.line("存疑 "))
        assert "1 ! 错误 自然人：" in session.text
        assert session.widest <= size[0]
        assert "F5" not in session.footer
        # The cell a finding is about, with its number, in a table of which no head is cut off.
        assert any("|" in line and "!1" in line for line in session.lines)
        await session.press("tab")
        while "总计|" not in session.text:
            before = session.text
            await session.press("up")
            assert session.text != before


async def test_enter_goes_to_the_place_and_the_repair_returns(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", whole("requests", BROKEN))
    async with wizard(tmp_path, file) as session:
        await session.press("f5", "enter")
        assert "三、" in session.lines[0]
        assert "[" in session.line("（七）总计")
        await session.press("escape")
        assert "核对" in session.lines[0]
        await session.press("1", "up", "up", "up")
        await session.press("home", "ctrl+home", "1", "enter")
        assert "核对" in session.lines[0]
        assert session.report.cells[f"{PERSON}.received"] == 1
        assert "核对完毕" in session.text or "! 错误 自然人：" not in session.text


async def test_when_nothing_is_open_it_says_what_was_not_checked(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(narrative=TEXTS)))
    async with wizard(tmp_path, file) as session:
        assert "  未发现问题" in session.line(" 8 核对")
        await session.press("ctrl+r")
        assert session.shows("核对完毕，未发现问题。未核对：与上年的衔接（没有上年年报）。")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_task_list_and_review_count_the_same(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    report = sample({"disclosure.rules.issued": 1, **BROKEN}, {"overview": TEXTS["overview"]})
    async with wizard(tmp_path, write(tmp_path / "年报.toml", report), size=size) as session:
        await session.press("4", "escape")
        listed = check(session.report)
        shown = [int(number) for number in re.findall(r"(\d+) [处条]", session.line(" 8 核对"))]
        assert sum(shown) == len(listed)
        assert "  未填完" in session.line(" 8 核对")
        await session.press("f5")
        errors = sum(finding.is_error for finding in listed)
        assert session.shows(f"错误 {errors} 处")
    blank = write(tmp_path / "空.toml", sample(narrative={"overview": TEXTS["overview"]}))
    async with wizard(tmp_path, blank, size=size) as session:
        row = session.line(" 8 核对")
        assert f"已填的部分未发现问题，另有 {len(check(session.report))} 处未填完" in row


async def test_the_printed_form_is_scrolled_with_the_keys(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(BROKEN))
    async with wizard(tmp_path, file) as session:
        await session.press("f5", "tab")
        before = session.text
        await session.press("pagedown")
        assert session.text != before


async def test_every_format_is_exported_as_the_command_does(tmp_path: Path) -> None:
    texts = {
        "overview": "新收{requests.total.received}件。",
        "problems": "乙。",
        "other_matters": "未收取信息处理费。",
    }
    report = filled_with_zeros(sample(narrative=texts))
    file = write(tmp_path / "年报.toml", report)
    async with wizard(tmp_path, file) as session:
        name = f"{ORGAN}2025年政府信息公开工作年度报告"
        formats: Formats = (
            (("1",), "docx", {}),
            (("２",), "html", {}),
            (("3", "1"), "xlsx", {}),
            (("3", "3"), "html", {"fragment": True}),
            (("3", "4"), "md", {}),
            (("3", "5"), "txt", {}),
            (("3", "6"), "json", {}),
        )
        for digits, to, how in formats:
            await session.press("f2", "9", *digits)
            assert f"{name}.{to}" in session.text
            assert session.widest <= 80
            # Once more where the page is there already and is asked about.
            await session.press("enter", *["enter" for _ in how])
            path = tmp_path / f"{name}.{to}"
            assert session.shows(f"已导出：{path}")
            assert path.read_bytes() == operations.export(session.report, to, **how)  # type: ignore[arg-type]
        await session.press("escape")
        assert "1 Word" in session.text
        await session.press("escape")
        assert "9 导出" in session.text


async def test_the_offices_own_word_file_is_used_and_remembered(tmp_path: Path) -> None:
    template = tmp_path / "样张.docx"
    template.write_bytes(TEMPLATE.read_bytes())
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample()))
    async with wizard(tmp_path, file) as session:
        await session.press("f12", "2")
        assert "模板" not in session.text
        await session.press("escape", "f12", "tab")
        assert session.shows("不填就照公文格式")
        await session.type("没有.docx")
        await session.press("enter", "enter", "enter", "enter")
        assert session.shows("! 没有“没有.docx”这个模板")
        field = session.app.screen.query_one("#template", Field)
        field.value = "样张.docx"
        await session.press("enter")
        path = tmp_path / f"{ORGAN}2025年政府信息公开工作年度报告.docx"
        assert session.shows(f"已导出：{path}")
        expected = operations.export(session.report, "docx", template=template.read_bytes())
        assert path.read_bytes() == expected
        name = session.app.screen.query_one("#name", Field)
        name.value = "样张.docx"
        await session.press("enter")
        assert session.shows("! 这是年报或模板本身的文件")
        await session.press("escape", "f12")
        assert session.app.screen.query_one("#template", Field).value == str(template)


async def test_an_existing_file_is_asked_about(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    other = tmp_path / f"{ORGAN}2025年政府信息公开工作年度报告.docx"
    other.write_text("别人的", encoding="utf-8")
    async with wizard(tmp_path, file) as session:
        await session.press("f12", "enter", "enter")
        assert session.shows(".docx 已经存在")
        assert other.read_text(encoding="utf-8") == "别人的"
        await session.type("x")
        await session.press("enter")
        assert other.read_text(encoding="utf-8") == "别人的"


async def test_open_errors_are_named_once(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(BROKEN))
    async with wizard(tmp_path, file) as session:
        await session.press("f12", "3", "4", "enter")
        assert "还有错误" in session.text
        assert ".md" not in endings(tmp_path)
        await session.press("enter")
        assert ".md" in endings(tmp_path)


async def test_what_is_not_installed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nianbao.writers.word", None)
    file = write(tmp_path / "年报.toml", whole("", {}))
    async with wizard(tmp_path, file) as session:
        await session.press("f12", "1", "enter")
        assert session.shows("导出 Word 要用 python-docx，这里没有安装")
        assert session.shows("nianbao[office]")
        monkeypatch.undo()
        monkeypatch.setattr("nianbao.writers.pdf.converter", lambda: None)
        await session.press("f2", "f12", "3", "2", "enter")
        await session.app.workers.wait_for_complete()
        await session.press()
        assert session.shows("转成 PDF 要用 LibreOffice，这里没有找到")
    assert {".docx", ".pdf"}.isdisjoint(endings(tmp_path))


async def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("f12", "tab", "tab")
        await session.type("没有")
        await session.press("enter", "enter", "enter")
        assert session.shows("这个文件夹，请核对")
