"""A report as JSON is its file's tree, valid under the schema."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given

from nianbao.report import Answer, Report
from nianbao.report.live_figures import fill
from nianbao.writers.json_report import to_json
from tests.generated import reports
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import busy_report


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def test_a_report_has_the_keys_of_its_file() -> None:
    report = replace(busy_report(), title="标题", last_year="去年.toml")
    tree = read(to_json(report))
    assert list(tree) == [
        "schema",
        "edition",
        "report",
        "narrative",
        "disclosure",
        "requests",
        "disputes",
    ]
    assert tree["report"] == {
        "organ": "淮安市洪泽区人民政府",
        "year": 2024,
        "title": "标题",
        "published": "2025-01-15",
        "last_year": "去年.toml",
    }
    assert tree["requests"]["natural_person"]["received"] == 95


def test_figures_are_filled_in() -> None:
    assert "全年收到申请 95 件。" in read(to_json(busy_report()))["narrative"]["overview"]


def test_answers_are_left_out_and_the_users_own_is_kept() -> None:
    report = replace(
        busy_report(),
        answers=(Answer("jump", (), "已核对"),),
        extra={"经办人": "张三", "a": [1, True]},
    )
    tree = read(to_json(report))
    assert "answers" not in tree
    assert tree["extra"] == {"经办人": "张三", "a": [1, True]}


def test_an_amount_is_written_to_the_last_digit() -> None:
    report = busy_report().with_cell("disclosure.fees.amount", Decimal("123456789012345.6789"))
    assert '"amount": 123456789012345.6789\n' in to_json(report)


def test_chinese_is_written_as_it_is_and_the_text_ends_with_a_newline() -> None:
    text = to_json(busy_report())
    assert '"organ": "淮安市洪泽区人民政府"' in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


@given(reports())
def test_the_numbers_are_those_of_the_report(report: Report) -> None:
    text = to_json(report)
    tree = read(text)
    found = {
        f"{table.name}.{column}.{key}": number
        for table in report.edition.tables
        for column, numbers in tree.get(table.name, {}).items()
        for key, number in numbers.items()
    }
    assert found == dict(report.cells)
    assert text == to_json(report)


def test_hostile_texts_are_the_same_data_and_nothing_obeys_them() -> None:
    report = all_hostile()
    text = to_json(report)
    assert FORBIDDEN.isdisjoint(text)
    tree = read(text)
    assert tree["report"]["organ"] == report.organ
    assert tree["narrative"]["overview"] == fill(report.narrative["overview"], report)
