"""Two reports differ in cells and sentences, not in layout."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.comparison import SentenceChange, compare
from nianbao.report.live_figures import fill
from tests.generated import reports
from tests.writers.real_reports import busy_report

RECEIVED = "requests.total.received"


def test_a_cell_tells_both_numbers_and_by_how_much_it_grew() -> None:
    report = busy_report()
    (change,) = compare(report, report.with_cell(RECEIVED, 90)).cells
    assert (change.before, change.after, change.change) == (95, 90, -5)
    assert change.section == "三、收到和处理政府信息公开申请情况"
    assert change.place.endswith("总计")
    (gone,) = compare(report, report.with_cell(RECEIVED, None)).cells
    assert (gone.before, gone.after, gone.change) == (95, None, None)


def test_sentences_are_compared_with_their_figures_filled_in() -> None:
    before = busy_report().with_text("overview", "甲。收到{requests.total.received}件。丙！")
    typed = before.with_text("overview", "  甲。\n\n收到95件。\n丙！")
    assert compare(before, typed).is_same
    (section,) = compare(before, before.with_text("overview", "甲。收到96件。丙！丁")).sections
    assert section.sentences == (
        SentenceChange("收到95件。", "收到96件。"),
        SentenceChange(None, "丁"),
    )
    assert section.title == "一、总体情况"


def test_a_sentence_stands_beside_the_one_it_became() -> None:
    before = busy_report().with_text("overview", "收到申请95件。全部办结。另有培训三次。")
    after = before.with_text("overview", "按照条例公开。收到申请96件。组织培训四次，另有讲座。")
    (section,) = compare(before, after).sections
    assert section.sentences == (
        SentenceChange(None, "按照条例公开。"),
        SentenceChange("收到申请95件。", "收到申请96件。"),
        SentenceChange("全部办结。", None),
        SentenceChange("另有培训三次。", None),
        SentenceChange(None, "组织培训四次，另有讲座。"),
    )


def test_years_and_editions_are_compared_cell_by_cell() -> None:
    first, second = built_in().all[:2]
    old = Report(first, "某局", 2020, cells={"requests.total.closed": 1, RECEIVED: 2})
    new = Report(second, "某局", 2021, cells={RECEIVED: 2, "requests.total.closed_other": 1})
    found = compare(old, replace(new, published=date(2022, 1, 5)))
    told = {change.field: (change.before, change.after) for change in found.fields}
    assert told == {
        "edition": (first.name, second.name),
        "year": ("2020", "2021"),
        "published": (None, "2022-01-05"),
    }
    assert [(c.address, c.before, c.after) for c in found.cells] == [
        ("requests.total.closed", 1, None),
        ("requests.total.closed_other", None, 1),
    ]
    assert all(change.place for change in found.cells)


def test_very_long_texts_are_compared_in_time() -> None:
    before = busy_report().with_text("overview", "甲。" * 3_000 + "乙。" * 3_000)
    after = busy_report().with_text("overview", "甲。" * 3_000 + "丙。" * 2_900)
    (section,) = compare(before, after).sections
    assert len(section.sentences) == 3_000


@settings(max_examples=40)
@given(reports(wild=False), reports(wild=False))
def test_what_differs_is_symmetric_and_nothing_differs_from_itself(
    one: Report, other: Report
) -> None:
    assert compare(one, one).is_same
    forth, back = compare(one, other), compare(other, one)
    assert {c.address: (c.before, c.after) for c in forth.cells} == {
        c.address: (c.after, c.before) for c in back.cells
    }
    assert {c.address: c.before for c in forth.cells if c.before is not None} == {
        address: value for address, value in one.cells.items() if other.cells.get(address) != value
    }
    said = {s.section for s in forth.sections}
    assert said == {s.section for s in back.sections}
    for name in said:
        assert fill(one.narrative.get(name, ""), one) != fill(other.narrative.get(name, ""), other)
