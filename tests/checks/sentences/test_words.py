"""Sentences as offices write them, each rule's wrong ones and those that only look like it."""

import pytest

from nianbao.checks.checking import check
from nianbao.checks.finding import Severity
from nianbao.editions import built_in
from nianbao.report import Number, Report

NO_CELLS: dict[str, Number] = {}


def severity_of(
    rule: str,
    text: str,
    section: str = "overview",
    organ: str = "某区教育局",
    cells: dict[str, Number] = NO_CELLS,
) -> Severity | None:
    report = Report(built_in().for_year(2024), organ, 2024, {section: text}, cells)
    found = check(report, select=[rule])
    return found[0].severity if found else None


WARNING, HINT = Severity.WARNING, Severity.HINT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，我局主动公开信息12条。", None),
        ("2023年，我局主动公开信息12条。", WARNING),
        ("（三）政府信息管理。\n2023年，镇政府办公室共制定规范性文件0件。", WARNING),
        ("2023 年，我局深入贯彻落实《条例》，推进各项工作。", WARNING),
        ("2023年我镇根据上级通知，公开信息20条。", WARNING),
        ("本报告数据统计期限为2023年1月1日至2023年12月31日。", WARNING),
        ("统计期限自２０２４年１月１日起至２０２４年１２月３１日止。", None),
        ("截止2023年12月31日我局发布信息34条。", HINT),
        ("2023年以来，我局累计公开信息12条。", HINT),
        ("2022年，我局主动公开信息12条。", HINT),
        ("2025年，我局主动公开信息12条。", HINT),
        ("2025年，我局将进一步加大公开力度。", None),
        ("2023年度部门决算已公开。", None),
        ("与2023年相比增加5条。", None),
        ("针对2023年存在的问题，我局认真整改。", None),
        ("2023年，国务院办公厅印发有关办法。", None),
        ("2023年，我局制定的管理办法继续有效。", None),
        ("按照《2023年政务公开工作要点》，推进公开。", None),
        ("在2023年度考核中，我局获优秀等次。", None),
    ],
)
def test_years(text: str, expected: Severity | None) -> None:
    assert severity_of("text-year", text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息68条，其中动态6条、政策17条、其他45条。", None),
        ("公开信息68条，其中动态6条、政策17条、其他信息40条。", WARNING),
        ("公开信息4042条，其中动态1495条，公告2918条。", HINT),
        ("公开2698条，其中：动态1201条、通知251条、调查16期、其他类信息1231条。", None),
        ("举办培训5次，其中线上2次，参训人员300人次。", None),
        ("复议案件2件和诉讼案件4件，其中复议维持1件，诉讼维持3件、其他1件。", None),
        ("收到95件，其中网上60件，信函35件，全年共办结98件。", None),
        ("收到95起，其中公开60起，告知其他途径3起。", None),
    ],
)
def test_parts(text: str, expected: Severity | None) -> None:
    assert severity_of("text-parts", text) is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("通过高新区门户网站公布。", True),
        ("在浦东新区门户网站公开。", True),
        ("依托西工区人民政府网站发布。", False),
        ("加强区政府门户网站建设，对区政府网站的管理。", False),
        ("依托市和县政府网站、全区政府网站、社区网站发布。", False),
    ],
)
def test_places(text: str, found: bool) -> None:
    assert (severity_of("foreign-place", text, organ="西工区金谷园街道办事处") is HINT) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("申请人张某（13812345678）来访。", True),
        ("身份证号11010519491231002X。", True),
        ("银行卡号6222021234567890128。", True),
        ("索引号014314799202400002，信用代码11341702486344515H。", False),
        ("咨询电话0379-12345678，12345热线受理1380000件，编号138000000000000。", False),
    ],
)
def test_personal_data(text: str, found: bool) -> None:
    assert (severity_of("personal-data", text) is WARNING) is found
    assert severity_of("personal-data", "如有疑问请联系王某（13812345678）。", "preface") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("主动公开信息  条，发布会3次。", True),
        ("公开XX条，发布于2024年X月。", True),
        ("公开信息（）条。", True),
        ("发布日期：  年  月  日", True),
        ("【写：多少】（文字描述）举办____次", True),
        ("电话057****58，网址www.x_y.gov.cn，办理情况 ， 件件有回应。", False),
        ("信息公开条例 条文，XBRL格式，X光片。", False),
    ],
)
def test_placeholders(text: str, found: bool) -> None:
    assert (severity_of("placeholder", text) is WARNING) is found


@pytest.mark.parametrize(
    ("text", "statement", "consistent"),
    [
        ("无其他需要报告的事项。", WARNING, None),
        ("2024年未收取信息处理费。", None, None),
        ("收取信息处理费200元。", None, HINT),
        ("收取信息处理费0元，依法减免信息处理费30元。", None, None),
        ("每件收取100元，本年没有收取信息处理费。", None, None),
    ],
)
def test_fees(text: str, statement: Severity | None, consistent: Severity | None) -> None:
    assert severity_of("fee-statement", text, "other_matters") is statement
    cells: dict[str, Number] = {"disclosure.fees.amount": 0}
    assert severity_of("fee-consistent", text, "other_matters", cells=cells) is consistent


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("暂无。", True),
        ("不存在问题。", True),
        ("存在的问题：公开内容不够全面。", True),
        ("今年工作成绩显著，群众满意。", True),
        ("一是解读形式单一，将增加图解。", False),
    ],
)
def test_problems(text: str, found: bool) -> None:
    assert (severity_of("problems-empty", text, "problems") is WARNING) is found


def test_the_notice_that_is_cited() -> None:
    rule = "edition-of-year"
    assert severity_of(rule, "根据国办公开办函[2019] 60号编制。", "preface") is WARNING
    assert severity_of(rule, "〔2019〕60号已废止，按〔2021〕30号编制。", "preface") is None
