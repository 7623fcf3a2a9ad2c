"""The settings screen, and what a settings file does to the wizard."""

import tomllib
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from nianbao.settings import SCHEMA
from nianbao.settings.kinds import Names
from nianbao.wizard.field import Field
from nianbao.wizard.keymap import rebindable, refusal
from nianbao.wizard.screens.settings import CONTROLS
from tests.wizard.session import sample, wizard, write
from tests.wizard.test_walk import BROKEN


def stored(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "config" / "settings.toml").read_text(encoding="utf-8"))


def settings_file(folder: Path, text: str) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text(text, encoding="utf-8")


async def test_every_setting_is_changed_on_the_screen_and_kept(tmp_path: Path) -> None:
    (tmp_path / "年报").mkdir()
    async with wizard(tmp_path) as session:
        await session.press("0")
        assert session.line("界面颜色").split()[1:] == ["[深色]", "浅色", "高对比", "终端自身颜色"]
        await session.press("right")
        assert session.app.theme == "nianbao-light"
        assert "[浅色]" in session.line("界面颜色")
        assert session.footer.endswith("F1 帮助 Esc 返回 Ctrl+Q 退出 Ctrl+P 全部命令")
        await session.press("down", "left", "down")
        await session.type("年报")
        await session.press("down")
        await session.type("没有的")
        await session.press("down")
        assert session.shows("! 没有这个文件夹，没有改")
        await session.type("样张.docx")
        await session.press("down", "down")
        await session.type("某某局")
        await session.press("escape")
        assert session.line("文件夹：").endswith("年报")
        assert session.widest <= 80
    assert stored(tmp_path) == {
        "theme": "light",
        "mouse": False,
        "folders": {"reports": "年报"},
        "export": {"template": "样张.docx"},
        "preface": {"organ": "某某局"},
    }


async def test_every_theme_can_be_drawn(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample(BROKEN))) as session:
        for name in ("浅色", "高对比", "终端自身颜色"):
            await session.press("ctrl+u", "right")
            assert f"[{name}]" in session.line("界面颜色")
            await session.press("escape")
            assert "有问题" in session.text
        for key in ("4", "f5", "f12", "1", "2", "ctrl+p"):
            await session.press("f2", key)
            assert session.widest <= 80


async def test_a_key_is_changed_and_the_footer_help_and_palette_follow(tmp_path: Path) -> None:
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample(BROKEN))) as session:
        await session.press("ctrl+u", *["down"] * 5, "enter")
        before = session.line("核对")
        assert before.split()[:2] == ["F5", "Ctrl+R"]
        session.app.screen.query_one("Menu").choose("review")  # type: ignore[attr-defined]
        await session.press("enter", "a")
        assert session.shows("“a”是单个字符，开着输入法时收不到；请用功能键，或 Ctrl 加字母。")
        await session.press("f12")
        assert session.shows("F12 已经是“导出”的键，请换一个。")
        await session.press("ctrl+w")
        assert session.line("核对").split()[:3] == ["*", "Ctrl+W", "核对"]
        assert stored(tmp_path) == {"keys": {"review": "ctrl+w"}}
        await session.press("escape", "escape")
        assert "Ctrl+W 核对" in session.footer
        assert session.shows("核对（Ctrl+W）")
        await session.press("f1")
        assert session.line("全文和全部问题").split()[:2] == ["Ctrl+W", "核对"]
        await session.press("escape", "ctrl+p")
        await session.type("hd")
        assert session.line("全文和全部问题").split()[:2] == ["Ctrl+W", "核对"]
        await session.press("escape", "f5")
        assert session.shows("核对（Ctrl+W）")
        await session.press("ctrl+w")
        assert " > 核对" in session.lines[0]
        # Back to the key it had at first.
        await session.press("ctrl+u", *["down"] * 5, "enter")
        session.app.screen.query_one("Menu").choose("review")  # type: ignore[attr-defined]
        await session.press("enter", "delete")
        assert session.line("核对").split()[:2] == ["F5", "Ctrl+R"]
    assert stored(tmp_path) == {}


async def test_sentences_name_the_keys_the_user_has(tmp_path: Path) -> None:
    settings_file(
        tmp_path, '[keys]\nundo = "ctrl+w"\nsuggest = "f8"\nnext_problem = "f9"\nquick = "alt+k"\n'
    )
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample(BROKEN))) as session:
        assert not session.shows("settings.toml")
        await session.press("f1")
        assert session.line("快速填报").split()[0] == "Alt+K"
        await session.press("escape", "4", "shift+down", "delete")
        assert session.shows("已清空 2 格，Ctrl+W 撤销。")
        await session.press("f1")
        assert session.shows("勾稽关系不符时按 F8，推算哪一格可能有误")
        await session.press("escape", "f4", "ctrl+end", "enter")
        assert session.shows("已到本表最后一格。F4 下一部分，F2 总览。")
        await session.press("ctrl+w")
        assert "[" in session.line("一、本年新收")


async def test_a_bad_settings_file_is_told_in_one_line_and_costs_only_itself(
    tmp_path: Path,
) -> None:
    settings_file(
        tmp_path,
        'theme = "light"\nmouse = "no"\n[keys]\nexport = "x"\nreveiw = "f9"\nreview = " Shift+F9, Ctrl+W"\n',
    )
    async with wizard(tmp_path, write(tmp_path / "年报.toml", sample(BROKEN))) as session:
        assert session.app.theme == "nianbao-light"
        assert session.shows(
            "settings.toml 第2行：“mouse”应是 true（用）或 false（不用），不加引号"
        )
        assert session.shows("（另有 2 处）")
        assert "Ctrl+W 核对" in session.footer
        assert session.shows("导出（F12）")


async def test_a_folder_that_is_gone_is_told_and_the_present_one_taken(tmp_path: Path) -> None:
    settings_file(tmp_path, '[folders]\nreports = "没了"\nexports = "送审"\n')
    async with wizard(tmp_path) as session:
        assert session.shows("settings.toml 第2行：没有")
        assert session.app.desk.folder == tmp_path
        await session.open(write(tmp_path / "年报.toml", sample()))
        await session.press("f12")
        assert session.app.screen.query_one("#folder", Field).value == str(tmp_path / "送审")


def test_a_keymap_is_refused_with_what_to_do() -> None:
    assert refusal("reveiw", "ctrl+w", {}) == "没有“reveiw”这个命令，是不是 review？"
    assert refusal("back", "ctrl+w", {}) == "没有“back”这个命令。"
    assert refusal("review", "F10", {}) == "F10 终端自己要用，请换一个键。"
    assert refusal("review", "super+x", {}).startswith("不认识“super+x”这个键，可以写")
    assert refusal("review", "ctrl+i", {}) == "Ctrl+I 与 Tab 键分不开，请换一个键。"
    assert refusal("review", "ctrl+w,Ctrl+PgDn", {}) == "Ctrl+PgDn 已经是“下一部分”的键，请换一个。"
    # Two commands may change places.
    assert refusal("review", "f12", {"export": "f5"}) == ""
    assert refusal("export", "f5", {"review": "f12"}) == ""


def test_every_key_of_the_table_can_be_changed_but_what_is_fixed() -> None:
    known = rebindable()
    assert {"help", "overview", "review", "fill_blanks", "quit", "palette"} <= known.keys()
    assert not {"back", "choose"} & known.keys()
    assert known["next_section"].keys == ("f4", "ctrl+pagedown")


def test_the_schema_fits_the_screen() -> None:
    for entry in SCHEMA:
        assert type(entry.kind) in CONTROLS or not entry.on_screen
        assert entry.on_screen or isinstance(entry.kind, Names)
        assert cell_len(entry.title) <= 12
        assert cell_len(entry.about) <= 62, entry.about


async def test_the_wizard_checks_by_the_rules_that_the_settings_choose(tmp_path: Path) -> None:
    settings_file(tmp_path, '[checks]\nignore = ["requests-balance", "requests-concludet"]\n')
    file = write(tmp_path / "年报.toml", sample(BROKEN))
    async with wizard(tmp_path, file) as session:
        (notification,) = session.app._notifications
        told = "".join(notification.message.split())
        assert (
            "“checks.ignore”：没有“requests-concludet”这条规则，是不是requests-concluded（" in told
        )
        rules = {finding.rule for finding in session.document.all_findings}
        assert "requests-balance" not in rules
        assert "blank-cells" in rules
