from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.agreeing_figures import agreeing, number_at, typed_numbers
from nianbao.report.kept_text import last_years_text, sentences
from tests.generated import reports

EDITION = built_in().for_year(2024)
OLD = (
    "（一）主动公开\n2024年公开信息1,203条。发布会0次；印发〔2024〕3号文。\n"
    "2.办理{requests.total.received}件，满意率98.5%，第3章，12345热线，20个工作日。"
)
LAST = Report(EDITION, "某局", 2024, {"overview": OLD})


def test_paragraphs_are_last_years_with_the_year_moved_or_not() -> None:
    before = last_years_text("overview", LAST, 2025)
    moved = before.moved
    assert "2025年公开信息" in moved
    for text in (OLD, moved):
        assert before.kept_lines(text) == {1, 2}
    changed = moved.replace("1,203", "1,300") + "\n\n新写一段。"
    assert before.kept_lines(changed) == {2}
    assert last_years_text("overview", None, 2025).kept_lines(moved) == frozenset()


def test_figures_of_kept_sentences_are_those_that_count_something() -> None:
    before = last_years_text("overview", LAST, 2025)
    text = before.moved
    found = before.kept_figures(text)
    assert [str(one.value) for one in found] == ["1203", "98.5"]
    assert [text[one.start : one.end] for one in found] == ["1,203", "98.5"]
    assert found[0].sentence == "2025年公开信息1,203条。"
    assert before.kept_figures(text.replace("条。", "件。")) == found[1:]


def test_a_typed_number_agrees_with_cells_and_the_likeliest_comes_first() -> None:
    cells = {"requests.total.received": 95, "requests.natural_person.received": 95}
    report = LAST.with_cells({**cells, "requests.total.concluded": 95, "requests.total.granted": 5})
    text = "全年办结９５件，其中自然人新收95件。"
    first, second = typed_numbers(text)
    assert agreeing(first, text, report)[0] == "requests.total.concluded"
    assert agreeing(second, text, report)[0] == "requests.natural_person.received"
    assert len(agreeing(first, text, report)) == 3
    assert number_at(text, 5) == first
    assert number_at(text, 0) is None


@given(reports(), reports(), st.text(max_size=80))
def test_whatever_the_texts_figures_and_sentences_are_in_them(
    report: Report, last: Report, text: str
) -> None:
    for piece in sentences(text):
        assert text[piece.start : piece.end] == piece.text
    for section in report.narrative:
        own = report.narrative[section]
        before = last_years_text(section, last, report.year)
        for figure in before.kept_figures(own):
            assert own[figure.start : figure.end][0].isdigit()
        assert all(line <= own.count("\n") for line in before.kept_lines(own))


def test_what_no_report_writes_is_read_as_far_as_it_could_be_one() -> None:
    for text in ("9" * 12_000, "1件。" * 12_000, "1件，" * 12_000, "{1}" * 12_000):
        before = last_years_text(
            "overview", Report(EDITION, "某局", 2024, {"overview": text}), 2025
        )
        assert len(before.kept_figures(text)) <= 10_000
    assert typed_numbers("9" * 5000 + "，12") == typed_numbers("，" * 5000 + "，12")
