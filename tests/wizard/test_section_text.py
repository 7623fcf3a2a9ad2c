"""A section's text over the report: its figures stay right whatever happens to the report."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report.live_figures import as_shown, fill, with_addresses, with_names
from nianbao.report.new_report import started_from
from nianbao.wizard.document import Document
from nianbao.wizard.pasted_prose import PastedProse, pasted_prose, told_of_paste
from nianbao.wizard.problems import target_of
from nianbao.wizard.section_text import SectionText
from tests.wizard.desk import Desk, report

RECEIVED, UNPAID = "{requests.total.received}", "{requests.total.closed_unpaid}"
NEW = built_in().for_year(2025)


def text_of(document: Document, section: str = "overview") -> SectionText:
    return SectionText(document, document.edition.section(section))


def test_undo_and_redo_take_text_and_number_back_together(desk: Desk) -> None:
    document = desk.open()
    text = text_of(document)
    text.commit("新收{本年新收·总计}件")
    document.type_cell("requests.natural_person.received", "3")
    assert text.filled(text.shown) == "新收3件"
    document.undo()
    assert text.filled(text.shown) == "新收＿＿件"
    document.undo()
    assert text.shown == ""
    document.redo()
    document.redo()
    assert (text.shown, text.filled(text.shown)) == ("新收{本年新收·总计}件", "新收3件")


def test_another_edition_keeps_what_it_knows_and_blames_what_it_does_not(desk: Desk) -> None:
    document = desk.open()
    text_of(document).commit(as_shown(f"新收{RECEIVED}件，逾期未缴费{UNPAID}件", document.edition))
    stored = f"新收{RECEIVED}件，逾期未缴费{UNPAID}件"
    document.set_field("year", 2020)
    assert document.edition.name == "2019"
    text = text_of(document)
    assert text.shown == f"新收{{本年新收·总计}}件，逾期未缴费{UNPAID}件"
    text.commit(text.shown)
    assert document.report.narrative["overview"] == stored
    blamed = [one for one in document.all_findings if one.rule == "live-figure"]
    assert any(UNPAID in one.message or UNPAID in (one.quote or "") for one in blamed)
    document.set_field("year", 2025)
    assert UNPAID not in text_of(document).shown
    assert document.report.narrative["overview"] == stored


def test_last_years_figures_begin_anew_and_follow_this_years_tables(desk: Desk) -> None:
    last = report({"requests.total.received": 9}, 2024).with_text("overview", f"新收{RECEIVED}件")
    begun = started_from(last, NEW, last.organ, 2025)
    assert fill(begun.narrative["overview"], begun) == "新收＿＿件"
    with_cell = begun.with_cells({"requests.total.received": 4})
    assert fill(begun.narrative["overview"], with_cell) == "新收4件"


def test_a_problem_is_found_at_its_sentence_and_a_question_at_its_beginning(desk: Desk) -> None:
    document = desk.open()
    document.set_text("overview", f"新收{RECEIVED}件。\n全年发布信息【写：多少条】条。")
    found = [one for one in document.all_findings if one.rule == "placeholder"]
    assert target_of(found[0], document) == "narrative.overview@1:6"
    text = text_of(document)
    assert text.place_of(f"新收{RECEIVED}件。") == "narrative.overview@0:0"
    assert text.place_of("没有这一句") == "narrative.overview@0:0"


def test_after_a_paste_it_is_told_what_was_done_to_it() -> None:
    assert told_of_paste(PastedProse("甲", 0, 0)) == ""
    told = told_of_paste(PastedProse("甲", split=1, too_long=2, joined=3, tidied=4))
    for part in ("断行 3 处", "4 处", "1 段超过 500 字", "撤销粘贴", "2 段超过 3000 字"):
        assert part in told


_PIECES = st.sampled_from(
    [*NEW.names, "{", "}", "｛", "｝", "＋", "+", "=", "requests.total.received", "甲", "。", " "]
)


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=9).map("".join))
def test_what_is_pasted_keeps_its_figures_and_settles_at_once(typed: str) -> None:
    shown = as_shown(pasted_prose(typed).text, NEW)
    assert as_shown(shown, NEW) == shown
    stored = with_addresses(shown, NEW)
    assert with_addresses(with_names(stored, NEW), NEW) == stored
