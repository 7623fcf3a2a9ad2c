import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from nianbao.checks.carried_figures import carried_figures
from nianbao.checks.checking import check
from nianbao.checks.finding import Finding, Severity
from nianbao.editions import Edition, built_in
from nianbao.report import Number, Report
from nianbao.report.new_report import filled_with_zeros, started_from
from tests.generated import filled_cells, reports

LAST_YEAR_RULES = ("carry-over", "in-force", "items-carried")
EDITIONS = {edition.name: edition for edition in built_in().all}
PERSON = "requests.natural_person"
DOCUMENTS = "disclosure.normative_documents"


def report(cells: Mapping[str, Number], year: int = 2024, edition: str = "2021") -> Report:
    return Report(EDITIONS[edition], "某局", year, {}, dict(cells))


def held(now: Report, last: Report) -> tuple[Finding, ...]:
    return check(now, last_year=last, select=LAST_YEAR_RULES)


def stock(number: int | None, issued: int | None = None, repealed: int | None = None) -> Report:
    cells = {"in_force": number, "issued": issued, "repealed": repealed}
    return report({f"{DOCUMENTS}.{name}": n for name, n in cells.items() if n is not None})


def last_stock(number: int) -> Report:
    return replace(stock(number), year=2023)


def test_every_column_is_held_against_last_years_whatever_its_edition() -> None:
    columns = [column.name for column, _ in EDITIONS["2021"].table("requests").lines("column")]
    for edition in EDITIONS:
        last = report({f"requests.{c}.carried_forward": 2 for c in columns}, 2023, edition)
        for now in EDITIONS:
            cells = {f"requests.{column}.carried_in": 3 for column in columns}
            findings = held(report(cells, 2024, now), last)
            assert [finding.rule for finding in findings] == ["carry-over"] * 7
            assert [finding.cells for finding in findings] == [(address,) for address in cells]


def test_a_blank_over_last_years_figure_says_that_it_is_blank() -> None:
    last = report({f"{PERSON}.carried_forward": 5}, 2023)
    (finding,) = held(report({f"{PERSON}.received": 1}), last)
    assert finding.severity is Severity.ERROR
    assert (finding.expected, finding.actual, finding.imbalance) == (5, None, -5)
    assert (finding.section, finding.quote) == ("requests", None)
    assert finding.message == (
        "自然人：二、上年结转为空白（按 0 计），2023年年报的四、结转下年度继续办理是 5，两者应相等，"
        "前者少 5。请对照台账核对这一格；若是上年年报有误，请一并更正。"
    )


def test_where_last_years_figure_is_missing_nothing_is_held_against_it() -> None:
    assert held(report({f"{PERSON}.carried_in": 5}), report({}, 2023)) == ()
    assert held(stock(7, 1, 0), report({f"{DOCUMENTS}.issued": 3}, 2023)) == ()


def test_blank_over_a_zero_is_as_last_year() -> None:
    assert held(report({}), report({f"{PERSON}.carried_forward": 0}, 2023)) == ()


def test_without_last_years_report_nothing_is_held_against_it() -> None:
    now = report({f"{PERSON}.carried_in": 5, f"{DOCUMENTS}.in_force": 9})
    assert check(now, select=LAST_YEAR_RULES) == ()


def test_the_stock_is_last_years_with_the_changes() -> None:
    assert held(stock(11, 2, 1), last_stock(10)) == ()
    (finding,) = held(stock(12, 2, 1), last_stock(10))
    assert (finding.rule, finding.severity) == ("in-force", Severity.WARNING)
    assert (finding.expected, finding.actual, finding.imbalance) == (11, 12, 1)
    assert finding.cells == tuple(f"{DOCUMENTS}.{c}" for c in ("issued", "repealed", "in_force"))


def test_blank_changes_of_the_stock_are_named() -> None:
    (finding,) = held(stock(12), last_stock(10))
    assert finding.message.startswith(
        "行政规范性文件：现行有效填 12，"
        "按2023年年报的现行有效 10＋本年制发（空白）－本年废止（空白），应为 10，多 2。"
        "空白按 0 计。请核对："
    )


def test_more_repealed_than_there_was_comes_to_less_than_nothing() -> None:
    (finding,) = held(stock(None, 0, 4), last_stock(3))
    assert (finding.expected, finding.actual, finding.imbalance) == (-1, None, 1)
    assert "现行有效为空白（按 0 计），" in finding.message
    assert "应为 -1，多 1。" in finding.message


@pytest.mark.parametrize(("now", "last"), [("2021", "2019"), ("2019", "2021")])
def test_across_editions_only_the_requests_are_held_against_last_years(now: str, last: str) -> None:
    assert set(carried_figures(EDITIONS[now], EDITIONS[last])) == {"carry-over"}


def test_within_an_edition_its_own_figures_are_held_too() -> None:
    kinds = {name: set(carried_figures(form, form)) for name, form in EDITIONS.items()}
    assert kinds == {"2021": {"carry-over", "in-force"}, "2019": {"carry-over", "items-carried"}}


def test_the_items_of_a_year_ago_are_last_years_with_their_change() -> None:
    last = report(
        {"disclosure.fees.items_last_year": 3, "disclosure.fees.change": -1}, 2019, "2019"
    )
    assert held(report({"disclosure.fees.items_last_year": 2}, 2020, "2019"), last) == ()
    (finding,) = held(report({"disclosure.fees.items_last_year": 3}, 2020, "2019"), last)
    assert (finding.rule, finding.severity) == ("items-carried", Severity.WARNING)
    assert (finding.expected, finding.actual, finding.imbalance) == (2, 3, 1)
    assert finding.cells == ("disclosure.fees.items_last_year",)


def test_a_change_of_last_year_that_is_blank_counts_as_none_and_is_named() -> None:
    last = report({"disclosure.fees.items_last_year": 3}, 2019, "2019")
    (finding,) = held(report({"disclosure.fees.items_last_year": 4}, 2020, "2019"), last)
    assert "按2019年年报的上一年项目 3＋本年增/减（空白），应为 3，多 1。空白按 0 计。" in (
        finding.message
    )


@given(reports(heading=False, extra=False), reports(heading=False, extra=False))
@settings(max_examples=30)
def test_what_last_year_says_can_be_read(now: Report, last: Report) -> None:
    findings = held(now, last)
    longest = max((len(str(n)) for r in (now, last) for n in r.cells.values()), default=0)
    for finding in findings:
        assert cell_len(finding.message) <= (300 if longest > 4 else 240)
        assert "\n" not in finding.message
        assert set(finding.cells) <= set(now.edition.cells)


@st.composite
def years_apart(draw: st.DrawFn) -> tuple[Report, Report]:
    """A report of last year, and one that was started from it and agrees with it."""
    before, now = (draw(st.sampled_from(list(EDITIONS.values()))) for _ in range(2))
    cells = {
        address: number
        for address, number in draw(filled_cells(before, 30)).items()
        if not address.endswith(".change")
    }
    last = Report(before, "某局", 2023, {}, cells)
    return last, filled_with_zeros(started_from(last, now, "某局", 2024), last)


@given(years_apart())
@settings(max_examples=50)
def test_a_report_started_from_last_years_agrees_with_it(two: tuple[Report, Report]) -> None:
    last, now = two
    assert held(now, last) == ()


@given(st.data())
@settings(max_examples=50)
def test_changing_any_one_figure_that_last_year_determines_is_found(data: st.DataObject) -> None:
    last, now = data.draw(years_apart())
    figures = [
        figure
        for of_rule in carried_figures(now.edition, last.edition).values()
        for figure in of_rule
    ]
    figure = data.draw(st.sampled_from(figures))
    by = data.draw(st.integers(1, 99))
    source = next(iter(figure.last_year))
    stated = replace(last, cells={source: 0, **last.cells})
    (finding,) = held(now.with_cell(figure.address, now.cells[figure.address] + by), stated)
    assert (finding.rule, finding.imbalance) == (figure.rule, by)
    assert finding.cells[-1] == figure.address


def lacking(edition: Edition) -> Edition:
    """The edition without its largest table."""
    tables = tuple(table for table in edition.tables if table.name != "requests")
    return replace(edition, tables=tables)


def test_last_years_form_without_the_table_is_held_against_nothing() -> None:
    form = lacking(EDITIONS["2021"])
    assert set(carried_figures(EDITIONS["2021"], form)) == {"in-force"}


def test_another_edition_has_other_figures_and_only_what_is_carried_over_is_held() -> None:
    cells: dict[str, Number] = {"requests.total.granted": 30, "disclosure.fees.amount": 2}
    more: dict[str, Number] = {"requests.total.granted": 301, "disclosure.fees.amount": 200}
    rules = ("jump", "amount-unit")
    same = check(report(more), last_year=report(cells, 2023), select=rules)
    assert sorted(finding.rule for finding in same) == ["amount-unit", "jump"]
    (hint,) = [finding for finding in same if finding.rule == "jump"]
    assert hint.message == (
        "（一）予以公开 / 总计：本年 301，2023年是 30，超过上年的十倍。"
        "请核对；确实如此的，可以说明理由。"
    )
    other = report({"requests.total.granted": 30}, 2020, "2019")
    assert check(report(more, 2021), last_year=other, select=rules) == ()


def test_published_figures_of_one_office_in_two_editions_are_held_column_by_column() -> None:
    def published(name: str, year: int) -> Report:
        file = Path(__file__).parents[1] / "data" / f"{name}{year}年.expected.json"
        cells = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["cells"]
        return Report(built_in().for_year(year), name, year, {}, cells)

    before, now = (published("上海市人民政府办公厅", year) for year in (2019, 2025))
    found = check(now, last_year=before, select=(*LAST_YEAR_RULES, "jump", "amount-unit"))
    assert [(finding.rule, finding.actual, finding.expected) for finding in found] == [
        ("carry-over", 170, 72),
        ("carry-over", 189, 72),
    ]
