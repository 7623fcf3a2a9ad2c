"""The settings file: read with placed mistakes, written beside what is not ours."""

import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.settings import SCHEMA, Settings, read_settings, write_settings
from nianbao.settings.kinds import Choice, Flag, Keys, Names


def read(folder: Path, text: str) -> tuple[Settings, list[str]]:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    found = read_settings(folder)
    return found.settings, [str(mistake) for mistake in found.mistakes]


def test_without_a_file_all_is_as_by_default(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "nowhere")
    assert (found.settings, found.mistakes) == (Settings(), ())


def test_every_kind_is_read(tmp_path: Path) -> None:
    found, mistakes = read(
        tmp_path,
        """
        theme = "high-contrast"
        mouse = false
        keys = { export = "f12,ctrl+e" }
        [folders]
        reports = " 年报 "
        [preface]
        organ = "某某局"
        [checks]
        ignore = ["placeholder"]
        """,
    )
    assert mistakes == []
    assert found == Settings(
        theme="high-contrast",
        mouse=False,
        keys=(("export", "f12,ctrl+e"),),
        reports_folder="年报",
        organ="某某局",
        ignore=("placeholder",),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '\ntheme = "blue"',
            (
                "settings.toml 第2行：“theme”应是 "
                '"dark"（深色）、"light"（浅色）、"high-contrast"（高对比）、"terminal"（终端自身颜色） '
                "之一，现按默认的来。"
            ),
        ),
        (
            'mouse = "no"',
            "settings.toml 第1行：“mouse”应是 true（用）或 false（不用），不加引号，现按默认的来。",
        ),
        (
            "[folders]\nexports = 3",
            (
                'settings.toml 第2行：“folders.exports”应是一行文字，放在半角引号里，例如 "…"，'
                "现按默认的来。"
            ),
        ),
        (
            "[keys]\nhelp = 1",
            (
                'settings.toml 第2行：“keys.help”应是键的名字，放在半角引号里，例如 "f12,ctrl+e"，'
                "现按默认的来。"
            ),
        ),
        (
            'folders = "a"',
            "settings.toml 第1行：“folders.reports”所在的“folders”应是一张表 […]，现按默认的来。",
        ),
        ('thme = "dark"', "settings.toml 第1行：不认识“thme”，是不是 theme？"),
        (
            "[folders]\nreport = ''",
            "settings.toml 第2行：不认识“folders.report”，是不是 folders.reports？",
        ),
        (
            "theme = 浅色",
            'settings.toml 第1行：文字要放在半角引号里，例如 "某某街道办事处"。设置都按默认的来。',
        ),
        (
            "# 1\na = " + "[" * 9_000,
            "settings.toml 第2行：写得不对，请改正或移走它，设置都按默认的来。",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_costs_only_itself(
    tmp_path: Path, text: str, said: str
) -> None:
    found, mistakes = read(tmp_path, text)
    assert mistakes[0] == said
    assert found == Settings()


@pytest.mark.parametrize(
    "data", [b"\xcd\xf8\xb5\xc4", b"[" * 50_000, b"a = " + b"1" * 90_000, b"#" * 200_000]
)
def test_no_bytes_stop_the_program(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(data)
    found = read_settings(tmp_path)
    assert found.settings == Settings()
    assert len(found.mistakes) == 1


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    found = read_settings(tmp_path)
    assert found.settings == Settings()
    assert [str(mistake) for mistake in found.mistakes] == [
        "settings.toml：这不是普通的文件，没有读，设置都按默认的来。"
    ]


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for_when_settings_change(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    with pytest.raises(OSError, match="Invalid argument"):
        write_settings(tmp_path, Settings(theme="light"))


def test_a_path_that_the_file_cannot_hold_is_left_out(tmp_path: Path) -> None:
    odd = os.fsdecode("模板.docx".encode("gb18030"))
    write_settings(tmp_path, Settings(theme="light", template=odd))
    assert read_settings(tmp_path).settings == Settings(theme="light")


def test_a_key_of_a_newer_version_is_kept_and_not_blamed(tmp_path: Path) -> None:
    _, mistakes = read(tmp_path, 'telescope = 3\n\n[folders]\nattic = "x"\nreports = "y"\n')
    assert mistakes == []
    assert write_settings(tmp_path, Settings(theme="light")) is None
    written = (tmp_path / "settings.toml").read_text(encoding="utf-8")
    assert written == 'telescope = 3\ntheme = "light"\n\n[folders]\nattic = "x"\n'


def test_comments_and_what_could_not_be_read_are_kept_beside(tmp_path: Path) -> None:
    read(tmp_path, "# 我的\nmouse = false\n")
    kept = write_settings(tmp_path, Settings(mouse=False))
    assert kept == tmp_path / "settings.toml.bak"
    assert kept.read_text(encoding="utf-8") == "# 我的\nmouse = false\n"
    (tmp_path / "settings.toml").write_text("theme = ", encoding="utf-8")
    assert write_settings(tmp_path, Settings()) == tmp_path / "settings.toml.bak.2"


VALUES = {
    Choice: st.sampled_from(["dark", "light", "high-contrast", "terminal"]),
    Flag: st.booleans(),
    Keys: st.dictionaries(st.text(max_size=4), st.text(max_size=6), max_size=3).map(
        lambda keys: tuple(keys.items())
    ),
    Names: st.lists(st.text(max_size=4), max_size=3).map(tuple),
}
LINES = st.text(max_size=6).filter(lambda text: text.isprintable() and text == text.strip())


@settings(max_examples=40)
@given(st.fixed_dictionaries({e.field: VALUES.get(type(e.kind), LINES) for e in SCHEMA}))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    chosen = dataclasses.replace(Settings(), **values)  # type: ignore[arg-type]
    write_settings(folder, chosen)
    assert read_settings(folder).settings == chosen


def test_every_setting_is_told_in_chinese() -> None:
    for entry in SCHEMA:
        assert not entry.title.isascii()
        assert entry.about.endswith("。")
        assert entry.default == entry.value_of(Settings())
