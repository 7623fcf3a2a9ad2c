"""The task list, and the way from section to section."""

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from nianbao.editions import built_in
from nianbao.report.new_report import filled_with_zeros
from nianbao.wizard.top_line import fitted
from tests.wizard.session import NOW, ORGAN, PERSON, SIZES, TEXTS, sample, saved, wizard, write

ROWS = [row for row in built_in().for_year(2025).table("requests").rows if not row.optional]
NUMBERS = {"received": 2, "granted": 1, "concluded": 1}
BROKEN = {
    f"{column}.{row.name}": NUMBERS.get(row.name, 0)
    for column in (PERSON, "requests.total")
    for row in ROWS
}


async def test_a_row_that_is_too_long_for_its_window_says_that_it_is_cut(tmp_path: Path) -> None:
    texts = {"overview": "\n".join(f"本年做了第{number}件事。" for number in range(12))}
    write(tmp_path / "去年.toml", sample(narrative=texts, year=2024))
    file = write(tmp_path / "年报.toml", sample(narrative=texts))
    async with wizard(tmp_path, file, last_year=tmp_path / "去年.toml", size=(60, 20)) as session:
        assert session.line("2 一、").endswith("填写中  仍为上年原文 12 段")
        assert session.line("导出（F12）").endswith("..")
        await session.press("ctrl+p")
        assert session.line("Ctrl+F").endswith("..")
        await session.press("escape", "ctrl+f")
        await session.type("科研 部分")
        assert session.line("（二）部分公开").endswith("科研机构  .")
        await session.press("escape", "2", "ctrl+k")
        assert session.line("未制发，有废止或现行有效").endswith("..")
        assert session.shows("【写：")
        await session.press("escape", "f12")
        assert session.line("其他格式").endswith("..")
        for key in ("", "ctrl+u"):
            await session.press(*filter(None, [key]))
            for hint in session.app.screen.query(".hint").results(Static):
                assert cell_len(str(hint.visual)) <= max(hint.size.width, 0), hint.visual
        assert session.widest <= 60


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_passes_the_edge(tmp_path: Path, size: tuple[int, int]) -> None:
    organ = "某某省某某市某某区人民政府某某街道办事处"
    file = write(tmp_path / "年报.toml", sample(BROKEN, organ=organ))
    async with wizard(tmp_path, file, size=size) as session:
        assert session.widest <= size[0]
        await session.press("1")
        for section in session.document.edition.texts[1:]:
            assert session.widest <= size[0]
            await session.press("f4")
            assert section.title in session.lines[0]


async def test_every_section_has_its_true_status(tmp_path: Path) -> None:
    narrative = {"problems": "问题与改进。", "overview": "概述。【写：本年主动公开了多少条】"}
    file = write(tmp_path / "年报.toml", sample(BROKEN, narrative))
    async with wizard(tmp_path, file) as session:
        assert "已完成" in session.line("1 标题和引言")
        assert "填写中  还有 1 处要写" in session.line("2 一、")
        assert "未开始  已填 0/10 格" in session.line("3 二、")
        assert "有问题  错误 2 处" in session.line("4 三、")
        assert "未开始  已填 0/15 格" in session.line("5 四、")
        assert "已完成" in session.line("6 五、")
        assert "未开始" in session.line("7 六、")
        assert "错误 2 处" in session.line("8 核对（F5）")
        assert "Word（送审、公布）  网页（上传网站）  其他格式" in session.line("9 导出（F12）")
        assert "0 全部命令" in session.text


async def test_the_status_follows_every_edit(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("3")
        await session.type("0")
        await session.press("enter", "f2")
        assert "填写中  已填 1/10 格" in session.line("3 二、")
        await session.press("3", "f6", "f6", "f2")
        assert "已完成  已填 10/10 格" in session.line("3 二、")


async def test_the_keys_of_the_walk(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("1")
        for title in [section.title for section in session.document.edition.texts][1:]:
            await session.press("f4")
            assert session.lines[0].split("  已")[0].rstrip().endswith(title)
        assert "F4" not in session.footer
        await session.press("ctrl+pageup")
        assert "五、" in session.lines[0]
        await session.press("ctrl+pagedown")
        assert "六、" in session.lines[0]
        await session.press("ctrl+o")
        assert "8 核对" in session.text


async def test_a_section_opens_where_it_was_left(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "down", "down", "right", "f4", "f3")
        assert "[" in session.line("（一）予以公开")
        await session.press("escape", "4")
        assert "[" in session.line("（一）予以公开")
        assert "商业企业" in session.text


async def test_problems_are_walked_through(tmp_path: Path) -> None:
    cells = BROKEN | {"disputes.review.upheld": 1, "disputes.review.total": 2}
    cells |= {f"disputes.review.{name}": 0 for name in ("corrected", "other_result", "pending")}
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(cells)))
    async with wizard(tmp_path, file) as session:
        await session.press("f8")
        assert "三、" in session.lines[0]
        assert "[" in session.line("（七）总计")
        await session.press("f8")
        assert "三、" in session.lines[0]
        await session.press("f8")
        assert "四、" in session.lines[0]
        await session.press("ctrl+n")
        assert "三、" in session.lines[0]
        await session.press("f7")
        assert "四、" in session.lines[0]


async def test_on_coming_to_a_problem_it_is_told(tmp_path: Path) -> None:
    texts = {"preface": "本报告由办公室编制。", "disputes": "没有案件。"}
    file = write(tmp_path / "年报.toml", sample(narrative=texts))
    async with wizard(tmp_path, file) as session:
        await session.press("f8")
        assert session.lines[0].rstrip().endswith("标题和引言")
        assert session.shows("提示：标题和引言：没有写")
        await session.press("f8")
        assert "四、" in session.lines[0]
        assert session.shows("表是空白的。请填表")


async def test_without_problems_their_keys_are_not_shown(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        assert "下一问题" not in session.footer
        await session.press("f8")
        assert "8 核对" in session.text


async def test_undo_goes_where_it_happened(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        assert "撤销" not in session.footer
        await session.press("4")
        await session.type("7")
        await session.press("enter", "f2")
        assert session.report.cells[f"{PERSON}.received"] == 7
        await session.press("ctrl+z")
        assert f"{PERSON}.received" not in session.report.cells
        assert "[" in session.line("一、本年新收")
        await session.press("ctrl+y")
        assert session.report.cells[f"{PERSON}.received"] == 7


async def test_saving_now_and_by_itself(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4")
        await session.type("7")
        await session.press("ctrl+s")
        assert saved(file).cells[f"{PERSON}.received"] == 7
        assert "已保存 10:32" in session.lines[0]


async def test_trouble_with_saving_stands_below_the_top_line(tmp_path: Path) -> None:
    folder = tmp_path / "盘"
    folder.mkdir()
    file = write(folder / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        shutil.rmtree(folder)
        await session.press("4")
        await session.type("7")
        await session.press("enter", "ctrl+s")
        assert session.lines[0].endswith("未写入文件")
        assert session.lines[1].startswith(" ! 暂未写入文件")
        assert session.shows("请核对路径；在 U 盘或网络文件夹里的，请重新接上。")
        await session.press("ctrl+q")
        assert "返回，继续填写" in session.text
        await session.press("escape")
        assert "[" in session.line("二、上年结转")
        await session.press("ctrl+q", "３")
        assert session.app.return_code == 0


async def test_a_file_changed_by_another_program_is_never_overwritten(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample({f"{PERSON}.granted": 1}))
    async with wizard(tmp_path, file) as session:
        write(file, sample({f"{PERSON}.granted": 5}))
        await session.press("4")
        await session.type("7")
        await session.press("enter", "ctrl+s")
        assert "已被其他程序改动" in session.text
        assert session.shows("这里 1，文件 5")
        assert saved(file).cells[f"{PERSON}.granted"] == 5
        await session.press("1")
        assert session.report.cells[f"{PERSON}.granted"] == 5
        await session.press("ctrl+z")
        assert session.report.cells[f"{PERSON}.granted"] == 1


async def test_an_all_zero_report_is_complete(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", filled_with_zeros(sample(narrative=TEXTS)))
    async with wizard(tmp_path, file) as session:
        for digit in "1234567":
            assert "已完成" in session.line(f" {digit} ")


async def test_wide_windows_keep_the_task_list_beside_the_section(tmp_path: Path) -> None:
    """And the findings, those of the section one is in first."""
    disputed = {"disputes.review.upheld": 1, "disputes.review.total": 2}
    file = write(tmp_path / "年报.toml", sample(BROKEN | disputed))
    async with wizard(tmp_path, file, size=(120, 40)) as session:
        for digit, first in (("4", "自然人"), ("5", "行政复议")):
            await session.press("f2", digit)
            assert "有问题" in session.text
            assert f"! 错误 {first}" in session.line("! 错误")
        await session.pilot.resize_terminal(80, 24)
        await session.pilot.pause()
        assert "有问题" not in session.text


async def test_a_window_too_small_asks_for_a_larger_one(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("4", "down", "down")
        await session.type("12")
        await session.pilot.resize_terminal(50, 18)
        await session.pilot.pause()
        assert "窗口太小，请放大到 60 列 20 行以上" in session.text
        assert "予以公开" not in session.text
        await session.pilot.resize_terminal(90, 30)
        await session.pilot.pause()
        assert "[   12]" in session.line("（一）予以公开")
        await session.press("enter")
        assert session.report.cells[f"{PERSON}.granted"] == 12


def test_the_offices_name_gives_way_first() -> None:
    title, state = "三、收到和处理政府信息公开申请情况", "已保存 10:32"
    whole = fitted("街道办事处", 2025, title, state, 80)
    assert whole.startswith(" 街道办事处  2025年度 > 三、")
    assert whole.endswith("已保存 10:32 ")
    cut = fitted("某某省某某市某某区人民政府某某街道办事处", 2025, title, state, 80)
    assert cut.startswith(" ..")
    assert "街道办事处  2025年度" in cut
    assert cut.replace(state, "    正在保存") == fitted(
        "某某省某某市某某区人民政府某某街道办事处", 2025, title, "正在保存", 80
    )
    narrow = fitted(ORGAN, 2025, title, state, 60)
    assert title in narrow
    assert state in narrow


async def test_the_task_list_and_the_findings_stand_on_either_side_where_there_is_room(
    tmp_path: Path,
) -> None:
    file = write(tmp_path / "年报.toml", sample(BROKEN))
    for width, side in ((120, "left"), (160, "right")):
        async with wizard(tmp_path, file, size=(width, 40)) as session:
            await session.press("4", "f2", "4")
            tasks = session.line("有问题")
            found = session.line("! 错误")
            assert tasks.index("有问题") < 40
            at = cell_len(found[: found.index("! 错误")])
            assert at < 38 if side == "left" else at > width - 38
            assert session.widest <= width
            await session.press("f2", "2")
            assert session.line("有问题").index("有问题") < 40
            await session.press("ctrl+q")


async def test_an_office_of_twenty_characters_costs_no_other_word(tmp_path: Path) -> None:
    organ = "洛阳市西工区金谷园街道办事处政务服务中心"
    file = write(tmp_path / "年报.toml", sample(BROKEN, organ=organ))
    titles = [section.title for section in built_in().for_year(2025).texts]
    async with wizard(tmp_path, file) as session:
        assert len(organ) == 20
        assert session.lines[0].startswith(f" {organ}  2025年度")
        for digit, title in enumerate(titles, 1):
            await session.press("f2", str(digit))
            assert session.lines[0].rstrip().endswith(title)
            assert organ[-10:] in session.lines[0]
        for key, task in (("f5", "核对"), ("f12", "导出")):
            await session.press("f2", key)
            assert session.lines[0].rstrip().endswith(f"{organ}  2025年度 > {task}")
        await session.press("f2", "escape")
        row = session.line(organ)
        assert "2025年度" in row
        assert row.endswith("1月12日 10:32")


@pytest.mark.parametrize(("key", "late"), [("f5", "_print"), ("f5", "_show_place"), ("2", "_look")])
async def test_what_was_put_off_until_a_screen_was_gone_is_dropped(
    tmp_path: Path, key: str, late: str
) -> None:
    file = write(tmp_path / "年报.toml", sample(BROKEN))
    async with wizard(tmp_path, file) as session:
        await session.press(key)
        gone = session.app.screen
        await session.press("f2")
        session.app.screen.call_after_refresh(getattr(gone, late))
        await session.press("f2")
        assert "核对（F5）" in session.text


async def test_the_longest_time_is_never_cut(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample(organ="洛阳市西工区金谷园街道办事处政务服务中心"))
    for size in SIZES:
        async with wizard(tmp_path, file, size=size) as session:
            session.app.desk.clock = lambda: NOW.replace(month=12, day=31, hour=23, minute=59)
            await session.press("escape")
            assert session.line("政务服务中心").endswith("2025年度  填写中 12月31日 23:59")
