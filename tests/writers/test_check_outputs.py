"""What a check found, for programs, for a message, and as a list to answer."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]
from openpyxl import load_workbook

from nianbao.checks.checking import check
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.record import FileProblem, Record
from nianbao.operations import CheckFormat, records_as, records_as_json, rules
from nianbao.report import Report
from nianbao.writers.check_brief import records_to_brief
from nianbao.writers.check_workbook import records_to_workbook
from nianbao.writers.finding_place import place_of
from tests.writers.hostile import FORBIDDEN, all_hostile
from tests.writers.real_reports import busy_report

COLUMN = ("requests.natural_person.received", "requests.natural_person.concluded")
ROW = ("requests.natural_person.received", "requests.total.received")
ERROR = Finding(
    "requests-balance", "收到与办理的申请数不等", Severity.ERROR, "自然人：95 与 86 相差 9。", COLUMN,
    expected=95, actual=86, imbalance=-9, section="requests", line=31, column=1,
)  # fmt: skip
DOUBT = Finding(
    "text-received", "文中收到的件数与表不符", Severity.WARNING, "文中 17 件，表 95 件。",
    section="overview", quote="全年收到\n申请17件。", line=9, column=5,
)  # fmt: skip
HINT = Finding("jump", "变化很大", Severity.HINT, "比上年多十倍。", (ROW[1],), section="requests")
EXPLAINED = DOUBT._replace(rule="text-year", title="年度", answered="引用上年的文件名")
UNREAD = Record("坏 件.toml", None, (), error=FileProblem("读不出。", 3, 4))


def record(*findings: Finding, report: Report | None = None) -> Record:
    return Record("年 报#1.toml", report or busy_report(), findings)


def test_a_place_is_told_by_part_and_line() -> None:
    edition = busy_report().edition
    places = [place_of(ERROR._replace(cells=cells), edition) for cells in (COLUMN, ROW, ROW[:1])]
    assert places == [
        "第三部分“自然人”列",
        "第三部分“一、本年新收政府信息公开申请数量”行",
        "第三部分“一、本年新收政府信息公开申请数量 / 自然人”",
    ]
    assert place_of(DOUBT, edition) == "第一部分“全年收到 申请17件。”"
    assert place_of(DOUBT._replace(quote=None, section="preface"), edition) == "标题和引言"
    assert place_of(Finding("x", "x", Severity.HINT, "x"), edition) == ""


def test_a_brief_is_a_line_a_file_to_be_sent() -> None:
    office = "淮安市洪泽区人民政府"
    records = [
        record(ERROR, DOUBT, HINT, EXPLAINED),
        record(ERROR, ERROR._replace(imbalance=2)),
        record(DOUBT),
        record(HINT, EXPLAINED),
        UNREAD,
    ]
    assert records_to_brief(records).splitlines() == [
        (
            f"【退回修改】{office}：1.第三部分“自然人”列收到与办理的申请数不等（少 9）。"
            "另有存疑 1 处，请一并核实：1.第一部分“全年收到 申请17件。”文中收到的件数与表不符。"
            "共 2 处，请改后重报。"
        ),
        (
            f"【退回修改】{office}：1.第三部分“自然人”列收到与办理的申请数不等（少 9）。"
            "2.第三部分“自然人”列收到与办理的申请数不等（多 2）。共 2 处，请改后重报。"
        ),
        (
            f"【请核实】{office}：1.第一部分“全年收到 申请17件。”文中收到的件数与表不符。"
            "共 1 处，请核实或者说明。"
        ),
        f"【核对通过】{office}：未发现错误，已说明 1 处。",
        "【未能核对】坏 件.toml：读不出。",
    ]


def test_many_findings_of_one_kind_are_told_together() -> None:
    rows = [ERROR._replace(cells=(cell,)) for cell in (*COLUMN, ROW[1])]
    (told,) = records_to_brief([record(*rows, DOUBT)]).splitlines()
    assert "自然人”等 3 处收到与办理的申请数不等。另有存疑 1 处" in told
    assert told.endswith("共 4 处，请改后重报。")


def test_json_lines_are_the_files_of_the_json() -> None:
    records = [record(ERROR, EXPLAINED), UNREAD]
    lines = str(records_as("jsonl", records)).splitlines()
    assert list(map(json.loads, lines)) == json.loads(records_as_json(records))["files"]
    assert records_as("json", records) == records_as_json(records)


def sarif(*records: Record) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(records_as("sarif", list(records)))
    return read


def test_sarif_has_every_rule_and_every_finding_with_its_place() -> None:
    tree = sarif(record(ERROR, DOUBT, HINT, EXPLAINED, HINT._replace(rule="import-x")), UNREAD)
    assert tree["version"] == "2.1.0"
    (run,) = tree["runs"]
    described = run["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in described]
    assert names[: len(rules())] == [rule.name for rule in rules()]
    assert names[-1] == "import-x"
    assert len(set(names)) == len(names)
    error, doubt, hint, explained, _ = run["results"]
    assert [result["level"] for result in (error, doubt, hint)] == ["error", "warning", "note"]
    assert all(names[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert error["message"] == {"text": ERROR.message}
    assert error["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E5%B9%B4%20%E6%8A%A5%231.toml"},
                "region": {"startLine": 31, "startColumn": 1},
            },
            "logicalLocations": [{"fullyQualifiedName": cell, "kind": "member"} for cell in COLUMN],
        }
    ]
    assert error["properties"]["imbalance"] == -9
    assert "region" not in hint["locations"][0]["physicalLocation"]
    assert explained["suppressions"] == [{"kind": "inSource", "justification": "引用上年的文件名"}]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"] == {"text": "读不出。"}
    assert told["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}


def test_the_list_has_a_row_a_finding_and_room_for_the_answer() -> None:
    data = records_to_workbook([record(ERROR, DOUBT, EXPLAINED), UNREAD], rules())
    workbook = load_workbook(io.BytesIO(data))
    assert workbook.sheetnames[0] == "问题清单"
    head, *rows = [[cell.value for cell in row] for row in workbook["问题清单"].iter_rows()]
    assert head == ["单位", "序号", "程度", "位置", "问题", "依据", "修改建议", "单位说明"]
    assert [row[1:5] for row in rows] == [
        ["1", "错误", "第三部分“自然人”列", ERROR.message],
        ["2", "存疑", "第一部分“全年收到 申请17件。”", DOUBT.message],
        ["3", "存疑", "第一部分“全年收到 申请17件。”", DOUBT.message],
        ["1", "错误", None, "读不出。"],
    ]
    assert rows[0][5] == next(rule.source for rule in rules() if rule.name == ERROR.rule)
    assert rows[2][7] == EXPLAINED.answered
    told = DOUBT._replace(cells=("requests.total.received",), expected=95, actual=17)
    sheet = load_workbook(io.BytesIO(records_to_workbook([record(told)], rules())))["问题清单"]
    assert str(sheet["G2"].value).startswith(
        "表格对的，把句子里的 17 改为 95；句子对的，改表中“一、本年新收政府信息公开申请数量 / 总计”；"
    )
    listed = workbook["问题清单"]
    assert not listed["H2"].protection.locked
    assert listed["E2"].protection.locked
    assert data == records_to_workbook([record(ERROR, DOUBT, EXPLAINED), UNREAD], rules())


def test_cells_have_their_findings_as_comments() -> None:
    data = records_to_workbook([record(ERROR, HINT, EXPLAINED)], rules())
    sheet = load_workbook(io.BytesIO(data))["三 收到和处理政府信息公开申请情况"]
    comments = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    assert comments == {
        "D6": f"错误：{ERROR.message}",
        "D30": f"错误：{ERROR.message}",
        "J6": f"提示：{HINT.message}",
    }
    several = load_workbook(
        io.BytesIO(records_to_workbook([record(ERROR), record(DOUBT)], rules()))
    )
    assert several.sheetnames[1:5:3] == ["1.二 主动公开政府信息情况", "2.二 主动公开政府信息情况"]


def test_a_sentence_is_told_at_its_cell_and_half_a_table_only_once() -> None:
    cells = tuple(busy_report().edition.table("requests").cells.values())[:100]
    blank = ERROR._replace(message="空白。", cells=tuple(cell.address for cell in cells))
    said = DOUBT._replace(cells=("requests.total.received",))
    data = records_to_workbook([record(blank, said)], rules())
    sheet = load_workbook(io.BytesIO(data))["三 收到和处理政府信息公开申请情况"]
    all_cells = [cell for row in sheet.iter_rows() for cell in row]
    told = {cell.coordinate: cell.comment.text for cell in all_cells if cell.comment is not None}
    assert len(told) == 2
    assert list(told.values()).count("错误：空白。") == 1
    assert "存疑：文中 17 件，表 95 件。" in told["J6"]
    colour = sheet["D6"].fill.fgColor.rgb
    assert sum(cell.fill.fgColor.rgb == colour for cell in all_cells) >= 100


def test_what_is_sent_names_no_part_twice() -> None:
    title = "第一部分没有写全各个方面"
    missing = DOUBT._replace(title=title, quote=None, section="overview")
    assert f"1.{title}。共 1 处" in records_to_brief([record(missing)])


def only(required: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties and no others; those named in `required` must be there."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


STRING, BAG = {"type": "string"}, {"type": "object"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
COUNTED = {"type": "integer", "minimum": 1}
TEXT = only("text", text=STRING)
PLACE = only(
    "physicalLocation",
    physicalLocation=only(
        "artifactLocation",
        artifactLocation=only("uri", uri={"type": "string", "pattern": r"^[^\s\\\"<>^`{|}]+$"}),
        region=only("startLine", startLine=COUNTED, startColumn=COUNTED),
    ),
    logicalLocations={
        "type": "array",
        "items": only("fullyQualifiedName kind", fullyQualifiedName=STRING, kind=STRING),
    },
)
PLACES = {"type": "array", "minItems": 1, "items": PLACE}
RULE = only(
    "id shortDescription defaultConfiguration",
    id=STRING,
    name=STRING,
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=TEXT,
    defaultConfiguration=only("level", level=LEVEL),
)
RESULT = only(
    "message ruleId ruleIndex level locations",
    ruleId=STRING,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations=PLACES,
    properties=BAG,
    suppressions={
        "type": "array",
        "uniqueItems": True,
        "items": only("kind", kind={"enum": ["inSource", "external"]}, justification=STRING),
    },
)
INVOCATION = only(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={
        "type": "array",
        "items": only("message", level=LEVEL, message=TEXT, locations=PLACES),
    },
)
DRIVER = only(
    "name",
    name=STRING,
    version=STRING,
    language=LANGUAGE,
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RUN = only(
    "tool results",
    tool=only("driver", driver=DRIVER),
    language=LANGUAGE,
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": INVOCATION},
    results={"type": "array", "items": RESULT},
)
SARIF = {
    **only(
        "version runs",
        version={"const": "2.1.0"},
        runs={"type": "array", "minItems": 1, "items": RUN},
        **{"$schema": {"type": "string", "pattern": "^https://"}},
    )
}
"""What SARIF 2.1.0 (OASIS, section 3) asks of the parts that are written here, and no other parts.

The schema that OASIS publishes is not ours to hand on. `NIANBAO_SARIF_SCHEMA=FILE` holds what is
written against a copy of it too.
"""


def test_sarif_is_well_formed() -> None:
    tree = sarif(record(ERROR, DOUBT, HINT, EXPLAINED), record(*found_in_a_busy_report()), UNREAD)
    validator = Draft202012Validator(SARIF)
    validator.validate(tree)
    if official := os.environ.get("NIANBAO_SARIF_SCHEMA"):
        Draft7Validator(json.loads(Path(official).read_text(encoding="utf-8"))).validate(tree)
    described = tree["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in described}) == len(described)
    assert all(one["ruleIndex"] < len(described) for one in tree["runs"][0]["results"])
    for key, wrong in (("level", "severe"), ("kind", "fail"), ("ruleIndex", -1), ("message", "x")):
        broken = json.loads(json.dumps(tree))
        broken["runs"][0]["results"][0][key] = wrong
        assert not validator.is_valid(broken), key


def found_in_a_busy_report() -> tuple[Finding, ...]:
    return check(busy_report())


@pytest.mark.parametrize("form", ["jsonl", "sarif", "brief", "xlsx"])
def test_hostile_reports_are_text(form: CheckFormat) -> None:
    hostile = all_hostile()
    said = hostile.narrative["overview"]
    finding = ERROR._replace(message=f"=1+1{said[:300]}", title=said[:100])
    made = records_as(form, [record(finding, DOUBT._replace(quote=said), report=hostile)])
    if isinstance(made, bytes):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = "".join(archive.read(name).decode() for name in archive.namelist())
        assert "<script>" not in made
    if form in ("brief", "xlsx"):
        assert FORBIDDEN.isdisjoint(made)
    else:
        assert all(ord(c) >= 32 or c == "\n" for c in made)
