"""The report's file, both ways."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.toml_file import ReportFileError, ReportText, read_report
from nianbao.report.toml_writing import report_to_toml
from tests.generated import reports

HEAD = """\
schema = 1
edition = "2021"

[report]
organ = "西工区金谷园街道办事处"
year = 2021
"""


def read(text: str) -> ReportText:
    return read_report(text, built_in())


def problem(text: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(ReportFileError) as caught:
        read(text)
    return caught.value.message, caught.value.line, caught.value.column


@given(reports())
def test_any_report_written_is_read_back_equal(report: Report) -> None:
    text = report_to_toml(report)
    assert read(text).report == report
    assert report_to_toml(read(text).report) == text


def test_a_blank_cell_is_an_absent_key_and_zero_is_zero() -> None:
    report = read(HEAD + "[requests.total]\nreceived = 0\n").report
    assert report.cells == {"requests.total.received": 0}
    assert "carried_in" not in report_to_toml(report)


def test_the_file_has_the_forms_order_a_key_a_line() -> None:
    text = HEAD + (
        "[disputes.review]\nupheld = 1\n[requests.business]\ncarried_in = 2\nreceived = 1\n"
        "[disclosure.fees]\namount = 12.3400\n[narrative]\nproblems = 'a'\noverview = 'b'\n"
    )
    written = report_to_toml(read(text).report)
    assert written == HEAD + (
        '\n[narrative]\noverview = "b"\nproblems = "a"\n'
        "\n[disclosure.fees]\namount = 12.34\n"
        "\n[requests.business]\nreceived = 1\ncarried_in = 2\n"
        "\n[disputes.review]\nupheld = 1\n"
    )


def test_optional_keys_and_the_users_own_are_kept() -> None:
    text = HEAD + (
        'title = "一份年报"\npublished = 2022-01-15\nlast_year = "2020年.toml"\n\n'
        '[[answers]]\nrule = "jump"\ncells = [\n    "requests.total.received",\n]\n'
        'reason = "搬迁"\n\n'
        '[answers.values]\n"requests.total.received" = 7\n"last_year.requests.total.received" = ""\n'
        "\n[extra]\nnote = 1\n"
    )
    report = read(text).report
    assert (report.title, report.published) == ("一份年报", date(2022, 1, 15))
    assert report.answers[0].values == {
        "requests.total.received": 7,
        "last_year.requests.total.received": None,
    }
    assert report.extra == {"note": 1}
    assert report_to_toml(report) == text


def test_the_one_row_of_the_2019_form_is_accepted_in_a_2021_report() -> None:
    report = read(HEAD + "[requests.total]\nclosed = 3\nclosed_other = 1\n").report
    assert report.cells == {"requests.total.closed": 3, "requests.total.closed_other": 1}


def test_a_signed_number_belongs_in_the_2019_forms_change_only() -> None:
    head = HEAD.replace('"2021"', '"2019"').replace("2021", "2019")
    report = read(head + "[disclosure.licences]\nchange = -2\n").report
    assert report.cells == {"disclosure.licences.change": -2}
    message, line, _ = problem(head + "[disclosure.licences]\ndecisions = -2\n")
    assert "行政许可 / 处理决定数量" in message
    assert "不能是负数" in message
    assert line == 8


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"12"', "应是数字，不加引号"),
        ("true", "应是数字"),
        ("nan", "应是数字"),
        ("inf", "应是数字"),
        ("-3", "不能是负数"),
        ("2.5", "应是整数"),
        ("12.0", "应是整数"),
        ("[1]", "应是数字"),
        ("1234567890123456", "15 位"),
    ],
)
def test_a_wrong_number_is_told_with_its_cell_and_place(value: str, said: str) -> None:
    message, line, column = problem(HEAD + f"[requests.business]\nreceived = {value}\n")
    assert said in message
    assert line == 8
    assert column is not None


def test_an_amount_has_at_most_four_decimals() -> None:
    amount = "[disclosure.fees]\namount = "
    assert read(HEAD + amount + "12.3456\n").report.cells == {
        "disclosure.fees.amount": Decimal("12.3456")
    }
    assert read(HEAD + amount + "1e3\n").report.cells == {"disclosure.fees.amount": 1000}
    assert "4 位小数" in problem(HEAD + amount + "1.23456\n")[0]


@pytest.mark.parametrize(
    ("added", "said", "line"),
    [
        ("[requests.business]\nrecieved = 1\n", "是否应为“received”", 8),
        ("[requests.bussiness]\nreceived = 1\n", "是否应为“business”", 7),
        ("[request.business]\nreceived = 1\n", "是否应为“requests”", 7),
        ("[narrative]\noverveiw = 'x'\n", "是否应为“overview”", 8),
        ("organisation = 'x'\n", "是否应为“organ”", 7),
        ("[narrative]\noverview = 3\n", "应是文字", 8),
        ("published = '2022-01-15'\n", "应是日期", 7),
        ("last_year = '../2020.toml'\n", "只写文件名", 7),
    ],
)
def test_an_unknown_or_wrong_key_is_told_with_its_place(added: str, said: str, line: int) -> None:
    message, told, _ = problem(HEAD + added)
    assert said in message
    assert told == line


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 1\n", "", "schema = 1"),
        ("schema = 1", "schema = 2", "较新版本"),
        ('edition = "2021"\n', "", "缺少 edition"),
        ('"2021"', '"2023"', '"2019"、"2021"'),
        ('organ = "西工区金谷园街道办事处"\n', "", "缺少“organ”"),
        ("year = 2021\n", "", "缺少“year”"),
        ("year = 2021", 'year = "2021"', "四位的年份，不加引号"),
        ("year = 2021", "year = 21", "四位的年份"),
    ],
)
def test_a_required_key_is_asked_for(old: str, new: str, said: str) -> None:
    assert said in problem(HEAD.replace(old, new, 1))[0]


def test_all_problems_are_kept_in_the_order_of_the_file() -> None:
    with pytest.raises(ReportFileError) as caught:
        read(HEAD + "[requests.total]\nreceived = -1\ncarried_in = 2.5\nconcluded = '3'\n")
    assert [one.line for one in caught.value.problems] == [8, 9, 10]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("received = １２", "半角"),
        ("received = “12”", "引号请用半角"),
        ("received = 12件", "不写单位"),
        ("received =", "没有值"),
        ("received ＝ 12", "等号"),
        ("本年新收 = 12", "英文名"),
        ("received = 某某", "半角引号"),
        ("received = 1\nreceived = 2", "写过"),
        ('received = "1', "收尾"),
        ("received = 2026-13-45", "日期"),
    ],
)
def test_what_is_not_toml_is_told_in_chinese_with_its_place(line: str, said: str) -> None:
    message, told, column = problem(HEAD + "[requests.total]\n" + line + "\n")
    assert said in message
    assert not any("a" <= sign <= "z" for sign in message.replace("received", ""))
    assert told in (8, 9)
    assert column is not None


def test_a_text_without_the_reports_keys_is_no_report() -> None:
    assert "不是年报文件" in problem("a = 1\n")[0]
    assert "不是年报文件" in problem("")[0]


def test_line_ends_and_control_characters_are_not_stored() -> None:
    text = HEAD + '[narrative]\noverview = "一\\r\\n二\\u0007\\t三"\n'
    assert read(text).report.narrative == {"overview": "一\n二\t三"}


def test_the_place_of_a_blank_cell_is_its_tables_header() -> None:
    parsed = read(HEAD + "[requests.total]\nreceived = 1\n")
    assert parsed.place_of("requests.total.received") == (8, 1)
    assert parsed.place_of("requests.total.concluded") == (7, 1)
    assert parsed.place_of("disputes.review.total") is None


def test_comments_are_noticed() -> None:
    assert read(HEAD + "# 备注\n").commented
    assert not read(HEAD + '[narrative]\noverview = "# 不是备注"\n').commented


def test_a_file_of_nothing_but_unknown_keys_is_refused_at_once() -> None:
    with pytest.raises(ReportFileError) as caught:
        read(HEAD + "".join(f"ozgan{number} = 1\n" for number in range(7_000)))
    assert len(caught.value.problems) == 7_000
    assert "是否应为“organ”" in caught.value.message
    assert "这里可以写" in caught.value.problems[-1].message
