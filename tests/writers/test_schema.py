"""The schema accepts every report's JSON and refuses what the file may not hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from nianbao.editions import Editions, built_in
from nianbao.report import Report
from nianbao.report.toml_writing import report_tree
from nianbao.writers.json_report import to_json
from nianbao.writers.schema import report_schema
from tests.generated import reports
from tests.writers.real_reports import NAMES, busy_report, real_report

VALIDATOR = Draft202012Validator(
    report_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


def mistakes(tree: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(tree)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("name", NAMES)
def test_real_reports_are_valid(name: str) -> None:
    assert mistakes(json.loads(to_json(real_report(name)))) == []


@given(reports())
def test_every_export_is_valid(report: Report) -> None:
    assert mistakes(json.loads(to_json(report))) == []


@given(reports(heading=False, extra=False))
def test_every_file_is_valid(report: Report) -> None:
    assert mistakes(report_tree(report)) == []


def test_a_cell_has_its_labels_for_a_title_and_its_help() -> None:
    forms = {
        part["if"]["properties"]["edition"]["const"]: part["then"]
        for part in report_schema()["allOf"]
    }
    column = forms["2021"]["properties"]["requests"]["properties"]["business"]["properties"]
    assert (
        column["refused_state_secret"]["title"]
        == "（三）不予公开 / 1.属于国家秘密 / 法人或其他组织 / 商业企业"
    )
    assert column["refused_state_secret"]["description"].endswith("不予公开。")
    assert column["refused_state_secret"]["minimum"] == 0


@pytest.mark.parametrize(
    ("table", "column", "key", "value"),
    [
        ("requests", "total", "received", -1),
        ("requests", "total", "received", 2.5),
        ("requests", "total", "received", "12"),
        ("requests", "total", "received", True),
        ("requests", "total", "recieved", 1),
        ("requests", "nobody", "received", 1),
        ("disclosure", "rules", "made", 1),
        ("disclosure", "fees", "amount", -0.5),
        ("narrative", "overview", "received", 1),
    ],
)
def test_what_a_file_may_not_hold_is_refused(
    table: str, column: str, key: str, value: object
) -> None:
    tree = json.loads(to_json(busy_report()))
    tree[table][column] = {key: value}
    assert mistakes(tree)


@pytest.mark.parametrize("key", ["schema", "edition", "report"])
def test_what_is_required_is_missed(key: str) -> None:
    tree = json.loads(to_json(busy_report()))
    del tree[key]
    assert mistakes(tree)


def test_an_unknown_key_and_an_unknown_edition_are_refused() -> None:
    tree = json.loads(to_json(busy_report()))
    assert mistakes({**tree, "remark": "x"})
    assert mistakes({**tree, "edition": "1999"})
    assert mistakes({**tree, "edition": "2019"})


def test_the_schema_knows_the_editions_it_is_given() -> None:
    newest = built_in().all[-1]
    assert report_schema(Editions.of(newest))["properties"]["edition"]["enum"] == [newest.name]
