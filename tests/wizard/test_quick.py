"""Quick filling: answers go in, zeros come out, and nothing that was there is touched."""

from pathlib import Path

import pytest

from nianbao.editions import Edition
from nianbao.report import Report
from nianbao.report.new_report import filled_with_zeros
from tests.wizard.session import ORGAN, PERSON, SIZES, Session, sample, saved, wizard, write

IN_FORCE = "disclosure.normative_documents.in_force"
LICENCES = "disclosure.licences.decisions"
SECTION = "other_matters"
FEE_SENTENCE = "2025年未收取信息处理费。"
FEES_ASKED = "2025年依法收取信息处理费【写：多少元】元，涉及政府信息公开申请【写：多少件】件。"


def own_cells(edition: Edition) -> set[str]:
    return {cell.address for cell in edition.cells.values() if not cell.row.optional}


def all_zero(year: int = 2024, **texts: str) -> Report:
    return filled_with_zeros(sample(None, texts, year=year))


def beside_last_year(folder: Path, this: Report, last: Report) -> Path:
    """This year's file that names last year's beside it."""
    write(folder / "去年.toml", last)
    file = write(folder / "年报.toml", this)
    text = file.read_text(encoding="utf-8")
    year = f"year = {this.year}\n"
    file.write_text(text.replace(year, f'{year}last_year = "去年.toml"\n', 1), encoding="utf-8")
    return file


async def answer_all(session: Session, *keys: str) -> None:
    await session.press("ctrl+p", "k", "s", "t", "enter")
    assert "快速填报" in session.lines[0]
    await session.press(*keys)


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_of_nothing_takes_an_enter_a_question(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    file = beside_last_year(tmp_path, sample(), all_zero())
    async with wizard(tmp_path, file, size=size) as session:
        await answer_all(session)
        for question in session.document.edition.quick:
            assert session.shows(question.question)
            assert session.widest <= size[0]
            await session.press("enter")
        assert "1 标题和引言" in session.text
        assert session.shows("已填 0：200 格")
        assert session.shows("请核对。")
        assert session.report.cells == dict.fromkeys(own_cells(session.document.edition), 0)
        assert session.report.narrative == {SECTION: FEE_SENTENCE}
        await session.press("ctrl+s")
    assert saved(file).cells[f"{PERSON}.received"] == 0


async def test_it_is_one_undo(tmp_path: Path) -> None:
    file = beside_last_year(tmp_path, sample({LICENCES: 4}), all_zero())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1", "enter", "1", "1")
        assert len(session.report.cells) == 200
        await session.press("ctrl+z")
        assert session.report.cells == {LICENCES: 4}
        assert not session.report.narrative
        assert not session.document.can_undo
        await session.press("ctrl+y")
        assert len(session.report.cells) == 200


async def test_escape_fills_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1", "escape")
        assert "1 标题和引言" in session.text
        assert not session.report.cells
        assert not session.document.can_undo


async def test_what_was_filled_and_written_stays(tmp_path: Path) -> None:
    cells = {f"{PERSON}.received": 7, f"{PERSON}.granted": 7, LICENCES: 4, IN_FORCE: 9}
    written = {SECTION: "共收取信息处理费 0.01 万元。"}
    file = write(tmp_path / "年报.toml", sample(cells, written))
    async with wizard(tmp_path, file) as session:
        await answer_all(session)
        assert session.shows("1/4")
        await session.press("1", "1", "1", "1")
        assert {address: session.report.cells[address] for address in cells} == cells
        assert session.report.cells[f"{PERSON}.partly_granted"] == 0
        assert session.report.narrative == written


async def test_some_leaves_the_cells_and_leads_to_the_first_of_them(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "2", "2", "1", "enter", "2", "2")
        assert "二、" in session.lines[0]
        assert session.report.narrative == {SECTION: FEES_ASKED}
        assert set(session.report.cells) == {
            f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force")
        } | {f"disclosure.normative_documents.{name}" for name in ("issued", "repealed")}
        await session.press("escape")
        assert "1 标题和引言" in session.text


async def test_fees_lead_to_their_section(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1", "enter", "1", "２")
        assert "六、" in session.lines[0]
        assert session.report.narrative == {SECTION: FEES_ASKED}


async def test_the_answers_proposed_are_last_years(tmp_path: Path) -> None:
    last = all_zero(other_matters="收取信息处理费 0.01 万元。").with_cells(
        {f"{PERSON}.received": 2, IN_FORCE: 5}
    )
    file = beside_last_year(tmp_path, sample(), last)
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "enter", "enter")
        await session.press("1")
        assert session.shows("按上年年报是 5，按 Enter 采用")
        await session.press("enter", "enter", "enter")
        assert "三、" in session.lines[0]
        assert session.report.cells[IN_FORCE] == 5
        assert f"{PERSON}.granted" not in session.report.cells
        assert session.report.cells["disputes.review.total"] == 0
        assert session.report.cells[LICENCES] == 0
        assert session.report.narrative == {SECTION: FEES_ASKED}


async def test_a_denied_fee_of_last_year_proposes_none(tmp_path: Path) -> None:
    last = all_zero(other_matters="本机关2024年没有收取信息处理费的情况。")
    file = beside_last_year(tmp_path, sample(None, {SECTION: "无其他事项。"}), last)
    async with wizard(tmp_path, file) as session:
        await answer_all(session, *["enter"] * 6)
        assert session.report.narrative[SECTION] == f"{FEE_SENTENCE}\n无其他事项。"


async def test_last_years_sentence_becomes_this_years(tmp_path: Path) -> None:
    text = "2024年未收取信息处理费。无其他事项。"
    file = write(tmp_path / "年报.toml", sample(None, {SECTION: text}))
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1", "enter", "1", "1")
        assert session.report.narrative[SECTION] == f"{FEE_SENTENCE}无其他事项。"


async def test_a_number_is_read_as_it_is_meant_or_asked_for_again(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1")
        await session.type("几件")
        await session.press("enter")
        assert "! 读到“几件”" in session.text
        assert "4/6" in session.text
        await session.press("backspace", "backspace")
        await session.type("１２件")
        await session.press("enter", "1", "1")
        assert session.report.cells[IN_FORCE] == 12
        assert session.shows("另填 1 格（12）")


async def test_an_answer_can_be_given_again(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "2")
        assert session.shows("有上年结转的吗？  有")
        assert "PgUp 上一题" in session.footer
        await session.press("pageup")
        assert "PgUp" not in session.footer
        assert session.shows("1/6")
        await session.press("1", "1", "1", "3", "enter", "1", "1")
        assert session.report.cells[f"{PERSON}.received"] == 0
        assert session.report.cells[IN_FORCE] == 3


async def test_the_trial_form_has_its_own_questions(tmp_path: Path) -> None:
    file = beside_last_year(tmp_path, sample(year=2020), all_zero(2019))
    async with wizard(tmp_path, file) as session:
        await answer_all(session, "1", "1", "1")
        await session.type("0")
        await session.press("enter", "1", "1", "1")
        edition = session.document.edition
        assert edition.name == "2019"
        assert session.report.cells == dict.fromkeys(own_cells(edition), 0)
        assert session.report.narrative == {SECTION: "2020年未收取信息处理费。"}


async def test_a_new_report_begins_with_it(tmp_path: Path) -> None:
    async with wizard(tmp_path) as session:
        await session.press("1")
        await session.type(ORGAN)
        await session.press("enter", "enter", "enter", "enter", "enter")
        assert "快速填报" in session.lines[0]
        assert session.footer.startswith(" F1 帮助 Esc 不填，返回")
        await session.press("escape")
        assert "1 标题和引言" in session.text


async def test_where_nothing_is_left_to_ask_it_is_not_offered(tmp_path: Path) -> None:
    full = filled_with_zeros(sample(None, {SECTION: FEE_SENTENCE}))
    file = write(tmp_path / "年报.toml", full)
    async with wizard(tmp_path, file) as session:
        assert "快速填报" not in session.text
        await session.press("ctrl+p")
        await session.type("kst")
        assert "快速填报" not in session.text


async def test_the_palette_has_it(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        await session.press("ctrl+p")
        await session.type("kst")
        assert session.line("快速填报  ").split()[0] == "快速填报"
        await session.press("enter")
        assert session.shows("1/6")


async def test_the_task_list_has_it_while_there_is_something_to_fill(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", sample())
    async with wizard(tmp_path, file) as session:
        assert "快速填报：回答几个问题" in session.text
        await session.press("end", "up", "up", "up", "enter")
        assert session.shows("1/6")
