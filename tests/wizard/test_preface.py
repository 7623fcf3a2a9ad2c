"""The preface from a few fields, remembered for the next year."""

from pathlib import Path

from nianbao.settings import read_settings
from tests.wizard.session import ORGAN, sample, wizard, write


async def test_the_usual_preface_is_written_from_fields_and_the_contact_remembered(
    tmp_path: Path,
) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("1", "ctrl+k")
        assert session.widest <= 80
        await session.type("某路1号")
        await session.press("enter", "enter")
        await session.type("0379-63900000")
        assert session.shows("联系（地址：某路1号，电话：0379-63900000）")
        await session.press("enter", "enter", "enter")
        text = session.report.narrative["preface"]
        assert text.startswith("根据《中华人民共和国政府信息公开条例》")
        assert f"{ORGAN}2025年" in text
        assert "电子版" not in text
        await session.press("ctrl+z")
        assert "preface" not in session.report.narrative
        await session.press("ctrl+k", "escape", "ctrl+k", "ctrl+k")
        assert session.report.narrative["preface"] == text
        assert "还原" not in session.text
        # What was written by hand can be had back.
        session.document.set_text("preface", "自己写的引言。")
        await session.press("ctrl+k", "ctrl+k")
        assert session.shows("原来的引言已替换，按 Ctrl+Z 还原。")
        assert session.report.narrative["preface"] == text
        await session.press("ctrl+q")
    assert (
        read_settings(tmp_path / "config").settings.contact == "地址：某路1号，电话：0379-63900000"
    )
    other = write(tmp_path / "另一年.toml", sample(year=2024))
    async with wizard(tmp_path, other) as session:
        await session.press("1", "ctrl+k")
        assert "某路1号" in session.text
        assert "0379-63900000" in session.text
