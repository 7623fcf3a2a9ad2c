"""The report's file: written soon after an edit, kept from harm, and what opening says instead."""

from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.editions import built_in
from nianbao.report import Answer
from nianbao.report.saving import replace_file
from nianbao.report.toml_file import read_report
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard import saving_state
from nianbao.wizard.document import Document
from nianbao.wizard.opening import FileInError, LockedByOther, OpeningProblem, OtherDocument
from tests.wizard.desk import ORGAN, Desk, report

UPHELD = "disputes.review.upheld"
GRANTED = "requests.natural_person.granted"
RECEIVED = "requests.natural_person.received"


def test_the_file_follows_an_edit_within_a_second(desk: Desk) -> None:
    document = desk.open()
    assert document.saving.label == ""
    document.type_cell(UPHELD, "2")
    assert document.saving.label == "正在保存"
    document.tick(desk.now)
    assert not desk.path.exists()
    desk.pass_time(document)
    assert "upheld = 2" in desk.text()
    assert document.saving.label == "已保存 10:32"
    assert document.safe


def test_a_burst_of_edits_is_one_write(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = []

    def write(path: Path, data: bytes, **rest: object) -> None:
        writes.append(data)

    monkeypatch.setattr(saving_state, "replace_file", write)
    document = desk.open()
    for typed in "123456":
        document.type_cell(UPHELD, typed)
        desk.pass_time(document, 0.1)
    desk.pass_time(document)
    desk.pass_time(document, 60)
    assert len(writes) == 1


def test_leaving_a_section_writes_the_file(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.leave_section("disputes")
    assert "upheld = 2" in desk.text()


def test_closing_writes_what_is_not_yet_written(desk: Desk) -> None:
    document = desk.open()
    document.type_cell(UPHELD, "2")
    document.close()
    assert desk.open().cell(UPHELD).value == 2


def test_a_file_that_nothing_was_edited_in_is_not_touched(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    before = desk.path.stat()
    document = desk.open()
    desk.pass_time(document, 10)
    document.close()
    after = desk.path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_saving_by_hand_what_is_already_written_touches_nothing(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    desk.path.write_text(f"# 2025年\n{desk.text()}", encoding="utf-8")
    document = desk.open()
    document.save()
    assert desk.text().startswith("# 2025年")
    document.type_cell(UPHELD, "3")
    document.save()
    assert "upheld = 3" in desk.text()


def test_a_file_changed_outside_is_never_overwritten(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.write({UPHELD: 9})
    desk.pass_time(document)
    assert "upheld = 9" in desk.text()
    assert document.saving.changed_outside
    assert "已被其他程序改动" in (document.saving.trouble or "")
    desk.pass_time(document, 60)
    document.save()
    assert "upheld = 9" in desk.text()
    assert not document.safe


def test_what_changed_outside_is_shown_cell_by_cell_and_the_user_decides(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.write({UPHELD: 9})
    desk.pass_time(document)
    (difference,) = [d for d in document.outside() or () if d.address == UPHELD]
    assert (difference.place, difference.here, difference.there) == (
        "行政复议 / 结果维持",
        "3",
        "9",
    )
    document.keep_mine()
    assert "upheld = 3" in desk.text()
    assert "upheld = 9" in desk.path.with_name("年报.toml.bak").read_text("utf-8")
    assert document.safe


def test_taking_what_was_written_outside_can_be_undone(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.write({UPHELD: 9})
    desk.pass_time(document)
    document.take_outside()
    assert document.cell(UPHELD).value == 9
    assert document.saving.trouble is None
    document.undo()
    assert document.cell(UPHELD).value == 3


def test_both_sides_changes_are_merged_by_choice_as_one_step(desk: Desk) -> None:
    desk.write({UPHELD: 2, GRANTED: 1, RECEIVED: 4})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    document.set_text("overview", "这里写的。")
    there = report({UPHELD: 9, GRANTED: 5, RECEIVED: 4}).with_text("problems", "文件里写的。")
    there = replace(there, extra={"note": "自己的"})
    desk.path.write_text(report_to_toml(there), encoding="utf-8")
    desk.pass_time(document)
    found = {item.address: item for item in document.outside() or ()}
    assert found[UPHELD].here_changed
    assert found[UPHELD].there_changed
    taken = {address for address, item in found.items() if item.take}
    assert taken == {GRANTED, "narrative.problems"}

    assert document.merge_outside(taken)
    assert (document.cell(UPHELD).value, document.cell(GRANTED).value) == (3, 5)
    assert document.report.narrative == {"overview": "这里写的。", "problems": "文件里写的。"}
    assert read_report(desk.text(), built_in()).report == document.report
    assert document.report.extra == {"note": "自己的"}
    assert "upheld = 9" in desk.path.with_name("年报.toml.bak").read_text("utf-8")
    assert document.take_told() == ("原文件已另存为 年报.toml.bak：其中有的内容没有采用。",)
    document.undo()
    assert (document.cell(UPHELD).value, document.cell(GRANTED).value) == (3, 1)
    assert document.report.narrative == {"overview": "这里写的。"}


def test_two_long_texts_and_two_answers_are_shown_where_they_differ(desk: Desk) -> None:
    desk.write()
    document = desk.open()
    same = "本年主动公开政府信息，" * 10
    document.set_text("overview", f"{same}共12条。")
    document.answer(Answer("text-x", (), "台账如此"))
    there = report().with_text("overview", f"{same}共21条。")
    there = replace(there, answers=(Answer("text-x", (), "已问科室"),))
    desk.path.write_text(report_to_toml(there), encoding="utf-8")
    desk.pass_time(document)
    text, answers = document.outside() or ()
    assert "共12条" in text.here
    assert "共21条" in text.there
    assert (answers.here, answers.there) == ("1 条，其中“台账如此”", "1 条，其中“已问科室”")


def test_a_report_on_another_form_is_not_merged(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.write(year=2020)
    desk.pass_time(document)
    assert document.outside() is None
    assert not document.merge_outside(())
    assert document.keep_mine()
    assert "year = 2020" in desk.path.with_name("年报.toml.bak").read_text("utf-8")


def test_comments_written_outside_are_kept_in_a_backup(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.path.write_text(f"# 已改\n{desk.text()}", encoding="utf-8")
    desk.pass_time(document)
    assert document.take_outside()
    assert document.cell(UPHELD).value == 2
    assert desk.path.with_name("年报.toml.bak").read_text("utf-8").startswith("# 已改")


def test_what_is_no_report_any_more_can_only_be_written_over(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.path.write_text("不是年报", encoding="utf-8")
    desk.pass_time(document)
    assert document.outside() is None
    assert not document.take_outside()
    assert document.keep_mine()
    assert "upheld = 3" in desk.text()
    assert desk.path.with_name("年报.toml.bak").read_text("utf-8") == "不是年报"


def test_a_file_that_is_gone_is_written_anew(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    desk.path.unlink()
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    assert "upheld = 3" in desk.text()


def test_a_file_that_cannot_be_written_is_told_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes, **rest: object) -> None:
        raise OSError(28, "No space left on device")

    desk.write({UPHELD: 2})
    document = desk.open()
    monkeypatch.setattr(saving_state, "replace_file", refuse)
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    trouble = document.saving.trouble
    assert trouble == "暂未写入文件（磁盘已满），所填内容已另行保存，不会丢失"
    assert document.saving.sentences == f"{trouble}。请删去不用的文件，腾出空间。"
    document.type_cell(UPHELD, "4")
    assert document.cell(UPHELD).value == 4
    monkeypatch.setattr(saving_state, "replace_file", replace_file)
    desk.pass_time(document, 10)
    assert document.saving.trouble is None
    assert "upheld = 4" in desk.text()


def test_comments_are_kept_in_a_backup_before_the_first_write_and_told_once(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    commented = f"# 2025年\n{desk.text()}"
    desk.path.write_text(commented, encoding="utf-8")
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    assert desk.path.with_name("年报.toml.bak").read_text("utf-8") == commented
    (told,) = document.take_told()
    assert "年报.toml.bak" in told
    document.type_cell(UPHELD, "4")
    desk.pass_time(document)
    assert document.take_told() == ()
    assert not desk.path.with_name("年报.toml.bak.2").exists()


def test_our_own_file_is_rewritten_without_a_backup(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    document = desk.open()
    document.type_cell(UPHELD, "3")
    desk.pass_time(document)
    assert not desk.path.with_name("年报.toml.bak").exists()


def test_a_new_report_from_another_is_written_at_once(desk: Desk) -> None:
    document = desk.try_open(first=report({UPHELD: 0}))
    assert isinstance(document, Document)
    assert ORGAN in desk.text()


def test_a_new_report_does_not_take_the_place_of_a_file(desk: Desk) -> None:
    desk.write()
    problem = desk.try_open(first=report())
    assert isinstance(problem, OpeningProblem)
    assert "已经存在" in problem.message


def test_toml_in_error_is_told_with_its_place_and_left_alone(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    broken = desk.text().replace("upheld = 2", "upheld = ２")
    desk.path.write_text(broken, encoding="utf-8")
    problem = desk.try_open()
    assert isinstance(problem, FileInError)
    assert problem.lines[(problem.problems[0].line or 0) - 1] == "upheld = ２"
    assert desk.text() == broken


def test_another_document_is_proposed_for_import(desk: Desk, tmp_path: Path) -> None:
    document = tmp_path / "年报.txt"
    document.write_text("某街道办事处2024年政府信息公开工作年度报告\n", encoding="utf-8")
    problem = desk.try_open(document)
    assert isinstance(problem, OtherDocument)
    assert problem.proposed == desk.path
    desk.write()
    problem = desk.try_open(document)
    assert isinstance(problem, OtherDocument)
    assert problem.proposed.name == "年报.2.toml"


def test_a_folder_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    problem = desk.try_open(tmp_path / "没有" / "年报.toml")
    assert isinstance(problem, OpeningProblem)
    assert "文件夹" in problem.message


def test_a_second_opener_is_told_who_has_it_and_may_read(desk: Desk) -> None:
    desk.write({UPHELD: 2})
    first = desk.open()
    problem = desk.try_open()
    assert isinstance(problem, LockedByOther)
    assert problem.message.startswith("王芳")
    reader = desk.open(read_only=True)
    reader.type_cell(UPHELD, "5")
    reader.set_text("overview", "改动")
    desk.pass_time(reader)
    reader.close()
    assert reader.cell(UPHELD).value == 2
    assert "upheld = 2" in desk.text()
    assert reader.saving.label == "只读"
    taken = desk.try_open(take_over=problem.held)
    assert isinstance(taken, Document)
    first.close()


def test_closing_lets_others_open(desk: Desk) -> None:
    desk.open().close()
    desk.open().close()
