"""Filling in a report line by line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.report.new_report import filled_with_zeros
from nianbao.wizard import plain
from nianbao.wizard.plain.talk import Command, command_of
from tests.wizard.session import sample, saved, write

IN_FORCE = "disclosure.normative_documents.in_force"


class Dialogue:
    """Types lines into the program and keeps what it said."""

    def __init__(self, folder: Path, name: str = "年报.toml") -> None:
        self.folder, self.path = folder, folder / name
        self.told = ""

    def run(self, *lines: str) -> int:
        """Run it with these lines, and nothing more to read after them."""
        typed: Iterator[str] = iter([f"{line}\n" for line in lines])
        said: list[str] = []
        code = plain.run(
            self.path,
            state_folder=self.folder / "state",
            settings_folder=self.folder / "settings",
            read=lambda: next(typed, ""),
            write=said.append,
        )
        self.told = "".join(said)
        return code


def test_a_whole_report_is_filled_in_and_gone_on_with(tmp_path: Path) -> None:
    talk = Dialogue(tmp_path)
    basics = ["", "某某街道办事处", "２０２５年", "", "明天", "2026-01-20"]
    assert talk.run(*basics, "6", "某路1号", "", "0379-1", "", "", "", "/tc") == 0
    assert "请按 2026-01-31 这样填写日期" in talk.told
    report = saved(talk.path)
    assert (report.organ, report.year, str(report.published)) == (
        "某某街道办事处",
        2025,
        "2026-01-20",
    )
    assert "地址：某路1号，电话：0379-1" in report.narrative["preface"]

    text = ["2", "1", "（一）主动公开", "　　本年收到{本年新收·总计}件。", "。", ""]
    assert talk.run(*text, "1", "九九", "２", "/上一题", "3", "/填0", "") == 0
    assert "尚未写到：依申请公开" in talk.told
    assert "（2/10）规章 / 本年废止件数（现填 九九）：" in talk.told
    assert "规章 / 本年废止件数" in talk.told.partition("! ")[2]
    report = saved(talk.path)
    assert report.narrative["overview"] == "（一）主动公开\n本年收到{requests.total.received}件。"
    assert report.cells["disclosure.rules.issued"] == 1
    assert report.cells["disclosure.rules.repealed"] == 3

    column = ["4", "5", *["0"] * 23, "/核对", "/填0", "／填0", "/撤销", "", "/退出"]
    assert talk.run(*column) == 0
    assert saved(talk.path).cells["requests.natural_person.received"] == 5
    assert "! 自然人：本年新收5" in talk.told
    assert "\x1b" not in talk.told


def test_totals_follow_and_the_column_says_how_it_balances(tmp_path: Path) -> None:
    talk = Dialogue(tmp_path)
    write(talk.path, sample())
    column = ["5"] + ["0"] * 23
    assert talk.run("4", *column) == 0
    assert "自然人" in talk.told
    assert "! 自然人：本年新收5＋上年结转0＝5；总计0＋结转下年度0＝0；尚有5件未列入" in talk.told
    assert "（1/" in talk.told
    assert "总计 / 自然人" not in talk.told
    assert saved(talk.path).cells["requests.total.received"] == 5


def test_texts_are_changed_inserted_and_confirmed(tmp_path: Path) -> None:
    old = "收到申请95件。\n第二段。"
    last = filled_with_zeros(sample({}, {"problems": old, "other_matters": "无。"}, year=2024))
    write(tmp_path / "去年.toml", last)
    report = filled_with_zeros(sample({}, {"problems": old, "other_matters": "无。"}))
    talk = Dialogue(tmp_path)
    write(talk.path, replace(report, last_year="去年.toml"))
    assert (
        talk.run("6", "5", "96", "2", "2", "改了。", "4", "", "2", "1", "/qk", "3", "1", "/tc") == 0
    )
    assert "（仍为上年原文）" in talk.told
    assert "有 1 个数字与上年相同，请逐个确认（Enter 保留，直接输入新数）" in talk.told
    found = saved(talk.path)
    assert found.narrative["problems"].startswith(
        "收到申请96件。\n改了。\n（一）存在的主要问题\n【写："
    )
    assert found.narrative["other_matters"] == "2025年未收取信息处理费。"
    talk.run("6", "5", "", "/tc")
    assert saved(talk.path).answers == ()


def test_quick_filling_asks_and_fills_in_one_step(tmp_path: Path) -> None:
    last = filled_with_zeros(sample({}, {"other_matters": "2024年未收取信息处理费。"}, year=2024))
    write(tmp_path / "去年.toml", last.with_cells({IN_FORCE: 5}))
    talk = Dialogue(tmp_path)
    write(talk.path, replace(sample(), last_year="去年.toml"))
    assert talk.run("8", "1", "", "/上一题", "2", "1", "几件", "", "１", "", "/tc") == 0
    assert "（1/6）本年度收到过" in talk.told
    assert "! 读到“几件”" in talk.told
    assert "数量（直接按回车是 5）" in talk.told
    assert "“2025年未收取信息处理费。”" in talk.told
    report = saved(talk.path)
    assert report.cells[IN_FORCE] == 5
    assert report.cells["requests.total.received"] == 0
    assert "disputes.review.total" not in report.cells
    assert report.narrative["other_matters"] == "2025年未收取信息处理费。"
    # “有” led to the section concerned; the next time only what is open is asked.
    assert "四、" in talk.told.rpartition("请核对。")[2]
    assert talk.run("/撤销", "/kstb", "/fh", "/kstb", *["1"] * 3, "0", "1", "1", "8", "/tc") == 0
    assert "已撤销上一步。" in talk.told
    report = saved(talk.path)
    assert set(report.cells.values()) == {0}
    assert "请输入 1 到 7 的数字" in talk.told


def test_a_warning_is_explained_and_the_text_before_a_table_written(tmp_path: Path) -> None:
    talk = Dialogue(tmp_path)
    write(talk.path, filled_with_zeros(sample({IN_FORCE: 3}, {"overview": "2024年发布信息。"})))
    text = ["/bqwz", "1", "{现行有效件数·规范}件，另{没有}、{ghzf}件", "。", ""]
    assert talk.run("3", *text, "/说明", "", "/说明", "1", "1", "/tc") == 0
    assert "“{ghzf}”引用哪个数" not in talk.told
    assert "“{现行有效件数·规范}”引用哪个数" not in talk.told
    assert "2024年" in talk.told
    assert "已说明" in talk.told
    report = saved(talk.path)
    assert report.narrative["disclosure"] == "{现行有效件数·规范}件，另{没有}、{ghzf}件"
    assert report.answers[0].reason == "已对照台账核对，情况属实。"
    # A part of a name, or the initials of its pinyin, is enough where it fits.
    text = ["/bqwz", "1", "新收｛新收 总计｝件、{bnxszrr}件", "1", "1", "。", ""]
    talk.run("4", *text, "/tc")
    assert "“｛新收 总计｝”引用哪个数" in talk.told
    written = saved(talk.path).narrative["requests"]
    assert written == "新收{requests.total.received}件、{requests.natural_person.received}件"


def test_the_contact_is_remembered_for_the_next_report(tmp_path: Path) -> None:
    talk = Dialogue(tmp_path)
    write(talk.path, sample())
    asked = ["1", "", "", "", "", "6"]
    talk.run(*asked, "某路1号", "471000", "0379-1", "", "", "/tc")
    other = Dialogue(tmp_path, "另一份.toml")
    write(other.path, sample())
    other.run(*asked, "", "", "0379-2", "", "", "/tc")
    assert "地址（现为 某路1号）" in other.told
    assert "原来的引言" not in other.told
    other.run(*asked, "", "", "0379-3", "", "", "/tc")
    assert "原来的引言已替换" in other.told
    written = saved(other.path).narrative["preface"]
    assert "地址：某路1号，邮编：471000，电话：0379-3" in written


@pytest.mark.parametrize("content", ["schema = 1\nedition = 5\n", "公开报告"])
def test_what_cannot_be_opened_is_told_and_untouched(tmp_path: Path, content: str) -> None:
    talk = Dialogue(tmp_path, "报告.txt")
    talk.path.write_text(content, encoding="utf-8")
    assert talk.run("1") == 2
    assert "。" in talk.told
    assert talk.path.read_text(encoding="utf-8") == content


def test_commands_are_read_as_input_methods_give_them() -> None:
    for typed in ("/返回", "／返回", "、返回", "/fh", " ／ＦＨ "):
        assert command_of(typed) is Command.BACK
    assert command_of("返回") is None
    assert command_of("/没有") is None
