import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.editions import built_in
from nianbao.report.live_figures import figures, with_addresses, with_names
from nianbao.report.moved_year import with_year_moved
from nianbao.report.new_report import blank_report, started_from

OWN = "2024年主动公开信息12条。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OWN, "2025年主动公开信息12条。"),
        ("２０２４年收到申请0件", "２０２５年收到申请0件"),
        ("二〇二四年度", "二〇二五年度"),
        ("2024 年以来", "2025 年以来"),
        ("自2024年1月1日至12月31日。", "自2025年1月1日至12月31日。"),
        ("2024年1月1日起至2024年12月31日止", "2025年1月1日起至2025年12月31日止"),
        ("2024年1-12月共收到3件", "2025年1-12月共收到3件"),
        ("截至2024年12月31日", "截至2025年12月31日"),
        (
            "2025年，我局将继续做好公开工作；2025年成立。",
            "2026年，我局将继续做好公开工作；2025年成立。",
        ),
    ],
)
def test_the_reports_own_year_is_moved(before: str, after: str) -> None:
    assert with_year_moved(before, 2024, 2025) == after


@pytest.mark.parametrize(
    "text",
    [
        "公开2024年度部门决算和2025年部门预算。",
        "公开2024年财政预决算。",
        "2024年3月15日印发《2024年政务公开工作要点》。",
        "2024年5月组织培训。",
        "自2024年1月1日起施行。",
        "根据国办公开办函〔2024〕30号。",
        "2023年没有，2025年成立，编号12024年。",
    ],
)
def test_what_happened_in_that_year_stays(text: str) -> None:
    assert with_year_moved(text, 2024, 2025) == text


@given(st.text(alphabet="2024５年1月3日至。《》〔〕度将\n甲决算", max_size=60))
def test_only_digits_of_years_change(text: str) -> None:
    moved = with_year_moved(text, 2024, 2025)
    assert len(moved) == len(text)
    changed = [(a, b) for a, b in zip(text, moved, strict=True) if a != b]
    assert set(changed) <= {("4", "5"), ("5", "6"), ("４", "５"), ("５", "６")}
    assert with_year_moved(text, 2024, 2024) == text


def test_figures_and_their_texts_survive_another_edition() -> None:
    editions = built_in()
    text = "2020年新收{requests.total.received}件，公开{disclosure.rules.made}件。"
    fee = "2020年未收取信息处理费。"
    last = blank_report(editions.for_year(2020), "某局", 2020)
    last = last.with_text("overview", text).with_text("other_matters", fee)
    report = started_from(last, editions.for_year(2021), "某局", 2021)
    assert report.narrative["overview"] == text.replace("2020年", "2021年")
    assert report.narrative["other_matters"] == fee
    known, gone = figures(report.narrative["overview"], report.edition)
    assert known.known
    assert gone.wrong == "disclosure.rules.made"
    shown = with_names(report.narrative["overview"], report.edition)
    assert shown == "2021年新收{本年新收·总计}件，公开{disclosure.rules.made}件。"
    assert with_addresses(shown, report.edition) == report.narrative["overview"]
