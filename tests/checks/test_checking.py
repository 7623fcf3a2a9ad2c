from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from nianbao.checks.checking import check
from nianbao.checks.equations import equations
from nianbao.checks.errors import errors_of
from nianbao.checks.finding import Finding, Severity
from nianbao.editions import built_in
from nianbao.report import Number, Report
from nianbao.report.toml_file import read_report
from nianbao.report.toml_writing import report_to_toml
from tests.generated import reports

NUMBERS = (
    *("requests-balance", "requests-concluded", "requests-total", "disputes-total"),
    *("disclosed-in-all", "issued-in-force", "live-figure"),
)
"""The rules of arithmetic, and of the figures that texts take from the tables."""
LONGEST_ROW: dict[str, Number] = {"requests.natural_person.closed_unpaid": 100}


def found(body: str, *, edition: str = "2021", year: int = 2024) -> tuple[Finding, ...]:
    head = f'schema = 1\nedition = "{edition}"\n[report]\norgan = "某局"\nyear = {year}\n'
    text = read_report(head + body, built_in())
    return check(text.report, places=text, select=NUMBERS)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_an_equation_of_blank_cells_only_is_not_checked() -> None:
    assert found("") == ()


def test_a_total_of_zero_over_blank_parts_is_in_balance() -> None:
    assert found("[disputes.review]\ntotal = 0\n") == ()


def test_a_blank_total_over_filled_parts_is_out_of_balance() -> None:
    (finding,) = found("[disputes.review]\nupheld = 2\ncorrected = 1\n")
    assert finding.message == (
        "行政复议：总计为空白（按 0 计），结果维持、结果纠正、其他结果、尚未审结合计 3，少 3；"
        "不为 0 的是结果维持 2、结果纠正 1。“其他结果”“尚未审结”空白，按 0 计。"
        "请对照台账填写总计，并核对各分项。"
    )
    assert (finding.expected, finding.actual, finding.imbalance) == (3, None, -3)
    assert (finding.line, finding.column) == (6, 1)


def test_a_total_over_blank_parts_says_that_they_are_blank() -> None:
    (finding,) = found("[disputes.direct_litigation]\ntotal = 2\n")
    assert finding.message == (
        "行政诉讼 / 未经复议直接起诉：总计填 2，结果维持、结果纠正、其他结果、尚未审结合计 0，"
        "多 2。各分项均为空白，按 0 计。请对照台账核对各分项和总计。"
    )


def test_a_finding_carries_both_numbers_the_cells_and_the_place_of_the_total() -> None:
    (finding,) = found(
        "[disputes.review]\nupheld = 2\ncorrected = 0\nother_result = 1\npending = 0\ntotal = 2\n"
    )
    assert finding.severity is Severity.ERROR
    assert (finding.expected, finding.actual, finding.imbalance) == (3, 2, -1)
    assert (finding.section, finding.quote, finding.answered) == ("disputes", None, None)
    names = ("upheld", "corrected", "other_result", "pending", "total")
    assert finding.cells == tuple(f"disputes.review.{name}" for name in names)
    assert (finding.line, finding.column) == (11, 1)


def test_what_came_in_is_compared_with_what_went_out() -> None:
    findings = found(
        "[requests.business]\nreceived = 5\nconcluded = 4\nclosed_other = 4\n"
        "[requests.total]\nreceived = 5\nconcluded = 4\nclosed_other = 4\n"
    )
    assert rules(findings) == ["requests-balance", "requests-balance"]
    assert findings[0].message == (
        "法人或其他组织 / 商业企业：一、本年新收 5＋二、上年结转（空白）＝5，"
        "（七）总计 4＋四、结转下年度继续办理（空白）＝4，两者应相等，后者少 1。空白按 0 计。"
        "请对照台账核对以上各项。"
    )
    assert (findings[0].expected, findings[0].actual, findings[0].imbalance) == (5, 4, -1)


def test_the_one_row_of_the_older_form_counts_in_the_sums_of_a_2021_report() -> None:
    columns = "".join(
        f"[requests.{column}]\nreceived = 3\nclosed = 2\nclosed_other = 1\nconcluded = 3\n"
        for column in ("natural_person", "total")
    )
    assert found(columns) == ()
    broken = found(columns.replace("closed = 2", "closed = 5"))
    assert rules(broken) == ["requests-concluded", "requests-concluded"]
    assert "requests.natural_person.closed" in broken[0].cells


def test_the_one_row_of_the_older_form_is_not_named_where_it_is_blank() -> None:
    findings = found("[requests.research]\ngranted = 1\n")
    assert all(not cell.endswith(".closed") for finding in findings for cell in finding.cells)


def test_a_2019_report_is_checked_by_its_own_rows() -> None:
    column = "[requests.{}]\nreceived = 2\nclosed = 2\nconcluded = 2\n"
    body = column.format("natural_person") + column.format("total")
    assert found(body, edition="2019", year=2019) == ()


def test_more_newly_disclosed_than_in_all_is_a_hint_without_numbers() -> None:
    (finding,) = found(
        "[disclosure.normative_documents]\ndisclosed = 4\n", edition="2019", year=2020
    )
    assert finding.severity is Severity.HINT
    assert (finding.expected, finding.actual, finding.imbalance) == (None, None, None)
    assert finding.message == (
        "规范性文件：本年新公开 4，对外公开总数（空白），后者应包括前者，却少 4。"
        "空白按 0 计。请核对这两项。"
    )


def test_a_live_figure_is_placed_at_its_text_and_quoted() -> None:
    (finding,) = found('[narrative]\noverview = "一"\nproblems = "共{requests.total.recieved}件"\n')
    assert (finding.section, finding.quote) == ("problems", "{requests.total.recieved}")
    assert (finding.line, finding.column) == (8, 14)
    assert finding.cells == ()


def test_the_same_live_figure_twice_in_a_text_is_one_finding() -> None:
    text = '[narrative]\npreface = "{requests.total.received}，{requests.total.received}"\n'
    (finding,) = found(text)
    assert finding.cells == ("requests.total.received",)


def test_a_live_figure_without_any_like_it_says_so() -> None:
    (finding,) = found('[narrative]\noverview = "共{disputes.} 件"\n')
    assert finding.message == (
        "一、总体情况：文中的{disputes.}不是表中的数据。请改正，或者重新选取要引用的数据。"
    )


def test_rules_are_selected_and_ignored_by_name() -> None:
    report = Report(
        built_in().for_year(2024),
        "某局",
        2024,
        {"overview": "{requests.total.received}"},
        {"disputes.review.total": 1},
    )
    assert rules(check(report, select=NUMBERS)) == ["disputes-total", "live-figure"]
    assert rules(check(report, select=["live-figure"])) == ["live-figure"]
    everything = rules(check(report))
    without = rules(check(report, ignore=["live-figure"]))
    assert without == [name for name in everything if name != "live-figure"] != everything


def test_amounts_are_named_as_the_file_has_them() -> None:
    cells: dict[str, Number] = {"disclosure.fees.amount": Decimal("12.50")}
    report = Report(built_in().for_year(2024), "某局", 2024, {}, cells)
    assert check(report, select=NUMBERS) == ()


@settings(max_examples=50)
@given(reports(balanced=True))
def test_a_balanced_report_has_no_arithmetic_finding(report: Report) -> None:
    hints = ("issued-in-force",)
    assert check(report, select=NUMBERS, ignore=hints) == ()


@settings(max_examples=50)
@given(st.data())
def test_changing_any_one_cell_of_an_equation_breaks_it(data: st.DataObject) -> None:
    report = data.draw(reports(balanced=True))
    sums = [equation for equation in equations(report.edition) if equation.relation == "equal"]
    equation = data.draw(st.sampled_from(sums))
    address = data.draw(st.sampled_from(list(equation.headings)))
    by = data.draw(st.integers(1, 99))
    broken = report.with_cell(address, report.cells.get(address, 0) + by)
    mine = [
        finding
        for finding in check(broken)
        if finding.rule == equation.rule and address in finding.cells
    ]
    assert len(mine) == 1
    imbalance = mine[0].imbalance
    assert imbalance is not None
    assert imbalance == (by if address in equation.actual else -by)


@example(Report(built_in().for_year(2024), "某局", 2024, {}, LONGEST_ROW))
@settings(max_examples=50)
@given(reports())
def test_what_is_found_is_found_again_and_can_be_read(report: Report) -> None:
    text = read_report(report_to_toml(report), built_in())
    findings = check(report, places=text)
    assert findings == check(report, places=text)
    assert errors_of(report, None, text) == tuple(one for one in findings if one.is_error)
    for finding in findings:
        assert "\n" not in finding.message
        # Three lines of a terminal; the names of figures, numbers this long, or a row whose label
        # alone is nearly a line may take more.
        longest = max((len(str(number)) for number in report.cells.values()), default=0)
        is_long_row = cell_len(finding.message.partition("：")[0]) > 50
        roomy = longest > 4 or is_long_row or finding.rule == "live-figure" or finding.quote
        assert cell_len(finding.message) <= (400 if roomy else 240)
        assert set(finding.cells) <= set(report.edition.cells)
